"""YAML without its traps: nodes that know their places, composed from the events of PyYAML's parser.

Nesting of at most 64; no anchors, aliases or tags; no key twice; one document a file. `yaml.load` is not used: its C
composer recurses without a limit and crashes on 100 kB of brackets. Scalars stay text: the type that a field has
decides what `2026`, `NO` or `12:30` is.

After a syntax error in a list its items are read one by one, so that one error hides neither the rest of the file nor
its other errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import yaml
from msgspec import Struct

from viewer.i18n import _
from viewer.load.files import Diagnostic
from viewer.progress import ProgressCallback, ignore_progress

MAX_DEPTH = 64

# Nodes form a tree, so the cyclic garbage collector need not look at them. Lines and columns count from 1.


class Scalar(Struct, gc=False, eq=False):
    """A text. `plain`: without quotes, so that `null` and `true` differ from "null" and "true"."""

    line: int
    column: int
    text: str
    plain: bool

    @property
    def empty(self) -> bool:
        """True for `null`, `~` and nothing at all, without quotes."""
        return self.plain and self.text in ("", "null", "~")


class BrokenNode(Struct, gc=False, eq=False):
    """Stands for a node that was reported already, such as an alias. Whoever meets it reports nothing."""

    line: int
    column: int


class ListNode(Struct, gc=False, eq=False):
    """`sound` is False once something directly in the list was reported."""

    line: int
    column: int
    flow: bool
    items: list[Node] = []
    sound: bool = True


class MapNode(Struct, gc=False, eq=False):
    """`entries`: by the text of the key, the key and its value; of a key that comes twice, the first."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = {}
    sound: bool = True


Node: TypeAlias = Scalar | ListNode | MapNode | BrokenNode


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


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML has it; the pure Python loader reads the same, ten times slower."""

_INVISIBLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_DASH = re.compile(r"^( *)-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_ID = re.compile(r"""^[\s-]*id:[ \t]*["']?([a-z0-9-]+)""", re.MULTILINE)


class YamlFile(Struct, frozen=True):
    """What could be read of a file. `root` is None where nothing could."""

    root: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: tuple[tuple[int, str], ...] = ()  # per item that a syntax error took: its line, its id or ""


class _SyntaxError(Exception):
    """Ends the reading of a text. Its arguments are line and column from 1, message, and cure where one is known."""


def read_yaml(data: bytes, path: str, progress: ProgressCallback = ignore_progress) -> YamlFile:
    """The nodes of one file, which diagnostics call `path`. Never raises for the content of the file."""
    composer = _Composer(path, progress)
    text = ""
    try:
        text = _decode(data)
        root = composer.compose(text)
        if root is None:
            raise _SyntaxError(1, 1, _("this file is empty"), _("fill it in, or delete it"))
        return YamlFile(root, tuple(composer.diagnostics))
    except _SyntaxError as error:
        items = _split_items(text)
        if len(items) < 2:
            composer.report(error)
            return YamlFile(None, tuple(composer.diagnostics), ((1, _find_id(text)),))
        return _read_items(items, path, progress, error)


def _read_items(items: list[tuple[int, str]], path: str, progress: ProgressCallback, error: _SyntaxError) -> YamlFile:
    """The items of a list, each read alone, after reading them together ended in `error`."""
    composer = _Composer(path, progress)
    root = ListNode(items[0][0], 1, False)
    lost = []
    for line, text in items:
        try:
            item = composer.compose(text, line - 1)
        except _SyntaxError as item_error:
            composer.report(item_error)
            lost.append((line, _find_id(text)))
        else:
            root.items += item.items if isinstance(item, ListNode) else []
    if not composer.diagnostics:
        composer.report(error)
    return YamlFile(root, tuple(composer.diagnostics), tuple(lost))


def _split_items(text: str) -> list[tuple[int, str]]:
    """The items of a block list with their lines; [] where `text` does not begin with a list."""
    first = _DASH.search(text)
    lines_before = map(str.lstrip, text[: first.start()].splitlines()) if first is not None else ()
    if first is None or any(line and not line.startswith(("#", "---")) for line in lines_before):
        return []
    starts = [dash.start() for dash in _DASH.finditer(text) if dash[1] == first[1]]
    items, line = [], 1 + text.count("\n", 0, first.start())
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        items.append((line, text[start:end]))
        line += text.count("\n", start, end)
    return items


