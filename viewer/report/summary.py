"""A programme in words, as of a day: `summarise(programme, today) -> Summary`, and the summary as a document.

The summary of a whole programme lists the events from a certain importance on and counts the others; a summary of
one mission or one partner lists every event.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from viewer.i18n import _, kilograms, language, localized
from viewer.model.claims import Status
from viewer.model.date_history import MAJOR_CHANGES, DateHistory, all_date_changes, date_history
from viewer.model.entities import Event, Mission, Payload
from viewer.model.kinds import KINDS, EventKind
from viewer.model.participation import mission_launches, payload_event
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.ref import event_ref, make_ref
from viewer.report import sentences
from viewer.report.citations import Citations, CitedSource
from viewer.report.contributions import contributed, with_parts
from viewer.report.document import Document, FactLine, Item, Line, Paragraph, PayloadRow, Section, data_line, day_line
from viewer.report.slip_report import DateChangeRow, date_change_row, slip_items

LEAST_IMPORTANCE = {"happened": 4, "under_way": 1, "promised": 3, "agreements": 4, "policy": 3}
"""By group of events: a summary of a whole programme lists those of at least this importance."""


class EventLine(Struct, frozen=True, gc=False):
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


class HistoryLine(Struct, frozen=True):
    """How the date of one event changed: "2024 → around 2026 → …"."""

    event: str
    title: str
    chain: str


class MissionPart(Struct, frozen=True):
    """A mission as a paragraph."""

    id: str
    name: str
    other_name: str  # in another language; "" where there is none
    lines: tuple[Line, ...] = ()


class QuoteLine(Struct, frozen=True):
    """A quotation; `lead` says who and when."""

    lead: str
    text: str
    verbatim: bool
    cites: tuple[int, ...] = ()


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
    chains: tuple[HistoryLine, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()
    sources: tuple[CitedSource, ...] = ()


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
    if mission is not None and programme.mission(mission) is None:
        raise KeyError(mission)
    if partner is not None and programme.partner(partner) is None:
        raise KeyError(partner)
    subject = _Subject(programme, mission, partner)
    events = subject.events()
    event_ids = {event.id for event in events}
    groups = _grouped(programme, tracked(events, part_of(progress, 0.0, 0.3)))
    is_whole = mission is None and partner is None
    least = LEAST_IMPORTANCE if is_whole else dict.fromkeys(LEAST_IMPORTANCE, 0)
    listed_events = {name: [e for e in group if e.importance >= least[name]] for name, group in groups.items()}
    left_out = {name: len(group) - len(listed_events[name]) for name, group in groups.items()}
    cite = subject.cite

    def lines(group: str) -> tuple[EventLine, ...]:
        return tuple(event_line(programme, event, cite) for event in listed_events[group])

    # The sections are built in the order in which they are read, for the numbers of the sources.
    return Summary(
        title=subject.title(),
        about=subject.about(),
        language=language(),
        day=programme.as_of_day.isoformat(),
        day_line=day_line(programme, today),
        data_line=data_line(programme),
        current_to=programme.current_to.isoformat(),
        happened=lines("happened"),
        happened_more=left_out["happened"],
        under_way=lines("under_way"),
        promised=lines("promised"),
        promised_more=left_out["promised"],
        missions=subject.missions(),
        payloads=subject.payloads(),
        agreements=lines("agreements"),
        agreements_more=left_out["agreements"],
        policy=lines("policy"),
        policy_more=left_out["policy"],
        roles=subject.roles(),
        slips=tuple(
            date_change_row(programme, change, cite)
            for change in all_date_changes(programme, part_of(progress, 0.3, 0.6))
            if change.kind in MAJOR_CHANGES and change.event_id in event_ids
        ),
        chains=tuple(
            HistoryLine(event=event.id, title=event.title(language()), chain=sentences.history_words(programme, event))
            for event in tracked(events, part_of(progress, 0.6, 1.0))
            if len(event.claims) > 1 and _has_changed(date_history(programme, event))
        ),
        quotes=subject.quotes(event_ids),
        sources=cite.cited(),
    )


def _grouped(programme: Programme, events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events by the section of the summary that lists them: the keys of LEAST_IMPORTANCE."""
    groups: dict[str, list[Event]] = {name: [] for name in LEAST_IMPORTANCE}
    for event in events:
        status = programme.status_of(event)
        if status in (Status.PLANNED, Status.OVERDUE, Status.UNDATED):
            group = "promised"
        elif KINDS[event.kind].is_agreement:
            group = "agreements"
        elif event.kind is EventKind.POLICY:
            group = "policy"
        else:
            group = "under_way" if status is Status.UNDER_WAY else "happened"
        groups[group].append(event)
    return groups


