"""The print preview: the sheets as they will be, beside what can be chosen about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from viewer.page_options import (
    LEAST_MARGIN_MM,
    MOST_MARGIN_MM,
    MOST_SHEETS,
    PAPERS,
    PARTS,
    PageOptions,
)
from viewer.widgets.sheet_view import FIT_PAGE, FIT_WIDTH, ZOOM_STEP, Sheets, SheetView

CHANGE_MS = 250
"""So long after the last change the sheets are asked for anew."""
CLASS_SETS = (
    ("", N_("No")),
    ("dates", N_("Dates to fill in, with answers")),
    ("titles", N_("Names to fill in, with answers")),
)
PANEL_PX = 348


class PrintPreview(QDialog):
    """Says by signals what is wished: other options, to print on a queue, to write a PDF."""

    options_requested = Signal(object)  # PageOptions
    print_requested = Signal(str, object)  # the queue, PageOptions
    pdf_requested = Signal(object)  # PageOptions

    def __init__(self, options: PageOptions, printers: Sequence[str], parent: QWidget | None = None) -> None:
        """`printers` are the queues, the usual one first; without any only a PDF can be made."""
        super().__init__(parent)
        self.setWindowTitle(_("Print preview"))
        self.view = SheetView()
        self.view.setAccessibleName(_("Pages"))
        self._sheets: Sheets | None = None
        self._last = options
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHANGE_MS)
        self._timer.timeout.connect(self._wish)
        self.place, self.zoom_words, self.count = QLabel(), QLabel(), QLabel()
        self._make_fields(options, printers)
        self._lay_out(bool(printers))
        self.view.current_changed.connect(lambda _number: self._tell_place())
        self.view.zoom_changed.connect(self._tell_zoom)

    # ── down ────────────────────────────────────────────────────────────────────────────────────

    def show_sheets(self, sheets: Sheets) -> None:
        """The sheets that the options of the last wish come to."""
        self._sheets = sheets
        self.view.show_sheets(sheets, self._last.chosen(sheets.count))
        self._tell_place()
        self._tell_count()

    def show_trouble(self, text: str) -> None:
        """Why there are no such pages; "" when there are."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(not text)

    def options(self) -> PageOptions:
        """What is chosen. ValueError, in words for the user, where it makes no pages."""
        poster = (self.across.value(), self.down.value()) if self.poster.isChecked() else (0, 0)
        return PageOptions(
            paper=self.paper.currentData(),
            portrait=bool(self.way.currentData()),
            margin_mm=self.margin.value(),
            black=bool(self.colour.currentData()),
            parts=tuple(name for name, box in self.parts.items() if box.isChecked()),
            pages=self.pages.text().strip(),
            poster=poster,
            blank=self.class_set.currentData(),
        )

    # ── up ──────────────────────────────────────────────────────────────────────────────────────

    def _changed(self) -> None:
        for field in (self.across, self.down):
            field.setEnabled(self.poster.isChecked())
        blank = bool(self.class_set.currentData())
        for box in self.parts.values():
            box.setEnabled(not blank)
        self._timer.start()

    def _wish(self) -> None:
        """Ask for other sheets, or only choose other ones among those there are."""
        try:
            options = self.options()
            if self._sheets is not None and options.pages and not options.chosen(self._sheets.count):
                count = self._sheets.count
                raise ValueError(_("there is no page {pages}: there are {n}", pages=options.pages, n=count))
        except ValueError as error:
            self.show_trouble(str(error))
            return
        self.show_trouble("")
        other = replace(options, pages="") != replace(self._last, pages="")
        self._last = options
        if other:
            self.options_requested.emit(options)
        elif self._sheets is not None:
            self.view.show_chosen(options.chosen(self._sheets.count))
            self._tell_count()

    def _settled(self) -> PageOptions | None:
        """The options when a button is pressed, after a change that was still waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self._wish()
        return None if self.trouble.text() else self._last

    def _print(self) -> None:
        if (options := self._settled()) is not None:
            self.print_requested.emit(self.printer.currentText(), options)

    def _pdf(self) -> None:
        if (options := self._settled()) is not None:
            self.pdf_requested.emit(options)

    # ── words ───────────────────────────────────────────────────────────────────────────────────

    def _tell_place(self) -> None:
        self.place.setText(self.view.words())

    def _tell_zoom(self, zoom: float) -> None:
        self.zoom_words.setText(f"{round(zoom * 100)} %")

    def _tell_count(self) -> None:
        count = len(self._last.chosen(self._sheets.count)) if self._sheets is not None else 0
        self.count.setText(ngettext_("{n} sheet", "{n} sheets", count))

    # ── once ────────────────────────────────────────────────────────────────────────────────────

    def _make_fields(self, options: PageOptions, printers: Sequence[str]) -> None:
        self.printer = QComboBox()
        self.printer.addItems(list(printers))
        self.paper = _choice([(name, name) for name in PAPERS], options.paper)
        self.way = _choice([(False, _("Landscape")), (True, _("Portrait"))], options.portrait)
        self.colour = _choice([(False, _("Colour")), (True, _("Black and white"))], options.black)
        self.margin = QDoubleSpinBox()
        self.margin.setRange(LEAST_MARGIN_MM, MOST_MARGIN_MM)
        self.margin.setDecimals(0)
        self.margin.setSuffix(" mm")
        self.margin.setValue(options.margin_mm)
        self.pages = QLineEdit(options.pages)
        self.pages.setPlaceholderText(_("all, or 1-3, 5"))
        self.parts = {name: QCheckBox(_(words)) for name, words in PARTS.items()}
        for name, box in self.parts.items():
            box.setChecked(name in options.parts)
        self.poster = QCheckBox(_("Poster over several sheets"))
        self.poster.setChecked(options.poster != (0, 0))
        self.across, self.down = _count(options.poster[0] or 3), _count(options.poster[1] or 2)
        self.across.setAccessibleName(_("Columns"))
        self.down.setAccessibleName(_("Rows"))
        self.class_set = _choice([(value, _(words)) for value, words in CLASS_SETS], options.blank)
        for choice in (self.paper, self.way, self.colour, self.class_set):
            choice.activated.connect(lambda _index: self._changed())
        for number in (self.margin, self.across, self.down):
            number.valueChanged.connect(lambda _value: self._changed())
        for box in (*self.parts.values(), self.poster):
            box.clicked.connect(lambda _checked: self._changed())
        self.pages.textEdited.connect(lambda _text: self._changed())

    def _lay_out(self, printing: bool) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if printing:
            form.addRow(_("Printer"), self.printer)
        else:
            none = QLabel(_("No printer is installed: the pages can be saved as a PDF."))
            none.setWordWrap(True)
            form.addRow(none)
        form.addRow(_("Paper"), self.paper)
        form.addRow(_("Orientation"), self.way)
        form.addRow(_("Margins"), self.margin)
        form.addRow(_("Colours"), self.colour)
        form.addRow(_("Pages"), self.pages)
        include = QGroupBox(_("What to print"))
        inside = QVBoxLayout(include)
        for box in self.parts.values():
            inside.addWidget(box)
        poster = QGroupBox(_("The timeline"))
        rows = QVBoxLayout(poster)
        rows.addWidget(self.poster)
        sheets = QHBoxLayout()
        for widget in (self.across, QLabel("×"), self.down):
            sheets.addWidget(widget)
        sheets.addStretch(1)
        rows.addLayout(sheets)
        rows.addWidget(QLabel(_("For a class")))
        rows.addWidget(self.class_set)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 10, 0)
        column.addLayout(form)
        column.addWidget(include)
        column.addWidget(poster)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(panel)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        side = QVBoxLayout()
        side.addWidget(scroll, 1)
        self.trouble = QLabel()
        self.trouble.setObjectName("trouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        side.addWidget(self.trouble)
        side.addLayout(self._buttons(printing))
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(PANEL_PX)
        left = QVBoxLayout()
        left.addLayout(self._zoom_bar())
        left.addWidget(self.view, 1)
        whole = QHBoxLayout(self)
        whole.addLayout(left, 1)
        whole.addWidget(holder)
        room = self.screen().availableSize() - QSize(24, 48)  # with the frame of the window
        self.resize(QSize(1120, 760).boundedTo(room))
        for field in (self.across, self.down):
            field.setEnabled(self.poster.isChecked())
        self.view.setFocus()

    def _zoom_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.addWidget(self.place)
        bar.addStretch(1)
        for words, tip, slot in (
            ("−", _("Zoom out"), lambda: self.view.zoom_by(1 / ZOOM_STEP)),
            ("+", _("Zoom in"), lambda: self.view.zoom_by(ZOOM_STEP)),
            (_("Page"), _("Fit the page"), lambda: self.view.fit(FIT_PAGE)),
            (_("Width"), _("Fit the width"), lambda: self.view.fit(FIT_WIDTH)),
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            bar.addWidget(button)
        bar.addWidget(self.zoom_words)
        return bar

    def _buttons(self, printing: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        self.print_button = QPushButton(_("Print"))
        self.pdf_button = QPushButton(_("Save as PDF…"))
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        self.print_button.setVisible(printing)
        self.print_button.setDefault(printing)
        self.pdf_button.setDefault(not printing)
        self.print_button.clicked.connect(lambda _checked=False: self._print())
        self.pdf_button.clicked.connect(lambda _checked=False: self._pdf())
        close.clicked.connect(lambda _checked=False: self.reject())
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (close, self.pdf_button, self.print_button):
            row.addWidget(button)
        return row


def _choice(values: Sequence[tuple[object, str]], chosen: object) -> QComboBox:
    """A box of values by their words, `chosen` being the present one."""
    box = QComboBox()
    for value, words in values:
        box.addItem(words, value)
    box.setCurrentIndex([value for value, _words in values].index(chosen))
    return box


def _count(value: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, MOST_SHEETS)
    field.setValue(value)
    return field
