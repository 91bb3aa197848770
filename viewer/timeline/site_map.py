"""A map of the missions' sites on a body: its views as discs, with marks and labels that do not overlap.

::

    Near side            Far side             South pole
      ╭────╮               ╭────╮               ╭────╮
     │      │             │  ▼ Chang'e-6       │   ▽ Chang'e-7
      ╰────╯               ╰────╯               ╰────╯
         ↓ Chang'e-7          (an arrow on the rim: a site on the other side)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, hypot, radians, sin

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.entities import Mission, Outcome, Site
from viewer.model.kinds import KINDS, EventKind
from viewer.model.programme import Programme
from viewer.ref import make_ref
from viewer.report.labels import BodyView, bodies, mapped_body, sites_on
from viewer.report.sentences import coordinates, listed
from viewer.timeline.metrics import Measure, Size, elided
from viewer.timeline.scene import Box, Label, Mark, Role, Rule, Scene, Shape, Style

TITLE_PX, LINE_PX, NOTE_PX = 24.0, 17.0, 15.0
MARGIN_PX, GAP_PX = 18.0, 26.0  # around a disc, for the arrows on its rim; between discs
MARK_PX = 17.0
ARROW_PX = 11.0
LABELS_PX = 110.0  # for labels on each side of a disc, where there is more room than that
CLEARANCE_PX = 3.0  # between a mark and its label
SITE_NAME_PX = 170.0
MIN_DISC_PX = 150.0  # where discs would be smaller, views that show no site best are left out


class MissionSite(Struct, frozen=True):
    """A site with known coordinates, in degrees north and east."""

    mission: str
    mission_name: str
    name: str
    latitude: float
    longitude: float
    accent: int  # index of the mission's lane, -1 for none
    reached: bool  # a landing of the mission was reported done
    sources: tuple[str, ...]  # "CNSA: title"

    def words(self) -> str:
        """ "Chang'e-6: Apollo basin (41.6° S, 154° W)"."""
        position = coordinates(self.latitude, self.longitude)
        site = _("{words} ({attribution})", words=self.name, attribution=position)
        return _("{title}: {what}", title=self.mission_name, what=site)

    def tooltip_lines(self) -> tuple[str, ...]:
        """The site with its coordinates, then its sources."""
        sources = [_("Sources: {names}", names=listed(list(self.sources)))] if self.sources else []
        return self.words(), *sources


class SiteMap(Struct, frozen=True):
    """What a map shows; without a body nothing."""

    body: str = ""
    views: tuple[BodyView, ...] = ()
    sites: tuple[MissionSite, ...] = ()
    unlocated: tuple[str, ...] = ()  # sites without coordinates: "Chang'e-8: Leibnitz-Beta Plateau"


def site_map(programme: Programme, mission_id: str | None = None) -> SiteMap:
    """The sites on the programme's mapped body as known on its day, in the order of the missions.

    Of one mission only the sites with coordinates, on the views that show them best: no views where it has none.
    """
    body = mapped_body(programme)
    if not body:
        return SiteMap()
    missions = [mission for mission in programme.missions if mission_id in (None, mission.id)]
    sites = [(mission, site) for mission in missions for site in sites_on(programme, mission, body)]
    located = tuple(_mission_site(programme, mission, site) for mission, site in sites if site.is_located)
    views = bodies()[body].views
    if mission_id is not None:
        return SiteMap(body, best_views(views, located), located)
    unlocated = tuple(
        _("{title}: {what}", title=mission.name(language()), what=site.name(language()))
        for mission, site in sites
        if not site.is_located
    )
    return SiteMap(body, views, located, unlocated)


def _mission_site(programme: Programme, mission: Mission, site: Site) -> MissionSite:
    assert site.latitude is not None
    assert site.longitude is not None
    reached = any(
        event.kind is EventKind.LANDING and programme.current_claim(event).outcome in (Outcome.DONE, Outcome.PARTIAL)
        for event in programme.events_of_mission.get(mission.id, ())
    )
    sources = (source for source in map(programme.source, site.sources) if source is not None)
    titles = (_("{title}: {what}", title=source.publisher, what=source.title(language())) for source in sources)
    place, accent = (site.latitude, site.longitude), programme.head.lane_index(mission.lane)
    names = mission.name(language()), site.name(language())
    return MissionSite(mission.id, *names, *place, accent, reached, tuple(titles))


class ProjectedPoint(Struct, frozen=True):
    """A point of the unit disc, x to the right, y down. A place on the other side is put on the rim, not visible."""

    x: float
    y: float
    is_visible: bool


def project(view: BodyView, latitude: float, longitude: float) -> ProjectedPoint:
    """The point of a place on the disc of `view`, in orthographic projection.

    A place on the other side is put on the rim, in the direction in which it lies; the antipode of the centre, which
    has no direction, at the bottom. J. P. Snyder, *Map Projections – A Working Manual*, USGS Professional Paper 1395,
    1987, equations 20-3 to 20-5.
    """
    phi, phi_0 = radians(latitude), radians(view.latitude)
    difference = radians(longitude - view.longitude)
    x = cos(phi) * sin(difference)
    y = cos(phi_0) * sin(phi) - sin(phi_0) * cos(phi) * cos(difference)
    depth = sin(phi_0) * sin(phi) + cos(phi_0) * cos(phi) * cos(difference)
    if depth >= 0:
        return ProjectedPoint(x, -y, True)
    length = hypot(x, y)
    if length < 1e-12:
        return ProjectedPoint(0.0, 1.0, False)
    return ProjectedPoint(x / length, -y / length, False)


def best_views(views: Sequence[BodyView], sites: Sequence[MissionSite]) -> tuple[BodyView, ...]:
    """The views that show one of the sites nearest to the centre of their discs, in the order of `views`."""

    def distance(view: BodyView, site: MissionSite) -> float:
        point = project(view, site.latitude, site.longitude)
        return hypot(point.x, point.y) if point.is_visible else 2.0

    best = {min(views, key=lambda view: distance(view, site)).id for site in sites}
    return tuple(view for view in views if view.id in best)


class SiteMapScene(Struct, frozen=True):
    """The discs, and the shapes on and below them; the ref of a shape is "site/N", with the index of the site."""

    body: str
    discs: tuple[tuple[BodyView, Box], ...]
    scene: Scene


def site_map_scene(content: SiteMap, size: Size, measure: Measure) -> SiteMapScene:
    """The views side by side, as large as they fit; below them the sites without coordinates, and the credit.

    Where the discs would be too small, only the views that show a site best are drawn.
    """
    views = content.views
    if not views:
        return SiteMapScene("", (), Scene(size.width, size.height, 0.0, 0.0, size.height, ()))
    if size.width / len(views) - 2 * MARGIN_PX < MIN_DISC_PX:
        views = best_views(views, content.sites) or views[:1]
    notes = [_("Pictures: {credit}", credit=bodies()[content.body].credit)]
    if content.unlocated:
        names = _("Without coordinates: {names}", names="; ".join(content.unlocated))
        notes.insert(0, elided(names, Role.NOTE, size.width - 16, measure))
    cell_px = (size.width - GAP_PX * (len(views) - 1)) / len(views)
    height = size.height - TITLE_PX - NOTE_PX * len(notes) - 8
    disc_px = max(40.0, min(cell_px, height) - 2 * MARGIN_PX)
    cell_px = min(cell_px, disc_px + 2 * LABELS_PX)
    left = (size.width - len(views) * cell_px - GAP_PX * (len(views) - 1)) / 2
    discs: list[tuple[BodyView, Box]] = []
    shapes: list[Shape] = []
    for number, view in enumerate(views):
        centre = left + cell_px / 2 + number * (cell_px + GAP_PX)
        disc = Box(centre - disc_px / 2, TITLE_PX + MARGIN_PX, disc_px, disc_px)
        cell = Box(centre - cell_px / 2, TITLE_PX, cell_px, disc_px + 2 * MARGIN_PX)
        title_box = Box(disc.x, 0, disc_px, TITLE_PX)
        discs.append((view, disc))
        shapes.append(Label(title_box, view.title(language()), Role.LANE_SUBTITLE, align="centre"))
        shapes.extend(_view_shapes(content.sites, view, disc, cell, measure))
    for index, note in enumerate(notes):
        y = size.height - NOTE_PX * (len(notes) - index) - 2
        shapes.append(Label(Box(0, y, size.width, NOTE_PX), note, Role.NOTE, align="centre"))
    scene = Scene(size.width, size.height, 0.0, 0.0, size.height, tuple(shapes))
    return SiteMapScene(content.body, tuple(discs), scene)


class _Anchor(Struct, frozen=True):
    """Where a site is on a view, and the box of the mark, or of the arrow on the rim, that its label belongs to."""

    ref: str
    site: MissionSite
    point: ProjectedPoint
    x: float
    y: float

    @property
    def box(self) -> Box:
        if self.point.is_visible:
            return Box(self.x - MARK_PX / 2, self.y - MARK_PX / 2, MARK_PX, MARK_PX)
        tip_x, tip_y = self.tip
        left, top = min(self.x, tip_x), min(self.y, tip_y)
        return Box(left - 3, top - 3, abs(tip_x - self.x) + 6, abs(tip_y - self.y) + 6)

    @property
    def tip(self) -> tuple[float, float]:
        """The tip of the arrow."""
        return self.x + self.point.x * ARROW_PX, self.y + self.point.y * ARROW_PX


def _anchors(sites: Sequence[MissionSite], view: BodyView, disc: Box) -> tuple[_Anchor, ...]:
    """Visible sites first. Sites of a mission that would share a spot of the picture have one anchor."""
    (centre_x, centre_y), radius = disc.centre, disc.width / 2
    anchors = []
    for number, site in enumerate(sites):
        point = project(view, site.latitude, site.longitude)
        x, y = centre_x + point.x * radius, centre_y + point.y * radius
        anchors.append(_Anchor(make_ref("site", str(number)), site, point, x, y))
    by_spot: dict[tuple[str, int, int], _Anchor] = {}
    for anchor in sorted(anchors, key=lambda anchor: not anchor.point.is_visible):
        by_spot.setdefault((anchor.site.mission, round(anchor.x / 6), round(anchor.y / 6)), anchor)
    return tuple(by_spot.values())


def _view_shapes(
    sites: Sequence[MissionSite], view: BodyView, disc: Box, cell: Box, measure: Measure
) -> Iterator[Shape]:
    """The sites on one disc: first all marks and arrows, then the labels that find room."""
    anchors = _anchors(sites, view, disc)
    for anchor in anchors:
        if anchor.point.is_visible:
            status = "done" if anchor.site.reached else "planned"
            style = Style(anchor.site.accent, anchor.site.reached, status=status)
            yield Mark(anchor.box, KINDS[EventKind.LANDING].symbol, anchor.ref, Role.EVENT, style)
        else:
            yield Rule(anchor.x, anchor.y, *anchor.tip, Role.PREVIOUS_DATE, arrow=True)
    occupied = [anchor.box for anchor in anchors]
    for anchor in anchors:
        is_visible = anchor.point.is_visible
        name_role, name_px = (Role.LABEL_STRONG, LINE_PX) if is_visible else (Role.NOTE, NOTE_PX)
        lines = [(anchor.site.mission_name, name_role, name_px)]
        if is_visible and disc.width >= MIN_DISC_PX:
            lines.append((elided(anchor.site.name, Role.NOTE, SITE_NAME_PX, measure), Role.NOTE, NOTE_PX))
        for label_lines in (lines, lines[:1]):
            box = _free_box(anchor.box, label_lines, cell, occupied, measure)
            if box is not None:
                occupied.append(box)
                y = box.y + 1
                for text, role, line_px in label_lines:
                    text_box = Box(box.x + 5, y, box.width - 10, line_px)
                    yield Label(text_box, text, role, anchor.ref, full=anchor.site.words())
                    y = text_box.bottom
                break


def _free_box(
    anchor: Box, lines: Sequence[tuple[str, Role, float]], cell: Box, occupied: Sequence[Box], measure: Measure
) -> Box | None:
    """A free box for a label: right, left, below or above its anchor, or off a corner; None where there is none."""
    width = max(measure(text, role) for text, role, _line_px in lines) + 10
    height = sum(line_px for _text, _role, line_px in lines) + 2
    centre_x, centre_y = anchor.centre[0] - width / 2, anchor.centre[1] - height / 2
    right, left = anchor.right + CLEARANCE_PX, anchor.x - CLEARANCE_PX - width
    below, above = anchor.bottom + CLEARANCE_PX, anchor.y - CLEARANCE_PX - height
    sides = (right, centre_y), (left, centre_y), (centre_x, below), (centre_x, above)
    for x, y in (*sides, (right, below), (left, below), (right, above), (left, above)):
        box = Box(x, y, width, height)
        inside = x >= cell.x and box.right <= cell.right and y >= cell.y and box.bottom <= cell.bottom
        if inside and not any(map(box.overlaps, occupied)):
            return box
    return None
