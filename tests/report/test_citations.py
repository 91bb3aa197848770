"""Citations of sources, and the text of an error report."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import source, text
from tests.curated import curated_data
from tests.report.sample import full
from viewer.model.edtf import parse
from viewer.model.entities import SourceKind
from viewer.report.citations import CitationFormat, citation, citation_list, error_report

PLAIN = source(
    "cgtn",
    "2024-06-27",
    title=text("A *new* path & 50 % more", "新路"),
    publisher="CGTN",
    url="https://example.org/a_b",
    accessed=parse("2026-11-22"),
)


def test_a_citation_names_publisher_title_date_address_and_when_it_was_read() -> None:
    assert citation(PLAIN, CitationFormat.TEXT) == (
        "CGTN. “A *new* path & 50 % more”, 27 June 2024. https://example.org/a_b (read 22 November 2026)"
    )


def test_markdown_keeps_marks_that_are_part_of_a_title() -> None:
    assert citation(PLAIN, CitationFormat.MARKDOWN) == (
        r"CGTN. [A \*new\* path & 50 % more](<https://example.org/a_b>), 27 June 2024."
        " (read 22 November 2026)"
    )
    assert citation(source("x", "unknown"), CitationFormat.MARKDOWN) == "X. *About x*."


def test_bibtex_escapes_tex_and_keeps_both_titles() -> None:
    assert citation(PLAIN, CitationFormat.BIBTEX) == "\n".join(
        [
            "@misc{cgtn,",
            "  author = {{CGTN}},",
            r"  title = {{A *new* path \& 50 \% more}},",
            "  year = {2024},",
            "  month = {6},",
            "  date = {2024-06-27},",
            "  language = {en},",
            "  titleaddon = {新路},",
            "  url = {https://example.org/a_b},",
            "  urldate = {2026-11-22}",
            "}",
        ]
    )


@pytest.mark.parametrize(
    ("published", "fields"),
    [
        ("2024-06", ["year = {2024}", "month = {6}", "date = {2024-06}"]),
        ("2024", ["year = {2024}", "date = {2024}"]),
        ("2024~", [r"date = {2024\textasciitilde{}}"]),
        ("2024-35", ["date = {2024-35}"]),
        ("2023/2024", ["date = {2023/2024}"]),
    ],
)
def test_bibtex_has_the_date_fields_that_are_known(published: str, fields: list[str]) -> None:
    entry = citation(source("x", published), CitationFormat.BIBTEX)
    for field in fields:
        assert field in entry
    assert entry.count("date = ") == 1


def test_a_citation_says_what_makes_a_source_weak() -> None:
    weak = source("w", weak=True, kind=SourceKind.ACADEMIC)
    relayed = source("r", "unknown", relayed_via="a {forum}")
    assert "weak source" in citation(weak, CitationFormat.TEXT)
    assert citation(weak, CitationFormat.BIBTEX).startswith("@article{w,")
    assert "note = {weak source}" in citation(weak, CitationFormat.BIBTEX)
    assert r"note = {relayed by a \{forum\}}" in citation(relayed, CitationFormat.BIBTEX)
    assert "year" not in citation(relayed, CitationFormat.BIBTEX)


def test_several_are_cited_once_each_in_order() -> None:
    both = citation_list((PLAIN, source("x"), PLAIN), CitationFormat.TEXT)
    assert [line.split(".")[0] for line in both.splitlines()] == ["CGTN", "X"]
    assert citation_list((PLAIN, source("x")), CitationFormat.BIBTEX).count("\n\n@") == 1


def test_every_source_of_the_curated_programme_is_cited_in_every_form_under_its_own_key() -> None:
    whole = curated_data().programme
    assert whole is not None
    for citation_format in CitationFormat:
        written = {citation(cited, citation_format) for cited in whole.sources}
        assert all(
            text and text.count("{") == text.count("}") for text in written if citation_format is CitationFormat.BIBTEX
        )
    keys = [citation(cited, CitationFormat.BIBTEX).partition("{")[2].partition(",")[0] for cited in whole.sources]
    assert len(set(keys)) == len(keys)


def test_an_error_report_has_event_claims_words_sources_and_the_age_of_the_data() -> None:
    report = error_report(full(), "event/launch", "farside:event/launch", "1.0")
    for words in (
        "Event launch: ",
        "farside:event/launch",
        "* ",
        "[2026~]",
        "“around 2026”",
        "GOOD. “About good”",
        "Data as of 22 November 2026",
        "Farside 1.0",
        "What is wrong",
    ):
        assert words in report


def test_an_error_report_about_a_source_has_its_citation_and_one_about_nothing_the_address() -> None:
    assert "GOOD. “About good”, 2020." in error_report(full(), "source/good", "farside:source/good", "1.0")
    early = error_report(full(date(2020, 1, 1)), "event/launch", "link", "1.0")
    assert early.startswith("event/launch\nlink\n")
