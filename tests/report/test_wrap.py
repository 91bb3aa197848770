"""Plain text in lines of a width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.report.wrap import columns, wrapped

WORDS = st.lists(st.text(alphabet="abcdefg,.()月球，。（）", min_size=1, max_size=9), min_size=1, max_size=40)


def test_lines_break_between_words_and_are_indented() -> None:
    assert wrapped("one two three four", "* ", "  ", width=10) == "* one two\n  three\n  four"


def test_white_space_is_one_space() -> None:
    assert wrapped("  one \n\t two  ") == "one two"


def test_nothing_is_an_empty_line() -> None:
    assert wrapped("") == ""


def test_a_chinese_sign_takes_two_columns_and_lines_break_between_them() -> None:
    assert columns("月a，") == 5
    assert wrapped("嫦娥六号发射", width=8) == "嫦娥六号\n发射"


def test_no_line_begins_with_closing_punctuation_or_ends_with_an_opening_one() -> None:
    assert wrapped("嫦娥六号，发射", width=8) == "嫦娥六\n号，发射"
    assert wrapped("嫦娥六（号发射）", width=8) == "嫦娥六\n（号发\n射）"


def test_a_word_longer_than_a_line_stands_alone() -> None:
    assert wrapped("a https://example.org/long b", width=10) == "a\nhttps://example.org/long\nb"


@given(WORDS)
def test_nothing_is_lost_and_lines_keep_to_the_width_unless_one_piece_is_longer(words: list[str]) -> None:
    text = " ".join(words)
    lines = wrapped(text, width=24).split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert columns(line) <= 24 or " " not in line.strip()
