"""Opens programmes (of a start, chosen, dropped, recent) and saved views (of a programme, of the user)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from viewer.app.main_window import AppContext, add_action, menu_text
from viewer.app.settings import Settings
from viewer.app.store import FramePreparer, Snapshot, load_view
from viewer.i18n import Text, _, language
from viewer.load.cache import load_cached, load_quickly
from viewer.load.files import Diagnostic
from viewer.load.loader import LoadResult
from viewer.model.edtf import parse
from viewer.model.entities import Head
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, part_of
from viewer.ref import id_of, make_ref
from viewer.resources import data_folder
from viewer.state import ViewState, home
from viewer.widgets.background_task import BackgroundTask

if TYPE_CHECKING:
    from viewer.query.search import SearchItem

READING_SHARE = 0.7  # of the progress of opening; the rest is computing the first view
MAX_DIAGNOSTICS = 8  # in the box that says why a programme cannot be opened
OF_PROGRAMME, OF_USER = "programme-", "own-"  # begin the ids of saved views


class OpenedProgramme(Struct, frozen=True):
    """What was loaded from `folder`. `state` and `snapshot` are those of its first view; None without a programme."""

    folder: Path
    loaded: LoadResult
    state: ViewState | None = None
    snapshot: Snapshot | None = None


class OpenController(QObject):
    """Holds which `folder` is shown and what was `loaded` from it, and gives the store another programme."""

    opened_first = Signal()  # the first programme is shown
    failed = Signal(object)  # the first programme cannot be shown; with what was loaded

    def __init__(self, context: AppContext, folder: Path, loaded: LoadResult, save_view: Callable[[], None]) -> None:
        """`save_view` saves the view of the present programme before another one replaces it."""
        super().__init__(context.window)
        self.folder, self.loaded = folder, loaded
        self._store, self._window, self._settings = context.store, context.window, context.settings
        self._save_view = save_view
        self.task = BackgroundTask(self)
        self._window.progress.watch(self.task)
        self._window.folder_dropped.connect(lambda path: self.open(Path(path)))
        self._window.recent.aboutToShow.connect(self._fill_recent)

    def open(self, folder: Path, view: ViewState | None = None, as_of: date | None = None) -> None:
        """Open the programme in `folder` with `view` (None: the last one) on the day `as_of`, if given.

        It is read in the background if that takes long. If nothing of it can be opened, the present programme stays.
        """
        saved = self._settings.text(Settings.key("view", folder))

        def first_view(whole: Programme) -> ViewState:
            state = view or restored_view(saved, whole)
            return state.on(as_of) if as_of else state

        loaded = load_quickly(folder)
        if loaded is not None and loaded.programme is not None:
            self.task.cancel()
            self._show(OpenedProgramme(folder, loaded, first_view(loaded.programme)))
            return
        work = partial(open_programme, folder, first_view, self._store.today, self._store.frame_preparer())
        self.task.run(work, self._show, title=_("Opening {name} …", name=folder.resolve().name))

    def open_curated(self) -> None:
        self.open(data_folder())

    def ask_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, _("Open programme"), str(self.folder))
        if folder:
            self.open(Path(folder))

    def _show(self, opened: OpenedProgramme) -> None:
        loaded, is_first = opened.loaded, self.loaded.programme is None
        if loaded.programme is None or opened.state is None:
            if is_first:
                self.failed.emit(loaded)
            else:
                from PySide6.QtWidgets import QMessageBox

                text = "\n".join(map(str, loaded.diagnostics[:MAX_DIAGNOSTICS]))
                QMessageBox.warning(self._window, _("Open programme"), text)
            return
        if not is_first:
            self._save_view()
        self.folder, self.loaded = opened.folder, loaded
        self._settings.save_recent(opened.folder)
        self._store.replace(loaded.programme, opened.state, opened.snapshot)
        if is_first:
            self.opened_first.emit()

    def _fill_recent(self) -> None:
        menu = self._window.recent
        menu.clear()
        for folder in self._settings.recent():
            add_action(menu, menu_text(str(folder)), partial(self.open, folder))
        _mark_empty(menu)


class SavedViews:
    """The saved views of the present programme, and their menu. The settings hold those of the user."""

    def __init__(self, context: AppContext) -> None:
        self._context, self._store = context, context.store

    def items(self) -> tuple[SearchItem, ...]:
        from viewer.query.search import SearchItem

        of_programme = enumerate(self._store.whole.head.views)
        of_user = enumerate(self.of_user())
        return (
            *(SearchItem(_view_ref(OF_PROGRAMME, n), view.title, note=Text(_("view"))) for n, view in of_programme),
            *(SearchItem(_view_ref(OF_USER, n), Text(name), note=Text(_("my view"))) for n, name in of_user),
        )

    def of_user(self) -> dict[str, str]:
        """The views of the user as text, by name."""
        lines = self._context.settings.text(self._key()).split("\n")
        return {name: view for name, tab, view in (line.partition("\t") for line in lines) if tab}

    def open(self, address: str) -> None:
        """Show the view at `address`. If it cannot be read, a message says why."""
        id = id_of(address, "view")
        if id.startswith(OF_USER):
            text = [*self.of_user().values()][int(id.removeprefix(OF_USER))]
        else:
            text = self._store.whole.head.views[int(id.removeprefix(OF_PROGRAMME))].view
        try:
            self._store.set(ViewState.from_text(text))
        except ValueError as error:
            self._context.show_message(str(error))

    def ask_name(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        text, accepted = QInputDialog.getText(self._context.window, _("Save this view"), _("Its name:"))
        name = " ".join(text.split())
        if accepted and name:
            self.save(name)
            self._context.show_message(_("Saved: {name}", name=name))

    def save(self, name: str) -> None:
        """Save the present view under `name`; it replaces a view of that name."""
        self._save_all({**self.of_user(), name: self._store.state.to_text()})

    def delete(self, name: str) -> None:
        self._save_all({other: view for other, view in self.of_user().items() if other != name})

    def _save_all(self, views: dict[str, str]) -> None:
        self._context.settings.save(self._key(), "\n".join(f"{name}\t{view}" for name, view in views.items()))

    def _key(self) -> str:
        return Settings.key("views", self._context.folder())

    def fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        for item in self.items():
            if item.address == _view_ref(OF_USER, 0):
                menu.addSeparator()
            add_action(menu, menu_text(item.title(language())), partial(self.open, item.address))
        if names := [*self.of_user()]:
            menu.addSeparator()
            deletions = menu.addMenu(_("Forget"))
            for name in names:
                add_action(deletions, menu_text(name), partial(self.delete, name))
        _mark_empty(menu)


def _view_ref(prefix: str, number: int) -> str:
    return make_ref("view", f"{prefix}{number}")


def _mark_empty(menu: QMenu) -> None:
    if menu.isEmpty():
        menu.addAction(_("None yet")).setEnabled(False)


def open_programme(
    folder: Path,
    first_view: Callable[[Programme], ViewState],
    today: date,
    prepare_frame: FramePreparer,
    progress: ProgressCallback,
) -> OpenedProgramme:
    """Load the programme in `folder` and compute its first view. An unexpected error is a diagnostic of the result."""
    try:
        loaded = load_cached(folder, progress=part_of(progress, 0.0, READING_SHARE))
        if loaded.programme is None:
            return OpenedProgramme(folder, loaded)
        state = first_view(loaded.programme)
        rest = part_of(progress, READING_SHARE, 1.0)
        snapshot = load_view(loaded.programme, state, today, prepare_frame, progress=rest)
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
    return Programme(Head(title=Text(), home=parse("2024/2035"), lanes=(), current_to=parse(today.isoformat())))
