"""What a lane stands for: a lane of the programme, a mission, a partner's country, a kind of event.

Every event stands on one lane. Of countries the host is the one that takes part most often; what it does alone is
its own lane's, what it does with one other country that country's, what several do "Several countries".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct

from viewer.i18n import Text, _
from viewer.model.entities import Event, Lane, PartnerKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.report.labels import event_kind_label

NONE, SEVERAL = "none", "several"
"""Lanes of what has no mission or country, and of what several countries do."""


class Grouping(Struct, frozen=True):
    """Lanes from the top, and on which of them (by its id) an event stands; "" for none."""

    lanes: tuple[Lane, ...]
    lane_of: Callable[[Event], str]


def group_lanes(programme: Programme, grouping: str) -> Grouping:
    """The lanes of a programme by one of `viewer.state.GROUPINGS`, in the language of now. KeyError for another."""
    return {"lanes": _lanes, "missions": _missions, "countries": _countries, "kinds": _kinds}[grouping](
        programme
    )


def _lanes(programme: Programme) -> Grouping:
    lanes = {mission.id: mission.lane for mission in programme.missions}

    def lane_of(event: Event) -> str:
        if event.lane is not None:
            return event.lane
        return lanes.get(event.missions[0], "") if event.missions else ""

    return Grouping(programme.head.lanes, lane_of)


def _missions(programme: Programme) -> Grouping:
    lanes = tuple(Lane(id=mission.id, title=mission.name) for mission in programme.missions)

    def lane_of(event: Event) -> str:
        return event.missions[0] if event.missions else NONE

    return _used(programme.events, (*lanes, Lane(id=NONE, title=Text(_("No mission")))), lane_of)


def _kinds(programme: Programme) -> Grouping:
    body = programme.head.body
    lanes = tuple(Lane(id=kind.value, title=Text(event_kind_label(kind, body))) for kind in EventKind)
    return _used(programme.events, lanes, lambda event: event.kind.value)


def _countries(programme: Programme) -> Grouping:
    by_partner = {partner.id: partner.country for partner in programme.partners if partner.country}
    counts: Counter[str] = Counter()
    for event in programme.events:
        counts.update({by_partner[it] for it in event.partners if it in by_partner})
    codes = [code for code, _count in sorted(counts.items(), key=lambda it: (-it[1], it[0]))]
    host = codes[0] if codes else ""
    names = {
        it.country: it.name for it in programme.partners if it.kind is PartnerKind.COUNTRY and it.country
    }
    lanes = [Lane(id=code, title=names.get(code, Text(code))) for code in codes]
    several = Lane(id=SEVERAL, title=Text(_("Several countries")))
    none = Lane(id=NONE, title=Text(_("No country")))

    def lane_of(event: Event) -> str:
        found = {by_partner[it] for it in event.partners if it in by_partner}
        guests = found - {host}
        if len(guests) > 1:
            return SEVERAL
        return guests.pop() if guests else host if found else NONE

    return _used(programme.events, (*lanes[:1], several, *lanes[1:], none), lane_of)


def _used(events: Iterable[Event], lanes: tuple[Lane, ...], lane_of: Callable[[Event], str]) -> Grouping:
    """Without the lanes on which nothing stands."""
    used = {lane_of(event) for event in events}
    return Grouping(tuple(lane for lane in lanes if lane.id in used), lane_of)
