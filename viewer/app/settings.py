"""What is remembered between two starts: geometry, the last view, theme, language, recent programmes.

Nothing of the data. A file of settings that makes no sense is as good as none.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

VERSION = 1
RECENT = 8
LOOK = ("theme", "details", "legend")
"""Settings that a first picture shows, apart from geometry and view."""


class Settings:
    """`FARSIDE_SETTINGS` names another file; set but empty, nothing is remembered."""

    def __init__(self) -> None:
        place = os.environ.get("FARSIDE_SETTINGS")
        if place is None:
            self._store: QSettings | None = QSettings("Farside", "Farside")
        elif place:
            self._store = QSettings(place, QSettings.Format.IniFormat)
        else:
            self._store = None
        if self._store is not None and str(self._store.value("version", VERSION)) != str(VERSION):
            self._store.clear()

    @property
    def remembers(self) -> bool:
        """Whether anything is kept at all."""
        return self._store is not None

    def look(self, folder: Path) -> tuple[str, ...]:
        """How a window on `folder` will look at first, as far as it is remembered."""
        texts = [self.text(key) for key in (*LOOK, self.view_key(folder))]
        return (*texts, *(bytes(self.bytes(key).data()).hex() for key in ("geometry", "split")))

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default) if self._store is not None else default
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool) -> bool:
        return self.text(key, "yes" if default else "no") == "yes"

    def bytes(self, key: str) -> QByteArray:
        value = self._store.value(key) if self._store is not None else None
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember(self, key: str, value: str | bool | QByteArray) -> None:
        if self._store is not None:
            self._store.setValue("version", str(VERSION))
            self._store.setValue(key, ("yes" if value else "no") if isinstance(value, bool) else value)

    def recent(self) -> tuple[Path, ...]:
        """The folders opened last, newest first, those that are gone left out."""
        lines = self.text("recent").split("\n")
        return tuple(Path(line) for line in lines if line and Path(line).is_dir())

    def remember_recent(self, folder: Path) -> None:
        folders = [folder, *(other for other in self.recent() if other != folder)]
        self.remember("recent", "\n".join(str(f) for f in folders[:RECENT]))

    @staticmethod
    def view_key(folder: Path) -> str:
        """Where the last view of a programme is kept: each has its own."""
        return "view/" + str(folder.resolve()).replace("/", "|").replace("\\", "|")
