"""Work beside the window: it tells how far it is, what it found or why not, and ends when nobody waits for it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app.in_turn import InTurn
from viewer.app.workshop import Told, Workshop
from viewer.widgets.beside import SWITCH_S, turns

PATIENCE_S = 20


@pytest.fixture
def workshop(qtbot: QtBot, qapp: QApplication) -> Iterator[Workshop]:
    workshop = Workshop(pure=True)
    yield workshop
    workshop.cancel()


def test_what_is_found_comes_to_the_window_with_how_far_it_was(qtbot: QtBot, workshop: Workshop) -> None:
    told, threads = list[tuple[int, int]](), list[object]()
    workshop.progress.connect(lambda done, of: told.append((done, of)))

    def work(tell: Told) -> str:
        for step in range(5):
            tell(step / 4)
            tell(step / 4)
        threads.append(current_thread())
        return "found"

    with qtbot.waitSignal(workshop.done) as came:
        workshop.begin(work)
        begun = workshop.busy
    assert came.args == ["found"]
    assert (begun, workshop.busy) == (True, False)
    assert threads != [main_thread()]
    assert told == [(250, 1000), (500, 1000), (750, 1000), (1000, 1000)]


def test_what_goes_wrong_is_told(qtbot: QtBot, workshop: Workshop) -> None:
    def broken(_tell: Told) -> None:
        raise KeyError("nothing")

    with qtbot.waitSignal(workshop.broke) as came:
        workshop.begin(broken)
    assert isinstance(came.args[0], KeyError)
    assert not workshop.busy


def test_what_may_be_stopped_nowhere_else_ends_when_it_tells_how_far_it_is(
    qtbot: QtBot, qapp: QApplication
) -> None:
    reading, begun, goes_on, ended = Workshop(), Event(), Event(), Event()
    told: list[float] = []

    def work(tell: Told) -> None:
        begun.set()
        try:
            goes_on.wait(PATIENCE_S)
            told.append(0.4)
            tell(0.5)
            told.append(0.6)
        finally:
            ended.set()

    reading.begin(work)
    assert begun.wait(PATIENCE_S)
    reading.cancel()
    goes_on.set()
    assert ended.wait(PATIENCE_S)
    assert told == [0.4]


def test_what_is_given_up_ends_without_asking_whether_it_is_wanted(qtbot: QtBot, workshop: Workshop) -> None:
    begun, ended = Event(), Event()

    def endless(_tell: Told) -> None:
        begun.set()
        try:
            while True:
                pass
        finally:
            ended.set()

    heard: list[object] = []
    workshop.done.connect(heard.append)
    workshop.broke.connect(heard.append)
    workshop.begin(endless)
    assert begun.wait(PATIENCE_S)
    with qtbot.waitSignal(workshop.stopped):
        workshop.cancel()
    assert ended.wait(PATIENCE_S)
    with qtbot.waitSignal(workshop.done) as came:
        workshop.begin(lambda _tell: "next")
    assert came.args == ["next"]
    assert heard == ["next"]


def test_a_program_that_ends_sees_its_work_end_first(qtbot: QtBot, workshop: Workshop) -> None:
    begun, ended = Event(), Event()

    def endless(_tell: Told) -> None:
        begun.set()
        try:
            while True:
                pass
        finally:
            ended.set()

    workshop.begin(endless)
    assert begun.wait(PATIENCE_S)
    workshop.close()
    assert ended.is_set()
    assert not workshop.busy
    workshop.close()


def test_the_newest_work_takes_the_place_of_the_older(qtbot: QtBot, workshop: Workshop) -> None:
    goes_on = Event()
    heard: list[object] = []
    workshop.done.connect(heard.append)
    workshop.begin(lambda _tell: goes_on.wait(PATIENCE_S) and "old")
    with qtbot.waitSignal(workshop.done):
        workshop.begin(lambda _tell: "new")
    goes_on.set()
    with qtbot.waitSignal(workshop.done):
        workshop.begin(lambda _tell: "last")
    assert heard == ["new", "last"]


def test_while_anything_works_turns_are_short_and_nothing_is_collected(
    qtbot: QtBot, qapp: QApplication
) -> None:
    before, goes_on = sys.getswitchinterval(), Event()
    assert gc.isenabled()
    one, other = Workshop(), Workshop()
    one.begin(lambda _tell: goes_on.wait(PATIENCE_S))
    other.begin(lambda _tell: goes_on.wait(PATIENCE_S))
    assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
    assert not gc.isenabled()
    one.cancel()
    assert not gc.isenabled()
    with qtbot.waitSignal(other.done):
        goes_on.set()
    assert gc.isenabled()
    assert sys.getswitchinterval() == pytest.approx(before)


def test_a_collector_that_was_off_is_on_after_the_first_picture_only(
    qtbot: QtBot, workshop: Workshop
) -> None:
    goes_on = Event()
    gc.disable()
    try:
        workshop.begin(lambda _tell: goes_on.wait(PATIENCE_S))
        turns.collect()
        assert not gc.isenabled()
        with qtbot.waitSignal(workshop.done):
            goes_on.set()
        assert gc.isenabled()
        gc.disable()
        with qtbot.waitSignal(workshop.done):
            workshop.begin(lambda _tell: None)
        assert not gc.isenabled()
        turns.collect()
        assert gc.isenabled()
    finally:
        gc.enable()


def test_things_are_done_one_a_turn_and_once(qtbot: QtBot, qapp: QApplication) -> None:
    in_turn, done = InTurn(), list[str]()
    in_turn.do("a", lambda: done.append("a, first wish"), at_once=False)
    in_turn.do("b", lambda: done.append("b"), at_once=False)
    in_turn.do("a", lambda: done.append("a"), at_once=False)
    in_turn.do("c", lambda: done.append("c"), at_once=True)
    assert done == ["c"]
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["c", "a", "b"]
    in_turn.do("a", lambda: done.append("late"), at_once=False)
    in_turn.do("a", lambda: done.append("now"), at_once=True)
    in_turn.do("b", lambda: done.append("last"), at_once=False)
    qtbot.waitUntil(lambda: done[-1] == "last")
    assert done == ["c", "a", "b", "now", "last"]
