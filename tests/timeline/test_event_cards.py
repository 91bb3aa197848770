"""Cards and facts use the room that labels leave; they never remove a label."""

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

from .sample import TODAY, claim, days, done, event, events, meet, programme, scene_of, whole, windows

DAY = Span(days("2024-06-01"), days("2024-06-02"))
YEAR = Span(days("2024-01-01"), days("2025-01-01"))


def landing(when: str = "2024-06-01T10:23:16Z", name: str = "x") -> Event:
    return structs.replace(
        event(name, done(when), importance=5),
        place=Place(name=Text("Apollo basin"), body="moon"),
        partners=("esa", "irf"),
    )


def snapshot_of(*some: Event) -> Programme:
    partners = (
        Partner(id="esa", name=Text("European Space Agency"), short=Text("ESA"), kind=PartnerKind.AGENCY),
        Partner(id="irf", name=Text("IRF"), kind=PartnerKind.AGENCY),
    )
    return replace(whole(some), partners=partners).as_of(TODAY)


def texts_of(scene: Scene, ref: str = "event/x") -> list[str]:
    return [shape.text for shape in scene.shapes if isinstance(shape, Label) and shape.ref == ref]


def card_of(scene: Scene, ref: str = "event/x") -> Bar | None:
    return next(
        (shape for shape in scene.shapes if isinstance(shape, Bar) and shape.role is Role.CARD and shape.ref == ref),
        None,
    )


def around(hours: float) -> Span:
    """A window with the landing at 10:23 a third from its start."""
    start = days("2024-06-01") + 10.4 / 24 - hours / 72
    return Span(start, start + hours / 24)


def test_a_card_shows_date_kind_place_and_partners() -> None:
    scene = scene_of(snapshot_of(landing()), DAY)
    assert texts_of(scene) == ["Event x", "1 June 2024, 10:23:16 UTC", "launch · Apollo basin", "ESA, IRF"]
    card = card_of(scene)
    assert card is not None
    lines = [shape for shape in scene.shapes if isinstance(shape, Label) and shape.ref == "event/x"]
    assert all(card.box.x < shape.box.x and shape.box.right < card.box.right for shape in lines)
    assert all(card.box.y <= shape.box.y and shape.box.bottom <= card.box.bottom for shape in lines)
    assert scene.hit(card.box.right - 2.0, card.box.bottom - 2.0) == "event/x"


def test_a_card_has_the_time_in_the_zone_and_remarks() -> None:
    overdue = event("x", claim("2026-11-01T10:00Z"), importance=5)
    snapshot = whole([overdue])
    zones = (Zone(label=Text("Beijing", "北京"), offset="+08:00"),)
    zoned_of = replace(snapshot, head=structs.replace(snapshot.head, zones=zones)).as_of(TODAY)
    day = days("2026-11-01")
    words = texts_of(scene_of(zoned_of, Span(day, day + 1)))
    assert words[1] == "overdue · 1 November 2026, 10:00 UTC · 18:00 Beijing"


def test_short_windows_have_cards_and_longer_ones_facts() -> None:
    snapshot = snapshot_of(landing())
    assert texts_of(scene_of(snapshot, YEAR)) == ["Event x"]
    fortnights = Span(days("2024-05-20"), days("2024-05-20") + CARDS_DAYS + 10)
    assert texts_of(scene_of(snapshot, fortnights)) == ["Event x", "10:23:16 · launch · Apollo basin · ESA, IRF"]
    assert texts_of(scene_of(snapshot_of(landing("2024-06-01T10:23Z")), fortnights))[1].startswith("10:23 · ")
    assert texts_of(scene_of(snapshot_of(landing("2024-06-01")), fortnights))[1].startswith("launch · ")
    assert card_of(scene_of(snapshot, fortnights)) is None
    assert card_of(scene_of(snapshot, Span(days("2024-05-20"), days("2024-05-20") + CARDS_DAYS))) is not None


def test_a_card_is_left_of_its_mark_if_there_is_no_room_at_the_right() -> None:
    scene = scene_of(snapshot_of(landing(), landing("2024-06-01T14:00Z", "y")), around(24.0))
    card, mark = (
        card_of(scene),
        next(shape for shape in scene.shapes if isinstance(shape, Mark) and shape.ref == "event/x"),
    )
    assert card is not None
    assert card.box.right < mark.box.x


