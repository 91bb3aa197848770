"""The bundled fonts, and how wide a text is in them.

Sizes are pixels and hinting is off, so a text is equally wide on a screen, in a picture, in a PDF and on
a printer: the painter is scaled, never the layout.
"""

from __future__ import annotations

from functools import lru_cache
from threading import local

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from viewer.resources import resource
from viewer.theme import FAMILY, LIGHT, SEMIBOLD
from viewer.timeline.scene import Role

FACES = ("FarsideSans-Regular.ttf", "FarsideSans-SemiBold.ttf")


@lru_cache(maxsize=1)
def load_fonts() -> tuple[int, ...]:
    """Load the bundled faces, once; needs an application object. RuntimeError when a file is missing or broken."""
    numbers = tuple(QFontDatabase.addApplicationFont(str(resource("fonts") / face)) for face in FACES)
    if -1 in numbers:
        raise RuntimeError(f"fonts missing in {resource('fonts')}")
    return numbers


class _Own(local):
    """Fonts and metrics of a thread: Qt keeps what it finds of a font by thread, and two must not share it."""

    def __init__(self) -> None:
        self.font = lru_cache(maxsize=256)(_sized_font)
        self.metrics = lru_cache(maxsize=64)(_metrics_for)


def sized_font(size_px: int, weight: int = 400, tabular: bool = False) -> QFont:
    """The bundled face at a size; weights are 400 and 600. Shared on its thread: copy before changing it."""
    return _own.font(size_px, weight, tabular)


def _sized_font(size_px: int, weight: int, tabular: bool) -> QFont:
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
    ink = LIGHT.ink(role)
    return sized_font(round((ink.size_px or 13) * scale), ink.weight, ink.tabular)


def ui_font(size_px: int = 13) -> QFont:
    """The font of panes, menus and tables: the bundled face, figures as they come."""
    return QFont(sized_font(size_px))


def metrics_for(role: Role) -> tuple[QFontMetricsF, float, float]:
    """Metrics, ascent and descent of a role's font, in pixels."""
    return _own.metrics(role)


def _metrics_for(role: Role) -> tuple[QFontMetricsF, float, float]:
    metrics = QFontMetricsF(font_for(role))
    return metrics, metrics.ascent(), metrics.descent()


_own = _Own()


class FontMeasure:
    """Widths and heights of texts in the bundled fonts; widths are kept, for a layout asks again and again."""

    def __init__(self) -> None:
        self._widths: dict[tuple[str, Role], float] = {}

    def __call__(self, text: str, role: Role) -> float:
        """The advance width of `text` in pixels."""
        width = self._widths.get((text, role))
        if width is None:
            if len(self._widths) > 50_000:
                self._widths.clear()
            width = self._widths[text, role] = metrics_for(role)[0].horizontalAdvance(text)
        return width

    width = __call__

    def line_height(self, role: Role) -> float:
        """From the top of one line to the top of the next, in pixels."""
        _metrics, ascent, descent = metrics_for(role)
        return ascent + descent


@lru_cache(maxsize=1)
def font_measure() -> FontMeasure:
    """The one measure of the program; needs an application object."""
    return FontMeasure()
