"""The main controller: connects store, window and settings, passes states to the widgets and requests to the store."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from viewer.app import window_text
from viewer.app.appearance import Appearance
from viewer.app.command_handlers import command_handlers
from viewer.app.context_menus import ContextMenus
from viewer.app.details_loader import DetailsLoader, details_image
from viewer.app.filter_controller import FilterController
from viewer.app.lane_controller import LaneController
from viewer.app.main_window import MainWindow
from viewer.app.navigation import Navigation
from viewer.app.open_controller import OpenController, empty_programme, restored_view
from viewer.app.settings import Settings
from viewer.app.status_bar import StatusMessage
from viewer.app.store import Store
from viewer.app.view_actions import ViewActions
from viewer.caching import cached_property
from viewer.i18n import _, language
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.ref import kind_of, split_ref
from viewer.report.bodies import bodies, has_site_map, mapped_body
from viewer.state import Span, ViewState
from viewer.timeline.lane_model import lane_model

if TYPE_CHECKING:
    from viewer.app.clipboard import ClipboardActions
    from viewer.app.compare_controller import CompareController
    from viewer.app.export_controller import ExportController
    from viewer.app.saved_views import SavedViews
    from viewer.app.search_controller import SearchController


class MainController(QObject):
    """Controls the window of the programme `loaded` from `folder`.

    If nothing is loaded yet, `opening.open` follows; `opening` tells when the programme is shown or cannot be.
    """

    def __init__(
        self,
        folder: Path,
        loaded: LoadResult,
        today: date,
        settings: Settings,
        as_of: date | None = None,
        view: ViewState | None = None,
        details_later: bool = False,
    ) -> None:
        """`details_later`: `finish_startup` shows what a first frame does not need."""
        super().__init__()
        self.settings = settings
        whole = loaded.programme or empty_programme(today)
        state = view or restored_view(settings.text(Settings.view_key(folder)), whole)
        self.store = Store(whole, state.on(as_of) if as_of else state, today)
        self.window = MainWindow(self.sentence, self.picture, command_handlers(self))
        self.window.restore_geometry(settings)
        self.appearance = Appearance(self.window, settings, self)
        self._status = StatusMessage(self.store, self.window.statusBar())
        self.navigation = Navigation(self.store, self.window.timeline)
        self.actions = ViewActions(self.store, self.window, self.navigation, settings, self.show_message)
        self.lanes = LaneController(self.store, self.window, self.show_message)
        self.context_menus = ContextMenus(
            self.store, self.window, self.navigation, self.lanes, self.select, self.sentence
        )
        self.filters = FilterController(self.store, self.window, self.show_message)
        self.details = DetailsLoader(self._show_body, self)
        self.opening = OpenController(folder, loaded, self.store, self.window, settings, self.save_settings)
        self._days_shown: tuple[Programme, date | None] | None = None
        self._started = not details_later
        self._connect()
        self.appearance.restore()
        self.appearance.apply()
        self._show_all()

    # ── created on first use: a first frame does not need them ───────────────────────────────────

    @cached_property
    def comparison(self) -> CompareController:
        from viewer.app.compare_controller import CompareController

        return CompareController(
            self.store, self.window, self.settings, self._folder, self.show_message, self.show_page
        )

    @cached_property
    def clipboard(self) -> ClipboardActions:
        from viewer.app.clipboard import ClipboardActions

        return ClipboardActions(self.store, self.show_message)

    @cached_property
    def saved_views(self) -> SavedViews:
        from viewer.app.saved_views import SavedViews

        return SavedViews(self.store, self.window, self.settings, self._folder, self.show_message)

    @cached_property
    def search(self) -> SearchController:
        from viewer.app.search_controller import SearchController

        return SearchController(self.store, self.window, self.saved_views, self.open_result)

    @cached_property
    def exports(self) -> ExportController:
        from viewer.app.export_controller import ExportController

        return ExportController(
            self.window, self.store, self.show_message, self._folder, lambda: self.appearance.theme
        )

    # ── what others ask ───────────────────────────────────────────────────────────────────────────

    @property
    def state(self) -> ViewState:
        """The state that is shown."""
        return self.store.state

    def _folder(self) -> Path:
        return self.opening.folder

    def sentence(self, address: str) -> str:
        """The one sentence that describes what is at `address`."""
        from viewer.report.sentences import sentence_at

        return sentence_at(self.store.programme, address)

    def picture(self, name: str, width: int, ratio: float) -> QImage:
        """An image for the details pane, of the programme as it is shown."""
        return details_image(self.store.programme, self.appearance.theme, name, width, ratio)

    def show_message(self, text: str) -> None:
        """Show a line in the status bar for a while, or until the state that it describes changes."""
        self._status.show(text)

    # ── from the store to the widgets ─────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        window, timeline, store = self.window, self.window.timeline, self.store
        store.lane_room = lambda: timeline.room_px
        store.changed.connect(self._show)
        store.requested_changed.connect(self._show_requested)
        store.replaced.connect(self._show_all)
        window.progress.watch(store.task, store.cancel)
        window.closing.connect(store.task.cancel)
        window.closing.connect(self.save_settings)
        timeline.zoom_requested.connect(lambda ratio, day: store.set(store.requested.zoomed(ratio, day)))
        timeline.pan_requested.connect(lambda days: store.set(store.requested.panned(days)))
        timeline.scroll_requested.connect(lambda px: store.set(store.requested.scrolled(px)))
        timeline.select_requested.connect(self.select)
        timeline.visit_requested.connect(self.go_to)
        timeline.frame_requested.connect(lambda start, end: self.navigation.frame(Span(start, end)))
        window.overview.window_requested.connect(self.navigation.look_at)
        window.pane.link_requested.connect(self.follow_link)
        window.age.linkActivated.connect(self.follow_link)
        window.tabs.select_requested.connect(self.show_address)
        window.tabs.events_hovered.connect(timeline.show_lit)
        window.tabs.status_message.connect(self.show_message)
        window.search.left.connect(timeline.setFocus)
        window.search.search_requested.connect(lambda text: self.search.search(text))
        window.search.choose_requested.connect(lambda: self.search.choose_first())
        window.search.chosen.connect(self.open_result)
        window.views.aboutToShow.connect(lambda: self.saved_views.fill_menu())
        window.as_of.day_requested.connect(lambda day: store.set(store.requested.on(day)))
        window.as_of.refused.connect(self._refuse_day)
        QApplication.styleHints().colorSchemeChanged.connect(self.appearance.apply)
        self.appearance.theme_changed.connect(self._show_age)
        self.appearance.theme_changed.connect(self._show_details)
        self.appearance.language_changed.connect(self._show_all)

    def _show_all(self) -> None:
        """Another programme, or another language."""
        title = self.store.whole.head.title(language())
        self.window.setWindowTitle(_("{title} – Farside", title=title))
        loaded = self.opening.loaded
        self.window.banner.setText(window_text.problems_line(loaded))
        self.window.banner.setVisible(bool(loaded.diagnostics))
        self.window.actions_by_id["problems"].setEnabled(bool(loaded.diagnostics))
        self._offer_site_map()
        self._show(None, self.store.state)
        self._show_requested()

    def _show(self, old: ViewState | None, state: ViewState) -> None:
        """Show `state`. What was shown before is `old`; None for another programme or language."""
        window, today, shown = self.window, self.store.today, self.store.shown
        window.timeline.show_programme(shown, state, today)
        window.overview.show_programme(shown, state.window, today)
        window.tabs.show_programme(shown, state, today)
        new_day = old is None or old.as_of != state.as_of
        new_filter = old is None or old.filter != state.filter
        if new_day or new_filter:
            self.filters.show()
        overview_changed = new_filter and not state.selection
        if old is None or new_day or overview_changed or old.selection != state.selection:
            self._show_details()
        if new_day:
            self._show_age()
        if old is not None and new_day:
            self.comparison.day_changed(old.as_of)
        if old is None or old.window != state.window:
            window.span.setText(window_text.window_words(state.window))
        lanes = len(lane_model(shown, state.grouping).lanes) if state.open_lanes else -1
        window.actions_by_id["lanes"].setChecked(len(state.open_lanes) == lanes)
        window.actions_by_id["frame"].setEnabled(kind_of(state.selection) == "event")

    def _offer_site_map(self) -> None:
        """Offer the map of the sites only for a programme that has sites on a body with a map."""
        whole = self.store.whole
        body = bodies()[mapped_body(whole)].name if has_site_map(whole) else None
        self.window.tabs.show_body(body)
        self.window.actions_by_id["site-map"].setVisible(body is not None)

    def _show_requested(self) -> None:
        """Show in the controls what is requested, whether it is displayed or still being computed."""
        store, actions, requested = self.store, self.window.actions_by_id, self.store.requested
        days = self._days_shown
        if days is None or days[0] is not store.whole or days[1] != requested.as_of:
            self._days_shown = store.whole, requested.as_of
            self.window.as_of.show_days(store.whole.days_of_change, requested.as_of, store.today)
        actions["slips"].setChecked(requested.slips)
        actions["back"].setEnabled(store.history.can_go_back)
        actions["forward"].setEnabled(store.history.can_go_forward)
        actions["as-of-now"].setEnabled(requested.as_of is not None)

    def finish_startup(self) -> None:
        """Show what the first frame does not need: the details and the age of the data."""
        if not self._started:
            self._started = True
            self._show_age()
            self._show_details()
            from viewer.widgets.accessible import install

            install(self.window.timeline)

    def _show_age(self) -> None:
        if self._started:
            link = self.appearance.theme.palette["link"]
            self.window.age.setText(window_text.age_line(self.store.programme, link))

    def _show_details(self) -> None:
        if self._started:
            selection = self.state.selection
            self.details.load(self.store.programme if selection else self.store.shown, selection)

    def _show_body(self, html: str) -> None:
        theme = self.appearance.theme
        self.window.pane.show_body(
            html, window_text.details_css(self.store.programme, self.state.selection, theme)
        )

    def show_page(self, html: str) -> None:
        """Show a page about the program itself, such as the keys, in the details pane."""
        self.details.cancel()
        self._show_body(html)
        self.appearance.show_details(True)

    # ── from the widgets to the store ─────────────────────────────────────────────────────────────
    #
    # Four ways to an address, from the least to the most:
    #   select        select it and open its details
    #   show_address  the same, and bring its event into view
    #   go_to         the same, and give the timeline the focus
    #   open_result   the same for whatever a search finds: a command, a saved view, a date, a link

    def select(self, address: str) -> None:
        """Select what is at `address` and open its details; "" selects nothing."""
        self.store.set(self.store.requested.selecting(address))
        if address:
            self.appearance.show_details(True)

    def show_address(self, address: str) -> None:
        """Select what is at `address` and bring it into view. The focus stays where it is."""
        self.navigation.go_to(address)
        self.appearance.show_details(True)
        self.filters.explain_hidden(address)

    def go_to(self, address: str) -> None:
        """Select what is at `address`, bring it into view and give the timeline the focus."""
        self.show_address(address)
        self.window.timeline.setFocus()

    def open_result(self, address: str) -> None:
        """Do or open what a search found: a command, a saved view, a date, a link, an item of the programme."""
        kind, name = split_ref(address)
        if address.startswith("farside:"):
            if self.clipboard.open_link(address):
                self.appearance.show_details(True)
                self.window.timeline.setFocus()
        elif kind == "command":
            self.window.actions_by_id[name].trigger()
        elif kind == "view":
            self.saved_views.open(address)
        elif kind == "date":
            self.actions.go_to_date(name)
        else:
            self.go_to(address)

    def follow_link(self, address: str) -> None:
        """Follow a link of the details pane or the status bar. The focus stays where it is."""
        kind = kind_of(address)
        if kind == "command":
            self.open_result(address)
        elif kind == "list":
            self.filters.list_all(address)
        else:
            self.select(address)

    def open_selected(self) -> None:
        """Show the details of the selection and give them the focus."""
        if self.state.selection:
            self._show_details()
            self.appearance.show_details(True)
            self.window.pane.setFocus()

    def focus_search(self) -> None:
        self.window.search.setFocus()
        self.window.search.selectAll()

    def focus_as_of(self) -> None:
        self.window.as_of.field.setFocus()
        self.window.as_of.field.selectAll()

    def _refuse_day(self, text: str) -> None:
        self.show_message(_("“{text}” is no day: write 2024-06-27.", text=text))

    def show_about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(self.window, _("About Farside"), window_text.about(self.store.whole))

    def save_settings(self) -> None:
        """Save the view of the programme, and the geometry of the window, for the next start."""
        if self.opening.loaded.programme is not None:
            self.settings.remember(Settings.view_key(self.opening.folder), self.state.to_text())
            self.comparison.remember_look()
        self.appearance.remember()
