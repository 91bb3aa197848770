"""The one sentence of each event, claim, move and chain, the same wherever it is read.

Tooltip, pane, screen reader, summary and print all call these functions, so nothing is told in two ways:

    Launch of Chang'e-7: around 2026 (said 27 June 2024 by CGTN)
    Launch of Chang'e-7: 2024 → around 2026, +2 years (said 24 November 2022 by CNSA)
    2024 → around 2026 → 23 August 2026 → no date → 2027?, +3 years since 2021

`programme` is always one that was seen from a day (`Programme.as_of`). Where no source of a claim is better
than weak or relayed, it was "reported", not "said".
"""

from __future__ import annotations

from viewer.i18n import N_, _, date_words, language
from viewer.model.claims import Status, doubted, known_day
from viewer.model.date_history import ChangeKind, DateChange, date_history
from viewer.model.edtf import Kind, Precision, When
from viewer.model.entities import Claim, Event, Source, Text
from viewer.model.programme import Programme
from viewer.report.shift import shift_words

_STATUS = {
    Status.CANCELLED: N_("cancelled"),
    Status.FAILED: N_("failed"),
    Status.PARTIAL: N_("partly achieved"),
    Status.OVERDUE: N_("overdue"),
    Status.UNDER_WAY: N_("under way"),
    Status.DONE: N_("done"),
    Status.UNDATED: N_("no date"),
    Status.PLANNED: N_("planned"),
}
_MOVE = {
    ChangeKind.FIRST_SAID: N_("first said"),
    ChangeKind.WITHDRAWN: N_("date withdrawn"),
    ChangeKind.REDATED: N_("new date"),
    ChangeKind.RESTATED: N_("said again"),
    ChangeKind.SLIP: N_("later"),
    ChangeKind.PULL_IN: N_("earlier"),
    ChangeKind.FIRMED: N_("made more exact"),
    ChangeKind.LOOSENED: N_("made less exact"),
    ChangeKind.MET: N_("came as planned"),
    ChangeKind.MISSED: N_("came later than planned"),
    ChangeKind.EARLY: N_("came earlier than planned"),
    ChangeKind.CANCELLED: N_("cancelled"),
}
_SIZELESS = (ChangeKind.FIRMED, ChangeKind.LOOSENED, ChangeKind.MET)
"""Moves that are neither later nor earlier: a size would say that they were."""


def status_words(status: Status) -> str:
    """The status of an event: "planned", "under way", "overdue" …"""
    return _(_STATUS[status])


def move_words(cls: ChangeKind) -> str:
    """What kind of move it was: "later", "date withdrawn", "came as planned" …"""
    return _(_MOVE[cls])


def outcome_words(move: DateChange) -> str:
    """What the move came to: its size, "+2 years"; its kind where it has none, "made more exact"."""
    return (move.kind not in _SIZELESS and shift_words(move)) or move_words(move.kind)


def claim_date(programme: Programme, claim: Claim) -> str:
    """What the claim says, with "?" where it is doubted: "around 2026", "2027?"."""
    return date_words(claim.when, doubted(claim, programme.source))


def speaker(programme: Programme, claim: Claim) -> str:
    """Who said it: a partner's short name or name, a text as written, else the first publisher; or ""."""
    if claim.by is not None:
        return speaker_name(programme, claim.by)
    sources = claim_sources(programme, claim)
    return sources[0].publisher if sources else ""


def speaker_name(programme: Programme, by: Text) -> str:
    """The short name of the partner whose id `by` is, else the text itself."""
    return by(language()) if programme.partner(by.en) is None else partner_name(programme, by.en)


def partner_name(programme: Programme, by: str) -> str:
    """The short name of the partner `by`, else its name; `by` itself where it is no partner's id."""
    partner = programme.partner(by)
    return by if partner is None else (partner.short or partner.name)(language())


def claim_sources(programme: Programme, claim: Claim) -> tuple[Source, ...]:
    """The sources of the claim that are there on the programme's day, in the author's order."""
    return tuple(source for name in claim.sources if (source := programme.source(name)) is not None)


def reported(programme: Programme, claim: Claim) -> bool:
    """Whether the claim has sources and none of them is better than weak or relayed."""
    sources = claim_sources(programme, claim)
    return bool(sources) and all(source.weak or source.relayed_via is not None for source in sources)


def attribution(programme: Programme, claim: Claim) -> str:
    """When and by whom: "said 27 June 2024 by CGTN", "reported in August 2026 by AP"; "" where unknown."""
    by, weakly = speaker(programme, claim), reported(programme, claim)
    if claim.said is None or claim.said.kind is Kind.UNKNOWN:
        if not by:
            return ""
        return _("reported by {speaker}", speaker=by) if weakly else _("said by {speaker}", speaker=by)
    on = said_words(claim.said)
    if not by:
        return _("reported {on}", on=on) if weakly else _("said {on}", on=on)
    if weakly:
        return _("reported {on} by {speaker}", on=on, speaker=by)
    return _("said {on} by {speaker}", on=on, speaker=by)


