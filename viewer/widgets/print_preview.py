"""The print preview: the pages as they will be printed, and their options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import N_, _, ngettext_
from viewer.page_options import MAX_MARGIN_MM, MAX_POSTER_PAGES, MIN_MARGIN_MM, PAPERS, PARTS, PageOptions
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.layouts import fill
from viewer.widgets.page_view import FIT_PAGE, FIT_WIDTH, ZOOM_STEP, Pages, PageView

CHANGE_DELAY_MS = 250  # from the last change of an option to the request for new pages
WORKSHEETS = (
    ("", N_("No")),
    ("dates", N_("Dates to fill in, with answers")),
    ("titles", N_("Names to fill in, with answers")),
)
PANEL_PX = 348


class PrintPreview(QDialog):
    """Shows pages and their options. Emits requests only: for other pages, to print, to write a PDF."""

    options_requested = Signal(object)  # PageOptions
    print_requested = Signal(str, object)  # the name of the printer, PageOptions
    pdf_requested = Signal(object)  # PageOptions

    def __init__(self, options: PageOptions, printers: Sequence[str], parent: QWidget | None = None) -> None:
        """`printers` are the names of the printers, the default one first; without any there is only the PDF."""
        super().__init__(parent)
        self.setWindowTitle(_("Print preview"))
        self.view = PageView()
        self.view.setAccessibleName(_("Pages"))
        self._pages: Pages | None = None
        self._options = options
        self._change_timer = QTimer(self, singleShot=True, interval=CHANGE_DELAY_MS)
        self._change_timer.timeout.connect(self._apply_changes)
        self.page_text, self.zoom_text, self.count = QLabel(), QLabel(), QLabel()
        self._create_fields(options, printers)
        self._create_layout()
        self._update_enabled()
        self.view.current_changed.connect(lambda _number: self.page_text.setText(self.view.page_text()))
        self.view.zoom_changed.connect(lambda zoom: self.zoom_text.setText(f"{round(zoom * 100)} %"))

    @property
    def task(self) -> BackgroundTask:
        """The task that lays out the pages which are shown here."""
        return self.view.task

    def show_pages(self, pages: Pages) -> None:
        """Show the pages of the options that were requested last."""
        self._pages = pages
        self.view.show_pages(pages, self._options.page_numbers(pages.count))
        self.page_text.setText(self.view.page_text())
        self._update_count()

    def show_error(self, text: str) -> None:
        """Show why the options make no pages; "" where they do."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(not text)

    def options(self) -> PageOptions:
        """The options of the fields. ValueError, in words for the user, where they make no pages."""
        return PageOptions(
            paper=self.paper.currentData(),
            portrait=bool(self.orientation.currentData()),
            margin_mm=self.margin.value(),
            black=bool(self.colour.currentData()),
            parts=tuple(name for name, box in self.parts.items() if box.isChecked()),
            pages=self.pages.text().strip(),
            poster=(self.across.value(), self.down.value()) if self.poster.isChecked() else (0, 0),
            blank=self.worksheet.currentData(),
        )

    def _on_change(self) -> None:
        self._update_enabled()
        self._change_timer.start()

    def _update_enabled(self) -> None:
        for field in (self.across, self.down):
            field.setEnabled(self.poster.isChecked())
        for box in self.parts.values():
            box.setEnabled(not self.worksheet.currentData())

    def _apply_changes(self) -> None:
        """Request other pages; where only the range changed, select among those shown."""
        try:
            options = self.options()
            if self._pages is not None and options.pages and not options.page_numbers(self._pages.count):
                count = self._pages.count
                raise ValueError(_("there is no page {pages}: there are {n}", pages=options.pages, n=count))
        except ValueError as error:
            self.show_error(str(error))
            return
        self.show_error("")
        needs_layout = replace(options, pages="") != replace(self._options, pages="")
        self._options = options
        if needs_layout:
            self.options_requested.emit(options)
        elif self._pages is not None:
            self.view.show_selected(options.page_numbers(self._pages.count))
            self._update_count()

    def _request(self, emit: Callable[[PageOptions], object]) -> None:
        """Call `emit` with the options after applying every change, unless they make no pages."""
        if self._change_timer.isActive():
            self._change_timer.stop()
            self._apply_changes()
        if not self.error.text():
            emit(self._options)

    def _update_count(self) -> None:
        count = len(self._options.page_numbers(self._pages.count)) if self._pages is not None else 0
        self.count.setText(ngettext_("{n} sheet", "{n} sheets", count))

    def _create_fields(self, options: PageOptions, printers: Sequence[str]) -> None:
        self.printer = QComboBox(self)
        self.printer.setVisible(bool(printers))
        self.printer.addItems(list(printers))
        self.paper = _choice([(name, name) for name in PAPERS], options.paper)
        self.orientation = _choice([(False, _("Landscape")), (True, _("Portrait"))], options.portrait)
        self.colour = _choice([(False, _("Colour")), (True, _("Black and white"))], options.black)
        self.worksheet = _choice([(value, _(title)) for value, title in WORKSHEETS], options.blank)
        self.margin = QDoubleSpinBox(minimum=MIN_MARGIN_MM, maximum=MAX_MARGIN_MM, decimals=0, suffix=" mm")
        self.margin.setValue(options.margin_mm)
        self.pages = QLineEdit(options.pages, placeholderText=_("all, or 1-3, 5"))
        self.parts = {name: _check_box(_(title), name in options.parts) for name, title in PARTS.items()}
        self.poster = _check_box(_("Poster over several sheets"), options.poster != (0, 0))
        across, down = options.poster
        self.across = QSpinBox(minimum=1, maximum=MAX_POSTER_PAGES, value=across or 3)
        self.across.setAccessibleName(_("Columns"))
        self.down = QSpinBox(minimum=1, maximum=MAX_POSTER_PAGES, value=down or 2)
        self.down.setAccessibleName(_("Rows"))
        for choice in (self.paper, self.orientation, self.colour, self.worksheet):
            choice.activated.connect(self._on_change)
        for number in (self.margin, self.across, self.down):
            number.valueChanged.connect(self._on_change)
        for box in (*self.parts.values(), self.poster):
            box.clicked.connect(self._on_change)
        self.pages.textEdited.connect(self._on_change)

    def _create_layout(self) -> None:
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self._options_panel())
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.error.setObjectName("trouble")
        self.error.hide()
        side = QWidget()
        side.setFixedWidth(PANEL_PX)
        fill(QVBoxLayout(side), scroll, self.error, self._button_row(), grows=scroll)
        left = fill(QVBoxLayout(), self._zoom_bar(), self.view, grows=self.view)
        fill(QHBoxLayout(self), left, side, grows=left)
        screen = self.screen().availableSize() - QSize(24, 48)  # with the frame of the window
        self.resize(QSize(1120, 760).boundedTo(screen))
        self.view.setFocus()

    def _options_panel(self) -> QWidget:
        form = QFormLayout(rowWrapPolicy=QFormLayout.RowWrapPolicy.WrapLongRows)
        if self.printer.count():
            form.addRow(_("Printer"), self.printer)
        else:
            form.addRow(QLabel(_("No printer is installed: the pages can be saved as a PDF."), wordWrap=True))
        form.addRow(_("Paper"), self.paper)
        form.addRow(_("Orientation"), self.orientation)
        form.addRow(_("Margins"), self.margin)
        form.addRow(_("Colours"), self.colour)
        form.addRow(_("Pages"), self.pages)
        content, timeline, panel = QGroupBox(_("What to print")), QGroupBox(_("The timeline")), QWidget()
        fill(QVBoxLayout(content), *self.parts.values())
        grid = fill(QHBoxLayout(), self.across, QLabel("×"), self.down, None)
        fill(QVBoxLayout(timeline), self.poster, grid, QLabel(_("For a class")), self.worksheet)
        fill(QVBoxLayout(panel), form, content, timeline, None, margins=(0, 0, 10, 0))
        return panel

    def _zoom_bar(self) -> QHBoxLayout:
        bar = fill(QHBoxLayout(), self.page_text, None)
        for text, tooltip, slot in (
            ("−", _("Zoom out"), partial(self.view.zoom_by, 1 / ZOOM_STEP)),
            ("+", _("Zoom in"), partial(self.view.zoom_by, ZOOM_STEP)),
            (_("Page"), _("Fit the page"), partial(self.view.fit, FIT_PAGE)),
            (_("Width"), _("Fit the width"), partial(self.view.fit, FIT_WIDTH)),
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tooltip)
            button.setAccessibleName(tooltip)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            bar.addWidget(button)
        bar.addWidget(self.zoom_text)
        return bar

    def _button_row(self) -> QHBoxLayout:
        prints = self.printer.count() > 0
        close = QPushButton(_("Close"), autoDefault=False)
        self.pdf_button = QPushButton(_("Save as PDF…"), default=not prints)
        self.print_button = QPushButton(_("Print"), default=prints)
        close.clicked.connect(self.reject)
        self.pdf_button.clicked.connect(lambda: self._request(self.pdf_requested.emit))
        self.print_button.clicked.connect(
            lambda: self._request(partial(self.print_requested.emit, self.printer.currentText()))
        )
        row = fill(QHBoxLayout(), self.count, None, close, self.pdf_button, self.print_button)
        self.print_button.setVisible(prints)
        return row


def _choice(values: Sequence[tuple[object, str]], current: object) -> QComboBox:
    """A box with values and their texts."""
    box = QComboBox()
    for value, text in values:
        box.addItem(text, value)
    box.setCurrentIndex([value for value, _text in values].index(current))
    return box


def _check_box(title: str, checked: bool) -> QCheckBox:
    box = QCheckBox(title)
    box.setChecked(checked)
    return box
