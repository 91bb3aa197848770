"""`farside export` and `farside print`: the request that the options make, the file, the printer.

ValueError means wrong arguments, RuntimeError that this machine cannot do it; each has a message of one line.
"""

from __future__ import annotations

import argparse
import os
from math import nan
from pathlib import Path

from msgspec.structs import replace

from viewer.cli.context import Context
from viewer.cli.parser import PAGE_OPTIONS
from viewer.export.registry import ExportFormat, export_file, format_by_id, format_of_file, suffixes_with_option
from viewer.export_request import SCALE_LIMITS, WIDTH_LIMITS, ExportRequest
from viewer.i18n import _, ngettext_
from viewer.page_options import PageOptions
from viewer.theme import THEMES

FIELDS = {"theme": "theme", "scale": "scale", "width": "width", "table": "table"} | dict.fromkeys(PAGE_OPTIONS, "pages")
"""The field of ExportRequest that each option sets."""


def export_programme(context: Context, path: Path) -> int:
    """Write the file; standard error names what its format cannot hold. Returns the exit code."""
    options = context.options
    file_format = _requested_format(options)
    request, code = _export_request(context)
    request = replace(
        request,
        theme=THEMES[options.theme or request.theme.name],
        width=_number(options.width, "width", WIDTH_LIMITS, request.width),
        scale=_number(options.scale, "scale", SCALE_LIMITS, request.scale),
        table=options.table or request.table,
    )
    if file_format.needs_qt:
        _start_offscreen_qt()
    for line in export_file(path, request, file_format):
        context.warn(line)
    return code


def print_programme(context: Context) -> int:
    """Send the pages to a printer and say how many went to which. Returns the exit code."""
    request, code = _export_request(context)
    _start_offscreen_qt()
    from viewer.printing.printer import print_document, printer_for, printer_names

    names = printer_names()
    if not names:
        raise RuntimeError(_("no printer is installed here; farside export FILE.pdf writes the same pages"))
    name = context.options.printer or names[0]
    if name not in names:
        raise ValueError(_("there is no printer “{name}”; there is {names}", name=name, names=", ".join(names)))
    count = print_document(printer_for(name, request), request)
    words = ngettext_("{n} page sent to {printer}", "{n} pages sent to {printer}", count, printer=name)
    print(words, file=context.out)
    return code


def page_options(options: argparse.Namespace) -> PageOptions:
    """The page options asked for. A poster shows the timeline alone unless `--include` names more."""
    pages = PageOptions()
    for name in PAGE_OPTIONS:
        if (value := getattr(options, name)) is not None:
            pages = pages.with_text("parts" if name == "include" else name, value)
    poster_alone = options.poster is not None and options.include is None
    return replace(pages, parts=("timeline",)) if poster_alone else pages


def _export_request(context: Context) -> tuple[ExportRequest, int]:
    """What to draw: the programme seen as `--view` and `--as-of` say, else the whole as known today.

    Also the exit code that the faults of the programme lead to.
    """
    from viewer.state import ViewState, home

    pages, view = page_options(context.options), context.view
    day = context.as_of or (view.as_of if view is not None else None)
    programme, code = context.snapshot(day)
    state = (view or ViewState(home(programme))).on(day)
    return ExportRequest(programme, state, context.today, context.folder, pages=pages), code


def _requested_format(options: argparse.Namespace) -> ExportFormat:
    """The format of `--format` or of the suffix. ValueError where there is none, or an option is not for it."""
    file_format = format_by_id(options.format) if options.format else format_of_file(Path(options.output))
    for option, field in FIELDS.items():
        if getattr(options, option) is not None and field not in file_format.options:
            suffixes = ", ".join(suffixes_with_option(field))
            raise ValueError(_("--{option} is for {suffixes}", option=option, suffixes=suffixes))
    return file_format


def _number(text: str | None, option: str, limits: tuple[float, float], default: float) -> float:
    """The value of an option. ValueError for anything but a number within `limits`."""
    if text is None:
        return default
    try:
        number = float(text)
    except ValueError:
        number = nan
    least, most = limits
    if not least <= number <= most:
        line = _("--{option} is a number from {least:g} to {most:g}, not “{text}”")
        raise ValueError(line.format(option=option, least=least, most=most, text=text))
    return number


def _start_offscreen_qt() -> None:
    """Make the application object for drawing without a display. RuntimeError where Qt lacks a library."""
    from viewer.preflight import problem_for_pictures

    problem = problem_for_pictures()
    if problem is not None:
        raise RuntimeError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from viewer.paint.fonts import make_application

    make_application(QGuiApplication)
