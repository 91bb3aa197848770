"""Shapes move from their places on one day to those on another."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.timeline.scene import Bar, Box, Label, Mark, Role, Scene, Shape, Style, interpolate


def scene(*shapes: Shape) -> Scene:
    return Scene(900, 600, 158, 46, 600, shapes)


def bar(x: float, ref: str = "event/a", role: Role = Role.EVENT) -> Bar:
    return Bar(Box(x, 10, 100, 18), x + 10, x + 90, ref, role, Style())


def test_half_way_a_window_stands_half_way() -> None:
    (moved,) = interpolate(scene(bar(0)), scene(bar(200)), 0.5).shapes
    assert moved == bar(100)


def test_at_the_end_it_is_the_new_scene_itself() -> None:
    new = scene(bar(200))
    assert interpolate(scene(bar(0)), new, 1.0) is new


def test_marks_and_names_move_and_names_keep_their_size() -> None:
    mark = Mark(Box(0, 0, 16, 16), "diamond", "event/a", Role.EVENT, Style())
    label = Label(Box(0, 0, 50, 16), "old", Role.LABEL, "event/a")
    later = replace_box(mark, 100), Label(Box(100, 20, 80, 16), "new", Role.LABEL, "event/a")
    moved, name = interpolate(scene(mark, label), scene(*later), 0.25).shapes
    assert isinstance(moved, Mark)
    assert moved.box == Box(25, 0, 16, 16)
    assert name == Label(Box(25, 5, 80, 16), "new", Role.LABEL, "event/a")


def replace_box(mark: Mark, x: float) -> Mark:
    return Mark(Box(x, 0, 16, 16), mark.shape, mark.ref, mark.role, mark.style)


@pytest.mark.parametrize("other", [bar(0, "event/b"), bar(0, role=Role.GHOST)])
def test_what_was_not_there_stands_where_it_will(other: Bar) -> None:
    assert interpolate(scene(other), scene(bar(200)), 0.5).shapes == (bar(200),)


def test_several_of_one_event_keep_their_order() -> None:
    old, new = scene(bar(0), bar(300)), scene(bar(100), bar(500))
    assert interpolate(old, new, 0.5).shapes == (bar(50), bar(400))


def test_what_has_no_address_does_not_move() -> None:
    title = Label(Box(5, 5, 50, 16), "Moon", Role.LANE_TITLE)
    moved = replace(scene(title), width=901)
    assert interpolate(moved, scene(title), 0.5) == scene(title)
