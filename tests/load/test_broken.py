"""Every folder under broken/ is a programme with faults; its expected.txt is all that is said of it, in order."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from viewer.load.folder import Loaded, load_programme

BROKEN = Path(__file__).parent / "broken"


def said_of(loaded: Loaded) -> str:
    lines = [str(problem) for problem in loaded.problems] + [f"left out: {name}" for name in loaded.left_out]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("folder", sorted(BROKEN.iterdir()), ids=lambda folder: folder.name)
def test_every_fault_is_told_at_once_with_its_place_and_cure(folder: Path) -> None:
    assert said_of(load_programme(folder)) == (folder / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("folder", "events"),
    [
        ("a-tab", ["launch"]),
        ("an-anchor", ["landing"]),
        ("deep", ["b"]),
        ("encodings", ["marked"]),
        ("said", ["d", "e"]),
        ("syntax", ["c", "j"]),
        ("shapes", ["z"]),
        ("ids-twice", ["launch", "landing"]),
        ("head-in-part", ["launch"]),
    ],
)
def test_what_is_sound_is_opened(folder: str, events: list[str]) -> None:
    programme = load_programme(BROKEN / folder).programme
    assert programme is not None
    assert [event.id for event in programme.events] == events


def test_no_is_norway() -> None:
    programme = load_programme(BROKEN / "norway").programme
    assert programme is not None
    assert {partner.id: partner.country for partner in programme.partners} == {"norway": "NO", "esa": None}


def test_a_link_to_what_was_left_out_is_dropped_without_a_word_of_its_own() -> None:
    programme = load_programme(BROKEN / "left-out-and-linked").programme
    assert programme is not None
    events = {event.id: event for event in programme.events}
    assert (events["b"].part_of, events["b"].needs) == (None, ())
    assert events["e"].payloads == ("spade",)
    assert (events["d"].missions, events["d"].lane) == ((), "probes")
    assert [quote.event for quote in programme.quotes] == [None]


def test_of_an_id_that_stands_twice_the_first_is_kept() -> None:
    programme = load_programme(BROKEN / "ids-twice").programme
    assert programme is not None
    assert [mission.name.en for mission in programme.missions] == ["One"]
    assert [payload.name.en for payload in programme.missions[0].payloads] == ["Camera"]
    assert [lane.title.en for lane in programme.head.lanes] == ["Probes"]


def test_a_circle_is_opened_at_one_link() -> None:
    programme = load_programme(BROKEN / "circles").programme
    assert programme is not None
    assert [event.part_of for event in programme.events] == ["c", "a", None, "a"]
    assert [partner.part_of for partner in programme.partners] == ["b", None]


def test_a_head_is_kept_without_its_faulty_optional_fields() -> None:
    programme = load_programme(BROKEN / "head-in-part").programme
    assert programme is not None
    assert (programme.head.zones, programme.head.languages) == ((), ("en",))


def test_without_a_sound_head_there_is_no_programme() -> None:
    assert load_programme(BROKEN / "head").programme is None


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "- ["])
def test_a_hundred_thousand_openings_are_one_problem_and_quick(tmp_path: Path, opening: str) -> None:
    shutil.copytree(BROKEN / "said", tmp_path, dirs_exist_ok=True)
    (tmp_path / "events" / "moon.yaml").write_text(opening * 100_000)
    began = time.perf_counter()
    loaded = load_programme(tmp_path)
    assert len(loaded.problems) == 1
    assert time.perf_counter() - began < 5
    assert loaded.programme is not None
