"""The first picture of the window: what the next start will show, kept when the window closes.

The next start puts it on screen at once and makes the window behind it. It is shown only while all that it says
still holds: the same files, day, language and look. In doubt there is none, and the start takes a little longer.
Nothing here loads Qt or a programme before it is sure that there may be a picture.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import viewer
from viewer.load.paths import cache_folder, files_in, size_bytes

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from viewer.app.main_controller import MainController
    from viewer.app.settings import Settings

MOST_BYTES = 8_000_000
"""A programme of larger files is read beside the window, which says so; a picture would hide that."""
TITLE = "Title"
BYTES = 4
"""Those of a pixel."""
MOST_KEPT = 3
"""A picture is kept as it is, for what is packed takes its time to be unpacked: 5 MB for a window of 1440 × 900."""


def place(folder: Path) -> Path | None:
    """The file of the picture for the programme in `folder`, whether it is there or not; None without a cache."""
    caches = cache_folder()
    return caches and caches / f"first-{crc32(str(folder.resolve()).encode()):08x}.picture"


def may_be(folder: Path) -> bool:
    """Whether a picture is kept for `folder`; if it still holds is seen later."""
    file = place(folder)
    return file is not None and file.exists()


class FirstPicture:
    """The pictures of one process: made before the application takes on our colours, it remembers the desktop's."""

    def __init__(self, today: date, settings: Settings) -> None:
        """Needs the application object."""
        from PySide6.QtWidgets import QApplication

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        screen, colours = app.primaryScreen(), app.palette()
        self._today, self._settings = today, settings
        self._desktop = (
            app.platformName(),
            screen.devicePixelRatio(),
            screen.logicalDotsPerInch(),
            colours.window().color().name(),
            colours.windowText().color().name(),
        )

    def recalled(self, folder: Path) -> QImage | None:
        """The picture for a plain start on `folder` in the present language, if it says what that would show."""
        file = place(folder)
        if file is None or not self._settings.remembers:
            return None
        try:
            with file.open("rb") as kept:
                says, title, width, height = json.loads(kept.readline())
                bits = kept.read() if says == self._said(folder) else b""
        except (OSError, ValueError, TypeError):
            return None
        if not bits or len(bits) != width * height * BYTES:
            return None
        from PySide6.QtGui import QImage

        image = QImage(bits, width, height, width * BYTES, QImage.Format.Format_RGB32).copy()
        image.setDevicePixelRatio(self._desktop[1])
        image.setText(TITLE, title)
        return image

    def keep(self, desk: MainController) -> None:
        """Keep what a plain start would show after `desk`, whose window is closed and of no use afterwards.

        None is kept of a programme with faults, or read beside the window, or where nothing is remembered.
        """
        folder, loaded = desk.opening.folder, desk.opening.loaded
        file = place(folder)
        sound = loaded.programme is not None and not loaded.diagnostics
        if file is None or not sound or not self._settings.remembers or size_bytes(folder) > MOST_BYTES:
            return
        from PySide6.QtGui import QImage

        from viewer.writing import write_whole

        image = desk.picture_of_start().convertToFormat(QImage.Format.Format_RGB32)
        head = [self._said(folder), desk.window.windowTitle(), image.width(), image.height()]
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(file, json.dumps(head).encode() + b"\n" + bytes(image.constBits()))
            kept = sorted(
                file.parent.glob("first-*.picture"), key=lambda each: each.stat().st_mtime_ns, reverse=True
            )
            for old in kept[MOST_KEPT:]:
                old.unlink(missing_ok=True)

    def _said(self, folder: Path) -> str:
        """All that a first picture depends on, in one line."""
        from viewer.i18n import language

        files = sorted(
            (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in files_in(folder)
        )
        look = self._settings.look(folder)
        return repr((viewer.__version__, files, self._today.isoformat(), language(), self._desktop, look))
