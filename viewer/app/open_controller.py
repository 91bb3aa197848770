"""Opens programmes: a folder that the user chose, dropped or opened lately, and the first one of a start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.app.view_loader import Snapshot, load_view
from viewer.i18n import Text, _
from viewer.load.cache import load_cached, load_quickly
from viewer.load.diagnostics import Diagnostic
from viewer.load.loader import LoadResult
from viewer.model.edtf import parse
from viewer.model.entities import Head
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, part_of
from viewer.state import ViewState, home
from viewer.widgets.background_task import BackgroundTask

READING_SHARE = 0.7
"""The share of reading the files in the progress of opening. The rest is computing the first view."""


class OpenedProgramme(Struct, frozen=True):
    """What was loaded from `folder`. `state` and `snapshot` are those of its first view; None without a programme."""

    folder: Path
    loaded: LoadResult
    state: ViewState | None = None
    snapshot: Snapshot | None = None


class OpenController(QObject):
    """Holds which `folder` is shown and what was `loaded` from it, and gives the store another programme."""

    opened_first = Signal()
    """The first programme is shown."""
    failed = Signal(object)
    """The first programme cannot be shown; with what was loaded."""

    def __init__(
        self,
        folder: Path,
        loaded: LoadResult,
        store: Store,
        window: MainWindow,
        settings: Settings,
        remember: Callable[[], None],
    ) -> None:
        """`remember` saves the view of the present programme before another one replaces it."""
        super().__init__(window)
        self.folder, self.loaded = folder, loaded
        self._store, self._window, self._settings, self._remember = store, window, settings, remember
        self.task = BackgroundTask(self)
        window.progress.watch(self.task)
        window.folder_dropped.connect(lambda path: self.open(Path(path)))
        window.recent.aboutToShow.connect(self._fill_recent)

    def open(self, folder: Path, view: ViewState | None = None, as_of: date | None = None) -> None:
        """Open the programme in `folder` with `view` (None: as it was left) on the day `as_of`, if given.

        If nothing of it can be opened, the present programme stays. What takes long is read in the background.
        """
        loaded = load_quickly(folder)
        first_view = self._first_view(folder, view, as_of)
        if loaded is not None and loaded.programme is not None:
            self.task.cancel()
            self._show(OpenedProgramme(folder, loaded, first_view(loaded.programme)))
            return
        work = partial(open_programme, folder, first_view, self._store.today, self._store.lane_room())
        title = _("Opening {name} …", name=folder.resolve().name)
        self.task.run(work, self._show, title=title)

    def ask_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, _("Open programme"), str(self.folder))
        if folder:
            self.open(Path(folder))

    def _first_view(
        self, folder: Path, view: ViewState | None, as_of: date | None
    ) -> Callable[[Programme], ViewState]:
        """Gives the state in which the programme of `folder` is shown first."""
        saved = self._settings.text(Settings.view_key(folder))

        def first_view(whole: Programme) -> ViewState:
            state = view or restored_view(saved, whole)
            return state.on(as_of) if as_of else state

        return first_view

    def _show(self, opened: OpenedProgramme) -> None:
        first = self.loaded.programme is None
        if opened.loaded.programme is None or opened.state is None:
            if first:
                self.failed.emit(opened.loaded)
            else:
                self._show_problems(opened.loaded)
            return
        if not first:
            self._remember()
        self.folder, self.loaded = opened.folder, opened.loaded
        self._settings.remember_recent(opened.folder)
        self._store.replace(opened.loaded.programme, opened.state, opened.snapshot)
        if first:
            self.opened_first.emit()

    def _show_problems(self, loaded: LoadResult) -> None:
        from PySide6.QtWidgets import QMessageBox

        text = "\n".join(str(problem) for problem in loaded.diagnostics[:8])
        QMessageBox.warning(self._window, _("Open programme"), text)

    def _fill_recent(self) -> None:
        menu = self._window.recent
        menu.clear()
        for folder in self._settings.recent():
            menu.addAction(str(folder).replace("&", "&&")).triggered.connect(
                partial(self._open_recent, folder)
            )
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def _open_recent(self, folder: Path, _checked: bool = False) -> None:
        self.open(folder)


def open_programme(
    folder: Path,
    first_view: Callable[[Programme], ViewState],
    today: date,
    room_px: float,
    progress: ProgressCallback,
) -> OpenedProgramme:
    """Load the programme in `folder` and compute its first view. Never raises but `Cancelled`.

    An unexpected error becomes a problem of the result: the user must learn why a programme does not open.
    """
    reading = part_of(progress, 0.0, READING_SHARE)
    try:
        loaded = load_cached(folder, progress=reading)
        if loaded.programme is None:
            return OpenedProgramme(folder, loaded)
        state = first_view(loaded.programme)
        snapshot = load_view(
            loaded.programme, state, today, room_px, None, part_of(progress, READING_SHARE, 1.0)
        )
        return OpenedProgramme(folder, loaded, state, snapshot)
    except Exception as error:
        diagnostic = Diagnostic(".", 1, 1, f"{type(error).__name__}: {error}")
        return OpenedProgramme(folder, LoadResult(None, (diagnostic,)))


def restored_view(text: str, whole: Programme) -> ViewState:
    """The view state that `text` writes; the home view of `whole` if it writes none."""
    try:
        return ViewState.from_text(text)
    except ValueError:
        return ViewState(home(whole))


def empty_programme(today: date) -> Programme:
    """A programme without events: shown while the first programme is read."""
    day = parse(today.isoformat())
    return Programme(Head(title=Text(), home=parse("2024/2035"), lanes=(), current_to=day))
