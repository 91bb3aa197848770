"""Plain text wrapped at a width in columns; a Chinese character takes two, and breaks anywhere."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

WIDTH = 80
_NEVER_FIRST = "，。、；：？！）》”’」』】%…,.;:?!)]"
_NEVER_LAST = "（《“‘「『【(["
_TOKEN = re.compile(r"[ \n\t]+|[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]|[^ \n\t\u2e80-\u9fff\uff00-\uffef]+")


def columns(text: str) -> int:
    """The width of `text` on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def wrapped(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> str:
    """`text` in lines of at most `width` columns, the first beginning with `first`, the others with `rest`.

    A word longer than a line stands on a line of its own; white space is one space.
    """
    lines: list[str] = []
    line, used, empty = first, columns(first), True
    for word in _words(text):
        if not empty and used + columns(word) > width:
            lines.append(line)
            line, used, empty = rest, columns(rest), True
        piece = word.lstrip() if empty else word
        line, used, empty = line + piece, used + columns(piece), False
    return "\n".join([*lines, line.rstrip()])


def _words(text: str) -> list[str]:
    """The pieces between which a line may break; a piece carries the space before it."""
    words: list[str] = []
    for token in _TOKEN.findall(text.strip()):
        token = " " if token.isspace() else token
        if words and (words[-1] == " " or token[0] in _NEVER_FIRST or words[-1][-1] in _NEVER_LAST):
            words[-1] += token
        else:
            words.append(token)
    return words
