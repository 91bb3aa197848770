"""Settings: what is saved is read by the next start; what cannot be read counts as absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from viewer.app.settings import MAX_RECENT, Settings


def test_values_are_read_as_they_were_saved() -> None:
    settings = Settings()
    settings.save("theme", "dark")
    settings.save("legend", True)
    settings.save("geometry", QByteArray(b"12"))
    again = Settings()
    assert (again.text("theme"), again.flag("legend", False), again.bytes("geometry").data()) == ("dark", True, b"12")


def test_absent_values_have_their_default() -> None:
    settings = Settings()
    assert (settings.text("theme", "desktop"), settings.flag("details", True)) == ("desktop", True)
    assert settings.bytes("geometry").isEmpty()


def test_a_value_of_another_kind_counts_as_absent() -> None:
    Settings().save("theme", QByteArray(b"\x00"))
    assert Settings().text("theme", "desktop") == "desktop"


def test_without_a_file_nothing_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSIDE_SETTINGS", "")
    settings = Settings()
    settings.save("theme", "dark")
    assert settings.text("theme", "desktop") == "desktop"


def test_settings_of_another_version_are_dropped(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_text("[General]\nversion=99\ntheme=dark\n")
    assert Settings().text("theme", "desktop") == "desktop"


def test_recent_folders_are_unique_limited_and_exist(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(MAX_RECENT + 2)]
    for folder in folders:
        folder.mkdir()
        Settings().save_recent(folder)
    Settings().save_recent(folders[5])
    folders[7].rmdir()
    assert Settings().recent() == tuple(tmp_path / name for name in "5986432")


def test_the_key_of_a_programme_holds_no_separator(tmp_path: Path) -> None:
    key = Settings.key("view", tmp_path / "a b")
    assert key.startswith("view/|")
    assert key.count("/") == 1


def test_without_a_file_of_its_own_the_settings_are_those_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FARSIDE_SETTINGS")
    Settings().save("theme", "dark")
    assert Settings().text("theme") == "dark"
    assert "theme=dark" in (Path(os.environ["XDG_CONFIG_HOME"]) / "Farside" / "Farside.conf").read_text()
