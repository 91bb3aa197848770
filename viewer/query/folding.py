"""Texts made comparable."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """`text` for comparing: without case, accents, width, and with straight apostrophes and single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'")).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
