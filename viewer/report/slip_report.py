"""Every change of every date: the report that `farside slips` prints, as CSV, and the list behind table and chart."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from heapq import nlargest
from io import StringIO

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.date_history import MAJOR_CHANGES, ChangeKind, DateChange, all_date_changes
from viewer.model.entities import Event, Mission
from viewer.model.programme import Programme, grouped
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.ref import event_ref
from viewer.report.citations import Citations, CitedSource
from viewer.report.dates import size_words
from viewer.report.document import Document, Item, Section, data_line, day_line
from viewer.report.labels import label_of
from viewer.report.sentences import change_sentence
from viewer.spreadsheet import escape_formula

REPORTED_CHANGES = tuple(kind for kind in ChangeKind if kind is not ChangeKind.FIRST_SAID)
"""The kinds in a slip report. What is said first changes no date."""
MOST_CHARTED = 40  # a trend chart of more lines is unreadable


class DateChangeRow(Struct, frozen=True, gc=False):
    """One change of a date. The JSON of a summary and of a slip report has its fields (docs/manual/files.md)."""

    event: str  # id
    sentence: str
    kind: ChangeKind
    day: date  # on which it became known
    kind_words: str
    old: str  # EDTF; "" where there was no date
    new: str
    start_days: float | None  # how far the start moved
    end_days: float | None
    size: str  # "+2 years"; "" where nothing can be measured
    cites: tuple[int, ...]  # the numbers of its sources


def date_change_row(programme: Programme, change: DateChange, cite: Citations) -> DateChangeRow:
    return DateChangeRow(
        event=change.event_id,
        sentence=change_sentence(programme, change),
        kind=change.kind,
        day=change.day,
        kind_words=label_of(change.kind),
        old=change.old.when.text if change.old is not None else "",
        new=change.new.when.text,
        start_days=change.start_days,
        end_days=change.end_days,
        size=size_words(change),
        cites=cite.numbers(change.new.sources),
    )


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
    programme: Programme, today: date, mission_id: str | None = None, progress: ProgressCallback = ignore_progress
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
    by_year = grouped((row.day.year, row) for row in report.slips)
    return Document(
        title=report.title,
        day_line=report.day_line,
        data_line=report.data_line,
        about="" if report.slips else _("No date has moved."),
        sections=tuple(Section(f"in-{year:04}", f"{year:04}", slip_items(rows)) for year, rows in by_year.items()),
        sources=report.sources,
    )


def slip_items(rows: Iterable[DateChangeRow]) -> tuple[Item, ...]:
    return tuple(Item(row.sentence, row.cites, event_ref(row.event)) for row in rows)


def slip_csv(rows: Iterable[DateChangeRow], sources: Iterable[CitedSource], delimiter: str = ",") -> str:
    """One line a change, below the titles."""
    source_ids = {source.number: source.id for source in sources}
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(("day", "event", "kind", "old", "new", "start_days", "end_days", "sentence", "sources"))
    for row in rows:
        ids = " ".join(source_ids[number] for number in row.cites)
        sizes = ("" if days is None else f"{days:.10g}" for days in (row.start_days, row.end_days))
        texts = (escape_formula(row.sentence), escape_formula(ids))
        writer.writerow((row.day.isoformat(), row.event, row.kind.value, row.old, row.new, *sizes, *texts))
    return stream.getvalue()


class DateChangeList(Struct, frozen=True):
    """All changes of a programme by the day on which each became known, with look-ups."""

    programme: Programme
    changes: tuple[DateChange, ...]
    numbers: Mapping[str, tuple[int, ...]]  # by event id: the indices of its changes
    major_events: tuple[Event, ...]  # the events with a major change, in the order of the programme

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

    def csv(self, numbers: Collection[int], delimiter: str = ",", progress: ProgressCallback = ignore_progress) -> str:
        """The changes with these indices as `farside slips --format csv` prints them, in its order."""
        cite = Citations(self.programme)
        for change in self.changes:  # so that a line names its sources in the order of the whole report
            cite.numbers(change.new.sources)
        changes = (self.changes[number] for number in tracked(sorted(numbers), progress))
        rows = (date_change_row(self.programme, change, cite) for change in changes)
        return slip_csv(rows, cite.cited(), delimiter)


def date_change_list(programme: Programme, progress: ProgressCallback = ignore_progress) -> DateChangeList:
    """Every change as of the day of `programme`."""
    changes = all_date_changes(programme, progress)
    numbers = grouped((change.event_id, number) for number, change in enumerate(changes))
    major = {change.event_id for change in changes if change.kind in MAJOR_CHANGES}
    major_events = tuple(event for event in programme.events if event.id in major)
    return DateChangeList(programme, changes, numbers, major_events)
