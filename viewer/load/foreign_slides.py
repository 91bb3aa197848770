"""The JSON of TimelineJS, as rows without its markup. https://timeline.knightlab.com/docs/json-format.html"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from viewer.i18n import Text, _
from viewer.load.foreign import URL, Fault, Link, Row, Sheet, parts, sound


def read_timelinejs(data: bytes) -> Sheet:
    """The slides of a TimelineJS JSON; eras are left out, as is what only dresses a slide."""
    sheet = Sheet()
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        at = getattr(error, "lineno", 0)
        sheet.faults.append(Fault(at, _("this is no JSON: {reason}", reason=getattr(error, "msg", error))))
        return sheet
    if isinstance(whole, dict) and whole.get("format") == "farside-programme":
        cure = _("open the folder that it was made of, or import a CSV")
        sheet.faults.append(Fault(0, _("this is an export of Farside's own, which is not read back"), cure))
        return sheet
    events = whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(events, list):
        cure = _("export it from TimelineJS, or as CSV")
        sheet.faults.append(Fault(0, _("there is no list of events in here"), cure))
        return sheet
    head = _told(_part(whole, "title"))
    sheet.title, sheet.about = head[0], head[1]
    for number, slide in enumerate(events, 1):
        if isinstance(slide, dict):
            _take_slide(sheet, number, slide)
        else:
            sheet.faults.append(Fault(number, _("this is no event")))
    return sheet


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = whole.get(name)
    return found if isinstance(found, dict) else {}


def _told(slide: Mapping[str, Any]) -> tuple[str, str, tuple[Link, ...]]:
    """Headline, text and links of a slide, without their markup."""
    text = _part(slide, "text")
    headline, body = _Markup(str(text.get("headline") or "")), _Markup(str(text.get("text") or ""))
    return headline.text, body.text, tuple(dict.fromkeys((*headline.links, *body.links)))


def _take_slide(sheet: Sheet, number: int, slide: Mapping[str, Any]) -> None:
    headline, body, links = _told(slide)
    if not headline:
        sheet.faults.append(Fault(number, _("an event without a title"), _("write a headline")))
        return
    start, end = _part(slide, "start_date"), _part(slide, "end_date")
    first = parts(start.get("year"), start.get("month"), start.get("day"))
    last = parts(end.get("year"), end.get("month"), end.get("day"))
    when = sound(sheet, number, f"{first}/{last}" if first and last and first != last else first)
    if when is None:
        return
    sheet.times += any(str(one.get("hour") or "") for one in (start, end))
    sheet.rows.append(
        Row(
            number,
            Text(headline),
            when,
            id=str(slide.get("unique_id") or ""),
            lane=str(slide.get("group") or ""),
            summary=Text(body) if body else None,
            links=links,
        )
    )


class _Markup(HTMLParser):
    """The words of a piece of HTML, paragraphs joined by spaces, and the addresses that it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._open: str | None = None
        self._called: list[str] = []
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
            self._open, self._called = address, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self._links.append((self._open, " ".join("".join(self._called).split())))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        self._called.append(data)
