"""Make the pictures of a body's views, resources/bodies/BODY/VIEW.jpg, from a map in equirectangular projection.

QT_QPA_PLATFORM=offscreen python tools/make_body_views.py BODY MAP

The views are those of resources/bodies/BODY/body.json. MAP is twice as wide as high, centred on longitude 0°, north
up; for the Moon the CGI Moon Kit of NASA's Scientific Visualization Studio (lroc_color_poles). Each picture is a square
with the disc in it, black around it: the program cuts out the disc. Every pixel is the mean of four points of the map,
each interpolated between its four neighbours (bilinear).
"""

from __future__ import annotations

import sys
from itertools import product
from math import asin, atan2, cos, degrees, hypot, radians, sin
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from viewer.report.labels import BodyView, bodies, view_picture  # noqa: E402

SIDE_PX = 560
QUALITY = 88
POINTS = (0.25, 0.75)


def place_at(view: BodyView, x: float, y: float) -> tuple[float, float] | None:
    """Latitude and longitude (-180 to 180) of a point of the unit disc, y down; None beyond its rim.

    The inverse of `viewer.timeline.site_map.project`: J. P. Snyder, *Map Projections – A Working Manual*, USGS
    Professional Paper 1395, 1987, equations 20-14 to 20-18.
    """
    rho = hypot(x, y)
    if rho > 1.0:
        return None
    phi_0, c = radians(view.latitude), asin(rho)
    if rho == 0.0:
        return view.latitude, (view.longitude + 180.0) % 360.0 - 180.0
    up = -y
    phi = asin(max(-1.0, min(1.0, cos(c) * sin(phi_0) + up * sin(c) * cos(phi_0) / rho)))
    difference = atan2(x * sin(c), rho * cos(phi_0) * cos(c) - up * sin(phi_0) * sin(c))
    return degrees(phi), (degrees(difference) + view.longitude + 180.0) % 360.0 - 180.0


class BodyMap:
    """A map of a whole body: longitudes from -180 to 180 across, latitudes from 90 to -90 down."""

    def __init__(self, image: QImage) -> None:
        self.width, self.height, self._stride = image.width(), image.height(), image.bytesPerLine()
        self._pixels = bytes(image.constBits())

    def colour(self, latitude: float, longitude: float) -> tuple[float, float, float]:
        """Red, green and blue, 0 to 255, interpolated between the four nearest pixels."""
        x = ((longitude + 180.0) / 360.0 * self.width - 0.5) % self.width
        y = min(max((90.0 - latitude) / 180.0 * self.height - 0.5, 0.0), self.height - 1.0)
        left, top = int(x), int(y)
        right, below = (left + 1) % self.width, min(top + 1, self.height - 1)
        part, down = x - left, y - top
        corners = (
            (top * self._stride + 3 * left, (1 - part) * (1 - down)),
            (top * self._stride + 3 * right, part * (1 - down)),
            (below * self._stride + 3 * left, (1 - part) * down),
            (below * self._stride + 3 * right, part * down),
        )
        red, green, blue = (sum(self._pixels[at + band] * share for at, share in corners) for band in range(3))
        return red, green, blue


def pixel(body_map: BodyMap, view: BodyView, column: int, row: int) -> bytes:
    """The colour of one pixel of a view, the mean of several points in it; black beside the body."""
    colours = []
    for dx, dy in product(POINTS, POINTS):
        x, y = (column + dx) / SIDE_PX * 2 - 1, (row + dy) / SIDE_PX * 2 - 1
        length = hypot(x, y)
        if length > 1 + 4 / SIDE_PX:  # a pixel more than the disc, so that a cut along the rim meets no black
            continue
        if length >= 1.0:
            x, y = x / length * 0.99999, y / length * 0.99999
        place = place_at(view, x, y)
        if place is not None:
            colours.append(body_map.colour(*place))
    return bytes(round(sum(band) / len(colours)) for band in zip(*colours, strict=True)) if colours else bytes(3)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in bodies():
        print(__doc__, file=sys.stderr)
        return 2
    body, map_file = arguments
    whole = QImage(map_file).convertToFormat(QImage.Format.Format_RGB888)
    if whole.isNull() or whole.width() != 2 * whole.height():
        print(f"{map_file}: no map of a whole body", file=sys.stderr)
        return 1
    body_map = BodyMap(whole)
    for view in bodies()[body].views:
        pixels = b"".join(pixel(body_map, view, column, row) for row in range(SIDE_PX) for column in range(SIDE_PX))
        image = QImage(pixels, SIDE_PX, SIDE_PX, SIDE_PX * 3, QImage.Format.Format_RGB888)
        file = view_picture(body, view)
        if not image.save(str(file), quality=QUALITY):
            print(f"{file}: cannot be written", file=sys.stderr)
            return 3
        print(file.relative_to(ROOT), file.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
