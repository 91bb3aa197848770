"""What is under way on the canvas: the window to another stretch of time, or shapes to where another day has them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from viewer.state import Span, ViewState
from viewer.timeline.scene import Scene
from viewer.timeline.scene_transition import passage
from viewer.widgets.glide import GLIDE_MS, Glide

FRAME_MS = 8
"""While something is under way, a picture is wished for so often."""
PASSAGE_MS = 220
"""How long shapes take to their places on another day: long enough to be followed, short enough not to wait for."""
UNSEEN_MS = 1000
"""What nobody paints for so long, because nobody can see it, has arrived."""
LEAST_ZOOM, LEAST_MOVE = 1.12, 0.1
"""Smaller steps are shown at once: fingers, drags and fine wheels must not be followed late."""
MOST_ZOOM = 3.0
"""What is kept is not spread more than this: too much would be missing between."""


class Shot(Struct, frozen=True):
    """A painted scene, and what of time it shows."""

    picture: QPixmap
    scene: Scene
    window: Span


def only_window(before: ViewState, state: ViewState) -> bool:
    """Whether two states show the same scene but for the window in time."""
    return before.layout_key() == replace(state.layout_key(), window=before.window)


def only_day(before: ViewState, state: ViewState) -> bool:
    """Whether two states show the same scene but for the day looked from."""
    return before.layout_key() == replace(state.layout_key(), as_of=before.as_of)


def worth_a_glide(one: Span, other: Span) -> bool:
    """Whether the way from one window to the other is long enough, and short enough, to be shown."""
    ratio = other.length / one.length
    far = abs(other.middle - one.middle) > LEAST_MOVE * one.length
    return one.overlaps(other.start, other.end) and (not 1 / LEAST_ZOOM < ratio < LEAST_ZOOM or far)


class Motion(QObject):
    """At most one thing moves. The state has arrived already: only what is seen of it follows."""

    stepped = Signal()  # it is time for another picture

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wished = True
        self.glide: Glide | None = None
        self.kept: Shot | None = None  # the picture that a glide stretches, or fills the edges with
        self._origin: Scene | None = None  # what a passage sets out from
        self._clock = QElapsedTimer()  # since the first picture under way
        self._wait = QElapsedTimer()  # for that picture
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._step)

    @property
    def under_way(self) -> bool:
        """Whether what is shown is still on its way to the present state."""
        return self.glide is not None or self._origin is not None

    def set_out(self, start: Span, end: Span, shot: Shot | None) -> None:
        """Glide to `end` from what is shown, `start` where nothing glides; `shot` is the picture that is there."""
        shown = self.shown(start)
        kept = self.kept if self.glide is not None and shot is None else shot
        fine = kept is not None and kept.window.length / end.length < MOST_ZOOM
        self._origin = None
        self.kept = kept if fine or end.length > shown.length else None
        self.glide = Glide(shown, end)
        self._begin()

    def leave(self, origin: Scene) -> None:
        """Let shapes move from where they are in `origin`."""
        self.glide = self.kept = None
        self._origin = origin
        self._begin()

    def arrive(self) -> None:
        """Nothing moves any more."""
        self._frames.stop()
        self.glide = self.kept = self._origin = None

    def shown(self, window: Span) -> Span:
        """What a glide shows now; `window` where nothing glides."""
        return window if self.glide is None else self.glide.at(self._ms())

    def passing(self, target: Callable[[], Scene]) -> Scene | None:
        """The scene on its way to `target()` now, None where no shape moves."""
        ms = self._ms()
        if self._origin is None or ms >= PASSAGE_MS:
            return None
        return passage(self._origin, target(), 1.0 - (1.0 - ms / PASSAGE_MS) ** 3)

    def go(self) -> None:
        """The first picture is ready. Until then no time has passed, however long it took to make."""
        if self.under_way and not self._clock.isValid():
            self._clock.start()

    def _ms(self) -> int:
        return self._clock.elapsed() if self._clock.isValid() else 0

    def _begin(self) -> None:
        self._clock.invalidate()
        self._wait.start()
        self._frames.start()

    def _step(self) -> None:
        over = self._ms() >= (GLIDE_MS if self._origin is None else PASSAGE_MS)
        if over or (not self._clock.isValid() and self._wait.elapsed() > UNSEEN_MS):
            self.arrive()
        self.stepped.emit()
