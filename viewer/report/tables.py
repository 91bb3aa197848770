"""A programme as tables for spreadsheets: one CSV a kind of thing, every row told as of the programme's day.

UTF-8 with a mark at its beginning (spreadsheets look for it), commas, line feeds. A cell that a spreadsheet
would run as a formula gets an apostrophe before it; `viewer.load.foreign_tables` takes it off again.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from io import StringIO
from math import isfinite

from viewer.i18n import LANGUAGES, Text, language
from viewer.model.calendar import FIRST_DAY, LAST_DAY, Days, date_of, last_day
from viewer.model.claims import doubted, known_day
from viewer.model.date_history import date_history
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.report.date_words import date_words
from viewer.report.document import escape_formula
from viewer.report.sentences import (
    claim_sentence,
    event_date,
    event_sentence,
    history_words,
    speaker,
    speaker_name,
)

Row = tuple[str, ...]
MARK = "\ufeff"


def csv_table(programme: Programme, table: str) -> str:
    """One of TABLES as CSV, its first line the names of the columns; KeyError for another name.

    ValueError for a programme that was not seen from a day.
    """
    heads, rows = TABLES[table]
    if programme.day is None:
        raise ValueError("a table needs a programme seen from a day")
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(map(escape_formula, row) for row in rows(programme))
    return MARK + stream.getvalue()


def first_and_last(when: EdtfDate) -> tuple[str, str]:
    """The first and the last day of the extent, YYYY-MM-DD; "" on an open side and for `unknown`."""
    return _day(when.earliest, date_of), _day(when.latest, last_day)


def _day(days: Days, turn: Callable[[Days], date]) -> str:
    return turn(days).isoformat() if isfinite(days) and FIRST_DAY <= days <= LAST_DAY + 1 else ""


def day_after(day: str) -> date:
    """The day after one that `first_and_last` gave; the last of the calendar has none after it."""
    found = date.fromisoformat(day)
    return found if found == date.max else found + timedelta(days=1)


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _each(text: Text | None) -> tuple[str, ...]:
    """The text in each language, "" where it is missing."""
    return tuple(text.get(code) if text else "" for code in LANGUAGES)


def _known(programme: Programme, claim: Claim) -> str:
    """The day on which the claim became known."""
    day = known_day(claim, programme.current_to)
    return day.isoformat() if day else ""


def _urls(programme: Programme, ids: Iterable[str]) -> str:
    found = (programme.source(name) for name in ids)
    return _listed(source.url for source in found if source and source.url)


# ── the tables ──────────────────────────────────────────────────────────────────────────────────


def _events(programme: Programme) -> Iterator[Row]:
    for event in programme.events:
        standing = programme.standing(event.id)
        held = standing.holder
        yield (
            event.id,
            *_each(event.title),
            event.kind,
            programme.lane_of(event),
            _listed(event.missions),
            _listed(event.partners),
            str(event.importance),
            held.when.text,
            event_date(programme, event),
            *first_and_last(held.when),
            standing.status,
            _yes(standing.doubted),
            _known(programme, held),
            speaker(programme, held),
            _listed(claim.when.text for claim in standing.conflicts),
            _moved(programme, event),
            " | ".join(claim_sentence(programme, claim, named=True) for claim in standing.claims),
            event_sentence(programme, event),
            *_each(event.summary),
            _listed(held.sources),
            _urls(programme, held.sources),
        )


def _moved(programme: Programme, event: Event) -> str:
    return history_words(programme, event) if len(date_history(programme, event).claims) > 1 else ""


def _claims(programme: Programme) -> Iterator[Row]:
    for event in programme.events:
        standing = programme.standing(event.id)
        for number, claim in enumerate((*standing.claims, *standing.undated), 1):
            yield (
                event.id,
                event.title(language()),
                str(number),
                claim.when.text,
                date_words(claim.when),
                *first_and_last(claim.when),
                claim.said.text if claim.said else "",
                _known(programme, claim),
                speaker(programme, claim),
                claim.outcome or "",
                _yes(claim.replaces),
                _yes(claim.computed),
                _yes(claim is standing.holder),
                _yes(claim in standing.conflicts),
                _yes(doubted(claim, programme.source)),
                claim.words(language()) if claim.words else "",
                claim.note(language()) if claim.note else "",
                _listed(claim.sources),
            )


def _payloads(programme: Programme) -> Iterator[Row]:
    for mission in programme.missions:
        for payload in mission.payloads:
            yield (
                payload.id,
                *_each(payload.name),
                mission.id,
                payload.kind,
                _listed(payload.partners),
                "" if payload.mass_kg is None else f"{payload.mass_kg:.10g}",
                payload.carried_by(language()) if payload.carried_by else "",
                payload.measures(language()) if payload.measures else "",
                _listed(event.id for event in programme.events_of_payload.get(payload.id, ())),
                _listed(payload.sources),
            )


def _missions(programme: Programme) -> Iterator[Row]:
    for mission in programme.missions:
        yield (
            mission.id,
            *_each(mission.name),
            mission.lane,
            mission.objective(language()) if mission.objective else "",
            _listed(mission.needs),
            str(len(programme.events_of_mission.get(mission.id, ()))),
            str(len(mission.payloads)),
            _listed(mission.sources),
        )


def _partners(programme: Programme) -> Iterator[Row]:
    for partner in programme.partners:
        yield (
            partner.id,
            *_each(partner.name),
            partner.short(language()) if partner.short else "",
            partner.kind,
            partner.country or "",
            partner.part_of or "",
            partner.about(language()) if partner.about else "",
            str(len(programme.events_of_partner.get(partner.id, ()))),
            _listed(partner.sources),
        )


def _quotes(programme: Programme) -> Iterator[Row]:
    for quote in programme.quotes:
        yield (
            quote.id,
            speaker_name(programme, quote.by),
            quote.role(language()) if quote.role else "",
            quote.said.text,
            *_each(quote.text),
            quote.language,
            _yes(quote.verbatim),
            quote.event or "",
            _listed(quote.sources),
        )


def _sources(programme: Programme) -> Iterator[Row]:
    for source in programme.sources:
        yield (
            source.id,
            *_each(source.title),
            source.publisher,
            source.published.text if source.published.is_dated else "",
            source.kind,
            source.language,
            _yes(source.weak),
            source.relayed_via or "",
            source.url or "",
        )


def _columns(names: str) -> Row:
    """The columns of a table; `title_*` stands for one column for each language."""
    columns: list[str] = []
    for name in names.split():
        columns += [name.replace("*", code) for code in LANGUAGES] if "*" in name else [name]
    return tuple(columns)


TABLES: Mapping[str, tuple[Row, Callable[[Programme], Iterator[Row]]]] = {
    "events": (
        _columns(
            "id title_* kind lane missions partners importance when date first_day last_day status "
            "doubted known by conflicts moved claims sentence summary_* sources urls"
        ),
        _events,
    ),
    "claims": (
        _columns(
            "event title number when date first_day last_day said known by outcome replaces computed holds "
            "conflict doubted words note sources"
        ),
        _claims,
    ),
    "missions": (_columns("id name_* lane objective needs events payloads sources"), _missions),
    "payloads": (
        _columns("id name_* mission kind partners mass_kg carried_by measures events sources"),
        _payloads,
    ),
    "partners": (
        _columns("id name_* short kind country part_of about events sources"),
        _partners,
    ),
    "quotes": (_columns("id by role said text_* language verbatim event sources"), _quotes),
    "sources": (
        _columns("id title_* publisher published kind language weak relayed_via url"),
        _sources,
    ),
}
"""By name, the columns and how the rows are told. The columns are documented in docs/manual/files.md."""
