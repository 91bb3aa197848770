"""A scene made by hand that shows every form once: what the golden pictures are taken of."""

from __future__ import annotations

from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape, Style

WIDTH, HEIGHT, HEADER, AXIS = 900.0, 620.0, 130.0, 44.0
STATUSES = ("planned", "done", "under-way", "overdue", "partial", "failed", "cancelled")
EDGES = (
    ("2027", Edge.KNOWN, Edge.KNOWN, 0, 0),
    ("around 2029", Edge.ABOUT, Edge.ABOUT, 40, 40),
    ("about, then known", Edge.ABOUT, Edge.KNOWN, 50, 0),
    ("NET 2026", Edge.KNOWN, Edge.NONE, 0, 0),
    ("by 2035", Edge.NONE, Edge.KNOWN, 0, 0),
    ("open", Edge.KNOWN, Edge.OPEN, 0, 0),
    ("end unknown", Edge.KNOWN, Edge.UNKNOWN, 0, 0),
    ("start unknown", Edge.UNKNOWN, Edge.KNOWN, 0, 0),
)


def bar(x: float, y: float, width: float, style: Style, core: tuple[float, float] = (0, 0), role: Role = Role.EVENT,
        height: float = 20.0, ref: str = "") -> Bar:  # fmt: skip
    return Bar(Box(x, y, width, height), x + core[0], x + width - core[1], ref or f"event/bar-{x}-{y}", role, style)


def text(x: float, y: float, words: str, role: Role = Role.LABEL, ref: str = "", accent: int = -1) -> Label:
    width = len(words) * (7.2 if words.isascii() else 13.0)
    return Label(Box(x, y, width, 16), words, role, ref, accent=accent)


