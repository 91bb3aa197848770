"""The queries on a finished scene, and the way from one scene to another."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.model.entities import Event
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape, Style, interpolate

from .sample import claim, describe, event


def events(names: str) -> tuple[Event, ...]:
    return tuple(event(name, claim("2028")) for name in names)


BAR = Bar(Box(200, 60, 100, 20), 220, 280, "event/bar", Role.EVENT, Style(0))
PREVIOUS = Bar(Box(160, 80, 30, 12), 160, 190, "event/bar", Role.PREVIOUS_DATE, Style(0))
MARK = Mark(Box(290, 60, 16, 16), "up", "event/mark", Role.EVENT, Style(1, filled=False, dotted=True))
CLUSTER = Cluster(Box(400, 60, 18, 18), 3, 0.0, 9.0, events("xyz"), 0, "cluster/0/0/0")
STRIP = Cluster(Box(500, 60, 90, 18), 9, 0.0, 9.0, events("q"), 0, "cluster/0/1/0", (4, 5))
LABEL = Label(Box(420, 60, 40, 16), "Xx…", Role.LABEL, "event/x", "Xxx", align="left")
UNDER = Label(Box(140, 30, 60, 40), "half hidden", Role.LABEL, "event/under")
CHIP = Cluster(Box(60, 100, 18, 18), 2, 0.0, 9.0, events("u"), 0, "cluster/undated/a")
TEXT = Label(Box(600, 60, 50, 16), "text", Role.NOTE, align="centre")
SCENE = Scene(
    900, 600, 150, 46, 600,
    (Band(Box(0, 0, 900, 600), Role.GROUND), Rule(1, 2, 3, 4, Role.PREVIOUS_DATE, 2, True, True), PREVIOUS, BAR, MARK,
     CLUSTER, STRIP, LABEL, UNDER, CHIP, TEXT),
)  # fmt: skip


def test_what_is_drawn_is_what_is_hit() -> None:
    for shape in (PREVIOUS, BAR, MARK, CLUSTER, STRIP, LABEL, CHIP):
        assert SCENE.hit(*shape.box.centre) == shape.ref


def test_the_topmost_is_hit() -> None:
    assert SCENE.hit(295, 65) == "event/mark"


def test_nothing_is_hit_on_the_ground() -> None:
    assert SCENE.hit(700, 400) == ""
    assert SCENE.hit(610, 65) == ""


def test_nothing_is_hit_through_axis_and_headers() -> None:
    assert SCENE.hit(160, 60) == "event/under"
    assert SCENE.hit(160, 40) == ""
    assert SCENE.hit(145, 60) == ""


def test_boxes_are_half_open() -> None:
    assert BAR.box.contains(200, 60)
    assert not BAR.box.contains(300, 60)
    assert not BAR.box.contains(200, 80)
    assert (BAR.box.right, BAR.box.bottom) == (300, 80)


def test_the_box_of_an_event_is_that_of_its_shape_else_of_its_cluster_else_of_its_label() -> None:
    assert SCENE.box_of("event/bar") == BAR.box
    assert SCENE.box_of("event/x") == CLUSTER.box
    assert SCENE.box_of("event/under") == UNDER.box
    assert SCENE.box_of("event/z") == CLUSTER.box
    assert SCENE.box_of("cluster/0/0/0") == CLUSTER.box
    assert SCENE.box_of("event/nobody") is None


def test_the_box_of_several_shapes_is_around_all_of_them() -> None:
    other = Bar(Box(350, 50, 50, 20), 350, 400, "event/bar", Role.EVENT, Style(0))
    scene = Scene(900, 600, 150, 46, 600, (BAR, other))
    assert scene.box_of("event/bar") == Box(200, 50, 200, 30)


def test_the_description_has_one_line_a_shape() -> None:
    assert describe(SCENE).splitlines() == [
        "band    ground       0,0 900×600",
        "rule    previous     1,2 → 3,4 arrow dotted",
        "bar     previous     160,80 30×12 core 160…190 event/bar planned filled known–known",
        "bar     event        200,60 100×20 core 220…280 event/bar planned filled known–known",
        "mark    event        290,60 16×16 up event/mark planned hollow doubted known–known",
        "cluster cluster      400,60 18×18 3 of event/x, event/y, event/z cluster/0/0/0",
        "cluster cluster      500,60 90×18 9 of event/q cluster/0/1/0 profile 4 5",
        "label   label        420,60 40×16 \"Xx…\" event/x of 'Xxx'",
        'label   label        140,30 60×40 "half hidden" event/under',
        "cluster cluster      60,100 18×18 2 of event/u cluster/undated/a",
        'label   note         600,60 50×16 "text" centre',
    ]


def test_nothing_is_hit_in_an_empty_scene() -> None:
    assert Scene(100.0, 100.0, 10.0, 10.0, 100.0, ()).hit(50.0, 50.0) == ""


# ── transition ─────────────────────────────────────────────────────────────────────────────────────


def scene(*shapes: Shape) -> Scene:
    return Scene(900, 600, 158, 46, 600, shapes)


def bar(x: float, ref: str = "event/a", role: Role = Role.EVENT) -> Bar:
    return Bar(Box(x, 10, 100, 18), x + 10, x + 90, ref, role, Style())


def test_half_way_a_bar_is_half_way() -> None:
    (moved,) = interpolate(scene(bar(0)), scene(bar(200)), 0.5).shapes
    assert moved == bar(100)


def test_at_the_end_the_new_scene_is_returned() -> None:
    new = scene(bar(200))
    assert interpolate(scene(bar(0)), new, 1.0) is new


def test_marks_and_labels_move_and_labels_keep_their_size() -> None:
    mark = Mark(Box(0, 0, 16, 16), "diamond", "event/a", Role.EVENT, Style())
    label = Label(Box(0, 0, 50, 16), "old", Role.LABEL, "event/a")
    later = replace_box(mark, 100), Label(Box(100, 20, 80, 16), "new", Role.LABEL, "event/a")
    moved, name = interpolate(scene(mark, label), scene(*later), 0.25).shapes
    assert isinstance(moved, Mark)
    assert moved.box == Box(25, 0, 16, 16)
    assert name == Label(Box(25, 5, 80, 16), "new", Role.LABEL, "event/a")


def replace_box(mark: Mark, x: float) -> Mark:
    return Mark(Box(x, 0, 16, 16), mark.shape, mark.ref, mark.role, mark.style)


@pytest.mark.parametrize("other", [bar(0, "event/b"), bar(0, role=Role.PREVIOUS_DATE)])
def test_a_new_shape_does_not_move(other: Bar) -> None:
    assert interpolate(scene(other), scene(bar(200)), 0.5).shapes == (bar(200),)


def test_several_shapes_of_an_event_keep_their_order() -> None:
    old, new = scene(bar(0), bar(300)), scene(bar(100), bar(500))
    assert interpolate(old, new, 0.5).shapes == (bar(50), bar(400))


def test_a_shape_without_a_ref_does_not_move() -> None:
    title = Label(Box(5, 5, 50, 16), "Moon", Role.LANE_TITLE)
    moved = replace(scene(title), width=901)
    assert interpolate(moved, scene(title), 0.5) == scene(title)
