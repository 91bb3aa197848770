"""Words for the window: the pane's body for an address, and the pages about the program itself."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from viewer import __version__
from viewer.app.commands import COMMANDS, plain
from viewer.i18n import _, day_words, language, ngettext_
from viewer.load.loader import LoadResult
from viewer.model.calendar import date_of
from viewer.model.claims import Status
from viewer.model.programme import Programme
from viewer.ref import split_ref
from viewer.report.dates import clock_time
from viewer.state import Span
from viewer.theme import Theme

PROBLEMS_SHOWN = 200


def age_line(programme: Programme, link: str) -> str:
    """How far the data reach and what is overdue, as HTML: "Data as of 9 October 2026 · 2 planned dates have passed …".

    What is overdue leads, in the colour `link`, to the command that shows only that.
    """
    from html import escape

    late = len(programme.events_by_status[Status.OVERDUE])
    parts = [escape(_("Data as of {day}", day=day_words(programme.current_to)))]
    if late:
        words = ngettext_(
            "{n} planned date has passed with no recorded outcome",
            "{n} planned dates have passed with no recorded outcome",
            late,
        )
        parts.append(f'<a href="command/overdue" style="color: {link}">{escape(words)}</a>')
    events, sources = len(programme.events), len(programme.sources)
    parts.append(ngettext_("{n} event", "{n} events", events))
    parts.append(ngettext_("{n} source", "{n} sources", sources))
    return " · ".join(parts)


def window_words(window: Span) -> str:
    """The first and the last day in sight; of less than a few days the times too, in UTC."""
    start, end = date_of(window.start), date_of(window.end - 1e-6)
    if window.length < 3.0:
        seconds = window.length < 5 / 1440
        from_there, to_there = clock_time(window.start, seconds), clock_time(window.end, seconds)
        if start == end:
            return _("{day}, {start} – {end} UTC", day=day_words(start), start=from_there, end=to_there)
        moments = ((start, from_there), (date_of(window.end), to_there))
        first, last = (_("{day}, {clock}", day=day_words(day), clock=told) for day, told in moments)
        return f"{first} – {last} UTC"
    return f"{day_words(date_of(window.start))} – {day_words(date_of(window.end - 1e-6))}"


def problems_line(loaded: LoadResult) -> str:
    """What the banner says of a programme that is not sound; "" of one that is."""
    if not loaded.diagnostics:
        return ""
    count = ngettext_("{n} problem in the data", "{n} problems in the data", len(loaded.diagnostics))
    first = str(loaded.diagnostics[0])
    left = ", ".join(loaded.left_out[:5])
    if not left:
        return f"{count}: {first}"
    return _("{count}: {first}. Left out: {names}", count=count, first=first, names=left)


def problems(loaded: LoadResult) -> str:
    from html import escape

    rows = "".join(f"<li>{escape(str(problem))}</li>" for problem in loaded.diagnostics[:PROBLEMS_SHOWN])
    names = "".join(f"<li>{escape(name)}</li>" for name in loaded.left_out)
    left = f"<h2>{escape(_('Left out'))}</h2><ul>{names}</ul>" if names else ""
    return f"<h1>{escape(_('Problems in the data'))}</h1><ul>{rows}</ul>{left}"


def keys() -> str:
    """The page of keys, from the table of commands."""
    from html import escape

    rows = []
    for command in COMMANDS:
        if command.keys:
            native = QKeySequence.SequenceFormat.NativeText
            names = ", ".join(QKeySequence(key).toString(native) for key in command.keys)
            title = escape(plain(_(command.title)))
            rows.append(f"<tr><td class='key'>{escape(names)}</td><td>{title}</td></tr>")
    hint = _(
        "Single letters and arrows belong to the timeline: click it or press Tab until it has the focus."
    )
    return f"<h1>{escape(_('Keys'))}</h1><p>{escape(hint)}</p><table cellspacing='6'>{''.join(rows)}</table>"


def about(whole: Programme) -> str:
    """The text of the box About Farside, as HTML."""
    from html import escape

    lines = (
        f"<h3>Farside {__version__}</h3>",
        f"<p>{escape(_('A timeline in which every date is a claim that somebody made on some day.'))}</p>",
        f"<p>{escape(whole.head.title(language()))}<br>{escape(whole.head.licence)}</p>",
        f"<p>{escape(_('Program: MIT licence. Faces: Inter and Noto Sans SC, SIL Open Font Licence.'))}</p>",
    )
    return "".join(lines)


def details_css(programme: Programme, address: str, theme: Theme) -> str:
    """The pane's style sheet in the colours of `theme`, with the accent of the lane that `address` belongs to."""
    from viewer.report.details import details_css

    kind, id = split_ref(address)
    event, mission = programme.event(id), programme.mission(id)
    lane = ""
    if kind == "event" and event is not None:
        lane = programme.lane_of(event)
    elif kind == "mission" and mission is not None:
        lane = mission.lane
    lanes = [row.id for row in programme.head.lanes]
    accent = theme.accent(lanes.index(lane)) if lane in lanes else theme.palette["ink"]
    return details_css({**theme.palette, "accent": accent})
