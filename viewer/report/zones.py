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


def zone_words(programme: Programme, when: When) -> tuple[str, ...]:
    """The same moment on the clocks of each zone: "17:27:29 Beijing, 3 May 2024"; none for a day or coarser."""
    if when.precision < Precision.HOUR or when.core_earliest in (float("-inf"), float("inf")):
        return ()
    found = []
    for zone in programme.head.zones:
        there = when.core_earliest + offset(zone)
        seconds = round((there % 1.0) * 86400) % 86400
        day = day_words(date_of(there + 0.5 / 86400))
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
        if when.precision is Precision.SECOND:
            clock += f":{seconds % 60:02}"
        found.append(_("{clock} {zone}, {day}", clock=clock, zone=zone.label(language()), day=day))
    return tuple(found)