def _find_id(text: str) -> str:
    match = _ID.search(text)
    return match[1] if match else ""


def _decode(data: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _SyntaxError(1, 1, _("this is not UTF-8 but UTF-16"), _("save the file as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line_before = before.rpartition(b"\n")[2].decode("utf-8", "replace")
        raise _SyntaxError(
            before.count(b"\n") + 1,
            len(line_before) + 1,
            _("this is not UTF-8: byte {byte}", byte=f"0x{error.object[error.start]:02X}"),
            _("save the file as UTF-8"),
        ) from None
    if match := _INVISIBLE.search(text):
        text_before = text[: match.start()]
        raise _SyntaxError(
            text_before.count("\n") + 1,
            len(text_before) - text_before.rfind("\n"),
            _("an invisible character: {code}", code=f"U+{ord(match[0]):04X}"),
            _("delete it"),
        )
    return text


class _Composer:
    """Turns the events of the parser into nodes and collects diagnostics."""

    def __init__(self, path: str, progress: ProgressCallback) -> None:
        self.path = path
        self.progress = progress
        self.diagnostics: list[Diagnostic] = []
        self._length = 1
        self._lines_before = 0
        self._events: Iterator[yaml.Event] = iter(())

    def report(self, error: _SyntaxError) -> None:
        self.diagnostics.append(Diagnostic(self.path, *error.args))

    def compose(self, text: str, lines_before: int = 0) -> Node | None:
        """The one document of `text`; None where it has only comments. Raises _SyntaxError."""
        self._length, self._lines_before = max(1, len(text)), lines_before
        self._events = yaml.parse(text, Loader=_LOADER)
        try:
            root = self._document()
        except yaml.MarkedYAMLError as error:
            line, column, message, cure = _explain(error, text)
            raise _SyntaxError(lines_before + line, column, message, cure) from None
        return None if isinstance(root, Scalar) and not root.text and root.plain else root

    def _document(self) -> Node | None:
        root: Node | None = None
        started = False
        for event in self._events:
            match event:
                case yaml.DocumentStartEvent():
                    if started:
                        cure = _("one document a file: delete the ---")
                        raise self._error(event, _("a second document"), cure)
                    started = True
                    if event.tags:
                        cure = _("delete the line with %TAG")
                        raise self._error(event, _("tags are not allowed"), cure)
                case yaml.NodeEvent():
                    root = self._node(event, 1, None)
        return root

    def _node(self, event: yaml.Event, depth: int, parent: ListNode | MapNode | None) -> Node:
        """The node that begins with `event`; consumes the events up to its end."""
        line, column = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            cure = _("write it out, or put a text with * in quotes")
            self._refuse(event, parent, _("aliases are not allowed"), cure)
            return BrokenNode(line, column)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_properties(event, parent)
            return Scalar(line, column, event.value, not event.style)
        if depth > MAX_DEPTH:
            raise self._error(event, _("nested deeper than {depth} levels", depth=MAX_DEPTH))
        if isinstance(event, yaml.SequenceStartEvent):
            items = ListNode(line, column, bool(event.flow_style))
            self._refuse_properties(event, items)
            return self._list(items, depth)
        entries = MapNode(line, column)
        self._refuse_properties(event, entries)
        return self._map(entries, depth)

    def _refuse_properties(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, owner: ListNode | MapNode | None
    ) -> None:
        """Refuse an anchor and a tag, which YAML calls the properties of a node."""
        if event.anchor is not None:
            cure = _("delete it, or put a text with & in quotes")
            self._refuse(event, owner, _("anchors are not allowed"), cure)
        if event.tag is not None:
            cure = _("delete it, or put a text with ! in quotes")
            self._refuse(event, owner, _("tags are not allowed"), cure)

    def _list(self, node: ListNode, depth: int) -> ListNode:
        events, items = self._events, node.items
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            if depth == 1 and event.start_mark is not None:
                self.progress(min(1.0, event.start_mark.index / self._length))
            items.append(self._node(event, depth + 1, node))
        return node

    def _map(self, node: MapNode, depth: int) -> MapNode:
        events, entries = self._events, node.entries
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1, node)
            value = self._node(next(events), depth + 1, node)
            if isinstance(key, BrokenNode):
                continue
            if not isinstance(key, Scalar):
                self._refuse(event, node, _("a key must be a word"), _("put a text with brackets in quotes"))
            elif key.text in entries:
                line = entries[key.text][0].line
                message = _("'{key}' stands here twice, first in line {line}", key=key.text, line=line)
                self._refuse(event, node, message, _("keep one of them"))
            else:
                entries[key.text] = (key, value)
        return node

    def _refuse(self, event: yaml.Event, owner: ListNode | MapNode | None, message: str, cure: str = "") -> None:
        self.report(self._error(event, message, cure))
        if owner is not None:
            owner.sound = False

    def _error(self, event: yaml.Event, message: str, cure: str = "") -> _SyntaxError:
        return _SyntaxError(*self._place(event), message, cure)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None
        return self._lines_before + mark.line + 1, mark.column + 1


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """(line, column, message, cure) for a syntax error in `text`, at the place where its author must look."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if any(part in problem for part in _MARKED_AT_START):
        mark = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    if line >= len(lines):  # at the end of the text, where there is nothing to look at
        line = max((number for number, each in enumerate(lines) if each.strip()), default=0)
        column = len(lines[line].rstrip()) if lines else 0
    content = lines[line] if lines else ""
    if "\t" in content[: len(content) - len(content.lstrip())]:
        column = content.index("\t")
    character = content[column : column + 1]
    return line + 1, column + 1, *_message_and_cure(problem, error.context or "", character)


_MARKED_AT_START = ("unexpected end of stream", "',' or", "could not find expected ':'", "alphabetic or numeric")
"""Problems whose place is the start of the unfinished quote, bracket or key, not the place where parsing failed."""


def _message_and_cure(problem: str, context: str, character: str) -> tuple[str, str]:
    """What to say of libyaml's `problem`; `character` is the one at the place."""
    if character == "\t" and ("cannot start any token" in problem or "tab" in problem):
        return _("a tab stands where YAML wants spaces"), _("indent with spaces")
    in_alias_or_anchor = "scanning an alias" in context or "scanning an anchor" in context
    if "cannot start any token" in problem or in_alias_or_anchor:
        return _("a text cannot begin with {character}", character=character), _("put the text in quotes")
    for part, message, cure in _explanations():
        if part in problem:
            return message, cure
    if "tag" in context:
        return _("tags are not allowed"), _("put a text that begins with ! in quotes")
    return _("this is not YAML: {reason}", reason=problem or context), ""


def _explanations() -> tuple[tuple[str, str, str], ...]:
    """Part of libyaml's problem, message, cure; the first that fits counts."""
    bracket = _("this bracket is not closed, or a comma is missing"), _("put a text with brackets in quotes")
    above = (
        _("this does not continue what stands above"),
        _("align the keys, and put a text with quotes or brackets in quotes"),
    )
    return (
        (
            "mapping values are not allowed",
            _("a second colon where only text can stand"),
            _('put the text in quotes: key: "a: b"'),
        ),
        ("unexpected end of stream", _("this quote is never closed"), ""),
        ("',' or ']'", *bracket),
        ("',' or '}'", *bracket),
        ("node content", _("something is missing here, or a bracket is not closed"), ""),
        (
            "could not find expected ':'",
            _("this line is neither 'key: value' nor '- item'"),
            _("indent a text that goes on"),
        ),
        ("expected key", *above),
        ("<block end>", *above),
        ("'-' indicator", _("a list goes on with '- '"), _("begin the line with '- ', or indent it")),
        ("sequence entries are not allowed", _("a list cannot begin here"), _("put '- ' on a line of its own")),
        ("escape", _("an unknown escape in double quotes"), _("use single quotes, or write \\\\ for \\")),
        ("tag", _("tags are not allowed"), _("put a text that begins with ! in quotes")),
    )
