"""YAML without its traps: nodes composed from the events of PyYAML's parser.

Nesting of at most 64; no anchors, aliases or tags; no key twice; one document a file; scalars stay text.
`yaml.load` is not used: its C composer recurses without a limit and crashes on 100 kB of brackets.

After a syntax error in a list its items are read one by one, so that one slip of the pen hides neither the
rest of the file nor the rest of its faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from viewer.i18n import _
from viewer.load.nodes import Broken, ListNode, MapNode, Node, Scalar
from viewer.load.problem import Problem
from viewer.load.yaml_words import place_and_words

DEEPEST = 64

_Loader = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # the pure Python one reads the same, ten times slower

_REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_DASH = re.compile(r"^( *)-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_ID = re.compile(r"""^[\s-]*id:[ \t]*["']?([a-z0-9-]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Composed:
    """What could be read of a file. `root` is None when nothing could."""

    root: Node | None
    problems: tuple[Problem, ...] = ()
    lost: tuple[tuple[int, str], ...] = ()  # what a syntax error took: its line, and its id or ""


class _Fault(Exception):
    """Ends the reading of a stretch of text; line and column from 1."""

    def __init__(self, line: int, column: int, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.cure = cure


def compose(data: bytes, path: str) -> Composed:
    """The nodes of one file, whose name in problems is `path`. Never raises for what stands in the file."""
    composer = _Composer(path)
    text = ""
    try:
        text = _decoded(data)
        root = composer.root(text)
        if root is None:
            raise _Fault(1, 1, _("this file is empty"), _("fill it in, or delete it"))
        return Composed(root, tuple(composer.problems))
    except _Fault as fault:
        stretches = _stretches(text)
        if len(stretches) < 2:
            composer.complain(fault)
            return Composed(None, tuple(composer.problems), ((1, _id_in(text)),))
        return _piecewise(stretches, path, fault)


def _piecewise(stretches: list[tuple[int, str]], path: str, fault: _Fault) -> Composed:
    """The items of a list, each read alone, when reading them together ended in `fault`."""
    composer = _Composer(path)
    whole = ListNode(stretches[0][0], 1, False)
    lost = []
    for line, stretch in stretches:
        try:
            piece = composer.root(stretch, line - 1)
        except _Fault as found:
            composer.complain(found)
            lost.append((line, _id_in(stretch)))
        else:
            whole.items += piece.items if isinstance(piece, ListNode) else []
    if not composer.problems:
        composer.complain(fault)
    return Composed(whole, tuple(composer.problems), tuple(lost))


def _stretches(text: str) -> list[tuple[int, str]]:
    """The items of a block list with their lines; none when `text` does not begin with a list."""
    first = _DASH.search(text)
    if first is None or any(_says_something(line) for line in text[: first.start()].splitlines()):
        return []
    starts = [dash.start() for dash in _DASH.finditer(text) if dash[1] == first[1]]
    stretches, line = [], 1 + text.count("\n", 0, first.start())
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        stretches.append((line, text[start:end]))
        line += text.count("\n", start, end)
    return stretches


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(("#", "---"))


def _id_in(text: str) -> str:
    found = _ID.search(text)
    return found[1] if found else ""


def _decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Fault(1, 1, _("this is not UTF-8 but UTF-16"), _("save the file as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line_before = before.rpartition(b"\n")[2].decode("utf-8", "replace")
        raise _Fault(
            before.count(b"\n") + 1,
            len(line_before) + 1,
            _("this is not UTF-8: byte {byte}", byte=f"0x{error.object[error.start]:02X}"),
            _("save the file as UTF-8"),
        ) from None
    if found := _REFUSED.search(text):
        before_it = text[: found.start()]
        raise _Fault(
            before_it.count("\n") + 1,
            len(before_it) - before_it.rfind("\n"),
            _("an invisible character: {code}", code=f"U+{ord(found[0]):04X}"),
            _("delete it"),
        )
    return text


class _Composer:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._lines_before = 0
        self._events: Iterator[yaml.Event] = iter(())

    def complain(self, fault: _Fault) -> None:
        self.problems.append(Problem(self.path, fault.line, fault.column, fault.message, fault.cure))

    def root(self, text: str, lines_before: int = 0) -> Node | None:
        """The one document of `text`; None for nothing but comments. Raises _Fault where YAML ends."""
        self._lines_before = lines_before
        self._events = yaml.parse(text, Loader=_Loader)
        root: Node | None = None
        started = False
        try:
            for event in self._events:
                match event:
                    case yaml.DocumentStartEvent():
                        if started:
                            raise self._fault(
                                event, _("a second document"), _("one document a file: delete the ---")
                            )
                        started = True
                        if event.tags:
                            raise self._fault(
                                event, _("tags are not allowed"), _("delete the line with %TAG")
                            )
                    case yaml.NodeEvent():
                        root = self._node(event, 1, None)
        except yaml.MarkedYAMLError as error:
            line, column, message, cure = place_and_words(error, text)
            raise _Fault(lines_before + line, column, message, cure) from None
        return None if isinstance(root, Scalar) and not root.text and root.plain else root

    def _node(self, event: yaml.Event, depth: int, owner: ListNode | MapNode | None) -> Node:
        """The node that begins with `event`; reads on to its end."""
        line, column = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            cure = _("write it out, or put a text with * in quotes")
            self._refuse(event, owner, _("aliases are not allowed"), cure)
            return Broken(line, column)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_properties(event, owner)
            return Scalar(line, column, event.value, not event.style)
        if depth > DEEPEST:
            raise self._fault(event, _("nested deeper than {depth} levels", depth=DEEPEST))
        if isinstance(event, yaml.SequenceStartEvent):
            items = ListNode(line, column, bool(event.flow_style))
            self._refuse_properties(event, items)
            return self._list(items, depth)
        entries = MapNode(line, column)
        self._refuse_properties(event, entries)
        return self._map(entries, depth)

    def _refuse_properties(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, spoilt: ListNode | MapNode | None
    ) -> None:
        """Refuse what YAML calls the properties of a node: its anchor and its tag."""
        if event.anchor is not None:
            cure = _("delete it, or put a text with & in quotes")
            self._refuse(event, spoilt, _("anchors are not allowed"), cure)
        if event.tag is not None:
            cure = _("delete it, or put a text with ! in quotes")
            self._refuse(event, spoilt, _("tags are not allowed"), cure)

    def _list(self, node: ListNode, depth: int) -> ListNode:
        events = self._events
        items = node.items
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1, node))
        return node

    def _map(self, node: MapNode, depth: int) -> MapNode:
        events = self._events
        entries = node.entries
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1, node)
            value = self._node(next(events), depth + 1, node)
            if not isinstance(key, Scalar):
                if not isinstance(key, Broken):
                    self._refuse(
                        event, node, _("a key must be a word"), _("put a text with brackets in quotes")
                    )
            elif key.text in entries:
                first = entries[key.text][0]
                self._refuse(
                    event,
                    node,
                    _("'{key}' stands here twice, first in line {line}", key=key.text, line=first.line),
                    _("keep one of them"),
                )
            else:
                entries[key.text] = (key, value)
        return node

    def _refuse(
        self, event: yaml.Event, owner: ListNode | MapNode | None, message: str, cure: str = ""
    ) -> None:
        self.complain(self._fault(event, message, cure))
        if owner is not None:
            owner.sound = False

    def _fault(self, event: yaml.Event, message: str, cure: str = "") -> _Fault:
        return _Fault(*self._place(event), message, cure)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None
        return self._lines_before + mark.line + 1, mark.column + 1
