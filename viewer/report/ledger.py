"""The ledger as a table: every move of every date in columns, and the same rows as `farside slips` prints them."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from msgspec.structs import replace

from viewer.caching import cached_property
from viewer.i18n import day_words, language
from viewer.model.calendar import Days, day_number
from viewer.model.date_history import ChangeKind, DateChange, date_changes
from viewer.model.entities import Event, Outcome
from viewer.model.ordering import order_of
from viewer.model.programme import Programme
from viewer.report.dates import claim_date, said_words, size_words
from viewer.report.labels import change_label
from viewer.report.sentences import speaker
from viewer.report.slips import EVERY, Slips, csv_text, slips_of
from viewer.report.summary import COUNTED

MOST_CHARTED = 40
"""A chart of more lines than these shows nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One move in words. `order` is its place in the ledger; `size_days` what the column of sizes sorts by."""

    order: int
    move: DateChange
    event: str
    missions: tuple[str, ...]
    lane: int  # index of the event's lane
    said: str  # of what happened, the day
    said_day: Days
    title: str
    kind: str
    old: str
    new: str
    size: str
    size_days: Days | None  # Δe, else Δs (data.md 6); None where nothing is measured
    by: str
    quoted: str  # the source's own words
    sources: int

    @property
    def cls(self) -> ChangeKind:
        return self.move.kind


@dataclass(frozen=True, slots=True)
class Moved:
    """The events (of a mission) whose dates slipped, were pulled in or withdrawn, in the programme's order.

    Of more than MOST_CHARTED the most important; `count` says how many there are.
    """

    events: tuple[str, ...]
    count: int


NONE_MOVED = Moved((), 0)


@dataclass(frozen=True)
class Ledger:
    """Every move known on the programme's day, by the day on which it became known; rows are worded when asked for."""

    programme: Programme
    today: date
    moves: tuple[DateChange, ...]
    orders: Mapping[str, tuple[int, ...]]  # by the id of an event, the places of its moves
    moved: Mapping[str, Moved]  # by the id of a mission; "" for all
    missions: frozenset[str]  # the ids of those of which a move is told

    def row(self, order: int) -> Row:
        return _row(self.programme, self._lanes, order, self.moves[order])

    @property
    def rows(self) -> Iterator[Row]:
        """All rows in order, each worded when it is its turn."""
        return map(self.row, range(len(self.moves)))

    @cached_property
    def slips(self) -> Slips:
        """What the command prints: one line a row, in the same order. Of very many moves this takes long."""
        return slips_of(self.programme, self.today)

    def csv(self, orders: Collection[int] | None = None, delimiter: str = ",") -> str:
        """The rows of these orders (None: all) as `farside slips --format csv` writes them, in its order."""
        if orders is None:
            return csv_text(self.slips, delimiter)
        chosen = frozenset(orders)
        kept = tuple(line for order, line in enumerate(self.slips.slips) if order in chosen)
        return csv_text(replace(self.slips, slips=kept), delimiter)

    @cached_property
    def _lanes(self) -> dict[str, int]:
        return {lane.id: index for index, lane in enumerate(self.programme.head.lanes)}


def ledger_steps(programme: Programme, today: date) -> Generator[None, None, Ledger]:
    """The ledger of `programme`, seen from its day, in steps."""
    found: list[DateChange] = []
    moved: dict[str, list[Event]] = {}
    missions: set[str] = set()
    for event in programme.events:
        if len(event.claims) == 1 and event.claims[0].outcome is not Outcome.CANCELLED:
            continue  # what was said once has not moved
        told = [move for move in date_changes(programme, event) if move.kind in EVERY]
        found += told
        if told:
            missions.update(event.missions)
        if any(move.kind in COUNTED for move in told):
            for mission in ("", *event.missions):
                moved.setdefault(mission, []).append(event)
        yield
    order = yield from order_of(day_number(move.day) for move in found)
    orders: dict[str, list[int]] = {}
    for place, number in enumerate(order):
        orders.setdefault(found[number].event_id, []).append(place)
        yield
    return Ledger(
        programme,
        today,
        tuple(found[number] for number in order),
        {event: tuple(places) for event, places in orders.items()},
        {mission: _charted(events) for mission, events in moved.items()},
        frozenset(missions),
    )


def ledger_of(programme: Programme, today: date) -> Ledger:
    """Every move of `programme`, seen from its day."""
    steps = ledger_steps(programme, today)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Ledger = end.value
            return found


def _charted(events: list[Event]) -> Moved:
    chosen = range(len(events))
    if len(events) > MOST_CHARTED:
        weighty = nlargest(MOST_CHARTED, chosen, key=lambda number: events[number].importance)
        return Moved(tuple(events[number].id for number in sorted(weighty)), len(events))
    return Moved(tuple(event.id for event in events), len(events))


def _row(programme: Programme, lanes: Mapping[str, int], order: int, move: DateChange) -> Row:
    event, claim = programme.event(move.event_id), move.new
    assert event is not None
    return Row(
        order=order,
        move=move,
        event=event.id,
        missions=event.missions,
        lane=lanes.get(programme.lane_of(event), -1),
        said=said_words(claim.said) if claim.said is not None else day_words(move.day),
        said_day=day_number(move.day),
        title=event.title(language()),
        kind=change_label(move.kind),
        old=claim_date(programme, move.old) if move.old is not None else "",
        new=claim_date(programme, claim),
        size=size_words(move),
        size_days=move.start_days if move.end_days is None else move.end_days,
        by=speaker(programme, claim),
        quoted=claim.words(language()) if claim.words is not None else "",
        sources=len({name for name in claim.sources if programme.source(name) is not None}),
    )
