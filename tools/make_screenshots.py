"""Draw the pictures of the window in README anew: `python tools/make_screenshots.py`.

They are drawn without a screen, with the bundled fonts. Check them before you commit them.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.update({"QT_QPA_PLATFORM": "offscreen", "FARSIDE_SETTINGS": "", "LANGUAGE": "en"})

TODAY = date(2026, 11, 22)
SELECTION = "event/ce7-launch"
SETTLING_MS = 500  # so long the window handles events before it is drawn: it is laid out and at rest


def main() -> int:
    from PySide6.QtCore import QEventLoop, QTimer

    from viewer.app.main_controller import MainController, make_application
    from viewer.app.settings import Settings
    from viewer.load.loader import load_programme
    from viewer.resources import data_folder

    _app = make_application()
    loop = QEventLoop()
    controller = MainController(data_folder(), load_programme(data_folder()), TODAY, Settings())
    controller.window.resize(1440, 900)
    controller.window.show()
    controller.window.split.setSizes([1080, 360])
    controller.window.timeline.setFocus()
    controller.finish_startup()
    controller.select(SELECTION)
    for theme in ("light", "dark"):
        controller.appearance.choose_theme(theme)
        QTimer.singleShot(SETTLING_MS, loop.quit)
        loop.exec()
        path = ROOT / "docs" / f"farside-{theme}.png"
        controller.window.grab().save(str(path))
        print(path.relative_to(ROOT))
    controller.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
