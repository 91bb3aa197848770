"""The celestial bodies that Farside has maps of, and the words that it uses for them.

Each is a folder in resources/bodies, named by the `body` of sites and places in the data: `body.json` holds a `Body`,
and for each of its views there is a square picture VIEW.jpg with the disc touching its edges.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct, json

from viewer.i18n import Text
from viewer.model.entities import Mission, Site
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.resources import resource


class BodyView(Struct, frozen=True, kw_only=True):
    """A side of a body as seen from far away: the place at the centre of its disc, in degrees north and east."""

    id: str
    title: Text
    latitude: float
    longitude: float


class Body(Struct, frozen=True, kw_only=True):
    """A body with its views and the texts that name it."""

    name: Text
    sites: Text  # "Landing sites on the Moon"
    location: Text  # "Where on the Moon"
    event_kinds: dict[EventKind, Text]  # labels that name the body: "landing on the Moon"
    views: tuple[BodyView, ...]
    credit: str  # for the pictures


@cache
def bodies() -> dict[str, Body]:
    """All bodies that have a map, by their ids."""
    folders = sorted(path for path in resource("bodies").iterdir() if path.is_dir())
    return {path.name: json.decode((path / "body.json").read_bytes(), type=Body) for path in folders}


def view_picture(body_id: str, view: BodyView) -> Path:
    """The picture of a view of a body."""
    return resource("bodies") / body_id / f"{view.id}.jpg"


def mapped_body(programme: Programme) -> str:
    """The id of the body whose map shows the sites of the programme: of those with a map the one with the most sites.

    Without such sites the body of the programme; "" where that has no map either.
    """
    ids = [_body_of(programme, site) for mission in programme.missions for site in mission.sites]
    default = programme.head.body if programme.head.body in bodies() else ""
    return max((id for id in ids if id in bodies()), key=ids.count, default=default)


def has_site_map(programme: Programme) -> bool:
    """True if the programme has a site on a body that has a map."""
    return any(_body_of(programme, site) in bodies() for mission in programme.missions for site in mission.sites)


def sites_on(programme: Programme, mission: Mission, body_id: str) -> tuple[Site, ...]:
    """The sites of a mission on a body."""
    return tuple(site for site in mission.sites if _body_of(programme, site) == body_id)


def _body_of(programme: Programme, site: Site) -> str:
    """The id of the body that a site is on: that of the programme unless the site has another; "" for none."""
    return site.body or programme.head.body