def sample_scene() -> Scene:
    """Seven lanes: edges, statuses, kinds, slips and conflicts, clusters and density, sets, Chinese."""
    lane = (HEIGHT - AXIS) / 7
    shapes: list[Shape] = [Band(Box(HEADER, AXIS, WIDTH, HEIGHT), Role.GROUND)]
    shapes += [Band(Box(HEADER, AXIS + i * lane, WIDTH, lane), Role.STRIPE) for i in range(0, 7, 2)]
    shapes.append(Band(Box(730, AXIS, 200, HEIGHT), Role.AS_OF))
    shapes += [Rule(x, AXIS, x, HEIGHT, Role.GRID_MAJOR if x % 300 == 0 else Role.GRID) for x in range(150, 900, 75)]
    shapes += [Rule(0, AXIS + i * lane, WIDTH, AXIS + i * lane, Role.HAIRLINE) for i in range(8)]
    for i, (words, start, end, one, other) in enumerate(EDGES):
        x, y = HEADER + 14 + (i % 4) * 186, AXIS + 10 + (i // 4) * 36
        shapes.append(bar(x, y, 160, Style(0, False, start=start, end=end), (one, other)))
        shapes.append(text(x + (52 if one else 10), y + 2, words, Role.LABEL_STRONG))
    for i, status in enumerate(STATUSES):
        x, y = HEADER + 14 + i * 106, AXIS + lane + 14
        shapes.append(bar(x, y, 84, Style(1, status not in ("planned", "overdue", "cancelled"), status=status)))
        shapes.append(text(x + 6, y + 2, status))
        shapes.append(Mark(Box(x, y + 36, 16, 16), "diamond", f"event/{status}", Role.EVENT,
                           Style(1, status not in ("planned", "overdue", "cancelled"), status=status)))  # fmt: skip
        shapes.append(bar(x + 30, y + 34, 54, Style(1, i % 2 == 0, True, start=Edge.ABOUT if i > 3 else Edge.KNOWN),
                          (20, 0)))  # fmt: skip
    for i, (kind, info) in enumerate(KINDS.items()):
        shape = info.symbol
        x, y = HEADER + 14 + i * 33, AXIS + 2 * lane + 12
        shapes.append(Mark(Box(x, y, 16, 16), shape, f"event/{kind}", Role.EVENT, Style(2, True, status="done")))
        shapes.append(Mark(Box(x, y + 24, 16, 16), shape, f"event/{kind}-plan", Role.EVENT, Style(2, False)))
        shapes.append(Mark(Box(x + 1, y + 47, 14, 14), shape, f"event/{kind}-d", Role.EVENT, Style(2, False, True)))
    y = AXIS + 3 * lane
    shapes.append(bar(160, y + 50, 90, Style(3), role=Role.GHOST, height=14, ref="event/slip"))
    shapes.append(
        bar(270, y + 50, 120, Style(3, start=Edge.ABOUT, end=Edge.ABOUT), (30, 30), Role.GHOST, 14, "event/slip")
    )
    shapes.append(Rule(250, y + 57, 268, y + 57, Role.GHOST, 3, arrow=True))
    shapes.append(Rule(390, y + 57, 460, y + 30, Role.GHOST, 3, arrow=True))
    shapes.append(bar(464, y + 16, 110, Style(3, False, True), ref="event/slip"))
    shapes.append(text(580, y + 18, "Launch", Role.LABEL_STRONG, "event/slip"))
    shapes.append(text(630, y + 18, "2027? +14 months", Role.NOTE, "event/slip"))
    shapes.append(Mark(Box(600, y + 48, 16, 16), "up", "event/ghost", Role.GHOST, Style(3)))
    shapes.append(bar(650, y + 46, 90, Style(3, False), role=Role.CONFLICT, height=16))
    shapes.append(bar(654, y + 50, 90, Style(3, False), role=Role.CONFLICT, height=16))
    shapes.append(text(752, y + 50, "2 claims", Role.NOTE))
    y = AXIS + 4 * lane
    for i, count in enumerate((2, 9, 14, 128, 2048)):
        shapes.append(Cluster(Box(160 + i * 60, y + 30, 18, 18), count, 0, 1, (), i, f"cluster/{i}/0"))
    shapes.append(
        Cluster(Box(480, y + 26, 220, 22), 99, 0, 1, (), 4, "cluster/9/0", (1, 0, 4, 9, 2, 1, 0, 16, 3, 1) * 4)
    )
    shapes.append(Rule(169, y + 12, 169, y + 29, Role.LABEL, 4))
    shapes.append(text(173, y + 8, "Queqiao-2 launch", Role.LABEL, "event/queqiao"))
    shapes.append(text(290, y + 8, "+1", Role.NOTE))
    shapes.append(bar(560, y + 56, 260, Style(4, False), role=Role.CLUSTER, height=17, ref="cluster/8/0"))
    shapes.append(Cluster(Box(560, y + 56, 17, 17), 4, 0, 1, (), 4, "cluster/8/0"))
    shapes.append(text(586, y + 56, "Research station, complete", Role.LABEL, "event/complete"))
    y = AXIS + 5 * lane
    for x in (180, 340):
        shapes.append(Mark(Box(x, y + 24, 16, 16), "up", "event/set", Role.EVENT, Style(5, False)))
    shapes.append(Rule(197, y + 32, 339, y + 32, Role.EVENT, 5, dotted=True))
    shapes.append(text(260, y + 14, "or", Role.NOTE))
    shapes.append(text(364, y + 24, "Mengzhou-1: 2026 or 2027", Role.LABEL))
    shapes.append(text(420, y + 50, "七国科学载荷 “国际月球科研站” 2035年前", Role.LABEL_STRONG, "event/zh"))
    shapes.append(bar(745, y + 14, 145, Style(5, False), role=Role.CARD, height=54, ref="event/card"))
    shapes.append(text(756, y + 18, "Landing", Role.LABEL_STRONG, "event/card"))
    shapes.append(text(756, y + 33, "1 June 2024", Role.NOTE, "event/card"))
    shapes.append(text(756, y + 48, "landing · Apollo", Role.NOTE, "event/card"))
    y = AXIS + 6 * lane
    shapes.append(bar(60, y + 40, 855, Style(6, True, start=Edge.KNOWN, end=Edge.OPEN, status="under-way")))
    shapes.append(text(140, y + 42, "Wolf Amendment: NASA may not cooperate with China bilaterally"))
    shapes.append(text(300, y + 12, "“They should remove the restrictions”", Role.LABEL_MUTED, "event/said"))
    shapes.append(Rule(520, AXIS - 6, 520, HEIGHT, Role.TODAY))
    shapes.append(Rule(730, AXIS - 6, 730, HEIGHT, Role.AS_OF))
    shapes.append(Band(Box(0, AXIS, HEADER, HEIGHT), Role.HEADER))
    for i in range(7):
        y = AXIS + i * lane
        shapes.append(Band(Box(0, y, 4, lane), Role.HEADER, i))
        shapes.append(Rule(0, y, HEADER, y, Role.HAIRLINE))
        shapes.append(text(18, y + 12, f"Chang’e-{i + 6}", Role.LANE_TITLE))
        shapes.append(text(18, y + 32, "嫦娥七号", Role.LANE_SUBTITLE))
        shapes.append(text(18, y + 50, "14 events", Role.LANE_NOTE))
    shapes.append(Rule(HEADER, AXIS, HEADER, HEIGHT, Role.HAIRLINE))
    shapes.append(Band(Box(0, 0, WIDTH, AXIS), Role.GROUND))
    shapes += [Label(Box(x, 24, 75, 16), f"{2024 + k}", Role.AXIS_MINOR, align="centre")
               for k, x in enumerate(range(150, 900, 75))]  # fmt: skip
    shapes.append(text(154, 4, "2020s", Role.AXIS_MAJOR))
    shapes.append(Rule(0, AXIS, WIDTH, AXIS, Role.HAIRLINE))
    shapes.append(Band(Box(496, 4, 48, 16), Role.TODAY))
    shapes.append(Band(Box(680, 4, 100, 16), Role.AS_OF))
    shapes.append(Label(Box(496, 4, 48, 16), "today", Role.TODAY, align="centre"))
    shapes.append(Label(Box(680, 4, 100, 16), "22 Nov 2026", Role.AS_OF, align="centre"))
    return Scene(WIDTH, HEIGHT, HEADER, AXIS, HEIGHT - AXIS, tuple(shapes))
