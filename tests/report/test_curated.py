"""Reports on the curated programme as of two days: that of the article it began from, and a later one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tests.curated import curated_data
from tests.report.strict_html import StrictHtml
from viewer.i18n import use
from viewer.model.date_history import date_changes
from viewer.model.programme import Programme
from viewer.report import details
from viewer.report.document import to_html, to_text
from viewer.report.sentences import event_sentence, history_words
from viewer.report.summary import Summary, summarise, summary_document

ARTICLE = date(2024, 6, 27)
LATER = date(2026, 11, 22)


@cache
def whole() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme


@cache
def summary(day: date, mission: str | None = None) -> Summary:
    return summarise(whole().as_of(day), LATER, mission)


def flat(words: str) -> str:
    return " ".join(words.split())


def words(day: date, mission: str | None = None) -> str:
    """The summary as text, on one line, without the list of sources."""
    return flat(to_text(summary_document(summary(day, mission))).rpartition("\nSources\n")[0])


def sentence(day: date, event_id: str) -> str:
    snapshot = whole().as_of(day)
    event = snapshot.event(event_id)
    assert event is not None
    return event_sentence(snapshot, event)


def test_the_dates_of_the_article_are_attributed_to_it() -> None:
    assert sentence(ARTICLE, "ce7-launch").startswith("Launch of Chang'e-7: around 2026 (said 27 June 2024 by CGTN)")
    assert sentence(ARTICLE, "ce8-launch").startswith("Launch of Chang'e-8: 2028 (said 27 June 2024 by CGTN)")
    assert "Research station, basic model: by 2035 (said 27 June 2024 by CGTN)" in words(ARTICLE)


def test_the_summary_has_the_figures_of_the_article() -> None:
    text = words(ARTICLE)
    assert "Six scientific instruments from international partners" in text
    assert "200 kg of payload offered to partners" in text
    assert re.search(r"over 10 countries and international organi[sz]ations", text)
    assert "Wolf Amendment" in text
    assert "They should take practical measures to remove the restrictions" in text


def test_the_summary_has_the_payloads_of_the_article_with_their_partners() -> None:
    rows = {row.id: row.partners for row in summary(ARTICLE).payloads if row.mission == "chang-e-6"}
    for partner in ("ESA", "France", "Italy", "Pakistan"):
        assert any(partner in partners for partners in rows.values()), partner


def test_the_summary_has_nothing_later_than_the_article() -> None:
    text = words(ARTICLE)
    assert "postponed" not in text.lower()
    for later in ("called off", "Mengzhou abort", "merged under CMSA", "SpaceNews)"):
        assert later not in text, later
    for line in (*summary(ARTICLE).happened, *summary(ARTICLE).agreements, *summary(ARTICLE).policy):
        assert not re.search(r"\b2025|\b2026", line.words), line.sentence


def test_every_source_of_the_article_day_is_older_or_marked() -> None:
    for source in summary(ARTICLE).sources:
        year = re.match(r"\d{4}", source.published)
        assert source.later or year is None or int(year[0]) <= 2024, source.sentence


def test_a_later_summary_has_the_call_off_and_the_doubted_new_year() -> None:
    text = words(LATER)
    assert re.search(r"called off: 23 August 2026", text)
    snapshot = whole().as_of(LATER)
    assert snapshot.status("ce7-launch").doubted
    assert sentence(LATER, "ce7-launch").startswith("Launch of Chang'e-7: 2027? (reported ")


def test_the_history_of_change_7_has_every_major_change() -> None:
    snapshot = whole().as_of(LATER)
    event = snapshot.event("ce7-launch")
    assert event is not None
    history = history_words(snapshot, event).replace("?", "")
    assert history == "2024 → around 2026 → 23 August 2026 → no date → 2027, +3 years since 2021"
    assert len(date_changes(snapshot, event)) > 5


def test_change_8_is_around_2029_and_reported_altered() -> None:
    assert sentence(LATER, "ce8-launch").startswith("Launch of Chang'e-8: around 2029 (said ")
    assert "reported altered" in words(LATER)


def test_every_details_body_is_strict_html() -> None:
    snapshot = whole().as_of(LATER)
    for kind, items in (
        ("event", snapshot.events),
        ("mission", snapshot.missions),
        ("partner", snapshot.partners),
        ("source", snapshot.sources[::20]),
    ):
        for item in items:
            StrictHtml(details.details_html(snapshot, f"{kind}/{item.id}"))


def test_the_page_of_the_summary_is_strict_html_in_both_languages() -> None:
    for lang in ("en", "zh"):
        use(lang)
        StrictHtml(to_html(summary_document(summarise(whole().as_of(LATER), LATER))))
