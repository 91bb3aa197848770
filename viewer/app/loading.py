"""Reading a programme beside a window that stays alive, and the bar that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from viewer.app.view_loader import Kept, Place, Prepared, prepare
from viewer.app.workshop import Told, Workshop
from viewer.i18n import _
from viewer.load.cache import load_cached
from viewer.load.diagnostics import Diagnostic
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.progress import part_of
from viewer.state import ViewState

PATIENCE_MS = 400
"""What takes longer shows how far it is."""
READ = 0.7
"""The share of reading in the whole; the rest is making what is seen first."""


class Opened(Struct, frozen=True):
    """What was read from `folder`, and what of it is seen first; None where nothing is, or nothing is made yet."""

    folder: Path
    loaded: LoadResult
    prepared: Prepared | None


def opened(
    folder: Path,
    seen_as: Callable[[Programme], ViewState],
    today: date,
    places: tuple[Place, Place],
    told: Told,
) -> Opened:
    """Read `folder` and make what is seen of it first, at the first of `places`, at the second where it is filtered.

    What goes wrong is a problem of it.
    """
    try:
        loaded = load_cached(folder, progress=part_of(told, 0.0, READ))
        if loaded.programme is None:
            return Opened(folder, loaded, None)
        view = seen_as(loaded.programme)
        made = prepare(
            loaded.programme,
            view,
            today,
            places[bool(view.filter)],
            told=lambda share: told(READ + (1 - READ) * share),
        )
        return Opened(folder, loaded, made)
    except Exception as error:  # whoever waits for a programme must hear why it does not come
        fault = Diagnostic(".", 1, 1, f"{type(error).__name__}: {error}")
        return Opened(folder, LoadResult(None, (fault,)), None)


def opened_again(found: Opened, today: date, places: tuple[Place, Place], told: Told) -> Opened:
    """What was `found`, its pictures made anew for another place: all else is there."""
    prepared = found.prepared
    assert prepared is not None
    whole, view, kept = prepared.whole, prepared.view, Kept(prepared.seen, prepared.shown)
    made = prepare(whole, view, today, places[bool(view.filter)], kept, told=lambda _share: told(1.0))
    return Opened(found.folder, found.loaded, made)


class LoadingBar(QWidget):
    """What is done beside the window, how far it is, and Cancel; shows itself once it has taken a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.cancel = QPushButton(self)
        self.cancel.clicked.connect(self._give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.bar, self.cancel):
            row.addWidget(widget)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._told: Workshop | None = None  # of which it tells
        self._cancels: dict[Workshop, Callable[[], None]] = {}
        self.hide()

    def watch(self, workshop: Workshop, cancel: Callable[[], None]) -> None:
        """Tell of what `workshop` does, from each `begin` on; Cancel is `cancel`."""
        self._cancels[workshop] = cancel
        workshop.progress.connect(lambda done, of: self._show_progress(workshop, done, of))
        for ended in (workshop.done, workshop.broke):
            ended.connect(lambda _result: self._end(workshop))
        workshop.stopped.connect(lambda: self._end(workshop))

    def begin(self, workshop: Workshop, words: str) -> None:
        """`workshop` has begun what `words` say. What is told already goes on being told, unless it has ended."""
        if self._told is not None and self._told is not workshop and self._told.busy:
            return
        self.label.setText(words)
        self.cancel.setText(_("Cancel"))
        self.bar.setRange(0, 0)
        if self._told is None:
            self._patience.start()
        self._told = workshop

    def _show_progress(self, workshop: Workshop, done: int, of: int) -> None:
        if workshop is self._told:
            self.bar.setRange(0, of)
            self.bar.setValue(done)

    def _give_up(self) -> None:
        if self._told is not None:
            self._cancels[self._told]()

    def _end(self, workshop: Workshop) -> None:
        if workshop is self._told and not workshop.busy:
            self._told = None
            self._patience.stop()
            self.hide()
