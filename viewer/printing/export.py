"""Everything that leaves the screen as a file: `export_file`, by the name of a format.

What is exported is what is seen: the programme as of the day, what the filter leaves of it, the window of time,
the slips, the theme. Pictures show all lanes with all their rows. Words and tables never import Qt; pictures do
when they are made, and need an application object (not a display).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.caching import cached_property
from viewer.i18n import _, day_words, language
from viewer.load.fingerprint import data_hash
from viewer.model.calendar import date_of
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.theme import DARK, LIGHT, Theme
from viewer.writing import write_whole

if TYPE_CHECKING:
    from viewer.page_options import PageOptions
    from viewer.paint.svg import Telling
    from viewer.printing.printer import Progress
    from viewer.timeline.scene import Scene, Shape

MADE_BY = f"Farside {__version__}"
WIDTH_PX = 1440.0
TALL_PX = 30_000.0
"""A height at which every lane is in view."""
LEAST_RATIO, MOST_RATIO = 1.0, 4.0


@dataclass(frozen=True)
class Order:
    """What is wanted: a programme as of a day, how it is seen, and what one format or another asks besides."""

    programme: Programme
    state: ViewState
    today: date
    theme: Theme = LIGHT
    folder: Path | None = None  # whose files a PDF carries along, and whose number everything names
    ratio: float = 2.0  # pixels of a PNG in one of the picture, 1 to 4
    width: float = WIDTH_PX  # of a picture, in its own pixels
    table: str = "events"  # of a CSV
    pages: PageOptions | None = None  # of a PDF
    progress: Progress | None = None  # of a PDF
    of_events: int = 0  # how many there are before the filter of the state; 0: it asks nothing

    @cached_property
    def data(self) -> str:
        """The number of the data; "" where no folder is named."""
        return data_hash(self.folder) if self.folder else ""


@dataclass(frozen=True, slots=True)
class Export:
    """The bytes of a file, and what they could not hold, a sentence each."""

    data: bytes
    warnings: tuple[str, ...] = ()


def export_file(
    path: Path,
    form: str,
    programme: Programme,
    state: ViewState,
    today: date,
    theme: Theme = LIGHT,
    *,
    folder: Path | None = None,
    ratio: float = 2.0,
    width: float = WIDTH_PX,
    table: str = "events",
    pages: PageOptions | None = None,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write `programme` as `state` shows it to `path`, whole or not at all; gives what was lost, in sentences.

    `programme` may be the whole one or already seen from the state's day; `folder` is the one that it was read
    from. `progress` and `pages` are those of `viewer.printing.pdf`. OSError when it cannot be written,
    KeyError for an unknown format or table, ValueError for a picture that is too large. The same arguments give
    the same bytes, in every process and time zone.
    """
    made = exported(form, Order(programme, state, today, theme, folder, ratio, width, table, pages, progress))
    write_whole(path, made.data)
    return made.warnings


def exported(form: str, order: Order) -> Export:
    """The file that `export_file` writes."""
    day = order.state.as_of or order.today
    whole = order.programme if order.programme.day == day else order.programme.as_of(day)
    if form == "pdf":  # pages filter by themselves, and say so
        return FORMATS[form](replace(order, programme=whole))
    asked = len(whole.events) if order.state.filter else 0
    return FORMATS[form](replace(order, programme=order.state.filter.programme(whole), of_events=asked))


