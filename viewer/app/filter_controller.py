"""What is asked of the programme: the filter with its panel and chip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from viewer.app.main_window import MainWindow
from viewer.app.store import Store
from viewer.app.workshop import Told, Workshop
from viewer.i18n import _
from viewer.model.claims import Status
from viewer.query.filter import EVERYTHING, Filter

if TYPE_CHECKING:
    from viewer.model.programme import Programme
    from viewer.report.facets import Facet
    from viewer.widgets.filter_panel import FilterPanel

FEW = 1000
"""Of so many events it is counted at once what each answer would leave; of more, beside the window."""


class FilterController:
    """Joins the filter of the store's state to its panel and its chip. The panel is made when first asked for."""

    def __init__(self, store: Store, window: MainWindow, tell: Callable[[str], None]) -> None:
        self._store, self._window, self._tell = store, window, tell
        self._panel: FilterPanel | None = None
        self._facets: tuple[Facet, ...] = ()  # what the panel shows
        self._told: tuple[Filter, Programme, Programme] | None = None  # what the chip tells
        self._counting = Workshop(window, pure=True)
        self._counting.done.connect(self._show_facets)
        window.closing.connect(self._counting.close)
        store.wished.connect(self._show_wish)
        window.chip.filter_requested.connect(self.open)
        window.chip.reset_requested.connect(self.reset)

    @property
    def panel(self) -> FilterPanel:
        if self._panel is None:
            from viewer.widgets.filter_panel import FilterPanel

            panel = FilterPanel(self._window)
            asked = self._asked
            panel.value_requested.connect(lambda field, key: self.ask(asked().toggled(field, key)))
            panel.text_requested.connect(lambda text: self.ask(replace(asked(), text=text)))
            panel.two_sources_requested.connect(lambda on: self.ask(replace(asked(), two_sources=on)))
            panel.importance_requested.connect(lambda n: self.ask(replace(asked(), importance=n)))
            panel.reset_requested.connect(self.reset)
            self._panel = panel
        return self._panel

    def open(self) -> None:
        """Drop the panel from its button in the toolbar, or where that is folded away, from the toolbar."""
        bar = self._window.bar
        button: QWidget | None = bar.widgetForAction(self._window.actions_by_id["filter"])
        self._fill()
        self.panel.retranslate()
        self.panel.drop_from(button if button is not None and button.isVisible() else bar)

    def ask(self, asked: Filter) -> None:
        self._store.set(self._store.state.filtered(asked))

    def reset(self) -> None:
        self.ask(EVERYTHING)

    def overdue(self) -> None:
        """Only what is overdue."""
        self.ask(replace(EVERYTHING, statuses=frozenset({Status.OVERDUE})))

    def list_all(self, address: str) -> None:
        """The list of nothing but what is named: "list/missions/chang-e-7", "list/statuses/overdue"."""
        _list, field, key = address.split("/", 2)
        self.ask(EVERYTHING.toggled(field, key))
        self._window.raise_tab("list")

    def tell_hidden(self, address: str) -> None:
        """Say so where the event at `address` is there, but hidden by the filter."""
        kind, _slash, name = address.partition("/")
        if kind == "event" and self._store.programme.event(name) and not self._store.shown.event(name):
            self._tell(_("The filter hides it from the timeline; Show all (Ctrl+Shift+A) brings it back."))

    def show(self) -> None:
        """What is seen, or the language, became another."""
        self._told = None
        self._show_chip()
        if self._panel is not None and self._panel.isVisible():
            self._fill()

    def _show_wish(self) -> None:
        """What is asked for, whether it is seen already or not: a tick does not wait for what it leaves."""
        asked = self._asked()
        self._window.actions_by_id["filter"].setChecked(bool(asked))
        self._window.actions_by_id["filter-reset"].setEnabled(bool(asked))
        self._show_chip()
        if self._store.view.filter != asked and self._panel is not None and self._panel.isVisible():
            from viewer.report.facets import with_selection

            self._show_facets(with_selection(self._facets, asked))

    def _show_chip(self) -> None:
        """What was asked for, and how many events it leaves."""
        asked, seen, left = self._store.view.filter, self._store.programme, self._store.shown
        told = self._told
        if told is not None and told[0] == asked and told[1] is seen and told[2] is left:
            return
        self._told = asked, seen, left
        if asked:
            from viewer.report.facets import filter_words, shown_words

            count = shown_words(len(left.events), len(seen.events))
            self._window.chip.show_filter(count, filter_words(seen, asked))
        else:
            self._window.chip.show_filter("", "")

    def _asked(self) -> Filter:
        return self._store.state.filter

    def _fill(self) -> None:
        from viewer.report.facets import facets, uncounted_facets, with_selection

        programme, asked = self._store.programme, self._asked()
        if len(programme.events) <= FEW:
            self._show_facets(facets(programme, asked))
        else:
            self._show_facets(with_selection(self._facets, asked) or uncounted_facets(programme, asked))
            self._counting.begin(partial(_counted, programme, asked))

    def _show_facets(self, found: tuple[Facet, ...]) -> None:
        self._facets = found
        self.panel.show_filter(found, self._asked())


def _counted(programme: Programme, asked: Filter, _told: Told) -> tuple[Facet, ...]:
    from viewer.report.facets import facets

    return facets(programme, asked)
