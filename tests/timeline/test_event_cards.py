"""From close by, what is free beside a name tells more; it never takes the place of a name."""

from __future__ import annotations

from hypothesis import given
from msgspec import structs
from msgspec.structs import replace

from viewer.i18n import Text
from viewer.model.entities import Event, Partner, PartnerKind, Place, Zone
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.timeline.event_cards import CARDS_DAYS, FACTS_DAYS
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Bar, Cluster, Label, Mark, Role, Rule, Scene

from .sample import TODAY, claim, days, done, event, events, meet, programme, scene, whole, windows

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


def card_of(of: Scene, ref: str = "event/x") -> Bar | None:
    return next((it for it in of.shapes if isinstance(it, Bar) and it.role is Role.CARD and it.ref == ref), None)


def around(hours: float) -> Span:
    """A window with the landing at 10:23 a third from its start."""
    start = days("2024-06-01") + 10.4 / 24 - hours / 72
    return Span(start, start + hours / 24)


def test_from_close_by_a_card_tells_date_kind_place_and_partners() -> None:
    of = scene(seen(landing()), DAY)
    assert told(of) == ["Event x", "1 June 2024, 10:23:16 UTC", "launch · Apollo basin", "ESA, IRF"]
    card = card_of(of)
    assert card is not None
    lines = [it for it in of.shapes if isinstance(it, Label) and it.ref == "event/x"]
    assert all(card.box.x < it.box.x and it.box.right < card.box.right for it in lines)
    assert all(card.box.y <= it.box.y and it.box.bottom <= card.box.bottom for it in lines)
    assert of.hit(card.box.right - 2.0, card.box.bottom - 2.0) == "event/x"


def test_a_card_has_the_clock_of_the_zone_and_what_is_noted() -> None:
    overdue = event("x", claim("2026-11-01T10:00Z"), importance=5)
    of = whole([overdue])
    zones = (Zone(label=Text("Beijing", "北京"), offset="+08:00"),)
    zoned_of = replace(of, head=structs.replace(of.head, zones=zones)).as_of(TODAY)
    day = days("2026-11-01")
    words = told(scene(zoned_of, Span(day, day + 1)))
    assert words[1] == "overdue · 1 November 2026, 10:00 UTC · 18:00 Beijing"


def test_cards_come_and_facts_go_as_the_window_shortens() -> None:
    of = seen(landing())
    assert told(scene(of, YEAR)) == ["Event x"]
    fortnights = Span(days("2024-05-20"), days("2024-05-20") + CARDS_DAYS + 10)
    assert told(scene(of, fortnights)) == ["Event x", "10:23:16 · launch · Apollo basin · ESA, IRF"]
    assert told(scene(seen(landing("2024-06-01T10:23Z")), fortnights))[1].startswith("10:23 · ")
    assert told(scene(seen(landing("2024-06-01")), fortnights))[1].startswith("launch · ")
    assert card_of(scene(of, fortnights)) is None
    assert card_of(scene(of, Span(days("2024-05-20"), days("2024-05-20") + CARDS_DAYS))) is not None


def test_a_card_stands_left_of_its_mark_where_the_right_is_taken() -> None:
    of = scene(seen(landing(), landing("2024-06-01T14:00Z", "y")), around(24.0))
    card, mark = card_of(of), next(it for it in of.shapes if isinstance(it, Mark) and it.ref == "event/x")
    assert card is not None
    assert card.box.right < mark.box.x


def test_a_card_with_less_room_has_fewer_lines() -> None:
    low = scene(seen(landing()), DAY, Size(900.0, 108.0))
    assert len(told(low)) < 4
    assert told(low)[0] == "Event x"


def test_facts_are_elided_before_their_neighbour_and_say_what_they_would() -> None:
    of = seen(landing("2024-06-01T10:00Z"), landing("2024-06-15T18:00Z", "y"))
    shown = scene(of, Span(days("2024-05-10"), days("2024-05-10") + CARDS_DAYS + 10))
    (card,) = (it for it in shown.shapes if isinstance(it, Label) and it.full and it.ref == "event/x")
    assert card.text.endswith("…")
    assert card.full.startswith("10:00 · launch")


