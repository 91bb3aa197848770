"""Dates in words: of a claim, the size of a date change, and times on the clocks of the programme's time zones."""

from __future__ import annotations

from viewer.i18n import _, day_words, language, ngettext_
from viewer.model.calendar import Days, date_of
from viewer.model.claims import doubted
from viewer.model.date_history import ChangeKind, DateChange, SizeUnit, size_range, size_unit
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Claim, Zone
from viewer.model.programme import Programme
from viewer.report.date_words import date_words
from viewer.report.labels import change_label

UNSIZED_CHANGES = (ChangeKind.FIRMED, ChangeKind.LOOSENED, ChangeKind.MET)
"""Kinds of changes that are neither later nor earlier. A size would suggest that they are."""


def claim_date(programme: Programme, claim: Claim) -> str:
    """The date of the claim, with "?" where it is doubted: "around 2026", "2027?"."""
    return date_words(claim.when, doubted(claim, programme.source))


def said_words(said: EdtfDate) -> str:
    """A date as it follows "said": "27 June 2024", "in June 2021", "around June 2021"."""
    words = date_words(said)
    if said.is_single and not said.is_exact and not said.approximate:
        return _("in {date}", date=words)
    return words


# ── the size of a change ────────────────────────────────────────────────────────────────────────


def change_words(change: DateChange) -> str:
    """The size of the change, "+2 years", or its kind if it has none, "made more exact"."""
    return (change.kind not in UNSIZED_CHANGES and size_words(change)) or change_label(change.kind)


def size_words(change: DateChange) -> str:
    """The size of the change: "+14 months", "+4 to +16 months", "+5 months or more".

    One number when both ends agree, else a range; "or more" where the end is open. In years, months or days as
    the two dates are known; in days where months would round to nothing. "" where nothing can be measured or
    nothing changed.
    """
    if change.old is None or not (change.start_days or change.end_days):
        return ""
    low, high, _open = size_range(change)
    unit = size_unit(change.old.when, change.new.when)
    if not low and not high:
        days = [round(days) for days in (change.start_days, change.end_days) if days is not None]
        low, high, unit = min(days), max(days), "days"
        if not low and not high:
            return _("by less than a day")
    words = _range(low, high, unit)
    return _("{shift} or more", shift=words) if change.end_days is None else words


def _range(low: int, high: int, unit: SizeUnit) -> str:
    count = max(abs(low), abs(high))
    if low == high:
        return _with_unit(_signed(low), count, unit)
    near, far = (high, low) if high <= 0 else (low, high)  # −4 to −16 months: the nearer end first
    return _with_unit(_("{low} to {high}", low=_signed(near), high=_signed(far)), count, unit)


def _with_unit(number: str, count: int, unit: SizeUnit) -> str:
    if unit == "years":
        return ngettext_("{shift} year", "{shift} years", count, shift=number)
    if unit == "months":
        return ngettext_("{shift} month", "{shift} months", count, shift=number)
    return ngettext_("{shift} day", "{shift} days", count, shift=number)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


# ── times in other time zones ───────────────────────────────────────────────────────────────────


def utc_offset(zone: Zone) -> Days:
    """How far the clocks of `zone` are ahead of UTC: "+08:00" is a third of a day."""
    sign = -1.0 if zone.offset.startswith("-") else 1.0
    hours, _colon, minutes = zone.offset.lstrip("+-").partition(":")
    return sign * (int(hours) * 60 + int(minutes or 0)) / 1440


def clock_time(days: Days, seconds: bool) -> str:
    """The time of day: "06:30", with `seconds` "06:30:05"."""
    at = round(days * 86400) % 86400
    text = f"{at // 3600:02}:{at // 60 % 60:02}"
    return f"{text}:{at % 60:02}" if seconds else text


def zone_times(programme: Programme, when: EdtfDate, short: bool = False) -> tuple[str, ...]:
    """The same moment on the clocks of each zone: "17:27:29 Beijing, 3 May 2024"; none for a day or coarser.

    `short`: without the day where it is that of UTC.
    """
    if not when.is_instant:
        return ()
    times = []
    for zone in programme.head.zones:
        local = when.core_earliest + utc_offset(zone)
        day = date_of(local + 0.5 / 86400)
        clock, label = clock_time(local, when.precision is Precision.SECOND), zone.label(language())
        if short and day == date_of(when.core_earliest):
            times.append(_("{clock} {zone}", clock=clock, zone=label))
        else:
            times.append(_("{clock} {zone}, {day}", clock=clock, zone=label, day=day_words(day)))
    return tuple(times)
