"""The text that a reader copies to report an error: what was shown, who said so, from where, how old the data are."""

from __future__ import annotations

from viewer.i18n import SOURCE_LANGUAGE, _, day_words
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.ref import id_of
from viewer.report.citations import CitationFormat, citation
from viewer.report.sentences import claim_sentence, claim_sources, sentence_at


def error_report(programme: Programme, address: str, link: str, version: str) -> str:
    """The report as plain text, to be completed by the reader. `programme` is one as of a day."""
    lines = [sentence_at(programme, address) or address, link, ""]
    event, source = programme.event(id_of(address, "event")), programme.source(id_of(address, "source"))
    if event is not None:
        lines += [*_claim_lines(programme, event), ""]
    if source is not None:
        lines += [citation(source, CitationFormat.TEXT), ""]
    lines += [
        _("Data as of {day}", day=day_words(programme.current_to)),
        _("As known on {day}", day=day_words(programme.day or programme.current_to)),
        f"Farside {version}",
        "",
        _("What is wrong, and what says so:"),
        "",
    ]
    return "\n".join(lines)


def _claim_lines(programme: Programme, event: Event) -> list[str]:
    """Every known claim of `event`, a star before the current one, with its words and sources."""
    event_status = programme.status(event.id)
    lines: list[str] = []
    for claim in event_status.claims:
        mark = "* " if claim is event_status.current_claim else "- "
        lines.append(mark + claim_sentence(programme, claim, named=True) + f"  [{claim.when.text}]")
        if claim.words is not None:
            lines.append(f"    “{claim.words(SOURCE_LANGUAGE)}”")
        lines += [
            f"    {citation(source, CitationFormat.TEXT)}" for source in claim_sources(programme, claim)
        ]
    return lines
