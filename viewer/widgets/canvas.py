"""The canvas of the timeline: what it shows, the scene of that, and how it is painted and animated."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QScrollBar, QWidget

from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.overlays import Highlights, paint_highlights, paint_rubber_band
from viewer.paint.qt_painter import paint_over, paint_scene
from viewer.ref import id_of
from viewer.state import Span, ViewState
from viewer.theme import Theme
from viewer.timeline.lane_model import lane_model
from viewer.timeline.metrics import METRICS, Size
from viewer.timeline.scene import Band, Box, Cluster, Role, Scene, Shape
from viewer.timeline.scene_builder import cached_scene, scene_scale
from viewer.timeline.time_scale import TimeScale
from viewer.widgets.animation import Animator, RenderedScene, same_but_for_day, same_but_for_window, should_glide
from viewer.widgets.background_task import BackgroundTask


class TimelineCanvas(QObject):
    """Shows a programme through a view state on `widget`, beside `scroll_bar`. It changes no state.

    `programme` and `state` exist from the first `show_programme` on, `theme` from the first `show_theme` on.
    """

    programme: Programme
    state: ViewState
    theme: Theme

    def __init__(self, widget: QWidget, scroll_bar: QScrollBar) -> None:
        super().__init__(widget)
        self.hover = ""  # the ref of the shape under the pointer
        self.held = False  # while the user drags the picture it follows the pointer without an animation
        self.rubber_band: tuple[float, float] | None = None  # from which day to which day
        self.lit: frozenset[str] = frozenset()  # the refs of highlighted shapes
        self._widget, self._scroll_bar = widget, scroll_bar
        self._today = date.min
        self._scene: Scene | None = None
        self._rendered: RenderedScene | None = None  # of the present state
        self._overlay: tuple[Shape, ...] | None = None
        self.animator = Animator(self)
        self.animator.frame_requested.connect(widget.update)
        self._resize_delay = QTimer(self, singleShot=True, interval=30)  # ms: the rest of the window is painted first
        self._resize_delay.timeout.connect(self._build_resized)
        self._resize_task = BackgroundTask(self)

    @property
    def is_ready(self) -> bool:
        """True once there is something to paint."""
        return hasattr(self, "programme") and hasattr(self, "theme")

    @property
    def selection(self) -> str:
        """The address of what is selected; "" for nothing."""
        return self.state.selection if hasattr(self, "state") else ""

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> bool:
        """Show `programme`, a snapshot of its day, through `state`. Returns whether the scene changes."""
        self._overlay, self._today = None, today
        is_new = not hasattr(self, "state")
        changes = is_new or programme is not self.programme or self.state.layout_key() != state.layout_key()
        if changes:
            if is_new or not self._animate(state, same_programme=programme is self.programme):
                self.animator.finish()
            self.programme, self._scene, self._rendered = programme, None, None
        self.state = state
        self._widget.update()
        return changes

    def show_theme(self, theme: Theme) -> None:
        if theme is not getattr(self, "theme", None):
            self.theme = theme
            self.animator.finish()
            self._rendered = None
            self._widget.update()

    def show_lit(self, refs: frozenset[str]) -> None:
        """Highlight these shapes."""
        self.lit = refs
        self._widget.update()

    def resized(self) -> None:
        """Lay out the scene anew for another size. A large programme is painted as it was until its scene is built."""
        rendered = self._rendered
        self.invalidate()
        if rendered is not None and len(self.programme.events) > SMALL:
            self._rendered = rendered
            if not self._resize_delay.isActive():
                self._resize_delay.start()

    def _build_resized(self) -> None:
        scene_of = partial(cached_scene, self.programme, self.state, self.size, font_measure(), self._today)
        self._resize_task.run(lambda _progress: scene_of(), lambda _scene: self.invalidate(), synchronous=False)

    def invalidate(self) -> None:
        """Lay out the scene anew: the size or the language changed."""
        self.animator.finish()
        self._scene = self._rendered = self._overlay = None
        self._widget.update()

    def _animate(self, new: ViewState, same_programme: bool) -> bool:
        """Start the animation from the present state to `new`, if there is one."""
        old = self.state
        if not (self._widget.isVisible() and self.animator.allowed):
            return False
        if same_programme and same_but_for_window(old, new):
            on_screen = self._rendered or self.animator.rendered
            if self.held or on_screen is None or not should_glide(old.window, new.window):
                return False
            self.animator.animate_window(old.window, new.window, self._rendered)
            return True
        is_small = len(self.programme.events) <= SMALL
        if self._rendered is None or not is_small or not same_but_for_day(old, new):
            return False
        self.animator.animate_scene(self.animator.transition(self.scene) or self.scene())
        return True

    @property
    def size(self) -> Size:
        """The size of the scene in px: the widget without its scroll bar."""
        width = self._widget.width() - self._scroll_bar.sizeHint().width()
        return Size(float(width), float(self._widget.height()))

    def scene(self) -> Scene:
        """The scene of the present state."""
        if self._scene is None:
            self._scene = cached_scene(self.programme, self.state, self.size, font_measure(), self._today)
            self._update_scroll_bar(self._scene)
        return self._scene

    def scale(self) -> TimeScale:
        """Days to pixels of the widget."""
        return scene_scale(self.state, self.size)

    def overlay(self) -> tuple[Shape, ...]:
        """The shapes of the selection: arrows to what it needs, the dimension line to a second event."""
        if self._overlay is None:
            self._overlay = self._build_overlay() if self.state.selection else ()
        return self._overlay

    def _build_overlay(self) -> tuple[Shape, ...]:
        from viewer.timeline.selection_overlay import dependency_arrows, dimension_line

        programme, state, scene, scale = self.programme, self.state, self.scene(), self.scale()
        lane_of = lane_model(programme, state.grouping).lane_of
        arrows = dependency_arrows(programme, scene, scale, state.selection, lane_of)
        if not state.measure_to:
            return arrows
        return arrows + dimension_line(programme, scene, scale, (state.selection, state.measure_to), font_measure())

    def cluster(self, ref: str) -> Cluster | None:
        """The cluster with that ref in the present scene."""
        clusters = (shape for shape in self.scene().shapes if isinstance(shape, Cluster))
        return next((cluster for cluster in clusters if cluster.ref == ref), None)

    def headers(self) -> dict[str, Box]:
        """The boxes of the lane headers in view by the ids of their lanes."""
        bands = (shape for shape in self.scene().shapes if isinstance(shape, Band))
        return {lane: band.box for band in bands if (lane := id_of(band.ref, "lane"))}

    def lane_at(self, y: float) -> str:
        """The id of the lane at that height; "" for none."""
        return id_of(self.scene().hit(METRICS.header_px - 1.0, y), "lane")

    @property
    def lanes_top(self) -> float:
        """Where the lanes that scroll begin: below the axis and the pinned lanes."""
        scene = self.scene()
        bands = (shape for shape in scene.shapes if isinstance(shape, Band) and shape.role is Role.GROUND)
        return max((band.box.bottom for band in bands if band.box.y == scene.axis_px), default=scene.axis_px)

    def _update_scroll_bar(self, scene: Scene) -> None:
        page = scene.height - scene.axis_px
        self._scroll_bar.setRange(0, max(0, round(scene.content_px - page)))
        self._scroll_bar.setPageStep(round(page))
        self._scroll_bar.setSingleStep(40)
        self._scroll_bar.setValue(round(self.state.scroll_px))
        self._scroll_bar.setVisible(scene.content_px > page)

    def paint(self, painter: QPainter) -> None:
        """Paint the present frame."""
        glide, moving = self.animator.glide, self.animator.transition(self.scene)
        if moving is not None:
            painter.fillRect(self._widget.rect(), self.theme.palette["ground"])
            paint_scene(painter, moving, self.theme)
        elif glide is None:
            rendered = self.rendered()
            painter.drawPixmap(0, 0, rendered.pixmap)
            if rendered.pixmap.deviceIndependentSize().toSize() != self._widget.size():  # see `resized`
                self._paint_ground_around(painter, rendered.pixmap)
            else:
                self._paint_highlights(painter, rendered.scene)
                paint_over(painter, rendered.scene, self.overlay(), self.theme)
        else:
            old = self.animator.rendered
            zooms_in = old is not None and glide.end.length < glide.start.length
            window = self.animator.shown_window(glide.end)
            painter.fillRect(self._widget.rect(), self.theme.palette["ground"])
            for rendered_scene in [old] if zooms_in else [old, self.rendered()]:
                if rendered_scene is not None:
                    self._paint_stretched(painter, rendered_scene, window)
        self.animator.frame_painted()
        if self.rubber_band is not None:
            from viewer.timeline.selection_overlay import span_words

            start, end = sorted(self.rubber_band)
            scale, top = self.scale(), METRICS.axis_px
            x1, x2 = (min(max(scale.x(day), scale.left), scale.right) for day in (start, end))
            area = QRectF(x1, top, x2 - x1, self._widget.height() - top)
            paint_rubber_band(painter, self.theme, area, span_words(start, end))

    def rendered(self) -> RenderedScene:
        """The present scene, painted into a pixmap of the widget's size and pixel ratio."""
        ratio = self._widget.devicePixelRatioF()
        if self._rendered is None or self._rendered.pixmap.devicePixelRatioF() != ratio:
            pixmap = QPixmap((self._widget.size().toSizeF() * ratio).toSize())
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(self.theme.palette["ground"])
            with QPainter(pixmap) as painter:
                paint_scene(painter, self.scene(), self.theme)
            self._rendered = RenderedScene(pixmap, self.scene(), self.state.window)
        return self._rendered

    def _paint_ground_around(self, painter: QPainter, pixmap: QPixmap) -> None:
        """Paint the part of a widget that has grown beyond `pixmap`."""
        size, grown = pixmap.deviceIndependentSize(), QRectF(self._widget.rect())
        for area in (grown.adjusted(size.width(), 0, 0, 0), grown.adjusted(0, size.height(), 0, 0)):
            painter.fillRect(area, self.theme.palette["ground"])

    def _paint_highlights(self, painter: QPainter, scene: Scene) -> None:
        focus = self.state.selection if self._widget.hasFocus() else ""
        highlights = Highlights(self.state.selection, self.hover, focus, self.lit)
        paint_highlights(painter, scene, self.theme, highlights)

    def _paint_stretched(self, painter: QPainter, rendered: RenderedScene, window: Span) -> None:
        """Paint what a rendered scene shows of `window`, stretched in time. The headers stay as they are."""
        scene, pixmap, height = rendered.scene, rendered.pixmap, float(self._widget.height())
        left, right, ratio = scene.header_px, scene.width, pixmap.devicePixelRatio()
        scale = TimeScale(rendered.window, left, right)
        x1, x2 = scale.x(window.start), scale.x(window.end)
        factor = (right - left) / (x2 - x1)
        painter.drawPixmap(QRectF(0, 0, left, height), pixmap, QRectF(0, 0, left * ratio, height * ratio))
        from_x, to_x = max(x1, left), min(x2, right)
        if to_x <= from_x:
            return
        target = QRectF(left + (from_x - x1) * factor, 0, (to_x - from_x) * factor, height)
        source = QRectF(from_x * ratio, 0, (to_x - from_x) * ratio, height * ratio)
        painter.drawPixmap(target, pixmap, source)
        painter.save()
        painter.setClipRect(target, Qt.ClipOperation.ReplaceClip)
        painter.translate(left - x1 * factor, 0)
        painter.scale(factor, 1.0)
        self._paint_highlights(painter, scene)
        painter.restore()
