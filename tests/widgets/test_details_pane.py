"""The details pane: links within the programme are requests, and nothing is ever fetched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from tests.qt import tooltip_at
from viewer.widgets.details_pane import DetailsPane


@pytest.fixture
def pane(qtbot: QtBot) -> DetailsPane:
    pane = DetailsPane(lambda _address, _width, _ratio: QImage(), "sentence of {}".format)
    qtbot.addWidget(pane)
    pane.show_body('<p><a href="mission/chang-e-7">seven</a></p>', "p { color: #123456; }")
    return pane


def test_a_link_within_the_programme_is_requested(pane: DetailsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.link_requested) as request:
        pane.anchorClicked.emit(QUrl("mission/chang-e-7"))
    assert request.args == ["mission/chang-e-7"]
    assert pane.toPlainText() == "seven", "the pane shows what it showed before"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/x"])
def test_other_schemes_lead_nowhere(pane: DetailsPane, qtbot: QtBot, address: str) -> None:
    with qtbot.assertNotEmitted(pane.link_requested):
        pane.anchorClicked.emit(QUrl(address))


def test_web_links_go_to_the_browser(pane: DetailsPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    with qtbot.assertNotEmitted(pane.link_requested):
        pane.anchorClicked.emit(QUrl("https://example.org/x"))
    assert opened == ["https://example.org/x"]


def test_the_tooltip_of_a_link_is_its_sentence_or_its_web_address(pane: DetailsPane) -> None:
    assert pane.tooltip_of("event/ce7-launch") == "sentence of event/ce7-launch"
    assert pane.tooltip_of("https://example.org/x") == "Opens in the browser: https://example.org/x"
    assert pane.tooltip_of("") == ""


def test_a_picture_from_a_file_is_not_loaded(pane: DetailsPane) -> None:
    image = QTextDocument.ResourceType.ImageResource
    assert pane.loadResource(image.value, QUrl("file:///etc/passwd")) is None


def test_pictures_of_the_program_are_as_wide_as_the_pane_has_room_for(qtbot: QtBot) -> None:
    requests: list[tuple[str, int, float]] = []

    def picture(name: str, width: int, ratio: float) -> QImage:
        requests.append((name, width, ratio))
        return QImage(width, 20, QImage.Format.Format_RGB32)

    pane = DetailsPane(picture, str)
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.show()
    pane.show_body('<p><img src="picture/trend/ce7-launch"></p>', "")
    pane.document().size()
    first = requests[-1][1]
    pane.resize(500, 300)
    qtbot.waitUntil(lambda: requests[-1][1] != first)
    assert requests[-1][0] == "picture/trend/ce7-launch"
    assert requests[-1][1] - first == 100


def test_the_pointer_at_rest_on_a_link_shows_its_tooltip(pane: DetailsPane, qtbot: QtBot) -> None:
    pane.resize(400, 300)
    pane.show()
    link = pane.cursorRect().center() + QPoint(8, 0)
    assert tooltip_at(pane, link) == "<qt>sentence of mission/chang-e-7</qt>"
    tooltip_at(pane, QPoint(300, 200))
    qtbot.waitUntil(lambda: QToolTip.text() == "")
