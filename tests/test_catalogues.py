"""The script that keeps the catalogues."""

from __future__ import annotations

import importlib.util
from datetime import datetime, tzinfo
from pathlib import Path
from types import ModuleType
from typing import Self

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(name="tool", scope="module")
def tool_fixture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_message_within_an_f_string_is_a_message(tool: ModuleType) -> None:
    assert list(tool.spoken_in("f\"<h1>{escape(_('Keys'))}</h1>\"")) == ["Keys"]


def test_a_message_in_two_literals_is_one(tool: ModuleType) -> None:
    assert list(tool.spoken_in('N_(\n    "one "\n    "two"\n)')) == ["one two"]


def test_a_counted_message_has_both_numbers(tool: ModuleType) -> None:
    assert list(tool.spoken_in('ngettext_("{n} day", "{n} days", n)')) == [("{n} day", "{n} days")]


def test_what_is_no_literal_is_no_message(tool: ModuleType) -> None:
    assert list(tool.spoken_in("_(title); ngettext_(one, many, 2); print('x')")) == []


def test_the_compiled_catalogue_does_not_hold_the_time(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2035, 1, 1, tzinfo=tz)

    po = tool.PO.read_bytes()
    first = tool.mo_bytes(po)
    monkeypatch.setattr("babel.messages.catalog.datetime.datetime", Later)
    assert tool.mo_bytes(po) == first
    assert b"Babel" not in first
