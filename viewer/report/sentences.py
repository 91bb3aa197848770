"""The one sentence of each event, claim, date change, history, source and fact, wherever it is read.

Tooltip, details pane, screen reader, summary and print all call these functions, so that their words agree:

    Launch of Chang'e-7: around 2026 (said 27 June 2024 by CGTN)
    Launch of Chang'e-7: 2024 → around 2026, +2 years (said 24 November 2022 by CNSA)
    2024 → around 2026 → 23 August 2026 → no date → 2027?, +3 years since 2021

`programme` is always one as of a day. A claim none of whose sources is better than weak or relayed was "reported",
not "said".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from viewer.i18n import N_, Text, _, kilograms, language, localized, ngettext_
from viewer.model.claims import Status, known_day
from viewer.model.date_history import ChangeKind, DateChange, date_history
from viewer.model.entities import Claim, Component, Event, Fact, Offer, Quote, Site, Source
from viewer.model.programme import Programme
from viewer.ref import id_of, make_ref, split_ref
from viewer.report.dates import change_words, claim_date, date_words, said_words, size_words
from viewer.report.labels import label_of


def listed(words: Sequence[str]) -> str:
    """ "one, two, three" with the commas of the language; "" for nothing."""
    joined = "".join(words[:1])
    for word in words[1:]:
        joined = _("{one}, {other}", one=joined, other=word)
    return joined


def speaker(programme: Programme, claim: Claim) -> str:
    """Who said it: a partner's short name or name, a text as written, else the first publisher; or ""."""
    if claim.by is not None:
        return speaker_name(programme, claim.by)
    sources = claim_sources(programme, claim)
    return sources[0].publisher if sources else ""


def speaker_name(programme: Programme, by: Text) -> str:
    """The short name of the partner whose id `by` is, else the text itself."""
    return by(language()) if programme.partner(by.plain) is None else partner_name(programme, by.plain)


def partner_name(programme: Programme, partner_id: str) -> str:
    """The short name of the partner, else its name; the id itself if there is no such partner."""
    partner = programme.partner(partner_id)
    return partner_id if partner is None else (partner.short or partner.name)(language())


def claim_sources(programme: Programme, claim: Claim) -> tuple[Source, ...]:
    """The sources of the claim that are known on the programme's day, in the author's order."""
    return tuple(source for name in claim.sources if (source := programme.source(name)) is not None)


def is_reported(programme: Programme, claim: Claim) -> bool:
    """Whether the claim has sources and none of them is better than weak or relayed."""
    sources = claim_sources(programme, claim)
    return bool(sources) and all(source.weak or source.relayed_via is not None for source in sources)


def attribution(programme: Programme, claim: Claim) -> str:
    """When and by whom: "said 27 June 2024 by CGTN", "reported in August 2026 by AP"; "" where unknown."""
    by, reported = speaker(programme, claim), is_reported(programme, claim)
    if claim.said is None or not claim.said.is_dated:
        if not by:
            return ""
        return _("reported by {speaker}", speaker=by) if reported else _("said by {speaker}", speaker=by)
    on = said_words(claim.said)
    if not by:
        return _("reported {on}", on=on) if reported else _("said {on}", on=on)
    if reported:
        return _("reported {on} by {speaker}", on=on, speaker=by)
    return _("said {on} by {speaker}", on=on, speaker=by)


def claim_sentence(programme: Programme, claim: Claim, named: bool = False) -> str:
    """The date of the claim, and who said it when: "around 2026 (said 27 June 2024 by CGTN)".

    A report of what happened names its speaker only if it is weak, or with `named`.
    """
    words = claim_date(programme, claim)
    if claim.outcome is not None and claim.outcome != "done":
        words = _("{date}, {status}", date=words, status=label_of(Status(claim.outcome.value)))
    return _with_attribution(programme, claim, words, named)


def _with_attribution(programme: Programme, claim: Claim, words: str, named: bool = False) -> str:
    needs_no_speaker = claim.outcome is not None and not named and not is_reported(programme, claim)
    by = "" if needs_no_speaker else attribution(programme, claim)
    return _("{words} ({attribution})", words=words, attribution=by) if by else words


