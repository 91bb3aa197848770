"""What changed between two days, or between two versions of the data: compared, and as a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from heapq import nlargest
from typing import Any

from msgspec import Struct

from viewer.i18n import _, day_words, language, ngettext_
from viewer.model.claims import EventStatus, Status
from viewer.model.date_history import ChangeKind, DateChange, change_between, date_changes
from viewer.model.entities import Event, Partner, Payload
from viewer.model.participation import membership_event, payload_event
from viewer.model.programme import Programme, grouped
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.ref import event_ref
from viewer.report.citations import Citations
from viewer.report.document import Document, Item, Section, data_line, day_line
from viewer.report.sentences import change_sentence, event_sentence, lesser_events_words, listed, partner_name

SHOWN = 30  # the details pane shows this many lines of a section, those of the most important events
REPORT_KINDS = (ChangeKind.MET, ChangeKind.MISSED, ChangeKind.EARLY, ChangeKind.CANCELLED)


class Diff(Struct, frozen=True):
    """What the new snapshot has and the old one has not. Events are in the order of the new snapshot."""

    moved: tuple[DateChange, ...] = ()  # plans with another date
    happened: tuple[Event, ...] = ()  # new outcomes, of known events and of new ones
    promised: tuple[Event, ...] = ()  # new plans
    overdue: tuple[Event, ...] = ()  # now overdue
    conflicts: tuple[Event, ...] = ()  # with more contradicting claims
    redated: tuple[Event, ...] = ()  # with another date, for none of the reasons above
    payloads: tuple[tuple[Payload, Event], ...] = ()  # with the new event that states what has become of them
    partners: tuple[tuple[Partner, Event], ...] = ()  # the same for their relation to a framework
    removed: tuple[Event, ...] = ()  # events of the old snapshot, in its order
    further_claims: int = 0  # on events that were known before
    new_sources: int = 0
    removed_sources: int = 0

    def __bool__(self) -> bool:
        return self != Diff()


def compare(old: Programme, new: Programme, progress: ProgressCallback = ignore_progress) -> Diff:
    """What changed from `old` to `new`. ValueError if one of them has no day. Takes linear time."""
    changes: dict[str, list[Any]] = defaultdict(list)
    further_claims = 0
    for event in tracked(new.events, part_of(progress, 0.0, 0.8)):
        old_event = old.event(event.id)
        if old_event is event:  # the same claims are known: only time may have passed
            if new.status_of(event) is Status.OVERDUE and old.status_of(event) is not Status.OVERDUE:
                changes["overdue"].append(event)
        elif old_event is None:
            changes["promised" if new.current_claim(event).outcome is None else "happened"].append(event)
        else:
            before, now = old.compute_status(old_event), new.compute_status(event)
            further_claims += max(0, len(now.claims) - len(before.claims))
            for field in _fields(before, now, change := change_between(old, new, event.id)):
                changes[field].append(change if field == "moved" else event)
    for event in tracked(old.events, part_of(progress, 0.8, 1.0)):
        if new.event(event.id) is None:
            changes["removed"].append(event)
    old_sources, new_sources = ({source.id for source in snapshot.sources} for snapshot in (old, new))
    return Diff(
        **{field: tuple(items) for field, items in changes.items()},
        payloads=tuple(
            (payload, latest)
            for mission in new.missions
            for payload in mission.payloads
            if (latest := _new_event(payload_event(old, payload.id), payload_event(new, payload.id))) is not None
        ),
        partners=tuple(_partners(old, new)),
        further_claims=further_claims,
        new_sources=len(new_sources - old_sources),
        removed_sources=len(old_sources - new_sources),
    )


def _fields(before: EventStatus, now: EventStatus, change: DateChange | None) -> list[str]:
    """The fields of `Diff` that list an event with this status before and now."""
    fields = []
    outcome = now.current_claim.outcome
    if outcome is not None and outcome is not before.current_claim.outcome:
        fields.append("happened")
    elif change is not None:
        fields.append("moved")
    if now.status is Status.OVERDUE and before.status is not Status.OVERDUE:
        fields.append("overdue")
    if len(now.conflicts) > len(before.conflicts):
        fields.append("conflicts")
    if not fields and now.current_claim.when != before.current_claim.when:
        fields.append("redated")
    return fields


def _new_event(before: Event | None, now: Event | None) -> Event | None:
    """`now` unless it is the same event as `before`."""
    return now if now is not None and (before is None or before.id != now.id) else None


def _partners(old: Programme, new: Programme) -> Iterator[tuple[Partner, Event]]:
    involved = {name for event in new.events if event.framework is not None for name in event.partners}
    for partner in new.partners:
        for framework in new.head.frameworks if partner.id in involved else ():
            before, now = (membership_event(snapshot, partner.id, framework.id) for snapshot in (old, new))
            if (event := _new_event(before, now)) is not None:
                yield partner, event


def diff_line(diff: Diff) -> str:
    """The diff in a line: "2 dates moved · 3 things happened · 5 new promises"; "Nothing changed"."""
    moved, happened, promised = len(diff.moved), len(diff.happened), len(diff.promised)
    overdue, conflicts, redated, removed = map(len, (diff.overdue, diff.conflicts, diff.redated, diff.removed))
    counts = (
        (moved, ngettext_("{n} date moved", "{n} dates moved", moved)),
        (happened, ngettext_("{n} thing happened", "{n} things happened", happened)),
        (promised, ngettext_("{n} new promise", "{n} new promises", promised)),
        (overdue, ngettext_("{n} now overdue", "{n} now overdue", overdue)),
        (conflicts, ngettext_("{n} new contradiction", "{n} new contradictions", conflicts)),
        (redated, ngettext_("{n} with another date", "{n} with another date", redated)),
        (removed, ngettext_("{n} no longer in the programme", "{n} no longer in the programme", removed)),
        (diff.further_claims, ngettext_("{n} further claim", "{n} further claims", diff.further_claims)),
        (diff.new_sources, ngettext_("{n} new source", "{n} new sources", diff.new_sources)),
        (diff.removed_sources, ngettext_("{n} source gone", "{n} sources gone", diff.removed_sources)),
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
    return _DiffWriter(compare(old, new, part_of(progress, 0.6, 1.0)), old, new, SHOWN).document(title, day)


def diff_between_versions(
    old: Programme, new: Programme, names: tuple[str, str], today: date, progress: ProgressCallback = ignore_progress
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
        self._moved = {change.event_id: change for change in diff.moved}

    def document(self, title: str, day: str) -> Document:
        diff, new = self._diff, self._new
        moved = [event for event_id in self._moved if (event := new.event(event_id)) is not None]
        payloads = [(payload.name(language()), event) for payload, event in diff.payloads]
        partners = [(partner_name(new, partner.id), event) for partner, event in diff.partners]
        # The sections are built in the order in which they are read, for the numbers of the sources.
        sections = (
            self._section("moved", _("Dates that moved"), moved, self._change_item),
            self._section("happened", _("What happened"), diff.happened, self._report_item),
            self._section("promised", _("Promised for the first time"), diff.promised, self._item),
            self._section("overdue", _("Passed without a report"), diff.overdue, self._item),
            self._section("conflicts", _("In conflict"), diff.conflicts, self._item),
            self._section("retold", _("With another date"), diff.redated, self._item),
            Section("payloads", _("What became of payloads"), self._grouped(payloads)),
            Section("partners", _("Where partners stand"), self._grouped(partners)),
            self._section("gone", _("No longer in the programme"), diff.removed, self._removed_item),
        )
        return Document(
            title=title,
            day_line=day,
            data_line=data_line(new),
            about=diff_line(diff) + _("."),
            sections=tuple(section for section in sections if section.items),
            sources=self._cite.cited(),
        )

    def _section(self, id: str, title: str, events: Sequence[Event], item: Callable[[Event], Item]) -> Section:
        """The most important events in their order, and how many were left out."""
        most = len(events) if self._most is None else self._most
        numbers = sorted(nlargest(most, range(len(events)), key=lambda number: events[number].importance))
        more = lesser_events_words(len(events) - len(numbers))
        return Section(id, title, tuple(item(events[number]) for number in numbers), more=more)

    def _item(self, event: Event, words: str = "") -> Item:
        words = words or event_sentence(self._new, event)
        return Item(words, self._cite.event_numbers(event.id), event_ref(event.id))

    def _change_item(self, event: Event) -> Item:
        change = self._moved[event.id]
        return Item(change_sentence(self._new, change), self._cite.numbers(change.new.sources), event_ref(event.id))

    def _report_item(self, event: Event) -> Item:
        """With words whether it came as planned, where a plan was known."""
        reports = [change for change in date_changes(self._new, event) if change.kind in REPORT_KINDS]
        return self._item(event, change_sentence(self._new, reports[-1]) if reports else "")

    def _removed_item(self, event: Event) -> Item:
        return Item(event_sentence(self._old, event), (), event_ref(event.id))

    def _grouped(self, states: list[tuple[str, Event]]) -> tuple[Item, ...]:
        """One line for each event, with the names of all payloads or partners whose state it states."""
        names = grouped((event.id, name) for name, event in states)
        return tuple(
            self._item(event, _("{title}: {what}", title=listed(names[id]), what=event_sentence(self._new, event)))
            for id, event in {event.id: event for _name, event in states}.items()
        )
