"""The clipboard: sentences, pictures, links and citations of the selection; links lead back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.qt import EARLIER, status_text, trigger
from viewer.app.main_controller import MainController


def copied() -> str:
    return QApplication.clipboard().text()


def test_the_sentence_of_the_selection_is_copied_and_without_one_the_picture(controller: MainController) -> None:
    controller.select("event/ce6-launch")
    trigger(controller, "copy-sentence")
    assert copied() == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    controller.select("")
    trigger(controller, "copy-sentence")
    image, timeline = QApplication.clipboard().image(), controller.window.timeline
    assert image.height() == 2 * timeline.height()


def test_a_link_is_copied_and_leads_back(controller: MainController) -> None:
    controller.select("event/ce7-launch")
    controller.store.set(controller.store.requested.on(EARLIER))
    controller.filters.set(controller.state.filter.toggled("kinds", "launch"))
    before = controller.state
    trigger(controller, "copy-link")
    link = copied()
    assert link.startswith("farside:event/ce7-launch?as-of=2024-06-27&view=window=")
    controller.filters.reset()
    controller.store.set(controller.store.requested.on(None).selecting(""))
    controller.window.search.setText(link)
    controller.search.search(link)
    assert controller.window.search.list.lines[0].address == link
    controller.open_result(link)
    assert controller.state == before


@pytest.mark.parametrize("text", ["farside:event/gone", "farside:x", "farside:event/ce7-launch?as-of=2001-01-01"])
def test_a_link_that_leads_nowhere_is_explained_and_changes_nothing(controller: MainController, text: str) -> None:
    before = controller.state
    controller.open_result(text)
    assert controller.state == before
    assert status_text(controller)


def test_citations_of_a_source_and_of_an_event_are_copied(controller: MainController) -> None:
    trigger(controller, "cite-text")
    assert "Select a source" in status_text(controller)
    controller.select("source/cgtn-2024-06-27")
    controller.window.pane.link_requested.emit("command/cite-bibtex")
    assert copied().startswith("@misc{cgtn-2024-06-27,")
    controller.select("event/ce8-launch")
    trigger(controller, "cite-markdown")
    assert copied().count("\n") >= 1


def test_a_report_of_a_mistake_names_the_selection(controller: MainController) -> None:
    controller.select("event/ce8-launch")
    trigger(controller, "report-mistake")
    assert "Launch of Chang'e-8" in copied()
