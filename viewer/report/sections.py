"""The order in which a summary is read: its sections and headings, the same in text, Markdown and HTML."""

from __future__ import annotations

from msgspec import Struct

from viewer.i18n import _, ngettext_
from viewer.report.citations import Cited
from viewer.report.facts import Line, PayloadRow
from viewer.report.summary import EventLine, SlipLine, Summary


class Item(Struct, frozen=True):
    """A line of a list: what it says, the numbers of its sources, and the address of what it speaks of."""

    text: str
    cites: tuple[int, ...] = ()
    address: str = ""


class Paragraph(Struct, frozen=True):
    """Sentences that belong together under a name."""

    name: str
    other_name: str
    lines: tuple[Line, ...]
    address: str = ""


class Section(Struct, frozen=True):
    """A heading, and below it paragraphs, a table of payloads, or a list; `more` says what was left out."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    payloads: tuple[PayloadRow, ...] = ()
    more: str = ""


class Document(Struct, frozen=True):
    """What the renderers write out: a title, the days it speaks for, sections, and the sources by number."""

    title: str
    day_line: str
    data_line: str
    about: str
    sections: tuple[Section, ...]
    sources: tuple[Cited, ...]


def document(summary: Summary) -> Document:
    """The summary in reading order; sections that have nothing to say are left out, and a day with none says so."""
    told = sections(summary)
    nothing = "" if told else _("Nothing was known of it on that day.")
    return Document(
        title=summary.title,
        day_line=summary.day_line,
        data_line=summary.data_line,
        about=f"{summary.about} {nothing}".strip(),
        sections=told,
        sources=summary.sources,
    )


def sections(summary: Summary) -> tuple[Section, ...]:
    """Every section that has something to say, in reading order; the sources are not among them."""
    s = summary
    parts = tuple(Paragraph(m.name, m.other_name, m.lines, f"mission/{m.id}") for m in s.missions)
    chains = tuple(
        Item(_("{title}: {what}", title=chain.title, what=chain.chain), (), f"event/{chain.event}")
        for chain in s.chains
    )
    every = (
        Section("happened", _("What has happened"), _events(s.happened), more=_more(s.happened_more)),
        Section("under-way", _("Under way"), _events(s.under_way)),
        Section("promised", _("What is promised next"), _events(s.promised), more=_more(s.promised_more)),
        Section("missions", _("Missions"), paragraphs=parts),
        Section("payloads", _("Payloads by partner"), payloads=s.payloads),
        Section("roles", _("Who does what"), tuple(Item(line.text, line.cites) for line in s.roles)),
        Section("agreements", _("Agreements"), _events(s.agreements), more=_more(s.agreements_more)),
        Section("policy", _("Policy"), _events(s.policy), more=_more(s.policy_more)),
        Section("slips", _("How dates moved"), slip_items(s.slips)),
        Section("chains", _("From the first date to the present one"), chains),
        Section(
            "quotes",
            _("In their words"),
            tuple(Item(_quoted(q.lead, q.text, q.verbatim), q.cites) for q in s.quotes),
        ),
    )
    return tuple(section for section in every if section.items or section.paragraphs or section.payloads)


def _events(lines: tuple[EventLine, ...]) -> tuple[Item, ...]:
    return tuple(Item(line.sentence, line.cites, f"event/{line.id}") for line in lines)


def _more(count: int) -> str:
    return ngettext_("and {n} lesser event", "and {n} lesser events", count) if count else ""


def slip_items(slips: tuple[SlipLine, ...]) -> tuple[Item, ...]:
    return tuple(Item(slip.sentence, slip.cites, f"event/{slip.event}") for slip in slips)


def _quoted(lead: str, text: str, verbatim: bool) -> str:
    """Marks of quotation only around words that were said so."""
    if verbatim:
        return _("{lead}: “{quotation}”", lead=lead, quotation=text)
    return _("{title}: {what}", title=lead, what=text)