def _has_changed(history: DateHistory) -> bool:
    """Whether the date changed by more than being made more exact."""
    return len(history.claims) > 1 and (history.total is None or history.total.kind in MAJOR_CHANGES)


def event_line(programme: Programme, event: Event, cite: Citations) -> EventLine:
    """The event on the programme's day, citing the current claim and those that contradict it."""
    event_status = programme.status(event.id)
    return EventLine(
        id=event.id,
        sentence=sentences.event_sentence(programme, event),
        title=event.title(language()),
        when=event_status.current_claim.when.text,
        words=sentences.event_date(programme, event),
        status=event_status.status.value,
        doubted=event_status.doubted,
        importance=event.importance,
        conflicts=tuple(claim.when.text for claim in event_status.conflicts),
        cites=cite.event_numbers(event.id),
    )


class _Subject:
    """What a summary is about: a mission, a partner, what belongs to both, or without either the whole programme."""

    def __init__(self, programme: Programme, mission_id: str | None, partner_id: str | None) -> None:
        self._programme, self.cite = programme, Citations(programme)
        self._mission_id, self._partner_id = mission_id, partner_id
        self._mission = programme.mission(mission_id) if mission_id is not None else None
        self._partner = programme.partner(partner_id) if partner_id is not None else None
        self._partner_ids = None if partner_id is None else with_parts(programme, partner_id)

    def title(self) -> str:
        names = [item.name(language()) for item in (self._mission, self._partner) if item is not None]
        return " · ".join(names) or self._programme.head.title(language())

    def about(self) -> str:
        """What it is; "" for a mission, whose paragraph begins with its objective."""
        if self._partner is not None:
            return localized(self._partner.about)
        return localized(self._programme.head.about) if self._mission is None else ""

    def events(self) -> tuple[Event, ...]:
        """The events of the mission and of the partner, in the programme's order."""
        programme, events = self._programme, self._programme.events
        if self._mission_id is not None:
            events = programme.events_of_mission.get(self._mission_id, ())
        if self._partner_id is None:
            return events
        of_partner = {event.id for event in programme.events_of_partner.get(self._partner_id, ())}
        return tuple(event for event in events if event.id in of_partner)

    def missions(self) -> tuple[MissionPart, ...]:
        """Every mission, or that of the subject; with a partner those with a payload of it."""
        carriers = {mission.id for mission, _payload in contributed(self._programme, partner_id=self._partner_id)}
        return tuple(
            MissionPart(
                mission.id,
                mission.name(language()),
                mission.name.other(language()),
                tuple(self._mission_lines(mission)),
            )
            for mission in self._programme.missions
            if self._mission_id in (None, mission.id) and (self._partner_id is None or mission.id in carriers)
        )

    def _mission_lines(self, mission: Mission) -> list[Line]:
        """Objective, launches, offers, facts; of the mission of the subject also components, sites and needs."""
        programme, numbers = self._programme, self.cite.numbers
        lines = [Line(mission.objective(language()), numbers(mission.sources))] if mission.objective else []
        launches = mission_launches(programme, mission.id)
        lines += [
            Line(sentences.event_sentence(programme, event), self.cite.event_numbers(event.id)) for event in launches
        ]
        offers = (offer for offer in programme.head.offers if offer.mission == mission.id)
        lines += [Line(sentences.offer_sentence(offer), numbers(offer.sources)) for offer in offers]
        for fact in mission.facts:
            label, value = fact.label(language()), sentences.fact_value(fact)
            lines.append(FactLine(sentences.fact_sentence(fact), numbers(fact.sources), label, value))
        if mission.id == self._mission_id:
            lines += [Line(sentences.component_sentence(item), numbers(item.sources)) for item in mission.components]
            lines += [Line(sentences.site_sentence(site), numbers(site.sources)) for site in mission.sites]
            needs = [need.name(language()) for id in mission.needs if (need := programme.mission(id)) is not None]
            if needs:
                lines.append(Line(_("Needs {missions}", missions=sentences.listed(needs))))
        return lines

    def payloads(self) -> tuple[PayloadRow, ...]:
        """The payloads that partners contribute, sorted by partner, then in the order of the missions and files."""
        payloads = contributed(self._programme, self._mission_id, self._partner_id)
        rows = sorted(payloads, key=lambda row: _partner_names(self._programme, row[1]).casefold())
        return tuple(payload_row(self._programme, mission, payload, self.cite) for mission, payload in rows)

    def roles(self) -> tuple[Line, ...]:
        """What a partner does or contributes; what all partners do only for one mission."""
        if self._mission is None and self._partner is None:
            return ()
        return tuple(
            Line(
                _(
                    "{title}: {what}",
                    title=sentences.partner_name(self._programme, item.id),
                    what=role.text(language()),
                ),
                self.cite.numbers(role.sources),
            )
            for item in self._programme.partners
            if self._partner_ids is None or item.id in self._partner_ids
            for role in item.roles
            if self._mission_id in (None, role.mission)
        )

    def quotes(self, event_ids: set[str]) -> tuple[QuoteLine, ...]:
        """Every quote by the day it was said; of a mission or partner those on its events, and those by the partner."""
        quotes = self._programme.quotes
        if self._mission is not None or self._partner is not None:
            quotes = tuple(q for q in quotes if q.event in event_ids or q.by.plain == self._partner_id)
        return tuple(
            QuoteLine(
                sentences.quote_lead(self._programme, quote),
                quote.text(language()),
                quote.verbatim,
                self.cite.numbers(quote.sources),
            )
            for quote in sentences.in_order_said(quotes)
        )


