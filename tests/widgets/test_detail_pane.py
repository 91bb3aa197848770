"""The pane shows a body; links within the programme are wishes, nothing is ever fetched."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from pytestqt.qtbot import QtBot

from viewer.widgets.detail_pane import DetailPane


@pytest.fixture
def pane(qtbot: QtBot) -> DetailPane:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.show_body('<p><a href="mission/chang-e-7">seven</a></p>', "p { color: #123456; }")
    return pane


def test_a_link_within_the_programme_is_a_wish(pane: DetailPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.link_wished) as wish:
        pane.anchorClicked.emit(QUrl("mission/chang-e-7"))
    assert wish.args == ["mission/chang-e-7"]
    assert pane.toPlainText() == "seven", "the pane went nowhere by itself"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/x"])
def test_other_schemes_lead_nowhere(pane: DetailPane, qtbot: QtBot, address: str) -> None:
    with qtbot.assertNotEmitted(pane.link_wished):
        pane.anchorClicked.emit(QUrl(address))


def test_web_links_go_to_the_browser(pane: DetailPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    with qtbot.assertNotEmitted(pane.link_wished):
        pane.anchorClicked.emit(QUrl("https://example.org/x"))
    assert opened == ["https://example.org/x"]


def test_pictures_of_others_are_not_loaded(pane: DetailPane) -> None:
    image = QTextDocument.ResourceType.ImageResource
    assert pane.loadResource(image.value, QUrl("file:///etc/passwd")) is None