def event_date(programme: Programme, event: Event) -> str:
    """The current date of the event, with its status where that is not plain: "2026, overdue"."""
    event_status = programme.status(event.id)
    words = claim_date(programme, event_status.current_claim)
    if event_status.status in (Status.DONE, Status.PLANNED, Status.UNDATED):
        return words
    return _("{date}, {status}", date=words, status=label_of(event_status.status))


def event_date_sentence(programme: Programme, event: Event) -> str:
    """The current date of the event, who said it, and the claims that contradict it.

    "around 2026 (said 27 June 2024 by CGTN)".
    """
    event_status = programme.status(event.id)
    words = _with_attribution(programme, event_status.current_claim, event_date(programme, event))
    for claim in event_status.conflicts:
        conflicting = claim_sentence(programme, claim, named=True)
        words = _("{words}; by another account {claim}", words=words, claim=conflicting)
    return words


def event_sentence(programme: Programme, event: Event) -> str:
    """The same with the title: "Launch of Chang'e-7: around 2026 (said 27 June 2024 by CGTN)"."""
    return _("{title}: {what}", title=event.title(language()), what=event_date_sentence(programme, event))


def change_title(programme: Programme, change: DateChange) -> str:
    """The title of the event whose date changed; its id if the programme does not have it."""
    event = programme.event(change.event_id)
    return change.event_id if event is None else event.title(language())


def change_sentence(programme: Programme, change: DateChange) -> str:
    """A change of the date of an event, in one line.

    "Launch of Chang'e-7: 2024 → around 2026, +2 years (said 24 November 2022 by CNSA)".
    """
    words = claim_date(programme, change.new)
    if change.old is not None:
        words = _("{old} → {new}", old=claim_date(programme, change.old), new=words)
    words = _("{words}, {size}", words=words, size=change_words(change))
    sentence = _with_attribution(programme, change.new, words)
    return _("{title}: {what}", title=change_title(programme, change), what=sentence)


def history_words(programme: Programme, event: Event) -> str:
    """How the date changed: "2024 → around 2026 → 23 August 2026 → no date → 2027?, +3 years since 2021"."""
    history = date_history(programme, event)
    words = ""
    for claim in history.claims:
        date = claim_date(programme, claim)
        words = _("{old} → {new}", old=words, new=date) if words else date
    if history.first is None or history.total is None:
        return words
    known = known_day(history.first, programme.current_to)
    size = size_words(history.total) if history.total.kind in (ChangeKind.SLIP, ChangeKind.PULL_IN) else ""
    if not size or known is None:
        return words
    return _("{chain}, {size} since {year}", chain=words, size=size, year=known.year)


_UNITS = {"kg": N_("{value} kg"), "g": N_("{value} g"), "m": N_("{value} m"), "N": N_("{value} N")}


def fact_value(fact: Fact) -> str:
    """The value with its unit: "8,350 kg", in Chinese "8350千克"; a unit without words stays as written."""
    value = fact.value(language())
    if fact.unit in _UNITS:
        return _(_UNITS[fact.unit], value=value)
    return f"{value} {fact.unit}" if fact.unit else value


def fact_sentence(fact: Fact) -> str:
    """ "Launch mass: 8,350 kg"."""
    return _("{title}: {what}", title=fact.label(language()), what=fact_value(fact))


def offer_sentence(offer: Offer) -> str:
    return _("{mass} of payload offered to partners", mass=kilograms(offer.kg))


def component_sentence(component: Component) -> str:
    """ "Lander: soft landing and sampling, 3,200 kg"."""
    details = listed(list(filter(None, (localized(component.role), kilograms(component.mass_kg)))))
    name = component.name(language())
    return _("{title}: {what}", title=name, what=details) if details else name


def site_sentence(site: Site) -> str:
    """ "Site: Apollo basin (41.6° S, 154.0° W)"."""
    words = _("Site: {name}", name=site.name(language()))
    if site.latitude is None or site.longitude is None:
        return words
    return _("{words} ({attribution})", words=words, attribution=coordinates(site.latitude, site.longitude))


