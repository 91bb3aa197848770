"""What tests and measurements of the window share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.load.loader import LoadResult
from viewer.resources import data_folder
from viewer.state import ViewState
from viewer.widgets.filter_panel import KEY, FacetTree

TODAY = date(2026, 11, 22)
EARLIER = date(2024, 6, 27)
"""A day on which less was known of the curated programme."""


def open_window(
    qtbot: QtBot,
    folder: Path | None = None,
    loaded: LoadResult | None = None,
    view: ViewState | None = None,
    today: date = TODAY,
) -> MainController:
    """The controller of a visible window after its start; by default on the curated programme."""
    controller = MainController(folder or data_folder(), loaded or curated_data(), today, Settings(), view)
    qtbot.addWidget(controller.window)
    controller.window.show()
    controller.finish_startup()
    return controller


def image_of(widget: QWidget) -> QImage:
    """The widget as it is painted now."""
    return widget.grab().toImage()


def status_text(controller: MainController) -> str:
    """The message in the status bar."""
    return controller.window.statusBar().currentMessage()


def trigger(controller: MainController, *commands: str) -> None:
    """Run commands as a menu or a key does."""
    for command in commands:
        controller.window.actions_by_id[command].trigger()


def facet_item(tree: FacetTree, field: str, key: str) -> QTreeWidgetItem | None:
    """The item of a value in the filter panel; None if the value is not listed."""
    items = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return next((item for item in items if item.data(0, KEY) == (field, key)), None)


def popup_menu() -> QMenu:
    """The menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def run_event_loop(milliseconds: int = 0) -> None:
    """Handle all events that are due, and those of the next `milliseconds`."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
