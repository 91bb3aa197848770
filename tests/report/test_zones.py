"""Times on other clocks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from viewer.model.edtf import parse
from viewer.model.entities import Text, Zone
from viewer.report.zones import offset, zone_words

from .sample import full

BEIJING = Zone(label=Text("Beijing", "北京"), offset="+08:00")
SEEN = replace(full(), head=structs.replace(full().head, zones=(BEIJING,)))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-05-03T09:27:29Z", ("17:27:29 Beijing, 3 May 2024",)),
        ("2024-06-01T22:23Z", ("06:23 Beijing, 2 June 2024",)),
        ("2024-06-01", ()),
        ("unknown", ()),
    ],
)
def test_a_moment_is_told_on_the_clocks_of_each_zone_a_day_on_none(when: str, words: tuple[str, ...]) -> None:
    assert zone_words(SEEN, parse(when)) == words


def test_a_zone_lies_so_far_ahead_of_utc() -> None:
    assert offset(BEIJING) == pytest.approx(1 / 3)
    assert offset(Zone(label=Text("St John's"), offset="-03:30")) == pytest.approx(-3.5 / 24)


def test_in_short_the_day_is_told_only_where_it_is_another() -> None:
    assert zone_words(SEEN, parse("2024-05-03T09:27Z"), short=True)[0] == "17:27 Beijing"
    assert zone_words(SEEN, parse("2024-05-03T19:27Z"), short=True)[0] == "03:27 Beijing, 4 May 2024"
