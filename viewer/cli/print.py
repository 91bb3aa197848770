"""`farside print`, and the page options that it shares with `farside export FILE.pdf`.

ValueError means wrong arguments, RuntimeError that this machine cannot do it; each has a message of one line.
"""

from __future__ import annotations

import argparse
import os

from msgspec.structs import replace

from viewer.cli.context import Context
from viewer.i18n import _, ngettext_
from viewer.page_options import PAPERS, PARTS, PageOptions, with_poster

PAGE_OPTIONS = ("paper", "portrait", "margin", "black", "include", "pages", "poster", "blank")
"""The page options, by their names on the command line."""


def add_page_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the page options."""
    group = parser.add_argument_group(_("pages, on paper or in a .pdf"))
    papers = ", ".join(PAPERS)
    group.add_argument("--paper", metavar=_("NAME"), help=_("{names}; default: A4", names=papers))
    group.add_argument("--portrait", action="store_const", const="yes", help=_("upright paper"))
    group.add_argument("--margin", metavar=_("MM"), help=_("on all sides; default: 12"))
    group.add_argument("--black", action="store_const", const="yes", help=_("black and white"))
    parts = ",".join(PARTS)
    group.add_argument("--include", metavar=_("PARTS"), help=_("some of {names}; default: all", names=parts))
    group.add_argument("--pages", metavar=_("RANGE"), help=_("such as 1-3,5; default: all"))
    group.add_argument(
        "--poster",
        metavar=_("SHEETS"),
        help=_("the timeline on one large sheet (A1) or over several: A3x3x2 is three columns, two rows of A3"),
    )
    group.add_argument(
        "--blank",
        choices=("dates", "titles"),
        help=_("a set for a class: the timeline with blanks, questions, and the answers"),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `farside print` besides those that every command has."""
    parser.add_argument("--printer", metavar=_("NAME"), help=_("default: the usual one"))
    parser.add_argument("--view", metavar=_("TEXT"), help=_("what to show, as the window words it"))
    add_page_arguments(parser)


def page_options(options: argparse.Namespace) -> PageOptions:
    """The page options asked for. A poster shows the timeline alone unless `--include` names more."""
    pages = PageOptions()
    for name in PAGE_OPTIONS:
        value = getattr(options, name)
        if value is not None and name != "poster":
            pages = pages.with_text("parts" if name == "include" else name, value)
    if options.poster is not None:
        pages = with_poster(pages, options.poster)
        if options.include is None:
            pages = replace(pages, parts=("timeline",))
    return pages


def start_offscreen_qt() -> None:
    """Make the application object for drawing without a display. RuntimeError where Qt lacks a library."""
    from viewer.preflight import problem_for_pictures

    problem = problem_for_pictures()
    if problem is not None:
        raise RuntimeError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from viewer.paint.fonts import make_application

    make_application(QGuiApplication)


def print_programme(context: Context) -> int:
    """Send the pages to a printer and say how many went to which. Returns the exit code."""
    request, code = context.export_request(page_options(context.options))
    start_offscreen_qt()
    from viewer.printing.printer import print_document, printer_for, printer_names

    names = printer_names()
    if not names:
        raise RuntimeError(_("no printer is installed here; farside export FILE.pdf writes the same pages"))
    name = context.options.printer or names[0]
    if name not in names:
        known = ", ".join(names)
        raise ValueError(_("there is no printer “{name}”; there is {names}", name=name, names=known))
    count = print_document(printer_for(name, request), request)
    words = ngettext_("{n} page sent to {printer}", "{n} pages sent to {printer}", count, printer=name)
    print(words, file=context.out)
    return code
