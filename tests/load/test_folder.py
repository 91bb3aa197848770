"""What a sound folder gives, and what is said of a folder that is none."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.i18n import Text
from viewer.load.files import File, Files
from viewer.load.folder import Loaded, load_files, load_programme
from viewer.load.places import FOLDERS, HEAD
from viewer.load.problem import Problem
from viewer.model.edtf import parse
from viewer.model.entities import Outcome
from viewer.model.kinds import EventKind
from viewer.resources import data_folder, resource


def told(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def test_a_sound_programme_is_read_without_a_word(folder: Path) -> None:
    loaded = load_programme(folder)
    assert (told(loaded), loaded.left_out) == ([], ())
    programme = loaded.programme
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
    loaded = load_programme(data_folder())
    assert told(loaded) == []
    assert loaded.programme is not None


def test_the_collector_is_left_as_it_was(folder: Path) -> None:
    load_programme(folder)
    assert gc.isenabled()
    gc.disable()
    try:
        load_programme(folder)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_problem_is_told_under_the_folder_as_the_user_typed_it() -> None:
    problem = Problem("events/moon.yaml", 3, 5, "wrong", "write right")
    assert str(problem) == "events/moon.yaml:3:5: wrong; write right"
    assert problem.under("./data/") == "data/events/moon.yaml:3:5: wrong; write right"
    assert Problem(".", 1, 1, "wrong").under("/nowhere") == "/nowhere:1:1: wrong"


def test_a_long_message_is_cut_and_stays_one_line(folder: Path) -> None:
    (folder / "sources" / "more.yaml").write_text(f'- {{id: "{"a b" * 500}\\n"}}')
    problem = next(
        problem
        for problem in load_programme(folder).problems
        if "is no id" in problem.message or problem.column == 8
    )
    assert len(problem.message) == 300
    assert "\n" not in str(problem)


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert told(load_programme(tmp_path / "none")) == [".:1:1: there is no such folder"]


def test_a_file_is_no_programme(folder: Path) -> None:
    head = folder / "programme.yaml"
    assert told(load_programme(head)) == [
        ".:1:1: a programme is a folder, and this is a file; give the folder that it lies in"
    ]
    assert told(load_programme(folder / "events" / "README.md")) == [
        ".:1:1: a programme is a folder, and this is a file"
    ]


def test_a_programme_that_lies_near_is_named(folder: Path) -> None:
    assert told(load_programme(folder / "events")) == [".:1:1: there is no programme.yaml in here; open .."]
    folder.rename(folder.parent / "data")
    assert told(load_programme(folder.parent)) == [".:1:1: there is no programme.yaml in here; open data"]


def test_a_folder_in_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "events" / "more.yaml").mkdir()
    loaded = load_programme(folder)
    assert told(loaded) == ["events/more.yaml:1:1: this cannot be read: it is not a file"]
    assert loaded.left_out == ("events/more.yaml",)


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "events" / "more.yaml")
    assert told(load_programme(folder)) == ["events/more.yaml:1:1: this cannot be read: it is not a file"]


def test_a_link_that_leads_nowhere_on_the_disk_is_told(folder: Path) -> None:
    (folder / "events" / "more.yaml").symlink_to(folder / "gone")
    assert told(load_programme(folder)) == [
        "events/more.yaml:1:1: this cannot be read: No such file or directory"
    ]


def test_what_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert told(load_programme(folder)) == [
        "quotes:1:1: this cannot be read: Permission denied",
        "sources/news.yaml:1:1: this cannot be read: Permission denied",
    ]


def test_a_name_that_is_no_text_can_be_printed(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_text("")
    (line,) = told(load_programme(folder))
    assert line.encode().startswith(b"caf\\xe9.yaml:1:1: this file is not read")


def test_a_fault_in_one_file_hides_no_fault_in_another_and_makes_none(folder: Path) -> None:
    (folder / "missions" / "one.yaml").write_text("id: one\nname: 'One\n")
    (folder / "events" / "more.yaml").write_text("- id: x\n  kind: lunch\n")
    assert [line.split(";")[0] for line in told(load_programme(folder))] == [
        "events/more.yaml:1:3: an event needs a mission or a lane",
        "events/more.yaml:1:3: claims is missing in event",
        "events/more.yaml:1:3: title is missing in event",
        "events/more.yaml:2:9: 'lunch' is no kind",
        "missions/one.yaml:2:7: this quote is never closed",
    ]


def test_a_list_with_a_lost_item_makes_no_link_wrong(folder: Path) -> None:
    (folder / "sources" / "news.yaml").write_text("- title: [\n  id: daily\n- title: ]\n")
    assert [problem.path for problem in load_programme(folder).problems] == ["sources/news.yaml"] * 2
    (folder / "sources" / "news.yaml").write_text("- {id: daily}\n- a: b: c\n")
    assert {problem.path for problem in load_programme(folder).problems} == {"sources/news.yaml"}


def test_a_head_that_cannot_be_read_makes_no_lane_wrong(folder: Path) -> None:
    (folder / "programme.yaml").write_text("title: 'A\n")
    loaded = load_programme(folder)
    assert told(loaded) == ["programme.yaml:1:8: this quote is never closed"]
    assert loaded.programme is None


def test_beyond_many_ids_no_cure_is_sought(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "quotes" / "words.yaml").write_text("- {id: q, by: x, said: 2024, text: y, event: lunch}\n")
    assert told(load_programme(folder)) == [
        "quotes/words.yaml:1:46: there is no event 'lunch'; did you mean launch?"
    ]
    monkeypatch.setattr("viewer.load.cross_checks.MOST_TO_COMPARE", 1)
    assert told(load_programme(folder)) == ["quotes/words.yaml:1:46: there is no event 'lunch'"]


def test_resources_and_data_lie_beside_the_package_or_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (data_folder() / "programme.yaml").is_file()
    assert resource("").is_dir()
    assert resource("fonts/x.ttf").parent.name == "fonts"
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr("viewer.resources.PACKAGE", tmp_path)
    assert data_folder() == tmp_path / "_data"


HARM = st.sampled_from(
    [
        "",
        "- ",
        ": ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        ",",
        "&a ",
        "*a",
        "!t ",
        "x",
        "9",
        "~",
        "#",
        "\t",
    ]
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
    loaded = load_files(Files(tuple(files)))
    assert list(loaded.problems) == sorted(loaded.problems)
    lines = {file.path: (file.data or b"").decode().count("\n") + 1 for file in files}
    assert all(
        1 <= problem.line <= lines[problem.path] and problem.column >= 1 for problem in loaded.problems
    )
    if loaded.left_out or loaded.programme is None:
        assert loaded.problems
