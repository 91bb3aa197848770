"""Fixtures of the tests of the application: settings of their own, and the window on the curated programme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt import open_window
from viewer import i18n
from viewer.app.main_controller import MainController


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or changes the settings, the cache or the language of another one."""
    monkeypatch.setenv("FARSIDE_SETTINGS", str(tmp_path / "settings.ini"))
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.fixture
def controller(qtbot: QtBot, qapp: QApplication) -> Iterator[MainController]:
    """The controller of a visible window on the curated programme."""
    yield open_window(qtbot)
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
