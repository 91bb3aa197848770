"""DetailsController: pages at once for a small programme, in the background for a large one; the latest wins."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY, generate_programme
from viewer.app import details_controller
from viewer.app.details_controller import DetailsController
from viewer.app.store import Store
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.report import details
from viewer.state import ViewState, home
from viewer.theme import LIGHT
from viewer.widgets.details_pane import DetailsPane

TIMEOUT_S = 20


class Pane(DetailsPane):
    """Records the pages that are shown."""

    def __init__(self) -> None:
        super().__init__(lambda _address, _width, _ratio: QImage(), str)
        self.pages: list[str] = []

    def show_body(self, html: str, style: str) -> None:
        self.pages.append(html)
        super().show_body(html, style)


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    pane = Pane()
    qtbot.addWidget(pane)
    return pane


@pytest.fixture(scope="module")
def small() -> Programme:
    return generate_programme(20)


@pytest.fixture(scope="module")
def large() -> Programme:
    return generate_programme(SMALL + 1)


def show(controller: DetailsController, store: Store, address: str) -> None:
    store.set(store.requested.selecting(address))
    controller.show_selection()


@pytest.fixture
def store(large: Programme) -> Store:
    return Store(large, ViewState(home(large)), TODAY)


@pytest.fixture
def controller(store: Store, pane: Pane) -> DetailsController:
    """On a large programme."""
    return DetailsController(store, pane, lambda: LIGHT)


def test_a_page_of_a_small_programme_is_shown_synchronously(pane: Pane, small: Programme) -> None:
    store = Store(small, ViewState(home(small), selection="mission/mission-0"), TODAY)
    DetailsController(store, pane, lambda: LIGHT).show_selection()
    assert pane.pages == [details.details_html(store.programme, "mission/mission-0")]


def test_the_latest_page_of_a_large_programme_is_shown(
    qtbot: QtBot, controller: DetailsController, store: Store, pane: Pane
) -> None:
    for address in ("mission/mission-0", "", "partner/partner-3"):
        show(controller, store, address)
    assert pane.pages == []
    qtbot.waitUntil(lambda: not controller.task.busy)
    assert pane.pages == [details.details_html(store.programme, "partner/partner-3")]


def test_a_slow_page_is_announced(qtbot: QtBot, store: Store, pane: Pane, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, real = Event(), details.details_html

    def waiting(*arguments: Any) -> str:
        gate.wait(TIMEOUT_S)
        return real(*arguments)

    monkeypatch.setattr(details_controller, "DELAY_MS", 1)
    monkeypatch.setattr(details, "details_html", waiting)
    controller = DetailsController(store, pane, lambda: LIGHT)
    show(controller, store, "mission/mission-1")
    qtbot.waitUntil(lambda: bool(pane.pages))
    gate.set()
    qtbot.waitUntil(lambda: not controller.task.busy)
    assert pane.pages == [
        details.loading_html(store.programme, "mission/mission-1"),
        real(store.programme, "mission/mission-1"),
    ]


def test_another_page_cancels_that_of_the_selection(
    qtbot: QtBot, controller: DetailsController, store: Store, pane: Pane
) -> None:
    show(controller, store, "mission/mission-1")
    controller.show_page("<p>other</p>")
    qtbot.waitUntil(lambda: not controller.task.busy)
    assert pane.pages == ["<p>other</p>"]


@pytest.mark.parametrize("name", ["picture/trend/no-event", "picture/other/x", "picture/x"])
def test_an_unknown_image_is_null(pane: Pane, small: Programme, name: str) -> None:
    store = Store(small, ViewState(home(small)), TODAY)
    assert DetailsController(store, pane, lambda: LIGHT).image(name, 200, 1.0).isNull()
