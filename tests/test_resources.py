"""Where the shipped files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.resources import data_folder, resource


def test_resources_and_data_are_next_to_the_package_or_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (data_folder() / "programme.yaml").is_file()
    assert resource("").is_dir()
    assert resource("fonts/x.ttf").parent.name == "fonts"
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr("viewer.resources.PACKAGE", tmp_path)
    assert data_folder() == tmp_path / "_data"
