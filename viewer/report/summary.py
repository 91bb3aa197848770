"""A programme in words, as of a day: `summarise(programme, today) -> Summary`, and the summary as a document.

The summary of a whole programme lists the events from a certain importance on and counts the others; a summary of
one mission or one partner lists every event.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.claims import Status
from viewer.model.date_history import MAJOR_CHANGES, DateHistory, all_date_changes, date_history
from viewer.model.entities import Event
from viewer.model.kinds import KINDS, EventKind
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.ref import event_ref, make_ref
from viewer.report import facts
from viewer.report.citations import Citations, Cited
from viewer.report.document import (
    Document,
    Item,
    Paragraph,
    Section,
    data_line,
    day_line,
    json_text,
    lesser_events_words,
)
from viewer.report.facts import Line, MissionPart, PayloadRow, SaidLine
from viewer.report.sentences import event_date, event_sentence, history_words
from viewer.report.slip_report import DateChangeRow, date_change_row, json_fields, slip_items

LEAST_IMPORTANCE = {"happened": 4, "under_way": 1, "promised": 3, "agreements": 4, "policy": 3}
"""By group of events: a summary of a whole programme lists those of at least this importance."""
_PROMISED = (Status.PLANNED, Status.OVERDUE, Status.UNDATED)


class EventLine(Struct, frozen=True):
    """An event in one sentence, and the same in parts."""

    id: str
    sentence: str
    title: str
    when: str  # EDTF of the current claim
    words: str
    status: str
    doubted: bool
    importance: int
    conflicts: tuple[str, ...] = ()  # EDTF of the claims that contradict it
    cites: tuple[int, ...] = ()


class ChainLine(Struct, frozen=True):
    """How the date of one event changed: "2024 → around 2026 → …"."""

    event: str
    title: str
    chain: str


class Summary(Struct, frozen=True):
    """The summary. `farside summary --format json` has its fields."""

    title: str
    about: str
    language: str
    day: str  # as of, YYYY-MM-DD
    day_line: str  # "As known on 27 June 2024"
    data_line: str  # "The data reach to 9 October 2026"
    current_to: str  # YYYY-MM-DD
    happened: tuple[EventLine, ...] = ()
    happened_more: int = 0  # how many less important ones are left out
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
    slips: tuple[DateChangeRow, ...] = ()
    chains: tuple[ChainLine, ...] = ()
    quotes: tuple[SaidLine, ...] = ()
    sources: tuple[Cited, ...] = ()


def summarise(
    programme: Programme,
    today: date,
    mission: str | None = None,
    partner: str | None = None,
    progress: ProgressCallback = ignore_progress,
) -> Summary:
    """The summary of `programme` (as of a day), of one of its missions or partners, or of both together.

    KeyError names a mission or partner that is not known on that day; ValueError for a programme without a day.
    """
    if programme.day is None:
        raise ValueError("a summary needs a programme seen from a day")
    if mission is not None and programme.mission(mission) is None:
        raise KeyError(mission)
    if partner is not None and programme.partner(partner) is None:
        raise KeyError(partner)
    events = _selected(programme, mission, partner)
    groups = _grouped(programme, tracked(events, part_of(progress, 0.0, 0.3)))
    is_whole = mission is None and partner is None
    if is_whole:
        listed = {
            name: [event for event in group if event.importance >= LEAST_IMPORTANCE[name]]
            for name, group in groups.items()
        }
    else:
        listed = groups
    cite = Citations(programme)

    def lines(group: str) -> tuple[EventLine, ...]:
        return tuple(event_line(programme, event, cite) for event in listed[group])

    def left_out(group: str) -> int:
        return len(groups[group]) - len(listed[group])

    event_ids = {event.id for event in events}
    # The sections are built in the order in which they are read, for the numbers of the sources.
    return Summary(
        title=_title(programme, mission, partner),
        about=_about(programme, mission, partner),
        language=language(),
        day=programme.day.isoformat(),
        day_line=day_line(programme, today),
        data_line=data_line(programme),
        current_to=programme.current_to.isoformat(),
        happened=lines("happened"),
        happened_more=left_out("happened"),
        under_way=lines("under_way"),
        promised=lines("promised"),
        promised_more=left_out("promised"),
        missions=facts.mission_parts(programme, mission, partner, cite),
        payloads=facts.payload_rows(programme, mission, partner, cite),
        agreements=lines("agreements"),
        agreements_more=left_out("agreements"),
        policy=lines("policy"),
        policy_more=left_out("policy"),
        roles=facts.roles(programme, mission, partner, cite),
        slips=tuple(
            date_change_row(programme, change, cite)
            for change in all_date_changes(programme, part_of(progress, 0.3, 0.6))
            if change.kind in MAJOR_CHANGES and change.event_id in event_ids
        ),
        chains=tuple(
            ChainLine(event=event.id, title=event.title(language()), chain=history_words(programme, event))
            for event in tracked(events, part_of(progress, 0.6, 1.0))
            if len(event.claims) > 1 and _has_changed(date_history(programme, event))
        ),
        quotes=facts.quotes(programme, partner, None if is_whole else event_ids, cite),
        sources=cite.cited(),
    )


def _selected(programme: Programme, mission: str | None, partner: str | None) -> tuple[Event, ...]:
    """The events of the mission and of the partner, in the programme's order."""
    events = programme.events if mission is None else programme.events_of_mission.get(mission, ())
    if partner is None:
        return events
    of_partner = {event.id for event in programme.events_of_partner.get(partner, ())}
    return tuple(event for event in events if event.id in of_partner)


