"""Paper from the window: print, preview, PDF. Everything is asked of the one set of pages in `viewer.output`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from viewer.app.store import Store
from viewer.i18n import _, language

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Paper:
    """What leaves the window as pages. `told(text)` puts a line where the user sees it."""

    def __init__(self, window: QWidget, store: Store, told: Callable[[str], None]) -> None:
        self._window, self._store, self._told = window, store, told

    def ask_pdf(self) -> None:
        """Ask where to, and write the PDF there. The dialog asks before it replaces a file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = self._store.state.as_of or self._store.today
        proposal = Path(folder or ".") / f"farside-{day.isoformat()}.pdf"
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window, _("Export PDF"), str(proposal), _("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.export_pdf(path if path.suffix else path.with_suffix(".pdf"))

    def export_pdf(self, path: Path) -> None:
        """Write the pages to `path`, whole or not at all; what went wrong is told in a box."""
        from viewer.output.pdf import export_pdf

        store = self._store
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            export_pdf(store.shown, store.state, path, today=store.today, lang=language())
        except OSError as error:
            QGuiApplication.restoreOverrideCursor()
            reason = error.strerror or str(error)
            QMessageBox.warning(
                self._window,
                _("Export PDF"),
                _("{path} was not written: {reason}.", path=str(path), reason=reason),
            )
            return
        QGuiApplication.restoreOverrideCursor()
        self._told(_("Written: {path}", path=str(path)))

    def print(self) -> None:
        """Ask which printer, and print; with no printer installed, offer the PDF instead."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            answer = QMessageBox.question(
                self._window,
                _("Print"),
                _("No printer is installed. Save the pages as a PDF instead?"),
            )
            if answer == QMessageBox.StandardButton.Yes:
                self.ask_pdf()
            return
        printer = self._printer()
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._paint(printer)
            name = printer.printerName()
            self._told(_("Sent to {printer}", printer=name) if name else _("Printed"))

    def preview(self) -> None:
        """Show the pages as they will be printed; works without any printer."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        printer = self._printer()
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(_("Print preview"))
        dialog.resize(1000, 760)
        dialog.paintRequested.connect(self._paint)
        dialog.exec()
        dialog.deleteLater()

    def _printer(self) -> QPrinter:
        from PySide6.QtGui import QPageLayout, QPageSize
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setDocName("Farside")
        return printer

    def _paint(self, printer: QPrinter) -> None:
        from viewer.output.printing import print_pages

        store = self._store
        print_pages(printer, store.shown, store.state, today=store.today, lang=language())
