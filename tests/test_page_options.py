"""What pages can be: text, ranges, posters, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import page_options
from viewer.page_options import BLANKS, PAPERS, PARTS, PageOptions, with_poster

ranges = st.sampled_from(("", "1", "2-", "1-3,5", "7-9, 2"))
posters = st.one_of(st.just((0, 0)), st.tuples(st.integers(1, 8), st.integers(1, 8)))
options = st.builds(
    PageOptions,
    paper=st.sampled_from(sorted(PAPERS)),
    portrait=st.booleans(),
    margin_mm=st.floats(5, 40).map(lambda mm: round(mm, 3)),
    black=st.booleans(),
    parts=st.lists(st.sampled_from(sorted(PARTS)), min_size=1).map(tuple),
    pages=ranges,
    poster=posters,
    blank=st.sampled_from(BLANKS),
)


@given(options)
def test_options_are_read_from_their_text(written: PageOptions) -> None:
    values = {
        "paper": written.paper,
        "portrait": "yes" if written.portrait else "no",
        "margin": f"{written.margin_mm:.10g}",
        "black": "yes" if written.black else "no",
        "parts": ",".join(written.parts),
        "pages": written.pages,
        "poster": "{}x{}".format(*written.poster),
        "blank": written.blank,
    }
    assert page_options(";".join(f"{name}={value}" for name, value in values.items())) == written


@given(options)
def test_the_area_is_the_paper_without_its_margins(pages: PageOptions) -> None:
    width, height = pages.page_mm
    assert (width < height) == pages.portrait
    assert pages.area_px[0] == pytest.approx((width - 2 * pages.margin_mm) * 96 / 25.4)


def test_parts_are_sorted_into_their_order_on_paper() -> None:
    assert PageOptions(parts=("sources", "timeline", "sources")).parts == ("timeline", "sources")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("4-", (3, 4)),
        ("1-2, 5", (0, 1, 4)),
        ("3–4", (2, 3)),
        ("5,1", (0, 4)),
        ("9", ()),
    ],
)
def test_a_range_names_pages(text: str, numbers: tuple[int, ...]) -> None:
    assert PageOptions(pages=text).page_numbers(5) == numbers


@pytest.mark.parametrize(
    ("text", "paper", "poster"),
    [
        ("A1", "A1", (1, 1)),
        ("A3x2", "A3", (2, 1)),
        ("a3x3x2", "A3", (3, 2)),
        ("3x2", "A4", (3, 2)),
        ("2", "A4", (2, 1)),
        ("Letterx2x2", "Letter", (2, 2)),
        ("", "A4", (0, 0)),
    ],
)
def test_a_poster_is_read_from_its_text(text: str, paper: str, poster: tuple[int, int]) -> None:
    result = with_poster(PageOptions(), text)
    assert (result.paper, result.poster) == (paper, poster)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("paper=A9", "there is no paper “A9”"),
        ("margin=1", "5 to 40 mm"),
        ("margin=wide", "a number of millimetres"),
        ("portrait=maybe", "portrait is yes or no"),
        ("parts=", "nothing was chosen"),
        ("parts=weather", "there is no part “weather”"),
        ("pages=3-1", "pages are written 1-3, 5"),
        ("pages=0", "pages are written 1-3, 5"),
        ("pages=1 2", "pages are written 1-3, 5"),
        ("poster=9x1", "1 to 8 sheets"),
        ("poster=A3x0x2", "1 to 8 sheets"),
        ("poster=big?", "A1, A3x2 or A3x3x2"),
        ("blank=all", "“dates” or “titles”"),
        ("ink=red", "no option of pages: “ink”"),
    ],
)
def test_wrong_options_are_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        page_options(text)
