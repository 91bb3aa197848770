"""How far a date moved, in words: "+14 months", "+4 to +16 months", "+5 months or more"."""

from __future__ import annotations

from viewer.i18n import _, ngettext_
from viewer.model.date_history import DateChange, SizeUnit, size_range, size_unit


def shift_words(move: DateChange) -> str:
    """The size of `move`: one number when both ends agree, else a range; "or more" where the end is open.

    In years, months or days as the two dates are known; in days where the months would say nothing moved.
    "" where nothing can be measured or nothing moved.
    """
    if move.old is None or not (move.start_days or move.end_days):
        return ""
    low, high, _open = size_range(move)
    unit = size_unit(move.old.when, move.new.when)
    if not low and not high:
        days = [round(shift) for shift in (move.start_days, move.end_days) if shift is not None]
        low, high, unit = min(days), max(days), "days"
        if not low and not high:
            return _("by less than a day")
    words = _range(low, high, unit)
    return _("{shift} or more", shift=words) if move.end_days is None else words


def _range(low: int, high: int, unit: SizeUnit) -> str:
    n = max(abs(low), abs(high))
    if low == high:
        return _counted(_signed(low), n, unit)
    near, far = (high, low) if high <= 0 else (low, high)  # −4 to −16 months: the nearer end first
    return _counted(_("{low} to {high}", low=_signed(near), high=_signed(far)), n, unit)


def _counted(shift: str, n: int, unit: SizeUnit) -> str:
    if unit == "years":
        return ngettext_("{shift} year", "{shift} years", n, shift=shift)
    if unit == "months":
        return ngettext_("{shift} month", "{shift} months", n, shift=shift)
    return ngettext_("{shift} day", "{shift} days", n, shift=shift)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"
