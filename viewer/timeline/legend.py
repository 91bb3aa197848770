"""The legend of a scene: every form in view, once, with its words."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from viewer.i18n import N_, _
from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS
from viewer.report.labels import event_kind_label
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape, Style

SAMPLE_WIDTH, SAMPLE_HEIGHT = 40.0, 20.0  # of the sample of an entry in px, its origin at the top left


class Entry(Struct, frozen=True):
    """One form: a sample of it in a box of SAMPLE_WIDTH × SAMPLE_HEIGHT, and what it means."""

    shapes: tuple[Shape, ...]
    words: str


def legend(scene: Scene, body: str = "") -> tuple[Entry, ...]:
    """The forms of `scene` that lie in view: trust and bounds first, then the kinds of marks, in a fixed order.

    `body` is the id of the body that landings are on.
    """
    shapes = [shape for shape in scene.shapes if _in_view(shape, scene)]
    entries = [Entry(sample, _(words)) for words, shows, sample in _FORMS if any(map(shows, shapes))]
    symbols = {shape.shape for shape in shapes if isinstance(shape, Mark)}
    for kind, info in KINDS.items():
        if info.symbol in symbols:
            mark = Mark(Box(12, 2, 16, 16), info.symbol, "", Role.EVENT, _FILLED)
            entries.append(Entry((mark,), event_kind_label(kind, body)))
    return tuple(entries)


def _in_view(shape: Shape, scene: Scene) -> bool:
    if isinstance(shape, Rule):
        return min(shape.x1, shape.x2) <= scene.width and max(shape.x1, shape.x2) >= scene.header_px
    box, top = shape.box, 0 if isinstance(shape, Label) else scene.axis_px
    return box.x < scene.width and box.right > scene.header_px and box.y < scene.height and box.bottom > top


def _events(
    test: Callable[[Style], bool] = lambda style: True, kinds: tuple[type, ...] = (Bar, Mark), role: Role = Role.EVENT
) -> Callable[[Shape], bool]:
    """A test for bars and marks of a role by their style."""
    return lambda shape: (
        isinstance(shape, (Bar, Mark)) and type(shape) in kinds and shape.role is role and test(shape.style)
    )


def _edges(edge: Edge, *sides: str) -> Callable[[Shape], bool]:
    return _events(lambda style: any(getattr(style, side) is edge for side in sides or ("start", "end")), (Bar,))


def _status(status: str) -> Callable[[Shape], bool]:
    return _events(lambda style: style.status == status)


def _rules(role: Role) -> Callable[[Shape], bool]:
    return lambda shape: isinstance(shape, Rule) and shape.role is role and (role is not Role.EVENT or shape.dotted)


def _bar(style: Style, role: Role = Role.EVENT, core: float = 0.0) -> Bar:
    box = Box(2, 3, 36, 14)
    return Bar(box, box.x + core, box.right - core, "", role, style)


def _mark(style: Style, x: float = 12) -> Mark:
    return Mark(Box(x, 2, 16, 16), "diamond", "", Role.EVENT, style)


_HOLLOW, _FILLED = Style(-1, False), Style(-1, True, status="done")
_ABOUT = Style(-1, False, start=Edge.ABOUT, end=Edge.ABOUT)
_FORMS: tuple[tuple[str, Callable[[Shape], bool], tuple[Shape, ...]], ...] = (
    (N_("happened: filled"), _events(lambda style: style.filled), (_mark(_FILLED),)),
    (N_("planned: hollow"), _events(lambda style: not style.filled), (_mark(_HOLLOW),)),
    (N_("a month, quarter or year: drawn as wide as that"), _events(kinds=(Bar,)), (_bar(_HOLLOW),)),
    (N_("around: widened by one unit on either side"), _edges(Edge.ABOUT), (_bar(_ABOUT, core=11),)),
    (N_("not before (NET)"), _edges(Edge.NONE, "end"), (_bar(Style(-1, False, end=Edge.NONE)),)),
    (N_("by, not after (BY)"), _edges(Edge.NONE, "start"), (_bar(Style(-1, False, start=Edge.NONE)),)),
    (N_("goes on"), _edges(Edge.OPEN), (_bar(Style(-1, True, end=Edge.OPEN)),)),
    (N_("end or start not known"), _edges(Edge.UNKNOWN), (_bar(Style(-1, True, end=Edge.UNKNOWN)),)),
    (
        N_("one of these dates"),
        _rules(Role.EVENT),
        (_mark(_HOLLOW, -2), Rule(13, 10, 27, 10, Role.EVENT, dotted=True), _mark(_HOLLOW, 26)),
    ),
    (
        N_("doubted: “?”, or no good source"),
        lambda shape: isinstance(shape, (Bar, Mark)) and shape.style.dotted,
        (_bar(Style(-1, False, True)),),
    ),
    (N_("overdue: passed with no recorded outcome"), _status("overdue"), (_bar(Style(-1, False, status="overdue")),)),
    (N_("under way"), _status("under-way"), (_bar(Style(-1, True, status="under-way")),)),
    (N_("succeeded in part"), _status("partial"), (_mark(Style(-1, True, status="partial")),)),
    (N_("failed"), _status("failed"), (_mark(Style(-1, True, status="failed")),)),
    (N_("cancelled"), _status("cancelled"), (_mark(Style(-1, False, status="cancelled")),)),
    (
        N_("an earlier promise, and how it moved"),
        _events(role=Role.PREVIOUS_DATE),
        (
            Bar(Box(1, 5, 18, 11), 1, 19, "", Role.PREVIOUS_DATE, Style(-1)),
            Rule(20, 10.5, 38, 10.5, Role.PREVIOUS_DATE, arrow=True),
        ),
    ),
    (
        N_("another source says otherwise"),
        _events(role=Role.CONFLICT),
        tuple(Bar(Box(at, at, 32, 12), at, at + 32, "", Role.CONFLICT, _HOLLOW) for at in (2, 6)),
    ),
    (
        N_("several, too close to draw apart"),
        lambda shape: isinstance(shape, Cluster) and not shape.histogram,
        (Cluster(Box(11, 1, 18, 18), 3, 0, 1, (), -1),),
    ),
    (
        N_("several folded together, as far as they reach"),
        _events(role=Role.CLUSTER),
        (_bar(_HOLLOW, Role.CLUSTER), Cluster(Box(2, 3, 14, 14), 3, 0, 1, (), -1)),
    ),
    (
        N_("many: higher is more"),
        lambda shape: isinstance(shape, Cluster) and bool(shape.histogram),
        (Cluster(Box(4, 2, 32, 16), 9, 0, 1, (), -1, "", (1, 3, 9, 4, 1, 6, 2, 1)),),
    ),
    (N_("today"), _rules(Role.TODAY), (Rule(20, 1, 20, 19, Role.TODAY),)),
    (N_("seen from this day"), _rules(Role.AS_OF), (Rule(20, 1, 20, 19, Role.AS_OF),)),
)
"""Words, a test for the shapes that show the form, and a sample of it."""
