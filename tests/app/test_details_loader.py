"""DetailsLoader: synchronous for a small programme, in the background for a large one; the latest request wins."""

from __future__ import annotations

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY, generate_programme
from viewer.app import details_loader
from viewer.app.details_loader import DetailsLoader
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.report import details


@pytest.fixture(scope="module")
def many() -> Programme:
    return generate_programme(SMALL + 1).as_of(TODAY)


def test_a_small_programme_is_loaded_synchronously(qtbot: QtBot) -> None:
    shown: list[str] = []
    of = generate_programme(20).as_of(TODAY)
    DetailsLoader(shown.append).load(of, "mission/mission-0")
    assert shown == [details.details_html(of, "mission/mission-0")]


def test_of_a_large_programme_the_latest_request_is_shown(qtbot: QtBot, many: Programme) -> None:
    shown: list[str] = []
    loader = DetailsLoader(shown.append)
    for address in ("mission/mission-0", "", "partner/partner-3"):
        loader.load(many, address)
    assert not shown
    qtbot.waitUntil(lambda: not loader.task.busy)
    assert shown == [details.details_html(many, "partner/partner-3")]


def test_a_slow_page_is_announced(qtbot: QtBot, many: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(details_loader, "DELAY_MS", 1)
    shown: list[str] = []
    go_on, real = Event(), details.details_html
    monkeypatch.setattr(details, "details_html", lambda *asked: go_on.wait(10) and real(*asked))
    loader = DetailsLoader(shown.append)
    loader.load(many, "mission/mission-1")
    qtbot.waitUntil(lambda: bool(shown))
    go_on.set()
    qtbot.waitUntil(lambda: not loader.task.busy)
    waiting, told = shown
    assert waiting == details.loading_html(many, "mission/mission-1")
    assert told == real(many, "mission/mission-1")


def test_a_cancelled_page_is_not_shown(qtbot: QtBot, many: Programme) -> None:
    shown: list[str] = []
    loader = DetailsLoader(shown.append)
    loader.load(many, "mission/mission-1")
    loader.cancel()
    qtbot.waitUntil(lambda: not loader.task.busy)
    assert not shown
