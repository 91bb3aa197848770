"""The texts of the axis, with the times of a zone."""

from __future__ import annotations

from msgspec import structs
from msgspec.structs import replace

from viewer.i18n import Text
from viewer.model.entities import Zone
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Label, Role, Rule, Scene

from .sample import TODAY, claim, days, event, programme, scene_of, whole

DAY = Span(days("2024-06-01"), days("2024-06-02"))
YEAR = Span(days("2024-01-01"), days("2025-01-01"))


def zoned() -> Programme:
    snapshot = whole([event("x", claim("2024-06-01T10:00Z"))])
    zones = (Zone(label=Text("Beijing", "北京"), offset="+08:00"),)
    return replace(snapshot, head=structs.replace(snapshot.head, zones=zones)).as_of(TODAY)


def axis_words(scene: Scene) -> list[tuple[str, float]]:
    return [
        (shape.text, shape.box.y)
        for shape in scene.shapes
        if isinstance(shape, Label) and shape.box.bottom <= scene.axis_px
    ]


def test_with_hours_the_axis_has_the_times_of_the_zone() -> None:
    words = dict(axis_words(scene_of(zoned(), DAY)))
    assert words["06:00"] < words["14:00"]
    assert words["UTC"] < words["Beijing"]
    minutes = Span(days("2024-06-01") + 0.4, days("2024-06-01") + 0.4 + 2 / 1440)
    assert any(text.count(":") == 2 for text, _y in axis_words(scene_of(zoned(), minutes)))


def test_with_days_or_without_zones_the_axis_has_no_times_of_a_zone() -> None:
    assert "Beijing" not in dict(axis_words(scene_of(zoned(), YEAR)))
    assert "UTC" not in dict(axis_words(scene_of(programme([]), DAY)))


def test_the_axis_has_the_same_height_at_every_zoom() -> None:
    assert scene_of(zoned(), DAY).axis_px == scene_of(zoned(), YEAR).axis_px
    assert not [
        shape for shape in scene_of(zoned(), DAY).shapes if isinstance(shape, Rule) and shape.role is Role.DEPENDENCY
    ]


def test_all_months_are_as_short_as_the_longest_needs() -> None:
    wide = scene_of(programme([]), YEAR, Size(1100.0, 600.0))
    upper = [text for text, y in axis_words(wide) if y == 0.0]
    assert upper[0] == "Jan 2024"
    assert upper[8:10] == ["Sep 2024", "Oct 2024"]
    assert len(upper) == 12


def test_times_of_the_zone_show_the_day_where_another_begins() -> None:
    noon = Span(days("2024-06-01") + 0.5, days("2024-06-02") + 0.5)
    words = [text for text, _y in axis_words(scene_of(zoned(), noon))]
    assert [text for text in words if ", " in text] == ["2 Jun, 02:00"]  # 18:00 of the first in UTC
    assert "Beijing" in words
    crowded = [text for text, _y in axis_words(scene_of(zoned(), noon, Size(600.0, 600.0)))]
    assert "02:00" in crowded


def test_the_zone_shows_the_day_if_there_is_only_one() -> None:
    evening = Span(days("2024-06-01") + 0.9, days("2024-06-01") + 0.95)
    words = [text for text, _y in axis_words(scene_of(zoned(), evening))]
    assert "Beijing, 2 Jun" in words
    assert not any(text.startswith("2 Jun, ") for text in words)
