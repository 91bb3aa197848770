"""`farside export` and `farside import`: what they take and what they do; `viewer.cli` calls them.

ValueError is wrong use, RuntimeError what cannot be done on this machine; both say so in one line. OSError as it
comes.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.i18n import _, ngettext_
from viewer.printing import PAGE_OPTIONS, page_arguments, page_options

if TYPE_CHECKING:
    from viewer.model.programme import Programme
    from viewer.state import ViewState

FORMATS = ("svg", "png", "pdf", "html", "ics", "csv", "json", "timelinejs")
PICTURES = frozenset({"svg", "png", "pdf", "html"})
TABLES = ("events", "claims", "missions", "payloads", "partners", "quotes", "sources")
THEMES = ("light", "dark", "high-contrast", "print")
_FOR: dict[str, frozenset[str]] = {
    "theme": frozenset({"svg", "png"}),
    "scale": frozenset({"png"}),
    "width": frozenset({"svg", "png", "html"}),
    "table": frozenset({"csv"}),
    **{name: frozenset({"pdf"}) for name in PAGE_OPTIONS},
}
"""Which formats an option is for."""


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `farside export` besides those that every command has."""
    parser.add_argument(
        "output", metavar=_("FILE"), help=_("the file to write: .svg .png .pdf .html .ics .csv .json")
    )
    parser.add_argument("--format", choices=FORMATS, help=_("default: what the file ends in"))
    parser.add_argument("--view", metavar=_("TEXT"), help=_("what to show, as the window words it"))
    parser.add_argument("--theme", choices=THEMES, help=_("of .svg and .png; default: light"))
    parser.add_argument(
        "--scale", metavar=_("1–4"), help=_("of .png: pixels of the file in one of the picture; default: 2")
    )
    parser.add_argument("--width", metavar=_("PIXELS"), help=_("of .svg, .png and .html; default: 1440"))
    parser.add_argument("--table", choices=TABLES, help=_("of .csv; default: events"))
    parser.add_argument("--force", action="store_true", help=_("also over a file that exists"))
    page_arguments(parser)


def export_format(options: argparse.Namespace) -> str:
    """The format that is asked for. ValueError where the name does not tell, or an option is not for it."""
    from viewer.output.export import format_of

    form = options.format or format_of(Path(options.output))
    for option, forms in _FOR.items():
        if getattr(options, option) is not None and form not in forms:
            suffixes = ", ".join(f".{name}" for name in FORMATS if name in forms)
            raise ValueError(_("--{option} is for {suffixes}", option=option, suffixes=suffixes))
    return str(form)


def export(
    options: argparse.Namespace,
    path: Path,
    programme: Programme,
    state: ViewState,
    today: date,
    folder: Path,
) -> None:
    """Write the file; what it cannot hold is told on standard error."""
    from viewer.output.export import export_file
    from viewer.theme import THEMES as THEMES_BY_NAME

    form = export_format(options)
    ratio = _number(options.scale, "scale", 1.0, 4.0, 2.0)
    width = _number(options.width, "width", 480.0, 16000.0, 1440.0)
    if form in PICTURES:
        ready_for_pictures()
    warnings = export_file(
        path, form, programme, state, today, THEMES_BY_NAME[options.theme or "light"],
        folder=folder, ratio=ratio, width=width, table=options.table or "events",
        pages=page_options(options) if form == "pdf" else None,
    )  # fmt: skip
    for line in warnings:
        print(f"farside: {line}", file=sys.stderr)


def _number(text: str | None, option: str, least: float, most: float, default: float) -> float:
    if text is None:
        return default
    try:
        if least <= (found := float(text)) <= most:
            return found
    except ValueError:
        pass
    line = _("--{option} is a number from {least:g} to {most:g}, not “{text}”")
    raise ValueError(line.format(option=option, least=least, most=most, text=text))


def ready_for_pictures() -> None:
    """Qt, drawing where nobody looks. RuntimeError where its libraries are missing."""
    from viewer.preflight import problem_for_pictures

    problem = problem_for_pictures()
    if problem is not None:
        raise RuntimeError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from viewer.app.main import make_application

    make_application()


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `farside import`."""
    parser.add_argument("file", metavar=_("FILE"), help=_("a table (.csv, .tsv) or TimelineJS (.json)"))
    parser.add_argument("dir", metavar=_("DIR"), help=_("the new folder of the programme"))


def import_programme(options: argparse.Namespace, today: date) -> bool:
    """Make the folder; whether every row could be read. What could not be is told on standard error."""
    from viewer.load.immigration import import_file

    made = import_file(Path(options.file), Path(options.dir), today)
    for fault in made.faults:
        print(fault.under(options.file), file=sys.stderr)
    for note in made.notes:
        print(f"farside: {note}", file=sys.stderr)
    if made.events:
        print(ngettext_("{n} event in {folder}", "{n} events in {folder}", made.events, folder=options.dir))
    return not made.faults