def coordinates(latitude: float, longitude: float) -> str:
    """Degrees with their sides: "41.6° S, 154° W"; longitudes beyond 180° east become west."""
    east = (longitude + 180.0) % 360.0 - 180.0
    north_words = _("{degrees}° N", degrees=f"{latitude:.10g}")
    south_words = _("{degrees}° S", degrees=f"{-latitude:.10g}")
    east_words = _("{degrees}° E", degrees=f"{round(east, 6):.10g}")
    west_words = _("{degrees}° W", degrees=f"{round(-east, 6):.10g}")
    return listed((north_words if latitude >= 0 else south_words, east_words if east >= 0 else west_words))


def in_order_said(quotes: Iterable[Quote]) -> list[Quote]:
    """The quotes by the day on which they were said."""
    return sorted(quotes, key=lambda quote: (quote.said.core_earliest, quote.id))


def quote_lead(programme: Programme, quote: Quote) -> str:
    """Who said it, in which role and when."""
    name = listed([speaker_name(programme, quote.by), *filter(None, (localized(quote.role),))])
    return _("{name}, {date}", name=name, date=said_words(quote.said))


def source_sentence(source: Source) -> str:
    """A source as a citation: "CGTN: China forges a new path, 27 June 2024 (weak)"."""
    words = _("{publisher}: {title}", publisher=source.publisher, title=source.title(language()))
    return with_date_and_mark(words, source)


def with_date_and_mark(words: str, source: Source, escape: Callable[[str], str] = str) -> str:
    """`words` with the date of the source and its mark, which `escape` adapts to the format of the text."""
    if source.published.is_dated:
        words = _("{words}, {date}", words=words, date=date_words(source.published))
    mark = escape(source_mark(source))
    return _("{words} ({attribution})", words=words, attribution=mark) if mark else words


def source_mark(source: Source) -> str:
    """What makes a source less than good: "weak source", "relayed by …"; "" for a good one."""
    if source.relayed_via is not None:
        return _("relayed by {medium}", medium=source.relayed_via)
    return _("weak source") if source.weak else ""


def sentence_at(programme: Programme, address: str) -> str:
    """The sentence for `address` ("event/…", "mission/…", "partner/…", "source/…"); "" if there is no such item."""
    kind, name = split_ref(address)
    if kind == "event" and (event := programme.event(name)) is not None:
        return event_sentence(programme, event)
    if kind == "mission" and (mission := programme.mission(name)) is not None:
        return mission.name(language())
    if kind == "partner" and (partner := programme.partner(name)) is not None:
        return partner.name(language())
    if kind == "source" and (source := programme.source(name)) is not None:
        return source_sentence(source)
    return ""


def claim_address(event_id: str, index: int) -> str:
    """The address of a claim, "claim/ce7-launch/3": `index` counts the claims of the event known on the day."""
    return make_ref("claim", f"{event_id}/{index}")


def claim_at(programme: Programme, address: str) -> tuple[Event, int, Claim] | None:
    """The event, the index and the claim at `address`; None if it is not known on the programme's day."""
    event_id, _slash, number = id_of(address, "claim").rpartition("/")
    event = programme.event(event_id)
    if event is None or not number.isdecimal():
        return None
    claims, index = programme.status(event_id).claims, int(number)
    return (event, index, claims[index]) if index < len(claims) else None


def claim_tooltip(programme: Programme, address: str) -> str:
    """The tooltip of a point of the trend chart: the title with the sentence of the claim, its words, each source.

    One line each; "" if there is no such claim.
    """
    item = claim_at(programme, address)
    if item is None:
        return ""
    event, _index, claim = item
    sentence = claim_sentence(programme, claim, named=True)
    lines = [_("{title}: {what}", title=event.title(language()), what=sentence)]
    if claim.words is not None:
        lines.append(_("“{words}”", words=claim.words(language())))
    return "\n".join([*lines, *map(source_sentence, claim_sources(programme, claim))])


def lesser_events_words(count: int) -> str:
    """How many events of less importance were left out: "and 3 lesser events"; "" for none."""
    return ngettext_("and {n} lesser event", "and {n} lesser events", count) if count else ""
