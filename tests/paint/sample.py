"""A scene that shows every form once: the golden images are of it."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape, Style

WIDTH, HEIGHT, HEADER, AXIS = 900.0, 620.0, 130.0, 44.0
LANE = (HEIGHT - AXIS) / 7
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


def bar(box: Box, style: Style, core: tuple[float, float] = (0, 0), role: Role = Role.EVENT, ref: str = "") -> Bar:
    """A bar whose core begins and ends `core` px within its box."""
    return Bar(box, box.x + core[0], box.right - core[1], ref or f"event/bar-{box.x}-{box.y}", role, style)


def text(x: float, y: float, words: str, role: Role = Role.LABEL, ref: str = "", accent: int = -1) -> Label:
    width = len(words) * (7.2 if words.isascii() else 13.0)
    return Label(Box(x, y, width, 16), words, role, ref, accent=accent)


def sample_scene() -> Scene:
    """Seven lanes: edges, statuses, kinds, slips and conflicts, clusters and histograms, sets, Chinese."""
    shapes: list[Shape] = [Band(Box(HEADER, AXIS, WIDTH, HEIGHT), Role.GROUND)]
    shapes += [Band(Box(HEADER, AXIS + i * LANE, WIDTH, LANE), Role.STRIPE) for i in range(0, 7, 2)]
    shapes.append(Band(Box(730, AXIS, 200, HEIGHT), Role.AS_OF))
    shapes += [Rule(x, AXIS, x, HEIGHT, Role.GRID_MAJOR if x % 300 == 0 else Role.GRID) for x in range(150, 900, 75)]
    shapes += [Rule(0, AXIS + i * LANE, WIDTH, AXIS + i * LANE, Role.HAIRLINE) for i in range(8)]
    for index, lane in enumerate((edges, statuses, kinds, slips, clusters, sets, ranges)):
        shapes += lane(AXIS + index * LANE)
    shapes += [*headers(), *axis()]
    return Scene(WIDTH, HEIGHT, HEADER, AXIS, HEIGHT - AXIS, tuple(shapes))


def edges(y: float) -> Iterator[Shape]:
    for i, (words, start, end, left, right) in enumerate(EDGES):
        x, top = HEADER + 14 + (i % 4) * 186, y + 10 + (i // 4) * 36
        yield bar(Box(x, top, 160, 20), Style(0, False, start=start, end=end), (left, right))
        yield text(x + (52 if left else 10), top + 2, words, Role.LABEL_STRONG)


def statuses(y: float) -> Iterator[Shape]:
    for i, status in enumerate(STATUSES):
        x, top = HEADER + 14 + i * 106, y + 14
        style = Style(1, status not in ("planned", "overdue", "cancelled"), status=status)
        yield bar(Box(x, top, 84, 20), style)
        yield text(x + 6, top + 2, status)
        yield Mark(Box(x, top + 36, 16, 16), "diamond", f"event/{status}", Role.EVENT, style)
        doubted = Style(1, i % 2 == 0, True, start=Edge.ABOUT if i > 3 else Edge.KNOWN)
        yield bar(Box(x + 30, top + 34, 54, 20), doubted, (20, 0))


def kinds(y: float) -> Iterator[Shape]:
    for i, (kind, info) in enumerate(KINDS.items()):
        x, top = HEADER + 14 + i * 33, y + 12
        ref, shape = f"event/{kind}", info.symbol
        yield Mark(Box(x, top, 16, 16), shape, ref, Role.EVENT, Style(2, True, status="done"))
        yield Mark(Box(x, top + 24, 16, 16), shape, f"{ref}-plan", Role.EVENT, Style(2, False))
        yield Mark(Box(x + 1, top + 47, 14, 14), shape, f"{ref}-d", Role.EVENT, Style(2, False, True))


def slips(y: float) -> Iterator[Shape]:
    about = Style(3, start=Edge.ABOUT, end=Edge.ABOUT)
    yield bar(Box(160, y + 50, 90, 14), Style(3), role=Role.PREVIOUS_DATE, ref="event/slip")
    yield bar(Box(270, y + 50, 120, 14), about, (30, 30), Role.PREVIOUS_DATE, "event/slip")
    yield Rule(250, y + 57, 268, y + 57, Role.PREVIOUS_DATE, 3, arrow=True)
    yield Rule(390, y + 57, 460, y + 30, Role.PREVIOUS_DATE, 3, arrow=True)
    yield bar(Box(464, y + 16, 110, 20), Style(3, False, True), ref="event/slip")
    yield text(580, y + 18, "Launch", Role.LABEL_STRONG, "event/slip")
    yield text(630, y + 18, "2027? +14 months", Role.NOTE, "event/slip")
    yield Mark(Box(600, y + 48, 16, 16), "up", "event/ghost", Role.PREVIOUS_DATE, Style(3))
    yield bar(Box(650, y + 46, 90, 16), Style(3, False), role=Role.CONFLICT)
    yield bar(Box(654, y + 50, 90, 16), Style(3, False), role=Role.CONFLICT)
    yield text(752, y + 50, "2 claims", Role.NOTE)


def clusters(y: float) -> Iterator[Shape]:
    for i, count in enumerate((2, 9, 14, 128, 2048)):
        yield Cluster(Box(160 + i * 60, y + 30, 18, 18), count, 0, 1, (), i, f"cluster/{i}/0")
    histogram = (1, 0, 4, 9, 2, 1, 0, 16, 3, 1) * 4
    yield Cluster(Box(480, y + 26, 220, 22), 99, 0, 1, (), 4, "cluster/9/0", histogram)
    yield Rule(169, y + 12, 169, y + 29, Role.LABEL, 4)
    yield text(173, y + 8, "Queqiao-2 launch", Role.LABEL, "event/queqiao")
    yield text(290, y + 8, "+1", Role.NOTE)
    yield bar(Box(560, y + 56, 260, 17), Style(4, False), role=Role.CLUSTER, ref="cluster/8/0")
    yield Cluster(Box(560, y + 56, 17, 17), 4, 0, 1, (), 4, "cluster/8/0")
    yield text(586, y + 56, "Research station, complete", Role.LABEL, "event/complete")


def sets(y: float) -> Iterator[Shape]:
    for x in (180, 340):
        yield Mark(Box(x, y + 24, 16, 16), "up", "event/set", Role.EVENT, Style(5, False))
    yield Rule(197, y + 32, 339, y + 32, Role.EVENT, 5, dotted=True)
    yield text(260, y + 14, "or", Role.NOTE)
    yield text(364, y + 24, "Mengzhou-1: 2026 or 2027", Role.LABEL)
    yield text(420, y + 50, "七国科学载荷 “国际月球科研站” 2035年前", Role.LABEL_STRONG, "event/zh")
    yield bar(Box(745, y + 14, 145, 54), Style(5, False), role=Role.CARD, ref="event/card")
    yield text(756, y + 18, "Landing", Role.LABEL_STRONG, "event/card")
    yield text(756, y + 33, "1 June 2024", Role.NOTE, "event/card")
    yield text(756, y + 48, "landing · Apollo", Role.NOTE, "event/card")


def ranges(y: float) -> Iterator[Shape]:
    yield bar(Box(60, y + 40, 855, 20), Style(6, True, start=Edge.KNOWN, end=Edge.OPEN, status="under-way"))
    yield text(140, y + 42, "Wolf Amendment: NASA may not cooperate with China bilaterally")
    yield text(300, y + 12, "“They should remove the restrictions”", Role.LABEL_MUTED, "event/said")
    yield Rule(520, AXIS - 6, 520, HEIGHT, Role.TODAY)
    yield Rule(730, AXIS - 6, 730, HEIGHT, Role.AS_OF)


def headers() -> Iterator[Shape]:
    yield Band(Box(0, AXIS, HEADER, HEIGHT), Role.HEADER)
    for i in range(7):
        y = AXIS + i * LANE
        yield Band(Box(0, y, 4, LANE), Role.HEADER, i)
        yield Rule(0, y, HEADER, y, Role.HAIRLINE)
        yield text(18, y + 12, f"Chang’e-{i + 6}", Role.LANE_TITLE)
        yield text(18, y + 32, "嫦娥七号", Role.LANE_SUBTITLE)
        yield text(18, y + 50, "14 events", Role.LANE_NOTE)
    yield Rule(HEADER, AXIS, HEADER, HEIGHT, Role.HAIRLINE)


def axis() -> Iterator[Shape]:
    yield Band(Box(0, 0, WIDTH, AXIS), Role.GROUND)
    for k, x in enumerate(range(150, 900, 75)):
        yield Label(Box(x, 24, 75, 16), f"{2024 + k}", Role.AXIS_MINOR, align="centre")
    yield text(154, 4, "2020s", Role.AXIS_MAJOR)
    yield Rule(0, AXIS, WIDTH, AXIS, Role.HAIRLINE)
    yield Band(Box(496, 4, 48, 16), Role.TODAY)
    yield Band(Box(680, 4, 100, 16), Role.AS_OF)
    yield Label(Box(496, 4, 48, 16), "today", Role.TODAY, align="centre")
    yield Label(Box(680, 4, 100, 16), "22 Nov 2026", Role.AS_OF, align="centre")
