"""How the overview looks: the strip and its marks, the frame that shows the window, the days that matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from viewer.i18n import _
from viewer.model.calendar import date_of
from viewer.theme import Theme
from viewer.timeline.overview import Marked, Overview

INKS = 24
"""So many shades tell how many events lie in a cell."""


class OverviewInk:
    """Paints a strip; the ground with all marks is kept as long as they stay the same."""

    def __init__(self, header_px: float) -> None:
        self._header_px = header_px
        self._drawn: QPixmap | None = None
        self._drawn_of: object = None

    def forget(self) -> None:
        """Size or colours are others."""
        self._drawn = None

    def paint(
        self, painter: QPainter, strip: Overview, theme: Theme, size: QSize, font: QFont, focused: bool
    ) -> None:
        """The strip over `size` px; `font` gives the family, `focused` a ring about the frame."""
        colour = {name: QColor(value) for name, value in theme.palette.items()}
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(0, 0, self._marked(strip, theme, colour, size, ratio))
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
        for x in (frame.left(), frame.right()):
            painter.drawRoundedRect(QRectF(x - 2.5, frame.center().y() - 8, 5, 16), 2, 2)
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

    def _marked(
        self, strip: Overview, theme: Theme, colour: dict[str, QColor], size: QSize, ratio: float
    ) -> QPixmap:
        """The ground with all marks: moving the window changes none."""
        if (
            self._drawn is None
            or self._drawn_of is not strip.marks
            or self._drawn.devicePixelRatio() != ratio
        ):
            self._drawn = QPixmap((size.toSizeF() * ratio).toSize())
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn_of = strip.marks
            with QPainter(self._drawn) as painter:
                painter.fillRect(QRectF(0, 0, size.width(), size.height()), colour["ground"])
                painter.fillRect(QRectF(0, 0, self._header_px, size.height()), colour["panel"])
                painter.fillRect(QRectF(0, 0, size.width(), 1), colour["hairline"])
                painter.setPen(Qt.PenStyle.NoPen)
                for (lane, alpha), boxes in by_ink(strip.marks).items():
                    accent = QColor(theme.accents[lane % len(theme.accents)])
                    accent.setAlphaF(alpha)
                    painter.setBrush(accent)
                    painter.drawRects(boxes)
        return self._drawn

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


def by_ink(marks: Sequence[Marked]) -> dict[tuple[int, float], list[QRectF]]:
    """Marks of one ink together, the wide ones first: one by one they would cost ten times as much."""
    found: dict[tuple[int, float], list[QRectF]] = defaultdict(list)
    for box, lane, density in marks:
        alpha = 0.45 + 0.55 * round(INKS * density) / INKS if density else 0.38
        found[lane, alpha].append(QRectF(box.x, box.y, box.width, box.height))
    return found
