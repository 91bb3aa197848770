"""The legend of a scene: every form in view, once, with its words, and no other."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from viewer.i18n import N_, _
from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS
from viewer.report.labels import event_kind_label
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape, Style

SAMPLE_WIDTH, SAMPLE_HEIGHT = 40.0, 20.0
"""The size in pixels of every entry's sample, its origin at the top left."""

_KIND_OF = {info.symbol: kind for kind, info in KINDS.items()}


class Entry(Struct, frozen=True):
    """One form: a sample of it in a box of SAMPLE_WIDTH × SAMPLE_HEIGHT, and what it means."""

    shapes: tuple[Shape, ...]
    words: str


def legend(scene: Scene, body: str = "") -> tuple[Entry, ...]:
    """The forms of `scene` that lie in view: trust and bounds first, then the kinds of marks, in a fixed order.

    `body` is the id of the body that landings are on.
    """
    shapes = [shape for shape in scene.shapes if _in_view(shape, scene)]
    found = [Entry(sample, _(words)) for words, seen, sample in _FORMS if any(seen(shape) for shape in shapes)]
    kinds = {shape.shape for shape in shapes if isinstance(shape, Mark) and shape.shape in _KIND_OF}
    for shape, kind in _KIND_OF.items():
        if shape in kinds:
            mark = Mark(Box(12, 2, 16, 16), shape, "", Role.EVENT, Style(-1, True, status="done"))
            found.append(Entry((mark,), event_kind_label(kind, body)))
    return tuple(found)


def _in_view(shape: Shape, scene: Scene) -> bool:
    if isinstance(shape, Rule):
        return min(shape.x1, shape.x2) <= scene.width and max(shape.x1, shape.x2) >= scene.header_px
    box = shape.box
    return (
        box.x < scene.width
        and box.x + box.width > scene.header_px
        and box.y < scene.height
        and box.y + box.height > (0 if isinstance(shape, Label) else scene.axis_px)
    )


def _bar(style: Style, role: Role = Role.EVENT, core: float = 0.0, inset: float = 2.0) -> Bar:
    box = Box(2, inset + 1, 36, 18 - 2 * inset)
    start = core if style.start is Edge.ABOUT else 0.0
    end = core if style.end is Edge.ABOUT else 0.0
    return Bar(box, box.x + start, box.x + box.width - end, "", role, style)


def _mark(style: Style, role: Role = Role.EVENT) -> Mark:
    return Mark(Box(12, 2, 16, 16), "diamond", "", role, style)


def _event_edge(*edges: Edge) -> Callable[[Shape], bool]:
    return lambda s: isinstance(s, Bar) and s.role is Role.EVENT and bool({s.style.start, s.style.end} & set(edges))


def _status(*names: str) -> Callable[[Shape], bool]:
    return lambda s: isinstance(s, (Bar, Mark)) and s.role is Role.EVENT and s.style.status in names


def _role(role: Role) -> Callable[[Shape], bool]:
    return lambda s: isinstance(s, (Bar, Mark)) and s.role is role


def _bound(side: str) -> Callable[[Shape], bool]:
    return lambda s: isinstance(s, Bar) and s.role is Role.EVENT and getattr(s.style, side) is Edge.NONE


def _plain(filled: bool) -> Callable[[Shape], bool]:
    return lambda s: isinstance(s, (Bar, Mark)) and s.role is Role.EVENT and s.style.filled is filled


