"""Pictures of the timeline: SVG, PNG and the SVG element of an HTML page.

A picture shows all lanes with all their rows, however the window is scrolled. It needs an application object: widths
of text come from the fonts.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from viewer.export.ics import first_source_url
from viewer.export_request import MADE_BY, ExportedFile, ExportRequest
from viewer.i18n import language
from viewer.paint.fonts import font_measure
from viewer.paint.svg_writer import SvgTexts, svg_inline, svg_text
from viewer.printing.images import png_bytes, scene_image
from viewer.printing.scene_pages import is_chevron
from viewer.progress import ProgressCallback
from viewer.ref import id_of, kind_of
from viewer.report.document import html_language
from viewer.report.sentences import sentence_at
from viewer.theme import DARK, LIGHT
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Scene
from viewer.timeline.scene_builder import build_scene

ALL_LANES_PX = 30_000.0  # a height at which every lane is in view


def write_svg(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """An SVG in the theme of the request; events link to their first source."""
    scene = picture_scene(request, progress)
    shown = request.shown
    texts = _svg_texts(request, lambda event: first_source_url(shown, shown.status(event).current_claim))
    return ExportedFile(svg_text(scene, request.theme, font_measure(), texts).encode())


def inline_svg(request: ExportRequest, progress: ProgressCallback) -> tuple[str, str]:
    """An SVG element for a page and its style sheet for light and dark screens; events link to "#row-ID"."""
    scene = picture_scene(request, progress)
    return svg_inline(scene, LIGHT, DARK, font_measure(), _svg_texts(request, lambda event: f"#row-{event}"))


def write_png(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """A PNG in the theme and scale of the request."""
    scene = picture_scene(request, progress)
    progress(0.5)
    image = scene_image(scene, request.theme, request.scale)
    progress(0.6)
    texts = {
        "Title": request.title,
        "Description": request.description,
        "As of": request.day.isoformat(),
        "Data": request.data_number,
        "Software": MADE_BY,
    }
    return ExportedFile(png_bytes(image, request.scale, {name: text for name, text in texts.items() if text}))


def picture_scene(request: ExportRequest, progress: ProgressCallback) -> Scene:
    """The scene of all lanes with all their rows, without the arrows that open a lane."""
    programme = request.shown
    progress(0.1)

    def scene(height: float) -> Scene:
        return build_scene(programme, state, Size(request.width, height), font_measure(), request.today)

    state = request.state.scrolled(0.0)
    bands = (shape for shape in scene(ALL_LANES_PX).shapes if isinstance(shape, Band))
    lanes = frozenset(id for band in bands if (id := id_of(band.ref, "lane")))
    progress(0.2)
    state = replace(state, open_lanes=lanes)
    lowest = scene(1.0)
    progress(0.3)
    whole = scene(max(lowest.content_px, 1.0) + lowest.axis_px)
    progress(0.4)
    return replace(whole, shapes=tuple(shape for shape in whole.shapes if not is_chevron(shape)))


def _svg_texts(request: ExportRequest, link: Callable[[str], str]) -> SvgTexts:
    """Title, description, and the texts of shapes; `link` gives the target of the event with an id."""

    def sentence(ref: str) -> str:
        return sentence_at(request.shown, ref) if kind_of(ref) == "event" else ""

    def link_of(ref: str) -> str:
        event_id = id_of(ref, "event")
        return link(event_id) if event_id else ""

    return SvgTexts(
        title=request.shown.head.title(language()),
        description=" · ".join(filter(None, (request.description, request.data_words, MADE_BY))),
        language=html_language(),
        sentence=sentence,
        link=link_of,
    )
