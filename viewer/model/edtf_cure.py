"""What an author may have meant by a text that is no date of the profile; only imported when one is refused."""

from __future__ import annotations

import re
from collections.abc import Callable

from viewer.model.when import EdtfError

SHOWN_LENGTH = 60


def refusal(text: str, reason: str, cure: str) -> EdtfError:
    """The error for `text`. A cure "write `…`" is kept only if what it tells to write is a date of the profile."""
    shown = " ".join(text.split()) if text.isprintable() else ascii(text)[1:-1]
    if len(shown) > SHOWN_LENGTH:
        shown = shown[: SHOWN_LENGTH - 1] + "…"
    message = f"`{shown}` is not EDTF" + (f" ({reason})" if reason else "")
    return EdtfError(message, cure)