def format_of(path: Path) -> str:
    """The format that the suffix of `path` asks for. ValueError with the line that says which there are."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in FORMATS or suffix == "timelinejs":
        known = ", ".join(f".{name}" for name in FORMATS if name != "timelinejs")
        raise ValueError(_("“{name}”: the file must end in one of {suffixes}", name=path, suffixes=known))
    return suffix


def seen_words(order: Order) -> str:
    """What a picture shows, in a line: its stretch of time, the day it is known on, how far the data reach."""
    day, window = order.programme.day, order.state.window
    assert day is not None
    words = [
        f"{day_words(date_of(window.start))} – {day_words(date_of(window.end - 1e-6))}",
        _("As known on {day}", day=day_words(day)),
        _("Data as of {day}", day=day_words(order.programme.current_to)),
    ]
    if order.of_events:
        shown = len(order.programme.events)
        words.append(_("{shown} of {all} events shown", shown=shown, all=order.of_events))
    return " · ".join(words)


# ── pictures ────────────────────────────────────────────────────────────────────────────────────


def picture(order: Order) -> Scene:
    """The scene of all lanes with all their rows. Needs an application object: widths come from the fonts."""
    from viewer.paint.fonts import font_measure
    from viewer.timeline.metrics import Size
    from viewer.timeline.scene import Band
    from viewer.timeline.scene_builder import build_scene

    def scene(state: ViewState, height: float) -> Scene:
        return build_scene(order.programme, state, Size(order.width, height), font_measure(), order.today)

    state = order.state.scrolled(0.0)
    refs = (shape.ref for shape in scene(state, TALL_PX).shapes if isinstance(shape, Band))
    lanes = frozenset(ref.removeprefix("lane/") for ref in refs if ref.startswith("lane/"))
    state = replace(state, open_lanes=lanes)
    compact = scene(state, 1.0)
    whole = scene(state, max(compact.content_px, 1.0) + compact.axis_px)
    return replace(whole, shapes=tuple(shape for shape in whole.shapes if not _is_chevron(shape)))


def _is_chevron(shape: Shape) -> bool:
    """What opens a lane in the window opens nothing in a file."""
    from viewer.timeline.scene import Role, Rule

    return isinstance(shape, Rule) and shape.role is Role.LANE_NOTE


def _telling(order: Order, link: Callable[[str], str]) -> Telling:
    from viewer.paint.svg import Telling
    from viewer.report.document import html_language

    notes = [seen_words(order), *([_("data {number}", number=order.data)] if order.data else []), MADE_BY]
    return Telling(
        title=order.programme.head.title(language()),
        description=" · ".join(notes),
        language=html_language(),
        sentence=lambda ref: _sentence(order.programme, ref),
        link=link,
    )


def _sentence(programme: Programme, ref: str) -> str:
    """Of an event its one sentence; of a cluster nothing: its events are named by the picture it opens into."""
    from viewer.report.sentences import sentence_at

    return sentence_at(programme, ref) if ref.startswith("event/") else ""


def _source_link(programme: Programme, ref: str) -> str:
    """The address of the first source of what holds; "" without one."""
    from viewer.report.citations import safe_url
    from viewer.report.sentences import claim_sources

    if not ref.startswith("event/"):
        return ""
    held = programme.standing(ref.removeprefix("event/")).holder
    return next(filter(None, (safe_url(source.url) for source in claim_sources(programme, held))), "")


def _svg(order: Order) -> Export:
    from viewer.paint.fonts import font_measure
    from viewer.paint.svg import svg_text

    telling = _telling(order, lambda ref: _source_link(order.programme, ref))
    return Export(svg_text(picture(order), order.theme, font_measure(), telling).encode())


def _png(order: Order) -> Export:
    from viewer.printing.png import png_bytes

    ratio = min(max(order.ratio, LEAST_RATIO), MOST_RATIO)
    day = order.programme.day
    texts = {
        "Title": order.programme.head.title(language()),
        "Description": seen_words(order),
        "As of": day.isoformat() if day else "",
        "Data": order.data,
        "Software": MADE_BY,
    }
    kept = {name: text for name, text in texts.items() if text}
    return Export(png_bytes(picture(order), order.theme, ratio, kept))


def _pdf(order: Order) -> Export:
    from viewer.page_options import PageOptions
    from viewer.printing.pdf import pdf_bytes

    options = order.pages or PageOptions()
    return Export(
        pdf_bytes(
            order.programme,
            order.state,
            today=order.today,
            version=__version__,
            progress=order.progress,
            options=options,
            folder=order.folder,
        )
    )


def _html(order: Order) -> Export:
    from viewer.paint.fonts import font_measure
    from viewer.paint.svg import svg_inline
    from viewer.report.web_page import Picture, web_page

    telling = _telling(
        order, lambda ref: f"#row-{ref.removeprefix('event/')}" if ref.startswith("event/") else ""
    )
    svg, css = svg_inline(picture(order), LIGHT, DARK, font_measure(), telling)
    shown = Picture(svg, css, seen_words(order))
    return Export(web_page(order.programme, order.today, shown, order.data, MADE_BY).encode())


# ── words and tables ────────────────────────────────────────────────────────────────────────────


def _csv(order: Order) -> Export:
    from viewer.report.tables import csv_table

    return Export(csv_table(order.programme, order.table).encode())


def _json(order: Order) -> Export:
    from viewer.report.record import json_record

    return Export(json_record(order.programme, order.data, MADE_BY).encode())


def _ics(order: Order) -> Export:
    from viewer.report.agenda import agenda, warnings

    made = agenda(order.programme, order.data, MADE_BY)
    return Export(made.data, warnings(made))


def _timelinejs(order: Order) -> Export:
    from viewer.report.timelinejs import slides, warnings

    made = slides(order.programme)
    return Export(made.text.encode(), warnings(made))


FORMATS: Mapping[str, Callable[[Order], Export]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "html": _html,
    "ics": _ics,
    "csv": _csv,
    "json": _json,
    "timelinejs": _timelinejs,
}
"""By name; all but the last are suffixes too."""
PICTURES = frozenset({"svg", "png", "pdf", "html"})
"""The formats that need Qt and an application object."""
