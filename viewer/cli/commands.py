"""What each command does. Exit codes are those of `parser`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.cli.context import Context, cannot_write
from viewer.cli.parser import BAD_DATA, FAILED, OK, WINDOW, WRONG_USE, CommandError, parse_arguments
from viewer.i18n import _, ngettext_

if TYPE_CHECKING:
    from viewer.state import ViewState


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (default: those of the process) name; returns the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # texts are not ASCII, whatever encoding the terminal has
            stream.reconfigure(encoding="utf-8", newline="")
    try:
        options = parse_arguments(arguments)
        code = COMMANDS[options.command](Context(options, sys.stdout, sys.stderr))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except CommandError as error:
        print(f"farside: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:  # the reader of our output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"farside: {': '.join(filter(None, (error.filename, error.strerror)))}", file=sys.stderr)
        return FAILED


@contextmanager
def _as_command_errors() -> Iterator[None]:
    """Turn ValueError (wrong arguments) and RuntimeError (impossible here) into CommandError."""
    try:
        yield
    except ValueError as error:
        raise CommandError(WRONG_USE, str(error)) from None
    except RuntimeError as error:
        raise CommandError(FAILED, str(error)) from None


def _summary(context: Context) -> int:
    from viewer.report.document import DOCUMENT_FORMATS, json_text
    from viewer.report.summary import summarise, summary_document

    options = context.options
    programme, code = context.snapshot(context.as_of)
    context.check_names(programme)
    summary = summarise(programme, context.today, options.mission, options.partner)
    is_json = options.format == "json"
    context.write(json_text(summary) if is_json else DOCUMENT_FORMATS[options.format](summary_document(summary)))
    return code


def _slips(context: Context) -> int:
    from viewer.report.document import DOCUMENT_FORMATS, json_text
    from viewer.report.slip_report import slip_csv, slip_document, slip_report

    options = context.options
    programme, code = context.snapshot(context.as_of)
    context.check_names(programme)
    report = slip_report(programme, context.today, options.mission)
    if options.format == "json":
        context.write(json_text(report))
    elif options.format == "csv":
        context.write(slip_csv(report.slips, report.sources))
    else:
        context.write(DOCUMENT_FORMATS[options.format](slip_document(report)))
    return code


def _check(context: Context) -> int:
    from viewer.load.lint import load_with_hints
    from viewer.load.loader import load_programme

    folder, options = context.folder, context.options
    result = load_with_hints(folder) if options.hints else load_programme(folder)
    base = str(options.dir or options.data or os.path.relpath(folder))
    for diagnostic in result.diagnostics:
        print(diagnostic.under(base), file=context.out)
    return OK if all(diagnostic.hint for diagnostic in result.diagnostics) else BAD_DATA


def _diff(context: Context) -> int:
    """Compare two versions of the data, both as known on one day, so that only the data differ."""
    from viewer.load.files import folder_of_version
    from viewer.report.diff import diff_between_versions
    from viewer.report.document import DOCUMENT_FORMATS

    options, today = context.options, context.today
    codes, snapshots = [], []
    for name in (options.old, options.new):
        with _as_command_errors(), folder_of_version(name) as folder:
            programme, code = context.snapshot(context.as_of, folder)
        snapshots.append(programme)
        codes.append(code)
    document = diff_between_versions(snapshots[0], snapshots[1], (options.old, options.new), today)
    context.write(DOCUMENT_FORMATS[options.format](document))
    return max(codes)


def _schema(context: Context) -> int:
    from viewer.load.schema import json_schema

    context.write(json_schema())
    return OK


def _export(context: Context) -> int:
    from viewer.cli.export import export_programme

    path = context.output_file
    try:
        with _as_command_errors():
            return export_programme(context, path)
    except OSError as error:
        raise cannot_write(path, error) from None


def _print(context: Context) -> int:
    from viewer.cli.export import print_programme

    try:
        with _as_command_errors():
            return print_programme(context)
    except OSError as error:
        raise CommandError(FAILED, str(error)) from None


def _import(context: Context) -> int:
    """Write the programme of a foreign file into a new folder; BAD_DATA where some of its rows were wrong."""
    from viewer.load.importers.import_programme import import_file

    options = context.options
    try:
        with _as_command_errors():
            result = import_file(Path(options.file), Path(options.dir), context.today)
    except FileExistsError as error:
        raise CommandError(WRONG_USE, f"“{error.filename}”: {error.strerror}") from None
    except OSError as error:
        raise CommandError(FAILED, f"“{error.filename}”: {error.strerror}") from None
    for fault in result.faults:
        print(fault.under(options.file), file=context.err)
    for note in result.notes:
        context.warn(note)
    if result.events:
        words = ngettext_("{n} event in {folder}", "{n} events in {folder}", result.events, folder=options.dir)
        print(words, file=context.out)
    return BAD_DATA if result.faults else OK


def _window(context: Context) -> int:
    return _open_window(context, context.as_of, context.folder, context.view)


def _open(context: Context) -> int:
    """Open the window at an address; an explicit `--as-of` takes precedence over the day in the address."""
    from viewer.link import read_link
    from viewer.report.sentences import sentence_at
    from viewer.state import ViewState, home

    with _as_command_errors():
        link = read_link(context.options.address)
    day = context.as_of or link.as_of
    result = context.load(context.folder)
    assert result.programme is not None
    if link.address and not sentence_at(result.programme.as_of(day or context.today), link.address):
        line = _("there is nothing at {address} on {day}", address=link.address, day=day or context.today)
        raise CommandError(WRONG_USE, line)
    view = link.state(ViewState(home(result.programme))).on(day)
    return _open_window(context, None, context.folder, view)


def _open_window(context: Context, as_of: date | None, folder: Path, view: ViewState | None) -> int:
    """Run the window until it is closed; where there is no display, print the summary instead."""
    today = context.today
    from viewer.cli.pyside_import import import_pyside
    from viewer.preflight import problem_for_window

    problem = problem_for_window()
    if problem is not None:
        from viewer.report.document import to_text
        from viewer.report.summary import summarise, summary_document

        context.warn(problem)
        programme, _code = context.snapshot(as_of)
        context.print(to_text(summary_document(summarise(programme, today))))
        return FAILED
    import_pyside()
    from viewer.app.main_controller import run

    return run(folder, as_of=as_of, view=view, lang=context.options.lang, today=today)


COMMANDS: Mapping[str, Callable[[Context], int]] = {
    "summary": _summary,
    "slips": _slips,
    "check": _check,
    "diff": _diff,
    "export": _export,
    "print": _print,
    "import": _import,
    "open": _open,
    "schema": _schema,
    WINDOW: _window,
}
"""What runs each command, by its name."""
