"""A small programme in two languages, and requests to export it."""

from __future__ import annotations

from datetime import date
from typing import Any

from viewer.export.registry import export, format_by_id
from viewer.export_request import ExportRequest
from viewer.i18n import Text
from viewer.model.calendar import day_number
from viewer.model.edtf import parse
from viewer.model.entities import Claim, Event, Head, Lane, Mission, Outcome, Source, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.state import Span, ViewState

TODAY = date(2026, 11, 22)
WINDOW = Span(day_number(date(2024, 1, 1)), day_number(date(2036, 1, 1)))
STATE = ViewState(WINDOW)


def small_programme(sources: int = 2) -> Programme:
    """Two lanes, a launch that happened, one that slipped; as written."""
    return Programme(
        head=Head(
            title=Text("Two missions", "两个任务"),
            home=parse("2024/2035"),
            lanes=(
                Lane(id="six", title=Text("Chang'e-6", "嫦娥六号")),
                Lane(id="seven", title=Text("Chang'e-7", "嫦娥七号")),
            ),
            current_to=parse("2026-10-09"),
            languages=("en", "zh"),
        ),
        sources=tuple(
            Source(
                id=f"source-{number}",
                title=Text(f"Report {number}"),
                publisher="Agency",
                published=parse("2021-06-16"),
                url=f"https://example.org/report/{number}",
                kind=SourceKind.AGENCY,
            )
            for number in range(1, sources + 1)
        ),
        missions=(Mission(id="six", name=Text("Chang'e-6", "嫦娥六号"), lane="six"),),
        events=(
            Event(
                id="six-launch",
                title=Text("Launch of Chang'e-6", "嫦娥六号发射"),
                missions=("six",),
                kind=EventKind.LAUNCH,
                importance=5,
                claims=(Claim(when=parse("2024-05-03T09:27:29Z"), outcome=Outcome.DONE, sources=("source-1",)),),
            ),
            Event(
                id="seven-launch",
                title=Text("Launch of Chang'e-7", "嫦娥七号发射"),
                lane="seven",
                kind=EventKind.LAUNCH,
                importance=5,
                claims=(
                    Claim(
                        when=parse("2024"), said=parse("2021-06-16"), by=Text(en="the agency"), sources=("source-1",)
                    ),
                    Claim(
                        when=parse("2028~"),
                        said=parse("2024-06-27"),
                        by=Text(en="the agency"),
                        sources=tuple(f"source-{number}" for number in range(2, sources + 1)),
                    ),
                ),
            ),
        ),
    )


def request(programme: Programme | None = None, state: ViewState = STATE, **options: Any) -> ExportRequest:
    """A request for the small programme, or for another."""
    return ExportRequest(programme or small_programme(), state, TODAY, **options)


def exported(format_id: str, programme: Programme | None = None, state: ViewState = STATE, **options: Any) -> bytes:
    """The bytes of the file in that format."""
    return export(request(programme, state, **options), format_by_id(format_id)).data


def pdf_of(programme: Programme | None = None, state: ViewState = STATE, **options: Any) -> bytes:
    """The bytes of the PDF."""
    return exported("pdf", programme, state, **options)
