"""How far two events lie apart: in words, and as a dimension line below the axis.

::

    ────────────┬──────────────────────────┬─────── axis
                │◄─────── 29 d 13 h ──────►│
                ┊                          ┊
                ◆                          ┊
                                           ◆
"""

from __future__ import annotations

from math import floor

from viewer.i18n import _, day_words
from viewer.model.calendar import Days, date_of
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.programme import Programme
from viewer.ref import id_of
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import TimeScale

LEVEL_PX = 15.0
"""The dimension line stands so far below the axis."""
CHIP_PX, CHIP_PAD = 18.0, 8.0
YEAR: Days = 365.2425
MONTH: Days = YEAR / 12


def between(first: EdtfDate, second: EdtfDate) -> str:
    """From the start of the earlier of two dates to that of the later: "29 d 13 h", "53 d", "4 to 16 months".

    To the second between instants, in days where one is known to the day, else in months or years from the
    least to the most it can be. "" where either has no start at all.
    """
    one, other = sorted((first, second), key=lambda when: when.core_earliest)
    start, end = _start(one), _start(other)
    if start is None or end is None:
        return ""
    coarse = min(first.precision, second.precision)
    if coarse >= Precision.HOUR:
        return exact_words(end[0] - start[0])
    if coarse is Precision.DAY:
        return _("{n} d", n=floor(end[0]) - floor(start[0]))
    low, high = max(0.0, end[0] - start[1]), end[1] - start[0]
    if coarse <= Precision.YEAR and high >= 2 * YEAR:
        least, most = round(low / YEAR), round(high / YEAR)
        return _("{low} to {high} years", low=least, high=most)
    least, most = round(low / MONTH), max(1, round(high / MONTH))
    return _("{low} to {high} months", low=least, high=most)


def _start(when: EdtfDate) -> tuple[Days, Days] | None:
    """From when to when a date may begin, of `[..b]` the last day it allows; None without any."""
    if when.has_start:
        return when.core_earliest, min(when.start_core_latest, when.core_latest)
    if when.has_end:
        return when.core_latest - 1.0, when.core_latest
    return None


def exact_words(days: Days) -> str:
    """A length in its two greatest units: "29 d 13 h", "13 h 5 min", "5 min 12 s"."""
    seconds = round(days * 86400)
    hours, minutes = seconds // 3600 % 24, seconds // 60 % 60
    if seconds >= 86400:
        whole = round(seconds / 3600)
        return _("{d} d {h} h", d=whole // 24, h=whole % 24)
    if seconds >= 3600:
        return _("{h} h {min} min", h=hours, min=minutes)
    return _("{min} min {s} s", min=minutes, s=seconds % 60)


def band_words(start: Days, end: Days) -> str:
    """A stretch of time between two moments: its days, or within two days its times, and how long it lasts."""
    length = end - start
    first, last = date_of(start), date_of(end)
    if length < 2.0:
        one, other = (f"{round(it % 1.0 * 1440) // 60 % 24:02}:{round(it % 1.0 * 1440) % 60:02}" for it in (start, end))
        return f"{day_words(first)} {one} – {other} UTC · {exact_words(length)}"
    return f"{day_words(first)} – {day_words(last)} · " + (
        _("{n} d", n=round(length)) if length < 2 * YEAR else _("{n} years", n=f"{length / YEAR:.1f}")
    )


def measure_words(programme: Programme, one: str, other: str) -> str:
    """What lies between two events, given as addresses; "" where there is nothing to measure."""
    whens = []
    for address in (one, other):
        id = id_of(address, "event")
        if programme.event(id) is None:
            return ""
        whens.append(programme.status(id).current_claim.when)
    return between(*whens)


def dimension(
    programme: Programme, scene: Scene, scale: TimeScale, one: str, other: str, measure: Measure
) -> tuple[Shape, ...]:
    """The dimension line between two events; nothing where there is nothing to measure or all is out of view."""
    words = measure_words(programme, one, other)
    if not words:
        return ()
    ends = sorted((_anchor(programme, scene, scale, address) for address in (one, other)), key=lambda at: at[0])
    (x1, y1), (x2, y2) = ends
    left, right = max(x1, scale.left), min(x2, scale.right)
    if right <= left:
        return ()
    y = scene.axis_px + LEVEL_PX
    shapes: list[Shape] = [
        Rule(x, scene.axis_px, x, foot, Role.MEASURE, dotted=True)
        for x, foot in ((x1, y1), (x2, y2))
        if scale.left <= x <= scale.right
    ]
    width = measure(words, Role.MEASURE) + 2 * CHIP_PAD
    middle = min(max((left + right) / 2, scale.left + width / 2 + 2.0), scale.right - width / 2 - 2.0)
    chip = Box(middle - width / 2, y - CHIP_PX / 2, width, CHIP_PX)
    for x, edge, tip in ((x1, chip.x, left), (x2, chip.right, right)):
        if abs(tip - edge) > 8.0 and (tip - edge > 0) == (x == x2):
            shapes.append(Rule(edge, y, tip, y, Role.MEASURE, arrow=tip == x))
    return (*shapes, Band(chip, Role.MEASURE), Label(chip, words, Role.MEASURE, align="centre"))


def _anchor(programme: Programme, scene: Scene, scale: TimeScale, address: str) -> tuple[float, float]:
    """Where an event begins, in px, and the height of its row (of one out of view the axis)."""
    when = programme.status(id_of(address, "event")).current_claim.when
    start = _start(when)
    assert start is not None
    box = scene.box_of(address)
    y = scene.axis_px + 2 * LEVEL_PX if box is None else max(box.centre[1], scene.axis_px + 2 * LEVEL_PX)
    if when.precision is Precision.DAY and when.core_latest - when.core_earliest <= 1.0:
        return scale.x((when.core_earliest + when.core_latest) / 2), y
    return scale.x(start[0]), y
