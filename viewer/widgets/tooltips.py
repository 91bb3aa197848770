"""What a short rest of the pointer tells, as rich text: one sentence, and below it what else there is to know."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from viewer.i18n import _, language, ngettext_
from viewer.model.programme import Programme
from viewer.report.dates import zone_times
from viewer.report.labels import label_of_event
from viewer.timeline.scene import Cluster

Sentence = Callable[[str], str]
"""An address -> the one sentence that tells it."""
TOLD = 10
"""So many members of a cluster are told."""
SPOKEN = 3
"""So many of them are read aloud: the list that opens has them all."""
WIDTH_PX = 380


def _page(*paragraphs: str) -> str:
    """Paragraphs of HTML, wrapped at WIDTH_PX."""
    inner = "".join(f"<p style='margin:2px 0'>{text}</p>" for text in paragraphs if text)
    return f"<table width='{WIDTH_PX}'><tr><td>{inner}</td></tr></table>"


def event_tip(programme: Programme, address: str, tell: Sentence) -> str:
    """The one sentence; its times in other zones; kind, place and partners."""
    event = programme.event(address.partition("/")[2])
    sentence = escape(tell(address))
    if event is None:
        return _page(sentence)
    title = escape(event.title(language()))
    told = sentence.replace(title, f"<b>{title}</b>", 1)
    when = programme.standing(event.id).holder.when
    zones = escape(" · ".join(zone_times(programme, when)))
    parts = [label_of_event(programme, event)]
    if event.place is not None:
        parts.append(event.place.name(language()))
    found = (programme.partner(it) for it in event.partners)
    parts += [(it.short or it.name)(language()) for it in found if it is not None]
    return _page(told, zones, f"<small>{escape(' · '.join(parts))}</small>")


def cluster_tip(cluster: Cluster, tell: Sentence) -> str:
    """How many, the first of them each with its sentence, and what hands can do."""
    lines = [escape(tell(it)) for it in cluster.refs[:TOLD]]
    head = ngettext_("{n} event", "{n} events", cluster.count)
    left = cluster.count - len(lines)
    more = ngettext_("… and {n} more", "… and {n} more", left) if left > 0 else ""
    hint = _("Click: list them. Double-click: zoom to them.")
    return _page(f"<b>{escape(head)}</b>", *lines, escape(more), f"<small>{escape(hint)}</small>")


def cluster_words(cluster: Cluster, tell: Sentence) -> str:
    """How many, and the first of them, in a line of plain words."""
    first = " ".join(tell(it) for it in cluster.refs[:SPOKEN])
    return f"{ngettext_('{n} event', '{n} events', cluster.count)}: {first}"


def lane_tip() -> str:
    """What hands do with the header of a lane."""
    hint = _(
        "Click: all rows of this lane, or as few as fit. Drag: to another place. Right click: hide, move, pin, group."
    )
    return _page(escape(hint))
