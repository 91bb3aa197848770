"""Nodes -> the structs of `viewer.model.entities`, by walking what `msgspec.inspect` says of them.

`msgspec.convert` would stop at the first fault and knows no lines. Here each struct gets a reader, built once, that
reports every fault it meets and goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeAlias, TypeVar

from msgspec import NODEFAULT, Struct, inspect

from viewer.i18n import LANGUAGES, Text, _
from viewer.load.files import Diagnostic
from viewer.load.references import ITEM_KINDS, References
from viewer.load.validators import STRUCT_RULES, Fault, Validator, validator_of
from viewer.load.yaml_reader import BrokenNode, ListNode, MapNode, Node, Scalar, as_written
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate, EdtfError
from viewer.model.entities import Head, SavedView

S = TypeVar("S", bound=Struct)

MAX_MESSAGE_LENGTH = 300

_INTEGER = re.compile(r"[-+]?\d{1,18}")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?")
_BOOLEANS = {"true": True, "false": False}
_TITLES: dict[type[Struct], str] = {Head: "programme", SavedView: "view"}


class _Sentinel(Enum):
    INVALID = 0

    def __bool__(self) -> bool:
        return False


INVALID: Final = _Sentinel.INVALID  # Stands for a value that could not be read. What is wrong with it was reported.
Invalid = Literal[_Sentinel.INVALID]


class DecodeContext:
    """What decoding one file gathers: diagnostics, references, and the names of what is left out."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self.left_out: list[str] = []
        self.references = References()

    def report(self, node: Node, message: str, cure: str = "") -> Invalid:
        """Add a diagnostic at the place of `node`, unless that was reported already."""
        if isinstance(node, BrokenNode):
            return INVALID
        message = " ".join(message.split())
        if len(message) > MAX_MESSAGE_LENGTH:
            message = message[: MAX_MESSAGE_LENGTH - 1] + "…"
        cure = " ".join(cure.split())
        self.diagnostics.append(Diagnostic(self.path, node.line, node.column, message, cure))
        return INVALID

    def text_expected(self, node: Node, name: str, cure: str = "") -> Invalid:
        """Report a list or mapping in place of the text or date `name`; `cure` replaces the usual one."""
        if not isinstance(node, ListNode):
            return self.report(node, _("a mapping where a text is due: {name}", name=name), cure)
        if node.flow and not cure:
            cure = _('quote it: {name}: "{text}"', name=name, text=as_written(node, ", "))
        return self.report(node, _("a list where a text is due: {name}", name=name), cure)

    def value_expected(self, node: Node, name: str) -> Invalid:
        """Report a list or mapping in place of a number, a boolean or a word of a closed list."""
        alone = isinstance(node, ListNode) and len(node.items) == 1
        cure = _("write {name}: {text}", name=name, text=as_written(node)[1:-1]) if alone else ""
        return self.report(node, _("one value is due: {name}", name=name), cure)


def nearest(word: str, known: list[str]) -> str:
    """The cure for a misspelt `word`: the known word that resembles it, else all of them."""
    if close := get_close_matches(word.lower(), known, 1, 0.6):
        return _("did you mean {word}?", word=close[0])
    return _("write one of {words}", words=", ".join(known))


Reader: TypeAlias = Callable[[Node, DecodeContext], Any]
"""Gives the value of a node, or INVALID after reporting why there is none."""


def decode_items(cls: type[S], node: Node, context: DecodeContext) -> list[S]:
    """The sound items of a file that is a list of `cls`."""
    kind = ITEM_KINDS[cls]
    items = _tuple_reader(f"{kind}s", _struct_reader(cls), kind=kind)(node, context)
    return [] if items is INVALID else list(items)


def decode_item(cls: type[S], node: Node, context: DecodeContext) -> S | None:
    """The one `cls` that a file is; None where it is faulty."""
    item: S | Invalid = _struct_reader(cls)(node, context)
    return None if item is INVALID else item


@cache
def _struct_reader(cls: type[Struct]) -> Reader:
    return _StructReader(cls).read


