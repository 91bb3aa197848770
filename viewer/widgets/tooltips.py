"""The tooltips of the timeline as rich text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from viewer.i18n import _, language, ngettext_
from viewer.model.programme import Programme
from viewer.ref import id_of, kind_of
from viewer.report.dates import zone_times
from viewer.report.labels import label_of_event
from viewer.timeline.scene import Cluster

Sentence = Callable[[str], str]
"""Gives the one sentence that describes what is at an address."""
SHOWN_MEMBERS = 10
"""How many members of a cluster its tooltip lists."""
SPOKEN_MEMBERS = 3
"""How many of them a screen reader reads."""
WIDTH_PX = 380


def tooltip(programme: Programme, ref: str, cluster: Cluster | None, sentence: Sentence) -> str:
    """The tooltip of what is at `ref`: a lane header, a cluster, an event."""
    if kind_of(ref) == "lane":
        return _page(
            escape(
                _(
                    "Click: all rows of this lane, or as few as fit. Drag: to another place. "
                    "Right click: hide, move, pin, group."
                )
            )
        )
    return (
        _event_tooltip(programme, ref, sentence) if cluster is None else _cluster_tooltip(cluster, sentence)
    )


def _event_tooltip(programme: Programme, address: str, sentence: Sentence) -> str:
    """The sentence; its times in other zones; kind, place and partners."""
    event = programme.event(id_of(address, "event"))
    text = escape(sentence(address))
    if event is None:
        return _page(text)
    title = escape(event.title(language()))
    zones = " · ".join(zone_times(programme, programme.status(event.id).current_claim.when))
    parts = [label_of_event(programme, event)]
    if event.place is not None:
        parts.append(event.place.name(language()))
    partners = map(programme.partner, event.partners)
    parts += [(partner.short or partner.name)(language()) for partner in partners if partner is not None]
    details = f"<small>{escape(' · '.join(parts))}</small>"
    return _page(text.replace(title, f"<b>{title}</b>", 1), escape(zones), details)


def _cluster_tooltip(cluster: Cluster, sentence: Sentence) -> str:
    """How many events, the sentences of the first, and what a click does."""
    lines = [escape(sentence(ref)) for ref in cluster.refs[:SHOWN_MEMBERS]]
    count = ngettext_("{n} event", "{n} events", cluster.count)
    hidden = cluster.count - len(lines)
    more = ngettext_("… and {n} more", "… and {n} more", hidden) if hidden > 0 else ""
    hint = _("Click: list them. Double-click: zoom to them.")
    return _page(f"<b>{escape(count)}</b>", *lines, escape(more), f"<small>{escape(hint)}</small>")


def cluster_words(cluster: Cluster, sentence: Sentence) -> str:
    """How many events, and the sentences of the first, as plain text."""
    first = " ".join(map(sentence, cluster.refs[:SPOKEN_MEMBERS]))
    return f"{ngettext_('{n} event', '{n} events', cluster.count)}: {first}"


def _page(*paragraphs: str) -> str:
    """Paragraphs of HTML, wrapped at WIDTH_PX."""
    inner = "".join(f"<p style='margin:2px 0'>{text}</p>" for text in paragraphs if text)
    return f"<table width='{WIDTH_PX}'><tr><td>{inner}</td></tr></table>"
