"""Refs: texts "KIND/ID", each of which names one thing. View states, links, HTML and shapes of a scene contain them.

Two kinds have ids of several parts: "claim/EVENT/INDEX" and "away/REF".
"""

from __future__ import annotations

from typing import Literal, get_args

RefKind = Literal[
    "event", "mission", "partner", "source",  # items of a programme: what can be selected
    "claim",  # of an event: its INDEX counts the claims that are known
    "lane", "cluster", "away", "site",  # parts of a scene; "away/REF": an item that is out of view
    "command", "view", "date",  # results of a search
    "list", "picture",  # in the details pane: a filter value, an image
]  # fmt: skip
_KINDS: dict[str, RefKind] = {kind: kind for kind in get_args(RefKind)}


def make_ref(kind: RefKind, id: str) -> str:
    return f"{kind}/{id}"


def event_ref(event_id: str) -> str:
    return f"event/{event_id}"


def split_ref(ref: str) -> tuple[RefKind | Literal[""], str]:
    """The kind and the id; "" and "" for anything that is no ref."""
    kind = kind_of(ref)
    return kind, id_of(ref, kind) if kind else ""


def kind_of(ref: str) -> RefKind | Literal[""]:
    """The kind; "" for anything that is no ref."""
    return _KINDS.get(ref.partition("/")[0]) or ""


def id_of(ref: str, kind: RefKind) -> str:
    """The id if `ref` is of that kind, else ""."""
    text, _slash, id = ref.partition("/")
    return id if text == kind else ""