class _StructReader:
    """Reads a mapping as a struct."""

    def __init__(self, cls: type[Struct]) -> None:
        info = inspect.type_info(cls)
        assert isinstance(info, inspect.StructType)
        self._cls = cls
        self._kind = ITEM_KINDS.get(cls, "")
        self._title = self._kind or _TITLES.get(cls, cls.__name__.lower())
        self._readers = {field.name: _reader(field.type, field.name) for field in info.fields}
        self._required = [field.name for field in info.fields if field.default is NODEFAULT]
        self._defaults = {field.name: INVALID if field.required else field.default for field in info.fields}
        self._rule = STRUCT_RULES.get(cls)

    def read(self, node: Node, context: DecodeContext) -> Any:
        if type(node) is not MapNode:
            cure = _("write 'key: value' with {fields}", fields=", ".join(self._required))
            return context.report(node, _("a mapping is due: {name}", name=self._title), cure)
        values, sound = self._values(node, context)
        if self._rule and (fault := self._rule(self._defaults | values)):
            sound = False
            context.report(node, *fault)
        sound = sound and INVALID not in values.values()
        if self._cls is Head and all(values[name] is not INVALID for name in self._required):
            sound = True  # better a programme without its zones than none
            context.left_out += [f"programme {name}" for name, value in values.items() if value is INVALID]
            values = {name: value for name, value in values.items() if value is not INVALID}
        if self._kind:
            self._define(node, values, context, sound)
        return self._cls(**values) if sound else INVALID

    def _values(self, node: MapNode, context: DecodeContext) -> tuple[dict[str, Any], bool]:
        """The values that are written, and whether all fields are known and no required one is missing."""
        sound, readers, values = node.sound, self._readers, dict[str, Any]()
        for name, (key, value) in node.entries.items():
            if name not in readers:
                sound = False
                message = _("unknown field '{name}' in {title}", name=name, title=self._title)
                context.report(key, message, nearest(name, list(readers)))
            elif type(value) is not Scalar or not value.empty:
                values[name] = readers[name](value, context)
            elif name in self._required:
                values[name] = context.report(value, _("{name} is empty", name=name))
        for name in self._required:
            if name not in values:
                message = _("{name} is missing in {title}", name=name, title=self._title)
                values[name] = context.report(node, message)
        return values, sound

    def _define(self, node: MapNode, values: dict[str, Any], context: DecodeContext, sound: bool) -> None:
        """Note the id of an item, what it is part of, and that it is left out where it is faulty."""
        kind = self._kind
        id = node.entries["id"][1] if "id" in node.entries else None
        if isinstance(id, Scalar):
            context.references.definitions.append((kind, id))
            if isinstance(values.get("part_of"), str):
                parent = node.entries["part_of"][1]
                assert isinstance(parent, Scalar)
                context.references.parents.append((kind, id.text, parent))
        if not sound:
            named = isinstance(id, Scalar) and isinstance(values["id"], str)
            name = f"{kind} {values['id']}" if named else f"{kind} at {context.path}:{node.line}"
            context.left_out.append(name)


def _reader(due: inspect.Type, name: str, constraint: inspect.Metadata | None = None) -> Reader:
    """The reader for the type of the field `name`."""
    validator = validator_of(constraint) if constraint else None
    match due:
        case inspect.Metadata():
            return _reader(due.type, name, due)
        case inspect.UnionType():  # with None
            return _reader(due.types[0], name)
        case inspect.VarTupleType(item_type=item):
            plain = item.type if isinstance(item, inspect.Metadata) else item
            kind = ITEM_KINDS.get(plain.cls, "") if isinstance(plain, inspect.StructType) else ""
            return _tuple_reader(name, _reader(item, name), isinstance(plain, inspect.StrType), kind)
        case inspect.StructType(cls=cls):
            if cls is EdtfDate:
                return _date_reader(name, validator)
            return _text_reader(name) if cls is Text else _struct_reader(cls)
        case inspect.EnumType():
            members = {str(member.value): member for member in due.cls}
            return _value_reader(
                name,
                lambda node: members.get(node.text, INVALID),
                lambda text: (_("'{text}' is no {name}", text=text, name=name), nearest(text, list(members))),
            )
        case inspect.IntType() | inspect.FloatType():
            is_int = isinstance(due, inspect.IntType)
            pattern, convert = (_INTEGER, int) if is_int else (_NUMBER, float)
            cure = _("write a whole number, without quotes") if is_int else _("write a number, without unit and quotes")
            return _value_reader(
                name,
                lambda node: convert(node.text) if node.plain and pattern.fullmatch(node.text) else INVALID,
                lambda text: (_("'{text}' is no number: {name}", text=text, name=name), cure),
                validator,
            )
        case inspect.BoolType():
            return _value_reader(
                name,
                lambda node: _BOOLEANS.get(node.text, INVALID) if node.plain else INVALID,
                lambda text: (
                    _("'{text}' is neither true nor false: {name}", text=text, name=name),
                    _("write true or false"),
                ),
            )
    assert isinstance(due, inspect.StrType)
    link = (constraint.extra or {}).get("link", "") if constraint else ""
    return _string_reader(name, link, validator)


