"""What changed, in words: between two days, or between two versions of the data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from heapq import nlargest

from viewer.i18n import _, day_words, language, ngettext_
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.report.citations import Citations
from viewer.report.difference import Difference, difference
from viewer.report.facts import listed
from viewer.report.sections import Document, Item, Section
from viewer.report.sentences import change_sentence, event_sentence, partner_name
from viewer.report.summary import data_line, day_line

SHOWN = 30
"""As many lines of a section a pane shows; the most important ones."""


def between_days(whole: Programme, first: date, second: date) -> Document:
    """What changed from `first` to `second`, in whichever order they are given, for a pane."""
    first, second = min(first, second), max(first, second)
    old, new = whole.as_of(first), whole.as_of(second)
    title = _("What changed from {first} to {second}", first=day_words(first), second=day_words(second))
    day = _("As known on {day}", day=day_words(second))
    return document(difference(old, new), old, new, title, day, SHOWN)


def between_data(old: Programme, new: Programme, names: tuple[str, str], today: date) -> Document:
    """What changed from one version of the data to another, both seen from one day, told in full."""
    title = _(
        "{title}: {what}",
        title=new.head.title(language()),
        what=_("what changed from {old} to {new}", old=names[0], new=names[1]),
    )
    return document(difference(old, new), old, new, title, day_line(new, today), None)


def changes_line(found: Difference) -> str:
    """The whole in a line: "2 dates moved · 3 things happened · 5 new promises"; "Nothing changed"."""
    counts = (
        (len(found.moved), ngettext_("{n} date moved", "{n} dates moved", len(found.moved))),
        (len(found.happened), ngettext_("{n} thing happened", "{n} things happened", len(found.happened))),
        (len(found.promised), ngettext_("{n} new promise", "{n} new promises", len(found.promised))),
        (len(found.overdue), ngettext_("{n} now overdue", "{n} now overdue", len(found.overdue))),
        (
            len(found.conflicts),
            ngettext_("{n} new contradiction", "{n} new contradictions", len(found.conflicts)),
        ),
        (len(found.retold), ngettext_("{n} told otherwise", "{n} told otherwise", len(found.retold))),
        (len(found.gone), ngettext_("{n} no longer told", "{n} no longer told", len(found.gone))),
        (
            found.further_claims,
            ngettext_("{n} further claim", "{n} further claims", found.further_claims),
        ),
        (found.new_sources, ngettext_("{n} new source", "{n} new sources", found.new_sources)),
        (found.gone_sources, ngettext_("{n} source gone", "{n} sources gone", found.gone_sources)),
    )
    return " · ".join(words for n, words in counts if n) or _("Nothing changed")


def _more(count: int) -> str:
    return ngettext_("and {n} lesser event", "and {n} lesser events", count) if count else ""


def document(
    found: Difference, old: Programme, new: Programme, title: str, day: str, most: int | None
) -> Document:
    """The difference in reading order; `most`: of longer sections only so many lines, the most important ones."""
    cite = Citations(new)

    def cites(event: Event) -> tuple[int, ...]:
        standing = new.standing(event.id)
        claims = (standing.holder, *standing.conflicts)
        return cite.numbers(name for claim in claims for name in claim.sources)

    def told(event: Event) -> Item:
        move = found.measured(new, event)
        words = change_sentence(new, move) if move is not None else event_sentence(new, event)
        return Item(words, cites(event), f"event/{event.id}")

    def lines(events: Iterable[Event]) -> tuple[Item, ...]:
        return tuple(Item(event_sentence(new, event), cites(event), f"event/{event.id}") for event in events)

    def cut(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], str]:
        if most is None or len(events) <= most:
            return events, ""
        kept = {id(event) for event in nlargest(most, events, key=lambda event: event.importance)}
        return tuple(event for event in events if id(event) in kept), _more(len(events) - most)

    def grouped(states: Iterable[tuple[str, Event]]) -> tuple[Item, ...]:
        """What an event tells of several, in one line."""
        names: dict[str, list[str]] = {}
        events: dict[str, Event] = {}
        for name, event in states:
            names.setdefault(event.id, []).append(name)
            events[event.id] = event
        return tuple(
            Item(
                _("{title}: {what}", title=listed(names[key]), what=event_sentence(new, event)),
                cites(event),
                f"event/{key}",
            )
            for key, event in events.items()
        )

    payloads = ((payload.name(language()), event) for payload, event in found.payloads)
    partners = ((partner_name(new, partner.id), event) for partner, _name, event in found.partners)
    of_moves = {
        move.event_id: event for move in found.moved if (event := new.event(move.event_id)) is not None
    }
    told_moved, more_moved = cut(tuple(of_moves.values()))
    told_ids = {event.id for event in told_moved}
    happened, more_happened = cut(found.happened)
    promised, more_promised = cut(found.promised)
    overdue, more_overdue = cut(found.overdue)
    conflicts, more_conflicts = cut(found.conflicts)
    retold, more_retold = cut(found.retold)
    gone, more_gone = cut(found.gone)
    every = (
        Section(
            "moved",
            _("Dates that moved"),
            tuple(
                Item(change_sentence(new, move), cite.numbers(move.new.sources), f"event/{move.event_id}")
                for move in found.moved
                if move.event_id in told_ids
            ),
            more=more_moved,
        ),
        Section("happened", _("What happened"), tuple(map(told, happened)), more=more_happened),
        Section("promised", _("Promised for the first time"), lines(promised), more=more_promised),
        Section("overdue", _("Passed without a report"), lines(overdue), more=more_overdue),
        Section("conflicts", _("Told in two ways"), lines(conflicts), more=more_conflicts),
        Section("retold", _("Told otherwise"), lines(retold), more=more_retold),
        Section("payloads", _("What became of payloads"), grouped(payloads)),
        Section("partners", _("Where partners stand"), grouped(partners)),
        Section(
            "gone",
            _("No longer told"),
            tuple(Item(event_sentence(old, event), (), f"event/{event.id}") for event in gone),
            more=more_gone,
        ),
    )
    return Document(
        title=title,
        day_line=day,
        data_line=data_line(new),
        about=changes_line(found) + _("."),
        sections=tuple(section for section in every if section.items),
        sources=cite.cited(),
    )
