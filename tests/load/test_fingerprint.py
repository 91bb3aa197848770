"""The number that names the data."""

from __future__ import annotations

from pathlib import Path

from viewer.load.fingerprint import data_hash


def test_equal_data_have_one_number_and_another_byte_another(folder: Path) -> None:
    before = data_hash(folder)
    assert len(before) == 12
    (folder / "events" / "README.md").write_text("Other notes.")
    assert data_hash(folder) == before
    (folder / "events" / "more.yaml").write_text("[]")
    with_one_more = data_hash(folder)
    (folder / "events" / "more.yaml").rename(folder / "events" / "others.yaml")
    assert len({before, with_one_more, data_hash(folder)}) == 3


def test_what_cannot_be_read_counts_as_empty(folder: Path) -> None:
    (folder / "events" / "more.yaml").mkdir()
    assert len(data_hash(folder)) == 12


def test_without_a_programme_there_is_no_number(tmp_path: Path) -> None:
    assert data_hash(tmp_path) == ""
