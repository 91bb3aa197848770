"""Very many values are let go of a few at a time, elsewhere; few are gone at once."""

from __future__ import annotations

import sys
from datetime import date
from threading import Event, Thread, current_thread, main_thread
from types import SimpleNamespace
from weakref import finalize

import pytest

from viewer.i18n import Text
from viewer.model import entities, parting
from viewer.model.edtf import parse
from viewer.model.kinds import EventKind
from viewer.model.parting import MANY, let_go
from viewer.model.programme import Programme

PATIENCE_S = 20


class Thing:
    """Something that can be watched."""


def watched(count: int) -> tuple[list[Thing], list[Thread], Event]:
    """Things, the threads on which each of them went, and when the first one made has gone: it goes last."""
    things, threads, gone = [Thing() for _ in range(count)], list[Thread](), Event()
    for thing in things:
        finalize(thing, lambda: threads.append(current_thread()))
    finalize(things[0], gone.set)
    return things, threads, gone


def test_what_a_container_holds_goes_on_another_thread() -> None:
    things, threads, gone = watched(300)
    nested = {"many": tuple(things[:150]), "more": dict(enumerate(things[150:]))}
    del things
    let_go(nested)
    del nested
    assert gone.wait(PATIENCE_S)
    let_go(last := [Thing()])
    end = Event()
    finalize(last[0], end.set)
    del last
    assert end.wait(PATIENCE_S)
    assert len(threads) == 300
    assert main_thread() not in threads


def test_what_somebody_else_holds_stays() -> None:
    kept = tuple(Thing() for _ in range(500))
    gone = Event()
    let_go(kept, [(mark := Thing())])
    finalize(mark, gone.set)
    del mark
    assert gone.wait(PATIENCE_S)
    assert len(kept) == 500
    assert all(sys.getrefcount(thing) <= 4 for thing in kept)


@pytest.mark.parametrize("count", [MANY, MANY + 1])
def test_a_programme_of_many_events_is_taken_apart(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    taken: list[object] = []
    monkeypatch.setattr(parting, "_gone", SimpleNamespace(put=taken.append))
    event = entities.Event(
        id="e", title=Text("E"), kind=EventKind.LAUNCH, claims=(), missions=(), importance=3
    )
    day = parse(date(2026, 1, 1).isoformat())
    head = entities.Head(title=Text(), home=parse("2024/2035"), lanes=(), current_to=day)
    whole = Programme(head, events=(event,) * count)
    del whole
    assert len(taken) == (count > MANY)


def test_at_the_end_of_the_program_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "_gone", None)
    let_go((1, 2, 3), ends=lambda: True)
    assert parting._gone is None
