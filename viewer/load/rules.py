"""What a value must be beyond its type: one rule a field, and rules between the fields of one struct.

A rule returns None, or what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from msgspec import Struct

from viewer.i18n import LANGUAGES, _
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Claim, Event, Head, Partner, Place, Site

Fault = tuple[str, str]

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")


def _id(text: str) -> Fault | None:
    if _KEBAB.fullmatch(text):
        return None
    cure = "-".join(re.findall("[a-z0-9]+", text.lower()))
    return _("'{text}' is no id: small letters, digits and single hyphens", text=text), (
        _("write {cure}", cure=cure) if cure else ""
    )


def _url(text: str) -> Fault | None:
    if _URL.fullmatch(text):
        return None
    return _("'{text}' is no http or https address", text=text), _("leave url out where there is none")


def _country(text: str) -> Fault | None:
    if re.fullmatch("[A-Z]{2}", text):
        return None
    if re.fullmatch("[A-Za-z]{2}", text):
        return _("'{text}' is no country code", text=text), _(
            "write it in capitals: {cure}", cure=text.upper()
        )
    cure = (
        _('for Norway write "NO"') if text.lower() == "false" else _("write two capital letters (ISO 3166-1)")
    )
    return _("'{text}' is no country code", text=text), cure


def _language(text: str) -> Fault | None:
    if _LANGUAGE.fullmatch(text):
        return None
    return _("'{text}' is no language", text=text), _("write its code: en, zh, fr")


def _spoken(text: str) -> Fault | None:
    return (
        None
        if text in LANGUAGES
        else (
            _("'{text}' is no language of texts", text=text),
            _("write {words}", words=_(" or ").join(LANGUAGES)),
        )
    )


def _offset(text: str) -> Fault | None:
    if _OFFSET.fullmatch(text):
        return None
    return _("'{text}' is no offset from UTC", text=text), _('write it as "+08:00"')


def _latitude(degrees: float) -> Fault | None:
    if -90 <= degrees <= 90:
        return None
    return _("a latitude of {degrees:g} degrees", degrees=degrees), _("write -90 to 90, north positive")


def _longitude(degrees: float) -> Fault | None:
    if -180 <= degrees <= 180:
        return None
    message = _("a longitude of {degrees:g} degrees", degrees=degrees)
    if 180 < degrees <= 360:
        return message, _("write {degrees:g}, east positive", degrees=round(degrees - 360, 9))
    return message, _("write -180 to 180, east positive")


def _mass(kilograms: float) -> Fault | None:
    return None if kilograms >= 0 else (_("a mass below zero"), "")


def _importance(rank: int) -> Fault | None:
    if 1 <= rank <= 5:
        return None
    return _("an importance of {rank}", rank=rank), _("write 5 (most) to 1 (least)")


def _one_date(when: EdtfDate) -> Fault | None:
    """For the day on which something was said or published: one date, or unknown."""
    if when.is_single or not when.is_dated:
        return None
    return _("'{text}' is more than one date", text=when.text), _(
        "write one date, as precise as it is known, or unknown"
    )


def _home(when: EdtfDate) -> Fault | None:
    if when.is_interval and when.has_start and when.has_end:
        return None
    return _("'{text}' has not two ends", text=when.text), _('write the window shown first: "2024/2035"')


def _day(when: EdtfDate) -> Fault | None:
    if when.is_plain and when.precision is Precision.DAY:
        return None
    return _("'{text}' is no single day", text=when.text), _("write YYYY-MM-DD")


RULES: Mapping[str, Callable[[Any], Fault | None]] = {
    "id": _id,
    "url": _url,
    "country": _country,
    "language": _language,
    "languages": _spoken,
    "offset": _offset,
    "latitude": _latitude,
    "longitude": _longitude,
    "mass_kg": _mass,
    "kg": _mass,
    "importance": _importance,
    "said": _one_date,
    "published": _one_date,
    "accessed": _one_date,
    "home": _home,
    "current_to": _day,
}
"""By field name, which means the same in every struct; of a list, each element."""


def _claim(values: Mapping[str, Any]) -> Fault | None:
    if values["said"] is not None:
        return None
    if values["outcome"] is None:
        return _("a plan needs the day it was said"), _(
            "add said, or unknown; or an outcome, if it is a report"
        )
    when = values["when"]
    if isinstance(when, EdtfDate) and when.core_latest == inf and when.start_core_latest == inf:
        return _("a report without a last day needs the day it was said"), _("add said")
    return None


def _coordinates(values: Mapping[str, Any]) -> Fault | None:
    if (values["latitude"] is None) == (values["longitude"] is None):
        return None
    return _("latitude and longitude go together"), _("give both or neither")


def _event(values: Mapping[str, Any]) -> Fault | None:
    if values["claims"] == ():
        return _("an event needs at least one claim"), _("add when, and said or outcome")
    if values["lane"] is None and values["missions"] == ():
        return _("an event needs a mission or a lane"), _("add missions, or lane")
    return _itself(values)


def _itself(values: Mapping[str, Any]) -> Fault | None:
    if isinstance(values["id"], str) and values["id"] in (values["part_of"], *(values.get("needs") or ())):
        return _("'{id}' cannot need or be part of itself", id=values["id"]), ""
    return None


def _head(values: Mapping[str, Any]) -> Fault | None:
    if values["lanes"] == ():
        return _("a programme needs at least one lane"), ""
    return None


SHAPES: Mapping[type[Struct], Callable[[Mapping[str, Any]], Fault | None]] = {
    Claim: _claim,
    Event: _event,
    Partner: _itself,
    Place: _coordinates,
    Site: _coordinates,
    Head: _head,
}
"""By struct, a rule between its fields. A field that is faulty itself has the value FAULT."""
