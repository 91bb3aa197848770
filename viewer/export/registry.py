"""The table of export formats, which the command line and the export dialog read.

A new format is one module with a function `write`, and one row of FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.i18n import N_, _, in_language
from viewer.progress import ProgressCallback, ignore_progress, part_of
from viewer.writing import write_whole

if TYPE_CHECKING:
    from viewer.export_request import ExportedFile, ExportRequest


class ExportFormat(Struct, frozen=True, eq=False):
    """A format that a programme can be exported to."""

    id: str
    suffix: str
    """Without the dot. Of several formats with one suffix, a file name means the first."""
    title: str
    """For the dialog; a message to translate."""
    needs_qt: bool
    """Whether `write` needs an application object, because it measures or draws text."""
    options: frozenset[str]
    """The fields of ExportRequest that only some formats have, and this one does."""
    write: Callable[[ExportRequest, ProgressCallback], ExportedFile]


def _svg(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.pictures import write_svg

    return write_svg(request, progress)


def _png(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.pictures import write_png

    return write_png(request, progress)


def _pdf(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export_request import ExportedFile
    from viewer.printing.pdf import pdf_bytes

    return ExportedFile(pdf_bytes(request, progress))


def _html(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.html import write

    return write(request, progress)


def _ics(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.ics import write

    return write(request, progress)


def _csv(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.csv import write

    return write(request, progress)


def _json(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.json import write

    return write(request, progress)


def _timelinejs(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    from viewer.export.timelinejs import write

    return write(request, progress)


_NONE: frozenset[str] = frozenset()
FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat("svg", "svg", N_("Picture, SVG"), True, frozenset({"theme", "width"}), _svg),
    ExportFormat("png", "png", N_("Picture, PNG"), True, frozenset({"theme", "width", "scale"}), _png),
    ExportFormat("pdf", "pdf", N_("Pages, PDF"), True, frozenset({"pages"}), _pdf),
    ExportFormat("html", "html", N_("Web page, HTML"), True, frozenset({"width"}), _html),
    ExportFormat("ics", "ics", N_("Calendar, iCalendar"), False, _NONE, _ics),
    ExportFormat("csv", "csv", N_("Table, CSV"), False, frozenset({"table"}), _csv),
    ExportFormat("json", "json", N_("Data, JSON"), False, _NONE, _json),
    ExportFormat("timelinejs", "json", N_("TimelineJS, JSON"), False, _NONE, _timelinejs),
)
SUFFIXES: tuple[str, ...] = tuple(dict.fromkeys(file_format.suffix for file_format in FORMATS))
"""Every suffix once."""


def format_by_id(id: str) -> ExportFormat:
    """The format with that id. KeyError for another id."""
    for file_format in FORMATS:
        if file_format.id == id:
            return file_format
    raise KeyError(id)


def format_of_file(path: Path) -> ExportFormat:
    """The first format with the suffix of `path`. ValueError, with the suffixes that there are, for another."""
    suffix = path.suffix.lower().removeprefix(".")
    for file_format in FORMATS:
        if file_format.suffix == suffix:
            return file_format
    suffixes = ", ".join(f".{suffix}" for suffix in SUFFIXES)
    raise ValueError(_("“{name}”: the file must end in one of {suffixes}", name=path, suffixes=suffixes))


def suffixes_with_option(option: str) -> tuple[str, ...]:
    """The suffixes, with their dots, of the formats that read a field of ExportRequest."""
    return tuple(
        dict.fromkeys(f".{file_format.suffix}" for file_format in FORMATS if option in file_format.options)
    )


def export(
    request: ExportRequest, file_format: ExportFormat, progress: ProgressCallback = ignore_progress
) -> ExportedFile:
    """The contents of the file that the request asks for.

    Equal requests give equal bytes, in every process and time zone. ValueError for a picture that is too large,
    KeyError for an unknown table.
    """
    with in_language(request.language):
        return file_format.write(request, progress)


def export_file(
    path: Path,
    request: ExportRequest,
    file_format: ExportFormat,
    progress: ProgressCallback = ignore_progress,
) -> tuple[str, ...]:
    """Write the file, whole or not at all; returns a sentence for each thing that the format cannot hold.

    OSError where it cannot be written; also the errors of `export`.
    """
    exported = export(request, file_format, part_of(progress, 0.0, 0.98))
    progress(0.98)
    write_whole(path, exported.data)
    return exported.warnings
