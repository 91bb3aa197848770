"""Exports, prints and previews of what the window shows, each as a background task with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressBar, QProgressDialog, QWidget

from viewer.app.main_window import AppContext
from viewer.export.registry import FORMATS, ExportFormat, export_file, format_by_id, format_of_file
from viewer.export_request import ExportRequest
from viewer.i18n import _
from viewer.page_options import PageOptions
from viewer.progress import ProgressCallback
from viewer.widgets.background_task import BackgroundTask

if TYPE_CHECKING:
    from viewer.printing.images import PageImages
    from viewer.widgets.print_preview import PrintPreview

Result = TypeVar("Result")
PROGRESS_DELAY_MS = 500  # work that takes longer shows its progress


class ExportController:
    """Runs the commands Export, Export PDF, Print and Print preview."""

    def __init__(self, context: AppContext) -> None:
        self._window, self._store, self._show_message = context.window, context.store, context.show_message
        self._folder, self._theme = context.folder, context.theme
        self.options = PageOptions()  # the page options that were used last
        self.task = BackgroundTask(self._window)  # writes files and prints

    def _request(self, options: PageOptions | None = None) -> ExportRequest:
        store, pages = self._store, options or self.options
        return ExportRequest(store.programme, store.state, store.today, self._folder(), self._theme(), pages=pages)

    def ask_export(self) -> None:
        """Ask for a file and its format, and write it. A suffix that belongs to a format takes precedence."""
        formats = {f"{_(form.title)} (*.{form.suffix})": form for form in FORMATS}
        default = next(text for text, form in formats.items() if form.id == "png")
        path, text = self._ask_file(_("Export"), "png", (";;".join(formats), default))
        if path is not None:
            self.export(*_with_format(path, formats.get(text, formats[default])))

    def ask_pdf(self, options: PageOptions | None = None, parent: QWidget | None = None) -> None:
        """Ask for a file, and write the pages there as PDF."""
        path, _filter = self._ask_file(_("Export PDF"), "pdf", (_("PDF (*.pdf)"), ""), parent)
        if path is not None:
            self.export_pdf(path if path.suffix else path.with_suffix(".pdf"), options, parent)

    def _ask_file(
        self, title: str, suffix: str, filters: tuple[str, str], parent: QWidget | None = None
    ) -> tuple[Path | None, str]:
        """The file and the filter that the user chooses among `filters`: all of them, and the first choice."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or "."
        day = self._store.state.as_of or self._store.today
        proposal = str(Path(folder, f"farside-{day.isoformat()}.{suffix}"))
        name, text = QFileDialog.getSaveFileName(parent or self._window, title, proposal, *filters)
        return Path(name) if name else None, text

    def export_pdf(self, path: Path, options: PageOptions | None = None, parent: QWidget | None = None) -> None:
        job = _Job(self.task, _("Export PDF"), str(path), parent or self._window)
        self._export(job, format_by_id("pdf"), self._request(options))

    def export(self, path: Path, file_format: ExportFormat) -> None:
        """Write what is shown to `path`; a box lists what the format cannot hold."""
        self._export(_Job(self.task, _("Export"), str(path), self._window), file_format, self._request())

    def _export(self, job: _Job, file_format: ExportFormat, request: ExportRequest) -> None:
        def on_result(warnings: tuple[str, ...]) -> None:
            self._show_message(_("Written: {path}", path=job.target))
            if warnings:
                QMessageBox.information(self._window, job.title, "\n\n".join(warnings))

        self._run(job, lambda progress: export_file(Path(job.target), request, file_format, progress), on_result)

    def preview(self, focus: str = "") -> None:
        """Show the pages as they will be printed. `focus` "print": the Print button has the focus."""
        dialog = self.create_preview()
        if focus == "print":
            dialog.print_button.setFocus()
        dialog.exec()
        dialog.deleteLater()

    def create_preview(self) -> PrintPreview:
        """The preview dialog, which works without a printer; its pages are laid out in the background."""
        from viewer.printing.printer import printer_names
        from viewer.widgets.print_preview import PrintPreview

        dialog = PrintPreview(self.options, printer_names(), self._window)
        dialog.options_requested.connect(lambda options: self._lay_out(dialog, options))
        dialog.pdf_requested.connect(lambda options: self.ask_pdf(options, dialog))
        dialog.print_requested.connect(lambda name, options: self._print(dialog, name, options))
        dialog.finished.connect(lambda _code: dialog.task.cancel())
        self._lay_out(dialog, self.options)
        return dialog

    def _lay_out(self, dialog: PrintPreview, options: PageOptions) -> None:
        """Lay the pages out for other options. The earlier pages stay until then, or if that is cancelled."""
        from viewer.printing.images import page_images

        request = self._request(options)

        def on_result(pages: PageImages) -> None:
            self.options = options
            dialog.show_pages(pages)

        job = _Job(dialog.task, _("Print preview"), "", dialog)
        self._run(job, lambda progress: page_images(request, progress), on_result)

    def _print(self, dialog: PrintPreview, printer: str, options: PageOptions) -> None:
        from viewer.printing.printer import print_document, printer_for

        request = self._request(options)
        self.options = options

        def on_result(_count: int) -> None:
            self._show_message(_("Sent to {printer}", printer=printer))
            dialog.accept()

        job = _Job(self.task, _("Print"), printer, dialog)
        self._run(job, lambda progress: print_document(printer_for(printer, request), request, progress), on_result)

    def _run(self, job: _Job, work: Callable[[ProgressCallback], Result], on_result: Callable[[Result], None]) -> None:
        """Run `work` in the background, after cancelling earlier work of its task, with a progress dialog.

        A message box names an error.
        """

        def deliver(result: Result) -> None:
            progress_dialog.finish()
            on_result(result)

        def on_error(error: Exception) -> None:
            progress_dialog.finish()
            if not isinstance(error, (OSError, ValueError)):
                raise error
            reason = getattr(error, "strerror", None) or str(error)
            words = _("{path} was not written: {reason}.", path=job.target, reason=reason)
            QMessageBox.warning(job.parent, job.title, words)

        job.task.run(work, deliver, on_error, title=job.title)
        progress_dialog = _ProgressDialog(job)
        progress_dialog.canceled.connect(job.task.cancel)
        progress_dialog.canceled.connect(lambda: self._show_message(_("Stopped; nothing was written.")))


