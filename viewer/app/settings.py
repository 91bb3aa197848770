"""Settings saved from one start to the next: geometry, the last view, theme, language, recent programmes.

They hold no data of programmes. Values that cannot be read count as absent.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

VERSION = "1"
MAX_RECENT = 8


class Settings:
    """The settings of the user. `FARSIDE_SETTINGS` names another file; set but empty, nothing is saved."""

    def __init__(self) -> None:
        file = os.environ.get("FARSIDE_SETTINGS")
        self._store: QSettings | None = None
        if file is None:
            self._store = QSettings("Farside", "Farside")
        elif file:
            self._store = QSettings(file, QSettings.Format.IniFormat)
        if self._store is not None and str(self._store.value("version", VERSION)) != VERSION:
            self._store.clear()

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default) if self._store is not None else default
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool) -> bool:
        return self.text(key, "yes" if default else "no") == "yes"

    def bytes(self, key: str) -> QByteArray:
        value = self._store.value(key) if self._store is not None else None
        return value if isinstance(value, QByteArray) else QByteArray()

    def save(self, key: str, value: str | bool | QByteArray) -> None:
        if self._store is not None:
            self._store.setValue("version", VERSION)
            self._store.setValue(key, ("yes" if value else "no") if isinstance(value, bool) else value)

    def recent(self) -> tuple[Path, ...]:
        """The folders of the programmes opened last, newest first, without those that no longer exist."""
        return tuple(Path(line) for line in self.text("recent").split("\n") if line and Path(line).is_dir())

    def save_recent(self, folder: Path) -> None:
        folders = dict.fromkeys([folder, *self.recent()])
        self.save("recent", "\n".join(map(str, [*folders][:MAX_RECENT])))

    @staticmethod
    def key(subject: str, folder: Path) -> str:
        """The key of a setting that each programme has: "view" (the last one), "views" (saved ones), "looked"."""
        return f"{subject}/" + str(folder.resolve()).replace("/", "|").replace("\\", "|")
