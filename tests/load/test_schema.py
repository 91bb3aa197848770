"""The schema accepts what Farside reads, and refuses what an editor can see."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import inspect

from viewer.load.schema import json_schema
from viewer.load.validators import Validator, validator_of
from viewer.model.entities import Event, Head, Mission, Partner, Source
from viewer.resources import data_folder

SCHEMA: dict[str, Any] = json.loads(json_schema())

TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers, true, false and null are no texts."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, form in {
    "null": "null|~|",
    "bool": "true|false",
    "int": "[-+]?[0-9]+",
    "float": r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+",
}.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({form})$"), None)


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether `value` is valid, for the keywords that our schema uses."""
    if "$ref" in schema and not fits(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]):
        return False
    if "anyOf" in schema and not any(fits(value, each) for each in schema["anyOf"]):
        return False
    types = schema.get("type", list(TYPES))
    types = [types] if isinstance(types, str) else types
    if not any(isinstance(value, TYPES[name]) and (name == "boolean" or value is not bool(value)) for name in types):
        return False
    if value not in schema.get("enum", [value]):
        return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, int | float):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list):
        return all(fits(item, schema.get("items", {})) for item in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return (
            set(schema.get("required", [])) <= set(value)
            and (schema.get("additionalProperties", True) or set(value) <= set(known))
            and all(fits(item, known.get(name, {})) for name, item in value.items())
            and len(value) >= schema.get("minProperties", 0)
        )
    return True


def files(folder: Path) -> list[tuple[str, Any]]:
    found = sorted(path for path in folder.rglob("*.yaml") if not path.name.startswith("."))
    return [
        (path.parent.name if path.parent != folder else "programme", yaml.load(path.read_bytes(), EditorLoader))
        for path in found
    ]


def test_the_schema_is_always_the_same_bytes() -> None:
    assert json_schema() == json_schema()
    assert json_schema().endswith("}\n")
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_reference_leads_somewhere() -> None:
    for target in re.findall(r'"\$ref": "#/\$defs/([^"]*)"', json_schema()):
        assert target in SCHEMA["$defs"]


def test_sound_files_fit_the_schema_of_their_folder_and_the_whole_schema(folder: Path) -> None:
    found = files(folder) + files(data_folder())
    assert {name for name, _value in found} >= {"programme", "sources", "missions", "events", "partners", "quotes"}
    for name, value in found:
        assert fits(value, SCHEMA["$defs"][name])
        assert fits(value, SCHEMA)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("events", "- {id: a, title: A, kind: lauch, claims: []}"),
        ("events", "- {id: a, title: A, kind: launch, claims: [], importance: 6}"),
        ("events", "- {id: a, titel: A, kind: launch, claims: []}"),
        ("events", "- {id: a, title: A, kind: launch, claims: [{when: [2026, 2027]}]}"),
        ("events", "- {id: A B, title: A, kind: launch, claims: []}"),
        ("events", "- {id: a, title: {}, kind: launch, claims: []}"),
        ("events", "- {id: a, title: {cn: a}, kind: launch, claims: []}"),
        ("events", "id: a"),
        ("missions", "- id: a"),
        ("partners", "- {id: a, name: A, kind: country, country: no}"),
        ("sources", "- {id: a, title: A, publisher: B, published: 2024, kind: press, url: 'ftp://a'}"),
        ("quotes", "- {id: a, by: B, said: 2024, text: C, verbatim: 'true'}"),
    ],
)
def test_what_an_editor_can_see_is_refused(name: str, text: str) -> None:
    assert not fits(yaml.load(text, EditorLoader), SCHEMA["$defs"][name])


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, title: 2026, kind: launch, claims: [{when: 2026, said: 2024-06}], importance: null, place: ~}",
        "- {id: 2026, title: true, kind: launch, missions: [7], claims: []}",
    ],
)
def test_bare_numbers_and_nulls_fit_where_farside_reads_them(text: str) -> None:
    assert fits(yaml.load(text, EditorLoader), SCHEMA["$defs"]["events"])


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("latitude", [-90.1, -90.0, 90.0, 90.1]),
        ("longitude", [-180.1, -180.0, 180.0, 180.1, 360.0, 361.0]),
        ("mass_kg", [-0.1, 0.0]),
        ("importance", [0, 1, 5, 6]),
        ("id", ["a", "a-b", "-a", "a-", "a--b", "A", "a_b", "é", "2024"]),
        ("country", ["NO", "no", "NOR", "N"]),
        ("url", ["https://a", "http://a/b?c=d#e", "ftp://a", "//a"]),
        ("language", ["en", "zh-Hans", "English", "e"]),
        ("languages", ["en", "zh", "fr"]),
        ("offset", ["+08:00", "-03:30", "8", "+15:00"]),
    ],
)
def test_schema_and_reader_agree_on_what_a_field_may_be(field: str, values: list[Any]) -> None:
    def holders(schema: Any) -> Any:
        for shape in SCHEMA["$defs"].values():
            if field in shape.get("properties", {}):
                found = shape["properties"][field]
                found = found["anyOf"][0] if "anyOf" in found else found
                yield found.get("items", found)

    schemas = list(holders(SCHEMA))
    assert schemas
    validate = constrained_fields()[field]
    for value in values:
        assert {fits(value, schema) for schema in schemas} == {validate(value) is None}


def constrained_fields() -> dict[str, Validator]:
    """By name, the check of every field that has one; the name means the same in every struct."""
    fields: dict[str, Validator] = {}

    def add(struct: inspect.Type) -> None:
        assert isinstance(struct, inspect.StructType)
        for field in struct.fields:
            due = field.type.types[0] if isinstance(field.type, inspect.UnionType) else field.type
            due = due.item_type if isinstance(due, inspect.VarTupleType) else due
            if isinstance(due, inspect.Metadata) and (validate := validator_of(due)):
                fields[field.name] = validate
            elif isinstance(due, inspect.StructType):
                add(due)

    for struct in inspect.multi_type_info((Head, Source, Partner, Mission, Event)):
        add(struct)
    return fields