def _tuple_reader(name: str, element: Reader, of_texts: bool = False, kind: str = "") -> Reader:
    """A list is sound if all in it is; a list of items of a `kind` with ids keeps the sound ones."""

    def read(node: Node, context: DecodeContext) -> Any:
        if type(node) is not ListNode:
            cure = _("begin each item with '- '")
            if isinstance(node, Scalar) and of_texts:
                cure = _("write {name}: [{text}]", name=name, text=node.text)
            return context.report(node, _("a list is due: {name}", name=name), cure)
        sound = node.sound or bool(kind)
        values = []
        for item in node.items:
            if type(item) is Scalar and item.empty:
                value: Any = context.report(item, _("an empty item in {name}", name=name))
            else:
                value = element(item, context)
            if value is not INVALID:
                values.append(value)
            elif not kind:
                sound = False
            elif type(item) is not MapNode:
                context.left_out.append(f"{kind} at {context.path}:{item.line}")
        return tuple(values) if sound else INVALID

    return read


def _text_reader(name: str) -> Reader:
    """Reads a text, or a mapping with one for each language."""

    def read_string(node: Node, context: DecodeContext) -> str | Invalid:
        if type(node) is not Scalar:
            return context.text_expected(node, name)
        if node.empty or not node.text.strip():
            return context.report(node, _("{name} is empty", name=name), _("leave it out"))
        return node.text

    def read(node: Node, context: DecodeContext) -> Any:
        if type(node) is not MapNode:
            string = read_string(node, context)
            return INVALID if string is INVALID else Text(string)
        sound, texts = node.sound, dict[str, str]()
        for code, (key, value) in node.entries.items():
            if code not in LANGUAGES:
                sound = False
                message = _("unknown language '{lang}' in {name}", lang=code, name=name)
                context.report(key, message, nearest(code, list(LANGUAGES)))
            elif (string := read_string(value, context)) is INVALID:
                sound = False
            else:
                texts[code] = string
        if not node.entries:
            context.report(node, _("{name} is empty", name=name), _("leave it out"))
        return Text(**texts) if sound and texts else INVALID

    return read


def _string_reader(name: str, link: str, validator: Validator | None) -> Reader:
    """Reads a string; `link`: the kind of the item whose id it is."""

    def read(node: Node, context: DecodeContext) -> Any:
        if type(node) is not Scalar:
            return context.text_expected(node, name)
        text = node.text
        if not text.strip():
            return context.report(node, _("{name} is empty", name=name), _("leave it out"))
        if link:
            context.references.links.append((link, node))
        elif validator and (fault := validator(text)):
            return context.report(node, *fault)
        return text

    return read


def _date_reader(name: str, validator: Validator | None) -> Reader:
    def read(node: Node, context: DecodeContext) -> Any:
        if type(node) is not Scalar:
            return context.text_expected(node, name, _date_cure(node, name))
        try:
            when = parse(node.text)
        except EdtfError as error:
            return context.report(node, str(error), error.cure)
        if validator and (fault := validator(when)):
            return context.report(node, *fault)
        return when

    return read


def _date_cure(node: Node, name: str) -> str:
    """What a list or mapping in place of a date means: most often [2026,2027] without its quotes."""
    text = as_written(node)
    try:
        parse(text)
    except EdtfError as error:
        return error.cure
    return _('quote it: {name}: "{text}"', name=name, text=text)


def _value_reader(
    name: str, convert: Callable[[Scalar], Any], fault: Callable[[str], Fault], validator: Validator | None = None
) -> Reader:
    """Reads a number, a boolean or a word of a closed list; `fault` is that of a text which `convert` makes INVALID."""

    def read(node: Node, context: DecodeContext) -> Any:
        if type(node) is not Scalar:
            return context.value_expected(node, name)
        value = convert(node)
        if value is INVALID:
            return context.report(node, *fault(node.text))
        if validator and (broken := validator(value)):
            return context.report(node, *broken)
        return value

    return read
