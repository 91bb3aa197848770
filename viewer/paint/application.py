"""The application object that fonts, images and printers need."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QHashSeed
from PySide6.QtGui import QGuiApplication

from viewer import __version__

DESKTOP_FILE = "io.github.farside.Farside"
Application = TypeVar("Application", bound=QGuiApplication)


def make_application(kind: type[Application], arguments: list[str] | None = None) -> Application:
    """The one application object, made on the first call, with our name.

    A QGuiApplication is enough for drawing; a window needs a QApplication. Qt writes the fonts of a PDF in the order
    of a hash, whose seed is fixed before.
    """
    QHashSeed.setDeterministicGlobalSeed()
    application = QGuiApplication.instance() or kind(arguments or ["farside"])
    assert isinstance(application, kind)
    application.setOrganizationName("Farside")
    application.setApplicationName("Farside")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(DESKTOP_FILE)
    return application
