"""The Moon's sides with the landing sites, as a widget and as a picture for a pane. The credit is always painted."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.i18n import _, language
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.pens import Grid, brush, colour, pen
from viewer.paint.qt_painter import paint_shapes
from viewer.resources import resource
from viewer.state import ViewState
from viewer.theme import LIGHT, Theme
from viewer.timeline.moon_scene import (
    Landing,
    MoonScene,
    landings,
    moon_scene,
    told,
    unplaced,
    useful_views,
)
from viewer.timeline.scene import Box, Label, Mark
from viewer.widgets.beside import AT_ONCE, Beside, in_one

LABEL_COVER = 0.82  # how much of the ground lies behind a label on a disc
PANE_DISC_PX = 216


@lru_cache(maxsize=8)
def side(view_id: str) -> QImage:
    """The picture of a side: a square, the disc touching its edges. Null where the file is missing."""
    return QImage(str(resource("moon") / f"{view_id}.jpg"))


def paint_moon(painter: QPainter, moon: MoonScene, theme: Theme, chosen: str = "") -> None:
    """Ink the discs, then what lies upon them; `chosen` is the ref of a site to be ringed. Leaves the ground alone."""
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    for view, box in moon.discs:
        _paint_disc(painter, side(view.id), box, theme)
    ground = theme.palette["ground"]
    for shape in moon.scene.shapes:
        if isinstance(shape, Mark):
            edge = pen(theme.palette["focus"], 2.0) if shape.ref == chosen else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.setBrush(brush(ground, 0.92))
            painter.drawEllipse(QPointF(*shape.box.centre), 9.5, 9.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(ground, LABEL_COVER))
    labels = (shape for shape in moon.scene.shapes if isinstance(shape, Label) and shape.ref)
    for _ref, lines in groupby(labels, key=lambda label: (label.ref, label.box.x)):
        covers = [QRectF(one.box.x - 4, one.box.y - 0.5, _wide(one) + 8, one.box.height + 1) for one in lines]
        whole = covers[0]
        for cover in covers[1:]:
            whole = whole.united(cover)
        painter.drawRoundedRect(whole, 3, 3)
    paint_shapes(painter, moon.scene.shapes, theme, Grid.of(painter))
    painter.restore()


def _wide(label: Label) -> float:
    return min(label.box.width, font_measure()(label.text, label.role))


def _paint_disc(painter: QPainter, picture: QImage, box: Box, theme: Theme) -> None:
    """The disc cut out of its square, with a hairline round it."""
    circle = QRectF(box.x, box.y, box.width, box.height)
    if picture.isNull():
        painter.setBrush(brush(theme.palette["chip"]))
    else:
        ratio = max(1.0, painter.deviceTransform().m11())
        drawn = picture.scaledToWidth(
            min(picture.width(), round(box.width * ratio)), Qt.TransformationMode.SmoothTransformation
        )
        texture = QBrush(drawn)
        scale = box.width / drawn.width()
        texture.setTransform(QTransform.fromTranslate(box.x, box.y).scale(scale, scale))
        painter.setBrush(texture)
    painter.setPen(pen(theme.palette["hairline"]))
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))


def moon_image(programme: Programme, mission_id: str, theme: Theme, width: float, ratio: float) -> QImage:
    """The sites of one mission on the sides that show them best, `width` wide, `ratio` pixels of the device in each.

    Null where the mission has no site on the Moon with known coordinates. The ground is the theme's panel.
    """
    sites = landings(programme, mission_id)
    views = useful_views(sites)
    if not views:
        return QImage()
    height = min(width / len(views), PANE_DISC_PX + 36.0) + 50.0
    moon = moon_scene(sites, width, height, font_measure(), views)
    made = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(colour(theme.palette["panel"]))
    painter = QPainter(made)
    paint_moon(painter, moon, theme)
    painter.end()
    return made


class MoonView(QWidget):
    """The panel: a click on a site wishes for its mission; arrows walk the sites, Enter opens."""

    select_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._theme: Theme = LIGHT
        self._language = ""
        self._selected = ""
        self.sites: tuple[Landing, ...] = ()
        self._missing: tuple[str, ...] = ()
        self._moon: MoonScene | None = None
        self._here = -1
        self._beside = Beside(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 180)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setAccessibleName(_("Landing sites on the Moon"))
        if self._programme is not None and self._language != language():
            self._show(self._programme)
        self._describe()

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the sites known in `programme`, which was seen from a day; nothing is wished."""
        if programme is not self._programme:
            self._show(programme)
        if state.selection != self._selected:
            self._selected = state.selection
            self.update()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 340)

    def moon(self) -> MoonScene:
        """The picture for the present size; built when first asked for."""
        if self._moon is None:
            self._moon = moon_scene(
                self.sites, self.width(), self.height(), font_measure(), missing=self._missing
            )
        return self._moon

    def tip(self, ref: str) -> str:
        """What lies at "site/N", with coordinates and sources, as HTML of escaped lines; "" of ""."""
        if not ref:
            return ""
        return "".join(f"<p>{escape(line)}</p>" for line in told(self.sites[_number(ref)]))

    @property
    def busy(self) -> bool:
        """Whether other sites are being found."""
        return self._beside.busy

    def _show(self, programme: Programme) -> None:
        """Find the sites, of very many events beside the window: the last ones stay until they are there."""
        self._programme, self._language = programme, language()
        small = len(programme.events) <= AT_ONCE
        found = in_one(lambda: (landings(programme), unplaced(programme)))
        self._beside.begin(found, self._take, at_once=small)

    def _take(self, found: tuple[tuple[Landing, ...], tuple[str, ...]]) -> None:
        self.sites, self._missing = found
        self._here, self._moon = -1, None
        self._describe()
        self.update()

    def _describe(self) -> None:
        now = [self.sites[self._here]] if 0 <= self._here < len(self.sites) else self.sites
        self.setAccessibleDescription("; ".join(landing.words() for landing in now))

    def _chosen(self) -> str:
        if self.hasFocus() and self._here >= 0:
            return f"site/{self._here}"
        return next(
            (f"site/{n}" for n, site in enumerate(self.sites) if f"mission/{site.mission}" == self._selected),
            "",
        )

    def _wish(self, ref: str) -> None:
        if ref:
            self.select_requested.emit(f"mission/{self.sites[_number(ref)].mission}")

    # ── Qt ──────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._moon = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._theme.palette["ground"]))
        paint_moon(painter, self.moon(), self._theme, self._chosen())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._wish(self._at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self.sites:
            start = self._here if self._here >= 0 else (-1 if steps[Qt.Key(event.key())] > 0 else 0)
            self._here = (start + steps[Qt.Key(event.key())]) % len(self.sites)
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wish(self._chosen())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(self._at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def _at(self, place: QPointF) -> str:
        return self.moon().scene.hit(place.x(), place.y())


def _number(ref: str) -> int:
    return int(ref.removeprefix("site/"))
