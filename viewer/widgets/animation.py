"""Animations of the timeline: the window glides to another time, shapes move to where another day has them."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication

from viewer.state import Span, ViewState
from viewer.timeline.scene import Scene, interpolate

GLIDE_MS = 150  # duration of a glide of the window
TRANSITION_MS = 220  # duration of a move of shapes: long enough to be followed
FRAME_MS = 8  # while something moves, a frame is requested this often
HIDDEN_MS = 1000  # an animation that is not painted for so long, because it cannot be seen, ends
MIN_ZOOM, MIN_PAN = 1.12, 0.1
"""Smaller steps are shown at once: fingers, drags and fine wheels must not be followed late."""
MAX_STRETCH = 3.0  # a rendered scene is not stretched more than this: too much would be missing in it
EQUAL_LENGTHS = 1e-6  # two windows whose lengths differ by a smaller share have the same length


class RenderedScene(Struct, frozen=True):
    """A painted scene and the window in time that it shows."""

    pixmap: QPixmap
    scene: Scene
    window: Span


class Glide(Struct, frozen=True):
    """From the window `start` to `end` within GLIDE_MS, slowing down. A day that both show in one place stays there."""

    start: Span
    end: Span

    def at(self, ms: float) -> Span:
        """The window after `ms`: `start` before 0, exactly `end` from GLIDE_MS on."""
        share = min(max(ms / GLIDE_MS, 0.0), 1.0)
        if share >= 1.0:
            return self.end
        progress = _ease_out(share)
        ratio = self.end.length / self.start.length
        if abs(ratio - 1.0) < EQUAL_LENGTHS:
            return self.start.panned((self.end.start - self.start.start) * progress)
        fixed = (self.end.start - ratio * self.start.start) / (1.0 - ratio)
        factor = exp(log(ratio) * progress)
        start = fixed - (fixed - self.start.start) * factor
        return Span(start, start + self.start.length * factor)


def _ease_out(share: float) -> float:
    """Cubic ease-out."""
    return 1.0 - (1.0 - share) ** 3


def same_but_for_window(old: ViewState, new: ViewState) -> bool:
    """True if two states show the same scene but for the window in time."""
    return old.layout_key() == replace(new.layout_key(), window=old.window)


def same_but_for_day(old: ViewState, new: ViewState) -> bool:
    """True if two states show the same scene but for the as-of day."""
    return old.layout_key() == replace(new.layout_key(), as_of=old.as_of)


def should_glide(old: Span, new: Span) -> bool:
    """True if the way from one window to the other is long enough, and short enough, to be shown."""
    ratio = new.length / old.length
    far = abs(new.middle - old.middle) > MIN_PAN * old.length
    return old.overlaps(new.start, new.end) and (not 1 / MIN_ZOOM < ratio < MIN_ZOOM or far)


class Animator(QObject):
    """Runs at most one animation. The state has changed already: only the picture follows."""

    frame_requested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.enabled = True
        self.glide: Glide | None = None
        self.rendered: RenderedScene | None = None  # what a glide stretches, or fills the edges with
        self._origin: Scene | None = None  # what shapes move from
        self._clock = QElapsedTimer()  # since the first frame
        self._wait = QElapsedTimer()  # for the first frame
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._step)

    @property
    def allowed(self) -> bool:
        return self.enabled and desktop_allows_animation()

    @property
    def running(self) -> bool:
        return self.glide is not None or self._origin is not None

    def animate_window(self, start: Span, end: Span, rendered: RenderedScene | None) -> None:
        """Glide to `end` from the window on screen: `start`, or that of a running glide."""
        shown = self.shown_window(start)
        if self.glide is not None and rendered is None:
            rendered = self.rendered
        sharp = rendered is not None and rendered.window.length / end.length < MAX_STRETCH
        self._origin = None
        self.rendered = rendered if sharp or end.length > shown.length else None
        self.glide = Glide(shown, end)
        self._start()

    def animate_scene(self, origin: Scene) -> None:
        """Let shapes move from where they are in `origin`."""
        self.glide = self.rendered = None
        self._origin = origin
        self._start()

    def finish(self) -> None:
        """End the animation: the picture is that of the state."""
        self._frames.stop()
        self.glide = self.rendered = self._origin = None

    def shown_window(self, window: Span) -> Span:
        """The window that a glide shows now; `window` if nothing glides."""
        return window if self.glide is None else self.glide.at(self._ms())

    def transition(self, target: Callable[[], Scene]) -> Scene | None:
        """The scene on its way to `target()` now; None if no shape moves."""
        ms = self._ms()
        if self._origin is None or ms >= TRANSITION_MS:
            return None
        return interpolate(self._origin, target(), _ease_out(ms / TRANSITION_MS))

    def frame_painted(self) -> None:
        """A frame is on screen. The time of an animation begins with its first frame, however long that took."""
        if self.running and not self._clock.isValid():
            self._clock.start()

    def _ms(self) -> int:
        return self._clock.elapsed() if self._clock.isValid() else 0

    def _start(self) -> None:
        self._clock.invalidate()
        self._wait.start()
        self._frames.start()

    def _step(self) -> None:
        over = self._ms() >= (GLIDE_MS if self._origin is None else TRANSITION_MS)
        if over or (not self._clock.isValid() and self._wait.elapsed() > HIDDEN_MS):
            self.finish()
        self.frame_requested.emit()


def desktop_allows_animation() -> bool:
    """False if the desktop asks for reduced motion, as far as Qt knows.

    From Qt 6.12 on the preference itself is known. Before that Qt knows of desktops that switch all effects off
    (Windows, qt6ct): the duration of animations of the style is then 0. GNOME and KDE do not tell Qt.
    """
    from PySide6.QtWidgets import QStyle  # its enumerations are many, and the start does without

    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return False
    preference = getattr(QGuiApplication.styleHints().accessibility(), "motionPreference", None)
    reduced = getattr(getattr(Qt, "MotionPreference", None), "ReducedMotion", None)
    return preference is None or reduced is None or preference() != reduced
