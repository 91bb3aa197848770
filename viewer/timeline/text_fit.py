"""Words in a room: as much of a text as fits, on one line or on several."""

from __future__ import annotations

from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Role

ELLIPSIS = "…"
NEVER_FIRST = "，。、；：？！）》”’」』】%…,.;:?!)]"
"""Signs that no line begins with."""


def elided(text: str, role: Role, room_px: float, measure: Measure) -> str:
    """`text`, or as much of it as fits with an ellipsis; "" where not even one character does."""
    if measure(text, role) <= room_px:
        return text
    for length in range(len(text) - 1, 0, -1):
        short = text[:length].rstrip() + ELLIPSIS
        if measure(short, role) <= room_px:
            return short
    return ""


def folded(text: str, role: Role, room_px: float, most: int, measure: Measure) -> tuple[str, ...]:
    """`text` in at most `most` lines, the last elided; broken at spaces, or anywhere where there are none."""
    found: list[str] = []
    rest = text
    while rest and len(found) < most - 1 and measure(rest, role) > room_px:
        length = len(rest) - 1
        while length > 1 and measure(rest[:length].rstrip(), role) > room_px:
            length -= 1
        space = rest.rfind(" ", 0, length + 1)
        cut = space if space > 0 else length
        while cut > 1 and rest[cut] in NEVER_FIRST:
            cut -= 1
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*found, elided(rest, role, room_px, measure)) if rest else tuple(found)
