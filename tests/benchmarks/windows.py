"""The real window, off screen."""

from __future__ import annotations

from viewer.app.main import make_application
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.load.loader import LoadResult
from viewer.resources import data_folder

from .made import TODAY


def empty_window() -> MainController:
    """A window of 1920 × 1080 in which nothing is opened yet."""
    app = make_application()
    controller = MainController(data_folder(), LoadResult(None), TODAY, Settings())
    controller.window.resize(1920, 1080)
    controller.window.show()
    app.processEvents()
    return controller


def shown(controller: MainController) -> None:
    """Let the window paint what it was told to show."""
    app = make_application()
    for _ in range(3):
        app.processEvents()
    controller.window.timeline.grab()
