"""The command line: `farside [DIR]` opens the window, `farside COMMAND` prints, checks or writes.

Words never import Qt. Exit codes: 0 done, 1 errors in the data, 2 wrong use, 3 could not be done (disk,
display, missing library). Errors are one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

from viewer import request
from viewer.arguments import BAD_DATA, DONE, NOT_DONE, WINDOW, WRONG_USE, Stop, read, speak
from viewer.i18n import _


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what `arguments` (default: those of the process) ask for; comes back with the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the terminal says: the words are not ASCII
            stream.reconfigure(encoding="utf-8", newline="")
    try:
        speak(given)
        options = read(given)
        code = RUN[options.command](options)
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


def _summary(options: argparse.Namespace) -> int:
    from viewer.report import render, sections
    from viewer.report.summary import summarise

    today = request.today()
    programme, code = request.seen(options, today)
    request.known(programme, options)
    summary = summarise(programme, today, options.mission, options.partner)
    if options.format == "json":
        request.write(options, render.json_text(summary))
    else:
        request.write(options, render.DOCUMENTS[options.format](sections.document(summary)))
    return code


def _slips(options: argparse.Namespace) -> int:
    from viewer.report import render, slips

    today = request.today()
    programme, code = request.seen(options, today)
    request.known(programme, options)
    ledger = slips.slips_of(programme, today, options.mission)
    if options.format == "json":
        request.write(options, render.json_text(ledger))
    elif options.format == "csv":
        request.write(options, slips.csv_text(ledger))
    else:
        request.write(options, render.DOCUMENTS[options.format](slips.document(ledger)))
    return code


def _check(options: argparse.Namespace) -> int:
    from viewer.load.folder import load_programme

    folder = request.folder(options)
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

    today = request.today()
    day = request.as_of(options) or today
    code, seen = DONE, []
    for name in (options.old, options.new):
        try:
            with version(name) as folder:
                loaded = request.loaded(folder)
        except ValueError as error:
            raise Stop(WRONG_USE, str(error)) from None
        except RuntimeError as error:
            raise Stop(NOT_DONE, str(error)) from None
        assert loaded.programme is not None
        seen.append(loaded.programme.as_of(day))
        if any(not problem.hint for problem in loaded.problems):
            code = BAD_DATA
    told = changes.between_data(seen[0], seen[1], (options.old, options.new), today)
    request.write(options, render.DOCUMENTS[options.format](told))
    return code


def _schema(options: argparse.Namespace) -> int:
    from viewer.load.schema import json_schema

    request.write(options, json_schema())
    return DONE


def _export(options: argparse.Namespace) -> int:
    from viewer import exporting

    path, today, view = request.new_file(options), request.today(), request.view(options)
    if view is not None:
        options.as_of = options.as_of or (view.as_of and view.as_of.isoformat())
    try:
        exporting.export_format(options)
        programme, code = request.seen(options, today)
        from viewer.state import ViewState, home

        state = (view or ViewState(home(programme))).on(request.as_of(options))
        exporting.export(options, path, programme, state, today, request.folder(options))
    except ValueError as error:
        raise Stop(WRONG_USE, str(error)) from None
    except RuntimeError as error:
        raise Stop(NOT_DONE, str(error)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stop(NOT_DONE, _("“{name}” cannot be written: {reason}", name=path, reason=reason)) from None
    return code


def _print(options: argparse.Namespace) -> int:
    from viewer import exporting, printing

    today, view = request.today(), request.view(options)
    if view is not None:
        options.as_of = options.as_of or (view.as_of and view.as_of.isoformat())
    try:
        printing.page_options(options)
        programme, code = request.seen(options, today)
        from viewer.state import ViewState, home

        state = (view or ViewState(home(programme))).on(request.as_of(options))
        exporting.ready_for_pictures()
        print(printing.print_programme(options, programme, state, today, request.folder(options)))
    except ValueError as error:
        raise Stop(WRONG_USE, str(error)) from None
    except (RuntimeError, OSError) as error:
        raise Stop(NOT_DONE, str(error)) from None
    return code


def _import(options: argparse.Namespace) -> int:
    from viewer import exporting

    try:
        return DONE if exporting.import_programme(options, request.today()) else BAD_DATA
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
    day = request.as_of(options) or link.as_of
    loaded = request.loaded(request.folder(options))
    assert loaded.programme is not None
    if link.address and not sentence_at(loaded.programme.as_of(day or request.today()), link.address):
        raise Stop(
            WRONG_USE,
            _("there is nothing at {address} on {day}", address=link.address, day=day or request.today()),
        )
    options.view = link.state(ViewState(home(loaded.programme))).on(day).to_text()
    options.as_of = None
    return _window(options)


BEFORE_QT = (
    "viewer.load.cache",
    "viewer.load.rows",
    "viewer.model.as_of",
    "viewer.query.filter",
    "viewer.theme",
    "viewer.timeline.scene_builder",
    "viewer.timeline.legend",
    "viewer.timeline.overview",
    "viewer.timeline.scene_transition",
    "viewer.timeline.dependencies",
    "viewer.timeline.keyboard_navigation",
)
"""What the window needs and Qt does not; PySide6 reads the source of each module that is imported after it."""


def get_ready(folder: Path) -> None:
    """All that comes before Qt, unless a picture of `folder` may be there to be shown first. There are no
    collections until the first frame, which `MainController.settle` hears of: what is made until then stays."""
    import gc
    from importlib import import_module

    from viewer.app.first_picture import may_be

    gc.disable()
    if not may_be(folder):
        for name in BEFORE_QT:
            import_module(name)


def _window(options: argparse.Namespace) -> int:
    as_of, folder, view, today = (
        request.as_of(options),
        request.folder(options),
        request.view(options),
        request.today(),
    )
    from viewer.preflight import problem_for_window

    problem = problem_for_window()
    if problem is not None:
        print(f"farside: {problem}", file=sys.stderr)
        options.mission = options.partner = options.output = None
        options.format, options.dir = "text", str(folder)
        _summary(options)
        return NOT_DONE
    get_ready(folder)
    from viewer.app.main import run

    return run(folder, as_of=as_of, view=view, lang=options.lang, today=today)


RUN: Mapping[str, Callable[[argparse.Namespace], int]] = {
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
