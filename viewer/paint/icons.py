"""Icons of buttons, drawn as strokes in a theme's foreground, sharp at any size and ratio; the icon of the program."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from viewer.paint.pens import colour
from viewer.resources import resource
from viewer.theme import Theme

Strokes = tuple[tuple[tuple[float, float], ...], ...]

STROKES: dict[str, Strokes] = {  # polylines on a square of 20
    "back": (((12.5, 4.5), (7, 10), (12.5, 15.5)),),
    "forward": (((7.5, 4.5), (13, 10), (7.5, 15.5)),),
    "home": (((3, 10), (10, 3.8), (17, 10)), ((5.2, 8.6), (5.2, 16.2), (14.8, 16.2), (14.8, 8.6))),
    "zoom-in": (((13.2, 13.2), (17, 17)), ((8.8, 6.3), (8.8, 11.3)), ((6.3, 8.8), (11.3, 8.8))),
    "zoom-out": (((13.2, 13.2), (17, 17)), ((6.3, 8.8), (11.3, 8.8))),
    "search": (((13.2, 13.2), (17, 17)),),
    "print": (
        ((6, 7), (6, 3.2), (14, 3.2), (14, 7)),
        ((6, 14), (3.2, 14), (3.2, 7.2), (16.8, 7.2), (16.8, 14), (14, 14)),
        ((6, 11.4), (14, 11.4), (14, 17), (6, 17), (6, 11.4)),
    ),
    "filter": (
        ((3.4, 4.4), (16.6, 4.4), (11.6, 10.6), (11.6, 15.4), (8.4, 16.8), (8.4, 10.6), (3.4, 4.4)),
    ),
    "language": (((2.9, 10), (17.1, 10)),),
    "theme": (),
    "fit": (
        ((3, 7), (3, 3), (7, 3)), ((13, 3), (17, 3), (17, 7)),
        ((17, 13), (17, 17), (13, 17)), ((7, 17), (3, 17), (3, 13)),
    ),
    "today": (((10, 2.8), (10, 17.2)), ((6.5, 2.8), (13.5, 2.8))),
    "open": (((2.8, 15.8), (2.8, 4.6), (7.6, 4.6), (9.2, 6.6), (17.2, 6.6), (17.2, 15.8), (2.8, 15.8)),),
    "copy": (
        ((7, 7), (16.8, 7), (16.8, 16.8), (7, 16.8), (7, 7)),
        ((12.8, 4), (12.8, 3.2), (3.2, 3.2), (3.2, 12.8), (4, 12.8)),
    ),
    "close": (((5, 5), (15, 15)), ((15, 5), (5, 15))),
    "menu": (((3.2, 5.4), (16.8, 5.4)), ((3.2, 10), (16.8, 10)), ((3.2, 14.6), (16.8, 14.6))),
}  # fmt: skip
CIRCLES: dict[str, tuple[tuple[float, float, float, float], ...]] = {  # centre x, y, radii
    "zoom-in": ((8.8, 8.8, 5.6, 5.6),),
    "zoom-out": ((8.8, 8.8, 5.6, 5.6),),
    "search": ((8.8, 8.8, 5.6, 5.6),),
    "language": ((10, 10, 7.1, 7.1), (10, 10, 3.1, 7.1)),
    "theme": ((10, 10, 7.1, 7.1),),
}
NAMES = tuple(STROKES)
APP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


class StrokeIcon(QIconEngine):
    """Paints one of STROKES in a colour, pale when disabled."""

    def __init__(self, name: str, foreground: str, pale: str) -> None:
        super().__init__()
        self._name, self._foreground, self._pale = name, foreground, pale

    def clone(self) -> QIconEngine:
        return StrokeIcon(self._name, self._foreground, self._pale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        foreground = self._pale if mode is QIcon.Mode.Disabled else self._foreground
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(rect.width(), rect.height())
        painter.translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2)
        painter.scale(side / 20, side / 20)
        stroke = QPen(colour(foreground), 1.6)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(stroke)
        for x, y, wide, high in CIRCLES.get(self._name, ()):
            painter.drawEllipse(QPointF(x, y), wide, high)
        for line in STROKES[self._name]:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
        if self._name == "theme":  # a half moon
            half = QPainterPath(QPointF(10, 2.9))
            half.arcTo(QRectF(2.9, 2.9, 14.2, 14.2), 90, -180)
            half.closeSubpath()
            painter.fillPath(half, colour(foreground))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """A picture of `size`, in device-independent pixels, with `scale` pixels of the device for each."""
        pixels = size * scale
        pixmap = QPixmap(pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRect(0, 0, pixels.width(), pixels.height()), mode, state)
        pixmap.setDevicePixelRatio(scale)
        return pixmap


def icon(name: str, theme: Theme) -> QIcon:
    """The icon `name` (one of NAMES) in the foreground of a theme; KeyError for an unknown name."""
    if name not in STROKES:
        raise KeyError(name)
    return QIcon(StrokeIcon(name, theme.palette["foreground"], theme.palette["hairline"]))


def app_icon() -> QIcon:
    """The icon of the program in every size that is shipped."""
    result = QIcon()
    for size in APP_SIZES:
        result.addFile(str(resource("icons") / f"farside-{size}.png"), QSize(size, size))
    return result
