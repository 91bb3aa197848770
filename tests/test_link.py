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

HERE = ViewState(Span(0.0, 100.0), "event/a", date(2024, 6, 27))


def test_an_address_reads_as_it_is_told() -> None:
    link = read_link("farside:event/ce7-launch?as-of=2024-06-27")
    assert link == Link("event/ce7-launch", date(2024, 6, 27))
    assert link.state(HERE) == replace(HERE, selection="event/ce7-launch")
    assert read_link(" FARSIDE:partner/esa ").state(HERE).as_of is None


@given(STATES, st.sampled_from(["", "event/ü &?#", "mission/a%b", "source/x=y;z"]))
def test_what_is_copied_leads_back(state: ViewState, selection: str) -> None:
    state = replace(state, selection=selection, measure_to="")
    text = link_text(state)
    assert text.isascii()
    assert not any(sign.isspace() for sign in text)
    assert read_link(text).state(HERE) == state


def test_the_filter_travels_along() -> None:
    asked = HERE.filtered(Filter(kinds=frozenset({EventKind.LAUNCH})))
    assert "kind=launch" in link_text(asked)
    assert read_link(link_text(asked)).state(HERE) == asked


def test_a_view_that_names_its_own_day_is_seen_from_it() -> None:
    link = read_link("farside:?view=window=2024-01-01/2025-01-01;as-of=2024-06-27")
    assert link.state(HERE).as_of == date(2024, 6, 27)


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
def test_what_is_no_address_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        read_link(text)
    assert "\n" not in str(refused.value)
