"""Make resources/moon/{near,far,south}.jpg from a map of the Moon in equirectangular projection.

QT_QPA_PLATFORM=offscreen python tools/make_moon.py MAP

MAP is twice as wide as high, centred on longitude 0°, north up: the CGI Moon Kit of NASA's Scientific Visualization
Studio (lroc_color_poles). Each picture is a square with the disc in it, black beyond: who shows it cuts the disc.
Every pixel is the mean of four points of the map, each between its four neighbours (bilinear).
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIDE_PX = 560
QUALITY = 88
POINTS = (0.25, 0.75)


def main(arguments: list[str]) -> int:
    from viewer.timeline.moon import VIEWS, unprojected

    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    whole = QImage(arguments[0]).convertToFormat(QImage.Format.Format_RGB888)
    if whole.isNull() or whole.width() != 2 * whole.height():
        print(f"{arguments[0]}: no map of the whole Moon", file=sys.stderr)
        return 1
    width, height, stride = whole.width(), whole.height(), whole.bytesPerLine()
    pixels = bytes(whole.constBits())

    def colour(latitude: float, longitude: float) -> tuple[float, float, float]:
        x = ((longitude + 180.0) / 360.0 * width - 0.5) % width
        y = min(max((90.0 - latitude) / 180.0 * height - 0.5, 0.0), height - 1.0)
        left, top = int(x), int(y)
        right, below = (left + 1) % width, min(top + 1, height - 1)
        part, down = x - left, y - top
        corners = (
            (top * stride + 3 * left, (1 - part) * (1 - down)),
            (top * stride + 3 * right, part * (1 - down)),
            (below * stride + 3 * left, (1 - part) * down),
            (below * stride + 3 * right, part * down),
        )
        red, green, blue = (sum(pixels[at + band] * share for at, share in corners) for band in range(3))
        return red, green, blue

    folder = ROOT / "resources" / "moon"
    folder.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        drawn = bytearray(SIDE_PX * SIDE_PX * 3)
        for row in range(SIDE_PX):
            for column in range(SIDE_PX):
                total, found = [0.0, 0.0, 0.0], 0
                for dy in POINTS:
                    for dx in POINTS:
                        # a pixel more than the disc, so that a cut along the rim meets no black
                        x = (column + dx) / SIDE_PX * 2 - 1
                        y = (row + dy) / SIDE_PX * 2 - 1
                        length = (x * x + y * y) ** 0.5
                        if length > 1 + 4 / SIDE_PX:
                            continue
                        if length >= 1.0:
                            x, y = x / length * 0.99999, y / length * 0.99999
                        place = unprojected(view, x, y)
                        if place is not None:
                            total = [a + b for a, b in zip(total, colour(*place), strict=True)]
                            found += 1
                if found:
                    at = (row * SIDE_PX + column) * 3
                    drawn[at : at + 3] = bytes(round(value / found) for value in total)
        picture = QImage(bytes(drawn), SIDE_PX, SIDE_PX, SIDE_PX * 3, QImage.Format.Format_RGB888)
        file = folder / f"{view.id}.jpg"
        if not picture.save(str(file), b"JPG", QUALITY):
            print(f"{file}: cannot be written", file=sys.stderr)
            return 3
        print(file.relative_to(ROOT), file.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
