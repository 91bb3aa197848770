"""The arguments that `farside` accepts, and the errors that end a command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import pairwise
from typing import NoReturn

from msgspec import Struct

from viewer import __version__, i18n
from viewer.i18n import N_, _

OK, BAD_DATA, WRONG_USE, FAILED = 0, 1, 2, 3
"""Exit codes: done; errors in the data; wrong arguments; impossible here (disk, display, missing library)."""
WINDOW = "window"  # the command without a name


class CommandError(Exception):
    """Ends a command with an exit code and one line on standard error."""

    def __init__(self, code: int, line: str) -> None:
        super().__init__(line)
        self.code = code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CommandError(WRONG_USE, _("{message} (farside --help tells more)", message=message))


def use_language_option(arguments: list[str]) -> None:
    """Switch to the language of `--lang` before any message is formatted; argparse reports a wrong one later."""
    for argument, following in pairwise([*arguments, ""]):
        lang = following if argument == "--lang" else argument.removeprefix("--lang=")
        if lang in i18n.LANGUAGES and argument.startswith("--lang"):
            i18n.use(lang)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options, with the name of the command in `command`.

    Without the name of a command, or with `--view` before it, the command is WINDOW.
    """
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
    for name, command in COMMANDS.items():
        help_text = _(command.help)
        subparser = subparsers.add_parser(
            name, help=help_text, description=help_text, parents=[common], prog=f"farside {name}",
            allow_abbrev=False,
        )  # fmt: skip
        if name in arguments:
            command.add_arguments(subparser)
    window = subparsers.add_parser(WINDOW, parents=[common], allow_abbrev=False)
    window.add_argument("dir", nargs="?")
    window.add_argument("--view")
    return parser


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group(_("with every command, before or after it"))
    group.add_argument("--data", metavar=_("DIR"), default=default, help=_("the programme to read"))
    group.add_argument(
        "--as-of", metavar=_("DATE"), default=default, help=_("tell it as it was known on that day (2024-06-27)")
    )  # fmt: skip
    group.add_argument("--lang", choices=i18n.LANGUAGES, default=default, help=_("the language to speak"))


def _add_output(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    if formats:
        parser.add_argument("--format", choices=formats, default=formats[0], help=_("default: {name}", name=formats[0]))
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("write there instead of to the terminal"))
    parser.add_argument("--force", action="store_true", help=_("also over a file that exists"))


# ── the arguments of each command ───────────────────────────────────────────────────────────────


def _add_summary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    parser.add_argument("--partner", metavar=_("ID"), help=_("only this partner"))
    _add_output(parser, ("text", "markdown", "html", "json"))


def _add_slips(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    _add_output(parser, ("text", "markdown", "json", "csv"))


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", metavar=_("DIR"), help=_("the programme, instead of --data"))
    parser.add_argument("--hints", action="store_true", help=_("also what is sound but doubtful"))


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar=_("OLD"), help=_("a folder, or REV:DIR of a git repository"))
    parser.add_argument("new", metavar=_("NEW"), help=_("the same; what is told is what this one says"))
    _add_output(parser, ("text", "markdown"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    from viewer.cli.export import add_arguments

    add_arguments(parser)


def _add_print(parser: argparse.ArgumentParser) -> None:
    from viewer.cli.print import add_arguments

    add_arguments(parser)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("a table (.csv, .tsv) or TimelineJS (.json)"))
    parser.add_argument("dir", metavar=_("DIR"), help=_("the new folder of the programme"))


def _add_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar=_("ADDRESS"), help=_("as Copy link gives it: farside:event/ID?…"))


def _add_schema(parser: argparse.ArgumentParser) -> None:
    _add_output(parser, ())


class _Command(Struct, frozen=True):
    """The help text of a command, and the function that adds its arguments."""

    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]


COMMANDS = {
    "summary": _Command(N_("what happened, what is promised, who takes part, in words"), _add_summary),
    "slips": _Command(N_("every move of every date"), _add_slips),
    "check": _Command(N_("every fault in the data, silent where there is none"), _add_check),
    "diff": _Command(N_("what changed between two versions of the data, in words"), _add_diff),
    "export": _Command(N_("pictures, pages, tables and calendars, by the file's ending"), _add_export),
    "print": _Command(N_("the same pages as a .pdf, on a printer"), _add_print),
    "import": _Command(N_("a programme from a table or from TimelineJS"), _add_import),
    "open": _Command(N_("the window, at a farside: address"), _add_open),
    "schema": _Command(N_("the JSON Schema of the data, for editors"), _add_schema),
}
"""Every command by its name, in the order of `farside --help`."""


def did_you_mean(word: str) -> str:
    """“; did you mean …” for a word that is almost the name of a command; else ""."""
    from difflib import get_close_matches

    matches = get_close_matches(word, COMMANDS, 1)
    return _("; did you mean “farside {command}”?", command=matches[0]) if matches else ""
