"""Hints say what an author may want to look at again, and where."""

from __future__ import annotations

from pathlib import Path

from viewer.load.lint import load_with_hints
from viewer.load.loader import load_programme


def messages(folder: Path) -> list[str]:
    """The hints, as text, which come after the faults."""
    result, faults = load_with_hints(folder), load_programme(folder).diagnostics
    assert (result.programme, result.diagnostics[: len(faults)]) == (load_programme(folder).programme, faults)
    assert all(diagnostic.hint for diagnostic in result.diagnostics[len(faults) :])
    return [str(diagnostic) for diagnostic in result.diagnostics[len(faults) :]]


def add(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def test_a_programme_can_be_without_hints(folder: Path) -> None:
    assert messages(folder) == []


def test_a_claim_without_a_source_gives_a_hint(folder: Path) -> None:
    add(
        folder,
        "events/more.yaml",
        "- id: a\n  title: A\n  lane: probes\n  kind: test\n  claims:\n    - {when: 2026, said: 2024}\n",
    )
    assert messages(folder) == ["events/more.yaml:6:7: a claim without a source"]


def test_an_uncited_source_gives_one_hint(folder: Path) -> None:
    source = "- {id: weekly, title: W, publisher: W, published: unknown, kind: press}\n"
    add(folder, "sources/more.yaml", source * 2 + "- {title: no id}\n- {id: [a]}\n- text\n")
    assert messages(folder) == ["sources/more.yaml:1:8: nobody cites the source 'weekly'"]


def test_a_missing_translation_gives_a_hint_but_a_plain_text_does_not(folder: Path) -> None:
    add(
        folder,
        "quotes/more.yaml",
        "- {id: r, by: x, said: 2024, text: {en: Well}, role: {zh: 院士}, sources: [daily]}\n",
    )
    assert messages(folder) == [
        "quotes/more.yaml:1:36: a text without its translation: zh",
        "quotes/more.yaml:1:54: a text without its translation: en",
    ]
    head = folder / "programme.yaml"
    head.write_text(head.read_text().replace("[en, zh]", "[en]"))
    assert messages(folder) == ["quotes/more.yaml:1:54: a text without its translation: en"]


def test_said_after_every_source_gives_a_hint(folder: Path) -> None:
    quote = "- {{id: {}, by: x, said: {}, text: Well, sources: [{}]}}\n"
    add(
        folder,
        "sources/more.yaml",
        "- {id: old, title: W, publisher: W, published: 2023-06, kind: press}\n"
        "- {id: undated, title: W, publisher: W, published: unknown, kind: press}\n",
    )
    cases = [
        ("a", "2024-06-27", "daily"),  # the same day
        ("b", "2024-06-28", "daily"),
        ("c", "2023-07", "old, daily"),
        ("d", "2024-07", "old, daily"),
        ("e", "2025", "undated, daily"),
        ("f", "someday", "daily"),
        ("g", "2025", "nowhere"),
    ]
    add(folder, "quotes/more.yaml", "".join(quote.format(*case) for case in cases))
    assert messages(folder) == [
        "quotes/more.yaml:2:24: said after every one of its sources was published",
        "quotes/more.yaml:4:24: said after every one of its sources was published",
    ]


def test_needs_that_run_backwards_by_a_day_give_a_hint(folder: Path) -> None:
    event = (
        "- {{id: {}, title: A, lane: probes, kind: test, needs: [{}], "
        "claims: [{{when: {}, said: 2020, sources: [daily]}}]}}\n"
    )
    rows = [
        ("base", "", "2025-03-10"),
        ("after", "base", "2025-03-11"),
        ("same", "base", "2025-03-10T05:00Z"),
        ("eve", "base", "2025-03-09"),
        ("before", "base", "2025-03-08"),
        ("about", "base", "2025-03-08~"),
        ("later", "soon, nothing", "2025-03-08"),
        ("soon", "", "unknown"),
    ]
    add(folder, "events/more.yaml", "".join(event.format(*row) for row in rows))
    assert messages(folder) == ["events/more.yaml:5:60: this begins only after 'before' has ended"]


def test_an_event_that_is_not_known_yet_gives_no_hint(folder: Path) -> None:
    head = folder / "programme.yaml"
    head.write_text(head.read_text().replace('current_to: "2026-11-22"', 'current_to: "1990-01-01"'))
    assert "this begins" not in "".join(messages(folder))


def test_files_that_cannot_be_read_give_no_hints(folder: Path) -> None:
    add(folder, "events/more.yaml", "[")
    (folder / "quotes" / "more.yaml").mkdir()
    assert messages(folder) == []
