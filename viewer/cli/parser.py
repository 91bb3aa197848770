"""The arguments that `farside` accepts, and the errors that end a command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NoReturn

from viewer import __version__, i18n
from viewer.i18n import N_, _

OK, BAD_DATA, WRONG_USE, FAILED = 0, 1, 2, 3
"""Exit codes: done; errors in the data; wrong arguments; impossible here (disk, display, missing library)."""
WINDOW = "window"  # the command without a name
PAGE_OPTIONS = ("paper", "portrait", "margin", "black", "include", "pages", "poster", "blank")
"""The options of `print` and `export` that describe pages, without the dashes."""


class CommandError(Exception):
    """Ends a command with an exit code and one line on standard error."""

    def __init__(self, code: int, line: str) -> None:
        super().__init__(line)
        self.code = code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CommandError(WRONG_USE, _("{message} (farside --help tells more)", message=message))


def _use_language_option(arguments: list[str]) -> None:
    """Switch to the language of `--lang` before any message is formatted; argparse reports a wrong one later."""
    for argument, following in pairwise([*arguments, ""]):
        lang = following if argument == "--lang" else argument.removeprefix("--lang=")
        if lang in i18n.LANGUAGES and argument.startswith("--lang"):
            i18n.use(lang)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options, with the name of the command in `command`.

    Without the name of a command, or with `--view` before it, the command is WINDOW. Messages are in the language of
    `--lang` from here on.
    """
    _use_language_option(arguments)
    if not arguments:  # most starts; the window opens sooner without building a parser
        return argparse.Namespace(command=WINDOW, dir=None, data=None, as_of=None, lang=None, view=None)
    words = _positionals(arguments)
    named = bool(words) and words[0] in COMMANDS and "--view" not in arguments[: arguments.index(words[0])]
    if not named and not {"-h", "--help", "--version"} & set(arguments):
        arguments = [WINDOW, *arguments]
    return _parser(arguments).parse_args(arguments)


def _positionals(arguments: list[str]) -> list[str]:
    """The arguments that are neither options nor the value of an option that may come before a command."""
    positionals, is_value = [], False
    for argument in arguments:
        if not is_value and not argument.startswith("-"):
            positionals.append(argument)
        is_value = argument in ("--data", "--as-of", "--lang", "--view", "-o", "--output", "--format")
    return positionals


def _parser(arguments: list[str]) -> _Parser:
    """The parser of all commands; only those named in `arguments` get their options, which cost imports."""
    parser = _Parser(
        prog="farside",
        usage=_("farside [DIR] [options]\n       farside COMMAND [options]"),
        description=_(
            "A timeline in which every date is a claim. Without a command the window opens, on the programme "
            "in DIR or on the curated one."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Farside {__version__}")
    _add_common(parser, default=None)
    subparsers = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="command", required=True)
    common = _Parser(add_help=False, allow_abbrev=False)
    _add_common(common, default=argparse.SUPPRESS)
    for name, (message, add_arguments) in COMMANDS.items():
        help_text = _(message)
        subparser = subparsers.add_parser(
            name, help=help_text, description=help_text, parents=[common], prog=f"farside {name}", allow_abbrev=False
        )
        if name in arguments:
            add_arguments(subparser)
    window = subparsers.add_parser(WINDOW, parents=[common], allow_abbrev=False)
    window.add_argument("dir", nargs="?")
    window.add_argument("--view")
    return parser


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group(_("with every command, before or after it"))
    group.add_argument("--data", metavar=_("DIR"), default=default, help=_("the programme to read"))
    as_of_help = _("tell it as it was known on that day (2024-06-27)")
    group.add_argument("--as-of", metavar=_("DATE"), default=default, help=as_of_help)
    group.add_argument("--lang", choices=i18n.LANGUAGES, default=default, help=_("the language to speak"))


def _add_output(parser: argparse.ArgumentParser, *formats: str) -> None:
    if formats:
        parser.add_argument("--format", choices=formats, default=formats[0], help=_("default: {name}", name=formats[0]))
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("write there instead of to the terminal"))
    parser.add_argument("--force", action="store_true", help=_("also over a file that exists"))


def _add_summary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    parser.add_argument("--partner", metavar=_("ID"), help=_("only this partner"))
    _add_output(parser, "text", "markdown", "html", "json")


def _add_slips(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    _add_output(parser, "text", "markdown", "json", "csv")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", metavar=_("DIR"), help=_("the programme, instead of --data"))
    parser.add_argument("--hints", action="store_true", help=_("also what is sound but doubtful"))


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar=_("OLD"), help=_("a folder, or REV:DIR of a git repository"))
    parser.add_argument("new", metavar=_("NEW"), help=_("the same; titles and words are those of this one"))
    _add_output(parser, "text", "markdown")


