"""What is made beside the window arrives in the window, and only what was wished for last."""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from viewer.widgets.beside import SWITCH_S, Beside, in_one


def counted(to: int, begun: Event | None = None, go_on: Event | None = None) -> Generator[None, None, int]:
    for _number in range(to):
        if begun is not None and go_on is not None:
            begun.set()
            go_on.wait(10)
        yield
    return to


def test_it_is_made_in_another_thread_and_taken_in_this_one(qtbot: QtBot) -> None:
    beside = Beside()
    taken: list[tuple[bool, bool]] = []
    beside.begin(
        in_one(lambda: current_thread() is main_thread()),
        lambda made: taken.append((made, current_thread() is main_thread())),
    )
    assert beside.busy
    assert not taken
    qtbot.waitUntil(lambda: not beside.busy)
    assert taken == [(False, True)]


def test_at_once_means_before_anything_else_happens(qtbot: QtBot) -> None:
    beside = Beside()
    taken: list[int] = []
    beside.begin(counted(5), taken.append, at_once=True)
    assert taken == [5]
    assert not beside.busy


def test_the_last_wish_takes_the_place_of_the_one_before(qtbot: QtBot) -> None:
    beside, begun, go_on = Beside(), Event(), Event()
    taken: list[str] = []
    beside.begin(counted(10**9, begun, go_on), lambda _made: taken.append("first"))
    assert begun.wait(10)
    for name in ("second", "third"):
        beside.begin(in_one(lambda name=name: name), taken.append)  # type: ignore[misc]
    go_on.set()
    qtbot.waitUntil(lambda: not beside.busy)
    assert taken == ["third"]


def test_what_is_made_at_once_is_not_overtaken_by_what_came_before(qtbot: QtBot) -> None:
    beside, begun, go_on = Beside(), Event(), Event()
    taken: list[str] = []
    beside.begin(counted(2, begun, go_on), lambda _made: taken.append("late"))
    assert begun.wait(10)
    beside.begin(in_one(lambda: "now"), taken.append, at_once=True)
    go_on.set()
    qtbot.waitUntil(lambda: not beside.busy)
    assert taken == ["now"]


def test_what_goes_wrong_is_told_in_the_window(qtbot: QtBot) -> None:
    beside = Beside()
    with qtbot.captureExceptions() as wrong:
        beside.begin(in_one(lambda: 1 // 0), lambda _made: None)
        qtbot.waitUntil(lambda: bool(wrong))
    assert wrong[0][0] is ZeroDivisionError
    assert not beside.busy


@pytest.mark.parametrize("collecting", [True, False])
def test_the_interpreter_is_left_as_it_was_when_the_last_work_is_done(collecting: bool, qtbot: QtBot) -> None:
    before = sys.getswitchinterval()
    (gc.enable if collecting else gc.disable)()
    try:
        one, other, begun, go_on = Beside(), Beside(), Event(), Event()
        one.begin(counted(1, begun, go_on), lambda _made: None)
        assert begun.wait(10)
        other.begin(counted(1), lambda _made: None)
        qtbot.waitUntil(lambda: not other.busy)
        assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
        assert not gc.isenabled()
        go_on.set()
        qtbot.waitUntil(lambda: not one.busy)
        assert (sys.getswitchinterval(), gc.isenabled()) == (before, collecting)
    finally:
        gc.enable()


def test_when_the_window_goes_first_the_interpreter_is_left_as_it_was(qtbot: QtBot) -> None:
    before = sys.getswitchinterval(), gc.isenabled()
    beside, begun, go_on = Beside(), Event(), Event()
    beside.begin(counted(1, begun, go_on), lambda _made: None)
    assert begun.wait(10)
    delete(beside)
    assert (sys.getswitchinterval(), gc.isenabled()) == before
    go_on.set()
