"""Saved views: those of the programme, and those of the user, which the settings hold for each programme."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu

from viewer.app.main_window import AppContext, add_action, menu_text
from viewer.app.settings import Settings
from viewer.i18n import Text, _, language
from viewer.query.search_items import SearchItem
from viewer.ref import id_of, make_ref
from viewer.state import ViewState

OF_PROGRAMME, OF_USER = "programme-", "own-"  # begin the ids of views


class SavedViews:
    """The views of the present programme, and their menu."""

    def __init__(self, context: AppContext) -> None:
        self._context, self._store = context, context.store

    def items(self) -> tuple[SearchItem, ...]:
        """All views as search items."""
        of_programme = enumerate(self._store.whole.head.views)
        of_user = enumerate(self.of_user())
        return (
            *(SearchItem(_ref(OF_PROGRAMME, n), view.title, note=Text(_("view"))) for n, view in of_programme),
            *(SearchItem(_ref(OF_USER, n), Text(name), note=Text(_("my view"))) for n, name in of_user),
        )

    def of_user(self) -> dict[str, str]:
        """The views of the user as text, by name."""
        lines = self._context.settings.text(self._key()).split("\n")
        return {name: view for name, tab, view in (line.partition("\t") for line in lines) if tab}

    def open(self, address: str) -> None:
        """Show the view at that address; a message says why a view cannot be read."""
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
        """Ask for a name and save the present view."""
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
        """Fill the menu of the views."""
        menu.clear()
        for item in self.items():
            if item.address == _ref(OF_USER, 0):
                menu.addSeparator()
            add_action(menu, menu_text(item.title(language())), partial(self.open, item.address))
        if names := [*self.of_user()]:
            menu.addSeparator()
            deletions = menu.addMenu(_("Forget"))
            for name in names:
                add_action(deletions, menu_text(name), partial(self.delete, name))
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)


def _ref(prefix: str, number: int) -> str:
    return make_ref("view", f"{prefix}{number}")
