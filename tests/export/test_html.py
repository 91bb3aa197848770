"""The page: strict HTML that needs no script and loads nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.report.sample import GOOD, TODAY, claim, event, full, programme
from tests.report.strict_html import KNOWN, StrictHtml
from viewer.export.html import PageImage, page_html
from viewer.export_request import MADE_BY, ExportRequest
from viewer.load.files import data_hash
from viewer.model.programme import Programme
from viewer.resources import data_folder
from viewer.state import ViewState, home

DRAWN = PageImage('<svg xmlns="http://www.w3.org/2000/svg"><title>It</title></svg>\n', ".t0{fill:#000}\n", "Seen <now>")
MORE = {"svg", "title", "figure", "figcaption", "section", "footer", "details", "summary", "i"}


@pytest.fixture(autouse=True)
def _more_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.report.strict_html.KNOWN", KNOWN | MORE)


def page(of: Programme, image: PageImage = DRAWN, folder: Path | None = None) -> str:
    return page_html(ExportRequest(of, ViewState(home(of)), TODAY, folder), image).decode()


def test_the_page_is_strict_html_and_its_links_have_targets() -> None:
    read = StrictHtml(page(full()))
    for href in read.hrefs:
        assert href.startswith("https://") or href[1:] in read.ids
    assert {f"row-{event.id}" for event in full().events} <= set(read.ids)


def test_the_page_contains_every_event_claim_and_date_change() -> None:
    words = StrictHtml(page(full(), folder=data_folder())).text
    assert "5 claims" in words
    assert "2024 (said around June 2021 by ESA)" in words
    assert "24 August 2026" not in words
    assert "23 August 2026 Event launch" in words
    assert "around 2026 no date date withdrawn" in words
    assert words.endswith(
        "As known on 22 November 2026 · The data reach to 22 November 2026"
        f" · data {data_hash(data_folder())} · {MADE_BY}"
    )


def test_the_page_loads_no_file_and_runs_no_script() -> None:
    html = page(full())
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\son\w+=", html)


def test_the_picture_and_its_colours_are_in_the_page() -> None:
    html = page(full())
    assert DRAWN.svg in html
    assert DRAWN.css in html
    assert "<figcaption>Seen &lt;now&gt;</figcaption>" in html
    assert "<figcaption" not in page(full(), PageImage(DRAWN.svg, DRAWN.css))
    assert "· data " not in page(full())


def test_sources_are_numbered_on() -> None:
    of = programme(event("a", claim("2027"), importance=1), sources=(GOOD,))
    read = StrictHtml(page(of))
    assert "#source-1" in read.hrefs
    assert "source-1" in read.ids


def test_without_date_changes_there_is_no_table_of_them() -> None:
    of = programme(event("a", claim("2027")), sources=(GOOD,))
    assert "moves" not in StrictHtml(page(of)).ids
