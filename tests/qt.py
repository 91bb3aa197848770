"""What tests and measurements share about the event loop."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def run_event_loop(milliseconds: int = 0) -> None:
    """Handle all events that are due, and those of the next `milliseconds`."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
