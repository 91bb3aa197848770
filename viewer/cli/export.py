"""`farside export`: its options, and the file it writes.

ValueError means wrong arguments, RuntimeError that this machine cannot do it; each has a message of one line.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from viewer.cli.context import Context
from viewer.cli.print import PAGE_OPTIONS, add_page_arguments, page_options
from viewer.i18n import _

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
"""The formats that each option is for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `farside export` besides those that every command has."""
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
    add_page_arguments(parser)


def export_programme(context: Context, path: Path) -> int:
    """Write the file; standard error names what its format cannot hold. Returns the exit code."""
    from viewer.printing.export import export_file
    from viewer.theme import THEMES as THEMES_BY_NAME

    options = context.options
    form = _requested_format(options)
    programme, state, code = context.drawing()
    ratio = _number(options.scale, "scale", 1.0, 4.0, 2.0)
    width = _number(options.width, "width", 480.0, 16000.0, 1440.0)
    if form in PICTURES:
        start_offscreen_qt()
    warnings = export_file(
        path, form, programme, state, context.today, THEMES_BY_NAME[options.theme or "light"],
        folder=context.folder, ratio=ratio, width=width, table=options.table or "events",
        pages=page_options(options) if form == "pdf" else None,
    )  # fmt: skip
    for line in warnings:
        context.warn(line)
    return code


def _requested_format(options: argparse.Namespace) -> str:
    """The format of `--format` or of the suffix. ValueError where there is none, or an option is not for it."""
    from viewer.printing.export import format_of

    form = options.format or format_of(Path(options.output))
    for option, forms in _FOR.items():
        if getattr(options, option) is not None and form not in forms:
            suffixes = ", ".join(f".{name}" for name in FORMATS if name in forms)
            raise ValueError(_("--{option} is for {suffixes}", option=option, suffixes=suffixes))
    return str(form)


def _number(text: str | None, option: str, least: float, most: float, default: float) -> float:
    if text is None:
        return default
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        line = _("--{option} is a number from {least:g} to {most:g}, not “{text}”")
        raise ValueError(line.format(option=option, least=least, most=most, text=text))
    return number


def start_offscreen_qt() -> None:
    """Make the application object for drawing without a display. RuntimeError where Qt lacks a library."""
    from viewer.preflight import problem_for_pictures

    problem = problem_for_pictures()
    if problem is not None:
        raise RuntimeError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from viewer.app.main import make_application

    make_application()
