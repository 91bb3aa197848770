"""The print preview: the pages as they will be printed, and their options."""

from __future__ import annotations

from collections.abc import Sequence
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
        self._change_timer = QTimer(self)
        self._change_timer.setSingleShot(True)
        self._change_timer.setInterval(CHANGE_DELAY_MS)
        self._change_timer.timeout.connect(self._apply_changes)
        self.place, self.zoom_text, self.count = QLabel(), QLabel(), QLabel()
        self._create_fields(options, printers)
        self._create_layout(bool(printers))
        self._update_enabled()
        self.view.current_changed.connect(lambda _number: self.place.setText(self.view.page_text()))
        self.view.zoom_changed.connect(lambda zoom: self.zoom_text.setText(f"{round(zoom * 100)} %"))

    @property
    def task(self) -> BackgroundTask:
        """The task that lays out the pages which are shown here."""
        return self.view.task

    def show_pages(self, pages: Pages) -> None:
        """Show the pages of the options that were requested last."""
        self._pages = pages
        self.view.show_pages(pages, self._options.page_numbers(pages.count))
        self.place.setText(self.view.page_text())
        self._update_count()

    def show_error(self, text: str) -> None:
        """Show why the options make no pages; "" where they do."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(not text)

    def options(self) -> PageOptions:
        """The options of the fields. ValueError, in words for the user, where they make no pages."""
        poster = (self.across.value(), self.down.value()) if self.poster.isChecked() else (0, 0)
        return PageOptions(
            paper=self.paper.currentData(),
            portrait=bool(self.orientation.currentData()),
            margin_mm=self.margin.value(),
            black=bool(self.colour.currentData()),
            parts=tuple(name for name, box in self.parts.items() if box.isChecked()),
            pages=self.pages.text().strip(),
            poster=poster,
            blank=self.worksheet.currentData(),
        )

    # ── changes ─────────────────────────────────────────────────────────────────────────────────

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

    def _applied_options(self) -> PageOptions | None:
        """The options with every change applied; None where they make no pages."""
        if self._change_timer.isActive():
            self._change_timer.stop()
            self._apply_changes()
        return None if self.error.text() else self._options

    def _request_print(self) -> None:
        if (options := self._applied_options()) is not None:
            self.print_requested.emit(self.printer.currentText(), options)

    def _request_pdf(self) -> None:
        if (options := self._applied_options()) is not None:
            self.pdf_requested.emit(options)

    def _update_count(self) -> None:
        count = len(self._options.page_numbers(self._pages.count)) if self._pages is not None else 0
        self.count.setText(ngettext_("{n} sheet", "{n} sheets", count))

    # ── widgets ─────────────────────────────────────────────────────────────────────────────────

    def _create_fields(self, options: PageOptions, printers: Sequence[str]) -> None:
        self.printer = QComboBox(self)
        self.printer.setVisible(bool(printers))
        self.printer.addItems(list(printers))
        self.paper = _choice([(name, name) for name in PAPERS], options.paper)
        self.orientation = _choice([(False, _("Landscape")), (True, _("Portrait"))], options.portrait)
        self.colour = _choice([(False, _("Colour")), (True, _("Black and white"))], options.black)
        self.margin = QDoubleSpinBox()
        self.margin.setRange(MIN_MARGIN_MM, MAX_MARGIN_MM)
        self.margin.setDecimals(0)
        self.margin.setSuffix(" mm")
        self.margin.setValue(options.margin_mm)
        self.pages = QLineEdit(options.pages)
        self.pages.setPlaceholderText(_("all, or 1-3, 5"))
        self.parts = {name: QCheckBox(_(title)) for name, title in PARTS.items()}
        for name, box in self.parts.items():
            box.setChecked(name in options.parts)
        self.poster = QCheckBox(_("Poster over several sheets"))
        self.poster.setChecked(options.poster != (0, 0))
        self.across = _poster_count(options.poster[0] or 3, _("Columns"))
        self.down = _poster_count(options.poster[1] or 2, _("Rows"))
        self.worksheet = _choice([(value, _(title)) for value, title in WORKSHEETS], options.blank)
        for choice in (self.paper, self.orientation, self.colour, self.worksheet):
            choice.activated.connect(lambda _index: self._on_change())
        for number in (self.margin, self.across, self.down):
            number.valueChanged.connect(lambda _value: self._on_change())
        for box in (*self.parts.values(), self.poster):
            box.clicked.connect(lambda _checked: self._on_change())
        self.pages.textEdited.connect(lambda _text: self._on_change())

    def _create_layout(self, has_printers: bool) -> None:
        left = QVBoxLayout()
        left.addLayout(self._zoom_bar())
        left.addWidget(self.view, 1)
        scroll = QScrollArea()
        scroll.setWidget(self._options_panel(has_printers))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.error = QLabel()
        self.error.setObjectName("trouble")
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.setWordWrap(True)
        self.error.hide()
        side = QWidget()
        side.setFixedWidth(PANEL_PX)
        column = QVBoxLayout(side)
        column.addWidget(scroll, 1)
        column.addWidget(self.error)
        column.addLayout(self._button_row(has_printers))
        layout = QHBoxLayout(self)
        layout.addLayout(left, 1)
        layout.addWidget(side)
        screen = self.screen().availableSize() - QSize(24, 48)  # with the frame of the window
        self.resize(QSize(1120, 760).boundedTo(screen))
        self.view.setFocus()

    def _options_panel(self, has_printers: bool) -> QWidget:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if has_printers:
            form.addRow(_("Printer"), self.printer)
        else:
            note = QLabel(_("No printer is installed: the pages can be saved as a PDF."))
            note.setWordWrap(True)
            form.addRow(note)
        form.addRow(_("Paper"), self.paper)
        form.addRow(_("Orientation"), self.orientation)
        form.addRow(_("Margins"), self.margin)
        form.addRow(_("Colours"), self.colour)
        form.addRow(_("Pages"), self.pages)
        content = QGroupBox(_("What to print"))
        boxes = QVBoxLayout(content)
        for box in self.parts.values():
            boxes.addWidget(box)
        timeline = QGroupBox(_("The timeline"))
        rows = QVBoxLayout(timeline)
        rows.addWidget(self.poster)
        grid = QHBoxLayout()
        for widget in (self.across, QLabel("×"), self.down):
            grid.addWidget(widget)
        grid.addStretch(1)
        rows.addLayout(grid)
        rows.addWidget(QLabel(_("For a class")))
        rows.addWidget(self.worksheet)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 10, 0)
        column.addLayout(form)
        column.addWidget(content)
        column.addWidget(timeline)
        column.addStretch(1)
        return panel

    def _zoom_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(self.place)
        bar.addStretch(1)
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

    def _button_row(self, has_printers: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        self.print_button = QPushButton(_("Print"))
        self.pdf_button = QPushButton(_("Save as PDF…"))
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        self.print_button.setVisible(has_printers)
        self.print_button.setDefault(has_printers)
        self.pdf_button.setDefault(not has_printers)
        self.print_button.clicked.connect(lambda _checked=False: self._request_print())
        self.pdf_button.clicked.connect(lambda _checked=False: self._request_pdf())
        close.clicked.connect(lambda _checked=False: self.reject())
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (close, self.pdf_button, self.print_button):
            row.addWidget(button)
        return row


def _choice(values: Sequence[tuple[object, str]], current: object) -> QComboBox:
    """A box with values and their texts."""
    box = QComboBox()
    for value, text in values:
        box.addItem(text, value)
    box.setCurrentIndex([value for value, _text in values].index(current))
    return box


def _poster_count(value: int, name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, MAX_POSTER_PAGES)
    field.setValue(value)
    field.setAccessibleName(name)
    return field