def said_words(said: When) -> str:
    """A date as it follows "said": "27 June 2024", "in June 2021", "around June 2021"."""
    words = date_words(said)
    if said.kind is Kind.POINT and said.precision < Precision.DAY and not said.approximate:
        return _("in {date}", date=words)
    return words


def claim_sentence(programme: Programme, claim: Claim, named: bool = False) -> str:
    """The date of the claim, and who said it when: "around 2026 (said 27 June 2024 by CGTN)".

    What happened needs no speaker unless the report is weak; `named` names the speaker all the same.
    """
    words = claim_date(programme, claim)
    if claim.outcome is not None and claim.outcome != "done":
        words = _("{date}, {status}", date=words, status=status_words(Status(claim.outcome.value)))
    return _with_attribution(programme, claim, words, named)


def _with_attribution(programme: Programme, claim: Claim, words: str, named: bool = False) -> str:
    settled = claim.outcome is not None and not named and not reported(programme, claim)
    said = "" if settled else attribution(programme, claim)
    return _("{words} ({attribution})", words=words, attribution=said) if said else words


def event_date(programme: Programme, event: Event) -> str:
    """What holds of the event on the day, with its status where that is not plain: "2026, overdue"."""
    standing = programme.standing(event.id)
    words = claim_date(programme, standing.holder)
    if standing.status in (Status.DONE, Status.PLANNED, Status.UNDATED):
        return words
    return _("{date}, {status}", date=words, status=status_words(standing.status))


def event_sentence(programme: Programme, event: Event) -> str:
    """The sentence of an event: title, date, who said so, and claims that exclude it.

    "Launch of Chang'e-7: around 2026 (said 27 June 2024 by CGTN)".
    """
    return _("{title}: {what}", title=event.title(language()), what=event_promise(programme, event))


def event_promise(programme: Programme, event: Event) -> str:
    """The sentence of an event without its title: "around 2026 (said 27 June 2024 by CGTN)"."""
    standing = programme.standing(event.id)
    words = _with_attribution(programme, standing.holder, event_date(programme, event))
    for claim in standing.conflicts:
        other = claim_sentence(programme, claim, named=True)
        words = _("{words}; by another account {claim}", words=words, claim=other)
    return words


def move_sentence(programme: Programme, move: DateChange) -> str:
    """A move of an event, in one line.

    "Launch of Chang'e-7: 2024 → around 2026, +2 years (said 24 November 2022 by CNSA)".
    """
    event = programme.event(move.event_id)
    title = move.event_id if event is None else event.title(language())
    words = claim_date(programme, move.new)
    if move.old is not None:
        words = _("{old} → {new}", old=claim_date(programme, move.old), new=words)
    words = _("{words}, {size}", words=words, size=outcome_words(move))
    return _("{title}: {what}", title=title, what=_with_attribution(programme, move.new, words))


def chain_words(programme: Programme, event: Event) -> str:
    """How the date moved: "2024 → around 2026 → 23 August 2026 → no date → 2027?, +3 years since 2021"."""
    chain = date_history(programme, event)
    words = ""
    for claim in chain.claims:
        new = claim_date(programme, claim)
        words = _("{old} → {new}", old=words, new=new) if words else new
    moved = chain.total is not None and chain.total.kind in (ChangeKind.SLIP, ChangeKind.PULL_IN)
    size = shift_words(chain.total) if chain.total is not None and moved else ""
    first = known_day(chain.first, programme.current_to) if chain.first is not None else None
    return (
        _("{chain}, {size} since {year}", chain=words, size=size, year=first.year)
        if size and first
        else words
    )


def source_sentence(source: Source) -> str:
    """A source as a citation: "CGTN: China forges a new path, 27 June 2024 (weak)"."""
    words = _("{publisher}: {title}", publisher=source.publisher, title=source.title(language()))
    if source.published.kind is not Kind.UNKNOWN:
        words = _("{words}, {date}", words=words, date=date_words(source.published))
    if mark := source_mark(source):
        words = _("{words} ({attribution})", words=words, attribution=mark)
    return words


def source_mark(source: Source) -> str:
    """What makes a source less than good: "weak source", "relayed by …"; "" for a good one."""
    if source.relayed_via is not None:
        return _("relayed by {medium}", medium=source.relayed_via)
    return _("weak source") if source.weak else ""


def sentence_at(programme: Programme, address: str) -> str:
    """The sentence of what stands at `address` ("event/…", "mission/…", "partner/…", "source/…"), or ""."""
    kind, _slash, name = address.partition("/")
    if kind == "event" and (event := programme.event(name)) is not None:
        return event_sentence(programme, event)
    if kind == "mission" and (mission := programme.mission(name)) is not None:
        return mission.name(language())
    if kind == "partner" and (partner := programme.partner(name)) is not None:
        return partner.name(language())
    if kind == "source" and (source := programme.source(name)) is not None:
        return source_sentence(source)
    return ""


def nothing_words(programme: Programme) -> str:
    """Why no event is shown: the filter leaves none, or nothing was known; "" where some are."""
    if programme.events:
        return ""
    if programme.unfiltered.events:
        return _("No event passes the filter.")
    return _("Nothing was known of it on that day.")
