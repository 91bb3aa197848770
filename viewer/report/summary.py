"""A programme in words, as of a day: `summarise(programme, today) -> Summary`, frozen, ready to be rendered.

A whole programme tells what matters most (by importance: what happened from 4 up, what is promised from 3 up)
and counts the rest; a summary of one mission or one partner tells everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from viewer.i18n import _, day_words, language
from viewer.model.claims import Status
from viewer.model.date_history import ChangeKind, DateHistory, all_date_changes, date_history
from viewer.model.entities import Event
from viewer.model.kinds import KINDS, EventKind
from viewer.model.programme import Programme
from viewer.report import facts
from viewer.report.citations import Citations, Cited
from viewer.report.dates import size_words
from viewer.report.facts import Line, MissionPart, PayloadRow, SaidLine
from viewer.report.labels import change_label
from viewer.report.sentences import change_sentence, event_date, event_sentence, history_words

HAPPENED_FROM = 4
AGREED_FROM = 4
POLICY_FROM = 3
PROMISED_FROM = 3
_PROMISED = (Status.PLANNED, Status.OVERDUE, Status.UNDATED)
COUNTED = (ChangeKind.SLIP, ChangeKind.PULL_IN, ChangeKind.WITHDRAWN, ChangeKind.REDATED)
"""The moves that a summary tells."""


class EventLine(Struct, frozen=True):
    """An event in one sentence, and the same in parts."""

    id: str
    sentence: str
    title: str
    when: str  # EDTF of the claim that holds
    words: str
    status: str
    doubted: bool
    importance: int
    conflicts: tuple[str, ...] = ()  # EDTF of the claims that exclude the holder
    cites: tuple[int, ...] = ()


class SlipLine(Struct, frozen=True):
    """A move of a date in one sentence, and the same in parts."""

    event: str
    sentence: str
    kind: str  # slip, pull-in, withdrawn, re-dated
    day: str  # on which it became known, YYYY-MM-DD
    kind_words: str
    old: str  # EDTF, "" where there was none
    new: str
    start_days: float | None  # how far the start moved
    end_days: float | None
    size: str
    cites: tuple[int, ...] = ()


class ChainLine(Struct, frozen=True):
    """How the date of one event moved: "2024 → around 2026 → …"."""

    event: str
    title: str
    chain: str


class Summary(Struct, frozen=True):
    """What the renderers write; sections without lines are left out there."""

    title: str
    about: str
    language: str
    day: str  # as of, YYYY-MM-DD
    day_line: str  # "As known on 27 June 2024"
    data_line: str  # "The data reach to 9 October 2026"
    current_to: str  # YYYY-MM-DD
    happened: tuple[EventLine, ...] = ()
    happened_more: int = 0  # how many lesser ones are left out
    under_way: tuple[EventLine, ...] = ()
    promised: tuple[EventLine, ...] = ()
    promised_more: int = 0
    missions: tuple[MissionPart, ...] = ()
    payloads: tuple[PayloadRow, ...] = ()
    agreements: tuple[EventLine, ...] = ()
    agreements_more: int = 0
    policy: tuple[EventLine, ...] = ()
    policy_more: int = 0
    roles: tuple[Line, ...] = ()
    slips: tuple[SlipLine, ...] = ()
    chains: tuple[ChainLine, ...] = ()
    quotes: tuple[SaidLine, ...] = ()
    sources: tuple[Cited, ...] = ()


def summarise(
    programme: Programme, today: date, mission: str | None = None, partner: str | None = None
) -> Summary:
    """The summary of `programme` (seen from a day), of one of its missions or partners, or of both together.

    KeyError names a mission or partner that is not there on that day.
    """
    if programme.day is None:
        raise ValueError("a summary needs a programme seen from a day")
    for wanted, found in ((mission, programme.mission), (partner, programme.partner)):
        if wanted is not None and found(wanted) is None:
            raise KeyError(wanted)
    whole = mission is None and partner is None
    events = _chosen(programme, mission, partner)
    cite = Citations(programme)

    def lines(chosen: Iterable[Event]) -> tuple[EventLine, ...]:
        return tuple(event_line(programme, event, cite) for event in chosen)

    def told(event: Event, least: int) -> bool:
        return not whole or event.importance >= least

    def left_out(events: Iterable[Event], least: int) -> int:
        return sum(not told(event, least) for event in events)

    def status(event: Event) -> Status:
        return programme.standing(event.id).status

    promised = [event for event in events if status(event) in _PROMISED]
    past = [event for event in events if status(event) not in _PROMISED]
    agreed = [event for event in past if KINDS[event.kind].is_agreement]
    policy = [event for event in past if event.kind is EventKind.POLICY]
    rest = [
        event for event in past if not KINDS[event.kind].is_agreement and event.kind is not EventKind.POLICY
    ]
    lasting = [event for event in rest if status(event) is Status.UNDER_WAY]
    happened = [event for event in rest if status(event) is not Status.UNDER_WAY]
    event_ids = {event.id for event in events}
    # built in the order in which a reader meets them, for the numbers of the sources
    return Summary(
        title=_title(programme, mission, partner),
        about=_about(programme, mission, partner),
        language=language(),
        day=programme.day.isoformat(),
        day_line=day_line(programme, today),
        data_line=data_line(programme),
        current_to=programme.current_to.isoformat(),
        happened=lines(event for event in happened if told(event, HAPPENED_FROM)),
        happened_more=left_out(happened, HAPPENED_FROM),
        under_way=lines(lasting),
        promised=lines(event for event in promised if told(event, PROMISED_FROM)),
        promised_more=left_out(promised, PROMISED_FROM),
        missions=facts.mission_parts(programme, mission, partner, cite),
        payloads=facts.payload_rows(programme, mission, partner, cite),
        agreements=lines(event for event in agreed if told(event, AGREED_FROM)),
        agreements_more=left_out(agreed, AGREED_FROM),
        policy=lines(event for event in policy if told(event, POLICY_FROM)),
        policy_more=left_out(policy, POLICY_FROM),
        roles=facts.roles(programme, mission, partner, cite),
        slips=slip_lines(programme, cite, event_ids, COUNTED),
        chains=tuple(
            ChainLine(event=event.id, title=event.title(language()), chain=history_words(programme, event))
            for event in events
            if _has_moved(date_history(programme, event))
        ),
        quotes=facts.quotes(programme, mission, partner, event_ids, cite),
        sources=cite.cited(),
    )


def _has_moved(chain: DateHistory) -> bool:
    """Whether there is more to tell than a date that was only made more exact."""
    return len(chain.claims) > 1 and (chain.total is None or chain.total.kind in COUNTED)


def day_line(programme: Programme, today: date) -> str:
    """ "As known on 27 June 2024"."""
    day = programme.day or programme.current_to
    if day == today:
        return _("As of today, {day}", day=day_words(day))
    return _("As known on {day}", day=day_words(day))


def data_line(programme: Programme) -> str:
    return _("The data reach to {day}", day=day_words(programme.current_to))


def _chosen(programme: Programme, mission: str | None, partner: str | None) -> tuple[Event, ...]:
    """The events of the mission and of the partner, in the programme's order."""
    of_mission = None if mission is None else {e.id for e in programme.events_of_mission.get(mission, ())}
    of_partner = None if partner is None else {e.id for e in programme.events_of_partner.get(partner, ())}
    return tuple(
        event
        for event in programme.events
        if (of_mission is None or event.id in of_mission) and (of_partner is None or event.id in of_partner)
    )


