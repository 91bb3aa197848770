"""Reading a programme beside a window that stays alive: a thread, how far it is, Cancel."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import Thread

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from viewer.i18n import _
from viewer.load.cache import load_cached
from viewer.load.folder import Loaded
from viewer.load.garbage import without_collections
from viewer.load.problem import Problem
from viewer.model.programme import Programme
from viewer.timeline.metrics import METRICS, Size

SWITCH_S = 0.0005
"""So long a thread keeps the interpreter while something loads; else the window would wait ten times as long."""
PATIENCE_MS = 400
"""What takes longer shows how far it is."""
STRIP = Size(1200.0, 72.0)
READ = 0.8
"""The share of reading in the whole; the rest is laying out."""


class Stopped(Exception):
    """Nobody waits for it any more."""


class Opened(Struct, frozen=True):
    """What was read from `folder`, and the programme as it is seen first, laid out."""

    folder: Path
    loaded: Loaded
    seen: Programme | None


class Loading(QObject):
    """One folder at a time: `progress(done, of)` while it is read, then `opened(Opened)`, or `stopped()`."""

    progress = Signal(int, int)
    opened = Signal(object)
    stopped = Signal()
    _came = Signal(object, object)  # the reader, and what it has read

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: _Reader | None = None
        self._came.connect(self._take)

    @property
    def busy(self) -> bool:
        return self._reader is not None

    def begin(self, folder: Path, day: date, room_px: float, strip: Size = STRIP) -> None:
        """Read `folder`, to be seen from `day` in a timeline with `room_px` for its lanes, above a `strip`.

        What was being read is given up.
        """
        self.cancel()
        self._reader = _Reader(self, folder, day, room_px, strip)
        self._reader.start()

    def cancel(self) -> None:
        """Give up what is being read."""
        if self._reader is not None:
            self._reader.wanted = False
            self._reader = None
            self.stopped.emit()

    def _take(self, reader: _Reader, opened: Opened) -> None:
        if reader is self._reader:
            self._reader = None
            self.opened.emit(opened)


class _Reader(Thread):
    """A daemon: a program that ends does not wait for it."""

    def __init__(self, loading: Loading, folder: Path, day: date, room_px: float, strip: Size) -> None:
        super().__init__(daemon=True)
        self.wanted = True
        self._loading, self._folder, self._day, self._room_px = loading, folder, day, room_px
        self._strip = strip

    def run(self) -> None:
        with suppress(Stopped), _brief_turns(), without_collections():
            try:
                opened = self._read()
            except Stopped:
                raise
            except Exception as error:  # a thread that ends without a word leaves the window waiting for ever
                fault = Problem(".", 1, 1, f"{type(error).__name__}: {error}")
                opened = Opened(self._folder, Loaded(None, (fault,)), None)
            with suppress(RuntimeError):  # Qt is gone
                self._loading._came.emit(self, opened)

    def _read(self) -> Opened:
        loaded = load_cached(self._folder, told=lambda done, of: self._tell(READ * done / max(of, 1)))
        seen = None
        if loaded.programme is not None:
            seen = loaded.programme.as_of(self._day)
            for step, _done in enumerate(lay_out(loaded.programme, seen, self._room_px, self._strip), 1):
                self._tell(READ + (1 - READ) * step / STEPS)
        gc.freeze()  # it stays; to look through it for garbage would stop the window
        return Opened(self._folder, loaded, seen)

    def _tell(self, share: float) -> None:
        if not self.wanted:
            raise Stopped
        try:
            self._loading.progress.emit(round(1000 * share), 1000)
        except RuntimeError:  # Qt is gone
            raise Stopped from None


STEPS = 3


def lay_out(whole: Programme, seen: Programme, room_px: float, strip: Size = STRIP) -> Iterator[None]:
    """Make, in STEPS, all that a first frame, a first step by key and the status line need of `seen`."""
    from viewer.timeline.lanes import plan_of
    from viewer.timeline.overview import build_overview, whole_span

    plan = plan_of(seen)
    yield
    for shown in plan.arranged(room_px).lanes:
        for row in shown.rows:
            row.prepare()
    yield
    _made = [lane.middles for lane in plan.lanes], seen.event(""), whole.days_of_change
    _counted = seen.fates, seen.events_of_mission, seen.events_needing
    build_overview(seen, whole_span(seen), strip.width, strip.height, METRICS.header_px, 0.0)
    yield


@contextmanager
def _brief_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class LoadingBar(QWidget):
    """What is opened, how far it is, and Cancel; shows itself once it has taken a while."""

    cancel_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.cancel = QPushButton(self)
        self.cancel.clicked.connect(self.cancel_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.bar, self.cancel):
            row.addWidget(widget)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self, name: str) -> None:
        self.label.setText(_("Opening {name} …", name=name))
        self.cancel.setText(_("Cancel"))
        self.show_progress(0, 0)
        self._patience.start()

    def show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def end(self) -> None:
        self._patience.stop()
        self.hide()
