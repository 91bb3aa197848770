"""Everything that can be found by name: the items that search box and palette look through."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from viewer.i18n import Text, _
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.ref import event_ref, kind_of, make_ref


class SearchItem(Struct, frozen=True, gc=False):
    """Something with a name."""

    address: str  # "event/ce7-launch"; the group, a slash, an id
    title: Text
    also: tuple[Text, ...] = ()  # other names, as good as the title
    related: tuple[Text, ...] = ()  # names of other things by which it is found too, with a lower rank
    note: Text = Text()  # what it belongs to
    weight: int = 0  # among equally good hits of a group the smaller comes first

    @property
    def group(self) -> str:
        return kind_of(self.address)


def search_items(programme: Programme) -> Iterator[SearchItem]:
    """Missions, partners, events and sources of `programme`, in this order."""
    for mission in programme.missions:
        payloads = tuple(payload.name for payload in mission.payloads)
        yield SearchItem(make_ref("mission", mission.id), mission.name, related=payloads, note=Text(_("mission")))
    for partner in programme.partners:
        also = (partner.short,) if partner.short else ()
        yield SearchItem(make_ref("partner", partner.id), partner.name, also, note=Text(_("partner")))
    lanes = {lane.id: lane.title for lane in programme.head.lanes}
    for event in programme.events:
        yield SearchItem(
            event_ref(event.id),
            event.title,
            related=tuple(_related(programme, event)),
            note=lanes.get(programme.lane_of(event), Text()),
            weight=5 - event.importance,
        )
    for source in programme.sources:
        publisher = Text(source.publisher)
        weight = int(source.weak or source.relayed_via is not None)
        yield SearchItem(
            make_ref("source", source.id), source.title, related=(publisher,), note=publisher, weight=weight
        )


def _related(programme: Programme, event: Event) -> Iterator[Text]:
    """The names of the event's partners, payloads and place."""
    for partner_id in event.partners:
        if partner := programme.partner(partner_id):
            yield partner.name
            if partner.short:
                yield partner.short
    for payload_id in event.payloads:
        if payload := programme.payload(payload_id):
            yield payload.name
    if event.place:
        yield event.place.name
