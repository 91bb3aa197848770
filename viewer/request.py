"""What the options of a command mean: the day, the folder, the programme, the view, the file to write.

The one place that reads a clock.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.arguments import BAD_DATA, DONE, NOT_DONE, WRONG_USE, Stop, nearest_command
from viewer.i18n import _, ngettext_

if TYPE_CHECKING:
    from viewer.load.folder import Loaded
    from viewer.model.programme import Programme
    from viewer.state import ViewState


def today() -> date:
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


def as_of(options: argparse.Namespace) -> date | None:
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


def folder(options: argparse.Namespace) -> Path:
    """The folder of the programme: DIR, else --data, else the curated one."""
    given = getattr(options, "dir", None) or options.data
    if given is None:
        from viewer.resources import data_folder

        return data_folder()
    if not Path(given).is_dir():
        raise Stop(WRONG_USE, _("there is no folder “{name}”", name=given) + nearest_command(str(given)))
    return Path(given)


def loaded(folder: Path) -> Loaded:
    """The programme in `folder`; what was left out is told on standard error. Stop where nothing is left."""
    from viewer.load.cache import load_cached

    found = load_cached(folder)
    faults = [problem for problem in found.problems if not problem.hint]
    if found.programme is None:
        raise Stop(
            BAD_DATA,
            faults[0].under(str(folder)) if faults else _("there is no programme in “{name}”", name=folder),
        )
    if faults:
        words = ngettext_("{n} fault in the data", "{n} faults in the data", len(faults))
        if found.left_out:
            words = _("{words}; left out: {names}", words=words, names=", ".join(found.left_out))
        print(_("farside: {words} (farside check tells all)", words=words), file=sys.stderr)
    return found


def seen(options: argparse.Namespace, today: date) -> tuple[Programme, int]:
    """The programme as of the day asked for, and the exit code it leads to."""
    day = as_of(options) or today
    found = loaded(folder(options))
    assert found.programme is not None
    faulty = any(not problem.hint for problem in found.problems)
    return found.programme.as_of(day), BAD_DATA if faulty else DONE


def write(options: argparse.Namespace, words: str) -> None:
    """To the terminal, or whole to the file of -o: a half-written file never stands there."""
    if options.output is None:
        if sys.stdout is None:
            raise Stop(NOT_DONE, _("there is no standard output; -o FILE writes to a file"))
        sys.stdout.write(words)
        return
    path = new_file(options)
    from viewer.writing import write_whole

    try:
        write_whole(path, words.encode())
    except OSError as error:
        raise Stop(
            NOT_DONE, _("“{name}” cannot be written: {reason}", name=path, reason=error.strerror)
        ) from None


def new_file(options: argparse.Namespace) -> Path:
    """The file to write. Stop where it exists and --force was not given."""
    path = Path(options.output)
    if not options.force and (path.exists() or path.is_symlink()):
        raise Stop(WRONG_USE, _("“{name}” exists; --force writes over it", name=path))
    return path


def known(programme: Programme, options: argparse.Namespace) -> None:
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


def view(options: argparse.Namespace) -> ViewState | None:
    """The view of `--view`, None without it."""
    if options.view is None:
        return None
    from viewer.state import ViewState

    try:
        return ViewState.from_text(options.view)
    except ValueError as error:
        raise Stop(WRONG_USE, f"--view: {error}") from None
