"""Every folder under broken/ is a programme with faults; its expected.txt is all that is said of it, in order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from viewer.load.loader import LoadResult, load_programme

BROKEN = Path(__file__).parent / "broken"


def report_of(result: LoadResult) -> str:
    lines = [str(diagnostic) for diagnostic in result.diagnostics] + [f"left out: {name}" for name in result.left_out]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("folder", sorted(BROKEN.iterdir()), ids=lambda folder: folder.name)
def test_every_fault_is_reported_in_one_run_with_place_and_cure(folder: Path) -> None:
    assert report_of(load_programme(folder)) == (folder / "expected.txt").read_text("utf-8")


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
def test_sound_events_are_loaded(folder: str, events: list[str]) -> None:
    programme = load_programme(BROKEN / folder).programme
    assert programme is not None
    assert [event.id for event in programme.events] == events


def test_the_country_no_is_norway() -> None:
    programme = load_programme(BROKEN / "norway").programme
    assert programme is not None
    assert {partner.id: partner.country for partner in programme.partners} == {"norway": "NO", "esa": None}


def test_a_link_to_what_was_left_out_is_dropped_without_a_diagnostic() -> None:
    programme = load_programme(BROKEN / "left-out-and-linked").programme
    assert programme is not None
    events = {event.id: event for event in programme.events}
    assert (events["b"].part_of, events["b"].needs) == (None, ())
    assert events["e"].payloads == ("spade",)
    assert (events["d"].missions, events["d"].lane) == ((), "probes")
    assert [quote.event for quote in programme.quotes] == [None]


def test_the_first_item_with_an_id_is_kept() -> None:
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
def test_a_hundred_thousand_openings_are_one_diagnostic_and_read_no_deeper_than_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opening: str
) -> None:
    shutil.copytree(BROKEN / "said", tmp_path, dirs_exist_ok=True)
    (tmp_path / "events" / "moon.yaml").write_text(opening * 100_000)
    consumed = 0
    parse = yaml.parse

    def counted(text: str, **options: Any) -> Iterator[object]:
        nonlocal consumed
        for event in parse(text, **options):
            consumed += 1
            yield event

    monkeypatch.setattr(yaml, "parse", counted)
    result = load_programme(tmp_path)
    assert len(result.diagnostics) == 1
    assert consumed < 1000
    assert result.programme is not None
