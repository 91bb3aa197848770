"""The author's manual is true: its example loads, and every field and word is in it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import fields

from viewer.load.lint import load_with_hints
from viewer.model import entities
from viewer.model.edtf import parse

MANUAL = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text("utf-8")
CLASSES = [
    value for value in vars(entities).values() if isinstance(value, type) and value.__module__ == entities.__name__
]


def test_the_example_is_a_programme_without_fault_or_hint(tmp_path: Path) -> None:
    for name, text in re.findall(r"```yaml\n# (\S+)\n(.*?)```", MANUAL, re.DOTALL):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    result = load_with_hints(tmp_path)
    assert result.diagnostics == ()
    assert result.programme is not None
    assert len(result.programme.events[0].claims) == 2


@pytest.mark.parametrize("struct", [cls for cls in CLASSES if issubclass(cls, Struct)])
def test_every_field_is_in_the_manual(struct: type[Struct]) -> None:
    assert [field.name for field in fields(struct) if f"`{field.name}`" not in MANUAL] == []


@pytest.mark.parametrize("words", [cls for cls in CLASSES if issubclass(cls, StrEnum)])
def test_every_word_of_a_closed_list_is_in_the_manual(words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in MANUAL] == []


def test_every_date_in_the_manual_is_one() -> None:
    dates = re.findall(r'`"([^"`]+)"`', MANUAL.partition("## Dates")[2].partition("## Claims")[0])
    assert len(dates) > 15
    for date in dates:
        assert parse(date).text == date