def _title(programme: Programme, mission: str | None, partner: str | None) -> str:
    chosen = [programme.mission(mission)] if mission else []
    names = [item.name(language()) for item in chosen if item is not None]
    if partner and (found := programme.partner(partner)) is not None:
        names.append(found.name(language()))
    return " · ".join(names) or programme.head.title(language())


def _about(programme: Programme, mission: str | None, partner: str | None) -> str:
    if partner and (found := programme.partner(partner)) is not None:
        return found.about(language()) if found.about else ""
    if mission or programme.head.about is None:
        return ""  # a mission's objective opens its paragraph
    return programme.head.about(language())


def event_line(programme: Programme, event: Event, cite: Citations) -> EventLine:
    """The event as it stands, citing the claim that holds and those that exclude it."""
    standing = programme.standing(event.id)
    holding = (standing.holder, *standing.conflicts)
    return EventLine(
        id=event.id,
        sentence=event_sentence(programme, event),
        title=event.title(language()),
        when=standing.holder.when.text,
        words=event_date(programme, event),
        status=standing.status.value,
        doubted=standing.doubted,
        importance=event.importance,
        conflicts=tuple(claim.when.text for claim in standing.conflicts),
        cites=cite.numbers(source for claim in holding for source in claim.sources),
    )


def slip_lines(
    programme: Programme, cite: Citations, event_ids: Collection[str], classes: Collection[ChangeKind]
) -> tuple[SlipLine, ...]:
    """The moves of these classes of the events named, by the day on which each became known."""
    return tuple(
        SlipLine(
            event=move.event_id,
            sentence=change_sentence(programme, move),
            kind=move.kind.value,
            day=move.day.isoformat(),
            kind_words=change_label(move.kind),
            old=move.old.when.text if move.old is not None else "",
            new=move.new.when.text,
            start_days=move.start_days,
            end_days=move.end_days,
            size=size_words(move),
            cites=cite.numbers(move.new.sources),
        )
        for move in all_date_changes(programme)
        if move.kind in classes and move.event_id in event_ids
    )
