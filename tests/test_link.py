"""farside: addresses lead back to what they were copied from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.test_state import STATES
from viewer.link import Link, link_text, read_link
from viewer.model.kinds import EventKind
from viewer.query.filter import Filter
from viewer.state import Span, ViewState

PRESENT = ViewState(Span(0.0, 100.0), "event/a", date(2024, 6, 27))


def test_a_link_is_read() -> None:
    link = read_link("farside:event/ce7-launch?as-of=2024-06-27")
    assert link == Link("event/ce7-launch", date(2024, 6, 27))
    assert link.state(PRESENT) == replace(PRESENT, selection="event/ce7-launch")
    assert read_link(" FARSIDE:partner/esa ").state(PRESENT).as_of is None


@given(STATES, st.sampled_from(["", "event/ü &?#", "mission/a%b", "source/x=y;z"]))
def test_the_link_of_a_state_leads_to_that_state(state: ViewState, selection: str) -> None:
    state = replace(state, selection=selection, measure_to="")
    text = link_text(state)
    assert text.isascii()
    assert not any(character.isspace() for character in text)
    assert read_link(text).state(PRESENT) == state


def test_a_link_contains_the_filter() -> None:
    state = PRESENT.filtered(Filter(kinds=frozenset({EventKind.LAUNCH})))
    assert "kind=launch" in link_text(state)
    assert read_link(link_text(state)).state(PRESENT) == state


def test_the_day_of_the_view_is_the_day_of_the_link() -> None:
    link = read_link("farside:?view=window=2024-01-01/2025-01-01;as-of=2024-06-27")
    assert link.state(PRESENT).as_of == date(2024, 6, 27)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://example.org", "begins with farside:"),
        ("farside:launch", "farside:KIND/ID with one of event, mission"),
        ("farside:event/", "farside:KIND/ID"),
        ("farside:event/a?day=2024", "as-of=DAY and view=VIEW"),
        ("farside:event/a?as-of=2024-01-01&as-of=2024-01-01", "once each"),
        ("farside:event/a?as-of=June", "as-of is a day"),
        ("farside:event/a?view=window", "no part of a view"),
    ],
)
def test_a_wrong_link_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        read_link(text)
    assert "\n" not in str(refused.value)
