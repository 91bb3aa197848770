"""How the overview looks: the strip and its marks, the frame that shows the window, the days that matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap, QPolygonF

from viewer.i18n import _
from viewer.model.calendar import date_of
from viewer.theme import Theme
from viewer.timeline.overview import Marked, Overview

LEAST_GRIPPED_PX = 14.0
"""A frame narrower than this has no grips to be seen."""
INKS = 24
"""So many shades tell how many events lie in a cell."""


class MarkedGround(Struct, frozen=True):
    """The ground of a strip of `width` × `height` px with all its marks; made on any thread."""

    marks: tuple[Marked, ...]
    theme: Theme
    width: int
    height: int
    ratio: float  # pixels of the screen to one of ours
    image: QImage


def marked_ground(
    marks: tuple[Marked, ...], theme: Theme, width: int, height: int, ratio: float, header_px: float
) -> MarkedGround:
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.palette["ground"])
    with QPainter(image) as painter:
        painter.fillRect(QRectF(0, 0, header_px, height), QColor(theme.palette["panel"]))
        painter.fillRect(QRectF(0, 0, width, 1), QColor(theme.palette["hairline"]))
        painter.setPen(Qt.PenStyle.NoPen)
        for (lane, alpha), boxes in by_ink(marks).items():
            accent = QColor(theme.accents[lane % len(theme.accents)])
            accent.setAlphaF(alpha)
            painter.setBrush(accent)
            painter.drawRects(boxes)
    return MarkedGround(marks, theme, width, height, ratio, image)


class OverviewInk:
    """Paints a strip; the ground with all marks is kept as long as they stay the same."""

    def __init__(self, header_px: float) -> None:
        self._header_px = header_px
        self._ground: MarkedGround | None = None
        self._drawn: QPixmap | None = None

    def forget(self) -> None:
        """Size or colours are others."""
        self._drawn = None

    def keep(self, ground: MarkedGround) -> None:
        """What was made beforehand, for when its marks are shown."""
        self._ground, self._drawn = ground, None

    def paint(
        self, painter: QPainter, strip: Overview, theme: Theme, size: QSize, font: QFont, focused: bool
    ) -> None:
        """The strip over `size` px; `font` gives the family, `focused` a ring about the frame."""
        colour = {name: QColor(value) for name, value in theme.palette.items()}
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(0, 0, self._marked(strip, theme, size, ratio))
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
        if frame.width() >= LEAST_GRIPPED_PX:
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

    def _marked(self, strip: Overview, theme: Theme, size: QSize, ratio: float) -> QPixmap:
        """The ground with all marks: moving the window changes none."""
        wished = theme, size.width(), size.height(), ratio
        ground = self._ground
        fits = (
            ground is not None
            and ground.marks is strip.marks
            and (ground.theme, ground.width, ground.height, ground.ratio) == wished
        )
        if ground is None or not fits:
            self._drawn = None
            ground = self._ground = marked_ground(strip.marks, *wished, self._header_px)
        if self._drawn is None:
            self._drawn = QPixmap.fromImage(ground.image)
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
