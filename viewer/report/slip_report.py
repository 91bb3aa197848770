"""Every change of every date: as rows in words, as the report that `farside slips` prints, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from heapq import nlargest
from io import StringIO

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from viewer.i18n import _, day_words, language
from viewer.model.date_history import MAJOR_CHANGES, ChangeKind, DateChange, all_date_changes
from viewer.model.entities import Event, Mission
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.ref import event_ref
from viewer.report.citations import Citations, CitedSource
from viewer.report.dates import UNSIZED_CHANGES, claim_date, said_words, size_words
from viewer.report.document import Document, Item, Section, data_line, day_line, json_text
from viewer.report.labels import change_label
from viewer.report.sentences import change_sentence, speaker
from viewer.spreadsheet import escape_formula

REPORTED_CHANGES = tuple(kind for kind in ChangeKind if kind is not ChangeKind.FIRST_SAID)
"""The kinds in a slip report. What is said first changes no date."""
MOST_CHARTED = 40
"""A trend chart of more lines is unreadable."""


class DateChangeRow(Struct, frozen=True, gc=False):
    """One change of a date in words."""

    event: str  # id
    title: str
    sentence: str
    kind: ChangeKind
    label: str  # of the kind
    day: date  # on which it became known
    said: str  # when the new date was said; of a report without that, its day
    old: str  # the dates, "" where there was none
    new: str
    old_edtf: str
    new_edtf: str
    start_days: float | None  # how far the start moved
    end_days: float | None
    size: str  # "+2 years"; "" where nothing can be measured
    by: str
    quoted: str  # the source's own words
    cites: tuple[int, ...]  # the numbers of its sources

    @property
    def size_or_label(self) -> str:
        """The size, or the label of a change that is neither later nor earlier, or has no size."""
        return (self.kind not in UNSIZED_CHANGES and self.size) or self.label

    def to_json(self) -> dict[str, object]:
        """The fields that the JSON of a summary and of a slip report has (docs/manual/files.md)."""
        return {
            "event": self.event,
            "sentence": self.sentence,
            "kind": self.kind.value,
            "day": self.day.isoformat(),
            "kind_words": self.label,
            "old": self.old_edtf,
            "new": self.new_edtf,
            "start_days": self.start_days,
            "end_days": self.end_days,
            "size": self.size,
            "cites": self.cites,
        }


def date_change_row(programme: Programme, change: DateChange, cite: Citations) -> DateChangeRow:
    event, claim = programme.event(change.event_id), change.new
    return DateChangeRow(
        event=change.event_id,
        title=change.event_id if event is None else event.title(language()),
        sentence=change_sentence(programme, change),
        kind=change.kind,
        label=change_label(change.kind),
        day=change.day,
        said=said_words(claim.said) if claim.said is not None else day_words(change.day),
        old=claim_date(programme, change.old) if change.old is not None else "",
        new=claim_date(programme, claim),
        old_edtf=change.old.when.text if change.old is not None else "",
        new_edtf=claim.when.text,
        start_days=change.start_days,
        end_days=change.end_days,
        size=size_words(change),
        by=speaker(programme, claim),
        quoted=claim.words(language()) if claim.words is not None else "",
        cites=cite.numbers(claim.sources),
    )


# ── the report ──────────────────────────────────────────────────────────────────────────────────


class SlipReport(Struct, frozen=True):
    """The changes of every date, by the day on which each became known: the fields of `farside slips --format json`."""

    title: str
    language: str
    day: str  # YYYY-MM-DD
    day_line: str
    data_line: str
    current_to: str
    slips: tuple[DateChangeRow, ...]
    sources: tuple[CitedSource, ...]


def slip_report(
    programme: Programme,
    today: date,
    mission_id: str | None = None,
    progress: ProgressCallback = ignore_progress,
) -> SlipReport:
    """Every change as of the day of `programme`, or those of one mission. KeyError names an unknown mission."""
    title, changes = programme.head.title, all_date_changes(programme, part_of(progress, 0.0, 0.5))
    if mission_id is not None:
        mission = programme.mission(mission_id)
        if mission is None:
            raise KeyError(mission_id)
        title = mission.name
        event_ids = {event.id for event in programme.events_of_mission.get(mission_id, ())}
        changes = tuple(change for change in changes if change.event_id in event_ids)
    cite = Citations(programme)
    rows = tracked(changes, part_of(progress, 0.5, 1.0))
    return SlipReport(
        title=_("{title}: {what}", title=title(language()), what=_("every move of every date")),
        language=language(),
        day=(programme.day or programme.current_to).isoformat(),
        day_line=day_line(programme, today),
        data_line=data_line(programme),
        current_to=programme.current_to.isoformat(),
        slips=tuple(date_change_row(programme, change, cite) for change in rows),
        sources=cite.cited(),
    )


def slip_document(report: SlipReport) -> Document:
    """The report in reading order: a section for each year in which changes became known."""
    by_year: dict[int, list[DateChangeRow]] = {}
    for row in report.slips:
        by_year.setdefault(row.day.year, []).append(row)
    return Document(
        title=report.title,
        day_line=report.day_line,
        data_line=report.data_line,
        about="" if report.slips else _("No date has moved."),
        sections=tuple(
            Section(f"in-{year:04}", f"{year:04}", slip_items(rows)) for year, rows in by_year.items()
        ),
        sources=report.sources,
    )


def slip_items(rows: Iterable[DateChangeRow]) -> tuple[Item, ...]:
    return tuple(Item(row.sentence, row.cites, event_ref(row.event)) for row in rows)


def slip_json(report: SlipReport) -> str:
    return json_text(json_fields(report, report.slips))


def json_fields(report: Struct, slips: Iterable[DateChangeRow]) -> dict[str, object]:
    """The fields of a report with the field `slips`, for JSON."""
    return {**to_builtins(replace(report, slips=())), "slips": [row.to_json() for row in slips]}


def slip_csv(report: SlipReport) -> str:
    """The report as CSV: one line a change."""
    return _csv_text(report.slips, {source.number: source.id for source in report.sources}, ",")


def _csv_text(rows: Iterable[DateChangeRow], source_ids: Mapping[int, str], delimiter: str) -> str:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(("day", "event", "kind", "old", "new", "start_days", "end_days", "sentence", "sources"))
    for row in rows:
        sources = " ".join(source_ids[number] for number in row.cites)
        sizes = ("" if days is None else f"{days:.10g}" for days in (row.start_days, row.end_days))
        texts = (escape_formula(row.sentence), escape_formula(sources))
        writer.writerow(
            (row.day.isoformat(), row.event, row.kind.value, row.old_edtf, row.new_edtf, *sizes, *texts)
        )
    return stream.getvalue()


# ── the table and the chart of the window ───────────────────────────────────────────────────────


class DateChangeList(Struct, frozen=True):
    """All changes of a programme by the day on which each became known, with look-ups. Rows are made on demand."""

    programme: Programme
    changes: tuple[DateChange, ...]
    numbers: Mapping[str, tuple[int, ...]]  # by event id: the indices of its changes
    major_events: tuple[Event, ...]  # the events with a major change, in the order of the programme

    def row(self, number: int) -> DateChangeRow:
        """The change with that index in words; its `cites` are numbered from 1."""
        return date_change_row(self.programme, self.changes[number], Citations(self.programme))

    def missions(self) -> tuple[Mission, ...]:
        """The missions with a change."""
        events = (self.programme.event(event_id) for event_id in self.numbers)
        ids = {name for event in events if event is not None for name in event.missions}
        return tuple(mission for mission in self.programme.missions if mission.id in ids)

    def charted(self, mission_id: str = "") -> tuple[tuple[str, ...], int]:
        """The ids of the events (of a mission) with a major change, and how many there are.

        Of more than MOST_CHARTED only the most important.
        """
        events = [event for event in self.major_events if not mission_id or mission_id in event.missions]
        numbers = nlargest(MOST_CHARTED, range(len(events)), key=lambda number: events[number].importance)
        return tuple(events[number].id for number in sorted(numbers)), len(events)

    def csv(
        self, numbers: Collection[int], delimiter: str = ",", progress: ProgressCallback = ignore_progress
    ) -> str:
        """The changes with these indices as `farside slips --format csv` prints them, in its order."""
        cite = Citations(self.programme)
        for (
            change
        ) in self.changes:  # a line names its sources in the order in which the whole report cites them
            cite.numbers(change.new.sources)
        rows = (
            date_change_row(self.programme, self.changes[number], cite)
            for number in tracked(sorted(numbers), progress)
        )
        return _csv_text(rows, {source.number: source.id for source in cite.cited()}, delimiter)


def date_change_list(programme: Programme, progress: ProgressCallback = ignore_progress) -> DateChangeList:
    """Every change as of the day of `programme`."""
    changes = all_date_changes(programme, progress)
    numbers: dict[str, list[int]] = {}
    for number, change in enumerate(changes):
        numbers.setdefault(change.event_id, []).append(number)
    major = {change.event_id for change in changes if change.kind in MAJOR_CHANGES}
    return DateChangeList(
        programme,
        changes,
        {event_id: tuple(indices) for event_id, indices in numbers.items()},
        tuple(event for event in programme.events if event.id in major),
    )
