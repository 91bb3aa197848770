"""The Moon's sides with the landing sites of the missions, laid out: discs, marks, labels that do not overlap.

Near side            Far side             South pole
  ╭────╮               ╭────╮               ╭────╮
 │      │             │  ▼ Chang'e-6       │   ▽ Chang'e-7
  ╰────╯               ╰────╯               ╰────╯
     ↓ Chang'e-7          (on the rim, faint: what lies beyond)
NASA's Scientific Visualization Studio
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.i18n import _, language
from viewer.model.entities import Mission, Outcome
from viewer.model.kinds import KINDS, EventKind
from viewer.model.programme import Programme
from viewer.report.facts import coordinates, listed
from viewer.timeline.metrics import Measure
from viewer.timeline.moon import VIEWS, Spot, View, projected
from viewer.timeline.scene import Box, Label, Mark, Role, Rule, Scene, Shape, Style
from viewer.timeline.text_fit import elided

CREDIT = "NASA's Scientific Visualization Studio"
TITLE_PX, LINE_PX, NOTE_PX = 24.0, 17.0, 15.0
MARGIN_PX, GAP_PX = 18.0, 26.0  # round a disc, for what lies on its rim; between discs
MARK_PX = 17.0
ARROW_PX = 11.0
BESIDE_PX = 110.0  # for words beside a disc, where there is more room than that
CLEAR_PX = 3.0
SITE_WORDS_PX = 170.0
LEAST_DISC_PX = 150.0  # where discs would be smaller, views without a site in sight are left out


@dataclass(frozen=True, slots=True)
class Landing:
    """A site on the Moon with known coordinates."""

    mission: str
    name: str  # of the mission
    site: str
    latitude: float
    longitude: float
    accent: int  # the mission's lane
    reached: bool  # a landing of the mission was reported done
    sources: tuple[str, ...]  # "CNSA: title"

    def words(self) -> str:
        """ "Chang'e-6: Apollo basin (41.6° S, 154° W)"."""
        where = coordinates(self.latitude, self.longitude)
        site = _("{words} ({attribution})", words=self.site, attribution=where)
        return _("{title}: {what}", title=self.name, what=site)


def landings(programme: Programme, mission_id: str | None = None) -> tuple[Landing, ...]:
    """The sites on the Moon (of one mission) whose coordinates are known on the day, in the order of the missions."""
    lanes = [lane.id for lane in programme.head.lanes]
    return tuple(
        Landing(
            mission=mission.id,
            name=mission.name(language()),
            site=site.name(language()),
            latitude=site.latitude,
            longitude=site.longitude,
            accent=lanes.index(mission.lane) if mission.lane in lanes else -1,
            reached=_reached(programme, mission),
            sources=tuple(
                _("{title}: {what}", title=source.publisher, what=source.title(language()))
                for name in site.sources
                if (source := programme.source(name)) is not None
            ),
        )
        for mission in programme.missions
        if mission_id in (None, mission.id)
        for site in mission.sites
        if site.body == "moon" and site.latitude is not None and site.longitude is not None
    )


def unplaced(programme: Programme) -> tuple[str, ...]:
    """The sites on the Moon without coordinates, in words: "Chang'e-8: Leibnitz-Beta Plateau"."""
    return tuple(
        _("{title}: {what}", title=mission.name(language()), what=site.name(language()))
        for mission in programme.missions
        for site in mission.sites
        if site.body == "moon" and (site.latitude is None or site.longitude is None)
    )


def _reached(programme: Programme, mission: Mission) -> bool:
    return any(
        event.kind is EventKind.LANDING and programme.held(event).outcome in (Outcome.DONE, Outcome.PARTIAL)
        for event in programme.events_of_mission.get(mission.id, ())
    )


def best_view(landing: Landing) -> View:
    """The view that shows the site nearest to the middle of its disc."""

    def off_centre(view: View) -> float:
        spot = projected(view, landing.latitude, landing.longitude)
        return spot.x * spot.x + spot.y * spot.y if spot.seen else 2.0

    return min(VIEWS, key=off_centre)


def useful_views(sites: Sequence[Landing]) -> tuple[View, ...]:
    """Those that are the best for one of the sites, in the order of VIEWS."""
    best = {best_view(landing).id for landing in sites}
    return tuple(view for view in VIEWS if view.id in best)


@dataclass(frozen=True, slots=True)
class MoonScene:
    """Where the discs are, and the shapes upon them; the ref of a shape is "site/N", N counting the landings."""

    scene: Scene
    discs: tuple[tuple[View, Box], ...]


def moon_scene(
    sites: Sequence[Landing],
    width: float,
    height: float,
    measure: Measure,
    views: Sequence[View] = VIEWS,
    missing: Sequence[str] = (),
    titled: bool = True,
) -> MoonScene:
    """The views side by side, as large as they fit; below them what has no coordinates, and the credit.

    Where the discs would be too small, only the views that are useful are shown.
    """
    chosen = tuple(views)
    if width / len(chosen) - 2 * MARGIN_PX < LEAST_DISC_PX:
        chosen = useful_views(sites) or chosen[:1]
    foot = _foot(missing, width, measure)
    head = TITLE_PX if titled else 0.0
    cell = (width - GAP_PX * (len(chosen) - 1)) / len(chosen)
    room = height - head - NOTE_PX * len(foot) - 8
    disc = max(40.0, min(cell, room) - 2 * MARGIN_PX)
    cell = min(cell, disc + 2 * BESIDE_PX)
    left = (width - len(chosen) * cell - GAP_PX * (len(chosen) - 1)) / 2
    discs: list[tuple[View, Box]] = []
    shapes: list[Shape] = []
    for number, view in enumerate(chosen):
        centre = left + cell / 2 + number * (cell + GAP_PX)
        box = Box(centre - disc / 2, head + MARGIN_PX, disc, disc)
        discs.append((view, box))
        if titled:
            shapes.append(
                Label(Box(box.x, 0, disc, TITLE_PX), _(view.title), Role.LANE_SUBTITLE, align="centre")
            )
        panel = Box(centre - cell / 2, head, cell, disc + 2 * MARGIN_PX)
        shapes.extend(_plate(sites, view, box, panel, measure))
    bottom = height - NOTE_PX * len(foot) - 2
    for words in foot:
        shapes.append(Label(Box(0, bottom, width, NOTE_PX), words, Role.NOTE, align="centre"))
        bottom += NOTE_PX
    return MoonScene(Scene(width, height, 0.0, 0.0, height, tuple(shapes)), tuple(discs))


def _foot(missing: Sequence[str], width: float, measure: Measure) -> tuple[str, ...]:
    lines = [_("Pictures: {credit}", credit=CREDIT)]
    if missing:
        words = _("Without coordinates: {names}", names="; ".join(missing))
        lines.insert(0, elided(words, Role.NOTE, width - 16, measure))
    return tuple(lines)


def _plate(sites: Sequence[Landing], view: View, disc: Box, panel: Box, measure: Measure) -> Iterator[Shape]:
    """The sites on one disc: first every mark, then the labels where they are free, those in sight first."""
    spots = [projected(view, landing.latitude, landing.longitude) for landing in sites]
    places = [_place(spot, disc) for spot in spots]
    taken: list[Box] = []
    drawn: set[tuple[str, int, int]] = set()
    order = sorted(range(len(sites)), key=lambda number: (not spots[number].seen, number))
    labelled: list[int] = []
    for number in order:
        spot, (x, y), landing = spots[number], places[number], sites[number]
        key = (landing.mission, round(x / 6), round(y / 6))
        if key in drawn:
            continue  # two sites of a mission on one spot of the picture: one mark
        drawn.add(key)
        labelled.append(number)
        if spot.seen:
            box = Box(x - MARK_PX / 2, y - MARK_PX / 2, MARK_PX, MARK_PX)
            style = Style(landing.accent, landing.reached, status="done" if landing.reached else "planned")
            yield Mark(box, KINDS[EventKind.LANDING].symbol, f"site/{number}", Role.EVENT, style)
        else:
            box = _rim_box(spot, x, y)
            yield Rule(x, y, x + spot.x * ARROW_PX, y + spot.y * ARROW_PX, Role.GHOST, arrow=True)
        taken.append(box)
    for number, own in zip(labelled, tuple(taken), strict=True):
        landing, seen = sites[number], spots[number].seen
        lines = [(landing.name, Role.LABEL_STRONG if seen else Role.NOTE)]
        if seen and disc.width >= LEAST_DISC_PX:
            lines.append((elided(landing.site, Role.NOTE, SITE_WORDS_PX, measure), Role.NOTE))
        for wanted in (lines, lines[:1]):
            place = _free(own, wanted, panel, taken, measure)
            if place is not None:
                taken.append(place)
                yield from _label(place, wanted, f"site/{number}", landing)
                break


def _place(spot: Spot, disc: Box) -> tuple[float, float]:
    (x, y), radius = disc.centre, disc.width / 2
    return x + spot.x * radius, y + spot.y * radius


def _rim_box(spot: Spot, x: float, y: float) -> Box:
    """Round the arrow that leads beyond the rim."""
    tip_x, tip_y = x + spot.x * ARROW_PX, y + spot.y * ARROW_PX
    return Box(min(x, tip_x) - 3, min(y, tip_y) - 3, abs(tip_x - x) + 6, abs(tip_y - y) + 6)


def _free(
    own: Box, lines: Sequence[tuple[str, Role]], panel: Box, taken: Sequence[Box], measure: Measure
) -> Box | None:
    """Where a label can stand beside its mark: right, left, below, above, or off a corner; None where nowhere."""
    wide = max(measure(words, role) for words, role in lines) + 10
    high = sum(_line_px(role) for _words, role in lines) + 2
    middle_x, middle_y = own.centre
    right, left = own.right + CLEAR_PX, own.x - CLEAR_PX - wide
    below, above = own.bottom + CLEAR_PX, own.y - CLEAR_PX - high
    corners = (
        (right, middle_y - high / 2),
        (left, middle_y - high / 2),
        (middle_x - wide / 2, below),
        (middle_x - wide / 2, above),
        (right, below),
        (left, below),
        (right, above),
        (left, above),
    )
    for x, y in corners:
        box = Box(x, y, wide, high)
        inside = x >= panel.x and box.right <= panel.right and y >= panel.y and box.bottom <= panel.bottom
        if inside and not any(_overlap(box, other) for other in taken):
            return box
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _line_px(role: Role) -> float:
    return LINE_PX if role is Role.LABEL_STRONG else NOTE_PX


def _label(box: Box, lines: Sequence[tuple[str, Role]], ref: str, landing: Landing) -> Iterator[Shape]:
    y = box.y + 1
    for words, role in lines:
        yield Label(Box(box.x + 5, y, box.width - 10, _line_px(role)), words, role, ref, full=landing.words())
        y += _line_px(role)


def told(landing: Landing) -> tuple[str, ...]:
    """What a tooltip says, in lines: the site with its coordinates, then its sources."""
    if not landing.sources:
        return (landing.words(),)
    return landing.words(), _("Sources: {names}", names=listed(list(landing.sources)))
