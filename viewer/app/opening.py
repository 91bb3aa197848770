"""Opening programmes: by folder, from the list of recent ones, at once or beside the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.app.loading import Loading, Opened
from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.i18n import _
from viewer.load.cache import load_cached, load_quickly
from viewer.load.folder import Loaded
from viewer.load.places import bytes_of
from viewer.model.edtf import parse
from viewer.model.entities import Head, Text
from viewer.model.programme import Programme
from viewer.state import ViewState, home
from viewer.timeline.metrics import Size

AT_ONCE_BYTES = 100_000
"""A smaller folder is read at once: that takes a quarter of a second."""


class Opening(QObject):
    """Holds which `folder` is shown and what was `loaded` from it; gives the store another programme.

    `began()`: the first programme is shown; `failed(Loaded)`: it cannot be. `remember` keeps how the present one
    was looked at before another takes its place.
    """

    began = Signal()
    failed = Signal(object)

    def __init__(
        self,
        folder: Path,
        loaded: Loaded,
        store: Store,
        window: MainWindow,
        settings: Settings,
        remember: Callable[[], None],
    ) -> None:
        super().__init__()
        self.folder, self.loaded = folder, loaded
        self._store, self._window, self._settings, self._remember = store, window, settings, remember
        self.loading = Loading(self)
        self._wished: tuple[ViewState | None, date | None] = (
            None,
            None,
        )  # view and day of what is being opened
        self.loading.progress.connect(window.loading.show_progress)
        self.loading.stopped.connect(window.loading.end)
        self.loading.opened.connect(self._show)
        window.loading.cancel_wished.connect(self.loading.cancel)
        window.closing.connect(self.loading.cancel)
        window.folder_dropped.connect(lambda path: self.open(Path(path)))
        window.recent.aboutToShow.connect(self._fill_recent)

    def open(self, folder: Path) -> None:
        """Open the programme in `folder`; if nothing of it can be opened, the present one stays.

        What takes long is read beside the window: `loading` tells when it is there.
        """
        loaded = load_quickly(folder)
        if loaded is None and bytes_of(folder) < AT_ONCE_BYTES:
            loaded = load_cached(folder)
        if loaded is not None:
            self.loading.cancel()
            self._show(Opened(folder, loaded, None))
        else:
            self.read(folder)

    def read(self, folder: Path, view: ViewState | None = None, as_of: date | None = None) -> None:
        """Read `folder` beside the window, then show it through `view` (None: as it was left)."""
        self._wished = view, as_of
        day = as_of or (view.as_of if view else None) or self._store.today
        strip = Size(float(self._window.overview.width()), float(self._window.overview.height()))
        self.loading.begin(folder, day, self._window.timeline.room_px, strip)
        self._window.loading.begin(folder.resolve().name)

    def ask_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, _("Open programme"), str(self.folder))
        if folder:
            self.open(Path(folder))

    def _show(self, opened: Opened) -> None:
        self._window.loading.end()
        folder, loaded = opened.folder, opened.loaded
        (view, as_of), self._wished = self._wished, (None, None)
        first = self.loaded.programme is None
        if loaded.programme is None:
            if first:
                self.failed.emit(loaded)
                return
            from PySide6.QtWidgets import QMessageBox

            text = "\n".join(str(problem) for problem in loaded.problems[:8])
            QMessageBox.warning(self._window, _("Open programme"), text)
            return
        if not first:
            self._remember()
        self.folder, self.loaded = folder, loaded
        self._settings.remember_recent(folder)
        state = view or last_view(self._settings, folder, loaded.programme)
        self._store.replace(loaded.programme, state.on(as_of) if as_of else state, opened.seen)
        if first:
            self.began.emit()

    def _fill_recent(self) -> None:
        menu = self._window.recent
        menu.clear()
        for folder in self._settings.recent():
            menu.addAction(str(folder).replace("&", "&&")).triggered.connect(
                lambda _checked=False, folder=folder: self.open(folder)
            )
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)


def last_view(settings: Settings, folder: Path, whole: Programme) -> ViewState:
    """The view the programme of `folder` was left with, now and with nothing selected; else its home window."""
    try:
        return ViewState.from_text(settings.text(Settings.view_key(folder)))
    except ValueError:
        return ViewState(home(whole))


def nothing_yet(today: date) -> Programme:
    """What is shown while the first programme is read."""
    day = parse(today.isoformat())
    return Programme(Head(title=Text(), home=parse("2024/2035"), lanes=(), current_to=day))