def test_without_room_a_name_stands_alone() -> None:
    of = seen(landing("2024-06-01T10:00Z"), landing("2024-06-06T13:00Z", "y"))
    shown = scene(of, Span(days("2024-05-10"), days("2024-05-10") + CARDS_DAYS + 10))
    assert told(shown) == ["Event x"]


def test_the_name_within_a_long_bar_has_its_facts_there() -> None:
    shown = scene(seen(landing("2024")), DAY)
    assert told(shown) == ["Event x", "launch · Apollo basin · ESA, IRF"]


@given(events(), windows())
def test_cards_lie_over_nothing_and_within_their_lane(found: list[Event], window: Span) -> None:
    close = Span(window.start, window.start + min(window.length, CARDS_DAYS))
    shown = scene(programme(found), close)
    lanes = [it.box for it in shown.shapes if isinstance(it, Band) and it.ref.startswith("lane/")]
    cards = [it for it in shown.shapes if isinstance(it, Bar) and it.role is Role.CARD]
    others = [
        it
        for it in shown.shapes
        if isinstance(it, (Bar, Mark, Cluster, Label)) and it.box.x >= shown.header_px and it.box.y > shown.axis_px
    ]
    for card in cards:
        assert any(lane.y <= card.box.y and card.box.bottom <= lane.bottom for lane in lanes)
        assert card.box.x >= shown.header_px
        assert card.box.right <= shown.width
        own = [it for it in others if isinstance(it, Label) and it.ref == card.ref]
        assert not any(meet(card.box, it.box) for it in others if it is not card and it not in own)


@given(events(), windows())
def test_cards_take_no_place_from_names(found: list[Event], window: Span) -> None:
    close = Span(window.start, window.start + min(window.length, FACTS_DAYS))
    far = Span(window.start, window.start + FACTS_DAYS * 1.001)
    if close.length < FACTS_DAYS:
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


def test_the_second_clock_names_its_day_where_another_begins() -> None:
    noon = Span(days("2024-06-01") + 0.5, days("2024-06-02") + 0.5)
    words = [text for text, _y in axis_words(scene(zoned(), noon))]
    assert [text for text in words if ", " in text] == ["2 Jun, 02:00"]  # 18:00 of the first in UTC
    assert "Beijing" in words
    crowded = [text for text, _y in axis_words(scene(zoned(), noon, Size(600.0, 600.0)))]
    assert "02:00" in crowded


def test_the_second_clock_names_its_day_beside_its_zone_where_that_is_one() -> None:
    evening = Span(days("2024-06-01") + 0.9, days("2024-06-01") + 0.95)
    words = [text for text, _y in axis_words(scene(zoned(), evening))]
    assert "Beijing, 2 Jun" in words
    assert not any(text.startswith("2 Jun, ") for text in words)


def test_where_no_card_has_room_a_name_keeps_its_place_and_its_leader() -> None:
    near, far = landing("2024-06-01T10:00Z"), landing("2024-06-01T16:00Z", "y")
    narrow = scene(seen(near, far), DAY, Size(420.0, 400.0))
    assert card_of(narrow) is None
    assert told(narrow) == ["Event x"]
    leaders = [it for it in narrow.shapes if isinstance(it, Rule) and it.role is Role.LABEL]
    assert len(leaders) == len([it for it in narrow.shapes if isinstance(it, Label) and it.ref])


def test_a_card_does_not_cross_the_line_of_a_day() -> None:
    day = days("2026-11-22")
    shown = scene(seen(landing("2026-11-21T18:00Z")), Span(day - 0.5, day + 0.5))
    line = next(it.x1 for it in shown.shapes if isinstance(it, Rule) and it.role is Role.TODAY)
    card = card_of(shown)
    assert card is not None
    assert card.box.right < line or card.box.x > line
