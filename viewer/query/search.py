"""What a text finds in a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from viewer.i18n import _, language
from viewer.model.entities import Event, Text
from viewer.model.programme import Programme
from viewer.query.folding import folded


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found: its address ("event/ce7-launch"), its title in the present language.

    `note` is the text that matched where it was not the title (a partner's name, a place), else what it belongs to.
    """

    address: str
    title: str
    note: str


def search(programme: Programme, text: str, limit: int = 50) -> tuple[Hit, ...]:
    """What is there that `text` finds, best first, at most `limit`.

    Every word must occur, in either language. First come titles that begin with the text, then titles with words
    that begin with them, then other titles, then what is found by partners, place or short name; within these
    missions, partners, events by importance, sources. Nothing for a text of white space.
    """
    words = folded(text).split()
    if not words:
        return ()
    lang = language()
    ranked: list[tuple[int, int, int, Hit]] = []
    for order, thing in enumerate(_things(programme)):
        rank, found = _rank(words, thing.title, thing.beside)
        if rank is not None:
            hit = Hit(thing.address, thing.title(lang), found(lang) if found else thing.note(lang))
            ranked.append((rank, thing.weight, order, hit))
    ranked.sort(key=lambda row: row[:3])
    return tuple(row[3] for row in ranked[:limit])


class _Thing(NamedTuple):
    address: str
    title: Text
    beside: tuple[Text, ...]
    """The texts beside the title by which it is found too."""
    note: Text
    weight: int
    """Among equally good hits the smaller comes first."""


def _things(programme: Programme) -> Iterator[_Thing]:
    """Everything that can be found."""
    lanes = {lane.id: lane.title for lane in programme.head.lanes}
    for mission in programme.missions:
        payloads = tuple(payload.name for payload in mission.payloads)
        yield _Thing(f"mission/{mission.id}", mission.name, payloads, Text(en=_("mission")), 0)
    for partner in programme.partners:
        short = (partner.short,) if partner.short else ()
        yield _Thing(f"partner/{partner.id}", partner.name, short, Text(en=_("partner")), 1)
    for event in programme.events:
        lane = lanes.get(programme.lane_of(event), Text())
        beside = tuple(_beside_event(programme, event))
        yield _Thing(f"event/{event.id}", event.title, beside, lane, 7 - event.importance)
    for source in programme.sources:
        publisher = Text(en=source.publisher)
        yield _Thing(f"source/{source.id}", source.title, (publisher,), publisher, 7)


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


def _rank(words: list[str], title: Text, beside: Iterable[Text]) -> tuple[int | None, Text | None]:
    """How well the words fit (0 best, None not at all), and the text beside the title that made them fit."""
    names = folded(f"{title.en} \n {title.zh}")
    if all(word in names for word in words):
        whole = " ".join(words)
        if any(folded(name).startswith(whole) for name in (title.en, title.zh)):
            return 0, None
        starts = f" {names}"
        return (1 if all(f" {word}" in starts for word in words) else 2), None
    for text in beside:
        known = f"{names} {folded(f'{text.en} {text.zh}')}"
        if all(word in known for word in words):
            return 3, text
    return None, None
