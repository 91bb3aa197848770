"""What is gathered while a file is decoded: complaints, definitions, links, and what is left out."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import Final, Literal

from viewer.i18n import _
from viewer.load.nodes import Broken, ListNode, Node, Scalar, as_written
from viewer.load.problem import Problem
from viewer.load.rules import Fault

LONGEST_MESSAGE = 300


class _Sentinel(Enum):
    FAULT = 0

    def __bool__(self) -> bool:
        return False


FAULT: Final = _Sentinel.FAULT
"""Stands for a value that could not be read; what is wrong with it was complained of."""
Faulty = Literal[_Sentinel.FAULT]


class Reading:
    """Of one file. `defined` and `links` hold a kind and the scalar with the id, in the order of the file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.left_out: list[str] = []
        self.defined: list[tuple[str, Scalar]] = []
        self.links: list[tuple[str, Scalar]] = []
        self.parents: list[tuple[str, str, Scalar]] = []  # kind and id of a part, and what it is part of

    def complain(self, node: Node, message: str, cure: str = "") -> Faulty:
        message = " ".join(message.split())
        if len(message) > LONGEST_MESSAGE:
            message = message[: LONGEST_MESSAGE - 1] + "…"
        self.problems.append(Problem(self.path, node.line, node.column, message, " ".join(cure.split())))
        return FAULT

    def ruled_out(self, node: Node, fault: Fault) -> Faulty:
        return self.complain(node, *fault)

    def not_a_text(self, node: Node, name: str, cure: str = "") -> Faulty:
        """Complain of a list or mapping where the text or date `name` is due; `cure` beats the usual one."""
        if isinstance(node, Broken):
            return FAULT
        if isinstance(node, ListNode):
            if node.flow and not cure:
                cure = _('quote it: {name}: "{text}"', name=name, text=as_written(node, ", "))
            return self.complain(node, _("a list where a text is due: {name}", name=name), cure)
        return self.complain(node, _("a mapping where a text is due: {name}", name=name), cure)

    def not_one_value(self, node: Node, name: str) -> Faulty:
        """Complain of a list or mapping where a number, a switch or a word of a closed list is due."""
        if isinstance(node, Broken):
            return FAULT
        alone = isinstance(node, ListNode) and len(node.items) == 1
        cure = _("write {name}: {text}", name=name, text=as_written(node)[1:-1]) if alone else ""
        return self.complain(node, _("one value is due: {name}", name=name), cure)

    def not_a_list(self, node: Node, name: str, of_texts: bool) -> Faulty:
        if isinstance(node, Broken):
            return FAULT
        if isinstance(node, Scalar) and of_texts:
            cure = _("write {name}: [{text}]", name=name, text=node.text)
        else:
            cure = _("begin each item with '- '")
        return self.complain(node, _("a list is due: {name}", name=name), cure)

    def not_a_mapping(self, node: Node, name: str, fields: list[str]) -> Faulty:
        if isinstance(node, Broken):
            return FAULT
        return self.complain(
            node,
            _("a mapping is due: {name}", name=name),
            _("write 'key: value' with {fields}", fields=", ".join(fields)),
        )


def nearest(word: str, known: list[str]) -> str:
    """The cure for a misspelt `word`: the known one it resembles, or else all of them."""
    if close := get_close_matches(word.lower(), known, 1, 0.6):
        return _("did you mean {word}?", word=close[0])
    return _("write one of {words}", words=", ".join(known))
