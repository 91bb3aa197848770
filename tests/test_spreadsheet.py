"""Cells that no spreadsheet runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.spreadsheet import escape_formula, unescape_formula

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]))


@given(TEXTS)
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    cell = escape_formula(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert text in (cell, cell[1:])


@given(st.sampled_from(("", "=", "+", "-", "@", "\t", "\r")), TEXTS)
def test_an_escaped_cell_is_read_back(start: str, text: str) -> None:
    assert unescape_formula(escape_formula(start + text)) in (start + text, (start + text).removeprefix("'"))
    assert unescape_formula(escape_formula("=" + text)) == "=" + text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_escaped(start: str) -> None:
    assert escape_formula(f"{start}cmd()") == f"'{start}cmd()"
    assert escape_formula("cmd()") == "cmd()"
