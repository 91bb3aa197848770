"""The sizes on the canvas in px, and how much of a text fits into a width. Type is 12–13 px high."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from viewer.timeline.scene import Role

Measure = Callable[[str, Role], float]
"""The width in px of a text in the font of a role. Called often with the same texts: it should cache."""
ELLIPSIS = "…"
NEVER_FIRST = "，。、；：？！）》”’」』】%…,.;:?!)]"  # Characters that no line begins with


class Size(Struct, frozen=True):
    """The size of a viewport in px, lane headers and axis included."""

    width: float
    height: float


class Metrics(Struct, frozen=True):
    """Sizes of everything on the canvas.

    ::

        lane_pad ─┬──────────────────────────────
                  │  label_line   (upper)
                  │  label_line   (lower)
                  │  mark_line    ◆  ◆③
                  │  bar_line     ▭▭▭▭▭▭▭ text
                  │  date_line       ┊previous date┊
        lane_pad ─┴──────────────────────────────
    """

    header_px: float = 158.0
    axis_px: float = 46.0
    tier_px: float = 23.0  # one tier of the axis
    lane_px: float = 88.0  # a lane is at least so high
    lane_pad: float = 3.0
    least_lane_px: float = 78.0  # a compact one
    tight_lines: tuple[float, float, float] = (18.0, 14.0, 14.0)  # marks and bars of a compact lane, per tier
    tight_label_line: float = 14.0
    label_line: float = 15.0
    mark_line: float = 17.0
    bar_line: float = 20.0
    date_line: float = 15.0
    mark_px: float = 12.0  # width and height of a mark, and the least width of a bar that is alone
    near_px: float = 9.0  # marks nearer than this cluster
    bar_px: float = 17.0  # height of a bar
    previous_date_px: float = 13.0
    least_bar_px: float = 5.0  # bars narrower than this cluster with what follows them
    cluster_px: float = 17.0
    edge_px: float = 24.0  # how far beyond the viewport a clipped bar reaches, so that its caps are not seen
    text_gap: float = 5.0  # between a mark or a bar and its text, a text and its note
    clear_px: float = 9.0  # between two labels on one line
    least_label_px: float = 70.0  # a label is not elided to less
    most_labels: int = 150


METRICS = Metrics()


def elided(text: str, role: Role, width_px: float, measure: Measure) -> str:
    """`text`, or as much of it as fits with an ellipsis; "" if not even one character does."""
    if measure(text, role) <= width_px:
        return text
    low, high = 0, len(text) - 1  # `low` characters fit, `high` may fit
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, role) <= width_px:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


def wrapped(text: str, role: Role, width_px: float, max_lines: int, measure: Measure) -> tuple[str, ...]:
    """`text` in at most `max_lines` lines, the last elided; broken at spaces, or anywhere if there are none."""
    lines: list[str] = []
    while text and len(lines) < max_lines - 1 and measure(text, role) > width_px:
        length = len(text) - 1
        while length > 1 and measure(text[:length].rstrip(), role) > width_px:
            length -= 1
        space = text.rfind(" ", 0, length + 1)
        end = space if space > 0 else length
        while end > 1 and text[end] in NEVER_FIRST:
            end -= 1
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return (*lines, elided(text, role, width_px, measure)) if text else tuple(lines)
