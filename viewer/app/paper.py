"""Paper from the window: preview, print, PDF. Everything is asked of the one set of pages in `viewer.output`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from viewer import __version__
from viewer.app.store import Store
from viewer.i18n import N_, _, language
from viewer.page_options import PageOptions
from viewer.theme import LIGHT, Theme

if TYPE_CHECKING:
    from viewer.printing.printer import Progress
    from viewer.widgets.print_preview import PrintPreview

FILES: tuple[tuple[str, str, str], ...] = (
    ("png", "png", N_("Picture, PNG")),
    ("svg", "svg", N_("Picture, SVG")),
    ("pdf", "pdf", N_("Pages, PDF")),
    ("html", "html", N_("Web page, HTML")),
    ("csv", "csv", N_("Table, CSV")),
    ("json", "json", N_("Data, JSON")),
    ("ics", "ics", N_("Calendar, iCalendar")),
    ("timelinejs", "json", N_("TimelineJS, JSON")),
)
"""Format, suffix and name of what can be exported; of two with one suffix the first is meant by it."""
PROGRESS_MS = 500
"""What takes longer shows its progress, and can be stopped."""


class Paper:
    """What leaves the window as pages. `told(text)` puts a line where the user sees it.

    `folder()` is where the data were read from: a PDF takes them along.
    """

    def __init__(
        self,
        window: QWidget,
        store: Store,
        told: Callable[[str], None],
        folder: Callable[[], Path] | None = None,
        theme: Callable[[], Theme] = lambda: LIGHT,
    ) -> None:
        self._window, self._store, self._told, self._folder = window, store, told, folder
        self._theme = theme
        self.options = PageOptions()
        """Those chosen last."""

    # ── PDF ─────────────────────────────────────────────────────────────────────────────────────

    def ask_pdf(self, options: PageOptions | None = None, parent: QWidget | None = None) -> None:
        """Ask where to, and write the PDF there. The dialog asks before it replaces a file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = self._store.view.as_of or self._store.today
        proposal = Path(folder or ".") / f"farside-{day.isoformat()}.pdf"
        chosen, _filter = QFileDialog.getSaveFileName(
            parent or self._window, _("Export PDF"), str(proposal), _("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.export_pdf(path if path.suffix else path.with_suffix(".pdf"), options, parent)

    def export_pdf(
        self, path: Path, options: PageOptions | None = None, parent: QWidget | None = None
    ) -> None:
        """Write the pages to `path`, whole or not at all; what went wrong is told in a box."""
        from viewer.printing.pdf import export_pdf

        store, asker = self._store, parent or self._window
        with self._busy(_("Export PDF"), asker, str(path)) as progress:
            export_pdf(
                store.programme,
                store.view,
                path,
                today=store.today,
                lang=language(),
                version=__version__,
                progress=progress,
                options=options or self.options,
                folder=self._folder() if self._folder else None,
            )
            self._told(_("Written: {path}", path=str(path)))

    # ── files ───────────────────────────────────────────────────────────────────────────────────

    def ask_export(self) -> None:
        """Ask where to and as what; the suffix says the format, TimelineJS apart."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = self._store.view.as_of or self._store.today
        names = {f"{_(title)} (*.{suffix})": (form, suffix) for form, suffix, title in FILES}
        proposal = Path(folder or ".") / f"farside-{day.isoformat()}.{FILES[0][1]}"
        chosen, name = QFileDialog.getSaveFileName(self._window, _("Export"), str(proposal), ";;".join(names))
        if chosen:
            path, (form, suffix) = Path(chosen), names.get(name, FILES[0][:2])
            known = {other: kind for kind, other, _title in reversed(FILES)}
            ending = path.suffix.lower().removeprefix(".")
            if form != "timelinejs" and ending in known:
                form = known[ending]
            self.export(path if path.suffix else path.with_suffix(f".{suffix}"), form)

    def export(self, path: Path, form: str) -> None:
        """Write what is seen to `path` in that format, whole or not at all; tell what the format could not hold."""
        from viewer.printing.export import export_file

        store = self._store
        with self._busy(_("Export"), self._window, str(path)) as progress:
            lost = export_file(
                path,
                form,
                store.programme,
                store.view,
                store.today,
                self._theme(),
                folder=self._folder() if self._folder else None,
                pages=self.options,
                progress=progress,
            )
            self._told(_("Written: {path}", path=str(path)))
            if lost:
                QMessageBox.information(self._window, _("Export"), "\n\n".join(lost))

    # ── print ───────────────────────────────────────────────────────────────────────────────────

    def print(self) -> None:
        """The preview, the keys on its printers."""
        dialog = self.make_preview()
        dialog.print_button.setFocus()
        dialog.exec()
        dialog.deleteLater()

    def preview(self) -> None:
        """Show the pages as they will be printed; works without any printer."""
        dialog = self.make_preview()
        dialog.exec()
        dialog.deleteLater()

    def make_preview(self) -> PrintPreview:
        """The dialog with its pages, its wishes connected."""
        from viewer.printing.printer import printer_names
        from viewer.widgets.print_preview import PrintPreview

        dialog = PrintPreview(self.options, printer_names(), self._window)
        dialog.options_requested.connect(lambda options: self._show(dialog, options))
        dialog.pdf_requested.connect(lambda options: self.ask_pdf(options, dialog))
        dialog.print_requested.connect(lambda name, options: self._print(dialog, name, options))
        self._show(dialog, self.options)
        return dialog

    def _show(self, dialog: PrintPreview, options: PageOptions) -> None:
        """Lay the pages out for other options; stopped half-way, the sheets before stay."""
        from viewer.printing.document import Pages
        from viewer.printing.page_images import PageImages

        store, area = self._store, options.area_px
        asker = dialog if dialog.isVisible() else self._window
        with self._busy(_("Print preview"), asker, "") as progress:
            pages = Pages(
                store.programme, store.view, store.today, *area, options, self._data(), __version__, progress
            )
            dialog.show_sheets(PageImages(pages, options))
            self.options = options

    def _data(self) -> str:
        from viewer.load.fingerprint import data_hash

        return data_hash(self._folder()) if self._folder else ""

    def _print(self, dialog: PrintPreview, name: str, options: PageOptions) -> None:
        from viewer.printing.printer import print_pages, printer_for

        store, title = self._store, self._store.whole.head.title(language())
        self.options = options
        with self._busy(_("Print"), dialog, name) as progress:
            print_pages(
                printer_for(name, options, title),
                store.programme,
                store.view,
                today=store.today,
                lang=language(),
                progress=progress,
                options=options,
                data=self._data(),
                version=__version__,
            )
            self._told(_("Sent to {printer}", printer=name))
            dialog.accept()

    @contextmanager
    def _busy(self, title: str, parent: QWidget, place: str) -> Iterator[Progress]:
        """While it lasts, its progress is shown and it can be stopped; what goes wrong is told in a box."""
        from viewer.printing.printer import Stopped

        shown = QProgressDialog(title, _("Cancel"), 0, 0, parent)
        shown.setWindowTitle(title)
        shown.setWindowModality(Qt.WindowModality.WindowModal)
        shown.setMinimumDuration(PROGRESS_MS)
        shown.setValue(0)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

        def progress(done: int, of: int) -> bool:
            shown.setMaximum(of + 1)  # what follows the last page takes its time too
            shown.setValue(done + 1)
            if shown.isVisible():
                QCoreApplication.processEvents()
            else:  # nothing is in the way of a click yet: it waits
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            return not shown.wasCanceled()

        try:
            yield progress
        except Stopped:
            self._told(_("Stopped; nothing was written."))
        except (OSError, ValueError) as error:
            QGuiApplication.restoreOverrideCursor()
            QGuiApplication.setOverrideCursor(Qt.CursorShape.ArrowCursor)
            reason = getattr(error, "strerror", None) or str(error)
            words = _("{path} was not written: {reason}.", path=place, reason=reason)
            QMessageBox.warning(parent, title, words)
        finally:
            QGuiApplication.restoreOverrideCursor()
            shown.reset()
            shown.deleteLater()
