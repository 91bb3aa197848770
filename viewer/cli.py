"""The command line: `farside [DIR]` opens the window, `farside COMMAND` prints, checks or writes.

The one place that reads a clock. Words never import Qt. Exit codes: 0 done, 1 errors in the data, 2 wrong
use, 3 could not be done (disk, display, missing library). Errors are one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from viewer import __version__, exporting, i18n, printing
from viewer.i18n import _, ngettext_

if TYPE_CHECKING:
    from viewer.load.folder import Loaded
    from viewer.model.programme import Programme
    from viewer.state import ViewState

DONE, BAD_DATA, WRONG_USE, NOT_DONE = 0, 1, 2, 3
WINDOW = "window"


class Stop(Exception):
    """Ends a command with an exit code and one line for standard error."""

    def __init__(self, code: int, line: str) -> None:
        super().__init__(line)
        self.code = code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Stop(WRONG_USE, _("{message} (farside --help tells more)", message=message))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what `arguments` (default: those of the process) ask for; comes back with the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the terminal says: the words are not ASCII
            stream.reconfigure(encoding="utf-8", newline="")
    try:
        _speak(given)
        options = _read(given)
        code: int = options.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except Stop as stop:
        print(f"farside: {stop}", file=sys.stderr)
        return stop.code
    except BrokenPipeError:  # whoever read our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"farside: {': '.join(filter(None, (error.filename, error.strerror)))}", file=sys.stderr)
        return NOT_DONE


# ── what was asked ──────────────────────────────────────────────────────────────────────────────


def _speak(arguments: list[str]) -> None:
    """Take up `--lang` before anything is worded; what is wrong with it argparse tells later."""
    for one, following in pairwise([*arguments, ""]):
        lang = following if one == "--lang" else one.removeprefix("--lang=")
        if lang in i18n.LANGUAGES and one.startswith("--lang"):
            i18n.use(lang)


def _read(arguments: list[str]) -> argparse.Namespace:
    """The options asked for; without the name of a command they are the window's."""
    parser, commands = _parser()
    words = _positionals(arguments)
    if not (words and words[0] in commands) and not {"-h", "--help", "--version"} & set(arguments):
        arguments = [WINDOW, *arguments]
    return parser.parse_args(arguments)


def _positionals(arguments: list[str]) -> list[str]:
    """The arguments that are neither options nor the value of an option that stands before commands."""
    found, value = [], False
    for argument in arguments:
        if not value and not argument.startswith("-"):
            found.append(argument)
        value = argument in ("--data", "--as-of", "--lang", "--view", "-o", "--output", "--format")
    return found


def _parser() -> tuple[_Parser, frozenset[str]]:
    """The parser and the names of the commands."""
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

    def command(name: str, words: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=words, description=words, parents=[common], prog=f"farside {name}", allow_abbrev=False
        )
        sub.set_defaults(run=run)
        return sub

    summary = command("summary", _("what happened, what is promised, who takes part, in words"), _summary)
    summary.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    summary.add_argument("--partner", metavar=_("ID"), help=_("only this partner"))
    _output(summary, ("text", "markdown", "html", "json"))
    slips = command("slips", _("every move of every date"), _slips)
    slips.add_argument("--mission", metavar=_("ID"), help=_("only this mission"))
    _output(slips, ("text", "markdown", "json", "csv"))
    check = command("check", _("every fault in the data, silent where there is none"), _check)
    check.add_argument("dir", nargs="?", metavar=_("DIR"), help=_("the programme, instead of --data"))
    check.add_argument("--hints", action="store_true", help=_("also what is sound but doubtful"))
    diff = command("diff", _("what changed between two versions of the data, in words"), _diff)
    diff.add_argument("old", metavar=_("OLD"), help=_("a folder, or REV:DIR of a git repository"))
    diff.add_argument("new", metavar=_("NEW"), help=_("the same; what is told is what this one says"))
    _output(diff, ("text", "markdown"))
    exporting.export_arguments(
        command("export", _("pictures, pages, tables and calendars, by the file's ending"), _export)
    )
    printing.print_arguments(command("print", _("the same pages as a .pdf, on a printer"), _print))
    exporting.import_arguments(command("import", _("a programme from a table or from TimelineJS"), _import))
    opening = command("open", _("the window, at a farside: address"), _open)
    opening.add_argument("address", metavar=_("ADDRESS"), help=_("as Copy link gives it: farside:event/ID?…"))
    schema = command("schema", _("the JSON Schema of the data, for editors"), _schema)
    _output(schema, ())
    window = commands.add_parser(WINDOW, parents=[common], allow_abbrev=False)
    window.add_argument("dir", nargs="?")
    window.add_argument("--view")
    window.set_defaults(run=_window)
    return parser, frozenset(commands.choices) - {WINDOW}


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


# ── what the commands share ─────────────────────────────────────────────────────────────────────


def _today() -> date:
    """The day of the clock; FARSIDE_TODAY (YYYY-MM-DD) stands in for it."""
    given = os.environ.get("FARSIDE_TODAY")
    if not given:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Stop(
            WRONG_USE, _("FARSIDE_TODAY wants a day such as 2026-11-22, not “{text}”", text=given)
        ) from None


