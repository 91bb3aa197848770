"""The pictures that panes show, by the names their templates give them.

"picture/trend/EVENT" is the small chart of a date, "picture/site-map/MISSION" the sites of a mission.
"""

from __future__ import annotations

from PySide6.QtGui import QImage

from viewer.model.programme import Programme
from viewer.theme import Theme


def pane_picture(programme: Programme, theme: Theme, name: str, width: int, ratio: float) -> QImage:
    """The picture of that name, `width` px wide at `ratio`; a null image where there is nothing to show."""
    kind, _slash, id = name.removeprefix("picture/").partition("/")
    if kind == "trend":
        from viewer.paint.trend_image import trend_image

        return trend_image(programme, id, theme, width, ratio)
    if kind == "site-map":
        from viewer.widgets.site_map_view import mission_site_image

        return mission_site_image(programme, id, theme, width, ratio)
    return QImage()
