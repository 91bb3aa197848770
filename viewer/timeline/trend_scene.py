"""The milestone trend chart: the day a date was said to the right, the day it promised up, one line per event.

The standard picture of milestone trend analysis: a line that runs level keeps its date, a rising line slips, and all
lines end on the diagonal, where the promised day is the day itself. Each claim has a vertical band as long as the
range that it allows; doubted claims are dotted, a withdrawn date is a gap after a crossed mark, a report a filled
mark. A scene like that of the timeline: painted, hit, exported and printed the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.calendar import Days, day_number
from viewer.model.date_history import ChangeKind, date_history
from viewer.model.kinds import KINDS
from viewer.model.programme import Programme
from viewer.ref import event_ref
from viewer.report.dates import claim_date, size_words
from viewer.state import Span
from viewer.timeline.metrics import Measure, Size, elided
from viewer.timeline.scene import Band, Box, Label, Mark, Reach, Role, Rule, Scene, Shape, Style
from viewer.timeline.time_scale import YEAR
from viewer.timeline.trend_axes import GAP_PX, PAD_PX, ROW_PX, Plot, axis_shapes, plot_of, whole_years
from viewer.timeline.trend_data import TrendLine, TrendPoint, trend_line

PADDING = 0.035  # on both sides of the horizontal axis, as a share of its length
MIN_SIZE = Size(200.0, 90.0)  # a smaller picture has no room for the texts of two axes
NAMES_SHARE, MAX_NAMES_PX = 0.37, 270.0  # of the width, for the names of lines
MIN_NAME_PX = 40.0
LEADER_PX = 14.0  # from the plot to the names
CURRENT_PX, OTHER_PX = 13.0, 11.0  # boxes of points, which are hit; the symbols are four px smaller
BAND_PX, SHARED_BAND_PX, OTHER_BAND_PX = (7.0, 5.0, 3.0)  # of the single event, of one of several, of other claims
MIN_BAND_PX = 2.0
MITRE_PX = 0.8
OFFSET_PX = 2.5  # between lines that would run on top of each other


class TrendOptions(Struct, frozen=True):
    """How a chart is shown."""

    size: Size
    measure: Measure
    today: date  # the diagonal is that of today, or of an earlier day
    is_titled: bool = True  # with titles and names, for a large chart; without them for the small one of a pane
    focus: str = ""  # the id of an event: all others become hairlines in the same places


def trend_scene(programme: Programme, event_ids: Sequence[str], options: TrendOptions) -> Scene:
    """The chart of these events, as of the programme's day (ValueError without one).

    Points have the address of their claim ("claim/ce7-launch/3"), names that of their event. The chart of a single
    event also shows the claims that were not current. Unknown ids and events without a dated claim are left out.
    Without events, or smaller than MIN_SIZE, it is empty.
    """
    day, size, lines = day_number(programme.as_of_day), options.size, _lines(programme, event_ids)
    shapes: list[Shape] = [Band(Box(0.0, 0.0, size.width, size.height), Role.GROUND)]
    if lines and size.width >= MIN_SIZE.width and size.height >= MIN_SIZE.height:
        shapes += _Chart(programme, lines, options, day).shapes()
    return Scene(size.width, size.height, 0.0, 0.0, size.height, tuple(shapes))


def claims_at(scene: Scene, x: float, y: float) -> tuple[str, ...]:
    """The addresses of all claims whose points lie under (x, y), the topmost first."""
    marks = (shape for shape in reversed(scene.shapes) if isinstance(shape, Mark))
    return tuple(dict.fromkeys(mark.ref for mark in marks if mark.box.contains(x, y)))


def _lines(programme: Programme, event_ids: Sequence[str]) -> list[TrendLine]:
    """The lines of the events with a dated claim; of several events those whose dated claim was current."""
    events = (programme.event(event_id) for event_id in dict.fromkeys(event_ids))
    lines = [trend_line(programme, event) for event in events if event is not None]
    lines = [line for line in lines if any(point.promised for point in line.points)]
    if len(lines) > 1:
        return [line for line in lines if any(point.promised for point in line.current_points)]
    return lines


Name = tuple[str, str]  # what a line is called, and how far its date moved


class _Chart(Struct, frozen=True):
    """The shapes of a chart with at least one line."""

    programme: Programme
    lines: Sequence[TrendLine]
    options: TrendOptions
    day: Days  # of the programme

    @property
    def is_single(self) -> bool:
        return len(self.lines) == 1

    def shapes(self) -> Iterator[Shape]:
        """All shapes in the order in which they are painted; emphasised lines last."""
        names = [self._name(line) for line in self.lines] if self.options.is_titled else []
        shown = [point for line in self.lines for point in (line.points if self.is_single else line.current_points)]
        heights = tuple(_heights(shown, self.is_single))
        options, promised = self.options, whole_years(min(heights), max(heights))
        names_px = self._names_px(names) if names else 0.0
        plot = plot_of(self._said_span(shown), promised, options.size, options.measure, names_px, options.is_titled)
        yield from axis_shapes(plot, self.options.measure, self.options.size.width)
        yield from self._diagonal(plot)
        ids = {line.event.id for line in self.lines}
        emphasised = ids & {self.options.focus} or ids
        offsets = [slot * OFFSET_PX for slot in _offset_slots(plot, self.lines, self.day)]
        order = sorted(zip(self.lines, offsets, strict=True), key=lambda pair: pair[0].event.id in emphasised)
        for line, _dy in order:
            if line.event.id in emphasised:
                yield from _band_shapes(plot, line, self.is_single)
        for line, dy in order:
            yield from _path_shapes(plot, line, self.day, dy, line.event.id in emphasised)
        if self.is_single:
            yield from _point_shapes(plot, self.lines[0], current=False)
        for line, dy in order:
            yield from _point_shapes(plot, line, True, dy, line.event.id in emphasised)
        if names:
            yield from self._name_shapes(plot, names, offsets)

    def _said_span(self, points: Sequence[TrendPoint]) -> Span:
        """From the first claim to the day, or to the last claim if every line has ended; at least a year."""
        lasts = (line.current_points[-1] for line in self.lines if line.current_points)
        is_open = any(point.status in ("planned", "withdrawn") for point in lasts)
        days = [point.said for point in points]
        last = self.day if is_open else max(days)
        start = min(*days, last - YEAR)
        margin = (last - start) * PADDING
        return Span(start - margin, last + margin)

    def _diagonal(self, plot: Plot) -> Iterator[Shape]:
        """Where the promised day is the day on which it was said; nothing where the two axes share no day."""
        first = max(plot.said.span.start, plot.promised.span.start)
        last = min(plot.said.span.end, plot.promised.span.end)
        if first >= last:
            return
        role = Role.TODAY if self.programme.day == self.options.today else Role.AS_OF
        yield Rule(plot.x(first), plot.y(first), plot.x(last), plot.y(last), role, dotted=True)
        text = _("the day itself")
        text_px = self.options.measure(text, Role.NOTE)
        y = plot.box.bottom - ROW_PX - 2.0
        day = plot.promised.days(-y)
        x = plot.x(max(day, first)) + 2 * GAP_PX
        if plot.is_titled and day < last and x + text_px < plot.box.right:
            yield Label(Box(x, y, text_px, ROW_PX), text, Role.NOTE)

    def _name(self, line: TrendLine) -> Name:
        """The event's title, for a single event its present date; how far the date moved, or what became of it."""
        title = line.event.title(language())
        if self.is_single:
            title = claim_date(self.programme, self.programme.status(line.event.id).current_claim)
        current = line.current_points
        if current and current[-1].promised is None:
            return title, _("cancelled") if current[-1].status == "cancelled" else _("no date")
        total = date_history(self.programme, line.event).total
        is_moved = total is not None and total.kind in (ChangeKind.SLIP, ChangeKind.PULL_IN)
        return title, size_words(total) if total is not None and is_moved else ""

    def _names_px(self, names: Sequence[Name]) -> float:
        """The width to the right of the plot for the names, at most a share of the picture, and for the axis title."""
        measure = self.options.measure
        notes_px = [GAP_PX + measure(note, Role.NOTE) if note else 0.0 for _title, note in names]
        widest = max(measure(title, Role.LABEL) + px for (title, _note), px in zip(names, notes_px, strict=True))
        maximum = min(MAX_NAMES_PX, NAMES_SHARE * self.options.size.width)
        title_px = measure(_("day it was said"), Role.NOTE) + 2 * PAD_PX
        return max(min(maximum, LEADER_PX + widest + GAP_PX), title_px)

    def _name_shapes(self, plot: Plot, names: Sequence[Name], offsets: Sequence[float]) -> Iterator[Shape]:
        """The names next to the plot, tied to the ends of their lines; if not all fit, the most important ones.

        A line ends at the day of the programme if it is a plan, else where it was last said.
        """
        measure, right = self.options.measure, self.options.size.width - GAP_PX
        ends: list[tuple[float, str, float, TrendLine, Name]] = []  # y, event, x, line, name
        for line, name, dy in zip(self.lines, names, offsets, strict=True):
            current = line.current_points
            days = [point.promised.day for point in current if point.promised is not None]
            if days:
                x = plot.x(self.day if current[-1].status == "planned" else current[-1].said)
                ends.append((plot.y(days[-1]) + dy, line.event.id, x, line, name))
        ends.sort(key=lambda end: (-end[3].event.importance, end[1]))
        shown = sorted(ends[: max(1, int(plot.box.height // ROW_PX))], key=lambda end: end[:2])
        left, middles = plot.box.right + LEADER_PX, spread([end[0] for end in shown], plot.box.y, plot.box.bottom)
        for (y, id, x, line, (title, note)), middle in zip(shown, middles, strict=True):
            note_px = measure(note, Role.NOTE) if note else 0.0
            min_title_px = min(MIN_NAME_PX, measure(title, Role.LABEL))
            has_note = bool(note) and right - left - note_px - GAP_PX >= min_title_px - 0.01
            text = elided(title, Role.LABEL, right - left - (note_px + GAP_PX) * has_note, measure)
            text_px, top, knee = measure(text, Role.LABEL), middle - ROW_PX / 2, max(x, plot.box.right)
            if x < knee - 1.0:
                yield Rule(x, y, knee, y, Role.LABEL, line.accent)
            yield Rule(knee, y, left - 3.0, middle, Role.LABEL, line.accent)
            full = title if text != title else ""
            yield Label(Box(left, top, text_px, ROW_PX), text, Role.LABEL, event_ref(id), full)
            if has_note:
                yield Label(Box(left + text_px + GAP_PX, top, note_px, ROW_PX), note, Role.NOTE, event_ref(id))


def _heights(points: Iterable[TrendPoint], is_single: bool) -> Iterator[Days]:
    """The days that the vertical axis must reach: points and cores, for a single event also the full ranges."""
    for point in points:
        if point.promised is not None:
            yield point.promised.day
            yield from (edge for core in point.promised.cores for edge in core)
            if is_single and point.is_current and not point.promised.fades:
                yield point.promised.earliest
                yield point.promised.latest


def _band_shapes(plot: Plot, line: TrendLine, is_single: bool) -> Iterator[Shape]:
    """The range of each claim as a vertical band; nothing where it is too short to be seen behind its point."""
    for point in line.points:
        if point.promised is None or not (point.is_current or is_single):
            continue
        top, bottom = plot.clamped_y(point.promised.latest), plot.clamped_y(point.promised.earliest)
        if bottom - top < MIN_BAND_PX:
            continue
        width = (BAND_PX if is_single else SHARED_BAND_PX) if point.is_current else OTHER_BAND_PX
        edges = ((plot.clamped_y(end), plot.clamped_y(start)) for start, end in point.promised.cores)
        cores = tuple(core for core in edges if core[1] > core[0])
        role, is_dotted = Role.EVENT if point.is_current else Role.CONFLICT, point.is_doubted and point.is_current
        box = Box(plot.x(point.said) - width / 2, top, width, bottom - top)
        yield Reach(box, cores, role, line.accent, is_dotted, point.promised.fades)


def _path_shapes(plot: Plot, line: TrendLine, day: Days, dy: float, is_emphasised: bool) -> Iterator[Shape]:
    """Level from each current claim to the next, then up or down to it; a gap after a withdrawal."""
    role, accent = (Role.TREND, line.accent) if is_emphasised else (Role.HAIRLINE, -1)
    for point, height, end, following in _level_parts(line, day):
        x, next_x, y = plot.x(point.said), plot.x(end), plot.y(height) + dy
        promised = following.promised if following is not None else None
        has_step = promised is not None and promised.day != height
        if following is not None or end > point.said:
            yield Rule(x, y, next_x + MITRE_PX * has_step, y, role, accent, dotted=point.is_doubted)
        if following is not None and promised is not None and has_step:
            next_y = plot.y(promised.day) + dy
            yield Rule(next_x, y, next_x, next_y, role, accent, dotted=following.is_doubted)


def _level_parts(line: TrendLine, day: Days) -> Iterator[tuple[TrendPoint, Days, Days, TrendPoint | None]]:
    """Each current point with a date, that day, the day up to which it was the date, and the point that follows."""
    for point, following in pairwise((*line.current_points, None)):
        if point is not None and point.promised is not None:
            end = following.said if following is not None else day if point.status == "planned" else point.said
            yield point, point.promised.day, end, following


def _point_shapes(
    plot: Plot, line: TrendLine, current: bool, dy: float = 0.0, is_emphasised: bool = True
) -> Iterator[Shape]:
    """The points of the current claims, or of the others. A withdrawn date is crossed where it stood."""
    height: Days | None = None  # of the last current date
    for point in line.points:
        point_height = height if point.promised is None else point.promised.day
        if point.is_current and point.promised is not None:
            height = point.promised.day
        if point.is_current is not current or point_height is None:
            continue
        is_report = point.status in ("done", "partial", "failed")
        status = "cancelled" if point.status == "withdrawn" else point.status
        symbol = KINDS[line.event.kind].symbol if is_report else "diamond"
        side = (CURRENT_PX + 2.0 * is_report) if current else OTHER_PX
        box = Box(plot.x(point.said) - side / 2, plot.y(point_height) + dy - side / 2, side, side)
        role = Role.EVENT if current and is_emphasised else Role.CONFLICT
        accent = line.accent if is_emphasised else -1
        yield Mark(box, symbol, point.ref, role, Style(accent, is_report, point.is_doubted, status))


_Level = tuple[float, float, float]  # A level part of a line: from x, to x, at y


def _offset_slots(plot: Plot, lines: Sequence[TrendLine], day: Days) -> list[int]:
    """For each line the offset, in steps of OFFSET_PX, at which no level part lies on another line: 0, 1, -1, 2 …"""
    placed: list[tuple[int, list[_Level]]] = []
    for line in lines:
        parts = _level_parts(line, day)
        levels = [(plot.x(point.said), plot.x(end), plot.y(height)) for point, height, end, _following in parts]
        slots = (0, *(sign * step for step in range(1, len(lines) + 1) for sign in (1, -1)))
        slot = next(
            slot for slot in slots if not any(slot == other and _share(levels, there) for other, there in placed)
        )
        placed.append((slot, levels))
    return [slot for slot, _levels in placed]


def _share(levels: Sequence[_Level], others: Sequence[_Level]) -> bool:
    """True if a level part lies on one of the others."""
    return any(
        abs(y - other_y) < OFFSET_PX and max(start, other_start) <= min(end, other_end) + OFFSET_PX
        for start, end, y in levels
        for other_start, other_end, other_y in others
    )


def spread(preferred: Sequence[float], top: float, bottom: float, pitch: float = ROW_PX) -> list[float]:
    """Positions as near as possible to the `preferred` ones (ascending), `pitch` apart, within `top` … `bottom`.

    Neighbours that prefer the same place share their mean (pool adjacent violators). If they do not all fit, they
    start at the top.
    """
    blocks: list[tuple[float, int]] = []  # the mean position of the first member, and the number of members
    for index, y in enumerate(preferred):
        mean, count = y - index * pitch, 1
        while blocks and blocks[-1][0] > mean:
            above, members = blocks.pop()
            mean = (above * members + mean * count) / (members + count)
            count += members
        blocks.append((mean, count))
    first, last = top + pitch / 2, bottom - pitch / 2 - (len(preferred) - 1) * pitch
    positions = [max(first, min(mean, last)) for mean, count in blocks for _member in range(count)]
    return [position + index * pitch for index, position in enumerate(positions)]
