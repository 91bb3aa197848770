"""Small programmes for the tests of the layout, and a measure that needs no font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests import builders
from tests.builders import source
from viewer.i18n import Text
from viewer.model.calendar import day_number
from viewer.model.entities import Claim, Event, Outcome, SourceKind
from viewer.model.programme import Programme
from viewer.state import Span, ViewState
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Reach, Role, Rule, Scene, Shape, Style
from viewer.timeline.scene_builder import build_scene

TODAY = date(2026, 11, 22)
HOME = Span(day_number(date(2024, 1, 1)), day_number(date(2036, 1, 1)))
SIZE = Size(900.0, 600.0)
SOURCE = source("agency", "2020-01-01", kind=SourceKind.AGENCY)

Hit = Bar | Mark | Cluster | Label


def measure(text: str, role: Role) -> float:
    """6.5 px a character, 12 a Chinese one."""
    return sum(12.0 if ord(character) > 0x2E7F else 6.5 for character in text)


def claim(when: str, said: str | None = "2024-01-01", outcome: str | None = None, replaces: bool = True) -> Claim:
    return builders.claim(when, said, outcome, replaces=replaces, sources=("agency",))


def done(when: str) -> Claim:
    return claim(when, None, Outcome.DONE)


def event(id: str, *claims: Claim, lane: str = "a", title: str = "", **fields: Any) -> Event:
    name = Text(title) if title else Text(f"Event {id}", f"事件{id}")
    return builders.event(id, *claims, lane=lane, title=name, **fields)


def programme(events: Sequence[Event], lanes: Sequence[str] = ("a", "b"), day: date = TODAY) -> Programme:
    """As of `day`; a lane "a" is called "Lane a"."""
    return whole(events, lanes).as_of(day)


def whole(events: Sequence[Event], lanes: Sequence[str] = ("a", "b")) -> Programme:
    head = builders.head("2026-10-09", "2024-01/2035-12", lanes=builders.lanes(*lanes))
    return builders.programme(*events, head=head, sources=(SOURCE,))


def scene_of(snapshot: Programme, window: Span = HOME, size: Size = SIZE, scroll_px: float = 0.0) -> Scene:
    return build_scene(snapshot, ViewState(window, scroll_px=scroll_px), size, measure, TODAY)


def days(text: str) -> float:
    """The start of a day written as 2024-05-03."""
    return day_number(date.fromisoformat(text))


def shapes_of(scene: Scene, ref: str) -> list[Hit]:
    return [it for it in scene.shapes if isinstance(it, Hit) and it.ref == ref]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a rounding."""
    return (
        one.x + 0.01 < other.right
        and other.x + 0.01 < one.right
        and one.y + 0.01 < other.bottom
        and other.y + 0.01 < one.bottom
    )


# ── random programmes ───────────────────────────────────────────────────────────────────────────

_DAY = st.builds("{:04}-{:02}-{:02}".format, st.integers(2020, 2034), st.integers(1, 12), st.integers(1, 28))
_MONTH = st.builds("{:04}-{:02}".format, st.integers(2020, 2034), st.integers(1, 12))
_YEAR = st.builds("{:04}".format, st.integers(2020, 2034))
_NEAR = st.builds("2024-05-{:02}T{:02}:{:02}Z".format, st.integers(1, 28), st.integers(0, 23), st.integers(0, 59))
WHENS = st.one_of(
    _DAY,
    _DAY,
    _NEAR,
    _MONTH,
    _YEAR,
    _YEAR.map("{}~".format),
    _MONTH.map("{}%".format),
    _MONTH.map("[{}..]".format),
    _YEAR.map("[..{}]".format),
    _YEAR.map("{}/..".format),
    _YEAR.map("{}/".format),
    _YEAR.map("/{}".format),
    _YEAR.map("../{}".format),
    st.integers(2020, 2033).map(lambda year: f"[{year},{year + 1}]"),
    _MONTH.map("{}/2035".format),
    st.just("unknown"),
)


@st.composite
def events(draw: st.DrawFn, most: int = 20) -> list[Event]:
    """Events on two lanes, of every form of date, some with an earlier claim or one that contradicts it."""
    result = []
    for index in range(draw(st.integers(0, most))):
        claims = [claim(draw(WHENS), f"2023-{draw(st.integers(1, 12)):02}")]
        if draw(st.integers(0, 4)) == 0:
            claims.append(claim(draw(WHENS), "2024", replaces=draw(st.booleans())))
        result.append(
            event(
                f"e{index}",
                *claims,
                lane=draw(st.sampled_from("ab")),
                importance=draw(st.integers(1, 5)),
                title=draw(st.sampled_from(("Launch", "A landing with a long name that needs room", "嫦娥六号发射"))),
            )
        )
    return result


@st.composite
def windows(draw: st.DrawFn) -> Span:
    """From hours to decades."""
    length = draw(st.floats(0.2, 15000.0))
    return Span(start := draw(st.floats(17000.0, 24000.0)), start + length)


# ── a scene as text ─────────────────────────────────────────────────────────────────────────────


def describe(scene: Scene) -> str:
    """One line a shape, in painting order, places rounded to whole pixels: for golden tests."""
    return "".join(f"{_line(shape)}\n" for shape in scene.shapes)


def _line(shape: Shape) -> str:
    """`kind role x,y width×height …` of one shape; a rule by its two ends."""
    if isinstance(shape, Rule):
        place = f"{shape.x1:.0f},{shape.y1:.0f} → {shape.x2:.0f},{shape.y2:.0f}"
    else:
        place = f"{shape.box.x:.0f},{shape.box.y:.0f} {shape.box.width:.0f}×{shape.box.height:.0f}"
    role = Role.CLUSTER if isinstance(shape, Cluster) else shape.role
    return f"{type(shape).__name__.lower():7} {role:12} {place} {' '.join(filter(None, _details(shape)))}".rstrip()


def _details(shape: Shape) -> Iterator[str]:
    """The fields of a shape apart from role and place, as texts."""
    match shape:
        case Rule():
            yield from ("arrow" * shape.arrow, "dotted" * shape.dotted)
        case Bar():
            yield from (f"core {shape.core_x1:.0f}…{shape.core_x2:.0f}", shape.ref, _style_text(shape.style))
        case Reach():
            yield from (f"core {top:.0f}…{bottom:.0f}" for top, bottom in shape.cores)
            yield from ("doubted" * shape.dotted, f"fades to the {shape.fades}" * bool(shape.fades))
        case Band():
            yield shape.ref
        case Mark():
            yield from (shape.shape, shape.ref, _style_text(shape.style))
        case Cluster():
            yield from (f"{shape.count} of {', '.join(shape.refs[:3])}", shape.ref)
            yield f"profile {' '.join(map(str, shape.histogram))}" * bool(shape.histogram)
        case Label():
            yield from (f'"{shape.text}"', shape.ref, f"of {shape.full!r}" * bool(shape.full))
            yield shape.align * (shape.align != "left")


def _style_text(style: Style) -> str:
    words = (style.status, "filled" if style.filled else "hollow", "doubted" * style.dotted)
    return f"{' '.join(filter(None, words))} {style.start}–{style.end}"