def _grouped(programme: Programme, events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events by the section of the summary that lists them: the keys of LEAST_IMPORTANCE."""
    groups: dict[str, list[Event]] = {name: [] for name in LEAST_IMPORTANCE}
    for event in events:
        groups[_group(event, programme.status(event.id).status)].append(event)
    return groups


def _group(event: Event, status: Status) -> str:
    if status in _PROMISED:
        return "promised"
    if KINDS[event.kind].is_agreement:
        return "agreements"
    if event.kind is EventKind.POLICY:
        return "policy"
    return "under_way" if status is Status.UNDER_WAY else "happened"


def _has_changed(history: DateHistory) -> bool:
    """Whether the date changed by more than being made more exact."""
    return len(history.claims) > 1 and (history.total is None or history.total.kind in MAJOR_CHANGES)


def _title(programme: Programme, mission: str | None, partner: str | None) -> str:
    items = (programme.mission(mission) if mission else None, programme.partner(partner) if partner else None)
    names = [item.name(language()) for item in items if item is not None]
    return " · ".join(names) or programme.head.title(language())


def _about(programme: Programme, mission: str | None, partner: str | None) -> str:
    if partner and (item := programme.partner(partner)) is not None:
        return item.about(language()) if item.about else ""
    if mission or programme.head.about is None:
        return ""  # the paragraph of a mission begins with its objective
    return programme.head.about(language())


def event_line(programme: Programme, event: Event, cite: Citations) -> EventLine:
    """The event on the programme's day, citing the current claim and those that contradict it."""
    event_status = programme.status(event.id)
    return EventLine(
        id=event.id,
        sentence=event_sentence(programme, event),
        title=event.title(language()),
        when=event_status.current_claim.when.text,
        words=event_date(programme, event),
        status=event_status.status.value,
        doubted=event_status.doubted,
        importance=event.importance,
        conflicts=tuple(claim.when.text for claim in event_status.conflicts),
        cites=cite.event_numbers(event.id),
    )


# ── the summary as a document ───────────────────────────────────────────────────────────────────


def summary_json(summary: Summary) -> str:
    return json_text(json_fields(summary, summary.slips))


def summary_document(summary: Summary) -> Document:
    """The summary in reading order. Empty sections are left out; `about` says so if all are empty."""
    sections = _sections(summary)
    nothing = "" if sections else _("Nothing was known of it on that day.")
    return Document(
        title=summary.title,
        day_line=summary.day_line,
        data_line=summary.data_line,
        about=f"{summary.about} {nothing}".strip(),
        sections=sections,
        sources=summary.sources,
    )


def _sections(summary: Summary) -> tuple[Section, ...]:
    """The sections in reading order, without empty ones."""
    s = summary
    missions = tuple(Paragraph(m.name, m.other_name, m.lines, make_ref("mission", m.id)) for m in s.missions)
    histories = tuple(
        Item(_("{title}: {what}", title=line.title, what=line.chain), (), event_ref(line.event))
        for line in s.chains
    )
    quotes = tuple(Item(_quote_words(quote), quote.cites) for quote in s.quotes)
    sections = (
        _event_section("happened", _("What has happened"), s.happened, s.happened_more),
        _event_section("under-way", _("Under way"), s.under_way),
        _event_section("promised", _("What is promised next"), s.promised, s.promised_more),
        Section("missions", _("Missions"), paragraphs=missions),
        Section("payloads", _("Payloads by partner"), payloads=s.payloads),
        Section("roles", _("Who does what"), tuple(Item(line.text, line.cites) for line in s.roles)),
        _event_section("agreements", _("Agreements"), s.agreements, s.agreements_more),
        _event_section("policy", _("Policy"), s.policy, s.policy_more),
        Section("slips", _("How dates moved"), slip_items(s.slips)),
        Section("chains", _("From the first date to the present one"), histories),
        Section("quotes", _("In their words"), quotes),
    )
    return tuple(section for section in sections if section.items or section.paragraphs or section.payloads)


def _event_section(id: str, title: str, lines: tuple[EventLine, ...], left_out: int = 0) -> Section:
    items = tuple(Item(line.sentence, line.cites, event_ref(line.id)) for line in lines)
    return Section(id, title, items, more=lesser_events_words(left_out))


def _quote_words(quote: SaidLine) -> str:
    """The quotation after its speaker, in quotation marks if it is verbatim."""
    if quote.verbatim:
        return _("{lead}: “{quotation}”", lead=quote.lead, quotation=quote.text)
    return _("{title}: {what}", title=quote.lead, what=quote.text)
