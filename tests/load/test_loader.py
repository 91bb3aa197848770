"""Loading a sound folder, and the diagnostics of one that is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.i18n import Text
from viewer.load.files import FOLDERS, HEAD, File, Files
from viewer.load.loader import LoadResult, load_files, load_programme
from viewer.model.edtf import parse
from viewer.model.entities import Outcome
from viewer.model.kinds import EventKind
from viewer.resources import data_folder


def messages(result: LoadResult) -> list[str]:
    return [str(diagnostic) for diagnostic in result.diagnostics]


def test_a_sound_programme_has_no_diagnostics(folder: Path) -> None:
    result = load_programme(folder)
    assert (messages(result), result.left_out) == ([], ())
    programme = result.programme
    assert programme is not None
    launch, landing = programme.events
    assert launch.title == Text("Launch", "发射")
    assert launch.kind is EventKind.LAUNCH
    assert [claim.when for claim in launch.claims] == [parse("2026~"), parse("2026-08-23T01:02Z")]
    assert launch.claims[1].outcome is Outcome.DONE
    assert launch.claims[0].said is landing.claims[0].said  # equal dates are one object
    mission = programme.missions[0]
    assert mission.facts[0].value == Text("8 350")
    assert mission.components[0].mass_kg == 3500.0
    assert mission.sites[0].longitude == 123.0
    assert programme.head.offers[0].kg == 20.5
    assert programme.quotes[0].verbatim is False


def test_the_curated_programme_has_no_fault() -> None:
    result = load_programme(data_folder())
    assert messages(result) == []
    assert result.programme is not None


def test_a_long_message_is_cut_and_stays_one_line(folder: Path) -> None:
    (folder / "sources" / "more.yaml").write_text(f'- {{id: "{"a b" * 500}\\n"}}')
    diagnostic = next(
        diagnostic
        for diagnostic in load_programme(folder).diagnostics
        if "is no id" in diagnostic.message or diagnostic.column == 8
    )
    assert len(diagnostic.message) == 300
    assert "\n" not in str(diagnostic)


def test_a_missing_folder_is_one_diagnostic(tmp_path: Path) -> None:
    assert messages(load_programme(tmp_path / "none")) == [".:1:1: there is no such folder"]


def test_a_file_is_not_a_programme(folder: Path) -> None:
    head = folder / "programme.yaml"
    assert messages(load_programme(head)) == [
        ".:1:1: a programme is a folder, and this is a file; give the folder that it lies in"
    ]
    assert messages(load_programme(folder / "events" / "README.md")) == [
        ".:1:1: a programme is a folder, and this is a file"
    ]


def test_a_programme_nearby_is_suggested(folder: Path) -> None:
    assert messages(load_programme(folder / "events")) == [".:1:1: there is no programme.yaml in here; open .."]
    folder.rename(folder.parent / "data")
    assert messages(load_programme(folder.parent)) == [".:1:1: there is no programme.yaml in here; open data"]


def test_a_folder_in_place_of_a_file_is_reported(folder: Path) -> None:
    (folder / "events" / "more.yaml").mkdir()
    result = load_programme(folder)
    assert messages(result) == ["events/more.yaml:1:1: this cannot be read: it is not a file"]
    assert result.left_out == ("events/more.yaml",)


def test_a_pipe_does_not_block(folder: Path) -> None:
    os.mkfifo(folder / "events" / "more.yaml")
    assert messages(load_programme(folder)) == ["events/more.yaml:1:1: this cannot be read: it is not a file"]


def test_a_broken_symbolic_link_is_reported(folder: Path) -> None:
    (folder / "events" / "more.yaml").symlink_to(folder / "gone")
    assert messages(load_programme(folder)) == ["events/more.yaml:1:1: this cannot be read: No such file or directory"]


def test_missing_permissions_are_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan, read = os.scandir, Path.read_bytes

    def scan_some(path: Path) -> object:
        if path.name == "quotes":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    def read_some(path: Path) -> bytes:
        if path.name == "news.yaml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(os, "scandir", scan_some)
    monkeypatch.setattr(Path, "read_bytes", read_some)
    assert messages(load_programme(folder)) == [
        "quotes:1:1: this cannot be read: Permission denied",
        "sources/news.yaml:1:1: this cannot be read: Permission denied",
    ]


def test_a_file_name_that_is_not_utf_8_can_be_printed(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_text("")
    (line,) = messages(load_programme(folder))
    assert line.encode().startswith(b"caf\\xe9.yaml:1:1: this file is not read")


def test_a_fault_in_one_file_neither_hides_nor_causes_faults_in_others(folder: Path) -> None:
    (folder / "missions" / "one.yaml").write_text("id: one\nname: 'One\n")
    (folder / "events" / "more.yaml").write_text("- id: x\n  kind: lunch\n")
    assert [line.split(";")[0] for line in messages(load_programme(folder))] == [
        "events/more.yaml:1:3: an event needs a mission or a lane",
        "events/more.yaml:1:3: claims is missing in event",
        "events/more.yaml:1:3: title is missing in event",
        "events/more.yaml:2:9: 'lunch' is no kind",
        "missions/one.yaml:2:7: this quote is never closed",
    ]


def test_links_to_an_unreadable_item_are_not_reported(folder: Path) -> None:
    (folder / "sources" / "news.yaml").write_text("- title: [\n  id: daily\n- title: ]\n")
    assert [diagnostic.path for diagnostic in load_programme(folder).diagnostics] == ["sources/news.yaml"] * 2
    (folder / "sources" / "news.yaml").write_text("- {id: daily}\n- a: b: c\n")
    assert {diagnostic.path for diagnostic in load_programme(folder).diagnostics} == {"sources/news.yaml"}


def test_links_to_lanes_of_an_unreadable_head_are_not_reported(folder: Path) -> None:
    (folder / "programme.yaml").write_text("title: 'A\n")
    result = load_programme(folder)
    assert messages(result) == ["programme.yaml:1:8: this quote is never closed"]
    assert result.programme is None


def test_no_similar_id_is_suggested_among_very_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "quotes" / "words.yaml").write_text("- {id: q, by: x, said: 2024, text: y, event: lunch}\n")
    assert messages(load_programme(folder)) == [
        "quotes/words.yaml:1:46: there is no event 'lunch'; did you mean launch?"
    ]
    monkeypatch.setattr("viewer.load.references.MAX_COMPARED", 1)
    assert messages(load_programme(folder)) == ["quotes/words.yaml:1:46: there is no event 'lunch'"]


HARM = st.sampled_from(
    ["", "- ", ": ", "\n", "  ", "[", "]", "{", "}", '"', "'", ",", "&a ", "*a", "!t ", "x", "9", "~", "#", "\t"]
)


@given(
    harms=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), HARM), min_size=1, max_size=4),
    which=st.integers(0, 5),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_harmed_file_never_raises_and_is_never_silently_smaller(
    folder: Path, harms: list[tuple[float, int, str]], which: int
) -> None:
    whole = load_programme(folder).programme
    assert whole is not None
    paths = sorted(path for path in folder.rglob("[a-z]*.yaml"))
    files = []
    for number, path in enumerate(paths):
        text = path.read_text("utf-8")
        for place, length, added in harms if number == which else []:
            start = int(place * len(text))
            text = text[:start] + added + text[start + length :]
        name = path.relative_to(folder).as_posix()
        files.append(File(name, "" if name == HEAD else FOLDERS[path.parent.name], text.encode()))
    result = load_files(Files(tuple(files)))
    assert list(result.diagnostics) == sorted(result.diagnostics)
    lines = {file.path: (file.data or b"").decode().count("\n") + 1 for file in files}
    assert all(
        1 <= diagnostic.line <= lines[diagnostic.path] and diagnostic.column >= 1 for diagnostic in result.diagnostics
    )
    if result.left_out or result.programme is None:
        assert result.diagnostics
