"""Connects the filter of the view state to the filter panel and to the line above the timeline that describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from viewer.app.main_window import AppContext
from viewer.caching import cached_property
from viewer.i18n import _
from viewer.model.claims import Status
from viewer.query.filter import EVERYTHING, Filter
from viewer.ref import id_of
from viewer.widgets.background_task import BackgroundTask

if TYPE_CHECKING:
    from viewer.report.facets import Facet
    from viewer.widgets.filter_panel import FilterPanel


class FilterController:
    """Shows the store's filter and changes it. The panel is created when it is first opened."""

    def __init__(self, context: AppContext) -> None:
        self._store, self._window, self._show_message = context.store, context.window, context.show_message
        self._facets: tuple[Facet, ...] = ()  # what the panel shows
        self.task = BackgroundTask(self._window)  # counts how many events each answer would leave
        self._store.requested_changed.connect(self._show_requested)
        self._window.chip.filter_requested.connect(self.open)
        self._window.chip.reset_requested.connect(self.reset)
        self._show_requested()

    @cached_property
    def panel(self) -> FilterPanel:
        from viewer.widgets.filter_panel import FilterPanel

        panel = FilterPanel(self._window)
        panel.value_requested.connect(lambda field, key: self.set(self._requested.toggled(field, key)))
        panel.text_requested.connect(lambda text: self.set(replace(self._requested, text=text)))
        panel.two_sources_requested.connect(lambda on: self.set(replace(self._requested, two_sources=on)))
        panel.importance_requested.connect(lambda least: self.set(replace(self._requested, importance=least)))
        panel.reset_requested.connect(self.reset)
        return panel

    @property
    def _requested(self) -> Filter:
        return self._store.requested.filter

    def _panel_visible(self) -> bool:
        return "panel" in self.__dict__ and self.panel.isVisible()

    def open(self) -> None:
        """Open the panel below its button; below the toolbar if the button is in its overflow menu."""
        bar = self._window.toolbar
        button: QWidget | None = bar.widgetForAction(self._window.actions_by_id["filter"])
        self._fill()
        self.panel.retranslate()
        self.panel.drop_from(button if button is not None and button.isVisible() else bar)

    def set(self, filter: Filter) -> None:
        self._store.set(self._store.requested.filtered(filter))

    def reset(self) -> None:
        self.set(EVERYTHING)

    def show_overdue(self) -> None:
        self.set(replace(EVERYTHING, statuses=frozenset({Status.OVERDUE})))

    def list_all(self, address: str) -> None:
        """Filter by one value and raise the list: "list/missions/chang-e-7", "list/statuses/overdue"."""
        field, _slash, key = id_of(address, "list").partition("/")
        self.set(EVERYTHING.toggled(field, key))
        self._window.raise_tab("list")

    def explain_hidden(self, address: str) -> None:
        """Show a message if the filter hides the event at `address`."""
        event_id = id_of(address, "event")
        if self._store.programme.event(event_id) and not self._store.shown.event(event_id):
            self._show_message(_("The filter hides it from the timeline; Show all (Ctrl+Shift+A) brings it back."))

    def show(self) -> None:
        """Show the filter: the day, the filter or the language changed."""
        filter, programme, count, words = self._store.state.filter, self._store.programme, "", ""
        if filter:
            from viewer.report.facets import filter_words, shown_words

            count = shown_words(len(self._store.shown.events), len(programme.events))
            words = filter_words(programme, filter)
        self._window.chip.show_filter(count, words)
        if self._panel_visible():
            self._fill()

    def _show_requested(self) -> None:
        """Show the requested filter in the controls. A tick does not wait for what it leaves."""
        requested, actions = self._requested, self._window.actions_by_id
        actions["filter"].setChecked(bool(requested))
        actions["filter-reset"].setEnabled(bool(requested))
        if self._store.state.filter != requested and self._panel_visible():
            from viewer.report.facets import with_selection

            self._show_facets(with_selection(self._facets, requested))

    def _fill(self) -> None:
        """Fill the panel. The events of a large programme are counted in the background."""
        from viewer.report.facets import facets, uncounted_facets, with_selection

        programme, filter = self._store.programme, self._requested
        small = self._store.is_small
        if not small:
            self._show_facets(with_selection(self._facets, filter) or uncounted_facets(programme, filter))
        self.task.run(lambda progress: facets(programme, filter, progress), self._show_facets, synchronous=small)

    def _show_facets(self, facets: tuple[Facet, ...]) -> None:
        self._facets = facets
        self.panel.show_filter(facets, self._requested)
