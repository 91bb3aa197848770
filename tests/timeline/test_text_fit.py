"""Words that fit their room, and never lose a sign silently."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.sample import measure
from viewer.timeline.metrics import ELLIPSIS, NEVER_FIRST, elided, wrapped
from viewer.timeline.scene import Role

WORDS = st.text(st.sampled_from("abc 嫦娥，。"), max_size=40).map(lambda text: " ".join(text.split()))
ROOM = st.floats(5, 200)


@given(WORDS, ROOM)
def test_an_elided_text_fits_and_says_that_it_was_cut(text: str, room: float) -> None:
    short = elided(text, Role.NOTE, room, measure)
    assert measure(short, Role.NOTE) <= room or short == ""
    assert short == text or short == "" or (short.endswith(ELLIPSIS) and text.startswith(short[:-1]))


@given(WORDS, st.floats(40, 200), st.integers(1, 4))
def test_folded_lines_fit_and_are_no_more_than_allowed(text: str, room: float, most: int) -> None:
    lines = wrapped(text, Role.NOTE, room, most, measure)
    assert len(lines) <= most
    assert all(measure(line, Role.NOTE) <= room for line in lines)
    joined = "".join(lines).replace(" ", "").removesuffix(ELLIPSIS)
    assert text.replace(" ", "").startswith(joined)


def test_a_text_that_fits_stands_on_one_line() -> None:
    assert wrapped("one two", Role.NOTE, 100, 3, measure) == ("one two",)
    assert wrapped("", Role.NOTE, 100, 3, measure) == ()


def test_lines_break_at_spaces_and_chinese_anywhere_but_before_a_stop() -> None:
    assert wrapped("one two three", Role.NOTE, 50, 2, measure) == ("one two", "three")
    assert wrapped("科研站共同，发起方", Role.NOTE, 60, 2, measure) == ("科研站共", "同，发起方")
    assert "，" in NEVER_FIRST


def test_a_room_for_no_sign_at_all_still_ends() -> None:
    assert wrapped("abcdef", Role.NOTE, 1, 3, measure) == ("a", "b", "")
    assert elided("abc", Role.NOTE, 1, measure) == ""
