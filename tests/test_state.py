"""ViewState: its changes and its text form. ViewHistory: steps of Back and Forward."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import head, programme
from viewer.model.programme import Programme
from viewer.state import EARLIEST, GROUPINGS, LATEST, LONGEST, SHORTEST, Span, ViewHistory, ViewState, home

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.floats(-700_000.0, 2_000_000.0), st.floats(SHORTEST, LONGEST)
)
STATES = st.builds(
    ViewState,
    SPANS,
    st.text(max_size=20),
    st.none() | st.dates(),
    st.floats(0.0, 1e5),
    st.booleans(),
    st.frozensets(st.text(max_size=9), max_size=3),
    st.text(max_size=20),
    st.sampled_from(GROUPINGS),
    st.lists(st.text(max_size=9), max_size=3, unique=True).map(tuple),
    st.frozensets(st.text(max_size=9), max_size=3),
    st.frozensets(st.text(max_size=9), max_size=3),
)
STATE = ViewState(Span(0.0, 100.0))


@given(SPANS, st.floats(0.01, 100.0), st.floats(0.0, 1.0))
def test_zoom_keeps_the_day_under_the_cursor(span: Span, ratio: float, share: float) -> None:
    centre = span.start + span.length * share
    zoomed = span.zoomed(ratio, centre)
    assert zoomed.start + zoomed.length * share == pytest.approx(centre, abs=1e-6)


@given(SPANS, st.floats(1e-9, 1e9))
def test_a_window_is_never_shorter_than_a_minute_nor_longer_than_four_centuries(span: Span, ratio: float) -> None:
    length = ViewState(span).zoomed(ratio, span.middle).window.length
    assert SHORTEST * 0.99 <= length <= LONGEST * 1.01


@given(SPANS, st.floats(-1e7, 1e7))
def test_panning_keeps_the_length_and_stays_in_the_calendar(span: Span, by: float) -> None:
    window = ViewState(span).panned(by).window
    assert window.start >= EARLIEST
    assert window.end <= LATEST
    assert window.length == pytest.approx(span.length, abs=1e-6)


def test_a_span_that_is_longer_than_its_bounds_is_cut_to_them() -> None:
    assert Span(0.0, 50.0).fitted(10.0, 20.0) == Span(10.0, 20.0)


@pytest.mark.parametrize("bad", [(1.0, 1.0), (2.0, 1.0), (0.0, float("inf")), (float("nan"), 1.0)])
def test_a_span_has_a_finite_start_before_a_finite_end(bad: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(*bad)


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [(0, 10, False), (0, 10.5, True), (19, 30, True), (20, 30, False), (10, 10, True), (15, 15, True), (20, 20, False)],
)
def test_spans_overlap_half_open(start: float, end: float, meets: bool) -> None:
    assert Span(10.0, 20.0).overlaps(start, end) is meets


def test_framing_leaves_room_on_both_sides() -> None:
    assert STATE.framed(Span(1000.0, 1100.0), 0.1).window == Span(990.0, 1110.0)


def test_framing_an_instant_shows_at_least_a_minute() -> None:
    second = Span(20000.0, 20000.0 + 1 / 86400)
    assert STATE.framed(second).window.length == pytest.approx(SHORTEST)


def test_centring_keeps_the_length() -> None:
    assert STATE.centred(500.0).window == Span(450.0, 550.0)


def test_a_change_keeps_the_other_fields() -> None:
    changed = STATE.selecting("event/x").on(date(2025, 4, 24)).scrolled(40.0).with_slips(False)
    assert changed == ViewState(STATE.window, "event/x", date(2025, 4, 24), 40.0, False)
    assert changed.on(None).as_of is None
    assert STATE.scrolled(-5.0).scroll_px == 0.0


def test_the_layout_key_has_everything_but_the_selection() -> None:
    assert STATE.layout_key() == STATE.selecting("event/x").layout_key()
    others = (STATE.panned(1.0), STATE.on(date(2025, 1, 1)), STATE.scrolled(1.0), STATE.with_slips(False))
    assert len({state.layout_key() for state in (STATE, *others, STATE.toggled("policy"))}) == 6


def test_measuring_needs_a_second_event_and_ends_with_another_selection() -> None:
    selected = STATE.selecting("event/x")
    measured = selected.measured_to("event/y")
    assert measured.measure_to == "event/y"
    assert measured.layout_key() == selected.layout_key()
    assert measured.measured_to("event/y") == measured.measured_to("event/x") == selected
    assert measured.selecting("event/z").measure_to == ""


def test_another_grouping_drops_the_changes_of_lanes() -> None:
    changed = STATE.hiding("a").pinning("b").toggled("c").scrolled(9.0)
    assert changed.hiding("a").pinning("b").toggled("c").scrolled(0.0) == STATE
    assert changed.grouped("lanes") == changed
    assert changed.grouped("kinds") == ViewState(STATE.window, grouping="kinds")
    assert len({state.layout_key() for state in (STATE, STATE.hiding("a"), STATE.pinning("a"))}) == 3


def test_a_change_of_lanes_is_a_step_of_its_own_at_any_time() -> None:
    history = ViewHistory((STATE,), 0).visit(STATE.selecting("event/x"), 0)
    now = history.present
    for at, state in enumerate((now.hiding("a"), now.pinning("a"), now.toggled("a"), now.grouped("kinds"))):
        assert history.visit(state, 10 + at).back().present == now
    assert history.visit(now.panned(1.0), 10).back().present == STATE


def test_a_lane_is_opened_and_closed_again() -> None:
    opened = STATE.toggled("policy").toggled("station")
    assert opened.to_text().endswith(";open=policy,station")
    assert opened.toggled("station").toggled("policy") == STATE


@given(STATES)
def test_a_state_is_read_back_from_its_text(state: ViewState) -> None:
    text = state.to_text()
    assert ViewState.from_text(text) == state
    assert len(text.splitlines()) == 1


def test_the_text_of_a_state_is_readable() -> None:
    state = ViewState(Span(19723.0, 24106.0), "event/ce7-launch", date(2025, 4, 24), scroll_px=120.0, slips=False)
    text = "window=2024-01-01/2036-01-01;as-of=2025-04-24;select=event/ce7-launch;scroll=120;slips=off"
    assert state.to_text() == text
    assert ViewState.from_text(f" {text}\n") == state
    minutes = ViewState(Span(19875.0 + 22 / 24, 19875.0 + 23 / 24))
    assert minutes.to_text() == "window=2024-06-01T22:00:00Z/2024-06-01T23:00:00Z"


def test_a_window_beyond_the_calendar_is_written_in_days() -> None:
    assert ViewState(Span(-1e6, 0.0)).to_text() == "window=d-1000000.0/1970-01-01"


def test_slips_may_be_written_on() -> None:
    assert ViewState.from_text("window=2024-01-01/2025-01-01;slips=on").slips


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no part of a view"),
        ("colour=red", "no part of a view: 'colour=red' .known: window, as-of"),
        ("as-of=2025-01-01", "needs window"),
        ("window=2024-01-01/2025-01-01;window=2024-01-01/2025-01-01", "window twice"),
        ("window=2024-01-01", "START/END"),
        ("window=2025-01-01/2024-01-01", "in order"),
        ("window=2024-02-30/2025-01-01", "START/END"),
        ("window=2024-01-01T24:00:00Z/2025-01-01", "START/END"),
        ("window=dnan/2025-01-01", "START/END"),
        ("window=2024-01-01/2025-01-01;as-of=soon", "as-of is a day"),
        ("window=2024-01-01/2025-01-01;as-of=2025-02-30", "as-of is a day"),
        ("window=2024-01-01/2025-01-01;scroll=far", "number of pixels"),
        ("window=2024-01-01/2025-01-01;scroll=-1", "number of pixels"),
        ("window=2024-01-01/2025-01-01;scroll=inf", "number of pixels"),
        ("window=2024-01-01/2025-01-01;slips=maybe", "on or off"),
    ],
)
def test_a_wrong_view_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        ViewState.from_text(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2024-01/2035-12", 19723.0, 24106.0),
        ("2024/..", 19723.0, 19723.0 + 3652.0),
        ("../2033", 23376.0 - 3652.0, 23376.0),
    ],
)
def test_home_is_what_the_programme_names(when: str, start: float, end: float) -> None:
    assert home(_programme(when)) == Span(start, end)


def test_a_home_open_on_both_sides_contains_the_last_day_of_the_data() -> None:
    assert home(_programme("unknown")).overlaps(20736.0, 20737.0)


def _programme(when: str) -> Programme:
    return programme(head=head("2026-10-10", when))


# ── history ─────────────────────────────────────────────────────────────────────────────────────


def _panned(by: float) -> ViewState:
    return STATE.panned(by)


def test_back_and_forward_go_through_the_visited_states() -> None:
    history = ViewHistory((STATE,)).visit(_panned(1), 0).visit(_panned(2), 5000)
    assert history.can_go_back
    assert not history.can_go_forward
    assert history.back().present == _panned(1)
    assert history.back().back().present == STATE
    assert history.back().back().back().present == STATE
    assert history.back().forward().present == _panned(2)
    assert history.forward().present == _panned(2)
    assert history.back().can_go_forward


def test_visits_within_700_ms_are_one_step() -> None:
    history = ViewHistory((STATE,))
    for step in range(1, 20):
        history = history.visit(_panned(step), step * 600)
    assert history.entries == (STATE, _panned(19))


def test_a_pause_begins_another_step() -> None:
    history = ViewHistory((STATE,)).visit(_panned(1), 0).visit(_panned(2), 701)
    assert history.entries == (STATE, _panned(1), _panned(2))


def test_a_state_that_back_went_to_is_never_replaced() -> None:
    history = ViewHistory((STATE,)).visit(_panned(1), 0).visit(_panned(2), 1000).back().visit(_panned(3), 1100)
    assert history.entries == (STATE, _panned(1), _panned(3))


def test_a_visit_of_the_present_state_is_no_step() -> None:
    history = ViewHistory((STATE,)).visit(_panned(1), 0)
    assert history.visit(_panned(1), 9000) is history


def test_two_quick_selections_are_two_steps() -> None:
    history = ViewHistory((STATE,)).visit(STATE.selecting("event/a"), 0)
    history = history.visit(STATE.selecting("event/b"), 100)
    assert [state.selection for state in history.entries] == [STATE.selection, "event/a", "event/b"]


def test_a_filter_is_part_of_the_view_its_layout_and_its_history() -> None:
    from viewer.model.kinds import EventKind
    from viewer.query.filter import Filter

    filtered_state = STATE.filtered(Filter(kinds=frozenset({EventKind.LAUNCH}), two_sources=True, text="a;b, c"))
    assert ViewState.from_text(filtered_state.to_text()) == filtered_state
    assert "kind=launch" in filtered_state.to_text()
    assert filtered_state.layout_key() != STATE.layout_key()
    typed = filtered_state.filtered(Filter(kinds=filtered_state.filter.kinds, two_sources=True, text="a;b, cd"))
    history = ViewHistory((STATE,)).visit(filtered_state, 1000).visit(typed, 1100)
    assert history.entries == (STATE, typed)
    assert history.visit(STATE.filtered(Filter()), 1150).entries == (STATE, typed, STATE)


def test_an_unknown_value_of_a_filter_is_refused() -> None:
    with pytest.raises(ValueError, match="kind is one or more of"):
        ViewState.from_text("window=2024-01-01/2025-01-01;kind=lunch")


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="lanes are grouped as"):
        ViewState.from_text("window=2024-01-01/2025-01-01;group=colour")
