"""What holds of every picture: whatever the grouping, the lanes, the slips, the language, the size, the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer import i18n
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.state import GROUPINGS, Span, ViewState
from viewer.timeline.lane_model import Direction, LaneOptions, lane_model, next_event
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Label, Role, Scene
from viewer.timeline.scene_builder import build_scene

from .sample import TODAY, events, measure, meet, programme, windows


@st.composite
def views(draw: st.DrawFn) -> ViewState:
    """Any window and all that can be wished of lanes."""
    grouping = draw(st.sampled_from(GROUPINGS))
    ids = st.frozensets(st.sampled_from("ab"), max_size=2) if grouping == "lanes" else st.just(frozenset())
    return ViewState(
        draw(windows()),
        slips=draw(st.booleans()),
        grouping=grouping,
        open_lanes=draw(ids),
        pinned_lanes=draw(ids),
        scroll_px=draw(st.sampled_from((0.0, 35.0, 400.0))),
    )


SIZES = st.sampled_from((Size(420.0, 300.0), Size(900.0, 600.0), Size(1900.0, 1050.0)))
LANGUAGES = st.sampled_from(("en", "zh"))


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    before = i18n.language()
    i18n.use(lang)
    try:
        yield
    finally:
        i18n.use(before)


def picture(snapshot: Programme, view: ViewState, size: Size) -> Scene:
    return build_scene(snapshot, view, size, measure, TODAY)


def heads(scene: Scene) -> list[tuple[str, float, float]]:
    """The lanes that are in view, each with its top and its foot."""
    bands = (shape for shape in scene.shapes if isinstance(shape, Band) and shape.ref.startswith("lane/"))
    return [(band.ref, band.box.y, band.box.bottom) for band in bands]


@given(events(30), views(), SIZES, LANGUAGES)
@settings(max_examples=60)
def test_no_labels_overlap_and_every_label_is_hit(
    generated: list[Event], view: ViewState, size: Size, lang: str
) -> None:
    with speaking(lang):
        shown = picture(programme(generated), view, size)
    bottom = max((foot for _ref, _top, foot in heads(shown)), default=0.0)
    words = [shape for shape in shown.shapes if isinstance(shape, Label) and shape.ref]
    for index, one in enumerate(words):
        assert shown.header_px <= one.box.x
        assert one.box.right <= shown.width
        assert one.box.y < max(bottom, shown.height)
        assert not any(meet(one.box, other.box) for other in words[index + 1 :] if _together(shown, one, other))
    for shape in words:
        x, y = shape.box.centre
        if shown.axis_px <= y < shown.height and _free_of_pins(shown, shape):
            assert shown.hit(x, y) == shape.ref


def _pinned_foot(scene: Scene) -> float:
    bands = (shape for shape in scene.shapes if isinstance(shape, Band) and shape.role is Role.GROUND)
    return max((shape.box.bottom for shape in bands if shape.box.y == scene.axis_px), default=scene.axis_px)


def _free_of_pins(scene: Scene, it: Label) -> bool:
    """Whether a label is not beneath the pinned lanes."""
    return it.box.y >= _pinned_foot(scene) or it.box.bottom <= _pinned_foot(scene)


def _together(scene: Scene, one: Label, other: Label) -> bool:
    """Whether both stand among the pinned lanes, or both among those that scroll beneath them."""
    return _free_of_pins(scene, one) and _free_of_pins(scene, other)


@given(events(30), views(), windows(), SIZES)
@settings(max_examples=60)
def test_no_lane_and_no_row_moves_with_the_window(
    generated: list[Event], view: ViewState, other: Span, size: Size
) -> None:
    snapshot = programme(generated)
    assert heads(picture(snapshot, view, size)) == heads(picture(snapshot, replace(view, window=other), size))
    model = lane_model(snapshot, view.grouping)
    assert model.layout(size.height, LaneOptions.of(view)) is model.layout(
        size.height, LaneOptions.of(replace(view, window=other))
    )


@given(events(30), views())
@settings(max_examples=60)
def test_the_arrow_keys_reach_every_event_of_every_lane(generated: list[Event], view: ViewState) -> None:
    snapshot = programme(generated)
    model = lane_model(snapshot, view.grouping)
    reached: set[str] = set()
    start = next_event(snapshot, "", Direction.RIGHT, view)
    while start and start not in reached:
        for way in (Direction.LEFT, Direction.RIGHT):
            at = start
            while True:
                reached.add(at)
                following = next_event(snapshot, at, way, view)
                if following == at:
                    break
                at = following
        start = next_event(snapshot, start, Direction.DOWN, view)
    assert reached == {f"event/{event.id}" for lane in model.lanes for event in lane.events}
