"""One claim, wherever it is pointed at: its sentence, the words it was said in, its sources.

A claim has an address within a programme seen from a day: "claim/ce7-launch/3" is the claim with that index in
`Standing.claims`, the claims known on the day in the order in which they became known.
"""

from __future__ import annotations

from viewer.i18n import _, language
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.report.sentence import claim_sentence, claim_sources, source_sentence


def claim_address(event_id: str, index: int) -> str:
    """The address of a claim: "claim/ce7-launch/3"."""
    return f"claim/{event_id}/{index}"


def claim_at(programme: Programme, address: str) -> tuple[Event, int, Claim] | None:
    """The event, the index and the claim at `address`; None where none is known on the programme's day."""
    kind, _slash, rest = address.partition("/")
    event_id, _slash, number = rest.rpartition("/")
    event = programme.event(event_id)
    if kind != "claim" or event is None or not number.isdecimal():
        return None
    claims = programme.standing(event_id).claims
    index = int(number)
    return (event, index, claims[index]) if index < len(claims) else None


def claim_note(programme: Programme, address: str) -> str:
    """What a point of the trend chart says, in lines: title and sentence, the words, each source; "" for no claim.

    "Launch of Chang'e-7: around 2026 (said 27 June 2024 by CGTN)".
    """
    found = claim_at(programme, address)
    if found is None:
        return ""
    event, _index, claim = found
    said = claim_sentence(programme, claim, named=True)
    lines = [_("{title}: {what}", title=event.title(language()), what=said)]
    if claim.words is not None:
        lines.append(_("“{words}”", words=claim.words(language())))
    lines += [source_sentence(source) for source in claim_sources(programme, claim)]
    return "\n".join(lines)
