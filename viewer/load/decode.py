"""Nodes -> the structs of `viewer.model.entities`, by walking what `msgspec.inspect` says of them.

`msgspec.convert` would stop at the first fault and knows no lines. Here each struct becomes a reader,
compiled once, that complains of everything it meets and goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, TypeVar

from msgspec import NODEFAULT, Struct, inspect

from viewer.i18n import LANGUAGES, Text, _
from viewer.load.links import KINDS, LINKS
from viewer.load.nodes import ListNode, MapNode, Node, Scalar, as_written
from viewer.load.reading import FAULT, Faulty, Reading, nearest
from viewer.load.rules import RULES, SHAPES
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate, EdtfError
from viewer.model.entities import Head, SavedView

Reader: TypeAlias = Callable[[Node, Reading], Any]  # gives the value, or FAULT after complaining
S = TypeVar("S", bound=Struct)

_INTEGER = re.compile(r"[-+]?\d{1,18}")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?")
_TITLES: dict[type[Struct], str] = {Head: "programme", SavedView: "view"}
_TRUTH = {"true": True, "false": False}


def decode_items(cls: type[S], node: Node, reading: Reading) -> list[S]:
    """The sound items of a file that is a list of `cls`."""
    items = _tuple(f"{KINDS[cls]}s", _struct(cls), kind=KINDS[cls])(node, reading)
    return [] if items is FAULT else list(items)


def decode_item(cls: type[S], node: Node, reading: Reading) -> S | None:
    """The one `cls` that a file is; None when it is faulty."""
    item: S | Faulty = _struct(cls)(node, reading)
    return None if item is FAULT else item


@cache
def _struct(cls: type[Struct]) -> Reader:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    links = LINKS.get(cls, {})
    readers = {
        field.name: _reader(field.type, field.name, links.get(field.name, "")) for field in info.fields
    }
    defaults = {field.name: FAULT if field.required else field.default for field in info.fields}
    required = [field.name for field in info.fields if field.default is NODEFAULT]
    names = list(readers)
    kind = KINDS.get(cls, "")
    title = kind or _TITLES.get(cls, cls.__name__.lower())
    shape = SHAPES.get(cls)

    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not MapNode:
            return reading.not_a_mapping(node, title, required)
        sound = node.sound
        values: dict[str, Any] = {}
        for name, (key, value) in node.entries.items():
            if name not in readers:
                sound = False
                reading.complain(
                    key, _("unknown field '{name}' in {title}", name=name, title=title), nearest(name, names)
                )
            elif type(value) is not Scalar or not value.empty:
                values[name] = readers[name](value, reading)
            elif name in required:
                values[name] = reading.complain(value, _("{name} is empty", name=name))
        for name in required:
            if name not in values:
                values[name] = reading.complain(
                    node, _("{name} is missing in {title}", name=name, title=title)
                )
        if shape and (fault := shape(defaults | values)):
            sound = False
            reading.ruled_out(node, fault)
        sound = sound and FAULT not in values.values()
        if cls is Head and all(values[name] is not FAULT for name in required):
            sound = True  # better a programme without its zones than none
            reading.left_out += [f"programme {name}" for name, value in values.items() if value is FAULT]
            values = {name: value for name, value in values.items() if value is not FAULT}
        if kind:
            _define(kind, node, values, reading, sound)
        return cls(**values) if sound else FAULT

    return read


def _define(kind: str, node: MapNode, values: dict[str, Any], reading: Reading, sound: bool) -> None:
    entry = node.entries.get("id")
    name = entry[1] if entry else None
    if isinstance(name, Scalar):
        reading.defined.append((kind, name))
        if isinstance(values.get("part_of"), str):
            parent = node.entries["part_of"][1]
            assert isinstance(parent, Scalar)
            reading.parents.append((kind, name.text, parent))
    if not sound:
        told = isinstance(name, Scalar) and isinstance(values["id"], str)
        reading.left_out.append(f"{kind} {values['id']}" if told else f"{kind} at {reading.path}:{node.line}")


def _reader(due: inspect.Type, name: str, link: str) -> Reader:
    match due:
        case inspect.UnionType():  # with None
            return _reader(due.types[0], name, link)
        case inspect.VarTupleType(item_type=item):
            kind = KINDS.get(item.cls, "") if isinstance(item, inspect.StructType) else ""
            return _tuple(name, _reader(item, name, link), isinstance(item, inspect.StrType), kind)
        case inspect.StructType(cls=cls):
            if cls is EdtfDate:
                return _when(name)
            return _text(name) if cls is Text else _struct(cls)
        case inspect.EnumType():
            return _enum(name, {str(member.value): member for member in due.cls})
        case inspect.IntType():
            return _number(name, _INTEGER, int, _("write a whole number, without quotes"))
        case inspect.FloatType():
            return _number(name, _NUMBER, float, _("write a number, without unit and quotes"))
        case inspect.BoolType():
            return _bool(name)
    assert isinstance(due, inspect.StrType)
    return _string(name, link)


def _tuple(name: str, element: Reader, of_texts: bool = False, kind: str = "") -> Reader:
    """A list is as sound as all in it; but of one that holds what has an id, of `kind`, the sound ones are kept."""

    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not ListNode:
            return reading.not_a_list(node, name, of_texts)
        sound = node.sound or bool(kind)
        values = []
        for item in node.items:
            if type(item) is Scalar and item.empty:
                value: Any = reading.complain(item, _("an empty item in {name}", name=name))
            else:
                value = element(item, reading)
            if value is not FAULT:
                values.append(value)
            elif not kind:
                sound = False
            elif type(item) is not MapNode:
                reading.left_out.append(f"{kind} at {reading.path}:{item.line}")
        return tuple(values) if sound else FAULT

    return read


def _text(name: str) -> Reader:
    def words(node: Node, reading: Reading) -> str | Faulty:
        if type(node) is not Scalar:
            return reading.not_a_text(node, name)
        if node.empty or not node.text.strip():
            return reading.complain(node, _("{name} is empty", name=name), _("leave it out"))
        return node.text

    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not MapNode:
            text = words(node, reading)
            return FAULT if text is FAULT else Text(text)
        sound = node.sound
        texts: dict[str, str] = {}
        for lang, (key, value) in node.entries.items():
            if lang not in LANGUAGES:
                sound = False
                reading.complain(
                    key,
                    _("unknown language '{lang}' in {name}", lang=lang, name=name),
                    nearest(lang, list(LANGUAGES)),
                )
            elif (text := words(value, reading)) is FAULT:
                sound = False
            else:
                texts[lang] = text
        if not node.entries:
            reading.complain(node, _("{name} is empty", name=name), _("leave it out"))
        return Text(**texts) if sound and texts else FAULT

    return read


def _string(name: str, link: str) -> Reader:
    rule = RULES.get(name)

    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not Scalar:
            return reading.not_a_text(node, name)
        text = node.text
        if not text.strip():
            return reading.complain(node, _("{name} is empty", name=name), _("leave it out"))
        if link:
            reading.links.append((link, node))
        elif rule and (fault := rule(text)):
            return reading.ruled_out(node, fault)
        return text

    return read


def _when(name: str) -> Reader:
    rule = RULES.get(name)

    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not Scalar:
            return reading.not_a_text(node, name, _date_cure(node, name))
        try:
            when = parse(node.text)
        except EdtfError as error:
            return reading.complain(node, str(error), error.cure)
        if rule and (fault := rule(when)):
            return reading.ruled_out(node, fault)
        return when

    return read


def _date_cure(node: Node, name: str) -> str:
    """What was meant by a list or mapping where a date is due: most often [2026,2027] without its quotes."""
    text = as_written(node)
    try:
        parse(text)
    except EdtfError as error:
        return error.cure
    return _('quote it: {name}: "{text}"', name=name, text=text)


def _enum(name: str, members: dict[str, Any]) -> Reader:
    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not Scalar:
            return reading.not_one_value(node, name)
        if node.text not in members:
            return reading.complain(
                node, _("'{text}' is no {name}", text=node.text, name=name), nearest(node.text, list(members))
            )
        return members[node.text]

    return read


def _number(name: str, pattern: re.Pattern[str], make: Callable[[str], float], cure: str) -> Reader:
    rule = RULES.get(name)

    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not Scalar:
            return reading.not_one_value(node, name)
        if not (node.plain and pattern.fullmatch(node.text)):
            return reading.complain(node, _("'{text}' is no number: {name}", text=node.text, name=name), cure)
        number = make(node.text)
        if rule and (fault := rule(number)):
            return reading.ruled_out(node, fault)
        return number

    return read


def _bool(name: str) -> Reader:
    def read(node: Node, reading: Reading) -> Any:
        if type(node) is not Scalar:
            return reading.not_one_value(node, name)
        if not (node.plain and node.text in _TRUTH):
            return reading.complain(
                node,
                _("'{text}' is neither true nor false: {name}", text=node.text, name=name),
                _("write true or false"),
            )
        return _TRUTH[node.text]

    return read
