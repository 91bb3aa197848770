"""Documents as text, Markdown and HTML, reports as JSON, cells for spreadsheets."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.sample import TODAY, full, programme
from tests.report.strict_html import StrictHtml
from viewer.i18n import use
from viewer.report.document import (
    DOCUMENT_FORMATS,
    Document,
    column_count,
    escape_markdown,
    html_body,
    join_sentences,
    json_text,
    style,
    to_html,
    to_markdown,
    to_text,
    wrap,
)
from viewer.report.summary import summarise, summary_document

WORDS = st.lists(st.text(alphabet="abcdefg,.()月球，。（）", min_size=1, max_size=9), min_size=1, max_size=40)


def document(day: date = TODAY) -> Document:
    return summary_document(summarise(full(day), TODAY))


def test_text_keeps_to_80_columns_and_numbers_its_sources() -> None:
    words = to_text(document())
    assert all(column_count(line) <= 80 or "://" in line for line in words.splitlines())
    assert words.startswith(
        "The road\n========\n\nAs of today, 22 November 2026. The data reach to 22 November 2026.\n"
    )
    assert "\nAll about <it>\n" in words
    assert "\nMission 6 (六号)\n  Bring soil home [" in words
    assert "* ESA, Institute of Space Physics: NILS on Mission 6, 4.8 kg – ions [" in words
    assert "* Institute of Space Physics: Rover on Mission 6 – Event out: 5 May 2025?" in words
    assert "\n* and 1 lesser event\n" in words
    assert "https://example.org/a?b=1&c=2\n" in words
    assert words.endswith("\n")


def test_empty_sections_are_left_out() -> None:
    words = to_text(summary_document(summarise(programme(), TODAY)))
    assert (
        words == "The road\n========\n\nAs of today, 22 November 2026. The data reach to 22 November 2026.\n\n"
        "Nothing was known of it on that day.\n"
    )
    assert "#" not in to_markdown(summary_document(summarise(programme(), TODAY)))[1:]


def test_a_mission_without_facts_is_only_its_name() -> None:
    assert "\n\nRelay\n\n" in to_text(document())
    assert "\n\n### Relay\n\n" in to_markdown(document())


def test_only_verbatim_quotes_have_quotation_marks() -> None:
    words = to_text(document())
    assert "* ESA, 27 June 2024: “It <works>.”" in words
    assert "* Hu Hao, chief designer, in 2024: That it works" in words


def test_markdown_of_the_data_is_escaped() -> None:
    words = to_markdown(document())
    assert words.startswith("# The road\n\nAs of today")
    assert "All about \\<it\\>" in words
    assert "Rocket: \\*Long\\* March." in words
    assert "| Partner | Payload | Mission | Mass | Measures | Sources |\n| --- |" in words
    assert "\n1. GOOD: About good, 2020. <https://example.org/a?b=1&c=2>\n" in words


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("2026. A year", "2026\\. A year"),
        ("1) one", "1\\) one"),
        ("a | b `c` <d>", "a \\| b \\`c\\` \\<d\\>"),
        ("one\n# two", "one # two"),
        ("2026 stays", "2026 stays"),
    ],
)
def test_markdown_signs_are_escaped(words: str, escaped: str) -> None:
    assert escape_markdown(words) == escaped


def test_a_page_is_strict_html_and_loads_nothing() -> None:
    html = to_html(document())
    page = StrictHtml(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<it>" in page.text
    assert "<works>" in page.text
    assert "src=" not in html
    assert "@import" not in html
    assert {href for href in page.hrefs if not href.startswith("#")} == {"https://example.org/a?b=1&c=2"}
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)


def test_a_chinese_page_declares_its_language() -> None:
    use("zh")
    html = to_html(document())
    assert '<html lang="zh-Hans">' in html
    assert "已发生" in StrictHtml(html).text


def test_the_links_of_an_html_body_are_addresses() -> None:
    body = StrictHtml(html_body(document()))
    assert {"event/launch", "mission/six", "source/good"} <= set(body.hrefs)
    assert not any(href.startswith("#") for href in body.hrefs)


def test_the_style_of_panes_has_nothing_that_qtextdocument_ignores() -> None:
    css = style("pane.css", {"foreground": "#000001", "link": "#000002"})
    assert "#000001" in css
    for poison in (":root", ":is", "@media", "var("):
        assert poison not in css


def test_sentences_are_joined_as_the_language_joins_them() -> None:
    assert join_sentences(["A.", "B."]) == "A. B."
    use("zh")
    assert join_sentences(["甲。", "乙。"]) == "甲。乙。"


def test_the_same_summary_gives_the_same_bytes() -> None:
    for write in DOCUMENT_FORMATS.values():
        assert write(document()) == write(document())


def test_the_json_of_a_summary_has_its_fields() -> None:
    summary = json.loads(json_text(summarise(full(), TODAY)))
    assert summary["day"] == "2026-11-22"
    assert [line["id"] for line in summary["promised"]] == ["late", "landing", "launch"]
    assert summary["payloads"][0]["mass_kg"] == 4.8
    assert summary["sources"][0]["number"] == 1


def test_lines_break_between_words_and_are_indented() -> None:
    assert wrap("one two three four", "* ", "  ", width=10) == "* one two\n  three\n  four"


def test_white_space_becomes_one_space() -> None:
    assert wrap("  one \n\t two  ") == "one two"


def test_an_empty_text_is_an_empty_line() -> None:
    assert wrap("") == ""


def test_a_chinese_character_takes_two_columns_and_lines_break_between_them() -> None:
    assert column_count("月a，") == 5
    assert wrap("嫦娥六号发射", width=8) == "嫦娥六号\n发射"


def test_no_line_begins_with_closing_punctuation_or_ends_with_an_opening_one() -> None:
    assert wrap("嫦娥六号，发射", width=8) == "嫦娥六\n号，发射"
    assert wrap("嫦娥六（号发射）", width=8) == "嫦娥六\n（号发\n射）"


def test_a_word_longer_than_a_line_gets_its_own_line() -> None:
    assert wrap("a https://example.org/long b", width=10) == "a\nhttps://example.org/long\nb"


@given(WORDS)
def test_wrapping_loses_nothing_and_lines_keep_to_the_width_unless_a_piece_is_longer(words: list[str]) -> None:
    text = " ".join(words)
    lines = wrap(text, width=24).split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert column_count(line) <= 24 or " " not in line.strip()
