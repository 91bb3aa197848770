"""Pages of paper below each other, as images that are drawn in the background when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from functools import partial
from math import floor
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.i18n import _
from viewer.page_options import PX_PER_MM
from viewer.widgets.background_task import BackgroundTask

GAP_PX = 18  # around and between pages
CACHED_IMAGES = 24
ZOOM_STEP = 1.25
MIN_ZOOM, MAX_ZOOM = 0.1, 4.0
FIT_PAGE, FIT_WIDTH = "page", "width"


class Pages(Protocol):
    """`count` pages of one size, `columns` of them side by side. `image` is called on a worker thread."""

    @property
    def count(self) -> int: ...

    @property
    def page_mm(self) -> tuple[float, float]: ...

    @property
    def columns(self) -> int: ...

    def image(self, number: int, width_px: int) -> QImage:
        """The page with this number from 0, margins included, `width_px` pixels wide."""
        ...


class PageView(QAbstractScrollArea):
    """Shows pages at a zoom factor (1 is their true size), or fitted to a page or its width."""

    current_changed = Signal(int)  # the number of the page in view, from 0; -1 for none
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setAutoFillBackground(True)
        self._pages: Pages | None = None
        self._selected: Collection[int] = ()
        self._zoom: str | float = FIT_PAGE
        self._images: OrderedDict[int, QImage] = OrderedDict()
        # One task lays pages out and draws them: text that was laid out on one thread cannot be drawn on another.
        self.task = BackgroundTask(self)
        self.task.ended.connect(self.viewport().update)
        self._current = -1
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def show_pages(self, pages: Pages, selected: Collection[int]) -> None:
        """Show `pages`; those whose number is not in `selected` are dimmed."""
        self.task.cancel()
        self._pages, self._selected = pages, selected
        self._images.clear()
        self._update_scroll_bars()
        self._on_scroll()

    def show_selected(self, selected: Collection[int]) -> None:
        """Dim the pages whose number is not in `selected`."""
        self._selected = selected
        self.viewport().update()

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the page."""
        if isinstance(self._zoom, float):
            return self._zoom
        if self._pages is None:
            return 1.0
        width, height = self._pages.page_mm
        room = self.viewport().size()
        fit_width = (room.width() - GAP_PX) / (width * PX_PER_MM * self._pages.columns) - 0.001
        fit_width -= GAP_PX / (width * PX_PER_MM)
        fit_height = (room.height() - 2 * GAP_PX) / (height * PX_PER_MM)
        zoom = fit_width if self._zoom == FIT_WIDTH else min(fit_width, fit_height)
        return min(max(zoom, MIN_ZOOM), MAX_ZOOM)

    def fit(self, mode: str) -> None:
        """Fit to FIT_PAGE or FIT_WIDTH, also after a resize; a view at the end of the pages stays there."""
        current, bar = self._current, self.verticalScrollBar()
        at_end = 0 < bar.maximum() == bar.value()
        self._set_zoom(mode)
        if mode == FIT_PAGE:
            self.go_to(current)
            if at_end:
                bar.setValue(bar.maximum())

    def zoom_by(self, ratio: float) -> None:
        """Zoom around the middle of the view."""
        self._set_zoom(min(max(self.zoom * ratio, MIN_ZOOM), MAX_ZOOM))

    def _set_zoom(self, zoom: str | float) -> None:
        bar = self.verticalScrollBar()
        share = (bar.value() + bar.pageStep() / 2) / max(bar.maximum() + bar.pageStep(), 1)
        self._zoom = zoom
        self._update_scroll_bars()
        bar.setValue(round(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.viewport().update()

    def go_to(self, number: int) -> None:
        """Scroll a page to the top."""
        if self._pages is not None and 0 <= number < self._pages.count:
            self.verticalScrollBar().setValue(self._rect(number).top())

    def _turn(self, forward: bool) -> None:
        """Scroll the next row of pages to the top, or the one before."""
        bar = self.verticalScrollBar()
        tops = [self._rect(number).top() for number in range(self._pages.count if self._pages is not None else 0)]
        if forward:
            bar.setValue(next((top for top in tops if top > bar.value() + 1), bar.maximum()))
        else:
            bar.setValue(next((top for top in reversed(tops) if top < bar.value() - 1), 0))

    def _page_px(self) -> tuple[int, int]:
        assert self._pages is not None
        width, height = self._pages.page_mm
        return round(width * PX_PER_MM * self.zoom), round(height * PX_PER_MM * self.zoom)

    def _rect(self, number: int) -> QRect:
        """The place of a page, in pixels from the top left of all pages."""
        assert self._pages is not None
        width, height = self._page_px()
        row, column = divmod(number, self._pages.columns)
        total = self._pages.columns * (width + GAP_PX) + GAP_PX
        left = max(self.viewport().width() - total, 0) // 2 + GAP_PX
        return QRect(left + column * (width + GAP_PX), GAP_PX + row * (height + GAP_PX), width, height)

    def _update_scroll_bars(self) -> None:
        if self._pages is None or not self._pages.count:
            return
        bottom = self._rect(self._pages.count - 1).bottom() + GAP_PX
        right = self._rect(min(self._pages.columns, self._pages.count) - 1).right() + GAP_PX
        room = self.viewport().size()
        for bar, length, visible in (
            (self.verticalScrollBar(), bottom, room.height()),
            (self.horizontalScrollBar(), right, room.width()),
        ):
            bar.setRange(0, max(length - visible, 0))
            bar.setPageStep(visible)
            bar.setSingleStep(40)
        self.zoom_changed.emit(self.zoom)

    def _on_scroll(self) -> None:
        self.viewport().update()
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0  # the last page counts at the end
        current = self._page_at(bar.value() + round(share * self.viewport().height()) - 1)
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)

    def _page_at(self, y: int) -> int:
        """The first page of the row at `y`."""
        if self._pages is None or not self._pages.count:
            return -1
        row = floor(max(y - GAP_PX, 0) / (self._page_px()[1] + GAP_PX))
        return min(row * self._pages.columns, self._pages.count - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pages is None:
            return
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        with QPainter(self.viewport()) as painter:
            for number in range(self._pages.count):
                rect = self._rect(number).translated(-offset)
                if rect.intersects(event.rect()):
                    self._paint_page(painter, number, rect)

    def _paint_page(self, painter: QPainter, number: int, rect: QRect) -> None:
        """Paint the image of a page; until it is drawn for this zoom the earlier one, else blank paper."""
        width = round(rect.width() * self.devicePixelRatioF())
        image = self._images.get(number)
        if image is None or image.width() != width:
            self._request_image(number, width)
        if image is None:
            painter.fillRect(rect, Qt.GlobalColor.white)
        else:
            painter.drawImage(rect, image)
            self._images.move_to_end(number)
        if number not in self._selected:
            veil = self.palette().color(QPalette.ColorRole.Mid)
            veil.setAlphaF(0.75)
            painter.fillRect(rect, veil)

    def _request_image(self, number: int, width: int) -> None:
        """Draw an image in the background; while one is being drawn, the next paint event asks again."""
        if self.task.busy or self._pages is None:
            return
        pages = self._pages
        self.task.run(lambda _progress: pages.image(number, width), partial(self._cache_image, number))

    def _cache_image(self, number: int, image: QImage) -> None:
        self._images[number] = image
        while len(self._images) > CACHED_IMAGES:
            self._images.popitem(last=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_scroll_bars()

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
                self.go_to((self._pages.count if self._pages else 1) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / ZOOM_STEP)
            case _:
                super().keyPressEvent(event)

    def page_text(self) -> str:
        """The number of the page in view, of how many."""
        count = self._pages.count if self._pages else 0
        return _("Page {n} of {of}", n=self._current + 1, of=count) if count else ""
