"""Icons of buttons and of the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from pytestqt.qtbot import QtBot

from viewer.app.commands import COMMANDS
from viewer.paint.icons import APP_SIZES, NAMES, StrokeIcon, app_icon, icon
from viewer.theme import DARK, LIGHT


def opaque(image: QImage) -> int:
    return sum(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_is_drawn_at_every_ratio(qtbot: QtBot, name: str, ratio: float) -> None:
    pixmap = icon(name, LIGHT).pixmap(QSize(20, 20), ratio)
    assert pixmap.width() == round(20 * ratio)
    assert opaque(pixmap.toImage()) > 8 * ratio * ratio


def test_icons_all_differ(qtbot: QtBot) -> None:
    images = [bytes(icon(name, LIGHT).pixmap(QSize(40, 40), 1.0).toImage().constBits()) for name in NAMES]
    assert len(set(images)) == len(NAMES)


def test_icons_follow_theme_and_mode(qtbot: QtBot) -> None:
    size = QSize(20, 20)
    light = icon("back", LIGHT).pixmap(size, 1.0).toImage()
    assert light != icon("back", DARK).pixmap(size, 1.0).toImage()
    assert light != icon("back", LIGHT).pixmap(size, 1.0, QIcon.Mode.Disabled).toImage()


def test_every_command_with_an_icon_has_one() -> None:
    assert {command.icon for command in COMMANDS if command.icon} <= set(NAMES)


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icon("unheard-of", LIGHT)


def test_the_desktop_icon_comes_in_every_size(qtbot: QtBot) -> None:
    assert {size.width() for size in app_icon().availableSizes()} == set(APP_SIZES)


def test_a_copy_of_an_icon_and_its_plain_picture_look_alike(qtbot: QtBot) -> None:
    size, mode, state = QSize(20, 20), QIcon.Mode.Normal, QIcon.State.Off
    original = StrokeIcon("back", "#000000", "#888888")
    expected = original.scaledPixmap(size, mode, state, 1.0).toImage()
    assert opaque(expected) > 8
    assert original.pixmap(size, mode, state).toImage() == expected
    assert original.clone().pixmap(size, mode, state).toImage() == expected
