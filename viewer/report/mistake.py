"""What somebody who reports a mistake needs to copy: what was told, who said so, from where, how old the data are."""

from __future__ import annotations

from viewer.i18n import _, day_words
from viewer.model.programme import Programme
from viewer.report.cite import Form, citation
from viewer.report.sentences import claim_sentence, claim_sources, sentence_at


def mistake_text(programme: Programme, address: str, link: str, version: str) -> str:
    """The report as plain text, ready to be completed. `programme` was seen from a day."""
    lines = [sentence_at(programme, address) or address, link, ""]
    kind, _slash, name = address.partition("/")
    event = programme.event(name) if kind == "event" else None
    source = programme.source(name) if kind == "source" else None
    if event is not None:
        standing = programme.standing(event.id)
        for claim in standing.claims:
            mark = "* " if claim is standing.holder else "- "
            lines.append(mark + claim_sentence(programme, claim, named=True) + f"  [{claim.when.text}]")
            if claim.words is not None:
                lines.append(f"    “{claim.words.en or claim.words.zh}”")
            lines += [f"    {citation(cited, Form.TEXT)}" for cited in claim_sources(programme, claim)]
        lines.append("")
    if source is not None:
        lines += [citation(source, Form.TEXT), ""]
    lines += [
        _("Data as of {day}", day=day_words(programme.current_to)),
        _("As known on {day}", day=day_words(programme.day or programme.current_to)),
        f"Farside {version}",
        "",
        _("What is wrong, and what says so:"),
        "",
    ]
    return "\n".join(lines)
