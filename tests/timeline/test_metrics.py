"""Texts are elided or wrapped to a width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.sample import measure
from viewer.timeline.metrics import ELLIPSIS, NEVER_FIRST, elided, wrapped
from viewer.timeline.scene import Role

TEXTS = st.text(st.sampled_from("abc 嫦娥，。"), max_size=40).map(lambda text: " ".join(text.split()))
WIDTHS = st.floats(5, 200)


@given(TEXTS, WIDTHS)
def test_an_elided_text_fits_and_ends_with_an_ellipsis(text: str, width: float) -> None:
    short = elided(text, Role.NOTE, width, measure)
    assert measure(short, Role.NOTE) <= width or short == ""
    assert short == text or short == "" or (short.endswith(ELLIPSIS) and text.startswith(short[:-1]))


@given(TEXTS, st.floats(40, 200), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_no_more_than_allowed(text: str, width: float, max_lines: int) -> None:
    lines = wrapped(text, Role.NOTE, width, max_lines, measure)
    assert len(lines) <= max_lines
    assert all(measure(line, Role.NOTE) <= width for line in lines)
    joined = "".join(lines).replace(" ", "").removesuffix(ELLIPSIS)
    assert text.replace(" ", "").startswith(joined)


def test_a_text_that_fits_has_one_line() -> None:
    assert wrapped("one two", Role.NOTE, 100, 3, measure) == ("one two",)
    assert wrapped("", Role.NOTE, 100, 3, measure) == ()


def test_lines_break_at_spaces_and_chinese_anywhere_but_before_a_stop() -> None:
    assert wrapped("one two three", Role.NOTE, 50, 2, measure) == ("one two", "three")
    assert wrapped("科研站共同，发起方", Role.NOTE, 60, 2, measure) == ("科研站共", "同，发起方")
    assert "，" in NEVER_FIRST


def test_a_width_without_room_for_a_character_ends() -> None:
    assert wrapped("abcdef", Role.NOTE, 1, 3, measure) == ("a", "b", "")
    assert elided("abc", Role.NOTE, 1, measure) == ""
