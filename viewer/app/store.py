"""The store: the programme and the view state. The only place where what is shown changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from viewer.app.view_loader import Snapshot, load_snapshot, load_view
from viewer.i18n import _
from viewer.limits import LARGE, SMALL
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback
from viewer.state import ViewHistory, ViewState
from viewer.widgets.background_task import BackgroundTask

KEPT_SNAPSHOTS, KEPT_LARGE_SNAPSHOTS = 8, 3
"""How many snapshots are kept, of a programme of any size and of a large one."""


class Store(QObject):
    """Holds the programme and the view state, and tells when one of them changes.

    `state` is what is shown. `whole` is the programme as written, `programme` the same as of the state's day,
    `shown` what the state's filter leaves of that: what is drawn, listed, printed and exported.

    A change that takes long is computed by `task`. Until its result is there `state` stays as it is, and
    `requested` is what will be shown. Panning, zooming and selecting work meanwhile.
    """

    changed = Signal(object, object)
    """The state shown before, the state shown now."""
    requested_changed = Signal()
    """`requested` or the history may have changed."""
    replaced = Signal()
    """Another programme is shown."""

    def __init__(self, whole: Programme, state: ViewState, today: date) -> None:
        super().__init__()
        self.today = today
        self.whole = whole
        self.task = BackgroundTask(self)
        self.lane_room: Callable[[], float] = lambda: 0.0
        """Gives the height in px that the timeline has for lanes."""
        self._history = ViewHistory((state,), 0)
        self._pending: ViewHistory | None = None  # the history once `task` has computed its present state
        self._snapshots: list[Snapshot] = []  # the last one used at the end
        self._clock = QElapsedTimer()
        self._clock.start()

    @property
    def state(self) -> ViewState:
        """The state that is shown."""
        return self._history.present

    @property
    def history(self) -> ViewHistory:
        """The history with the requested state as its present one."""
        return self._pending or self._history

    @property
    def requested(self) -> ViewState:
        """The state that will be shown once nothing is pending."""
        return self.history.present

    @property
    def is_pending(self) -> bool:
        """True while a requested state is computed."""
        return self._pending is not None

    @property
    def programme(self) -> Programme:
        """The programme as of the state's day."""
        return self._snapshot().programme

    @property
    def shown(self) -> Programme:
        """What the state's filter leaves of `programme`; the same object without a filter."""
        return self._snapshot().shown

    def as_of(self, day: date, progress: ProgressCallback) -> Programme:
        """The programme as of `day`. May be called by a background task."""
        known = next((snapshot for snapshot in list(self._snapshots) if snapshot.day == day), None)
        return known.programme if known is not None else self.whole.as_of(day, progress)

    # ── changing what is shown ────────────────────────────────────────────────────────────────────

    def set(self, state: ViewState) -> None:
        """Request `state`, which the caller derives from `requested`.

        It is a step of its own in the history unless it follows the last change at once. A change of position
        (window, scroll, selection) is shown at once, even while a change of content is pending.
        """
        if self._pending is not None and state == self.requested.with_position_of(state):
            self._pending = self._visited(self._pending, state)
            self._show(self._visited(self._history, self.state.with_position_of(state)))
        else:
            self._request(self._visited(self.history, state))

    def back(self) -> None:
        self._request(self.history.back())

    def forward(self) -> None:
        self._request(self.history.forward())

    def cancel(self) -> None:
        """Cancel the pending change: what is shown stays."""
        self._drop_pending()
        self.requested_changed.emit()

    def replace(self, whole: Programme, state: ViewState, snapshot: Snapshot | None = None) -> None:
        """Show another programme; the history begins anew. `snapshot` is what was computed of `state`."""
        self._drop_pending()
        self.whole = whole
        self._snapshots = [snapshot] if snapshot is not None else []
        self._history = ViewHistory((state,), 0)
        self.replaced.emit()

    def _request(self, history: ViewHistory) -> None:
        """Show the present state of `history` at once if that is quick, else compute it in the background."""
        state = history.present
        if len(self.whole.events) <= SMALL or state == self.state.with_position_of(state):
            self._drop_pending()
            self._show(history)
            return
        self._pending = history
        work = partial(self._load, state, self.lane_room(), self._known_snapshot(state))
        self.task.run(work, self._loaded, self._failed, title=_("Working …"))
        self.requested_changed.emit()

    def _load(
        self, state: ViewState, room_px: float, snapshot: Snapshot | None, progress: ProgressCallback
    ) -> Snapshot:
        if snapshot is not None and snapshot.filter != state.filter:  # another filter of the same day
            snapshot = load_snapshot(self.whole, snapshot.day, state.filter, snapshot.programme)
        return load_view(self.whole, state, self.today, room_px, snapshot, progress)

    def _loaded(self, snapshot: Snapshot) -> None:
        history, self._pending = self.history, None
        self._keep(snapshot)
        self._show(history)

    def _failed(self, error: Exception) -> None:
        self.cancel()
        raise error

    def _drop_pending(self) -> None:
        self._pending = None
        self.task.cancel()

    def _visited(self, history: ViewHistory, state: ViewState) -> ViewHistory:
        return history.visit(state, self._clock.elapsed())

    def _show(self, history: ViewHistory) -> None:
        old, self._history = self.state, history
        if self.state != old:
            self.changed.emit(old, self.state)
        self.requested_changed.emit()

    # ── snapshots ─────────────────────────────────────────────────────────────────────────────────

    def _snapshot(self) -> Snapshot:
        """The snapshot of the present state, computed now if it is not there."""
        day, filter = self.state.as_of or self.today, self.state.filter
        last = self._snapshots[-1] if self._snapshots else None
        if last is not None and last.day == day and last.filter == filter:
            return last
        known = self._known_snapshot(self.state)
        if known is None or known.filter != filter:
            known = load_snapshot(self.whole, day, filter, known.programme if known is not None else None)
        self._keep(known)
        return known

    def _known_snapshot(self, state: ViewState) -> Snapshot | None:
        """The snapshot of `state` if it is kept, else one of the same day under another filter."""
        same_day = [kept for kept in self._snapshots if kept.day == (state.as_of or self.today)]
        return next((kept for kept in same_day if kept.filter == state.filter), next(iter(same_day), None))

    def _keep(self, snapshot: Snapshot) -> None:
        others = [kept for kept in self._snapshots if kept is not snapshot]
        most = KEPT_LARGE_SNAPSHOTS if len(self.whole.events) > LARGE else KEPT_SNAPSHOTS
        self._snapshots = [*others[1 - most :], snapshot]
