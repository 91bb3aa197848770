"""The overview strip: the whole programme, and a frame around the window, which can be dragged and resized."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.i18n import _, day_words
from viewer.model.calendar import date_of, day_number
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.theme import LIGHT, Theme
from viewer.timeline.overview import Overview, OverviewMarks, build_overview
from viewer.widgets.gesture_input import Pan, WheelInput, Zoom

GRIP_PX = 6.0  # so near to an edge of the frame the pointer drags that edge
MIN_GRIPS_PX = 14.0  # a narrower frame shows no grips
# How far a key moves the frame, as a share of its length.
MOVES = {Qt.Key.Key_Left: -0.1, Qt.Key.Key_Right: 0.1, Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_PageDown: 1.0}
ZOOMS = {Qt.Key.Key_Plus: 1 / 1.5, Qt.Key.Key_Equal: 1 / 1.5, Qt.Key.Key_Minus: 1.5}


class Drag(Struct, frozen=True):
    """What the pointer drags: the part of the frame, from where, the window then, and the one before the press."""

    part: str  # "start", "end" or "frame"
    x: float
    window: Span
    before: Span


class OverviewStrip(QWidget):
    """Shows where the window lies within the whole programme."""

    window_requested = Signal(float, float)  # start and end in days
    whole_requested = Signal()

    def __init__(self, header_px: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header_px = header_px
        self._programme: Programme | None = None
        self._window = Span(0.0, 1.0)
        self._today = 0.0
        self._theme = LIGHT
        self._strip: Overview | None = None
        self._background = QPixmap()
        self._background_marks: OverviewMarks | None = None  # those on `_background`
        self._wheel = WheelInput()
        self._drag: Drag | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def retranslate(self) -> None:
        self._update_name()
        self.setAccessibleDescription(
            _("Arrows move the frame, with Shift its end, with Ctrl its start; + and - zoom; Home: all.")
        )
        self.setToolTip(_("Drag the window or pull its edges. Double-click: all of it."))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 72)

    def show_programme(self, programme: Programme, window: Span, today: date) -> None:
        self._programme, self._window, self._today = programme, window, day_number(today)
        self._strip = None
        self._update_name()
        self.update()

    def show_theme(self, theme: Theme) -> None:
        self._theme, self._background_marks = theme, None
        self.update()

    def _update_name(self) -> None:
        """Set the accessible name, which includes the window: screen readers say it as the value."""
        name = _("Overview")
        if self._programme is not None:
            first, last = day_words(date_of(self._window.start)), day_words(date_of(self._window.end - 1e-6))
            name = _("Overview: {first} to {last}", first=first, last=last)
        self.setAccessibleName(name)

    def strip(self) -> Overview:
        """What is drawn now. Only after `show_programme`."""
        if self._strip is None:
            assert self._programme is not None
            width, height = float(self.width()), float(self.height())
            self._strip = build_overview(self._programme, self._window, width, height, self._header_px, self._today)
        return self._strip

    def resizeEvent(self, event: QEvent) -> None:
        self._strip = self._background_marks = None

    def _part_at(self, x: float) -> str:
        """The part of the frame at `x`: "start", "end", "frame" or "" for none."""
        frame = self.strip().window
        to_start, to_end = abs(x - frame.x), abs(x - frame.right)
        if min(to_start, to_end) <= GRIP_PX:
            return "start" if to_start < to_end or (to_start == to_end and x < frame.x) else "end"
        return "frame" if frame.x < x < frame.right else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Drag a part of the frame. A press beside the frame moves it there."""
        x, before = event.position().x(), self._window
        if event.button() != Qt.MouseButton.LeftButton or x < self._header_px:
            event.ignore()
            return
        part = self._part_at(x)
        if not part:
            day = self.strip().scale.days(x)
            self.window_requested.emit(day - before.length / 2, day + before.length / 2)
        self._drag = Drag(part or "frame", x, self._window, before)
        self._update_cursor(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if event.buttons() == Qt.MouseButton.NoButton:
            self._drag = None  # the release may have gone elsewhere
        if self._drag is None:
            self._update_cursor(x)
            return
        scale, window, part = self.strip().scale, self._drag.window, self._drag.part
        days, shortest = scale.days(x) - scale.days(self._drag.x), scale.length(2 * GRIP_PX)
        start, end = window.start + days, window.end + days
        if part == "start":
            start, end = min(start, window.end - shortest), window.end
        elif part == "end":
            start, end = window.start, max(end, window.start + shortest)
        self.window_requested.emit(start, end)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._update_cursor(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        if event.button() == Qt.MouseButton.LeftButton:
            self.whole_requested.emit()

    def _update_cursor(self, x: float) -> None:
        """Arrows over an edge, an open hand over the frame, a closed one while it is dragged."""
        part = self._drag.part if self._drag else self._part_at(x) if x >= self._header_px else ""
        hand = Qt.CursorShape.ClosedHandCursor if self._drag else Qt.CursorShape.OpenHandCursor
        shape = {"": Qt.CursorShape.ArrowCursor, "frame": hand}.get(part, Qt.CursorShape.SizeHorCursor)
        if shape != self.cursor().shape():
            self.setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As on the timeline: a wheel zooms, about the day below it if the frame is there; sideways it pans."""
        event.accept()
        self._request(self._wheel.wheel(event))

    def _request(self, request: Zoom | Pan | None) -> None:
        window = self._window
        if self._drag is not None or request is None:
            return
        if isinstance(request, Zoom):
            day = self.strip().scale.days(request.x)
            window = window.zoomed(request.ratio, day if window.overlaps(day, day) else window.middle)
        else:
            window = window.panned(-request.dx * window.length / (self.width() - self._header_px))
        if window != self._window:
            self.window_requested.emit(window.start, window.end)

    def event(self, event: QEvent) -> bool:
        """A pinch zooms. Esc during a drag restores the window, before it is anybody's shortcut."""
        if isinstance(event, QNativeGestureEvent):
            self._request(self._wheel.pinch(event))
            event.accept()
            return True
        if self._drag is not None and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                before, self._drag = self._drag.before, None
                self.window_requested.emit(before.start, before.end)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the frame, or with Shift its end, with Ctrl its start; zoom; Home shows all."""
        window, key, modifiers = self._window, Qt.Key(event.key()), event.modifiers()
        if key in MOVES:
            moved = window.panned(MOVES[key] * window.length)
            start = window.start if modifiers & Qt.KeyboardModifier.ShiftModifier else moved.start
            end = window.end if modifiers & Qt.KeyboardModifier.ControlModifier else moved.end
            if start < end:
                self.window_requested.emit(start, end)
        elif key in ZOOMS:
            zoomed = window.zoomed(ZOOMS[key], window.middle)
            self.window_requested.emit(zoomed.start, zoomed.end)
        elif key == Qt.Key.Key_Home:
            self.whole_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QEvent) -> None:
        if self._programme is None:
            return
        strip, colours = self.strip(), {name: QColor(value) for name, value in self._theme.palette.items()}
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._background_of(strip))
            self._paint_texts(painter, strip, colours)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_frame(painter, strip, colours)

    def _background_of(self, strip: Overview) -> QPixmap:
        """The background with all marks. Moving the window does not change it."""
        theme, ratio = self._theme, self.devicePixelRatioF()
        if self._background_marks is strip.marks and self._background.devicePixelRatioF() == ratio:
            return self._background
        self._background_marks, self._background = strip.marks, QPixmap(self.size() * ratio)
        self._background.setDevicePixelRatio(ratio)
        self._background.fill(theme.palette["ground"])
        with QPainter(self._background) as painter:
            painter.fillRect(QRectF(0, 0, self._header_px, self.height()), QColor(theme.palette["panel"]))
            painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(theme.palette["hairline"]))
            painter.setPen(Qt.PenStyle.NoPen)
            for (lane, density), boxes in strip.marks.items():
                accent = QColor(theme.accents[lane % len(theme.accents)])
                accent.setAlphaF(0.45 + 0.55 * density if density else 0.38)
                painter.setBrush(accent)
                painter.drawRects([QRectF(box.x, box.y, box.width, box.height) for box in boxes])
        return self._background

    def _paint_texts(self, painter: QPainter, strip: Overview, colours: dict[str, QColor]) -> None:
        """The years below the marks, and the title in the header."""
        font, width, height = self.font(), self.width(), self.height()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(colours["muted"])
        bottom = strip.window.bottom
        for x, text in strip.ticks:
            if self._header_px < x < width - 34:
                painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 4))
                painter.drawText(QPointF(x + 4, height - 4.0), text)
        first, last = date_of(strip.scale.span.start).year, date_of(strip.scale.span.end - 1).year
        painter.drawText(QPointF(18, height / 2 + 14), f"{first} – {last}")
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colours["foreground"])
        painter.drawText(QPointF(18, height / 2 - 3), _("Overview"))

    def _paint_frame(self, painter: QPainter, strip: Overview, colours: dict[str, QColor]) -> None:
        """The frame around the window, the lines of today and of the as-of day, and the focus ring."""
        window = strip.window
        frame = QRectF(window.x + 0.5, window.y + 0.5, window.width - 1, window.height - 1)
        shade = QColor(colours["foreground"])
        shade.setAlphaF(0.06)
        painter.setBrush(shade)
        painter.setPen(QPen(colours["muted"], 1.2))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["muted"])
        if frame.width() >= MIN_GRIPS_PX:
            for x in (frame.left(), frame.right()):
                painter.drawRoundedRect(QRectF(x - 2.5, frame.center().y() - 8, 5, 16), 2, 2)
        else:  # a flag shows where so short a window is
            x, y = frame.center().x(), frame.top()
            painter.drawPolygon([QPointF(x - 6, y - 2), QPointF(x + 6, y - 2), QPointF(x, y + 6)])
        if strip.as_of_x is not None:
            painter.setPen(QPen(colours["as-of"], 1, Qt.PenStyle.DashLine))
            x = int(strip.as_of_x) + 0.5
            painter.drawLine(QPointF(x, 1), QPointF(x, window.bottom))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours["focus"], 2))
            painter.drawRoundedRect(frame.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setPen(QPen(colours["today"], 1))
        x = int(strip.today_x) + 0.5
        painter.drawLine(QPointF(x, 1), QPointF(x, window.bottom))
