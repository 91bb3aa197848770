"""`farside print`, and the options of pages that it shares with `farside export FILE.pdf`; `viewer.cli` calls them.

ValueError is wrong use, RuntimeError what cannot be done on this machine; both say so in one line. OSError as it
comes.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.i18n import _, ngettext_
from viewer.page_options import PAPERS, PARTS, PageOptions, with_poster

if TYPE_CHECKING:
    from viewer.model.programme import Programme
    from viewer.state import ViewState

PAGE_OPTIONS = ("paper", "portrait", "margin", "black", "include", "pages", "poster", "blank")
"""The options that make pages, by their names on the command line."""


def page_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say how pages are made."""
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
        help=_(
            "the timeline on one large sheet (A1) or over several: A3x3x2 is three columns, two rows of A3"
        ),
    )
    group.add_argument(
        "--blank",
        choices=("dates", "titles"),
        help=_("a set for a class: the timeline with blanks, questions, and the answers"),
    )


def print_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `farside print` besides those that every command has."""
    parser.add_argument("--printer", metavar=_("NAME"), help=_("default: the usual one"))
    parser.add_argument("--view", metavar=_("TEXT"), help=_("what to show, as the window words it"))
    page_arguments(parser)


def page_options(options: argparse.Namespace) -> PageOptions:
    """What the options of pages come to. A poster is of the timeline alone unless --include says more."""
    made = PageOptions()
    for name in PAGE_OPTIONS:
        value = getattr(options, name)
        if value is not None and name != "poster":
            made = made.with_text("parts" if name == "include" else name, value)
    if options.poster is not None:
        made = with_poster(made, options.poster)
        if options.include is None:
            made = replace(made, parts=("timeline",))
    return made


def print_programme(
    options: argparse.Namespace, programme: Programme, state: ViewState, today: date, folder: Path
) -> str:
    """Send the pages to a printer; says which and how many. Needs an application object."""
    from viewer import __version__
    from viewer.i18n import language
    from viewer.load.fingerprint import data_hash
    from viewer.output.printing import print_pages, printer_for, printer_names

    pages, names = page_options(options), printer_names()
    if not names:
        raise RuntimeError(_("no printer is installed here; farside export FILE.pdf writes the same pages"))
    name = options.printer or names[0]
    if name not in names:
        known = ", ".join(names)
        raise ValueError(_("there is no printer “{name}”; there is {names}", name=name, names=known))
    title = programme.head.title(language())
    count = print_pages(
        printer_for(name, pages, title), programme, state, today=today,
        options=pages, data=data_hash(folder), version=__version__,
    )  # fmt: skip
    return ngettext_("{n} page sent to {printer}", "{n} pages sent to {printer}", count, printer=name)
