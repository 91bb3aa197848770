"""Chinese found by its spelling without tones: "change" or "ceqh" finds 嫦娥七号.

The table is resources/pinyin.txt (tools/make_pinyin.py): one or two readings for the characters in common use.
"""

from __future__ import annotations

import re
from functools import cache

from viewer.resources import resource

MARK = "\x01"
"""Stands before each syllable of a spelt text."""


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """Character -> its marked reading, and the other reading of the few that have two."""
    first: dict[int, str] = {}
    second: dict[int, str] = {}
    for line in resource("pinyin.txt").read_text(encoding="utf-8").splitlines():
        syllable, _space, signs = line.partition(" ")
        for sign in map(ord, signs):
            (second if sign in first else first)[sign] = MARK + syllable
    return first, {**first, **second}


def spelt(text: str) -> str:
    """The syllables of `text`, each marked: "\\1chang\\1e\\1qi\\1hao"; what is not Chinese stays, "" without Chinese.

    Where characters are read in two ways, both spellings stand beside each other, parted by a line feed.
    """
    if text.isascii():
        return ""
    first, second = _tables()
    one = text.translate(first)
    if MARK not in one:
        return ""
    other = text.translate(second)
    return one if one == other else f"{one}\n{other}"


def spelling(words: str) -> re.Pattern[str] | None:
    """What finds in spelt texts what was typed; None where that is no spelling.

    Syllables from any place on, in one piece or parted, the last one perhaps not finished ("chang e q"), or the
    first letters of two or more successive syllables ("ceqh").
    """
    letters = words.replace(" ", "").replace("'", "").replace("ü", "v")
    if not letters.isascii() or not letters.isalpha() or len(letters) < 2:
        return None
    whole = MARK + f"{MARK}?".join(letters)
    initials = MARK + f"[a-z]*{MARK}".join(letters)
    return re.compile(f"{whole}|{initials}")
