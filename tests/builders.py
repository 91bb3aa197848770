"""Sources, claims, events and programmes for tests, from the few values that a test is about.

Every function takes further fields of its struct by name. Dates are written as in the data: `claim("2026~", "2024")`.
"""

from __future__ import annotations

from typing import Any

from viewer.i18n import Text
from viewer.model.date_history import MAJOR_CHANGES, date_changes
from viewer.model.edtf import parse
from viewer.model.entities import Claim, Event, Head, Lane, Mission, Outcome, Partner, PartnerKind, Source, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.page_options import PageOptions

Fields = dict[str, Any]


def page_options(text: str) -> PageOptions:
    """The options "paper=A3;black=yes", each written as on the command line; "": the defaults."""
    options = PageOptions()
    for part in filter(None, text.split(";")):
        options = options.with_text(*part.split("=", 1))
    return options


def text(en: str, zh: str = "") -> Text:
    return Text(en=en, zh=zh)


def source(id: str, published: str = "2020", **fields: Any) -> Source:
    """A source with this day of publication; of the press."""
    defaults: Fields = {"title": Text(f"About {id}"), "publisher": id.upper(), "kind": SourceKind.PRESS}
    return Source(id=id, published=parse(published), **{**defaults, **fields})


def claim(when: str, said: str | None = None, outcome: str | None = None, **fields: Any) -> Claim:
    """A plan, or a report where `outcome` is given."""
    return Claim(
        when=parse(when),
        said=None if said is None else parse(said),
        outcome=None if outcome is None else Outcome(outcome),
        **fields,
    )


def claim_from_words(words: str, sources: tuple[str, ...] = ()) -> Claim:
    """A claim written as `2026~ said 2024-06-27 done parallel from weak,good`; all but the date may be left out."""
    when, *rest = words.split()
    fields: Fields = {"sources": sources}
    remaining = iter(rest)
    for word in remaining:
        if word == "said":
            fields["said"] = next(remaining)
        elif word == "parallel":
            fields["replaces"] = False
        elif word == "from":
            fields["sources"] = tuple(next(remaining).split(","))
        else:
            fields["outcome"] = word
    return claim(when, **fields)


def event(id: str, *claims: Claim, **fields: Any) -> Event:
    """An event with these claims; a launch."""
    defaults: Fields = {"title": Text(f"Event {id}"), "kind": EventKind.LAUNCH}
    return Event(id=id, claims=claims, **{**defaults, **fields})


def partner(id: str, **fields: Any) -> Partner:
    """An agency."""
    defaults: Fields = {"name": Text(id), "kind": PartnerKind.AGENCY}
    return Partner(id=id, **{**defaults, **fields})


def mission(id: str, lane: str = "a", **fields: Any) -> Mission:
    defaults: Fields = {"name": Text(id)}
    return Mission(id=id, lane=lane, **{**defaults, **fields})


def lanes(*ids: str) -> tuple[Lane, ...]:
    """Lanes that are called "Lane a" for the id "a"."""
    return tuple(Lane(id=id, title=Text(f"Lane {id}", f"泳道{id}")) for id in ids)


def head(current_to: str = "2026-11-22", home: str = "2024/2035", **fields: Any) -> Head:
    """A head whose data reach to this day; with one lane, "a"."""
    defaults: Fields = {"title": Text("Sample"), "lanes": lanes("a")}
    return Head(current_to=parse(current_to), home=parse(home), **{**defaults, **fields})


def programme(*events: Event, head: Head | None = None, **parts: Any) -> Programme:
    """The programme as written, of these events and `parts` (`sources`, `partners`, `missions`, `quotes`)."""
    return Programme(head or _HEAD, events=events, **parts)


_HEAD = head()


def moved_events(programme: Programme) -> tuple[str, ...]:
    """The ids of the events with a major change of their date, in the programme's order."""
    return tuple(
        item.id
        for item in programme.events
        if len(item.claims) > 1 and any(change.kind in MAJOR_CHANGES for change in date_changes(programme, item))
    )
