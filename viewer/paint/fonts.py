"""The application object, the bundled fonts that it loads, and how wide a text is in them.

Sizes are in pixels and hinting is off, so a text is equally wide on a screen, in an image, in a PDF and on a printer:
the painter is scaled, never the layout.
"""

from __future__ import annotations

from functools import lru_cache
from threading import local
from typing import TypeVar

from PySide6.QtCore import QHashSeed
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from viewer import __version__
from viewer.resources import resource
from viewer.theme import FAMILY, LIGHT, SEMIBOLD
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Role

FACES = ("FarsideSans-Regular.ttf", "FarsideSans-SemiBold.ttf")
Application = TypeVar("Application", bound=QGuiApplication)


def make_application(kind: type[Application], arguments: list[str] | None = None) -> Application:
    """The one application object, created by the first call.

    A QGuiApplication is enough for drawing; a window needs a QApplication. Qt writes the fonts of a PDF in the order
    of a hash, whose seed is fixed before.
    """
    QHashSeed.setDeterministicGlobalSeed()
    application = QGuiApplication.instance() or kind(arguments or ["farside"])
    assert isinstance(application, kind)
    application.setOrganizationName("Farside")
    application.setApplicationName("Farside")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("io.github.farside.Farside")
    return application


@lru_cache(maxsize=1)
def load_fonts() -> tuple[int, ...]:
    """Load the bundled faces once; needs an application object. RuntimeError if a file is missing or broken."""
    numbers = tuple(QFontDatabase.addApplicationFont(str(resource("fonts") / face)) for face in FACES)
    if -1 in numbers:
        raise RuntimeError(f"fonts missing in {resource('fonts')}")
    return numbers


class _ThreadFonts(local):
    """The fonts and metrics of one thread: Qt caches data in them, so threads must not share them."""

    def __init__(self) -> None:
        self.font = lru_cache(maxsize=256)(_new_font)
        self.metrics = lru_cache(maxsize=64)(_new_metrics)


def sized_font(size_px: int, weight: int = 400, tabular: bool = False) -> QFont:
    """The bundled face at a size; weights are 400 and 600. It is shared by its thread: copy it before changing it."""
    return _thread.font(size_px, weight, tabular)


def _new_font(size_px: int, weight: int, tabular: bool) -> QFont:
    load_fonts()
    font = QFont()
    font.setFamilies([FAMILY])
    font.setPixelSize(max(1, size_px))
    font.setWeight(QFont.Weight.DemiBold if weight >= SEMIBOLD else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font_for(role: Role, scale: float = 1.0) -> QFont:
    """The font of a role of text; sizes and weights are the same in every theme."""
    style = LIGHT.style(role)
    return sized_font(round((style.size_px or 13) * scale), style.weight, style.tabular)


def ui_font(size_px: int = 13) -> QFont:
    """A font for panes, menus and tables."""
    return QFont(sized_font(size_px))


def metrics_for(role: Role) -> tuple[QFontMetricsF, float, float]:
    """Metrics, ascent and descent of a role's font, in pixels."""
    return _thread.metrics(role)


def _new_metrics(role: Role) -> tuple[QFontMetricsF, float, float]:
    metrics = QFontMetricsF(font_for(role))
    return metrics, metrics.ascent(), metrics.descent()


_thread = _ThreadFonts()


@lru_cache(maxsize=50_000)
def _text_width(text: str, role: Role) -> float:
    return metrics_for(role)[0].horizontalAdvance(text)


def font_measure() -> Measure:
    """The widths of texts in the bundled fonts, cached; needs an application object."""
    return _text_width