def payload_row(programme: Programme, mission: Mission, payload: Payload, cite: Citations) -> PayloadRow:
    latest = payload_event(programme, payload.id)
    return PayloadRow(
        id=payload.id,
        partners=_partner_names(programme, payload),
        partner_ids=payload.partners,
        name=payload.name(language()),
        mission=mission.id,
        mission_name=mission.name(language()),
        mass_kg=payload.mass_kg,
        mass=kilograms(payload.mass_kg),
        measures=localized(payload.measures),
        carried_by=localized(payload.carried_by),
        state=sentences.event_sentence(programme, latest) if latest else "",
        withdrawn=latest is not None and latest.kind is EventKind.WITHDRAWAL,
        cites=cite.numbers(payload.sources),
    )


def _partner_names(programme: Programme, payload: Payload) -> str:
    return sentences.listed([sentences.partner_name(programme, partner_id) for partner_id in payload.partners])


def summary_document(summary: Summary) -> Document:
    """The summary in reading order. Empty sections are left out; `about` says so if all are empty."""
    s = summary
    missions = tuple(Paragraph(m.name, m.other_name, m.lines, make_ref("mission", m.id)) for m in s.missions)
    histories = (
        Item(_("{title}: {what}", title=line.title, what=line.chain), (), event_ref(line.event)) for line in s.chains
    )
    sections: tuple[Section, ...] = (
        _event_section("happened", _("What has happened"), s.happened, s.happened_more),
        _event_section("under-way", _("Under way"), s.under_way),
        _event_section("promised", _("What is promised next"), s.promised, s.promised_more),
        Section("missions", _("Missions"), paragraphs=missions),
        Section("payloads", _("Payloads by partner"), payloads=s.payloads),
        Section("roles", _("Who does what"), tuple(Item(line.text, line.cites) for line in s.roles)),
        _event_section("agreements", _("Agreements"), s.agreements, s.agreements_more),
        _event_section("policy", _("Policy"), s.policy, s.policy_more),
        Section("slips", _("How dates moved"), slip_items(s.slips)),
        Section("chains", _("From the first date to the present one"), tuple(histories)),
        Section("quotes", _("In their words"), tuple(Item(_quote_words(quote), quote.cites) for quote in s.quotes)),
    )
    sections = tuple(section for section in sections if section.items or section.paragraphs or section.payloads)
    nothing = "" if sections else _("Nothing was known of it on that day.")
    return Document(
        title=s.title,
        day_line=s.day_line,
        data_line=s.data_line,
        about=f"{s.about} {nothing}".strip(),
        sections=sections,
        sources=s.sources,
    )


def _event_section(id: str, title: str, lines: tuple[EventLine, ...], left_out: int = 0) -> Section:
    items = tuple(Item(line.sentence, line.cites, event_ref(line.id)) for line in lines)
    return Section(id, title, items, more=sentences.lesser_events_words(left_out))


def _quote_words(quote: QuoteLine) -> str:
    """The quotation after its speaker, in quotation marks if it is verbatim."""
    if quote.verbatim:
        return _("{lead}: “{quotation}”", lead=quote.lead, quotation=quote.text)
    return _("{title}: {what}", title=quote.lead, what=quote.text)
