"""A picture of the canvas made beforehand, on another thread, so that what is shown next is there at once."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtGui import QImage, QPainter

from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_scene
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.timeline.scene import Scene
from viewer.timeline.scene_builder import Size, build_scene


class Glass(Struct, frozen=True):
    """What of a canvas its picture depends on."""

    size: Size  # of the scene
    width: int  # of the widget: the scene and its scroll bar
    height: int
    ratio: float  # pixels of the screen to one of ours
    theme: Theme
    today: date


class Plate(Struct, frozen=True):
    """The picture of `programme` through `layout` (a `ViewState.layout_key`) behind `glass`."""

    programme: Programme
    layout: ViewState
    glass: Glass
    scene: Scene
    image: QImage

    def fits(self, programme: Programme, state: ViewState, glass: Glass) -> bool:
        """Whether it is what would be painted now."""
        return programme is self.programme and glass == self.glass and state.layout_key() == self.layout


def exposed(programme: Programme, state: ViewState, glass: Glass) -> Plate:
    """The plate of what is seen. On any thread; needs an application object."""
    scene = build_scene(programme, state, glass.size, font_measure(), glass.today)
    image = QImage(
        round(glass.width * glass.ratio), round(glass.height * glass.ratio), QImage.Format.Format_RGB32
    )
    image.setDevicePixelRatio(glass.ratio)
    image.fill(glass.theme.palette["ground"])
    with QPainter(image) as painter:
        paint_scene(painter, scene, glass.theme)
    return Plate(programme, state.layout_key(), glass, scene, image)
