"""Every move of every date, as `farside slips` prints it: a document, JSON, CSV."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.date_history import ChangeKind
from viewer.model.programme import Programme
from viewer.report.citations import Citations, Cited
from viewer.report.sections import Document, Section, slip_items
from viewer.report.summary import SlipLine, data_line, day_line, slip_lines

EVERY = tuple(cls for cls in ChangeKind if cls is not ChangeKind.FIRST_SAID)
"""What is first said has not moved."""


class Slips(Struct, frozen=True):
    """The ledger of moves, in order of the day on which each became known."""

    title: str
    language: str
    day: str
    day_line: str
    data_line: str
    current_to: str
    slips: tuple[SlipLine, ...]
    sources: tuple[Cited, ...]


def slips_of(programme: Programme, today: date, mission: str | None = None) -> Slips:
    """Every move of `programme` (seen from a day), or of one mission; KeyError where there is no such one."""
    title = programme.head.title
    events = programme.events
    if mission is not None:
        found = programme.mission(mission)
        if found is None:
            raise KeyError(mission)
        title, events = found.name, programme.events_of_mission.get(mission, ())
    cite = Citations(programme)
    lines = slip_lines(programme, cite, {event.id for event in events}, EVERY)
    return Slips(
        title=_("{title}: {what}", title=title(language()), what=_("every move of every date")),
        language=language(),
        day=(programme.day or programme.current_to).isoformat(),
        day_line=day_line(programme, today),
        data_line=data_line(programme),
        current_to=programme.current_to.isoformat(),
        slips=lines,
        sources=cite.cited(),
    )


def document(slips: Slips) -> Document:
    """The ledger in reading order: a section a year in which moves became known."""
    years = sorted({slip.day[:4] for slip in slips.slips})
    return Document(
        title=slips.title,
        day_line=slips.day_line,
        data_line=slips.data_line,
        about="" if slips.slips else _("No date has moved."),
        sections=tuple(
            Section(
                f"in-{year}", year, slip_items(tuple(slip for slip in slips.slips if slip.day[:4] == year))
            )
            for year in years
        ),
        sources=slips.sources,
    )


def csv_text(slips: Slips, delimiter: str = ",") -> str:
    """One row a move, with line feeds; a cell that a spreadsheet would run gets an apostrophe."""
    import csv
    from io import StringIO

    stream = StringIO()
    rows = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    rows.writerow(("day", "event", "kind", "old", "new", "start_days", "end_days", "sentence", "sources"))
    ids = {source.number: source.id for source in slips.sources}
    for slip in slips.slips:
        sources = " ".join(ids[number] for number in slip.cites)
        numbers = ("" if days is None else f"{days:.10g}" for days in (slip.start_days, slip.end_days))
        cells = (slip.sentence, sources)
        rows.writerow(
            (
                slip.day,
                slip.event,
                slip.kind,
                slip.old,
                slip.new,
                *numbers,
                *(_harmless(cell) for cell in cells),
            )
        )
    return stream.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
