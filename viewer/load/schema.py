"""The JSON Schema of the YAML, for editors, made of the same structs that decode it.

Nowhere narrower than what is read; wider where JSON Schema cannot say it (what a date is, where a link leads). A text
or a date may be typed as a bare number (`when: 2026`), because Farside reads every scalar as text.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import NODEFAULT, Struct, inspect

from viewer.i18n import LANGUAGES
from viewer.load.files import FOLDERS, HEAD
from viewer.load.loader import STRUCTS
from viewer.model.edtf_date import EdtfDate

_SCALAR = {"type": ["string", "number", "boolean"]}


def json_schema() -> str:
    """One document (JSON Schema 2020-12), always the same bytes; it ends in a newline.

    It fits every file of a programme; `#/$defs/events`, `#/$defs/missions` … fit the files of one folder and
    give an editor sharper completion.
    """
    shapes: dict[str, Any] = {"When": _WHEN, "Text": _TEXT}
    files: dict[str, Any] = {}
    for name, kind in {"programme": "", **FOLDERS}.items():
        item = _reference(STRUCTS[kind], shapes)
        alone = kind in ("", "mission")
        files[name] = {"description": f"a file in {name}/" if kind else HEAD} | (
            item if alone else {"type": "array", "items": item}
        )
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A programme of Farside",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in files],
        "$defs": files | dict(sorted(shapes.items())),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_WHEN: dict[str, Any] = {
    "description": 'A date in EDTF, or unknown: "2026~", "2026-35", "[..2035]", "2024-05-03T09:27:29Z"',
    "type": ["string", "integer"],
}
_TEXT: dict[str, Any] = {
    "description": "A text, or one per language",
    "anyOf": [
        _SCALAR,
        {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, _SCALAR),
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}


def _reference(cls: type[Struct], shapes: dict[str, Any]) -> dict[str, Any]:
    """A reference to the shape of `cls`, which is added to `shapes` with all that it needs."""
    if cls.__name__ not in shapes:
        shapes[cls.__name__] = {}  # holds the place
        shapes[cls.__name__] = _shape(cls, shapes)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _shape(cls: type[Struct], shapes: dict[str, Any]) -> dict[str, Any]:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    properties = {}
    for field in info.fields:
        schema = _value(field.type, shapes)
        if field.default is not NODEFAULT:
            schema = {"anyOf": [schema, {"type": "null"}]}
            if isinstance(field.default, str | bool | int):
                schema["default"] = field.default
        properties[field.name] = schema
    return {
        "description": (cls.__doc__ or cls.__name__).partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": [field.name for field in info.fields if field.default is NODEFAULT],
        "additionalProperties": False,
    }


def _value(due: inspect.Type, shapes: dict[str, Any]) -> dict[str, Any]:
    match due:
        case inspect.Metadata(extra_json_schema={"enum": allowed}):
            return {"enum": allowed}
        case inspect.Metadata():
            return _value(due.type, shapes) | (due.extra_json_schema or {})
        case inspect.UnionType():  # with None
            return _value(due.types[0], shapes)
        case inspect.VarTupleType():
            return {"type": "array", "items": _value(due.item_type, shapes)}
        case inspect.StructType():
            return {"$ref": "#/$defs/When"} if due.cls is EdtfDate else _reference(due.cls, shapes)
        case inspect.EnumType():
            return {"enum": [str(member.value) for member in due.cls]}
        case inspect.BoolType():
            return {"type": "boolean"}
        case inspect.IntType(ge=low, le=high):
            return {"type": "integer"} | _limits(low, high)
        case inspect.FloatType(ge=low, le=high):
            return {"type": "number"} | _limits(low, high)
        case inspect.StrType(pattern=str(pattern)):
            return {"type": "string", "pattern": pattern}
    return _SCALAR


def _limits(low: float | None, high: float | None) -> dict[str, Any]:
    return {name: limit for name, limit in {"minimum": low, "maximum": high}.items() if limit is not None}
