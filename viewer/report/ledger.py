"""The ledger as a table: every move of every date in columns, and the same rows as `farside slips` prints them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from viewer.history import Move, MoveClass, ledger
from viewer.i18n import day_words, language
from viewer.model.calendar import day_number
from viewer.model.edtf import Days
from viewer.model.programme import Programme
from viewer.report.sentence import claim_date, move_words, said_words, speaker
from viewer.report.shift import shift_words
from viewer.report.slips import EVERY, Slips, csv_text, slips_of


@dataclass(frozen=True, slots=True)
class Row:
    """One move in words. `order` is its place in the ledger; `size_days` what the column of sizes sorts by."""

    order: int
    move: Move
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
    def cls(self) -> MoveClass:
        return self.move.cls


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows, and the `Slips` they stand for: one row a line of it, in the same order."""

    slips: Slips
    rows: tuple[Row, ...]

    def csv(self, orders: Collection[int] | None = None, delimiter: str = ",") -> str:
        """The rows of these orders (None: all) as `farside slips --format csv` writes them, in its order."""
        if orders is None:
            return csv_text(self.slips, delimiter)
        chosen = frozenset(orders)
        kept = tuple(line for order, line in enumerate(self.slips.slips) if order in chosen)
        return csv_text(replace(self.slips, slips=kept), delimiter)


def ledger_of(programme: Programme, today: date) -> Ledger:
    """Every move of `programme`, seen from its day."""
    slips = slips_of(programme, today)
    moves = [move for move in ledger(programme) if move.cls in EVERY]
    lanes = {lane.id: index for index, lane in enumerate(programme.head.lanes)}
    rows = tuple(
        _row(programme, lanes, order, move, len(line.cites))
        for order, (move, line) in enumerate(zip(moves, slips.slips, strict=True))
    )
    return Ledger(slips, rows)


def _row(programme: Programme, lanes: dict[str, int], order: int, move: Move, sources: int) -> Row:
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
        kind=move_words(move.cls),
        old=claim_date(programme, move.old) if move.old is not None else "",
        new=claim_date(programme, claim),
        size=shift_words(move),
        size_days=move.start_shift if move.end_shift is None else move.end_shift,
        by=speaker(programme, claim),
        quoted=claim.words(language()) if claim.words is not None else "",
        sources=sources,
    )
