"""What a YAML file is made of once composed: scalars, lists and mappings that know their places.

Lines and columns count from 1. Scalars stay text: what `2026`, `NO` or `12:30` is, the type
that is due decides.
"""

from __future__ import annotations

from typing import TypeAlias


class Scalar:
    """A text. `plain` is one without quotes, so that `null` and `true` can be told from "null" and "true"."""

    __slots__ = ("column", "line", "plain", "text")

    def __init__(self, line: int, column: int, text: str, plain: bool) -> None:
        self.line = line
        self.column = column
        self.text = text
        self.plain = plain

    @property
    def empty(self) -> bool:
        """Whether it is `null`, `~` or nothing at all, without quotes."""
        return self.plain and self.text in ("", "null", "~")


class Broken:
    """Stands where something was already complained of: an alias, say. Whoever meets it stays silent."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class ListNode:
    """`sound` is False once something in it, not deeper down, was complained of."""

    __slots__ = ("column", "flow", "items", "line", "sound")

    def __init__(self, line: int, column: int, flow: bool) -> None:
        self.line = line
        self.column = column
        self.flow = flow
        self.items: list[Node] = []
        self.sound = True


class MapNode:
    """`entries` by the text of the key: the key and its value; of a key that came twice, the first."""

    __slots__ = ("column", "entries", "line", "sound")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.sound = True


Node: TypeAlias = Scalar | ListNode | MapNode | Broken


def as_written(node: Node, comma: str = ",") -> str:
    """A flow list or mapping of plain texts as its author may have typed it: "[2026,2027]", "{2026}"."""
    match node:
        case Scalar():
            return node.text
        case ListNode():
            return f"[{comma.join(as_written(item) for item in node.items)}]"
        case MapNode():
            pairs = [(key.text, as_written(value)) for key, value in node.entries.values()]
            return "{" + comma.join(f"{key}: {value}" if value else key for key, value in pairs) + "}"
    return "…"
