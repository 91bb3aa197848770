"""The error for a text that is no date of the profile, and its cure; imported only when one is refused."""

from __future__ import annotations

import re

from viewer.i18n import _
from viewer.model.edtf_prose import ADVICE, REASONS, filled, reading
from viewer.model.when import EdtfError

SHOWN_LENGTH = 60


def refusal(text: str, reason: str, cure: str, longest: int) -> EdtfError:
    """The error for `text`, in one line. Without a `cure` a text up to `longest` is read as prose for one.

    A cure is only given if every date it tells to write is one of the profile.
    """
    shown = _printable(text[: 2 * SHOWN_LENGTH])
    if len(shown) > SHOWN_LENGTH:
        shown = shown[: SHOWN_LENGTH - 1] + "…"
    if len(text) <= longest:
        reason = reason or next((_(why) for pattern, why in REASONS if pattern.search(text)), "")
        cure = cure or _advice(re.sub(r"(?<!\.)[.,;]$", "", " ".join(text.split())))
    if reason:
        return EdtfError(_("`{text}` is not EDTF ({reason})", text=shown, reason=_printable(reason)), cure)
    return EdtfError(_("`{text}` is not EDTF", text=shown), cure)


def _printable(text: str) -> str:
    """`text` in one line: what is no visible character as its escape."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _advice(text: str) -> str:
    if date := reading(text):
        return _("write `{date}`", date=date)
    for pattern, template in ADVICE:
        if match := pattern.fullmatch(text):
            advice = filled(_(template), match)
            if advice and all(reading(date) == date for date in re.findall("`(.*?)`", advice)):
                return advice
    return ""
