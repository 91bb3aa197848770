"""A set for a class: the timeline with blanks, a sheet of questions, and the same once more with the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeGuard

from viewer.i18n import _, language
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.printing.print_job import with_shapes
from viewer.report.sentences import event_date
from viewer.timeline.scene import Label, Role, Scene, Shape

NAMES = (Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED)
_YEAR = re.compile(r"\d{4}")
LEAST_LINE = 6  # strokes to write on


def numbers_in(programme: Programme, scenes: Iterable[Scene]) -> Mapping[str, int]:
    """The address of each event that is named in the scenes, with its number from 1, in the programme's order."""
    named = {label.ref for scene in scenes for label in scene.shapes if _is_name(label)}
    addresses = (f"event/{event.id}" for event in programme.events)
    return {address: number for number, address in enumerate(filter(named.__contains__, addresses), 1)}


def blanked(scene: Scene, what: str, numbers: Mapping[str, int]) -> Scene:
    """The scene with lines to write on where its "dates" (years said in words) or "titles" stood."""
    if what == "dates":
        shapes = [_line(shape) if _tells_year(shape) else shape for shape in scene.shapes]
    else:
        shapes = [
            _line(shape, f"{numbers[shape.ref]} ") if _is_name(shape) and shape.ref in numbers else shape
            for shape in scene.shapes
        ]
    return with_shapes(scene, shapes)


def questions(programme: Programme, numbers: Mapping[str, int], what: str, answers: bool) -> str:
    """The sheet of questions as HTML for columns, or the same with the answers."""
    events = [event for event in programme.events if f"event/{event.id}" in numbers]
    dates = {event.id: event_date(programme, event) for event in events}
    titles = {event.id: event.title(language()) for event in events}
    if what == "dates":
        head = _("When was it, or when is it promised? Read the timeline and write the date.")
        rows = [(str(numbers[f"event/{event.id}"]), titles[event.id], dates[event.id]) for event in events]
        names: list[str] = []
    else:
        head = _("Which event belongs to which number? Write the name beside its date.")
        rows = [(str(numbers[f"event/{event.id}"]), dates[event.id], titles[event.id]) for event in events]
        names = sorted(titles[event.id] for event in events)
    title = _("Answers") if answers else _("Questions")
    body = "".join(_row(number, given, wanted if answers else "") for number, given, wanted in rows)
    box = (
        "" if answers or not names else f"<h2>{escape(_('The names'))}</h2><p>{escape(' · '.join(names))}</p>"
    )
    asked = "" if answers else f"<p>{escape(head)}</p>"
    return f'<h1>{escape(title)}</h1>{asked}<table class="questions"><tbody>{body}</tbody></table>{box}'


def _row(number: str, given: str, wanted: str) -> str:
    return f"<tr><td>{number}</td><td>{escape(given)}</td><td>{escape(wanted) or '&nbsp;'}</td></tr>"


def _is_name(shape: Shape) -> TypeGuard[Label]:
    return isinstance(shape, Label) and shape.role in NAMES and shape.ref.startswith("event/")


def _tells_year(shape: Shape) -> TypeGuard[Label]:
    return isinstance(shape, Label) and shape.role is Role.NOTE and bool(_YEAR.search(shape.text))


def _line(shape: Label, lead: str = "") -> Label:
    """The label with a line as long as its words were."""
    measure = font_measure()
    stroke = measure("_", shape.role)
    free = shape.box.width - measure(lead, shape.role)
    text = lead + "_" * max(int(free / stroke), LEAST_LINE)
    return Label(shape.box, text, shape.role, shape.ref, accent=shape.accent, align=shape.align)
