"""A small programme in two languages, and requests to export it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import claim, event, head, mission, programme, source, text
from viewer.export.registry import export, format_by_id
from viewer.export_request import ExportRequest
from viewer.model.calendar import day_number
from viewer.model.entities import Lane, Source, SourceKind
from viewer.model.programme import Programme
from viewer.state import Span, ViewState

TODAY = date(2026, 11, 22)
WINDOW = Span(day_number(date(2024, 1, 1)), day_number(date(2036, 1, 1)))
STATE = ViewState(WINDOW)


def small_programme(sources: int = 2) -> Programme:
    """Two lanes, a launch that happened, one that slipped; as written."""
    ids = tuple(f"source-{number}" for number in range(1, sources + 1))
    six, seven = text("Chang'e-6", "嫦娥六号"), text("Chang'e-7", "嫦娥七号")
    agency = text("the agency")
    launch = event(
        "six-launch",
        claim("2024-05-03T09:27:29Z", outcome="done", sources=ids[:1]),
        title=text("Launch of Chang'e-6", "嫦娥六号发射"),
        missions=("six",),
        importance=5,
    )
    plan = event(
        "seven-launch",
        claim("2024", "2021-06-16", by=agency, sources=ids[:1]),
        claim("2028~", "2024-06-27", by=agency, sources=ids[1:]),
        title=text("Launch of Chang'e-7", "嫦娥七号发射"),
        lane="seven",
        importance=5,
    )
    return programme(
        launch,
        plan,
        head=head(
            "2026-10-09",
            title=text("Two missions", "两个任务"),
            lanes=(Lane(id="six", title=six), Lane(id="seven", title=seven)),
            languages=("en", "zh"),
        ),
        sources=tuple(_source(id) for id in ids),
        missions=(mission("six", "six", name=six),),
    )


def _source(id: str) -> Source:
    number, url = id.removeprefix("source-"), f"https://example.org/report/{id.removeprefix('source-')}"
    title = text(f"Report {number}")
    return source(id, "2021-06-16", title=title, publisher="Agency", url=url, kind=SourceKind.AGENCY)


def request(programme: Programme | None = None, state: ViewState = STATE, **options: Any) -> ExportRequest:
    """A request for the small programme, or for another."""
    return ExportRequest(programme or small_programme(), state, TODAY, **options)


def exported(format_id: str, programme: Programme | None = None, state: ViewState = STATE, **options: Any) -> bytes:
    """The bytes of the file in that format."""
    return export(request(programme, state, **options), format_by_id(format_id)).data


def pdf_of(programme: Programme | None = None, state: ViewState = STATE, **options: Any) -> bytes:
    """The bytes of the PDF."""
    return exported("pdf", programme, state, **options)
