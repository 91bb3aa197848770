"""What changed, between two days and between two versions of the data."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.builders import source, text
from tests.curated import curated_data
from tests.generated_programme import TODAY as LAST
from tests.generated_programme import generate_programme
from tests.report.sample import ESA, EVENTS, GOOD, IRF, SIX, TODAY, WEAK, claim, event, full, programme
from viewer.model.date_history import ChangeKind, change_between
from viewer.model.edtf import parse
from viewer.model.entities import Claim, Event, Framework, Outcome
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.progress import Cancelled
from viewer.report.diff import SHOWN, Diff, compare, diff_between_days, diff_between_versions, diff_line
from viewer.report.document import DOCUMENT_FORMATS, Document


def snapshot_of(*claims: Claim, name: str = "e", **fields: object) -> Programme:
    return programme(event(name, *claims, **fields), sources=(GOOD, WEAK))


def lines(document: Document, section: str) -> list[str]:
    return [item.text for part in document.sections if part.id == section for item in part.items]


def curated() -> Programme:
    whole = curated_data().programme
    assert whole is not None
    return whole


def test_a_snapshot_does_not_differ_from_itself() -> None:
    same = compare(full(), full())
    assert not same
    assert diff_line(same) == "Nothing changed"
    assert diff_between_days(curated(), TODAY, TODAY).sections == ()


def test_a_plan_with_another_date_has_moved() -> None:
    old, new = snapshot_of(claim("2026")), snapshot_of(claim("2026"), claim("2028", "2023"))
    (change,) = compare(old, new).moved
    assert (change.kind, change.event_id) == (ChangeKind.SLIP, "e")
    assert compare(new, old).moved[0].kind is ChangeKind.PULL_IN
    assert compare(old, new).further_claims == 1


def test_several_changes_are_measured_as_one() -> None:
    old = snapshot_of(claim("2026"))
    new = snapshot_of(claim("2026"), claim("unknown", "2023"), claim("2030", "2024"))
    change = change_between(old, new, "e")
    assert change is not None
    assert (change.kind, change.end_days) == (ChangeKind.SLIP, 4 * 365 + 1)
    withdrawn = change_between(old, snapshot_of(claim("2026"), claim("unknown", "2023")), "e")
    assert withdrawn is not None
    assert withdrawn.kind is ChangeKind.WITHDRAWN
    back = change_between(snapshot_of(claim("2026"), claim("unknown", "2023")), new, "e")
    assert back is not None
    assert back.kind is ChangeKind.REDATED
    first = change_between(snapshot_of(claim("unknown")), snapshot_of(claim("2030")), "e")
    assert first is not None
    assert first.kind is ChangeKind.FIRST_SAID


def test_there_is_no_change_to_or_from_an_unknown_event_or_a_report() -> None:
    plan, report = snapshot_of(claim("2026")), snapshot_of(claim("2026", None, outcome=Outcome.DONE))
    assert (
        change_between(plan, report, "e")
        is change_between(report, plan, "e")
        is change_between(plan, plan, "x")
        is None
    )
    assert change_between(plan, programme(), "e") is change_between(programme(), plan, "e") is None
    assert change_between(plan, snapshot_of(claim("2026~")), "e") is None


def test_a_diff_can_be_cancelled() -> None:
    def cancel(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        compare(full(), full(), cancel)


def test_a_report_is_compared_with_the_plan() -> None:
    old = snapshot_of(claim("2024", "2022"))
    new = snapshot_of(claim("2024", "2022"), claim("2025-03-01", None, outcome=Outcome.DONE))
    diff = compare(old, new)
    assert [item.id for item in diff.happened] == ["e"]
    assert diff.moved == ()
    happened = lines(diff_between_versions(old, new, ("a", "b"), TODAY), "happened")
    assert happened == ["Event e: 2024 → 1 March 2025, +2 to +14 months"]


def test_another_outcome_has_happened_and_the_same_outcome_has_not() -> None:
    done = claim("2024-03-01", None, outcome=Outcome.DONE)
    failed = replace(done, outcome=Outcome.FAILED)
    assert len(compare(snapshot_of(done), snapshot_of(failed)).happened) == 1
    other_day = replace(done, when=parse("2024-03-02"))
    diff = compare(snapshot_of(done), snapshot_of(other_day))
    assert (diff.happened, len(diff.redated)) == ((), 1)
    assert "1 with another date" in diff_line(diff)


def test_new_events_are_promised_or_happened_and_missing_ones_are_removed() -> None:
    nothing, plan = programme(sources=(GOOD,)), snapshot_of(claim("2030"))
    done = snapshot_of(claim("2024", None, outcome=Outcome.DONE), kind=EventKind.TEST)
    assert [item.id for item in compare(nothing, plan).promised] == ["e"]
    assert [item.id for item in compare(nothing, done).happened] == ["e"]
    removed = compare(plan, nothing)
    assert [item.id for item in removed.removed] == ["e"]
    assert removed.removed_sources == 1
    assert "1 no longer in the programme" in diff_line(removed)
    assert lines(diff_between_versions(plan, nothing, ("a", "b"), TODAY), "gone") == [
        "Event e: 2030 (said 1 January 2022 by GOOD)"
    ]


def test_a_plan_that_passes_without_a_report_becomes_overdue() -> None:
    whole = programme(event("e", claim("2023")), sources=(GOOD,))
    old, new = replace(whole, day=date(2023, 6, 1)), replace(whole, day=date(2024, 6, 1))
    diff = compare(old, new)
    assert [item.id for item in diff.overdue] == ["e"]
    assert diff.redated == ()


def test_a_contradiction_is_listed_once() -> None:
    old = snapshot_of(claim("2026"))
    new = snapshot_of(claim("2026"), claim("2029", "2023", replaces=False))
    assert [item.id for item in compare(old, new).conflicts] == ["e"]
    assert compare(new, new).conflicts == ()


def test_the_state_of_payloads_and_partners_is_that_of_the_last_event() -> None:
    frameworks = (Framework(id="ilrs", name=text("ILRS")),)

    def with_events(*events: Event) -> Programme:
        return programme(*events, sources=(GOOD,), partners=(ESA, IRF), missions=(SIX,), frameworks=frameworks)

    out = event(
        "out", claim("2025-05-05", None, outcome=Outcome.DONE), kind=EventKind.WITHDRAWAL, payloads=("rover", "nils")
    )
    joins = event(
        "joins",
        claim("2025-06-05", None, outcome=Outcome.DONE),
        kind=EventKind.ACCESSION,
        partners=("irf",),
        framework="ilrs",
    )
    old, new = with_events(), with_events(out, joins)
    document = diff_between_versions(old, new, ("a", "b"), TODAY)
    assert lines(document, "payloads") == ["NILS, Rover: Event out: 5 May 2025"]
    assert lines(document, "partners") == ["Institute of Space Physics: Event joins: 5 June 2025"]
    assert compare(new, new) == Diff()


def test_the_document_of_two_days_has_the_most_important_events_and_counts_the_others() -> None:
    whole = programme(
        *(event(f"e{n}", claim("2030", "2024"), importance=5 if n == 77 else 2) for n in range(100)),
        sources=(source("good", "2024"),),
    )
    document = diff_between_days(replace(whole, day=None), date(2025, 1, 1), date(2023, 1, 1))
    words = lines(document, "promised")
    assert len(words) == 30
    assert any("e77" in line for line in words)
    assert next(part.more for part in document.sections if part.id == "promised") == "and 70 lesser events"
    assert document.title == "What changed from 1 January 2023 to 1 January 2025"


def test_the_diff_of_the_curated_programme_has_the_slip_of_chang_e_8() -> None:
    document = diff_between_days(curated(), date(2024, 6, 27), date(2025, 4, 24))
    (line,) = [words for words in lines(document, "moved") if "Launch of Chang'e-8" in words]
    assert line == "Launch of Chang'e-8: 2028 → around 2029, +1 year (said 24 April 2025 by CNSA)"
    assert any("Ten projects chosen for Chang'e-8" in words for words in lines(document, "happened"))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_equal_diffs_give_equal_documents(form: str) -> None:
    document = diff_between_versions(full(date(2023, 1, 1)), full(), ("old", "new"), TODAY)
    assert DOCUMENT_FORMATS[form](document) == DOCUMENT_FORMATS[form](document)
    assert "what changed from old to new" in DOCUMENT_FORMATS[form](document)
    assert len(EVENTS) == len(full().events)


def test_every_section_of_two_days_has_only_the_most_important_events() -> None:
    many = generate_programme(6_000)
    document = diff_between_days(many, date(2012, 1, 1), LAST)
    diff = compare(many.as_of(date(2012, 1, 1)), many.as_of(LAST))
    sections = {section.id: section for section in document.sections}
    for name in ("moved", "happened", "promised", "overdue"):
        listed = getattr(diff, name)
        ids = [entry.event_id if name == "moved" else entry.id for entry in listed]
        section = sections[name]
        assert len(ids) > SHOWN == len(section.items)
        assert section.more == f"and {len(ids) - SHOWN} lesser events"
        shown = {item.address.removeprefix("event/") for item in section.items}
        assert [name for name in ids if name in shown] == [item.address[6:] for item in section.items]


def test_unchanged_events_are_compared_like_all_others() -> None:
    many = generate_programme(3_000)
    old, new = many.as_of(date(2016, 1, 1)), many.as_of(date(2022, 1, 1))
    copied = generate_programme(3_000).as_of(date(2022, 1, 1))  # equal, but no event of it is one of `old`
    assert any(old.event(event.id) is event for event in new.events)
    assert not any(old.event(event.id) is event for event in copied.events)
    assert compare(old, new) == compare(old, copied)