def _add_export(parser: argparse.ArgumentParser) -> None:
    from viewer.export.csv import TABLES
    from viewer.export.registry import FORMATS, SUFFIXES, suffixes_with_option
    from viewer.report.sentences import listed
    from viewer.theme import THEMES

    def suffixes_of(option: str) -> str:
        *first, last = suffixes_with_option(option)
        return _("{items} and {last}", items=listed(first), last=last) if first else last

    def help_text(option: str, default: str) -> str:
        return _("of {suffixes}; default: {value}", suffixes=suffixes_of(option), value=default)

    suffixes = " ".join(f".{suffix}" for suffix in SUFFIXES)
    parser.add_argument("output", metavar=_("FILE"), help=_("the file to write: {suffixes}", suffixes=suffixes))
    ids = tuple(file_format.id for file_format in FORMATS)
    parser.add_argument("--format", choices=ids, help=_("default: what the file ends in"))
    parser.add_argument("--view", metavar=_("TEXT"), help=_("what to show, as the window words it"))
    parser.add_argument("--theme", choices=tuple(THEMES), help=help_text("theme", "light"))
    scale_help = _(
        "of {suffixes}: pixels of the file in one of the picture; default: {value}",
        suffixes=suffixes_of("scale"), value=2,
    )  # fmt: skip
    parser.add_argument("--scale", metavar=_("1–4"), help=scale_help)
    parser.add_argument("--width", metavar=_("PIXELS"), help=help_text("width", "1440"))
    parser.add_argument("--table", choices=tuple(TABLES), help=help_text("table", "events"))
    parser.add_argument("--force", action="store_true", help=_("also over a file that exists"))
    add_page_options(parser)


def _add_print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--printer", metavar=_("NAME"), help=_("default: the usual one"))
    parser.add_argument("--view", metavar=_("TEXT"), help=_("what to show, as the window words it"))
    add_page_options(parser)


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """Add PAGE_OPTIONS."""
    from viewer.page_options import PAPERS, PARTS

    group = parser.add_argument_group(_("pages, on paper or in a .pdf"))
    papers, parts = ", ".join(PAPERS), ",".join(PARTS)
    group.add_argument("--paper", metavar=_("NAME"), help=_("{names}; default: A4", names=papers))
    group.add_argument("--portrait", action="store_const", const="yes", help=_("upright paper"))
    group.add_argument("--margin", metavar=_("MM"), help=_("on all sides; default: 12"))
    group.add_argument("--black", action="store_const", const="yes", help=_("black and white"))
    group.add_argument("--include", metavar=_("PARTS"), help=_("some of {names}; default: all", names=parts))
    group.add_argument("--pages", metavar=_("RANGE"), help=_("such as 1-3,5; default: all"))
    poster_help = _("the timeline on one large sheet (A1) or over several: A3x3x2 is three columns, two rows of A3")
    group.add_argument("--poster", metavar=_("SHEETS"), help=poster_help)
    blank_help = _("a set for a class: the timeline with blanks, questions, and the answers")
    group.add_argument("--blank", choices=("dates", "titles"), help=blank_help)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("a table (.csv, .tsv) or TimelineJS (.json)"))
    parser.add_argument("dir", metavar=_("DIR"), help=_("the new folder of the programme"))


def _add_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar=_("ADDRESS"), help=_("as Copy link gives it: farside:event/ID?…"))


COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "summary": (N_("what happened, what is promised, who takes part, in words"), _add_summary),
    "slips": (N_("every move of every date"), _add_slips),
    "check": (N_("every fault in the data, silent where there is none"), _add_check),
    "diff": (N_("what changed between two versions of the data, in words"), _add_diff),
    "export": (N_("pictures, pages, tables and calendars, by the file's ending"), _add_export),
    "print": (N_("the same pages as a .pdf, on a printer"), _add_print),
    "import": (N_("a programme from a table or from TimelineJS"), _add_import),
    "open": (N_("the window, at a farside: address"), _add_open),
    "schema": (N_("the JSON Schema of the data, for editors"), _add_output),
}
"""The help text and the arguments of every command, in the order of `farside --help`."""


def did_you_mean(word: str) -> str:
    """“; did you mean …” for a word that is almost the name of a command; else ""."""
    from difflib import get_close_matches

    matches = get_close_matches(word, COMMANDS, 1)
    return _("; did you mean “farside {command}”?", command=matches[0]) if matches else ""
