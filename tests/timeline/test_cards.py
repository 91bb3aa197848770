"""From close by, what is free beside a name tells more; it never takes the place of a name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from msgspec import structs

from viewer.model.entities import Event, Partner, PartnerKind, Place, Text, Zone
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.timeline.build import Size
from viewer.timeline.cards import CLOSE
from viewer.timeline.scene import Label, Role, Rule, Scene

from .sample import TODAY, claim, days, done, event, events, programme, scene, whole, windows

DAY = Span(days("2024-06-01"), days("2024-06-02"))
YEAR = Span(days("2024-01-01"), days("2025-01-01"))


def landing(when: str = "2024-06-01T10:23:16Z", name: str = "x") -> Event:
    return structs.replace(
        event(name, done(when), importance=5),
        place=Place(name=Text("Apollo basin"), body="moon"),
        partners=("esa", "irf"),
    )


def seen(*found: Event) -> Programme:
    partners = (
        Partner(id="esa", name=Text("European Space Agency"), short=Text("ESA"), kind=PartnerKind.AGENCY),
        Partner(id="irf", name=Text("IRF"), kind=PartnerKind.AGENCY),
    )
    return replace(whole(found), partners=partners).as_of(TODAY)


def told(of: Scene, ref: str = "event/x") -> list[str]:
    return [it.text for it in of.shapes if isinstance(it, Label) and it.ref == ref]


def test_from_close_by_a_name_tells_time_kind_place_and_partners() -> None:
    of = seen(landing())
    assert told(scene(of, DAY)) == ["Event x", "10:23:16 · launch · Apollo basin · ESA, IRF"]
    assert told(scene(of, YEAR)) == ["Event x"]
    assert told(scene(seen(landing("2024-06-01T10:23Z")), DAY))[1].startswith("10:23 · ")
    assert told(scene(seen(landing("2024-06-01")), DAY))[1].startswith("launch · ")


def test_a_card_is_elided_before_its_neighbour_and_says_what_it_would() -> None:
    of = seen(landing("2024-06-01T10:00Z"), landing("2024-06-01T18:00Z", "y"))
    (card,) = (
        it for it in scene(of, DAY).shapes if isinstance(it, Label) and it.full and it.ref == "event/x"
    )
    assert card.text.endswith("…")
    assert card.full.startswith("10:00 · launch")


def test_without_room_there_is_no_card() -> None:
    of = seen(landing("2024-06-01T10:00Z"), landing("2024-06-01T13:00Z", "y"))
    assert told(scene(of, DAY)) == ["Event x"]


@given(events(), windows())
def test_cards_take_no_place_from_names(found: list[Event], window: Span) -> None:
    close = Span(window.start, window.start + min(window.length, CLOSE))
    far = Span(window.start, window.start + CLOSE * 1.001)
    if close.length < CLOSE:
        return
    names = [
        {it.ref for it in scene(programme(found), span).shapes if isinstance(it, Label) and it.ref}
        for span in (close, far)
    ]
    assert names[0] == names[1]


def zoned() -> Programme:
    of = whole([event("x", claim("2024-06-01T10:00Z"))])
    zones = (Zone(label=Text("Beijing", "北京"), offset="+08:00"),)
    return replace(of, head=structs.replace(of.head, zones=zones)).as_of(TODAY)


def axis_words(of: Scene) -> list[tuple[str, float]]:
    return [(it.text, it.box.y) for it in of.shapes if isinstance(it, Label) and it.box.bottom <= of.axis_px]


def test_at_the_level_of_hours_the_axis_has_a_second_clock() -> None:
    words = dict(axis_words(scene(zoned(), DAY)))
    assert words["06:00"] < words["14:00"]
    assert words["UTC"] < words["Beijing"]
    minutes = Span(days("2024-06-01") + 0.4, days("2024-06-01") + 0.4 + 2 / 1440)
    assert any(text.count(":") == 2 for text, _y in axis_words(scene(zoned(), minutes)))


def test_at_the_level_of_days_it_has_none_nor_in_a_programme_without_zones() -> None:
    assert "Beijing" not in dict(axis_words(scene(zoned(), YEAR)))
    assert "UTC" not in dict(axis_words(scene(programme([]), DAY)))


def test_the_lines_of_the_axis_are_as_high_at_every_zoom() -> None:
    assert scene(zoned(), DAY).axis_px == scene(zoned(), YEAR).axis_px
    assert not [it for it in scene(zoned(), DAY).shapes if isinstance(it, Rule) and it.role is Role.TIE]


def test_months_are_named_alike_as_short_as_the_longest_needs() -> None:
    wide = scene(programme([]), YEAR, Size(1100.0, 600.0))
    upper = [text for text, y in axis_words(wide) if y == 0.0]
    assert upper[0] == "Jan 2024"
    assert upper[8:10] == ["Sep 2024", "Oct 2024"]
    assert len(upper) == 12


def test_a_cluster_has_no_card() -> None:
    of = seen(landing("2024-06-01T10:00Z"), landing("2024-06-01T10:03Z", "y"))
    words = told(scene(of, DAY)) + told(scene(of, DAY), "event/y")
    assert "+1" in words
    assert not any("Apollo basin" in text for text in words)
