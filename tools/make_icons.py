"""Make resources/icons/farside-SIZE.png from farside.svg.

QT_QPA_PLATFORM=offscreen python tools/make_icons.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    from viewer.paint.icons import APP_SIZES

    app = QGuiApplication([])
    icons = ROOT / "resources" / "icons"
    drawing = QSvgRenderer(str(icons / "farside.svg"))
    for size in APP_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(icons / f"farside-{size}.png"))
    app.quit()


if __name__ == "__main__":
    main()
