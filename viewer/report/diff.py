"""What changed between two days, or between two versions of the data: compared, and as a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nlargest

from msgspec import Struct

from viewer.i18n import _, day_words, language, ngettext_
from viewer.model.claims import Status
from viewer.model.date_history import ChangeKind, DateChange, change_between, date_changes
from viewer.model.entities import Event, Partner, Payload
from viewer.model.participation import membership_event, payload_event
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.ref import event_ref
from viewer.report.citations import Citations
from viewer.report.document import Document, Item, Section, data_line, day_line, lesser_events_words
from viewer.report.sentences import change_sentence, event_sentence, listed, partner_name

SHOWN = 30
"""The details pane shows this many lines of a section, the most important ones."""
REPORT_KINDS = (ChangeKind.MET, ChangeKind.MISSED, ChangeKind.EARLY, ChangeKind.CANCELLED)


class Diff(Struct, frozen=True):
    """What the new snapshot has and the old one has not. Events are in the order of the new snapshot."""

    moved: tuple[DateChange, ...] = ()  # plans with another date
    happened: tuple[Event, ...] = ()  # new outcomes, of known events and of new ones
    promised: tuple[Event, ...] = ()  # new plans
    overdue: tuple[Event, ...] = ()  # now overdue
    conflicts: tuple[Event, ...] = ()  # with more contradicting claims
    payloads: tuple[tuple[Payload, Event], ...] = ()  # with the event that now tells their state
    partners: tuple[tuple[Partner, Event], ...] = ()  # the same for their relation to a framework
    retold: tuple[Event, ...] = ()  # with another date, for none of the reasons above
    gone: tuple[Event, ...] = ()  # events of the old snapshot, in its order
    further_claims: int = 0  # on events that were known before
    new_sources: int = 0
    gone_sources: int = 0

    def __bool__(self) -> bool:
        return self != Diff()


def compare(old: Programme, new: Programme, progress: ProgressCallback = ignore_progress) -> Diff:
    """What changed from `old` to `new`. ValueError if one of them has no day. Takes linear time."""
    events = _EventDiff(old, new)
    for event in tracked(new.events, part_of(progress, 0.0, 0.8)):
        events.add(event)
    gone = tuple(
        event for event in tracked(old.events, part_of(progress, 0.8, 1.0)) if new.event(event.id) is None
    )
    old_sources, new_sources = ({source.id for source in snapshot.sources} for snapshot in (old, new))
    return Diff(
        moved=tuple(events.moved),
        happened=tuple(events.happened),
        promised=tuple(events.promised),
        overdue=tuple(events.overdue),
        conflicts=tuple(events.conflicts),
        payloads=tuple(_payloads(old, new)),
        partners=tuple(_partners(old, new)),
        retold=tuple(events.retold),
        gone=gone,
        further_claims=events.further_claims,
        new_sources=len(new_sources - old_sources),
        gone_sources=len(old_sources - new_sources),
    )


class _EventDiff:
    """Collects what changed of events."""

    def __init__(self, old: Programme, new: Programme) -> None:
        self._old, self._new = old, new
        self.moved: list[DateChange] = []
        self.happened: list[Event] = []
        self.promised: list[Event] = []
        self.overdue: list[Event] = []
        self.conflicts: list[Event] = []
        self.retold: list[Event] = []
        self.further_claims = 0

    def add(self, event: Event) -> None:
        """Compare `event`, one of the new snapshot, with the same in the old one."""
        old_event = self._old.event(event.id)
        if old_event is event:  # the same claims are known: only time may have passed
            if self._old.status_of(event) is not self._new.status_of(event) is Status.OVERDUE:
                self.overdue.append(event)
        elif old_event is None:
            is_plan = self._new.current_claim(event).outcome is None
            (self.promised if is_plan else self.happened).append(event)
        else:
            self._add_changed(old_event, event)

    def _add_changed(self, old_event: Event, event: Event) -> None:
        before, now = self._old.compute_status(old_event), self._new.compute_status(event)
        self.further_claims += max(0, len(now.claims) - len(before.claims))
        outcome, listed = now.current_claim.outcome, True
        if outcome is not None and outcome is not before.current_claim.outcome:
            self.happened.append(event)
        elif (change := change_between(self._old, self._new, event.id)) is not None:
            self.moved.append(change)
        else:
            listed = False
        if now.status is Status.OVERDUE and before.status is not Status.OVERDUE:
            self.overdue.append(event)
            listed = True
        if len(now.conflicts) > len(before.conflicts):
            self.conflicts.append(event)
            listed = True
        if not listed and now.current_claim.when != before.current_claim.when:
            self.retold.append(event)


def _payloads(old: Programme, new: Programme) -> list[tuple[Payload, Event]]:
    changed = []
    for mission in new.missions:
        for payload in mission.payloads:
            before, now = (payload_event(snapshot, payload.id) for snapshot in (old, new))
            if now is not None and (before is None or before.id != now.id):
                changed.append((payload, now))
    return changed


def _partners(old: Programme, new: Programme) -> list[tuple[Partner, Event]]:
    involved = {name for event in new.events if event.framework is not None for name in event.partners}
    changed = []
    for partner in new.partners:
        for framework in new.head.frameworks if partner.id in involved else ():
            before, now = (membership_event(snapshot, partner.id, framework.id) for snapshot in (old, new))
            if now is not None and (before is None or before.id != now.id):
                changed.append((partner, now))
    return changed


# ── in words ────────────────────────────────────────────────────────────────────────────────────


def diff_line(diff: Diff) -> str:
    """The diff in a line: "2 dates moved · 3 things happened · 5 new promises"; "Nothing changed"."""
    moved, happened, promised = len(diff.moved), len(diff.happened), len(diff.promised)
    overdue, conflicts, retold, gone = map(len, (diff.overdue, diff.conflicts, diff.retold, diff.gone))
    counts = (
        (moved, ngettext_("{n} date moved", "{n} dates moved", moved)),
        (happened, ngettext_("{n} thing happened", "{n} things happened", happened)),
        (promised, ngettext_("{n} new promise", "{n} new promises", promised)),
        (overdue, ngettext_("{n} now overdue", "{n} now overdue", overdue)),
        (conflicts, ngettext_("{n} new contradiction", "{n} new contradictions", conflicts)),
        (retold, ngettext_("{n} told otherwise", "{n} told otherwise", retold)),
        (gone, ngettext_("{n} no longer told", "{n} no longer told", gone)),
        (diff.further_claims, ngettext_("{n} further claim", "{n} further claims", diff.further_claims)),
        (diff.new_sources, ngettext_("{n} new source", "{n} new sources", diff.new_sources)),
        (diff.gone_sources, ngettext_("{n} source gone", "{n} sources gone", diff.gone_sources)),
    )
    return " · ".join(words for count, words in counts if count) or _("Nothing changed")


def diff_between_days(
    whole: Programme, first: date, second: date, progress: ProgressCallback = ignore_progress
) -> Document:
    """What changed between two days, in either order, for the details pane: SHOWN lines of each section."""
    first, second = min(first, second), max(first, second)
    old = whole.as_of(first)
    progress(0.3)
    new = whole.as_of(second)
    title = _("What changed from {first} to {second}", first=day_words(first), second=day_words(second))
    day = _("As known on {day}", day=day_words(second))
    diff = compare(old, new, part_of(progress, 0.6, 1.0))
    return _DiffWriter(diff, old, new, SHOWN).document(title, day)


def diff_between_versions(
    old: Programme,
    new: Programme,
    names: tuple[str, str],
    today: date,
    progress: ProgressCallback = ignore_progress,
) -> Document:
    """What changed from one version of the data to another, both as of one day, with every line."""
    title = _(
        "{title}: {what}",
        title=new.head.title(language()),
        what=_("what changed from {old} to {new}", old=names[0], new=names[1]),
    )
    return _DiffWriter(compare(old, new, progress), old, new, None).document(title, day_line(new, today))


class _DiffWriter:
    """Writes a diff as a document with at most `most` lines in a section, the most important events; None: all."""

    def __init__(self, diff: Diff, old: Programme, new: Programme, most: int | None) -> None:
        self._diff, self._old, self._new, self._most = diff, old, new, most
        self._cite = Citations(new)

    def document(self, title: str, day: str) -> Document:
        diff = self._diff
        names = ((payload.name(language()), event) for payload, event in diff.payloads)
        partners = ((partner_name(self._new, partner.id), event) for partner, event in diff.partners)
        # The sections are built in the order in which they are read, for the numbers of the sources.
        sections = (
            self._moved(),
            self._section("happened", _("What happened"), diff.happened),
            self._section("promised", _("Promised for the first time"), diff.promised),
            self._section("overdue", _("Passed without a report"), diff.overdue),
            self._section("conflicts", _("Told in two ways"), diff.conflicts),
            self._section("retold", _("Told otherwise"), diff.retold),
            Section("payloads", _("What became of payloads"), self._grouped(names)),
            Section("partners", _("Where partners stand"), self._grouped(partners)),
            self._section("gone", _("No longer told"), diff.gone),
        )
        return Document(
            title=title,
            day_line=day,
            data_line=data_line(self._new),
            about=diff_line(diff) + _("."),
            sections=tuple(section for section in sections if section.items),
            sources=self._cite.cited(),
        )

    def _moved(self) -> Section:
        changes = {change.event_id: change for change in self._diff.moved}
        events = [event for name in changes if (event := self._new.event(name)) is not None]
        listed, more = self._most_important(events)
        items = tuple(
            Item(
                change_sentence(self._new, change),
                self._cite.numbers(change.new.sources),
                event_ref(event.id),
            )
            for event in listed
            for change in (changes[event.id],)
        )
        return Section("moved", _("Dates that moved"), items, more=more)

    def _section(self, id: str, title: str, events: Sequence[Event]) -> Section:
        listed, more = self._most_important(events)
        return Section(id, title, tuple(self._item(id, event) for event in listed), more=more)

    def _item(self, section: str, event: Event) -> Item:
        address = event_ref(event.id)
        if section == "gone":
            return Item(event_sentence(self._old, event), (), address)
        words = self._report_words(event) if section == "happened" else ""
        return Item(words or event_sentence(self._new, event), self._cite.event_numbers(event.id), address)

    def _report_words(self, event: Event) -> str:
        """Whether what happened came as planned; "" where no plan was known."""
        reports = [change for change in date_changes(self._new, event) if change.kind in REPORT_KINDS]
        return change_sentence(self._new, reports[-1]) if reports else ""

    def _grouped(self, states: Iterable[tuple[str, Event]]) -> tuple[Item, ...]:
        """One line for each event, with the names of all payloads or partners whose state it tells."""
        names: dict[str, list[str]] = {}
        events: dict[str, Event] = {}
        for name, event in states:
            names.setdefault(event.id, []).append(name)
            events[event.id] = event
        return tuple(
            Item(
                _("{title}: {what}", title=listed(names[key]), what=event_sentence(self._new, event)),
                self._cite.event_numbers(event.id),
                event_ref(key),
            )
            for key, event in events.items()
        )

    def _most_important(self, events: Sequence[Event]) -> tuple[Sequence[Event], str]:
        """The most important events in their order, and how many were left out, in words."""
        if self._most is None or len(events) <= self._most:
            return events, ""
        numbers = nlargest(self._most, range(len(events)), key=lambda number: events[number].importance)
        return [events[number] for number in sorted(numbers)], lesser_events_words(len(events) - self._most)
