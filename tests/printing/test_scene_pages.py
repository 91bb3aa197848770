"""On paper a name is written whole, or not at all."""

from __future__ import annotations

from viewer.printing.scene_pages import with_whole_names
from viewer.timeline.scene import Bar, Box, Label, Role, Rule, Scene, Shape, Style

FULL = "Launch of Chang'e-7"


def measure(text: str, role: Role) -> float:
    return len(text) * (5.0 if role is Role.NOTE else 10.0)


def scene(*shapes: Shape) -> Scene:
    return Scene(600, 200, 150, 46, 200, shapes)


def name(x: float, text: str = "Launch…", full: str = FULL) -> Label:
    return Label(Box(x, 100, measure(text, Role.LABEL), 15), text, Role.LABEL, "event/seven", full=full)


def other(x: float) -> Label:
    return Label(Box(x, 100, 80, 15), "Landing", Role.LABEL, "event/other")


def labels(adapted: Scene) -> list[tuple[str, Role, float]]:
    return [(shape.text, shape.role, shape.box.right) for shape in adapted.shapes if isinstance(shape, Label)]


def test_a_name_takes_the_free_room_beside_it() -> None:
    assert labels(with_whole_names(scene(name(200)), measure)) == [(FULL, Role.LABEL, 390.0)]


def test_a_name_with_less_room_is_set_smaller() -> None:
    adapted = with_whole_names(scene(name(200), other(310)), measure)
    assert labels(adapted)[0] == (FULL, Role.NOTE, 295.0)


def test_a_name_without_room_goes_with_its_note() -> None:
    note = Label(Box(275, 100, 20, 15), "2027?", Role.NOTE, "event/seven")
    bar = Bar(Box(310, 98, 60, 17), 310, 370, "event/other", Role.EVENT, Style())
    adapted = with_whole_names(scene(name(200), note, bar, other(400)), measure)
    assert labels(adapted) == [("Landing", Role.LABEL, 480.0)]


def test_the_note_moves_along() -> None:
    note = Label(Box(275, 100, 25, 15), "2027?", Role.NOTE, "event/seven")
    assert labels(with_whole_names(scene(name(200), note), measure))[1] == ("2027?", Role.NOTE, 420.0)


def test_the_bar_of_the_same_event_does_not_block_its_name() -> None:
    bar = Bar(Box(190, 98, 300, 17), 190, 490, "event/seven", Role.EVENT, Style())
    assert (FULL, Role.LABEL, 390.0) in labels(with_whole_names(scene(bar, name(200)), measure))


def test_nothing_runs_over_the_edge() -> None:
    assert labels(with_whole_names(scene(name(540)), measure)) == []


def test_whole_names_stay_as_they_are() -> None:
    whole = scene(name(200, FULL, ""), other(400))
    assert with_whole_names(whole, measure) == whole


def test_titles_of_lanes_are_written_whole_and_chevrons_are_removed() -> None:
    title = Label(Box(16, 60, 100, 16), "and cre…", Role.LANE_TITLE, "lane/relay", full="Relay and crewed")
    chevron = Rule(140, 60, 143, 64, Role.LANE_NOTE)
    adapted = with_whole_names(scene(title, chevron), measure)
    assert labels(adapted) == [("and crewed", Role.LANE_TITLE, 116.0)]
    assert len(adapted.shapes) == 1
