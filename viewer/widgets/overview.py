"""The overview strip on screen: drag the window, pull its edges, click to go there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.i18n import _
from viewer.model.calendar import date_of, day_number
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.theme import Theme
from viewer.timeline.overview import Overview, build_overview

GRIP_PX = 6.0
"""How near to an edge of the window a pull takes hold of it."""

STEP, ZOOM = 0.1, 1.5
"""What a key moves, as a share of the window, and how much it zooms."""


class OverviewStrip(QWidget):
    """Shows where the window lies in the whole. Its wishes are windows: `window_wished(start, end)` in days."""

    window_wished = Signal(float, float)
    whole_wished = Signal()

    def __init__(self, header_px: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header_px = header_px
        self._programme: Programme | None = None
        self._window = Span(0.0, 1.0)
        self._today = 0.0
        self._theme: Theme | None = None
        self._strip: Overview | None = None
        self._drawn: QPixmap | None = None
        self._drawn_of: object = None
        self._grip = ""
        self._held: tuple[float, Span] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()

    def dress(self) -> None:
        """Words in the present language."""
        self.setAccessibleName(_("Overview"))
        self.setAccessibleDescription(
            _("Arrows move the window, with Shift its end; + and - zoom; Home: all.")
        )
        self.setToolTip(_("Drag the window or pull its edges. Double-click: all of it."))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 72)

    def show_programme(self, programme: Programme, window: Span, today: date) -> None:
        self._programme, self._window, self._today = programme, window, day_number(today)
        self._strip = None
        self.update()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn = None
        self.update()

    def strip(self) -> Overview:
        """What is drawn now. Only after `show_programme`."""
        if self._strip is None:
            assert self._programme is not None
            width, height = float(self.width()), float(self.height())
            self._strip = build_overview(
                self._programme, self._window, width, height, self._header_px, self._today
            )
        return self._strip

    def resizeEvent(self, event: object) -> None:
        self._strip = self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._programme is None or self._theme is None:
            return
        strip, theme = self.strip(), self._theme
        colour = {name: QColor(value) for name, value in theme.palette.items()}
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._marked(strip, theme, colour))
            self._paint_words(painter, strip, colour)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            window = strip.window
            frame = QRectF(window.x + 0.5, window.y + 0.5, window.width - 1, window.height - 1)
            veil = QColor(colour["ink"])
            veil.setAlphaF(0.06)
            painter.setBrush(veil)
            painter.setPen(QPen(colour["muted"], 1.2))
            painter.drawRoundedRect(frame, 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour["muted"])
            for x in (frame.left(), frame.right()):
                painter.drawRoundedRect(QRectF(x - 2.5, frame.center().y() - 8, 5, 16), 2, 2)
            if strip.as_of_x is not None:
                painter.setPen(QPen(colour["as-of"], 1, Qt.PenStyle.DashLine))
                x = int(strip.as_of_x) + 0.5
                painter.drawLine(QPointF(x, 1), QPointF(x, window.y + window.height))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour["focus"], 2))
                painter.drawRoundedRect(frame.adjusted(-2, -2, 2, 2), 5, 5)
            painter.setPen(QPen(colour["today"], 1))
            x = int(strip.today_x) + 0.5
            painter.drawLine(QPointF(x, 1), QPointF(x, window.y + window.height))

    def _marked(self, strip: Overview, theme: Theme, colour: dict[str, QColor]) -> QPixmap:
        """The ground with all marks, kept as long as they stay the same: moving the window changes none."""
        ratio = self.devicePixelRatioF()
        if (
            self._drawn is None
            or self._drawn_of is not strip.marks
            or self._drawn.devicePixelRatio() != ratio
        ):
            self._drawn = QPixmap((self.size().toSizeF() * ratio).toSize())
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn_of = strip.marks
            with QPainter(self._drawn) as painter:
                painter.fillRect(self.rect(), colour["ground"])
                painter.fillRect(QRectF(0, 0, self._header_px, self.height()), colour["panel"])
                painter.fillRect(QRectF(0, 0, self.width(), 1), colour["hairline"])
                for box, lane, density in strip.marks:
                    accent = QColor(theme.accents[lane % len(theme.accents)])
                    accent.setAlphaF(0.45 + 0.55 * density if density else 0.38)
                    painter.fillRect(QRectF(box.x, box.y, box.width, box.height), accent)
        return self._drawn

    def _paint_words(self, painter: QPainter, strip: Overview, colour: dict[str, QColor]) -> None:
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(colour["muted"])
        foot = strip.window.y + strip.window.height
        for tick in strip.ticks:
            if self._header_px < tick.x < self.width() - 34:
                painter.drawLine(QPointF(tick.x, foot), QPointF(tick.x, foot + 4))
                painter.drawText(QPointF(tick.x + 4, self.height() - 4.0), tick.text)
        whole = strip.scale.span
        painter.drawText(
            QPointF(18, self.height() / 2 + 14),
            f"{date_of(whole.start).year} – {date_of(whole.end - 1).year}",
        )
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour["ink"])
        painter.drawText(QPointF(18, self.height() / 2 - 3), _("Overview"))

    # ── hands ─────────────────────────────────────────────────────────────────────────────────────

    def _grip_at(self, x: float) -> str:
        """Which part of the window lies at `x`: "start", "end", "window" or "" for none."""
        window = self.strip().window
        if abs(x - window.x) <= GRIP_PX:
            return "start"
        if abs(x - window.x - window.width) <= GRIP_PX:
            return "end"
        return "window" if window.x < x < window.x + window.width else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if event.button() != Qt.MouseButton.LeftButton or x < self._header_px:
            return
        self._grip = self._grip_at(x)
        if not self._grip:
            half = (self._window.end - self._window.start) / 2
            day = self.strip().scale.days(x)
            self.window_wished.emit(day - half, day + half)
            self._grip = "window"
        self._held = (x, self._window)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of the programme."""
        self._held, self._grip = None, ""
        if event.button() == Qt.MouseButton.LeftButton:
            self.whole_wished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the window by a tenth, with Shift its end; plus and minus zoom; Home: all of it."""
        window, step = self._window, STEP * self._window.length
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ways = {Qt.Key.Key_Left: -step, Qt.Key.Key_Right: step}
        zooms = {Qt.Key.Key_Plus: 1 / ZOOM, Qt.Key.Key_Equal: 1 / ZOOM, Qt.Key.Key_Minus: ZOOM}
        key = Qt.Key(event.key())
        if key in ways:
            moved = window.panned(ways[key])
            self.window_wished.emit(window.start if shift else moved.start, moved.end)
        elif key in zooms:
            zoomed = window.zoomed(zooms[key], window.middle)
            self.window_wished.emit(zoomed.start, zoomed.end)
        elif key == Qt.Key.Key_Home:
            self.whole_wished.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is None:
            grip = self._grip_at(x)
            self.setCursor(
                Qt.CursorShape.SizeHorCursor
                if grip in ("start", "end")
                else Qt.CursorShape.OpenHandCursor
                if grip
                else Qt.CursorShape.ArrowCursor
            )
            return
        scale = self.strip().scale
        from_x, window = self._held
        moved = scale.days(x) - scale.days(from_x)
        least = scale.days(2 * GRIP_PX) - scale.days(0.0)
        if self._grip == "start":
            self.window_wished.emit(min(window.start + moved, window.end - least), window.end)
        elif self._grip == "end":
            self.window_wished.emit(window.start, max(window.end + moved, window.start + least))
        else:
            self.window_wished.emit(window.start + moved, window.end + moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self._grip = ""
