"""Animations: a glide begins and ends exactly and keeps the day below the pointer; time begins with the first frame."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from viewer.state import Span
from viewer.widgets.animation import FRAME_MS, GLIDE_MS, Animator, Glide

WINDOWS = st.builds(lambda start, length: Span(start, start + length), st.floats(15000, 25000), st.floats(0.01, 20000))


@given(WINDOWS, WINDOWS)
def test_a_glide_begins_and_ends_exactly(start: Span, end: Span) -> None:
    glide = Glide(start, end)
    assert glide.at(0).start == pytest.approx(start.start, abs=1e-3)
    assert glide.at(0).length == pytest.approx(start.length)
    assert glide.at(GLIDE_MS) == glide.at(1e9) == end


@given(WINDOWS, st.floats(0.05, 20.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_day_below_the_pointer_stays_there_during_a_zoom(
    window: Span, ratio: float, position: float, share: float
) -> None:
    assume(abs(ratio - 1.0) > 0.01)
    day = window.start + window.length * position
    shown = Glide(window, window.zoomed(ratio, day)).at(share * GLIDE_MS)
    assert (day - shown.start) / shown.length == pytest.approx(position, abs=1e-4)


def test_a_window_that_only_moves_keeps_its_length() -> None:
    shown = Glide(Span(0.0, 10.0), Span(100.0, 110.0)).at(GLIDE_MS / 2)
    assert shown.length == pytest.approx(10.0)
    assert 50.0 < shown.start < 100.0


def test_the_time_of_a_glide_begins_with_its_first_frame(qtbot: QtBot) -> None:
    parent = QObject()
    animator, start, end = Animator(parent), Span(0.0, 100.0), Span(0.0, 50.0)
    animator.animate_window(start, end, None)
    frames = [animator.frame_requested] * (2 * GLIDE_MS // FRAME_MS)
    with qtbot.waitSignals(frames):
        pass
    assert animator.shown_window(end) == start
    animator.frame_painted()
    qtbot.waitUntil(lambda: not animator.running)
    assert animator.shown_window(end) == end