_HOLLOW, _FILLED = Style(-1, False), Style(-1, True, status="done")
_FORMS: tuple[tuple[str, Callable[[Shape], bool], tuple[Shape, ...]], ...] = (
    (N_("happened: filled"), _plain(True), (_mark(_FILLED),)),
    (N_("planned: hollow"), _plain(False), (_mark(_HOLLOW),)),
    (
        N_("a month, quarter or year: drawn as wide as that"),
        lambda s: isinstance(s, Bar) and s.role is Role.EVENT,
        (_bar(_HOLLOW),),
    ),
    (
        N_("around: widened by one unit on either side"),
        _event_edge(Edge.ABOUT),
        (_bar(Style(-1, False, start=Edge.ABOUT, end=Edge.ABOUT), core=11),),
    ),
    (N_("not before (NET)"), _bound("end"), (_bar(Style(-1, False, end=Edge.NONE)),)),
    (N_("by, not after (BY)"), _bound("start"), (_bar(Style(-1, False, start=Edge.NONE)),)),
    (N_("goes on"), _event_edge(Edge.OPEN), (_bar(Style(-1, True, end=Edge.OPEN)),)),
    (N_("end or start not known"), _event_edge(Edge.UNKNOWN), (_bar(Style(-1, True, end=Edge.UNKNOWN)),)),
    (
        N_("one of these dates"),
        lambda s: isinstance(s, Rule) and s.role is Role.EVENT and s.dotted,
        (
            Mark(Box(-2, 2, 16, 16), "diamond", "", Role.EVENT, _HOLLOW),
            Rule(13, 10, 27, 10, Role.EVENT, dotted=True),
            Mark(Box(26, 2, 16, 16), "diamond", "", Role.EVENT, _HOLLOW),
        ),
    ),
    (
        N_("doubted: “?”, or no good source"),
        lambda s: isinstance(s, (Bar, Mark)) and s.style.dotted,
        (_bar(Style(-1, False, True)),),
    ),
    (N_("overdue: passed with no recorded outcome"), _status("overdue"), (_bar(Style(-1, False, status="overdue")),)),
    (N_("under way"), _status("under-way"), (_bar(Style(-1, True, status="under-way")),)),
    (N_("succeeded in part"), _status("partial"), (_mark(Style(-1, True, status="partial")),)),
    (N_("failed"), _status("failed"), (_mark(Style(-1, True, status="failed")),)),
    (N_("cancelled"), _status("cancelled"), (_mark(Style(-1, False, status="cancelled")),)),
    (
        N_("an earlier promise, and how it moved"),
        _role(Role.GHOST),
        (
            Bar(Box(1, 5, 18, 11), 1, 19, "", Role.GHOST, Style(-1)),
            Rule(20, 10.5, 38, 10.5, Role.GHOST, arrow=True),
        ),
    ),
    (
        N_("another source says otherwise"),
        _role(Role.CONFLICT),
        (
            Bar(Box(2, 2, 32, 12), 2, 34, "", Role.CONFLICT, Style(-1, False)),
            Bar(Box(6, 6, 32, 12), 6, 38, "", Role.CONFLICT, Style(-1, False)),
        ),
    ),
    (
        N_("several, too close to draw apart"),
        lambda s: isinstance(s, Cluster) and not s.histogram,
        (Cluster(Box(11, 1, 18, 18), 3, 0, 1, (), -1),),
    ),
    (
        N_("several folded together, as far as they reach"),
        lambda s: isinstance(s, Bar) and s.role is Role.CLUSTER,
        (
            _bar(Style(-1, False), Role.CLUSTER),
            Cluster(Box(2, 3, 14, 14), 3, 0, 1, (), -1),
        ),
    ),
    (
        N_("many: higher is more"),
        lambda s: isinstance(s, Cluster) and bool(s.histogram),
        (Cluster(Box(4, 2, 32, 16), 9, 0, 1, (), -1, "", (1, 3, 9, 4, 1, 6, 2, 1)),),
    ),
    (N_("today"), lambda s: isinstance(s, Rule) and s.role is Role.TODAY, (Rule(20, 1, 20, 19, Role.TODAY),)),
    (
        N_("seen from this day"),
        lambda s: isinstance(s, Rule) and s.role is Role.AS_OF,
        (Rule(20, 1, 20, 19, Role.AS_OF),),
    ),
)  # fmt: skip
"""Words, whether a shape shows the form, and a sample of it."""
