"""The queries on a finished scene."""

from __future__ import annotations

from viewer.model.entities import Event
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Style

from .sample import claim, describe, event


def events(names: str) -> tuple[Event, ...]:
    return tuple(event(name, claim("2028")) for name in names)


BAR = Bar(Box(200, 60, 100, 20), 220, 280, "event/bar", Role.EVENT, Style(0))
GHOST = Bar(Box(160, 80, 30, 12), 160, 190, "event/bar", Role.GHOST, Style(0))
MARK = Mark(Box(290, 60, 16, 16), "up", "event/mark", Role.EVENT, Style(1, filled=False, dotted=True))
CLUSTER = Cluster(Box(400, 60, 18, 18), 3, 0.0, 9.0, events("xyz"), 0, "cluster/0/0/0")
STRIP = Cluster(Box(500, 60, 90, 18), 9, 0.0, 9.0, events("q"), 0, "cluster/0/1/0", (4, 5))
LABEL = Label(Box(420, 60, 40, 16), "Xx…", Role.LABEL, "event/x", "Xxx", align="left")
UNDER = Label(Box(140, 30, 60, 40), "half hidden", Role.LABEL, "event/under")
CHIP = Cluster(Box(60, 100, 18, 18), 2, 0.0, 9.0, events("u"), 0, "cluster/undated/a")
TEXT = Label(Box(600, 60, 50, 16), "text", Role.NOTE, align="centre")
SCENE = Scene(
    900, 600, 150, 46, 600,
    (Band(Box(0, 0, 900, 600), Role.GROUND), Rule(1, 2, 3, 4, Role.GHOST, 2, True, True), GHOST, BAR, MARK, CLUSTER,
     STRIP, LABEL, UNDER, CHIP, TEXT),
)  # fmt: skip


def test_what_is_drawn_is_what_is_hit() -> None:
    for shape in (GHOST, BAR, MARK, CLUSTER, STRIP, LABEL, CHIP):
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
        "rule    ghost        1,2 → 3,4 arrow dotted",
        "bar     ghost        160,80 30×12 core 160…190 event/bar planned filled known–known",
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
