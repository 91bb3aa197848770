"""The store: the programme and the view state. The only place where what is shown changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QObject, Signal

from viewer.i18n import _
from viewer.limits import LARGE, SMALL
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of
from viewer.query.filter import Filter
from viewer.state import ViewHistory, ViewState
from viewer.timeline.lane_model import lane_model
from viewer.widgets.background_task import BackgroundTask

MAX_SNAPSHOTS, MAX_LARGE_SNAPSHOTS = 8, 3  # of a programme of any size and of a large one


class Snapshot(Struct, frozen=True):
    """A programme as of a day, and what a filter leaves of it. Without a filter both are the same object."""

    day: date
    filter: Filter
    programme: Programme
    shown: Programme


FramePreparer = Callable[[Programme, ViewState, date], None]
"""Computes on any thread what a frame of a programme in a state needs, as seen today; the programme keeps it."""


class Store(QObject):
    """Holds the programme and the view state, and emits a signal when one of them changes.

    `state` is what is shown. `whole` is the programme as written, `programme` the same as of the state's day,
    `shown` what the state's filter leaves of that: what is drawn, listed, printed and exported.

    A change that takes long is computed by `task`. Until its result is there `state` stays as it is, and
    `requested` is what will be shown. Panning, zooming and selecting work meanwhile.
    """

    changed = Signal(object, object)  # the state shown before, the state shown now
    requested_changed = Signal()  # `requested` or the history may have changed
    replaced = Signal()  # another programme is shown

    def __init__(self, whole: Programme, state: ViewState, today: date) -> None:
        super().__init__()
        self.today = today
        self.whole = whole
        self.task = BackgroundTask(self)
        self.frame_preparer: Callable[[], FramePreparer] = lambda: _prepare_nothing  # for the present sizes
        self._history = ViewHistory((state,))
        self._pending: ViewHistory | None = None  # the history once `task` has computed its present state
        self._snapshots: list[Snapshot] = []  # the last one used at the end
        self._clock = QElapsedTimer()
        self._clock.start()

    @property
    def state(self) -> ViewState:
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
    def is_small(self) -> bool:
        """True if every change of the programme is quick enough to be made synchronously."""
        return len(self.whole.events) <= SMALL

    @property
    def programme(self) -> Programme:
        return self._snapshot().programme

    @property
    def shown(self) -> Programme:
        return self._snapshot().shown

    def as_of(self, day: date, progress: ProgressCallback) -> Programme:
        """The programme as of `day`. May be called by a background task."""
        known = next((snapshot for snapshot in list(self._snapshots) if snapshot.day == day), None)
        return known.programme if known is not None else self.whole.as_of(day, progress)

    def set(self, state: ViewState) -> None:
        """Request `state`, which the caller derives from `requested`; the history decides whether it is a new step.

        A change of position (window, scroll, selection) is shown at once, even while a change of content is pending.
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
        """Show another programme with a new history. `snapshot` is that of `state`, if it was computed before."""
        self._drop_pending()
        self.whole = whole
        self._snapshots = [snapshot] if snapshot is not None else []
        self._history = ViewHistory((state,))
        self.replaced.emit()
        self.requested_changed.emit()

    def _request(self, history: ViewHistory) -> None:
        """Show the present state of `history` at once if that is quick, else compute it in the background."""
        state = history.present
        if self.is_small or state == self.state.with_position_of(state):
            self._drop_pending()
            self._show(history)
            return
        self._pending = history
        work = partial(load_view, self.whole, state, self.today, self.frame_preparer(), self._known_snapshot(state))
        self.task.run(work, self._show_loaded, self._raise, title=_("Working …"))
        self.requested_changed.emit()

    def _show_loaded(self, snapshot: Snapshot) -> None:
        history, self._pending = self.history, None
        self._keep(snapshot)
        self._show(history)

    def _raise(self, error: Exception) -> None:
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

    def _snapshot(self) -> Snapshot:
        """The snapshot of the present state, computed now if it is not there."""
        snapshot = load_snapshot(self.whole, self.state, self.today, self._known_snapshot(self.state))
        self._keep(snapshot)
        return snapshot

    def _known_snapshot(self, state: ViewState) -> Snapshot | None:
        """The snapshot of `state` if there is one, else one of the same day under another filter."""
        day = state.as_of or self.today
        same_day = [snapshot for snapshot in self._snapshots if snapshot.day == day]
        return max(same_day, key=lambda snapshot: snapshot.filter == state.filter, default=None)

    def _keep(self, snapshot: Snapshot) -> None:
        others = [other for other in self._snapshots if other is not snapshot]
        most = MAX_LARGE_SNAPSHOTS if len(self.whole.events) > LARGE else MAX_SNAPSHOTS
        self._snapshots = [*others[1 - most :], snapshot]


def _prepare_nothing(_programme: Programme, _state: ViewState, _today: date) -> None:
    """For a store without a window."""


def load_snapshot(
    whole: Programme,
    state: ViewState,
    today: date,
    known: Snapshot | None = None,
    progress: ProgressCallback = ignore_progress,
) -> Snapshot:
    """The snapshot of `whole` for `state`. `known` is a snapshot of the same day under any filter."""
    if known is not None and known.filter == state.filter:
        return known
    day = state.as_of or today
    programme = known.programme if known is not None else whole.as_of(day, progress)
    return Snapshot(day, state.filter, programme, state.filter.programme(programme))


def load_view(
    whole: Programme,
    state: ViewState,
    today: date,
    prepare_frame: FramePreparer,
    known: Snapshot | None = None,
    progress: ProgressCallback = ignore_progress,
) -> Snapshot:
    """Compute a snapshot and what a first frame needs of it, which the programmes keep; return the snapshot.

    `known` is a snapshot of the same day.
    """
    snapshot = load_snapshot(whole, state, today, known, part_of(progress, 0.0, 0.4))
    programme, shown = snapshot.programme, snapshot.shown
    progress(0.5)
    lane_model(shown, state.grouping)
    progress(0.75)
    prepare_frame(shown, state, today)
    progress(0.95)
    _computed_for_the_window = (programme.events_by_status, whole.days_of_change, programme.event(""), shown.event(""))
    progress(1.0)
    return snapshot
