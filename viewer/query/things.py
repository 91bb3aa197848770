"""Everything that can be found by name, as it is looked for: the one index of search box and palette."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from viewer.i18n import Text, _
from viewer.model.entities import Event
from viewer.model.programme import Programme


class Thing(NamedTuple):
    """Something with a name: where it stands, what it is called, by what else it is found."""

    address: str  # "event/ce7-launch"; what stands before the slash is its group
    title: Text
    also: tuple[Text, ...] = ()  # other names, as good as the title
    beside: tuple[Text, ...] = ()  # texts beside the title by which it is found too
    note: Text = Text()  # what it belongs to
    weight: int = 0  # among equally good hits of a group the smaller comes first

    @property
    def group(self) -> str:
        return self.address.partition("/")[0]


def things(programme: Programme) -> Iterator[Thing]:
    """Missions, partners, events and sources of `programme`, in this order, each made when it is asked for."""
    for mission in programme.missions:
        payloads = tuple(payload.name for payload in mission.payloads)
        yield Thing(f"mission/{mission.id}", mission.name, (), payloads, Text(_("mission")))
    for partner in programme.partners:
        short = (partner.short,) if partner.short else ()
        yield Thing(f"partner/{partner.id}", partner.name, short, (), Text(_("partner")))
    for event in programme.events:
        yield event_thing(programme, event)
    for source in programme.sources:
        publisher = Text(source.publisher)
        lesser = int(source.weak or source.relayed_via is not None)
        yield Thing(f"source/{source.id}", source.title, (), (publisher,), publisher, lesser)


def event_thing(programme: Programme, event: Event) -> Thing:
    """An event as it is looked for: also by its partners, its payloads and its place."""
    name = programme.lane_of(event)
    lane = next((lane.title for lane in programme.head.lanes if lane.id == name), Text())
    beside = tuple(_beside_event(programme, event))
    return Thing(f"event/{event.id}", event.title, (), beside, lane, 5 - event.importance)


def _beside_event(programme: Programme, event: Event) -> Iterator[Text]:
    for name in event.partners:
        if partner := programme.partner(name):
            yield partner.name
            if partner.short:
                yield partner.short
    for name in event.payloads:
        if payload := programme.payload(name):
            yield payload.name
    if event.place:
        yield event.place.name
