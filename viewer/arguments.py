"""What `farside` takes: commands, options and how they are read. Nothing here does anything.

Wrong use is a Stop, which ends the command with its exit code and one line.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from typing import NoReturn

from viewer import __version__, i18n
from viewer.i18n import _

DONE, BAD_DATA, WRONG_USE, NOT_DONE = 0, 1, 2, 3
WINDOW = "window"
COMMANDS = ("summary", "slips", "check", "diff", "export", "print", "import", "open", "schema")


class Stop(Exception):
    """Ends a command with an exit code and one line for standard error."""

    def __init__(self, code: int, line: str) -> None:
        super().__init__(line)
        self.code = code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Stop(WRONG_USE, _("{message} (farside --help tells more)", message=message))


def speak(arguments: list[str]) -> None:
    """Take up `--lang` before anything is worded; what is wrong with it argparse tells later."""
    for one, following in pairwise([*arguments, ""]):
        lang = following if one == "--lang" else one.removeprefix("--lang=")
        if lang in i18n.LANGUAGES and one.startswith("--lang"):
            i18n.use(lang)


def read(arguments: list[str]) -> argparse.Namespace:
    """The options asked for, `command` among them; without the name of a command, or with
    `--view` before it, they are the window's."""
    if not arguments:  # most starts, and most of them wait for a window
        return argparse.Namespace(command=WINDOW, dir=None, data=None, as_of=None, lang=None, view=None)
    words = _positionals(arguments)
    named = bool(words) and words[0] in COMMANDS and "--view" not in arguments[: arguments.index(words[0])]
    if not named and not {"-h", "--help", "--version"} & set(arguments):
        arguments = [WINDOW, *arguments]
    return _parser().parse_args(arguments)


def _positionals(arguments: list[str]) -> list[str]:
    """The arguments that are neither options nor the value of an option that stands before commands."""
    found, value = [], False
    for argument in arguments:
        if not value and not argument.startswith("-"):
            found.append(argument)
        value = argument in ("--data", "--as-of", "--lang", "--view", "-o", "--output", "--format")
    return found


def _parser() -> _Parser:
    from viewer import exporting, printing

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
    _common(parser, default=None)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="command", required=True)
    common = _Parser(add_help=False, allow_abbrev=False)
    _common(common, default=argparse.SUPPRESS)

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=words, description=words, parents=[common], prog=f"farside {name}", allow_abbrev=False
        )

    summary = command("summary", _("what happened, what is promised, who takes part, in words"))
    summary.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    summary.add_argument("--partner", metavar=_("ID"), help=_("only this partner"))
    _output(summary, ("text", "markdown", "html", "json"))
    slips = command("slips", _("every move of every date"))
    slips.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    _output(slips, ("text", "markdown", "json", "csv"))
    check = command("check", _("every fault in the data, silent where there is none"))
    check.add_argument("dir", nargs="?", metavar=_("DIR"), help=_("the programme, instead of --data"))
    check.add_argument("--hints", action="store_true", help=_("also what is sound but doubtful"))
    diff = command("diff", _("what changed between two versions of the data, in words"))
    diff.add_argument("old", metavar=_("OLD"), help=_("a folder, or REV:DIR of a git repository"))
    diff.add_argument("new", metavar=_("NEW"), help=_("the same; what is told is what this one says"))
    _output(diff, ("text", "markdown"))
    exporting.export_arguments(
        command("export", _("pictures, pages, tables and calendars, by the file's ending"))
    )
    printing.print_arguments(command("print", _("the same pages as a .pdf, on a printer")))
    exporting.import_arguments(command("import", _("a programme from a table or from TimelineJS")))
    opening = command("open", _("the window, at a farside: address"))
    opening.add_argument("address", metavar=_("ADDRESS"), help=_("as Copy link gives it: farside:event/ID?…"))
    schema = command("schema", _("the JSON Schema of the data, for editors"))
    _output(schema, ())
    window = commands.add_parser(WINDOW, parents=[common], allow_abbrev=False)
    window.add_argument("dir", nargs="?")
    window.add_argument("--view")
    return parser


def _common(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group(_("with every command, before or after it"))
    group.add_argument("--data", metavar=_("DIR"), default=default, help=_("the programme to read"))
    group.add_argument(
        "--as-of",
        metavar=_("DATE"),
        default=default,
        help=_("tell it as it was known on that day (2024-06-27)"),
    )
    group.add_argument("--lang", choices=i18n.LANGUAGES, default=default, help=_("the language to speak"))


def _output(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    if formats:
        parser.add_argument(
            "--format", choices=formats, default=formats[0], help=_("default: {name}", name=formats[0])
        )
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("write there instead of to the terminal"))
    parser.add_argument("--force", action="store_true", help=_("also over a file that exists"))


def nearest_command(word: str) -> str:
    """“; did you mean …” for a word that is almost the name of a command; else ""."""
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, 1)
    return _("; did you mean “farside {command}”?", command=near[0]) if near else ""
