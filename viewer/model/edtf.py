"""Read a date of Farside's EDTF profile: `parse(text) -> EdtfDate`."""

from __future__ import annotations

from functools import cache

from viewer.model.edtf_date import EdtfDate, EdtfError
from viewer.model.edtf_syntax import parse_strict


@cache
def parse(text: str) -> EdtfDate:
    """The date that `text` writes. Equal texts give the same object.

    Raises EdtfError, with a cure where one is known; never guesses.
    """
    try:
        return parse_strict(text)
    except EdtfError as error:
        from viewer.model.edtf_suggestions import error_with_suggestion

        raise error_with_suggestion(text, error) from None
