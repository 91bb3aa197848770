"""`farside export`: its options, and the file it writes.

ValueError means wrong arguments, RuntimeError that this machine cannot do it; each has a message of one line.
"""

from __future__ import annotations

import argparse
from math import nan
from pathlib import Path

from msgspec.structs import replace

from viewer.cli.context import Context
from viewer.cli.print import PAGE_OPTIONS, add_page_arguments, page_options, start_offscreen_qt
from viewer.export.csv import TABLES
from viewer.export.registry import (
    FORMATS,
    SUFFIXES,
    ExportFormat,
    export_file,
    format_by_id,
    format_of_file,
    suffixes_with_option,
)
from viewer.export_request import SCALE_LIMITS, WIDTH_LIMITS
from viewer.i18n import _
from viewer.report.sentences import listed
from viewer.theme import THEMES

FIELDS = {"theme": "theme", "scale": "scale", "width": "width", "table": "table"} | dict.fromkeys(PAGE_OPTIONS, "pages")
"""The field of ExportRequest that each option sets."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `farside export` besides those that every command has."""
    suffixes = " ".join(f".{suffix}" for suffix in SUFFIXES)
    parser.add_argument("output", metavar=_("FILE"), help=_("the file to write: {suffixes}", suffixes=suffixes))
    ids = tuple(file_format.id for file_format in FORMATS)
    parser.add_argument("--format", choices=ids, help=_("default: what the file ends in"))
    parser.add_argument("--view", metavar=_("TEXT"), help=_("what to show, as the window words it"))
    parser.add_argument("--theme", choices=tuple(THEMES), help=_help("theme", "light"))
    scale_help = _(
        "of {suffixes}: pixels of the file in one of the picture; default: {value}",
        suffixes=_suffixes("scale"), value=2,
    )  # fmt: skip
    parser.add_argument("--scale", metavar=_("1–4"), help=scale_help)
    parser.add_argument("--width", metavar=_("PIXELS"), help=_help("width", "1440"))
    parser.add_argument("--table", choices=tuple(TABLES), help=_help("table", "events"))
    parser.add_argument("--force", action="store_true", help=_("also over a file that exists"))
    add_page_arguments(parser)


def _help(option: str, default: str) -> str:
    return _("of {suffixes}; default: {value}", suffixes=_suffixes(option), value=default)


def _suffixes(option: str) -> str:
    """The suffixes of the formats that have the option, as a list in words: ".svg, .png and .html"."""
    *first, last = suffixes_with_option(option)
    return _("{items} and {last}", items=listed(first), last=last) if first else last


def export_programme(context: Context, path: Path) -> int:
    """Write the file; standard error names what its format cannot hold. Returns the exit code."""
    options = context.options
    file_format = _requested_format(options)
    request, code = context.export_request(page_options(options))
    request = replace(
        request,
        theme=THEMES[options.theme or request.theme.name],
        width=_number(options.width, "width", WIDTH_LIMITS, request.width),
        scale=_number(options.scale, "scale", SCALE_LIMITS, request.scale),
        table=options.table or request.table,
    )
    if file_format.needs_qt:
        start_offscreen_qt()
    for line in export_file(path, request, file_format):
        context.warn(line)
    return code


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
