"""A file of another timeline becomes a folder that passes the check, whole or not at all."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.load.importers.import_programme import ImportResult, Quoted, import_file, slug, to_yaml
from viewer.load.lint import load_with_hints
from viewer.load.loader import load_programme
from viewer.load.yaml_reader import ListNode, Scalar, read_yaml
from viewer.model.claims import Status
from viewer.model.programme import Programme

TODAY = date(2026, 11, 22)


def imported(tmp_path: Path, text: str, name: str = "My list.csv") -> tuple[ImportResult, Programme]:
    """The result of the import, and the programme in the folder, which has no fault."""
    file, folder = tmp_path / name, tmp_path / "programme"
    file.write_text(text, encoding="utf-8")
    made = import_file(file, folder, TODAY)
    loaded = load_programme(folder)
    assert loaded.diagnostics == ()
    assert loaded.programme is not None
    return made, loaded.programme


def test_a_row_becomes_a_claim_of_the_day_of_the_import_with_the_file_as_source(tmp_path: Path) -> None:
    made, programme = imported(tmp_path, "title,when,kind,lane\nLaunch,2027~,launch,Probes\n")
    assert (made.events, made.faults, made.notes) == (1, (), ())
    (event,) = programme.events
    (claim,) = event.claims
    assert (event.id, event.kind, event.lane, event.title.en) == ("launch", "launch", "probes", "Launch")
    assert (claim.when.text, claim.said and claim.said.text, claim.outcome) == ("2027~", "2026-11-22", None)
    (source,) = programme.sources
    assert claim.sources == (source.id,) == ("my-list",)
    assert (source.publisher, source.published.text) == ("My list.csv", "2026-11-22")
    assert programme.head.title.en == "My list"
    assert programme.head.home.text == "2027/2027"
    assert programme.current_to == TODAY
    assert load_with_hints(tmp_path / "programme").diagnostics == ()


@pytest.mark.parametrize(
    ("when", "said", "status"),
    [
        ("2024", "", Status.DONE),
        ("2027", "", Status.PLANNED),
        ("2026", "", Status.PLANNED),
        ("2024/2035", "", Status.UNDER_WAY),
        ("2027/2035", "", Status.PLANNED),
        ("unknown", "", Status.UNDATED),
        ("[2024..]", "", Status.PLANNED),
        ("2024", "planned", Status.OVERDUE),
        ("2024", "failed", Status.FAILED),
        ("2027", "cancelled", Status.CANCELLED),
        ("2024", "whatever", Status.DONE),
    ],
)
def test_a_past_date_is_done_unless_the_file_has_an_outcome(
    tmp_path: Path, when: str, said: str, status: Status
) -> None:
    _made, programme = imported(tmp_path, f"title,when,status\nA,{when},{said}\n")
    assert programme.as_of(TODAY).status("a").status is status


def test_every_id_is_valid_and_unique(tmp_path: Path) -> None:
    table = (
        "id,title,when,group\n,Café №1!,2024,A & B\n,Café №1,2024,A&B\nX_y,B,2024,嫦娥\n,嫦娥,2024,\nx-y,C,2024,七号\n"
    )
    _made, programme = imported(tmp_path, table)
    assert [event.id for event in programme.events] == ["cafe-no1", "cafe-no1-2", "x-y", "event", "x-y-2"]
    assert [(lane.id, lane.title.en) for lane in programme.head.lanes] == [
        ("a-b", "A & B"), ("a-b-2", "A&B"), ("lane", "嫦娥"), ("events", "Events"), ("lane-2", "七号"),
    ]  # fmt: skip


def test_links_become_sources(tmp_path: Path) -> None:
    slides = (
        '{"events": [{"start_date": {"year": 2024, "hour": 5}, "text": {"headline": "A", '
        '"text": "<a href=\\"https://a.org/x?y=1\\">A paper</a> <a href=\\"https://a.org/z\\"></a>"}}], '
        '"title": {"text": {"headline": "All", "text": "About \\u0007it"}}}'
    )
    made, programme = imported(tmp_path, slides, "slides.json")
    assert [(source.id, source.title.en, source.url) for source in programme.sources] == [
        ("slides", "slides.json", None),
        ("a-org", "A paper", "https://a.org/x?y=1"),
        ("a-org-2", "https://a.org/z", "https://a.org/z"),
    ]
    assert programme.events[0].claims[0].sources == ("slides", "a-org", "a-org-2")
    assert (programme.head.title.en, programme.head.about and programme.head.about.en) == ("All", "About it")
    assert made.notes == (
        "1 time of day was left out: the file does not say in which zone",
        "1 event has no kind that we know and is written as “statement”",
    )


def test_a_link_of_two_events_is_one_source(tmp_path: Path) -> None:
    _made, programme = imported(tmp_path, "title,when,url\nA,2024,https://a.org\nB,2025,https://a.org\n")
    assert [event.claims[0].sources for event in programme.events] == [("my-list", "a-org")] * 2
    assert len(programme.sources) == 2


def test_both_languages_are_imported(tmp_path: Path) -> None:
    table = "title_en,title_zh,when,summary_zh\nA,甲,2024,说明\n,乙,2024,\n"
    _made, programme = imported(tmp_path, table)
    assert programme.head.languages == ("en", "zh")
    assert [event.title("zh") for event in programme.events] == ["甲", "乙"]
    assert programme.events[0].summary is not None
    assert programme.events[0].summary.zh == "说明"


def test_sound_rows_are_imported_and_the_others_are_faults(tmp_path: Path) -> None:
    made, programme = imported(tmp_path, "title,when,colour\nA,2024,red\nB,soon,blue\n")
    assert (made.events, len(programme.events)) == (1, 1)
    assert [fault.row for fault in made.faults] == [3]
    assert made.notes[0] == "columns that were not read: colour"


def test_open_and_unknown_dates_still_make_a_window(tmp_path: Path) -> None:
    _made, programme = imported(tmp_path, "title,when\nA,unknown\nB,2030/..\n")
    assert programme.head.home.text == "2030/2030"
    os.rename(tmp_path / "programme", tmp_path / "other")
    _made, programme = imported(tmp_path, "title,when\nA,unknown\n")
    assert programme.head.home.text == "2026/2026"


@pytest.mark.parametrize("text", ["title,when\nA,soon\n", "title,when\n", "nothing\n"])
def test_without_a_sound_row_no_folder_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    made = import_file(tmp_path / "a.csv", tmp_path / "new", TODAY)
    assert made.events == 0
    assert len(made.faults) == 1
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_folder_with_content_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,when\nA,2024\n")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    for taken in ("full", "a.csv"):
        with pytest.raises(FileExistsError):
            import_file(tmp_path / "a.csv", tmp_path / taken, TODAY)
    assert os.listdir(tmp_path / "full") == ["mine"]
    (tmp_path / "empty").mkdir()
    assert import_file(tmp_path / "a.csv", tmp_path / "empty", TODAY).events == 1
    assert load_programme(tmp_path / "empty").diagnostics == ()


def test_a_failed_import_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.csv").write_text("title,when\nA,2024\n")
    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OSError, match="No space left"):
        import_file(tmp_path / "a.csv", tmp_path / "new", TODAY)
    assert os.listdir(tmp_path) == ["a.csv"]


def test_another_suffix_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"must end in \.csv or \.json"):
        import_file(tmp_path / "a.xlsx", tmp_path / "new", TODAY)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_quoted_text_is_read_back_unchanged(text: str) -> None:
    file = read_yaml(to_yaml([Quoted(text)]).encode(), "a.yaml")
    assert not file.diagnostics
    assert isinstance(file.root, ListNode)
    (scalar,) = file.root.items
    assert isinstance(scalar, Scalar)
    assert (scalar.text, scalar.plain) == (text, False)


@given(st.text())
def test_an_id_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    found = slug(text)
    assert len(found) <= 60
    assert found == "" or all(part.isascii() and part.isalnum() and part == part.lower() for part in found.split("-"))
