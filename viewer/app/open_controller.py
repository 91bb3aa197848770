"""Opening programmes: by folder, from the list of recent ones, at once or beside the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.app.loading import Opened, opened, opened_again
from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.app.view_loader import Place
from viewer.app.workshop import Workshop
from viewer.i18n import Text, _
from viewer.load.cache import load_cached, load_quickly
from viewer.load.loader import LoadResult
from viewer.load.paths import size_bytes
from viewer.model.edtf import parse
from viewer.model.entities import Head
from viewer.model.programme import Programme
from viewer.state import ViewState, home

AT_ONCE_BYTES = 100_000
"""A smaller folder is read at once: that takes a quarter of a second."""
AT_ONCE_CACHED_BYTES = 600_000
"""So is what the cache holds in no more."""


class OpenController(QObject):
    """Holds which `folder` is shown and what was `loaded` from it; gives the store another programme.

    `began()`: the first programme is shown; `failed(LoadResult)`: it cannot be. `remember` keeps how the present one
    was looked at before another takes its place.
    """

    began = Signal()
    failed = Signal(object)

    def __init__(
        self,
        folder: Path,
        loaded: LoadResult,
        store: Store,
        window: MainWindow,
        settings: Settings,
        remember: Callable[[], None],
        place: Callable[[bool], Place],
    ) -> None:
        """`place` tells where a programme will be shown, filtered or not."""
        super().__init__()
        self.folder, self.loaded = folder, loaded
        self._store, self._window, self._settings, self._remember = store, window, settings, remember
        self._place, self._again = place, False
        self.loading = Workshop(self)
        self._wished: tuple[ViewState | None, date | None] = (
            None,
            None,
        )  # view and day of what is being opened
        self.loading.done.connect(self._show)
        window.loading.watch(self.loading, self.loading.cancel)
        window.closing.connect(self.loading.close)
        window.folder_dropped.connect(lambda path: self.open(Path(path)))
        window.recent.aboutToShow.connect(self._fill_recent)

    def open(self, folder: Path) -> None:
        """Open the programme in `folder`; if nothing of it can be opened, the present one stays.

        What takes long is read beside the window: `loading` tells when it is there.
        """
        loaded = load_quickly(folder, AT_ONCE_CACHED_BYTES)
        if loaded is None and size_bytes(folder) < AT_ONCE_BYTES:
            loaded = load_cached(folder)
        if loaded is not None:
            self.loading.cancel()
            self._wished = None, None
            self._show(Opened(folder, loaded, None))
        else:
            self.read(folder)

    def read(self, folder: Path, view: ViewState | None = None, as_of: date | None = None) -> None:
        """Read `folder` beside the window, then show it through `view` (None: as it was left)."""
        self._wished = view, as_of
        self._again = False
        self.loading.begin(partial(opened, folder, self._seen_as(folder), self._store.today, self._places()))
        self._window.loading.begin(self.loading, _("Opening {name} …", name=folder.resolve().name))

    def ask_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, _("Open programme"), str(self.folder))
        if folder:
            self.open(Path(folder))

    def _places(self) -> tuple[Place, Place]:
        """Where it will be shown: as it is, and filtered."""
        return self._place(False), self._place(True)

    def _seen_as(self, folder: Path) -> Callable[[Programme], ViewState]:
        """How the programme of `folder` will be seen first."""
        view, as_of = self._wished
        left = self._settings.text(Settings.view_key(folder))

        def seen_as(whole: Programme) -> ViewState:
            state = view or last_view(left, whole)
            return state.on(as_of) if as_of else state

        return seen_as

    def _show(self, opened: Opened) -> None:
        folder, loaded, prepared = opened.folder, opened.loaded, opened.prepared
        if (
            prepared is not None
            and prepared.place != self._place(bool(prepared.view.filter))
            and not self._again
        ):
            self._again = True  # the window is of another size by now: the picture is made once more
            self.loading.begin(partial(opened_again, opened, self._store.today, self._places()))
            return
        self._again = False
        seen_as, self._wished = self._seen_as(folder), (None, None)
        first = self.loaded.programme is None
        if loaded.programme is None:
            if first:
                self.failed.emit(loaded)
                return
            from PySide6.QtWidgets import QMessageBox

            text = "\n".join(str(problem) for problem in loaded.diagnostics[:8])
            QMessageBox.warning(self._window, _("Open programme"), text)
            return
        if not first:
            self._remember()
        self.folder, self.loaded = folder, loaded
        self._settings.remember_recent(folder)
        state = prepared.view if prepared is not None else seen_as(loaded.programme)
        self._store.replace(loaded.programme, state, prepared)
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


def last_view(left: str, whole: Programme) -> ViewState:
    """The view that `left` writes, in which `whole` was left; its home window where it writes none."""
    try:
        return ViewState.from_text(left)
    except ValueError:
        return ViewState(home(whole))


def nothing_yet(today: date) -> Programme:
    """What is shown while the first programme is read."""
    day = parse(today.isoformat())
    return Programme(Head(title=Text(), home=parse("2024/2035"), lanes=(), current_to=day))
