"""What a value must be beyond its type, and what to write instead.

The types of `viewer.model.entities` state the limits of a single field; here are the words for a value outside them,
and the rules between the fields of one struct.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from msgspec import Struct, inspect

from viewer.i18n import LANGUAGES, _
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Claim, Event, Head, Partner, Place, Site

Fault = tuple[str, str]  # What is wrong, and what to write instead or ""
Validator = Callable[[Any], Fault | None]


def validator_of(due: inspect.Metadata) -> Validator | None:
    """The check that the constrained type `due` asks for; None where it sets no limits."""
    rule = (due.extra or {}).get("rule")
    if rule is None:
        return None
    is_valid, explain = _is_valid(due, rule), _EXPLANATIONS[rule]
    return lambda value: None if is_valid(value) else explain(value)


def _is_valid(due: inspect.Metadata, rule: str) -> Callable[[Any], bool]:
    match due.type:
        case inspect.StrType(pattern=str(pattern)):
            expression = re.compile(pattern)
            return lambda text: expression.fullmatch(text) is not None
        case inspect.StrType():
            allowed = (due.extra_json_schema or {})["enum"]
            return lambda text: text in allowed
        case inspect.IntType(ge=low, le=high) | inspect.FloatType(ge=low, le=high):
            least, most = -inf if low is None else low, inf if high is None else high
            return lambda number: bool(least <= number <= most)
    return _DATES[rule]


_DATES: Mapping[str, Callable[[EdtfDate], bool]] = {
    "single date": lambda when: when.is_single or not when.is_dated,
    "window": lambda when: when.is_interval and when.has_start and when.has_end,
    "day": lambda when: when.is_plain and when.precision is Precision.DAY,
}


def _id(text: str) -> Fault:
    suggestion = "-".join(re.findall("[a-z0-9]+", text.lower()))
    return (
        _("'{text}' is no id: small letters, digits and single hyphens", text=text),
        _("write {cure}", cure=suggestion) if suggestion else "",
    )


def _country(text: str) -> Fault:
    message = _("'{text}' is no country code", text=text)
    if re.fullmatch("[A-Za-z]{2}", text):
        return message, _("write it in capitals: {cure}", cure=text.upper())
    if text.lower() == "false":  # an unquoted NO, for other readers of YAML
        return message, _('for Norway write "NO"')
    return message, _("write two capital letters (ISO 3166-1)")


def _text_language(text: str) -> Fault:
    return (_("'{text}' is no language of texts", text=text), _("write {words}", words=_(" or ").join(LANGUAGES)))


def _longitude(degrees: float) -> Fault:
    message = _("a longitude of {degrees:g} degrees", degrees=degrees)
    if 180 < degrees <= 360:
        return message, _("write {degrees:g}, east positive", degrees=round(degrees - 360, 9))
    return message, _("write -180 to 180, east positive")


def _single_date(when: EdtfDate) -> Fault:
    cure = _("write one date, as precise as it is known, or unknown")
    return _("'{text}' is more than one date", text=when.text), cure


_EXPLANATIONS: Mapping[str, Callable[[Any], Fault]] = {
    "id": _id,
    "url": lambda text: (_("'{text}' is no http or https address", text=text), _("leave url out where there is none")),
    "country": _country,
    "language": lambda text: (_("'{text}' is no language", text=text), _("write its code: en, zh, fr")),
    "text language": _text_language,
    "offset": lambda text: (_("'{text}' is no offset from UTC", text=text), _('write it as "+08:00"')),
    "latitude": lambda degrees: (
        _("a latitude of {degrees:g} degrees", degrees=degrees),
        _("write -90 to 90, north positive"),
    ),
    "longitude": _longitude,
    "mass": lambda _kilograms: (_("a mass below zero"), ""),
    "importance": lambda rank: (_("an importance of {rank}", rank=rank), _("write 5 (most) to 1 (least)")),
    "single date": _single_date,
    "window": lambda when: (
        _("'{text}' has not two ends", text=when.text),
        _('write the window shown first: "2024/2035"'),
    ),
    "day": lambda when: (_("'{text}' is no single day", text=when.text), _("write YYYY-MM-DD")),
}
"""By the rule that a type of `viewer.model.entities` names: the words for a value that breaks it."""


Values = Mapping[str, Any]
"""The values of all fields, defaults included. A field that is faulty itself has the value INVALID."""


def _claim(values: Values) -> Fault | None:
    if values["said"] is not None:
        return None
    if values["outcome"] is None:
        return _("a plan needs the day it was said"), _("add said, or unknown; or an outcome, if it is a report")
    when = values["when"]
    if isinstance(when, EdtfDate) and when.core_latest == inf and when.start_core_latest == inf:
        return _("a report without a last day needs the day it was said"), _("add said")
    return None


def _coordinates(values: Values) -> Fault | None:
    if (values["latitude"] is None) == (values["longitude"] is None):
        return None
    return _("latitude and longitude go together"), _("give both or neither")


def _event(values: Values) -> Fault | None:
    if values["claims"] == ():
        return _("an event needs at least one claim"), _("add when, and said or outcome")
    if values["lane"] is None and values["missions"] == ():
        return _("an event needs a mission or a lane"), _("add missions, or lane")
    return _self_reference(values)


def _self_reference(values: Values) -> Fault | None:
    id = values["id"]
    if isinstance(id, str) and id in (values["part_of"], *(values.get("needs") or ())):
        return _("'{id}' cannot need or be part of itself", id=id), ""
    return None


STRUCT_RULES: Mapping[type[Struct], Callable[[Values], Fault | None]] = {
    Claim: _claim,
    Event: _event,
    Partner: _self_reference,
    Place: _coordinates,
    Site: _coordinates,
    Head: lambda values: (_("a programme needs at least one lane"), "") if values["lanes"] == () else None,
}
"""By struct, a rule between its fields."""
