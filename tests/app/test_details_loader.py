"""The pane's words: of a small programme at once, of a large one when they are made, always those asked for last."""

from __future__ import annotations

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks.made import TODAY, made
from viewer.app import details_loader
from viewer.app.details_loader import DetailsLoader
from viewer.model.programme import Programme
from viewer.report import details
from viewer.widgets.beside import AT_ONCE


@pytest.fixture(scope="module")
def many() -> Programme:
    return made(AT_ONCE + 1).as_of(TODAY)


def test_of_few_events_it_tells_at_once(qtbot: QtBot) -> None:
    shown: list[str] = []
    of = made(20).as_of(TODAY)
    DetailsLoader(shown.append).show(of, "mission/mission-0")
    assert shown == [details.details_html(of, "mission/mission-0")]


def test_of_many_it_tells_what_was_asked_last(qtbot: QtBot, many: Programme) -> None:
    shown: list[str] = []
    pane = DetailsLoader(shown.append)
    for address in ("mission/mission-0", "", "partner/partner-3"):
        pane.show(many, address)
    assert not shown
    qtbot.waitUntil(lambda: not pane.busy)
    assert shown == [details.details_html(many, "partner/partner-3")]


def test_what_takes_long_says_so_and_then_tells(
    qtbot: QtBot, many: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details_loader, "PATIENCE_MS", 1)
    shown: list[str] = []
    go_on, real = Event(), details.details_html
    monkeypatch.setattr(details, "details_html", lambda *asked: go_on.wait(10) and real(*asked))
    pane = DetailsLoader(shown.append)
    pane.show(many, "mission/mission-1")
    qtbot.waitUntil(lambda: bool(shown))
    go_on.set()
    qtbot.waitUntil(lambda: not pane.busy)
    waiting, told = shown
    assert waiting == details.loading_html(many, "mission/mission-1")
    assert told == real(many, "mission/mission-1")


def test_when_something_else_is_shown_it_keeps_silent(qtbot: QtBot, many: Programme) -> None:
    shown: list[str] = []
    pane = DetailsLoader(shown.append)
    pane.show(many, "mission/mission-1")
    pane.cancel()
    qtbot.waitUntil(lambda: not pane.busy)
    assert not shown
