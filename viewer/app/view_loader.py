"""Computes all that a window needs to show a view: the slow part of every change of a large programme."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of
from viewer.query.filter import Filter
from viewer.state import ViewState
from viewer.timeline.lane_model import LaneOptions, lane_model
from viewer.timeline.overview import event_extents


class Snapshot(Struct, frozen=True):
    """A programme as of a day, and what a filter leaves of it. Without a filter both are the same object."""

    day: date
    filter: Filter
    programme: Programme
    shown: Programme


def load_snapshot(
    whole: Programme,
    day: date,
    filter: Filter,
    programme: Programme | None = None,
    progress: ProgressCallback = ignore_progress,
) -> Snapshot:
    """The snapshot of `whole` on `day`. `programme` is `whole` as of that day, if it is known already."""
    if programme is None:
        programme = whole.as_of(day, part_of(progress, 0.0, 0.4))
    progress(0.4)
    return Snapshot(day, filter, programme, filter.programme(programme))


def load_view(
    whole: Programme,
    state: ViewState,
    today: date,
    room_px: float,
    snapshot: Snapshot | None = None,
    progress: ProgressCallback = ignore_progress,
) -> Snapshot:
    """Compute a snapshot and all that is derived from it for a first frame, and return the snapshot.

    `room_px` is the height that the timeline has for lanes. What is computed is kept with the programmes.
    """
    if snapshot is None:
        snapshot = load_snapshot(whole, state.as_of or today, state.filter, None, part_of(progress, 0.0, 0.5))
    programme, shown = snapshot.programme, snapshot.shown
    progress(0.5)
    model = lane_model(shown, state.grouping)
    progress(0.75)
    lanes = model.layout(room_px, LaneOptions.of(state)).lanes
    _computed_for_the_frame = [row.latest_rights for lane in lanes for row in lane.rows]
    progress(0.85)
    event_extents(shown)
    progress(0.95)
    _computed_for_the_window = (
        programme.events_by_status,
        whole.days_of_change,
        programme.event(""),
        shown.event(""),
    )
    progress(1.0)
    return snapshot
