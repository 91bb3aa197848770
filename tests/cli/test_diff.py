"""farside diff and farside open: what they print and how they end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from viewer.app import main_controller
from viewer.cli import main
from viewer.i18n import language, use
from viewer.resources import data_folder
from viewer.state import ViewState


@pytest.fixture(autouse=True)
def _day_and_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FARSIDE_TODAY", "2026-11-22")
    before = language()
    use("en")
    yield
    use(before)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The curated programme, in which somebody wrote another year of one claim."""
    folder = tmp_path / "newer"
    copytree(data_folder(), folder)
    file = folder / "events" / "chang-e-8.yaml"
    words = file.read_text("utf-8")
    assert 'when: "2029~"' in words
    file.write_text(words.replace('when: "2029~"', 'when: "2031~"'), "utf-8")
    return folder


def test_diff_describes_the_new_data_in_words(newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(data_folder()), str(newer)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Launch of Chang'e-8: around 2029 → around 2031, +2 years" in out
    assert "1 date moved" in out


def test_diff_writes_markdown_to_a_file_and_the_same_twice(newer: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        assert main(["diff", str(data_folder()), str(newer), "--format", "markdown", "-o", name]) == 0
    assert Path("a.md").read_bytes() == Path("b.md").read_bytes()
    assert Path("a.md").read_text("utf-8").startswith("# ")


def test_diff_of_one_with_itself_says_that_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(data_folder()), str(data_folder())]) == 0
    assert "Nothing changed." in capsys.readouterr().out


def test_diff_as_of_a_day_before_the_change_sees_none(newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(data_folder()), str(newer), "--as-of", "2024-06-27"]) == 0
    assert "Nothing changed." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["gone", "HEAD:gone"])
def test_diff_with_a_missing_version_is_wrong_use(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", name, str(data_folder())]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[ViewState]:
    """The views with which a window would have opened."""
    seen: list[ViewState] = []

    def run(folder: Path, *, view: ViewState, **_rest: object) -> int:
        seen.append(view)
        return 0

    monkeypatch.setattr(main_controller, "run", run)
    monkeypatch.setattr("viewer.preflight.problem_for_window", lambda: None)
    return seen


def test_open_shows_what_the_address_asks_for(opened: list[ViewState]) -> None:
    assert main(["open", "farside:event/ce7-launch?as-of=2024-06-27"]) == 0
    (view,) = opened
    assert (view.selection, view.as_of) == ("event/ce7-launch", date(2024, 6, 27))


def test_as_of_takes_precedence_over_the_day_of_the_address(opened: list[ViewState]) -> None:
    assert main(["open", "farside:event/ce7-launch?as-of=2024-06-27", "--as-of", "2025-04-24"]) == 0
    assert opened[0].as_of == date(2025, 4, 24)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("event/ce7-launch", "begins with farside:"),
        ("farside:event/gone", "nothing at event/gone on 2026-11-22"),
        ("farside:event/ce8-selection-2025?as-of=2010-01-01", "on 2010-01-01"),
        ("farside:event/ce7-launch?as-of=June", "as-of is a day"),
    ],
)
def test_open_refuses_an_address_without_a_target_in_one_line(
    address: str, words: str, opened: list[ViewState], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["open", address]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert opened == []
