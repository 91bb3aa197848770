"""Sheets of paper one below the other, as pictures that are made when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from math import floor
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.i18n import _

GAP_PX = 18
KEPT = 24
"""So many pictures are remembered."""
ZOOM_STEP = 1.25
LEAST_ZOOM, MOST_ZOOM = 0.1, 4.0
PX_PER_MM = 96 / 25.4
FIT_PAGE, FIT_WIDTH = "page", "width"


class Sheets(Protocol):
    """What is shown: `count` sheets of one size in mm, `across` of them side by side."""

    @property
    def count(self) -> int: ...

    @property
    def size_mm(self) -> tuple[float, float]: ...

    @property
    def across(self) -> int: ...

    def image(self, number: int, width_px: int) -> QImage:
        """The sheet with this number from 0, margins included, so many pixels wide."""
        ...


class SheetView(QAbstractScrollArea):
    """Shows sheets at a zoom: a factor (1 is their true size), or fitted to the page or its width."""

    current_changed = Signal(int)  # the sheet that is looked at, from 0; -1 for none
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setAutoFillBackground(True)
        self._sheets: Sheets | None = None
        self._chosen: Collection[int] = ()
        self._mode: str | float = FIT_PAGE
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._current = -1
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def show_sheets(self, sheets: Sheets, chosen: Collection[int]) -> None:
        """Show these from now on; those that are not `chosen` to be printed stand behind a veil."""
        self._sheets, self._chosen = sheets, chosen
        self._images.clear()
        self._arrange()
        self._scrolled()
        self.viewport().update()

    def show_chosen(self, chosen: Collection[int]) -> None:
        self._chosen = chosen
        self.viewport().update()

    # ── zoom and place ──────────────────────────────────────────────────────────────────────────

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the sheet."""
        if isinstance(self._mode, float) or self._sheets is None:
            return self._mode if isinstance(self._mode, float) else 1.0
        width, height = self._sheets.size_mm
        room = self.viewport().size()
        across = (room.width() - GAP_PX) / (width * PX_PER_MM * self._sheets.across) - 0.001
        across -= GAP_PX / (width * PX_PER_MM)
        whole = (room.height() - 2 * GAP_PX) / (height * PX_PER_MM)
        wanted = across if self._mode == FIT_WIDTH else min(across, whole)
        return min(max(wanted, LEAST_ZOOM), MOST_ZOOM)

    def fit(self, mode: str) -> None:
        """FIT_PAGE or FIT_WIDTH, also when the window changes its size; at either end it stays there."""
        current, bar = self._current, self.verticalScrollBar()
        at_end = 0 < bar.maximum() == bar.value()
        self._set_mode(mode)
        if mode == FIT_PAGE:
            self.go_to(current)
            if at_end:
                bar.setValue(bar.maximum())

    def zoom_by(self, ratio: float) -> None:
        """Larger or smaller; the middle of the view stays where it is."""
        self._set_mode(min(max(self.zoom * ratio, LEAST_ZOOM), MOST_ZOOM))

    def _set_mode(self, mode: str | float) -> None:
        bar = self.verticalScrollBar()
        share = (bar.value() + bar.pageStep() / 2) / max(bar.maximum() + bar.pageStep(), 1)
        self._mode = mode
        self._arrange()
        bar.setValue(round(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.viewport().update()

    def go_to(self, number: int) -> None:
        """Bring a sheet to the top."""
        if self._sheets is not None and 0 <= number < self._sheets.count:
            self.verticalScrollBar().setValue(self._place(number).top())

    def _turn(self, forward: bool) -> None:
        """The next row of sheets to the top, or the one before."""
        bar = self.verticalScrollBar()
        count = self._sheets.count if self._sheets is not None else 0
        tops = [self._place(number).top() for number in range(count)]
        if forward:
            bar.setValue(next((top for top in tops if top > bar.value() + 1), bar.maximum()))
        else:
            bar.setValue(next((top for top in reversed(tops) if top < bar.value() - 1), 0))

    def _sheet_px(self) -> tuple[int, int]:
        assert self._sheets is not None
        width, height = self._sheets.size_mm
        return round(width * PX_PER_MM * self.zoom), round(height * PX_PER_MM * self.zoom)

    def _place(self, number: int) -> QRect:
        """Of a sheet, in pixels from the top left of all."""
        assert self._sheets is not None
        width, height = self._sheet_px()
        across = self._sheets.across
        all_px = across * (width + GAP_PX) + GAP_PX
        left = max(self.viewport().width() - all_px, 0) // 2 + GAP_PX
        row, column = divmod(number, across)
        return QRect(left + column * (width + GAP_PX), GAP_PX + row * (height + GAP_PX), width, height)

    def _arrange(self) -> None:
        """Scroll bars for what there is to see."""
        if self._sheets is None or not self._sheets.count:
            return
        last = self._place(self._sheets.count - 1)
        wide = self._place(min(self._sheets.across, self._sheets.count) - 1).right() + GAP_PX
        room = self.viewport().size()
        for bar, needs, has in (
            (self.verticalScrollBar(), last.bottom() + GAP_PX, room.height()),
            (self.horizontalScrollBar(), wide, room.width()),
        ):
            bar.setRange(0, max(needs - has, 0))
            bar.setPageStep(has)
            bar.setSingleStep(40)
        self.zoom_changed.emit(self.zoom)

    def _scrolled(self) -> None:
        self.viewport().update()
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0  # at either end it is the outermost
        current = self._at(bar.value() + round(share * self.viewport().height()) - 1)
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)

    def _at(self, y: int) -> int:
        """The first sheet of the row at `y`."""
        if self._sheets is None or not self._sheets.count:
            return -1
        row = floor(max(y - GAP_PX, 0) / (self._sheet_px()[1] + GAP_PX))
        return min(row * self._sheets.across, self._sheets.count - 1)

    # ── Qt ──────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheets is None:
            return
        painter = QPainter(self.viewport())
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in range(self._sheets.count):
            place = self._place(number).translated(-shift)
            if place.intersects(event.rect()):
                painter.drawImage(place, self._image(number, place.width()))
                if number not in self._chosen:
                    veil = self.palette().color(QPalette.ColorRole.Mid)
                    veil.setAlphaF(0.75)
                    painter.fillRect(place, veil)
        painter.end()

    def _image(self, number: int, width: int) -> QImage:
        assert self._sheets is not None
        key = number, round(width * self.devicePixelRatioF())
        if key not in self._images:
            self._images[key] = self._sheets.image(*key)
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self._turn(event.key() == Qt.Key.Key_PageDown)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to((self._sheets.count if self._sheets else 1) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / ZOOM_STEP)
            case _:
                super().keyPressEvent(event)

    def words(self) -> str:
        """Which sheet of how many is looked at."""
        count = self._sheets.count if self._sheets else 0
        return _("Page {n} of {of}", n=self._current + 1, of=count) if count else ""
