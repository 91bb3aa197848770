"""The milestone trend chart: the day a date was said across, the day it promised up, one line a milestone.

The standard picture of milestone trend analysis: a line that runs level keeps its promise, one that rises slips,
and all of them end on the diagonal, where the promised day is the day itself. Each claim is an upright band
as long as what it allows, doubted ones are dotted, a withdrawn date is a gap behind a crossed mark, what
happened a filled mark. A scene like the timeline's: painted, hit, exported and printed the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from viewer.i18n import _, language
from viewer.model.calendar import Days, day_number
from viewer.model.date_history import ChangeKind, date_history
from viewer.model.programme import Programme
from viewer.report.dates import claim_date, size_words
from viewer.state import Span
from viewer.timeline.layout_context import Frame
from viewer.timeline.metrics import Measure, Size
from viewer.timeline.milestones import Milestone, Stop, milestone
from viewer.timeline.scene import Band, Box, Label, Mark, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import TimeScale
from viewer.timeline.trend_axes import GAP_PX, PAD_PX, ROW_PX, Plot, axes, plot_of, whole_years
from viewer.timeline.trend_lines import SLOT_PX, marks, path, reaches, slots
from viewer.timeline.trend_names import LineEnd, line_names, names_px

__all__ = ["LEAST", "build_trend", "claims_at"]

YEAR: Days = 365.2425
NAMES_SHARE, NAMES_PX = 0.37, 270.0
PADDING = 0.035
LEAST = Size(200.0, 90.0)
"""A smaller picture has no room for the texts of two axes."""


def build_trend(
    programme: Programme,
    event_ids: Sequence[str],
    size: Size,
    measure: Measure,
    today: date,
    titled: bool = True,
    focus: str = "",
) -> Scene:
    """The chart of these events, as of the programme's day (ValueError without one), in a picture of `size`.

    Points carry the address of their claim ("claim/ce7-launch/3"), names that of their event. Of a single event
    also what was said beside its line is shown. `titled`: names and titles, for a large chart; without, the
    small one of a pane. Ids that are not there and events without any dated claim are left out. Where nothing is
    left, or the picture is smaller than LEAST, it is bare ground. `today` tells whether the diagonal is today's
    or an earlier day's. With a `focus` (the id of one of several events) the others step back to hairlines, all
    in the same places.
    """
    if programme.day is None:
        raise ValueError("a chart needs a programme as of a day")
    found = [milestone(programme, name) for name in dict.fromkeys(event_ids) if programme.event(name)]
    lines = [line for line in found if any(stop.promise for stop in line.stops)]
    if len(lines) > 1:  # together only what held is shown
        lines = [line for line in lines if any(stop.promise for stop in line.held)]
    shapes: list[Shape] = [Band(Box(0.0, 0.0, size.width, size.height), Role.GROUND)]
    if lines and size.width >= LEAST.width and size.height >= LEAST.height:
        loud = [line.event.id for line in lines if line.event.id == focus] or [it.event.id for it in lines]
        shapes += _chart(programme, lines, size, measure, today, titled, frozenset(loud))
    return Scene(size.width, size.height, 0.0, 0.0, size.height, tuple(shapes))


def claims_at(scene: Scene, x: float, y: float) -> tuple[str, ...]:
    """The addresses of all claims whose points lie under (x, y), the topmost first: near ones share a place."""
    marks = (shape for shape in reversed(scene.shapes) if isinstance(shape, Mark))
    return tuple(dict.fromkeys(mark.ref for mark in marks if mark.box.contains(x, y)))


def _chart(
    programme: Programme,
    lines: Sequence[Milestone],
    size: Size,
    measure: Measure,
    today: date,
    titled: bool,
    loud: frozenset[str],
) -> Iterator[Shape]:
    assert programme.day is not None
    day, alone = day_number(programme.day), len(lines) == 1
    shown = [stop for line in lines for stop in (line.stops if alone else line.held)]
    open_ended = any(line.held and line.held[-1].status in ("planned", "withdrawn") for line in lines)
    said = _said([stop.said for stop in shown], day if open_ended else None)
    heights = tuple(_heights(shown, alone))
    promised = whole_years(min(heights), max(heights))
    frame = Frame(programme, TimeScale(said, 0.0, size.width), size, measure)
    names = [(_name(programme, line, alone), _shift(programme, line)) for line in lines]
    least = measure(_("day it was said"), Role.NOTE) + 2 * PAD_PX
    wanted = names_px(frame, names, min(NAMES_PX, NAMES_SHARE * size.width))
    plot = plot_of(
        said, promised, size.width, size.height, measure, max(wanted, least) if titled else 0.0, titled
    )
    yield from axes(plot, measure, titled, size.width)
    yield from _diagonal(plot, programme.day == today, frame, titled)
    shifts = [slot * SLOT_PX for slot in slots(plot, lines, day)]
    order = sorted(zip(lines, shifts, strict=True), key=lambda pair: pair[0].event.id in loud)
    for line, _dy in order:
        if line.event.id in loud:
            yield from reaches(plot, line, alone)
    for line, dy in order:
        yield from path(plot, line, day, dy, line.event.id in loud)
    if alone:
        yield from marks(plot, lines[0], held=False)
    for line, dy in order:
        yield from marks(plot, line, True, dy, line.event.id in loud)
    if titled:
        ends = [
            _line_end(plot, line, *name, day=day, dy=dy)
            for line, name, dy in zip(lines, names, shifts, strict=True)
        ]
        yield from line_names(frame, plot, [end for end in ends if end is not None], size.width - GAP_PX)


def _said(days: Sequence[Days], day: Days | None) -> Span:
    """From the first of `days` to `day` (None: to the last of them), at least a year, with a margin."""
    last = max(days) if day is None else day
    start = min(*days, last - YEAR)
    margin = (last - start) * PADDING
    return Span(start - margin, last + margin)


def _heights(stops: Iterable[Stop], alone: bool) -> Iterator[Days]:
    """The days that the upright axis must reach: of one milestone its extents, of many their points and cores."""
    for stop in stops:
        if stop.promise is not None:
            yield stop.promise.day
            yield from (edge for core in stop.promise.cores for edge in core)
            if alone and stop.held and not stop.promise.fades:
                yield stop.promise.earliest
                yield stop.promise.latest


def _diagonal(plot: Plot, now: bool, frame: Frame, titled: bool) -> Iterator[Shape]:
    """Where the promised day is the day on which it was said; nothing where the two axes share no day."""
    first = max(plot.across.span.start, plot.up.span.start)
    last = min(plot.across.span.end, plot.up.span.end)
    if first >= last:
        return
    role = Role.TODAY if now else Role.AS_OF
    yield Rule(plot.x(first), plot.y(first), plot.x(last), plot.y(last), role, dotted=True)
    text = _("the day itself")
    wide = frame.width(text, Role.NOTE)
    y = plot.box.bottom - ROW_PX - 2.0
    foot = plot.up.days(-y)
    x = plot.x(max(foot, first)) + 2 * GAP_PX
    if titled and foot < last and x + wide < plot.box.right:
        yield Label(Box(x, y, wide, ROW_PX), text, Role.NOTE)


def _name(programme: Programme, line: Milestone, alone: bool) -> str:
    """What a line is called: its event, or alone its present date."""
    if not alone:
        return line.event.title(language())
    standing = programme.standing(line.event.id)
    return claim_date(programme, standing.holder)


def _shift(programme: Programme, line: Milestone) -> str:
    """How far the date moved from the first to the present one; what became of it where there is none."""
    if line.held and line.held[-1].promise is None:
        return _("cancelled") if line.held[-1].status == "cancelled" else _("no date")
    shift = date_history(programme, line.event).total
    return size_words(shift) if shift is not None and shift.kind in _TOLD else ""


_TOLD = (ChangeKind.SLIP, ChangeKind.PULL_IN)


def _line_end(plot: Plot, line: Milestone, title: str, note: str, day: Days, dy: float) -> LineEnd | None:
    """Where the line ends: at the day for what is promised, else where it happened or was withdrawn."""
    dated = [stop for stop in line.held if stop.promise is not None]
    if not dated:
        return None
    last, promised = line.held[-1], dated[-1].promise
    assert promised is not None
    x = plot.x(day if last.status == "planned" else last.said)
    y = plot.y(promised.day) + dy
    return LineEnd(x, y, f"event/{line.event.id}", title, note, line.event.importance, line.lane)
