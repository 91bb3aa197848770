"""Texts made comparable: without case, accents and width, and Chinese as pinyin without tones.

"change" or "ceqh" finds 嫦娥七号. The table is resources/pinyin.txt (tools/make_pinyin.py): one or two readings for the
characters in common use.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from viewer.resources import resource

SYLLABLE = "\x01"  # Stands before each syllable of a text in pinyin


def normalize(text: str) -> str:
    """`text` without case, accents and width, with straight apostrophes and single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'")).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@cache
def _readings() -> tuple[dict[int, str], dict[int, str]]:
    """By character, its syllable; the second mapping has the other reading of the few that have two."""
    first: dict[int, str] = {}
    second: dict[int, str] = {}
    for line in resource("pinyin.txt").read_text(encoding="utf-8").splitlines():
        syllable, _space, characters = line.partition(" ")
        for character in map(ord, characters):
            (second if character in first else first)[character] = SYLLABLE + syllable
    return first, {**first, **second}


def to_pinyin(text: str) -> str:
    """The syllables of `text`: "\\1chang\\1e\\1qi\\1hao". Other characters stay; "" without Chinese.

    Where characters have two readings, the text in both follows, after a line feed.
    """
    if text.isascii():
        return ""
    first, second = (text.translate(readings) for readings in _readings())
    if SYLLABLE not in first:
        return ""
    return first if first == second else f"{first}\n{second}"


def pinyin_pattern(words: str) -> re.Pattern[str] | None:
    """A pattern that finds the typed `words` in texts in pinyin; None where they are no pinyin.

    Syllables from any place on, joined or separate, the last one perhaps unfinished ("chang e q"), or the first
    letters of two or more successive syllables ("ceqh").
    """
    letters = words.replace(" ", "").replace("'", "").replace("ü", "v")
    if not letters.isascii() or not letters.isalpha() or len(letters) < 2:
        return None
    syllables = SYLLABLE + f"{SYLLABLE}?".join(letters)
    initials = SYLLABLE + f"[a-z]*{SYLLABLE}".join(letters)
    return re.compile(f"{syllables}|{initials}")
