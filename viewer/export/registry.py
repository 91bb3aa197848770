"""The table of export formats, which the command line and the export dialog read.

A new format is one module with a function `write`, and one row of FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.atomic_write import write_atomic
from viewer.i18n import N_, _, in_language
from viewer.progress import ProgressCallback, ignore_progress, part_of

if TYPE_CHECKING:
    from viewer.export_request import ExportedFile, ExportRequest

Write = Callable[["ExportRequest", ProgressCallback], "ExportedFile"]


class ExportFormat(Struct, frozen=True, eq=False):
    """A format that a programme can be exported to."""

    id: str
    suffix: str  # without the dot; of several formats with one suffix, a file name means the first
    title: str  # for the dialog; a message to translate
    write: Write
    needs_qt: bool = False  # whether `write` needs an application object, because it measures or draws text
    options: tuple[str, ...] = ()  # the fields of ExportRequest that only this format and few others use


def _lazy(module: str, function: str = "write") -> Write:
    """The function of a module of `viewer`, which is imported when it is called: most formats are never asked for."""

    def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
        result: ExportedFile = getattr(import_module(f"viewer.{module}"), function)(request, progress)
        return result

    return write


_PICTURE = ("theme", "width")
FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat("svg", "svg", N_("Picture, SVG"), _lazy("export.pictures", "write_svg"), True, _PICTURE),
    ExportFormat("png", "png", N_("Picture, PNG"), _lazy("export.pictures", "write_png"), True, (*_PICTURE, "scale")),
    ExportFormat("pdf", "pdf", N_("Pages, PDF"), _lazy("printing.pdf"), True, ("pages",)),
    ExportFormat("html", "html", N_("Web page, HTML"), _lazy("export.html"), True, ("width",)),
    ExportFormat("ics", "ics", N_("Calendar, iCalendar"), _lazy("export.ics")),
    ExportFormat("csv", "csv", N_("Table, CSV"), _lazy("export.csv"), options=("table",)),
    ExportFormat("json", "json", N_("Data, JSON"), _lazy("export.json")),
    ExportFormat("timelinejs", "json", N_("TimelineJS, JSON"), _lazy("export.timelinejs")),
)
SUFFIXES = tuple(dict.fromkeys(file_format.suffix for file_format in FORMATS))  # every suffix once


def format_by_id(id: str) -> ExportFormat:
    """The format with that id. KeyError for another id."""
    return {file_format.id: file_format for file_format in FORMATS}[id]


def format_of_file(path: Path) -> ExportFormat:
    """The first format with the suffix of `path`. ValueError, with the suffixes that there are, for another."""
    for file_format in FORMATS:
        if path.suffix.lower() == f".{file_format.suffix}":
            return file_format
    suffixes = ", ".join(f".{suffix}" for suffix in SUFFIXES)
    raise ValueError(_("“{name}”: the file must end in one of {suffixes}", name=path, suffixes=suffixes))


def suffixes_with_option(option: str) -> tuple[str, ...]:
    """The suffixes, with their dots, of the formats that read a field of ExportRequest."""
    return tuple(dict.fromkeys(f".{file_format.suffix}" for file_format in FORMATS if option in file_format.options))


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
    path: Path, request: ExportRequest, file_format: ExportFormat, progress: ProgressCallback = ignore_progress
) -> tuple[str, ...]:
    """Write the file, whole or not at all; returns a sentence for each thing that the format cannot hold.

    OSError where it cannot be written; also the errors of `export`.
    """
    exported = export(request, file_format, part_of(progress, 0.0, 0.98))
    progress(0.98)
    write_atomic(path, exported.data)
    return exported.warnings
