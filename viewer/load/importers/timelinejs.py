"""The JSON of TimelineJS, as rows without its markup. https://timeline.knightlab.com/docs/json-format.html"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from viewer.i18n import Text, _
from viewer.load.importers import URL, ImportedRow, ImportedTable, Link, join_date


def read_timelinejs(data: bytes) -> ImportedTable:
    """The slides of a TimelineJS JSON. Eras and the styles of slides are left out."""
    table = ImportedTable()
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", error)
        table.fault(getattr(error, "lineno", 0), _("this is no JSON: {reason}", reason=reason))
        return table
    if isinstance(document, dict) and document.get("format") == "farside-programme":
        cure = _("open the folder that it was made of, or import a CSV")
        table.fault(0, _("this is an export of Farside's own, which is not read back"), cure)
        return table
    slides = document.get("events") if isinstance(document, dict) else None
    if not isinstance(slides, list):
        table.fault(0, _("there is no list of events in here"), _("export it from TimelineJS, or as CSV"))
        return table
    table.title, table.about, _links = _slide_text(_part(document, "title"))
    for number, slide in enumerate(slides, 1):
        if isinstance(slide, dict):
            _add_slide(table, number, slide)
        else:
            table.fault(number, _("this is no event"))
    return table


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _slide_text(slide: Mapping[str, Any]) -> tuple[str, str, tuple[Link, ...]]:
    """Headline, text and links of a slide, without markup."""
    text = _part(slide, "text")
    headline, body = _Markup(str(text.get("headline") or "")), _Markup(str(text.get("text") or ""))
    return headline.text, body.text, tuple(dict.fromkeys((*headline.links, *body.links)))


def _add_slide(table: ImportedTable, number: int, slide: Mapping[str, Any]) -> None:
    headline, body, links = _slide_text(slide)
    if not headline:
        table.fault(number, _("an event without a title"), _("write a headline"))
        return
    start, end = _part(slide, "start_date"), _part(slide, "end_date")
    first = join_date(start.get("year"), start.get("month"), start.get("day"))
    last = join_date(end.get("year"), end.get("month"), end.get("day"))
    when = table.checked_date(number, f"{first}/{last}" if first and last and first != last else first)
    if when is None:
        return
    table.times_dropped += any(str(side.get("hour") or "") for side in (start, end))
    row = ImportedRow(
        number=number,
        title=Text(headline),
        when=when,
        id=str(slide.get("unique_id") or ""),
        lane=str(slide.get("group") or ""),
        summary=Text(body) if body else None,
        links=links,
    )
    table.rows.append(row)


class _Markup(HTMLParser):
    """The words of a piece of HTML, with paragraphs joined by spaces, and the addresses that it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._open_link: str | None = None
        self._link_words: list[str] = []
        self._links: list[Link] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(self._links)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "br", "li", "div"):
            self._words.append(" ")
        address = dict(attrs).get("href") or ""
        if tag == "a" and URL.fullmatch(address):
            self._open_link, self._link_words = address, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open_link is not None:
            self._links.append((self._open_link, " ".join("".join(self._link_words).split())))
            self._open_link = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        self._link_words.append(data)
