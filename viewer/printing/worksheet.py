"""Worksheets for a class: the timeline with blanks, a page of questions, and both with the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeGuard

from viewer.i18n import _, language
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.printing.print_job import with_shapes
from viewer.ref import event_ref, kind_of
from viewer.report.sentences import event_date
from viewer.timeline.scene import Label, Role, Scene, Shape

NAME_ROLES = (Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED)
_YEAR = re.compile(r"\d{4}")
MIN_BLANK = 6  # the least number of underscores of a blank


def event_numbers(programme: Programme, scenes: Iterable[Scene]) -> Mapping[str, int]:
    """The address of each event that is named in `scenes`, and its number from 1 in the programme's order."""
    named = {label.ref for scene in scenes for label in scene.shapes if _is_name(label)}
    addresses = (event_ref(event.id) for event in programme.events)
    return {address: number for number, address in enumerate(filter(named.__contains__, addresses), 1)}


def blanked(scene: Scene, blank: str, numbers: Mapping[str, int]) -> Scene:
    """The scene with blanks to write on in place of the "dates" (notes that name a year) or the "titles"."""
    if blank == "dates":
        shapes = [_blank(shape) if _is_date(shape) else shape for shape in scene.shapes]
    else:
        shapes = [
            _blank(shape, f"{numbers[shape.ref]} ") if _is_name(shape) and shape.ref in numbers else shape
            for shape in scene.shapes
        ]
    return with_shapes(scene, shapes)


def questions_html(programme: Programme, numbers: Mapping[str, int], blank: str, answers: bool) -> str:
    """The questions about the events in `numbers` as HTML, with their answers or with room for them."""
    events = [event for event in programme.events if event_ref(event.id) in numbers]
    dates = {event.id: event_date(programme, event) for event in events}
    titles = {event.id: event.title(language()) for event in events}
    if blank == "dates":
        task = _("When was it, or when is it promised? Read the timeline and write the date.")
        asked, expected, names = titles, dates, list[str]()
    else:
        task = _("Which event belongs to which number? Write the name beside its date.")
        asked, expected, names = dates, titles, sorted(titles[event.id] for event in events)
    rows = "".join(
        _row(numbers[event_ref(event.id)], asked[event.id], expected[event.id] if answers else "") for event in events
    )
    title = _("Answers") if answers else _("Questions")
    intro = "" if answers else f"<p>{escape(task)}</p>"
    choices = ""
    if names and not answers:
        choices = f"<h2>{escape(_('The names'))}</h2><p>{escape(' · '.join(names))}</p>"
    return f'<h1>{escape(title)}</h1>{intro}<table class="questions"><tbody>{rows}</tbody></table>{choices}'


def _row(number: int, question: str, answer: str) -> str:
    return f"<tr><td>{number}</td><td>{escape(question)}</td><td>{escape(answer) or '&nbsp;'}</td></tr>"


def _is_name(shape: Shape) -> TypeGuard[Label]:
    return isinstance(shape, Label) and shape.role in NAME_ROLES and kind_of(shape.ref) == "event"


def _is_date(shape: Shape) -> TypeGuard[Label]:
    return isinstance(shape, Label) and shape.role is Role.NOTE and bool(_YEAR.search(shape.text))


def _blank(label: Label, prefix: str = "") -> Label:
    """The label with underscores instead of its text, as wide as the text was."""
    measure = font_measure()
    room = label.box.width - measure(prefix, label.role)
    text = prefix + "_" * max(int(room / measure("_", label.role)), MIN_BLANK)
    return Label(label.box, text, label.role, label.ref, accent=label.accent, align=label.align)