class _Job(Struct, frozen=True, eq=False):
    """Work of a task, and what the user reads about it: its title, what it writes to, the window it belongs to."""

    task: BackgroundTask
    title: str
    target: str
    parent: QWidget


class _ProgressDialog(QProgressDialog):
    """The progress of a job that has been started, shown if it takes a while."""

    def __init__(self, job: _Job) -> None:
        super().__init__(job.title, _("Cancel"), 0, 100, job.parent)
        # The bar is set directly: `QProgressDialog.setValue` would run the event loop.
        self._bar = QProgressBar(self, minimum=0, maximum=100, value=0)
        self.setBar(self._bar)
        self.setWindowTitle(job.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(PROGRESS_DELAY_MS)
        self._is_finished = False
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        job.task.progressed.connect(self._on_progress)
        job.task.started.connect(self.finish)  # for another job, which replaces this one
        job.task.ended.connect(self.finish)

    def _on_progress(self, share: float) -> None:
        self._bar.setValue(round(100 * share))

    def finish(self) -> None:
        """Close the dialog for good."""
        if not self._is_finished:
            self._is_finished = True
            QGuiApplication.restoreOverrideCursor()
            self.hide()
            self.deleteLater()


def _with_format(path: Path, file_format: ExportFormat) -> tuple[Path, ExportFormat]:
    """The path with a suffix, and the format to write: that of another suffix takes precedence."""
    if not path.suffix:
        return path.with_suffix(f".{file_format.suffix}"), file_format
    if path.suffix.lower() != f".{file_format.suffix}":
        with suppress(ValueError):
            file_format = format_of_file(path)
    return path, file_format