def test_a_card_with_less_room_has_fewer_lines() -> None:
    low = scene_of(snapshot_of(landing()), DAY, Size(900.0, 108.0))
    assert len(texts_of(low)) < 4
    assert texts_of(low)[0] == "Event x"


def test_facts_are_elided_and_keep_their_full_text() -> None:
    snapshot = snapshot_of(landing("2024-06-01T10:00Z"), landing("2024-06-15T18:00Z", "y"))
    scene = scene_of(snapshot, Span(days("2024-05-10"), days("2024-05-10") + CARDS_DAYS + 10))
    (card,) = (shape for shape in scene.shapes if isinstance(shape, Label) and shape.full and shape.ref == "event/x")
    assert card.text.endswith("…")
    assert card.full.startswith("10:00 · launch")


def test_without_room_a_label_has_no_facts() -> None:
    snapshot = snapshot_of(landing("2024-06-01T10:00Z"), landing("2024-06-06T13:00Z", "y"))
    scene = scene_of(snapshot, Span(days("2024-05-10"), days("2024-05-10") + CARDS_DAYS + 10))
    assert texts_of(scene) == ["Event x"]


def test_the_label_in_a_long_bar_has_its_facts_there() -> None:
    scene = scene_of(snapshot_of(landing("2024")), DAY)
    assert texts_of(scene) == ["Event x", "launch · Apollo basin · ESA, IRF"]


@given(events(), windows())
def test_cards_overlap_nothing_and_stay_in_their_lane(generated: list[Event], window: Span) -> None:
    close = Span(window.start, window.start + min(window.length, CARDS_DAYS))
    scene = scene_of(programme(generated), close)
    lanes = [shape.box for shape in scene.shapes if isinstance(shape, Band) and shape.ref.startswith("lane/")]
    cards = [shape for shape in scene.shapes if isinstance(shape, Bar) and shape.role is Role.CARD]
    others = [
        shape
        for shape in scene.shapes
        if isinstance(shape, (Bar, Mark, Cluster, Label))
        and shape.box.x >= scene.header_px
        and shape.box.y > scene.axis_px
    ]
    for card in cards:
        assert any(lane.y <= card.box.y and card.box.bottom <= lane.bottom for lane in lanes)
        assert card.box.x >= scene.header_px
        assert card.box.right <= scene.width
        labels = [label for label in others if isinstance(label, Label) and label.ref == card.ref]
        assert not any(meet(card.box, shape.box) for shape in others if shape is not card and shape not in labels)


@given(events(), windows())
def test_cards_remove_no_labels(generated: list[Event], window: Span) -> None:
    close = Span(window.start, window.start + min(window.length, FACTS_DAYS))
    far = Span(window.start, window.start + FACTS_DAYS * 1.001)
    if close.length < FACTS_DAYS:
        return
    names = [
        {shape.ref for shape in scene_of(programme(generated), span).shapes if isinstance(shape, Label) and shape.ref}
        for span in (close, far)
    ]
    assert names[0] == names[1]


def test_a_cluster_has_no_card() -> None:
    snapshot = snapshot_of(landing("2024-06-01T10:00Z"), landing("2024-06-01T10:03Z", "y"))
    words = texts_of(scene_of(snapshot, DAY)) + texts_of(scene_of(snapshot, DAY), "event/y")
    assert "+1" in words
    assert not any("Apollo basin" in text for text in words)


def test_without_room_for_a_card_a_label_keeps_its_place_and_leader() -> None:
    near, far = landing("2024-06-01T10:00Z"), landing("2024-06-01T16:00Z", "y")
    narrow = scene_of(snapshot_of(near, far), DAY, Size(420.0, 400.0))
    assert card_of(narrow) is None
    assert texts_of(narrow) == ["Event x"]
    leaders = [shape for shape in narrow.shapes if isinstance(shape, Rule) and shape.role is Role.LABEL]
    assert len(leaders) == len([shape for shape in narrow.shapes if isinstance(shape, Label) and shape.ref])


def test_a_card_does_not_cross_the_line_of_a_day() -> None:
    day = days("2026-11-22")
    scene = scene_of(snapshot_of(landing("2026-11-21T18:00Z")), Span(day - 0.5, day + 0.5))
    line = next(shape.x1 for shape in scene.shapes if isinstance(shape, Rule) and shape.role is Role.TODAY)
    card = card_of(scene)
    assert card is not None
    assert card.box.right < line or card.box.x > line
