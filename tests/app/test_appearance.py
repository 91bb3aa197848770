"""Appearance: theme and language apply to the whole window at once; animation follows the desktop."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY as GENERATED_TODAY
from tests.generated_programme import generate_programme
from tests.qt import image_of, open_window, trigger
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.i18n import language
from viewer.limits import SMALL
from viewer.load.loader import LoadResult
from viewer.theme import THEMES
from viewer.timeline.scene import Label
from viewer.widgets.animation import desktop_allows_animation


def test_the_language_changes_window_pane_and_timeline_at_once(controller: MainController) -> None:
    trigger(controller, "lang-zh")
    assert controller.window.menuBar().actions()[0].text() != "&File"
    assert "嫦娥七号" in controller.window.pane.toPlainText()
    labels = [getattr(shape, "text", "") for shape in controller.window.timeline.scene().shapes]
    assert "嫦娥六号发射" in labels


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path) -> MainController:
    """A window on a programme that changes in the background."""
    return open_window(qtbot, tmp_path, LoadResult(generate_programme(2 * SMALL)), today=GENERATED_TODAY)


def test_a_large_programme_stays_as_it_is_until_its_scene_is_built_in_the_language(
    large: MainController, qtbot: QtBot
) -> None:
    menu = large.window.menuBar().actions()[0]
    trigger(large, "lang-zh")
    assert (menu.text(), language()) == ("&File", "en")
    qtbot.waitUntil(lambda: menu.text() != "&File")
    assert large.window.actions_by_id["lang-zh"].isChecked()
    assert Settings().text("language") == "zh"
    texts = [shape.text for shape in large.window.timeline.scene().shapes if isinstance(shape, Label)]
    assert any("航道" in text for text in texts)


def test_the_language_asked_for_last_is_shown(large: MainController, qtbot: QtBot) -> None:
    trigger(large, "lang-zh", "lang-en")
    qtbot.waitUntil(lambda: not large.appearance.task.busy)
    assert (large.window.menuBar().actions()[0].text(), language()) == ("&File", "en")


def test_the_whole_window_of_a_large_programme_gets_the_theme(large: MainController, qtbot: QtBot) -> None:
    trigger(large, "theme-dark")
    qtbot.waitUntil(lambda: QApplication.palette().window().color() == QColor(THEMES["dark"].palette["panel"]))
    assert large.window.timeline.canvas.theme is THEMES["dark"]
    assert large.window.actions_by_id["theme-dark"].isChecked()


def test_each_theme_has_its_own_ground(controller: MainController) -> None:
    grounds = set()
    for name in ("light", "dark", "high-contrast"):
        trigger(controller, f"theme-{name}")
        grounds.add(image_of(controller.window).pixelColor(300, 300).name())
    assert len(grounds) == 3


def test_no_colour_of_the_style_sheet_is_unknown(qapp: QApplication, controller: MainController) -> None:
    assert "QPushButton" in qapp.styleSheet()
    assert re.findall(r"{[\w-]+}", qapp.styleSheet()) == []


def test_animation_is_switched_off_and_stays_off(controller: MainController) -> None:
    action = controller.window.actions_by_id["animate"]
    assert action.isChecked()
    action.trigger()
    assert not action.isChecked()
    assert not Settings().flag("animate", True)
    controller.navigation.zoom(0.5)
    assert not controller.window.timeline.canvas.animator.running
    action.trigger()
    controller.window.timeline.grab()
    controller.navigation.zoom(0.5)
    assert controller.window.timeline.canvas.animator.running


class NoEffectsStyle(QProxyStyle):
    """The style of a desktop that has switched its effects off."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 – Qt's own name
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def test_without_effects_of_the_desktop_the_window_jumps(
    controller: MainController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "style", lambda: NoEffectsStyle("Fusion"))
    assert not desktop_allows_animation()
    controller.appearance.set_animated(True)
    controller.window.timeline.grab()
    controller.navigation.zoom(0.5)
    assert not controller.window.timeline.canvas.animator.running
    monkeypatch.undo()
    assert desktop_allows_animation()


def test_a_key_hides_the_details_and_shows_them_again(controller: MainController) -> None:
    for visible in (False, True):
        trigger(controller, "details")
        assert controller.window.pane.isVisible() is visible
