"""Paints the overview strip: its marks, the frame around the window, today and the as-of day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from viewer.i18n import _
from viewer.model.calendar import date_of
from viewer.theme import Theme
from viewer.timeline.overview import Overview, OverviewMark

LEAST_FRAME_PX = 14.0
"""A narrower frame has no visible grips."""
SHADES = 24
"""The opacity of a cell has this many steps."""


class OverviewPainter:
    """Paints a strip. The background with all marks is kept while the marks, the size and the theme stay the same."""

    def __init__(self, header_px: float) -> None:
        self._header_px = header_px
        self._marks: tuple[OverviewMark, ...] | None = None  # those on `_background`
        self._background = QPixmap()

    def invalidate(self) -> None:
        """Paint the background anew: the size or the theme changed."""
        self._marks = None

    def paint(
        self, painter: QPainter, strip: Overview, theme: Theme, size: QSize, font: QFont, focused: bool
    ) -> None:
        """The strip over `size` px; `font` gives the family, `focused` a ring about the frame."""
        colour = {name: QColor(value) for name, value in theme.palette.items()}
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(0, 0, self._background_of(strip, theme, size, ratio))
        self._paint_words(painter, strip, colour, size, font)
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
        if frame.width() >= LEAST_FRAME_PX:
            for x in (frame.left(), frame.right()):
                painter.drawRoundedRect(QRectF(x - 2.5, frame.center().y() - 8, 5, 16), 2, 2)
        else:  # no room for grips: a flag shows where so short a window lies
            x, y = frame.center().x(), frame.top()
            painter.drawPolygon(QPolygonF([QPointF(x - 6, y - 2), QPointF(x + 6, y - 2), QPointF(x, y + 6)]))
        if strip.as_of_x is not None:
            painter.setPen(QPen(colour["as-of"], 1, Qt.PenStyle.DashLine))
            x = int(strip.as_of_x) + 0.5
            painter.drawLine(QPointF(x, 1), QPointF(x, window.y + window.height))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour["focus"], 2))
            painter.drawRoundedRect(frame.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setPen(QPen(colour["today"], 1))
        x = int(strip.today_x) + 0.5
        painter.drawLine(QPointF(x, 1), QPointF(x, window.y + window.height))

    def _background_of(self, strip: Overview, theme: Theme, size: QSize, ratio: float) -> QPixmap:
        """The background with all marks: moving the window does not change it."""
        if self._marks is strip.marks and self._background.devicePixelRatioF() == ratio:
            return self._background
        self._marks, self._background = strip.marks, QPixmap(size * ratio)
        self._background.setDevicePixelRatio(ratio)
        self._background.fill(theme.palette["ground"])
        with QPainter(self._background) as painter:
            painter.fillRect(QRectF(0, 0, self._header_px, size.height()), QColor(theme.palette["panel"]))
            painter.fillRect(QRectF(0, 0, size.width(), 1), QColor(theme.palette["hairline"]))
            painter.setPen(Qt.PenStyle.NoPen)
            for (lane, alpha), boxes in boxes_by_colour(strip.marks).items():
                accent = QColor(theme.accents[lane % len(theme.accents)])
                accent.setAlphaF(alpha)
                painter.setBrush(accent)
                painter.drawRects(boxes)
        return self._background

    def _paint_words(
        self, painter: QPainter, strip: Overview, colour: dict[str, QColor], size: QSize, family: QFont
    ) -> None:
        font = QFont(family)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(colour["muted"])
        foot = strip.window.y + strip.window.height
        for tick in strip.ticks:
            if self._header_px < tick.x < size.width() - 34:
                painter.drawLine(QPointF(tick.x, foot), QPointF(tick.x, foot + 4))
                painter.drawText(QPointF(tick.x + 4, size.height() - 4.0), tick.text)
        whole = strip.scale.span
        painter.drawText(
            QPointF(18, size.height() / 2 + 14),
            f"{date_of(whole.start).year} – {date_of(whole.end - 1).year}",
        )
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour["ink"])
        painter.drawText(QPointF(18, size.height() / 2 - 3), _("Overview"))


def boxes_by_colour(marks: Sequence[OverviewMark]) -> dict[tuple[int, float], list[QRectF]]:
    """The boxes by lane and opacity: painted one by one they would take ten times as long."""
    boxes: dict[tuple[int, float], list[QRectF]] = defaultdict(list)
    for box, lane, density in marks:
        alpha = 0.45 + 0.55 * round(SHADES * density) / SHADES if density else 0.38
        boxes[lane, alpha].append(QRectF(box.x, box.y, box.width, box.height))
    return boxes
