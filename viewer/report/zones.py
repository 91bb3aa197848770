"""Times in the zones of a programme, for dates that are known to the hour or finer."""

from __future__ import annotations

from viewer.i18n import _, day_words, language
from viewer.model.calendar import date_of
from viewer.model.edtf import Days, Precision, When
from viewer.model.entities import Zone
from viewer.model.programme import Programme


def offset(zone: Zone) -> Days:
    """How far the clocks of `zone` are ahead of UTC: "+08:00" is a third of a day."""
    sign = -1.0 if zone.offset.startswith("-") else 1.0
    hours, _colon, minutes = zone.offset.lstrip("+-").partition(":")
    return sign * (int(hours) * 60 + int(minutes or 0)) / 1440


def clock(days: Days, seconds: bool) -> str:
    """The time of day: "06:30", with `seconds` "06:30:05"."""
    at = round(days * 86400) % 86400
    text = f"{at // 3600:02}:{at // 60 % 60:02}"
    return f"{text}:{at % 60:02}" if seconds else text


def zone_words(programme: Programme, when: When, short: bool = False) -> tuple[str, ...]:
    """The same moment on the clocks of each zone: "17:27:29 Beijing, 3 May 2024"; none for a day or coarser.

    `short`: without the day where it is that of UTC.
    """
    if when.precision < Precision.HOUR or when.core_earliest in (float("-inf"), float("inf")):
        return ()
    found = []
    for zone in programme.head.zones:
        there = when.core_earliest + offset(zone)
        date = date_of(there + 0.5 / 86400)
        told, label = clock(there, when.precision is Precision.SECOND), zone.label(language())
        if short and date == date_of(when.core_earliest):
            found.append(_("{clock} {zone}", clock=told, zone=label))
        else:
            found.append(_("{clock} {zone}, {day}", clock=told, zone=label, day=day_words(date)))
    return tuple(found)
