"""Saved views: those of the programme, and the user's own, which the settings keep for each programme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QInputDialog

from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.i18n import Text, _, language
from viewer.query.search_items import SearchItem
from viewer.ref import id_of, make_ref
from viewer.state import ViewState

OF_PROGRAMME, OWN = "programme-", "own-"  # begin the ids of views


class SavedViews:
    """The views of the programme in `folder()`; `tell` writes to the status line."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        settings: Settings,
        folder: Callable[[], Path],
        tell: Callable[[str], None],
    ) -> None:
        self._store, self._window, self._settings = store, window, settings
        self._folder, self._tell = folder, tell

    def things(self) -> tuple[SearchItem, ...]:
        """All views, to be found by name."""
        found = [
            SearchItem(make_ref("view", f"{OF_PROGRAMME}{n}"), view.title, note=Text(_("view")))
            for n, view in enumerate(self._store.whole.head.views)
        ]
        found += [
            SearchItem(make_ref("view", f"{OWN}{n}"), Text(name), note=Text(_("my view")))
            for n, (name, _view) in enumerate(self.own())
        ]
        return tuple(found)

    def own(self) -> list[tuple[str, str]]:
        """The user's own views: name, and the view as text."""
        lines = self._settings.text(self._key()).split("\n")
        return [(name, view) for name, tab, view in (line.partition("\t") for line in lines) if tab]

    def open(self, address: str) -> None:
        """Look at the view of that address; a view that makes no sense is told."""
        id = id_of(address, "view")
        if id.startswith(OWN):
            text = self.own()[int(id.removeprefix(OWN))][1]
        else:
            text = self._store.whole.head.views[int(id.removeprefix(OF_PROGRAMME))].view
        try:
            self._store.set(ViewState.from_text(text))
        except ValueError as error:
            self._tell(str(error))

    def save(self) -> None:
        """Ask for a name, and keep the present view under it, in the place of one of that name."""
        name, good = QInputDialog.getText(self._window, _("Save this view"), _("Its name:"))
        name = " ".join(name.split())
        if good and name:
            self.keep(name)
            self._tell(_("Saved: {name}", name=name))

    def keep(self, name: str) -> None:
        views = dict(self.own())
        views[name] = self._store.state.to_text()
        self._remember(views)

    def forget(self, name: str) -> None:
        views = dict(self.own())
        views.pop(name, None)
        self._remember(views)

    def _remember(self, views: dict[str, str]) -> None:
        self._settings.remember(self._key(), "\n".join(f"{name}\t{view}" for name, view in views.items()))

    def _key(self) -> str:
        return Settings.view_key(self._folder()).replace("view/", "views/", 1)

    def fill_menu(self) -> None:
        """The menu of the views."""
        menu = self._window.views
        menu.clear()
        for thing in self.things():
            if thing.address == make_ref("view", f"{OWN}0"):
                menu.addSeparator()
            menu.addAction(thing.title(language()).replace("&", "&&")).triggered.connect(
                lambda _checked=False, address=thing.address: self.open(address)
            )
        if own := self.own():
            menu.addSeparator()
            forget = menu.addMenu(_("Forget"))
            for name, _view in own:
                forget.addAction(name.replace("&", "&&")).triggered.connect(
                    lambda _checked=False, name=name: self.forget(name)
                )
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)
