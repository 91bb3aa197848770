"""Dates, months and masses in words.

Patterns of dates are messages like any other ("{day} {month} {year}" is "{year}年{month}{day}日"), so nothing but the
catalogue is needed at run time. Nothing of the model either: a date is worded by its text.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Protocol

from viewer.i18n.catalogue import N_, _, language


class Dated(Protocol):
    """What `date_words` needs of a date: its text in the EDTF profile, already found sound."""

    @property
    def text(self) -> str: ...


# ── numbers and months ──────────────────────────────────────────────────────────────────────────

_MONTHS = (
    (N_("January"), N_("Jan")),
    (N_("February"), N_("Feb")),
    (N_("March"), N_("Mar")),
    (N_("April"), N_("Apr")),
    (N_("May"), N_("May")),
    (N_("June"), N_("Jun")),
    (N_("July"), N_("Jul")),
    (N_("August"), N_("Aug")),
    (N_("September"), N_("Sep")),
    (N_("October"), N_("Oct")),
    (N_("November"), N_("Nov")),
    (N_("December"), N_("Dec")),
)


def month_name(month: int, short: bool = False) -> str:
    """The name of month 1 … 12: "August", short "Aug"; in Chinese "8月" both."""
    return _(_MONTHS[month - 1][short])


def kilograms(value: float) -> str:
    """A mass: "200 kg", "8,350 kg", "0.5 kg"; in Chinese "200千克". Below ten grams "1.5 g"."""
    if 0 < value < 0.01:
        return _("{mass} g", mass=f"{value * 1000:.10g}")
    return _("{mass} kg", mass=f"{value:,.10g}")


def day_words(day: date) -> str:
    """A calendar day: "23 August 2026", "2026年8月23日"."""
    return _("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)


# ── dates in words ──────────────────────────────────────────────────────────────────────────────

_SEASONS = (N_("spring {year}"), N_("summer {year}"), N_("autumn {year}"), N_("winter {year}"))
_NORTHERN = (
    N_("northern spring {year}"),
    N_("northern summer {year}"),
    N_("northern autumn {year}"),
    N_("northern winter {year}"),
)
_SOUTHERN = (
    N_("southern spring {year}"),
    N_("southern summer {year}"),
    N_("southern autumn {year}"),
    N_("southern winter {year}"),
)
_PARTS = (
    N_("first quarter of {year}"),
    N_("second quarter of {year}"),
    N_("third quarter of {year}"),
    N_("fourth quarter of {year}"),
    N_("first third of {year}"),
    N_("second third of {year}"),
    N_("last third of {year}"),
    N_("first half of {year}"),
    N_("second half of {year}"),
)
_SUB_YEAR = dict(enumerate(_SEASONS + _NORTHERN + _SOUTHERN + _PARTS, start=21))
"""EDTF codes 21 … 41 and their words."""
_FIRST_PART = 33

_ELEMENT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)")


def date_words(when: Dated, doubted: bool = False) -> str:
    """The date in words: "around 2026", "no earlier than August 2026", "by 2035", "2026 or 2027", "2027?".

    `doubted` adds the question mark also where the date carries none of its own (its sources are weak).
    Instants are told in UTC. "no date" for `unknown`, which is never doubted.
    """
    return _date_words(when.text, doubted, language())


@lru_cache(maxsize=8192)
def _date_words(text: str, doubted: bool, _lang: str) -> str:
    if text == "unknown":
        return _("no date")
    if "T" in text:
        words = _instant(text)
    elif "/" in text:
        words = _interval(text)
    elif text.startswith("["):
        words = _choice([member.strip() for member in text[1:-1].split(",")])
    else:
        words = _element(text)
    return _("{date}?", date=words) if doubted and not re.search("[?%]", text) else words


def _instant(text: str) -> str:
    """An instant with its zone, to the hour, minute or second as written, in UTC."""
    moment = datetime.fromisoformat(text).astimezone(UTC)
    colons = re.split("Z|[+-]", text.partition("T")[2])[0].count(":")
    if colons == 0:
        return _("{day}, {hour} h UTC", day=day_words(moment.date()), hour=f"{moment:%H}")
    time = f"{moment:%H:%M:%S}" if colons == 2 else f"{moment:%H:%M}"
    return _("{day}, {time} UTC", day=day_words(moment.date()), time=time)


def _element(text: str, article: bool = False) -> str:
    """One date without time; with `article` the form after a preposition: "the first half of 2026"."""
    match = _ELEMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, second, day, mark = match.groups()
    words = _unmarked(year, second, day, article or mark in ("~", "%"))
    if mark in ("~", "%"):
        words = _("around {date}", date=words)
    return _("{date}?", date=words) if mark in ("?", "%") else words


def _unmarked(year: str, second: str | None, day: str | None, article: bool) -> str:
    if year.endswith("XX"):
        return _("the years {first} to {last}", first=year.replace("X", "0"), last=year.replace("X", "9"))
    if year.endswith("X"):
        first = int(year.replace("X", "0"))
        return _("the {decade}s", decade=first, century=first // 100 + 1, tens=f"{first % 100:02}")
    number = int(year)
    if second is None:
        return _("{year}", year=number)
    if second == "XX":
        return (
            _("a day in {date}", date=_("{year}", year=number))
            if day
            else _("a month in {year}", year=number)
        )
    code = int(second)
    if code in _SUB_YEAR:
        part = _(_SUB_YEAR[code], year=number)
        return _("the {date}", date=part) if article and code >= _FIRST_PART else part
    month = _("{month} {year}", month=month_name(code), year=number)
    if day is None:
        return month
    return _("a day in {date}", date=month) if day == "XX" else day_words(date(number, code, int(day)))


def _range(text: str) -> str:
    """A member of a set: one date, `a..b`, `a..` or `..b`."""
    start, dots, end = text.partition("..")
    if not dots:
        return _element(start)
    if not start:
        return _("by {date}", date=_element(end, article=True))
    if not end:
        return _("no earlier than {date}", date=_element(start, article=True))
    return _lasting(start, end, 1) or _(
        "between {start} and {end}", start=_element(start, article=True), end=_element(end, article=True)
    )


def _choice(members: list[str]) -> str:
    """ "2026", "2026 or 2027", "7 or 8 May 2024", "2026, 2027 or 2028"."""
    if len(members) == 2 and (words := _lasting(members[0], members[1], 2)):
        return words
    words = _range(members[-1])
    for index, member in enumerate(reversed(members[:-1])):
        pattern = _("{one} or {other}") if index == 0 else _("{one}, {other}")
        words = pattern.format(one=_range(member), other=words)
    return words


def _interval(text: str) -> str:
    """It lasted: "3 May – 25 June 2024", "from 2035 on", "until 2035, start unknown"."""
    start, _slash, end = text.partition("/")
    if end == "..":
        return _("from {date} on", date=_element(start, article=True))
    if not end:
        return _("from {date}, end unknown", date=_element(start, article=True))
    if start == "..":
        return _("until {date}", date=_element(end, article=True))
    if not start:
        return _("until {date}, start unknown", date=_element(end, article=True))
    return _lasting(start, end, 0) or _("{start} – {end}", start=_element(start), end=_element(end))


_PLAIN = re.compile(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?")
_SHARED = {
    # what both ends share: "from … to", "between … and", "one or the other"
    "month": (
        N_("{first}–{last} {month} {year}"),
        N_("between {first} and {last} {month} {year}"),
        N_("{first} or {last} {month} {year}"),
    ),
    "year of days": (
        N_("{first} {first_month} – {last} {month} {year}"),
        N_("between {first} {first_month} and {last} {month} {year}"),
        N_("{first} {first_month} or {last} {month} {year}"),
    ),
    "year of months": (
        N_("{first_month} – {month} {year}"),
        N_("between {first_month} and {month} {year}"),
        N_("{first_month} or {month} {year}"),
    ),
}


def _lasting(start: str, end: str, form: int) -> str:
    """Two plain days or months of one year or month, what they share said once; else ""."""
    if (
        not (_PLAIN.fullmatch(start) and _PLAIN.fullmatch(end))
        or len(start) != len(end)
        or start[:4] != end[:4]
    ):
        return ""
    days = len(start) == 10
    shared = ("month" if start[:7] == end[:7] else "year of days") if days else "year of months"
    return _(
        _SHARED[shared][form],
        first=int(start[8:] or 0),
        last=int(end[8:] or 0),
        first_month=month_name(int(start[5:7])),
        month=month_name(int(end[5:7])),
        year=int(start[:4]),
    )