def _as_of(options: argparse.Namespace) -> date | None:
    """The day of `--as-of`, None without it."""
    if options.as_of is None:
        return None
    from viewer.model.calendar import date_of
    from viewer.model.edtf import EdtfError, Kind, Precision, parse

    text = str(options.as_of)
    try:
        when = parse(text)
    except EdtfError as error:
        raise Stop(WRONG_USE, f"--as-of: {error}" + (f"; {error.cure}" if error.cure else "")) from None
    plain = when.kind is Kind.POINT and not when.approximate and not when.uncertain
    if when.precision is not Precision.DAY or not plain or when.core_latest - when.core_earliest != 1.0:
        raise Stop(WRONG_USE, _("--as-of wants a day such as 2024-06-27, not “{text}”", text=text))
    return date_of(when.core_earliest)


def _folder(options: argparse.Namespace) -> Path:
    """The folder of the programme: DIR, else --data, else the curated one."""
    given = getattr(options, "dir", None) or options.data
    if given is None:
        from viewer.resources import data_folder

        return data_folder()
    if not Path(given).is_dir():
        raise Stop(WRONG_USE, _("there is no folder “{name}”", name=given) + _nearest_command(str(given)))
    return Path(given)


def _nearest_command(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, sorted(_parser()[1]), 1)
    return _("; did you mean “farside {command}”?", command=near[0]) if near else ""


def _loaded(folder: Path) -> Loaded:
    """The programme in `folder`; what was left out is told on standard error. Stop where nothing is left."""
    from viewer.load.cache import load_cached

    loaded = load_cached(folder)
    faults = [problem for problem in loaded.problems if not problem.hint]
    if loaded.programme is None:
        raise Stop(
            BAD_DATA,
            faults[0].under(str(folder)) if faults else _("there is no programme in “{name}”", name=folder),
        )
    if faults:
        words = ngettext_("{n} fault in the data", "{n} faults in the data", len(faults))
        if loaded.left_out:
            words = _("{words}; left out: {names}", words=words, names=", ".join(loaded.left_out))
        print(_("farside: {words} (farside check tells all)", words=words), file=sys.stderr)
    return loaded


def _seen(options: argparse.Namespace, today: date) -> tuple[Programme, int]:
    """The programme as of the day asked for, and the exit code it leads to."""
    day = _as_of(options) or today
    loaded = _loaded(_folder(options))
    assert loaded.programme is not None
    faulty = any(not problem.hint for problem in loaded.problems)
    return loaded.programme.as_of(day), BAD_DATA if faulty else DONE


def _write(options: argparse.Namespace, words: str) -> None:
    """To the terminal, or whole to the file of -o: a half-written file never stands there."""
    if options.output is None:
        if sys.stdout is None:
            raise Stop(NOT_DONE, _("there is no standard output; -o FILE writes to a file"))
        sys.stdout.write(words)
        return
    path = _new_file(options)
    from viewer.writing import write_whole

    try:
        write_whole(path, words.encode())
    except OSError as error:
        raise Stop(
            NOT_DONE, _("“{name}” cannot be written: {reason}", name=path, reason=error.strerror)
        ) from None


def _new_file(options: argparse.Namespace) -> Path:
    """The file to write. Stop where it exists and --force was not given."""
    path = Path(options.output)
    if not options.force and (path.exists() or path.is_symlink()):
        raise Stop(WRONG_USE, _("“{name}” exists; --force writes over it", name=path))
    return path


def _known(programme: Programme, options: argparse.Namespace) -> None:
    """Stop where `--mission` or `--partner` names nothing that is known on the day."""
    for option, wanted, found, ids in (
        ("--mission", options.mission, programme.mission, [item.id for item in programme.missions]),
        (
            "--partner",
            getattr(options, "partner", None),
            programme.partner,
            [item.id for item in programme.partners],
        ),
    ):
        if wanted is not None and found(wanted) is None:
            from difflib import get_close_matches

            near = get_close_matches(wanted, ids, 1)
            line = _("{option}: there is no “{id}” on that day", option=option, id=wanted)
            raise Stop(WRONG_USE, line + (_("; did you mean “{name}”?", name=near[0]) if near else ""))


# ── the commands ────────────────────────────────────────────────────────────────────────────────


def _summary(options: argparse.Namespace) -> int:
    from viewer.report import render, sections
    from viewer.report.summary import summarise

    today = _today()
    programme, code = _seen(options, today)
    _known(programme, options)
    summary = summarise(programme, today, options.mission, options.partner)
    if options.format == "json":
        _write(options, render.json_text(summary))
    else:
        _write(options, render.DOCUMENTS[options.format](sections.document(summary)))
    return code


def _slips(options: argparse.Namespace) -> int:
    from viewer.report import render, slips

    today = _today()
    programme, code = _seen(options, today)
    _known(programme, options)
    ledger = slips.slips_of(programme, today, options.mission)
    if options.format == "json":
        _write(options, render.json_text(ledger))
    elif options.format == "csv":
        _write(options, slips.csv_text(ledger))
    else:
        _write(options, render.DOCUMENTS[options.format](slips.document(ledger)))
    return code


