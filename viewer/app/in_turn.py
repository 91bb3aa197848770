"""Things to do, one in each turn of the event loop, so that their times do not add up to a pause."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class InTurn(QObject):
    """Does what is asked for by name; asked for again before its turn has come, it is done once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._due: dict[str, Callable[[], None]] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def do(self, name: str, thing: Callable[[], None], at_once: bool) -> None:
        """Do `thing`, now where `at_once`, else when those that were asked for before it are done."""
        if at_once:
            self._due.pop(name, None)
            thing()
        else:
            self._due[name] = thing
            self._timer.start()

    def _next(self) -> None:
        name = next(iter(self._due), "")
        if name:
            self._due.pop(name)()
        if not self._due:
            self._timer.stop()
