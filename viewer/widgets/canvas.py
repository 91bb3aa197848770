"""The scene on screen: shown, painted once, glided to when the window in time is another. It wishes for nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.paint.band import paint_band
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_emphasis, paint_over, paint_scene
from viewer.state import Span, ViewState
from viewer.theme import Theme
from viewer.timeline.dependencies import Tie, arrows, ties
from viewer.timeline.lane_model import lane_model
from viewer.timeline.measure_tool import band_words, dimension
from viewer.timeline.scene import Scene, Shape
from viewer.timeline.scene_builder import METRICS, Size, build_scene, scene_scale
from viewer.timeline.time_scale import TimeScale
from viewer.widgets.animation import Motion, Shot, only_day, only_window, worth_a_glide
from viewer.widgets.glide import source


class Canvas(QWidget):
    """Shows a programme through a state. `show_*` never emit; hover, hold and rubber band are set by the hands.

    `painted()` tells, once, that the first picture is on screen.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted = False
        self._programme: Programme | None = None
        self._state: ViewState | None = None
        self._theme: Theme | None = None
        self._today = date.min
        self._scene: Scene | None = None
        self._shot: Shot | None = None  # of the present state
        self._over: tuple[Shape, ...] | None = None
        self._tied: tuple[Programme, str, tuple[Tie, ...]] | None = None
        self._motion = Motion(self)
        self._motion.stepped.connect(self.update)
        self._held = False  # by a hand or fingers: the picture stays under them
        self._hover = ""
        self._lit: tuple[str, ...] = ()
        self._band: tuple[float, float] | None = None  # from, to; days
        self._scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 200)

    # ── down: what to show ────────────────────────────────────────────────────────────────────────

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show `programme` (as of its day) through `state`."""
        before, self._state, self._today = self._state, state, today
        self._over = None
        if before is None or programme is not self._programme or before.layout_key() != state.layout_key():
            if before is None or not self._moves(before, state, same=programme is self._programme):
                self._motion.arrive()
            self._shot = None
            self._programme, self._scene = programme, None
        self.update()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._motion.arrive()
        self._shot = None
        self.update()

    def show_motion(self, animated: bool) -> None:
        """Whether the window glides to where it is wished, or jumps."""
        self._motion.wished = animated
        self._motion.arrive()

    def show_lit(self, event_ids: tuple[str, ...]) -> None:
        """Light up these events while the mouse rests on what they have in common elsewhere."""
        self._lit = tuple(f"event/{event_id}" for event_id in event_ids)
        self.update()

    def show_language(self) -> None:
        """The interface language changed: texts are laid out anew."""
        self._forget_scene()
        self.update()

    def scene(self) -> Scene:
        """The picture as it is on screen now. Only after `show_programme`."""
        if self._scene is None:
            assert self._programme is not None
            assert self._state is not None
            self._scene = build_scene(self._programme, self._state, self._size(), font_measure(), self._today)
            self._update_scroll_bar(self._scene)
        return self._scene

    def scale(self) -> TimeScale:
        """Days to pixels of this widget."""
        assert self._state is not None
        return scene_scale(self._state, self._size())

    def over(self) -> tuple[Shape, ...]:
        """What belongs to the selection: arrows to what it needs, the dimension line to a second event."""
        if self._over is None:
            assert self._programme is not None
            assert self._state is not None
            scene, scale, state = self.scene(), self.scale(), self._state
            lane_of = lane_model(self._programme, state.grouping).lane_of
            found = self._ties_of(self._programme, state.selection)
            self._over = arrows(self._programme, scene, scale, found, lane_of)
            if state.measure_to:
                ends = state.selection, state.measure_to
                self._over += dimension(self._programme, scene, scale, *ends, font_measure())
        return self._over

    def _ties_of(self, programme: Programme, address: str) -> tuple[Tie, ...]:
        """The ties of the selection, looked up once for as long as it stays."""
        if self._tied is None or self._tied[0] is not programme or self._tied[1] != address:
            self._tied = programme, address, ties(programme, address)
        return self._tied[2]

    def _size(self) -> Size:
        return Size(float(self.width() - self._bar_width()), float(self.height()))

    @property
    def room_px(self) -> float:
        """The height that there is for lanes."""
        return max(self._size().height - METRICS.axis_px, 0.0)

    def _forget_scene(self) -> None:
        self._motion.arrive()
        self._scene = self._shot = self._over = None

    def _bar_width(self) -> int:
        return self._scroll_bar.sizeHint().width()

    def _update_scroll_bar(self, scene: Scene) -> None:
        assert self._state is not None
        page = scene.height - scene.axis_px
        self._scroll_bar.setRange(0, max(0, round(scene.content_px - page)))
        self._scroll_bar.setPageStep(round(page))
        self._scroll_bar.setSingleStep(40)
        self._scroll_bar.setValue(round(self._state.scroll_px))
        self._scroll_bar.setVisible(scene.content_px > page)

    # ── motion ────────────────────────────────────────────────────────────────────────────────────

    @property
    def gliding(self) -> bool:
        """Whether what is shown is still on its way to the present state."""
        return self._motion.under_way

    def _moves(self, before: ViewState, state: ViewState, same: bool) -> bool:
        """Set out from the one state to the other if that can be followed; `same`: of the same programme."""
        if not (self._motion.wished and self.isVisible()):
            return False
        if same and only_window(before, state):
            seen = self._shot or self._motion.kept  # the latter while a glide closes in
            if self._held or seen is None or not worth_a_glide(before.window, state.window):
                return False
            self._motion.set_out(before.window, state.window, self._shot)
            return True
        few = self._programme is not None and len(self._programme.events) <= SMALL
        if self._shot is not None and few and only_day(before, state):
            self._motion.leave(self._motion.passing(self.scene) or self.scene())
            return True
        return False

    # ── paint ─────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._programme is None or self._state is None or self._theme is None:
            return
        with QPainter(self) as painter:
            glide, moving = self._motion.glide, self._motion.passing(self.scene)
            if moving is not None:
                painter.fillRect(self.rect(), self._theme.palette["ground"])
                paint_scene(painter, moving, self._theme)
            elif glide is None:
                shot = self._exact(self._theme)
                painter.drawPixmap(0, 0, shot.picture)
                self._paint_emphasis(painter, shot.scene, self._theme)
                paint_over(painter, shot.scene, self.over(), self._theme)
            else:
                kept = self._motion.kept
                closer = kept is not None and glide.end.length < glide.start.length
                shots = [kept] if closer else [kept, self._exact(self._theme)]
                shown = self._motion.shown(glide.end)
                painter.fillRect(self.rect(), self._theme.palette["ground"])
                for shot_or_none in shots:
                    if shot_or_none is not None:
                        self._paint_moved(painter, shot_or_none, shown, self._theme)
            self._motion.go()
            if self._band is not None:
                scale, (start, end) = self.scale(), sorted(self._band)
                x1, x2 = (min(max(scale.x(day), scale.left), scale.right) for day in (start, end))
                words = band_words(start, end)
                paint_band(painter, self._theme, x1, x2, METRICS.axis_px, float(self.height()), words)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _exact(self, theme: Theme) -> Shot:
        """The present scene, painted."""
        ratio = self.devicePixelRatioF()
        if self._shot is None or self._shot.picture.devicePixelRatioF() != ratio:
            assert self._state is not None
            scene = self.scene()
            picture = picture_of(scene, theme, self.size().toSizeF(), ratio)
            self._shot = Shot(picture, scene, self._state.window)
        return self._shot

    def _paint_emphasis(self, painter: QPainter, scene: Scene, theme: Theme) -> None:
        assert self._state is not None
        selection = self._state.selection
        focus = selection if self.hasFocus() else ""
        paint_emphasis(
            painter,
            scene,
            theme,
            selection=selection,
            hover=self._hover,
            focus=focus,
            lit=frozenset(self._lit),
        )

    def _paint_moved(self, painter: QPainter, shot: Shot, shown: Span, theme: Theme) -> None:
        """A shot as far as it shows what is `shown`, stretched in time; its headers stay as they are."""
        scene, ratio = shot.scene, shot.picture.devicePixelRatio()
        left, height = scene.header_px, float(self.height())
        x1, x2 = source(shot.window, shown, left, scene.width)
        factor = (scene.width - left) / (x2 - x1)
        kept = QRectF(0, 0, left, height)
        painter.drawPixmap(kept, shot.picture, QRectF(0, 0, left * ratio, height * ratio))
        from_x, to_x = max(x1, left), min(x2, scene.width)
        if to_x <= from_x:
            return
        target = QRectF(left + (from_x - x1) * factor, 0, (to_x - from_x) * factor, height)
        lanes = QRectF(from_x * ratio, 0, (to_x - from_x) * ratio, height * ratio)
        painter.drawPixmap(target, shot.picture, lanes)
        painter.save()
        painter.setClipRect(target, Qt.ClipOperation.ReplaceClip)
        painter.translate(left - x1 * factor, 0)
        painter.scale(factor, 1.0)
        self._paint_emphasis(painter, scene, theme)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self._bar_width()
        self._scroll_bar.setGeometry(self.width() - width, 0, width, self.height())
        self._forget_scene()


def picture_of(scene: Scene, theme: Theme, size: QSizeF, ratio: float) -> QPixmap:
    """`scene` in a picture for a screen with `ratio` pixels to one of ours, on the theme's ground."""
    picture = QPixmap((size * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.palette["ground"])
    with QPainter(picture) as painter:
        paint_scene(painter, scene, theme)
    return picture
