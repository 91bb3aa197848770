"""How far a date moved, in words: "+14 months", "+4 to +16 months", "+5 months or more"."""

from __future__ import annotations

from viewer.history import Move
from viewer.i18n import _, ngettext_
from viewer.model.edtf import Precision

DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.25


def shift_words(move: Move) -> str:
    """The size of `move`: one number when both ends agree, else a range; "or more" where the end is open.

    Years if both claims are known to the year or coarser, days if both are to the day or finer, else months;
    a finer unit where the coarse one would say nothing moved. "" where nothing can be measured or moved.
    """
    if move.old is None or not (move.start_shift or move.end_shift):
        return ""
    finest = max(move.old.when.precision, move.new.when.precision)
    coarsest = min(move.old.when.precision, move.new.when.precision)
    if finest <= Precision.YEAR:
        units = (DAYS_A_YEAR, DAYS_A_MONTH, 1.0)
    elif coarsest >= Precision.DAY:
        units = (1.0,)
    else:
        units = (DAYS_A_MONTH, 1.0)
    ends = [shift for shift in (move.start_shift, move.end_shift) if shift is not None]
    for unit in units:
        low, high = (round(shift / unit) for shift in (min(ends), max(ends)))
        if low or high:
            words = _range(low, high, unit)
            return _("{shift} or more", shift=words) if move.end_shift is None else words
    return _("less than a day")


def _range(low: int, high: int, unit: float) -> str:
    n = abs(high) if abs(high) > abs(low) else abs(low)
    if low == high:
        return _counted(_signed(low), n, unit)
    if high < 0:  # −4 to −16 months: the nearer end first
        low, high = high, low
    return _counted(_("{low} to {high}", low=_signed(low), high=_signed(high)), n, unit)


def _counted(shift: str, n: int, unit: float) -> str:
    if unit == DAYS_A_YEAR:
        return ngettext_("{shift} year", "{shift} years", n, shift=shift)
    if unit == DAYS_A_MONTH:
        return ngettext_("{shift} month", "{shift} months", n, shift=shift)
    return ngettext_("{shift} day", "{shift} days", n, shift=shift)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"
