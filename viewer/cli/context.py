"""What a command works with: the options, the streams, the day, the view, and the programme they name.

The only module that reads a clock.
"""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from viewer.caching import cached_property
from viewer.cli.parser import BAD_DATA, FAILED, OK, WRONG_USE, CommandError, did_you_mean
from viewer.i18n import _, ngettext_

if TYPE_CHECKING:
    from viewer.load.loader import LoadResult
    from viewer.model.programme import Programme
    from viewer.state import ViewState


class Context(Struct, frozen=True, dict=True, eq=False):
    """The options of one command and the streams it writes to; every value is read when it is first asked for.

    A value that is wrong raises CommandError.
    """

    options: argparse.Namespace
    out: TextIO | None  # None when standard output is closed
    err: TextIO | None

    @cached_property
    def today(self) -> date:
        """The day of the clock; FARSIDE_TODAY (YYYY-MM-DD) replaces it."""
        text = os.environ.get("FARSIDE_TODAY")
        if not text:
            return date.today()
        try:
            return date.fromisoformat(text)
        except ValueError:
            line = _("FARSIDE_TODAY wants a day such as 2026-11-22, not “{text}”", text=text)
            raise CommandError(WRONG_USE, line) from None

    @cached_property
    def as_of(self) -> date | None:
        """The day of `--as-of`; None without it."""
        return _day(str(self.options.as_of)) if self.options.as_of is not None else None

    @cached_property
    def view(self) -> ViewState | None:
        """The state of `--view`; None without it."""
        text = getattr(self.options, "view", None)
        if text is None:
            return None
        from viewer.state import ViewState

        try:
            return ViewState.from_text(text)
        except ValueError as error:
            raise CommandError(WRONG_USE, f"--view: {error}") from None

    @cached_property
    def folder(self) -> Path:
        """The folder of the programme: DIR, else `--data`, else the one that is shipped."""
        name = getattr(self.options, "dir", None) or self.options.data
        if name is None:
            from viewer.resources import data_folder

            return data_folder()
        if not Path(name).is_dir():
            raise CommandError(WRONG_USE, _("there is no folder “{name}”", name=name) + did_you_mean(str(name)))
        return Path(name)

    @cached_property
    def output_file(self) -> Path:
        """The file to write. CommandError where it exists and `--force` was not given."""
        path = Path(self.options.output)
        if not self.options.force and (path.exists() or path.is_symlink()):
            raise CommandError(WRONG_USE, _("“{name}” exists; --force writes over it", name=path))
        return path

    def load(self, folder: Path) -> LoadResult:
        """Read the programme in `folder`; one line on standard error counts its faults.

        CommandError where no programme is left.
        """
        from viewer.load.cache import load_cached

        result = load_cached(folder)
        faults = [problem for problem in result.diagnostics if not problem.hint]
        if result.programme is None:
            nothing = _("there is no programme in “{name}”", name=folder)
            raise CommandError(BAD_DATA, faults[0].under(str(folder)) if faults else nothing)
        if faults:
            words = ngettext_("{n} fault in the data", "{n} faults in the data", len(faults))
            if result.left_out:
                words = _("{words}; left out: {names}", words=words, names=", ".join(result.left_out))
            print(_("farside: {words} (farside check tells all)", words=words), file=self.err)
        return result

    def snapshot(self, day: date | None, folder: Path | None = None) -> tuple[Programme, int]:
        """The programme in `folder` (None: that of the options) as known on `day` (None: today).

        Also the exit code that its faults lead to.
        """
        result = self.load(folder or self.folder)
        assert result.programme is not None
        faulty = any(not problem.hint for problem in result.diagnostics)
        return result.programme.as_of(day or self.today), BAD_DATA if faulty else OK

    def check_names(self, programme: Programme) -> None:
        """CommandError where `--mission` or `--partner` names nothing that is known on the day."""
        missions = [mission.id for mission in programme.missions]
        partners = [partner.id for partner in programme.partners]
        for option, known in (("mission", missions), ("partner", partners)):
            id = getattr(self.options, option, None)
            if id is not None and id not in known:
                from difflib import get_close_matches

                line = _("{option}: there is no “{id}” on that day", option=f"--{option}", id=id)
                matches = get_close_matches(id, known, 1)
                cure = _("; did you mean “{name}”?", name=matches[0]) if matches else ""
                raise CommandError(WRONG_USE, line + cure)

    def write(self, text: str) -> None:
        """Write `text` to standard output, or whole to the file of `--output`."""
        if self.options.output is None:
            self.print(text)
            return
        path = self.output_file
        from viewer.atomic_write import write_atomic

        try:
            write_atomic(path, text.encode())
        except OSError as error:
            raise cannot_write(path, error) from None

    def print(self, text: str) -> None:
        """Write `text` to standard output. CommandError where it is closed."""
        if self.out is None:
            raise CommandError(FAILED, _("there is no standard output; -o FILE writes to a file"))
        self.out.write(text)

    def warn(self, line: str) -> None:
        """Write one line to standard error."""
        print(f"farside: {line}", file=self.err)


def _day(text: str) -> date:
    """The day of `--as-of`. CommandError for anything but one certain day."""
    from viewer.model.calendar import date_of
    from viewer.model.edtf import parse
    from viewer.model.edtf_date import EdtfError, Precision

    try:
        when = parse(text)
    except EdtfError as error:
        cure = f"; {error.cure}" if error.cure else ""
        raise CommandError(WRONG_USE, f"--as-of: {error}{cure}") from None
    if not when.is_plain or when.precision is not Precision.DAY:
        raise CommandError(WRONG_USE, _("--as-of wants a day such as 2024-06-27, not “{text}”", text=text))
    return date_of(when.core_earliest)


def cannot_write(path: Path, error: OSError) -> CommandError:
    """The error of a file that cannot be written."""
    reason = error.strerror or str(error)
    return CommandError(FAILED, _("“{name}” cannot be written: {reason}", name=path, reason=reason))
