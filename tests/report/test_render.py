"""Documents as text, Markdown, HTML and JSON; the ledger of moves as CSV."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest

from tests.report.sample import TODAY, claim, event, full, programme, text
from tests.report.strict_html import StrictHtml
from viewer.i18n import use
from viewer.report import render, slips
from viewer.report.sections import Document, document
from viewer.report.summary import summarise
from viewer.report.templates import style
from viewer.report.wrap import columns


def whole(day: date = TODAY, **chosen: str) -> Document:
    return document(summarise(full(day), TODAY, **chosen))


def test_text_keeps_to_80_columns_and_numbers_its_sources() -> None:
    words = render.text(whole())
    assert all(columns(line) <= 80 or "://" in line for line in words.splitlines())
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


def test_sections_without_anything_to_say_are_left_out() -> None:
    words = render.text(document(summarise(programme(), TODAY)))
    assert (
        words
        == "The road\n========\n\nAs of today, 22 November 2026. The data reach to 22 November 2026.\n\n"
        "Nothing was known of it on that day.\n"
    )
    assert "#" not in render.markdown(document(summarise(programme(), TODAY)))[1:]


def test_a_mission_without_facts_is_a_name_alone() -> None:
    assert "\n\nRelay\n\n" in render.text(whole())
    assert "\n\n### Relay\n\n" in render.markdown(whole())


def test_quotation_marks_stand_only_around_words_that_were_said_so() -> None:
    words = render.text(whole())
    assert "* ESA, 27 June 2024: “It <works>.”" in words
    assert "* Hu Hao, chief designer, in 2024: That it works" in words


def test_markdown_shows_what_is_written_and_not_what_it_would_mean() -> None:
    words = render.markdown(whole())
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
def test_markdown_is_escaped(words: str, escaped: str) -> None:
    assert render.escaped(words) == escaped


def test_a_page_is_strict_html_that_holds_everything_it_needs() -> None:
    html = render.html_page(whole())
    page = StrictHtml(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<it>" in page.text
    assert "<works>" in page.text
    assert "src=" not in html
    assert "@import" not in html
    assert {href for href in page.hrefs if not href.startswith("#")} == {"https://example.org/a?b=1&c=2"}
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)


def test_a_chinese_page_says_so() -> None:
    use("zh")
    html = render.html_page(whole())
    assert '<html lang="zh-Hans">' in html
    assert "已发生" in StrictHtml(html).text


def test_the_body_for_a_document_links_within_the_programme() -> None:
    body = StrictHtml(render.html_body(whole()))
    assert {"event/launch", "mission/six", "source/good"} <= set(body.hrefs)
    assert not any(href.startswith("#") for href in body.hrefs)


def test_the_styles_of_panes_hold_nothing_that_a_text_document_drops() -> None:
    css = style("pane.css", {"ink": "#000001", "link": "#000002"})
    assert "#000001" in css
    for poison in (":root", ":is", "@media", "var("):
        assert poison not in css


def test_sentences_are_joined_as_the_language_joins_them() -> None:
    assert render.joined(["A.", "B."]) == "A. B."
    use("zh")
    assert render.joined(["甲。", "乙。"]) == "甲。乙。"


def test_the_same_summary_gives_the_same_bytes() -> None:
    for write in render.DOCUMENTS.values():
        assert write(whole()) == write(whole())


def test_json_holds_the_summary_in_parts() -> None:
    held = json.loads(render.json_text(summarise(full(), TODAY)))
    assert held["day"] == "2026-11-22"
    assert [line["id"] for line in held["promised"]] == ["late", "landing", "launch"]
    assert held["payloads"][0]["mass_kg"] == 4.8
    assert held["sources"][0]["number"] == 1


def test_the_ledger_tells_every_move_but_what_is_first_said() -> None:
    ledger = slips.slips_of(full(), TODAY)
    assert [(slip.event, slip.kind) for slip in ledger.slips] == [
        ("launch", "slip"),
        ("launch", "withdrawn"),
        ("launch", "re-dated"),
    ]
    assert slips.slips_of(full(), TODAY, "relay").slips == ()
    assert slips.slips_of(full(), TODAY, "six").title == "Mission 6: every move of every date"
    with pytest.raises(KeyError, match="seven"):
        slips.slips_of(full(), TODAY, "seven")


def test_the_ledger_is_read_year_by_year() -> None:
    words = render.text(slips.document(slips.slips_of(full(), TODAY)))
    assert "\n\n2024\n----\n\n* Event launch: 2024 → around 2026, +2 years" in words
    assert "\n\n2026\n----\n" in words
    assert "No date has moved." in render.text(slips.document(slips.slips_of(full(), TODAY, "relay")))


def test_the_ledger_as_csv_has_both_shifts_and_the_ids_of_sources() -> None:
    rows = list(csv.DictReader(StringIO(slips.csv_text(slips.slips_of(full(), TODAY)))))
    assert rows[0]["old"] == "2024"
    assert rows[0]["new"] == "2026~"
    assert (rows[0]["start_days"], rows[0]["end_days"]) == ("731", "730")
    assert rows[0]["sources"] == "good"
    assert (rows[1]["kind"], rows[1]["start_days"], rows[1]["end_days"]) == ("withdrawn", "", "")


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    evil = event("e", claim("2024", "2021"), claim("2026", "2022"), title=text("=cmd()"))
    rows = list(csv.DictReader(StringIO(slips.csv_text(slips.slips_of(programme(evil), TODAY)))))
    assert rows[0]["sentence"].startswith("'=cmd()")
