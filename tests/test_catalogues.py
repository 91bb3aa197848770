"""The script that updates and checks the catalogues."""

from __future__ import annotations

import importlib.util
from datetime import datetime, tzinfo
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Self

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(name="tool", scope="module")
def tool_fixture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extracted(tool: ModuleType, code: str) -> list[object]:
    return [message for _line, _name, message, _comments in tool.extract_python(BytesIO(code.encode()), (), (), {})]


def test_a_message_within_an_f_string_is_a_message(tool: ModuleType) -> None:
    assert extracted(tool, "f\"<h1>{escape(_('Keys'))}</h1>\"") == ["Keys"]


def test_a_message_in_two_literals_is_one(tool: ModuleType) -> None:
    assert extracted(tool, 'N_(\n    "one "\n    "two"\n)') == ["one two"]


def test_a_counted_message_has_both_numbers(tool: ModuleType) -> None:
    assert extracted(tool, 'ngettext_("{n} day", "{n} days", n)') == [("{n} day", "{n} days")]


def test_what_is_no_literal_is_no_message(tool: ModuleType) -> None:
    assert extracted(tool, "_(title); ngettext_(one, many, 2); print('x')") == []


def test_every_message_has_a_text_and_every_catalogue_is_current(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    code = tool.main(["--check"])
    assert (code, capsys.readouterr().out) == (0, "")


def test_a_missing_text_and_a_wrong_placeholder_are_faults(tool: ModuleType) -> None:
    catalog = Catalog(locale="zh_Hans")
    catalog.add("by {date}", "{day}前")
    catalog.add("planned", "")
    first, second = tool.faults(catalog)
    assert "unknown placeholder" in first
    assert "no text" in second


def test_a_new_message_is_added_and_an_old_one_dropped(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    folder = tool.folder_of(tool.TRANSLATED[0])
    folder.mkdir(parents=True)
    (folder / "farside.po").write_text('msgid "planned"\nmsgstr "计划中"\n\nmsgid "old"\nmsgstr "旧"\n', "utf-8")
    messages = Catalog(fuzzy=False)
    messages.add("new")
    messages.add("planned")
    catalog = tool.updated(tool.TRANSLATED[0], messages)
    texts = {message.id: message.string or "" for message in catalog if message.id}
    assert texts == {"new": "", "planned": "计划中"}
    assert len(list(tool.faults(catalog))) == 1


def test_a_compiled_catalogue_holds_no_date_and_no_version(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2035, 1, 1, tzinfo=tz)

    catalog = Catalog(locale="zh_Hans")
    catalog.add("planned", "计划中")
    first = tool.mo_bytes(catalog)
    monkeypatch.setattr("babel.messages.catalog.datetime.datetime", Later)
    assert tool.mo_bytes(catalog) == first
    assert b"Babel" not in first
