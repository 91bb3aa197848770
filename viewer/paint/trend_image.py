"""The small chart of how one date moved, as a picture for a pane or a page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from viewer.model.date_history import has_trend
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure, load_fonts
from viewer.paint.pens import pen
from viewer.paint.qt_painter import paint_scene
from viewer.theme import Theme
from viewer.timeline.metrics import Size
from viewer.timeline.trend_scene import TrendOptions, trend_scene

HEIGHT_PX = 150.0
CORNER_PX = 6.0


def trend_image(programme: Programme, event_id: str, theme: Theme, width: int, ratio: float = 2.0) -> QImage:
    """The chart of one event, `width` px wide and 150 high at `ratio`, in a frame with round corners.

    A null image where the event is not there or fewer than two of its claims name a date. Needs an application
    object, for the fonts.
    """
    if programme.day is None or programme.event(event_id) is None or not has_trend(programme, event_id):
        return QImage()
    load_fonts()
    size = Size(float(width), HEIGHT_PX)
    options = TrendOptions(size, font_measure(), programme.day, is_titled=False)
    scene = trend_scene(programme, (event_id,), options)
    image = QImage(round(size.width * ratio), round(size.height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(0.5, 0.5, size.width - 1, size.height - 1), CORNER_PX, CORNER_PX)
        painter.setClipPath(frame)
        paint_scene(painter, scene, theme)
        painter.setClipping(False)
        painter.setPen(pen(theme.palette["hairline"], 1.0))
        painter.drawPath(frame)
    return image