def _check(options: argparse.Namespace) -> int:
    from viewer.load.folder import load_programme

    folder = _folder(options)
    loaded = load_programme(folder)
    problems = [problem for problem in loaded.problems if not problem.hint]
    code = BAD_DATA if problems else DONE
    if options.hints and loaded.programme is not None:
        from viewer.load.hints import hints

        problems += hints(loaded.programme, folder)
    base = str(getattr(options, "dir", None) or options.data or os.path.relpath(folder))
    for problem in problems:
        print(problem.under(base))
    return code


def _diff(options: argparse.Namespace) -> int:
    """Both are seen from one day, so that only the data differ."""
    from viewer.load.versions import version
    from viewer.report import changes, render

    today = _today()
    day = _as_of(options) or today
    code, seen = DONE, []
    for name in (options.old, options.new):
        try:
            with version(name) as folder:
                loaded = _loaded(folder)
        except ValueError as error:
            raise Stop(WRONG_USE, str(error)) from None
        except RuntimeError as error:
            raise Stop(NOT_DONE, str(error)) from None
        assert loaded.programme is not None
        seen.append(loaded.programme.as_of(day))
        if any(not problem.hint for problem in loaded.problems):
            code = BAD_DATA
    told = changes.between_data(seen[0], seen[1], (options.old, options.new), today)
    _write(options, render.DOCUMENTS[options.format](told))
    return code


def _schema(options: argparse.Namespace) -> int:
    from viewer.load.schema import json_schema

    _write(options, json_schema())
    return DONE


def _view(options: argparse.Namespace) -> ViewState | None:
    """The view of `--view`, None without it."""
    if options.view is None:
        return None
    from viewer.state import ViewState

    try:
        return ViewState.from_text(options.view)
    except ValueError as error:
        raise Stop(WRONG_USE, f"--view: {error}") from None


def _export(options: argparse.Namespace) -> int:
    path, today, view = _new_file(options), _today(), _view(options)
    if view is not None:
        options.as_of = options.as_of or (view.as_of and view.as_of.isoformat())
    try:
        exporting.export_format(options)
        programme, code = _seen(options, today)
        from viewer.state import ViewState, home

        state = (view or ViewState(home(programme))).on(_as_of(options))
        exporting.export(options, path, programme, state, today, _folder(options))
    except ValueError as error:
        raise Stop(WRONG_USE, str(error)) from None
    except RuntimeError as error:
        raise Stop(NOT_DONE, str(error)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stop(NOT_DONE, _("“{name}” cannot be written: {reason}", name=path, reason=reason)) from None
    return code


def _print(options: argparse.Namespace) -> int:
    today, view = _today(), _view(options)
    if view is not None:
        options.as_of = options.as_of or (view.as_of and view.as_of.isoformat())
    try:
        printing.page_options(options)
        programme, code = _seen(options, today)
        from viewer.state import ViewState, home

        state = (view or ViewState(home(programme))).on(_as_of(options))
        exporting.ready_for_pictures()
        print(printing.print_programme(options, programme, state, today, _folder(options)))
    except ValueError as error:
        raise Stop(WRONG_USE, str(error)) from None
    except (RuntimeError, OSError) as error:
        raise Stop(NOT_DONE, str(error)) from None
    return code


def _import(options: argparse.Namespace) -> int:
    try:
        return DONE if exporting.import_programme(options, _today()) else BAD_DATA
    except ValueError as error:
        raise Stop(WRONG_USE, str(error)) from None
    except FileExistsError as error:
        raise Stop(WRONG_USE, f"“{error.filename}”: {error.strerror}") from None
    except OSError as error:
        raise Stop(NOT_DONE, f"“{error.filename}”: {error.strerror}") from None


def _open(options: argparse.Namespace) -> int:
    """The window at an address; an explicit --as-of beats the day that the address names."""
    from viewer.link import read_link
    from viewer.report.sentence import sentence_at
    from viewer.state import ViewState, home

    try:
        link = read_link(options.address)
    except ValueError as error:
        raise Stop(WRONG_USE, str(error)) from None
    day = _as_of(options) or link.as_of
    loaded = _loaded(_folder(options))
    assert loaded.programme is not None
    if link.address and not sentence_at(loaded.programme.as_of(day or _today()), link.address):
        raise Stop(
            WRONG_USE,
            _("there is nothing at {address} on {day}", address=link.address, day=day or _today()),
        )
    options.view = link.state(ViewState(home(loaded.programme))).on(day).to_text()
    options.as_of = None
    return _window(options)


def _window(options: argparse.Namespace) -> int:
    as_of, folder, view, today = _as_of(options), _folder(options), _view(options), _today()
    from viewer.preflight import problem_for_window

    problem = problem_for_window()
    if problem is not None:
        print(f"farside: {problem}", file=sys.stderr)
        options.mission = options.partner = options.output = None
        options.format, options.dir = "text", str(folder)
        _summary(options)
        return NOT_DONE
    from viewer.app.run import run

    return run(folder, as_of=as_of, view=view, lang=options.lang, today=today)
