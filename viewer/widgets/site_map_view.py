"""The map of the missions' sites, as a widget and as a picture for a pane. The credit is always painted."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.i18n import language
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.pens import brush, colour, pen, pixel_grid
from viewer.paint.qt_painter import paint_shapes
from viewer.ref import id_of, make_ref
from viewer.report.labels import BodyView, bodies, view_picture
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Box, Label, Mark
from viewer.timeline.site_map import MissionSite, SiteMap, SiteMapScene, site_map, site_map_scene
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.layouts import ThemedWidget

LABEL_OPACITY = 0.82  # of the ground behind a label on a disc
PANE_DISC_PX = 216
STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@lru_cache(maxsize=8)
def load_view_picture(body: str, view: BodyView) -> QImage:
    """The picture of a view: a square, the disc touching its edges."""
    return QImage(str(view_picture(body, view)))


def paint_site_map(painter: QPainter, scene: SiteMapScene, theme: Theme, selected: str = "") -> None:
    """Paint the discs and the shapes on them, not the ground; `selected` is the ref of a site with a focus ring."""
    painter.save()
    hints = QPainter.RenderHint
    painter.setRenderHints(hints.Antialiasing | hints.TextAntialiasing | hints.SmoothPixmapTransform)
    for view, disc in scene.discs:
        _paint_disc(painter, load_view_picture(scene.body, view), disc, theme)
    ground = theme.palette["ground"]
    painter.setBrush(brush(ground, 0.92))
    for shape in scene.scene.shapes:
        if isinstance(shape, Mark):
            painter.setPen(pen(theme.palette["focus"], 2.0) if shape.ref == selected else Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(*shape.box.centre), 9.5, 9.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(ground, LABEL_OPACITY))
    labels = (shape for shape in scene.scene.shapes if isinstance(shape, Label) and shape.ref)
    for _key, lines in groupby(labels, key=lambda label: (label.ref, label.box.x)):
        background = QRectF()
        for line in lines:
            width = min(line.box.width, font_measure()(line.text, line.role))
            background |= QRectF(line.box.x - 4, line.box.y - 0.5, width + 8, line.box.height + 1)
        painter.drawRoundedRect(background, 3, 3)
    paint_shapes(painter, scene.scene.shapes, theme, pixel_grid(painter))
    painter.restore()


def _paint_disc(painter: QPainter, picture: QImage, disc: Box, theme: Theme) -> None:
    """The disc cut out of its square picture, with a hairline around it."""
    width = min(picture.width(), round(disc.width * max(1.0, painter.deviceTransform().m11())))
    texture = QBrush(picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
    scale = disc.width / width
    texture.setTransform(QTransform.fromTranslate(disc.x, disc.y).scale(scale, scale))
    painter.setBrush(texture)
    painter.setPen(pen(theme.palette["hairline"]))
    painter.drawEllipse(QRectF(disc.x + 0.5, disc.y + 0.5, disc.width - 1, disc.height - 1))


def mission_site_image(programme: Programme, mission_id: str, theme: Theme, width: float, ratio: float) -> QImage:
    """The sites of one mission, `width` px wide at a device pixel ratio, on the ground of a pane.

    Null where the mission has no site with known coordinates on a body that has a map.
    """
    content = site_map(programme, mission_id)
    if not content.views:
        return QImage()
    height = min(width / len(content.views), PANE_DISC_PX + 36.0) + 50.0
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(colour(theme.palette["panel"]))
    with QPainter(image) as painter:
        paint_site_map(painter, site_map_scene(content, Size(width, height), font_measure()), theme)
    return image


class SiteMapView(ThemedWidget):
    """The panel: a click on a site selects its mission; arrow keys go from site to site, Enter selects."""

    select_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, mouseTracking=True, focusPolicy=Qt.FocusPolicy.StrongFocus)
        self._programme: Programme | None = None
        self._selection = ""
        self._content = SiteMap()
        self.sites: tuple[MissionSite, ...] = ()
        self._scene: SiteMapScene | None = None
        self._current = -1  # index of the site that the keys are on
        self.task = BackgroundTask(self)
        self.setMinimumSize(220, 180)

    def retranslate(self) -> None:
        if self._programme is not None:
            self._build(self._programme)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the sites known in `programme`, which is as of a day."""
        if programme is not self._programme:
            self._build(programme)
        self._selection = state.selection
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 340)

    def scene(self) -> SiteMapScene:
        """The scene for the present size; built when first asked for."""
        if self._scene is None:
            size = Size(float(self.width()), float(self.height()))
            self._scene = site_map_scene(self._content, size, font_measure())
        return self._scene

    def tooltip(self, ref: str) -> str:
        """The site at "site/N" with its coordinates and sources, as HTML of escaped lines; "" of ""."""
        lines = self._site(ref).tooltip_lines() if ref else ()
        return "".join(f"<p>{escape(line)}</p>" for line in lines)

    def _build(self, programme: Programme) -> None:
        """Collect the sites, in the background for programmes above `SMALL`; the old ones stay meanwhile."""
        self._programme, synchronous = programme, len(programme.events) <= SMALL
        self.task.run(lambda _progress: site_map(programme), self._show_content, synchronous=synchronous)

    def _show_content(self, content: SiteMap) -> None:
        self._content, self.sites, self._scene = content, content.sites, None
        body = bodies().get(content.body)
        self.setAccessibleName("" if body is None else body.sites(language()))
        self._go_to(-1)

    def _go_to(self, number: int) -> None:
        """Make a site the current one (-1: none). Screen readers read it, or all sites."""
        self._current = number
        sites = self.sites if number < 0 else (self.sites[number],)
        self.setAccessibleDescription("; ".join(site.words() for site in sites))
        self.update()

    def _site(self, ref: str) -> MissionSite:
        return self.sites[int(id_of(ref, "site"))]

    def _selected_ref(self) -> str:
        """The site that the keys are on, else the first site of the selected mission; "" for none."""
        if self.hasFocus() and self._current >= 0:
            return make_ref("site", str(self._current))
        missions = [make_ref("mission", site.mission) for site in self.sites]
        return make_ref("site", str(missions.index(self._selection))) if self._selection in missions else ""

    def _ref_at(self, position: QPointF) -> str:
        return self.scene().scene.hit(position.x(), position.y())

    def _request(self, ref: str) -> None:
        if ref:
            self.select_requested.emit(make_ref("mission", self._site(ref).mission))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scene = None

    def paintEvent(self, event: QEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(self.theme.palette["ground"]))
            paint_site_map(painter, self.scene(), self.theme, self._selected_ref())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointing = self._ref_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._request(self._ref_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(event.key())
        if step is not None and self.sites:
            start = self._current if self._current >= 0 else min(-step, 0)
            self._go_to((start + step) % len(self.sites))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._request(self._selected_ref())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tooltip(self._ref_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)
