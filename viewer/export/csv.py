"""CSV: one table for each kind of item, every row as known on the day of the programme.

UTF-8 with a byte order mark, which spreadsheets look for, commas, line feeds. `viewer.spreadsheet` escapes cells that
a spreadsheet would run as a formula; `viewer.load.importers.readers` removes the escape.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO, TextIOWrapper
from operator import attrgetter
from typing import Any

from msgspec import Struct

from viewer.export.json import first_and_last_day
from viewer.export_request import ExportedFile, ExportRequest
from viewer.i18n import LANGUAGES, Text, language, localized
from viewer.model.claims import is_doubted, known_day
from viewer.model.date_history import date_history
from viewer.model.entities import Claim, Event, Mission, Partner, Quote, Source
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, tracked
from viewer.report.dates import date_words
from viewer.report.sentences import claim_sentence, event_date, event_sentence, history_words, speaker, speaker_name
from viewer.spreadsheet import escape_formula

Row = tuple[str, ...]
_listed = "; ".join


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """The table that the request names."""
    return ExportedFile(table_csv(request.shown, request.table, progress))


def table_csv(programme: Programme, name: str, progress: ProgressCallback = ignore_progress) -> bytes:
    """One of TABLES as CSV, its first line the names of the columns. KeyError for another name.

    ValueError for a programme that is no snapshot.
    """
    table = TABLES[name]
    if programme.day is None:
        raise ValueError("a table needs a programme seen from a day")
    data = BytesIO()
    text = TextIOWrapper(data, "utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for item in tracked(table.items(programme), progress):
        writer.writerows(map(escape_formula, row) for row in table.rows(programme, item))
    text.flush()
    return data.getvalue()


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _in_each_language(text: Text | None) -> tuple[str, ...]:
    """The text in each language, "" where it is missing."""
    return tuple(text.get(code) if text else "" for code in LANGUAGES)


def _known_day(programme: Programme, claim: Claim) -> str:
    """The day on which the claim became known; "" where none is given."""
    day = known_day(claim, programme.current_to)
    return day.isoformat() if day else ""


def _urls(programme: Programme, ids: Iterable[str]) -> str:
    sources = (programme.source(id) for id in ids)
    return _listed(source.url for source in sources if source and source.url)


def _event_rows(programme: Programme, event: Event) -> Iterator[Row]:
    event_status = programme.status(event.id)
    current = event_status.current_claim
    yield (
        event.id,
        *_in_each_language(event.title),
        event.kind,
        programme.lane_of(event),
        _listed(event.missions),
        _listed(event.partners),
        str(event.importance),
        current.when.text,
        event_date(programme, event),
        *first_and_last_day(current.when),
        event_status.status,
        _yes(event_status.doubted),
        _known_day(programme, current),
        speaker(programme, current),
        _listed(claim.when.text for claim in event_status.conflicts),
        history_words(programme, event) if len(date_history(programme, event).claims) > 1 else "",
        " | ".join(claim_sentence(programme, claim, named=True) for claim in event_status.claims),
        event_sentence(programme, event),
        *_in_each_language(event.summary),
        _listed(current.sources),
        _urls(programme, current.sources),
    )


def _claim_rows(programme: Programme, event: Event) -> Iterator[Row]:
    event_status = programme.status(event.id)
    for number, claim in enumerate((*event_status.claims, *event_status.undated), 1):
        yield (
            event.id,
            event.title(language()),
            str(number),
            claim.when.text,
            date_words(claim.when),
            *first_and_last_day(claim.when),
            claim.said.text if claim.said else "",
            _known_day(programme, claim),
            speaker(programme, claim),
            claim.outcome or "",
            _yes(claim.replaces),
            _yes(claim.computed),
            _yes(claim is event_status.current_claim),
            _yes(claim in event_status.conflicts),
            _yes(is_doubted(claim, programme.source)),
            localized(claim.words),
            localized(claim.note),
            _listed(claim.sources),
        )


def _payload_rows(programme: Programme, mission: Mission) -> Iterator[Row]:
    for payload in mission.payloads:
        yield (
            payload.id,
            *_in_each_language(payload.name),
            mission.id,
            payload.kind,
            _listed(payload.partners),
            "" if payload.mass_kg is None else f"{payload.mass_kg:.10g}",
            localized(payload.carried_by),
            localized(payload.measures),
            _listed(event.id for event in programme.events_of_payload.get(payload.id, ())),
            _listed(payload.sources),
        )


def _mission_rows(programme: Programme, mission: Mission) -> Iterator[Row]:
    yield (
        mission.id,
        *_in_each_language(mission.name),
        mission.lane,
        localized(mission.objective),
        _listed(mission.needs),
        str(len(programme.events_of_mission.get(mission.id, ()))),
        str(len(mission.payloads)),
        _listed(mission.sources),
    )


def _partner_rows(programme: Programme, partner: Partner) -> Iterator[Row]:
    yield (
        partner.id,
        *_in_each_language(partner.name),
        localized(partner.short),
        partner.kind,
        partner.country or "",
        partner.part_of or "",
        localized(partner.about),
        str(len(programme.events_of_partner.get(partner.id, ()))),
        _listed(partner.sources),
    )


def _quote_rows(programme: Programme, quote: Quote) -> Iterator[Row]:
    yield (
        quote.id,
        speaker_name(programme, quote.by),
        localized(quote.role),
        quote.said.text,
        *_in_each_language(quote.text),
        quote.language,
        _yes(quote.verbatim),
        quote.event or "",
        _listed(quote.sources),
    )


def _source_rows(programme: Programme, source: Source) -> Iterator[Row]:
    yield (
        source.id,
        *_in_each_language(source.title),
        source.publisher,
        source.published.text if source.published.is_dated else "",
        source.kind,
        source.language,
        _yes(source.weak),
        source.relayed_via or "",
        source.url or "",
    )


class _Table(Struct, frozen=True):
    """The columns of a table, the items of a programme that it lists, and the rows of one item."""

    columns: str
    items: Callable[[Programme], Sequence[Any]]
    rows: Callable[[Programme, Any], Iterator[Row]]

    @property
    def column_names(self) -> Row:
        """The columns; `title_*` stands for one column in each language."""
        return tuple(
            name.replace("*", code) for name in self.columns.split() for code in (LANGUAGES if "*" in name else ("",))
        )


TABLES: Mapping[str, _Table] = {
    "events": _Table(
        "id title_* kind lane missions partners importance when date first_day last_day status "
        "doubted known by conflicts moved claims sentence summary_* sources urls",
        attrgetter("events"),
        _event_rows,
    ),
    "claims": _Table(
        "event title number when date first_day last_day said known by outcome replaces computed holds "
        "conflict doubted words note sources",
        attrgetter("events"),
        _claim_rows,
    ),
    "missions": _Table("id name_* lane objective needs events payloads sources", attrgetter("missions"), _mission_rows),
    "payloads": _Table(
        "id name_* mission kind partners mass_kg carried_by measures events sources",
        attrgetter("missions"),
        _payload_rows,
    ),
    "partners": _Table(
        "id name_* short kind country part_of about events sources", attrgetter("partners"), _partner_rows
    ),
    "quotes": _Table("id by role said text_* language verbatim event sources", attrgetter("quotes"), _quote_rows),
    "sources": _Table(
        "id title_* publisher published kind language weak relayed_via url", attrgetter("sources"), _source_rows
    ),
}
"""Every table by its name; docs/manual/files.md describes the columns."""
