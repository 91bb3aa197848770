"""Who sits at the window: gives every command its meaning, carries states down and wishes up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from viewer.app import window_text
from viewer.app.appearance import Appearance
from viewer.app.command_handlers import handlers
from viewer.app.context_menus import Menus
from viewer.app.details_loader import DetailsLoader
from viewer.app.filter_controller import FilterController
from viewer.app.in_turn import InTurn
from viewer.app.lane_controller import Lanes
from viewer.app.main_window import MainWindow
from viewer.app.navigation import Navigation
from viewer.app.open_controller import OpenController, last_view, nothing_yet
from viewer.app.pane_images import pane_picture
from viewer.app.settings import Settings
from viewer.app.status_message import Told
from viewer.app.store import Store
from viewer.app.view_actions import ViewActions
from viewer.app.view_loader import Place, Prepared, Preparing
from viewer.caching import cached_property
from viewer.i18n import _, language
from viewer.load.loader import LoadResult
from viewer.report.bodies import bodies, has_site_map, mapped_body
from viewer.state import Span, ViewState
from viewer.timeline.lane_model import plan_of
from viewer.timeline.metrics import Size
from viewer.widgets.beside import turns

if TYPE_CHECKING:
    from viewer.app.clipboard import Sharing
    from viewer.app.compare_controller import CompareController
    from viewer.app.export_controller import ExportController
    from viewer.app.saved_views import SavedViews
    from viewer.app.search_controller import SearchController
    from viewer.model.programme import Programme

FEW = 2000
"""All that follows a programme of so many events is shown in one event handler; of more, one thing after another."""


class MainController(QObject):
    """Joins store, window and settings for the programme `loaded` from `folder`.

    Where that is not read yet, `opening.read` follows; `opening` tells when it is shown, or cannot be.
    """

    def __init__(
        self,
        folder: Path,
        loaded: LoadResult,
        today: date,
        settings: Settings,
        as_of: date | None = None,
        view: ViewState | None = None,
        at_once: bool = True,
        window: MainWindow | None = None,
    ) -> None:
        """`at_once` False: what a first frame can do without (the pane) is shown after it, by `settle`.

        `window` is one that is placed and not furnished yet; None: one of our own.
        """
        super().__init__()
        self.settings = settings
        whole = loaded.programme or nothing_yet(today)
        state = view or last_view(settings.text(Settings.view_key(folder)), whole)
        self.store = Store(whole, state.on(as_of) if as_of else state, today)
        if window is None:
            window = MainWindow()
            window.place(settings)
        self.window = window
        self.looks = Appearance(window, settings, self)
        window.furnish(self.sentence, self.picture, handlers(self))
        self._told = Told(self.store, self.window.statusBar())
        self.nav = Navigation(self.store, self.window.timeline)
        self.looking = ViewActions(self.store, self.window, self.nav, settings, self.tell)
        self.lanes = Lanes(self.store, self.window, self.tell)
        self.menus = Menus(self.store, self.window, self.nav, self.lanes, self.select, self.sentence)
        self.filtering = FilterController(self.store, self.window, self.tell)
        self.describing = DetailsLoader(self._show_body, self)
        self.preparing = Preparing(self.place, self)
        self.opening = OpenController(
            folder, loaded, self.store, self.window, settings, self.remember, self.place
        )
        self._in_turn = InTurn(self)
        self._days_shown: tuple[Programme, date | None] | None = None
        self._settled = at_once
        self._connect()
        self.looks.restore()
        self.looks.apply()
        self._show_all()

    # ── what a first frame does without, made when it is first asked for ─────────────────────────

    @cached_property
    def changing(self) -> CompareController:
        from viewer.app.compare_controller import CompareController

        store, window = self.store, self.window
        return CompareController(
            store, window, self.settings, lambda: self.opening.folder, self.tell, self.show_page
        )

    @cached_property
    def sharing(self) -> Sharing:
        from viewer.app.clipboard import Sharing

        return Sharing(self.store, self.tell)

    @cached_property
    def views(self) -> SavedViews:
        from viewer.app.saved_views import SavedViews

        return SavedViews(self.store, self.window, self.settings, lambda: self.opening.folder, self.tell)

    @cached_property
    def finding(self) -> SearchController:
        from viewer.app.search_controller import SearchController

        return SearchController(self.store, self.window, self.views, self.go)

    @cached_property
    def exports(self) -> ExportController:
        from viewer.app.export_controller import ExportController

        window, store = self.window, self.store
        return ExportController(
            window, store, self.tell, lambda: self.opening.folder, lambda: self.looks.theme
        )

    @property
    def state(self) -> ViewState:
        return self.store.state

    def sentence(self, address: str) -> str:
        """The one sentence of whatever stands at `address`."""
        from viewer.report.sentences import sentence_at

        return sentence_at(self.store.programme, address)

    def picture(self, name: str, width: int, ratio: float) -> QImage:
        """A picture for the pane, of the programme as it is seen now."""
        return pane_picture(self.store.programme, self.looks.theme, name, width, ratio)

    def tell(self, text: str) -> None:
        """A line in the status bar, for a while, and for as long as the state is what it tells of."""
        self._told.tell(text)

    # ── joints ────────────────────────────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        window, timeline, store = self.window, self.window.timeline, self.store
        store.prepare_with(self.preparing)
        store.prepared.connect(self._keep_pictures)
        store.changed.connect(self._show)
        store.wished.connect(self._show_wish)
        store.replaced.connect(self._show_all)
        window.loading.watch(self.preparing, store.give_up)
        self.preparing.begun.connect(lambda: window.loading.begin(self.preparing, _("Working …")))
        window.closing.connect(self.preparing.close)
        timeline.zoom_requested.connect(lambda ratio, day: store.set(self.state.zoomed(ratio, day)))
        timeline.pan_requested.connect(lambda days: store.set(self.state.panned(days)))
        timeline.scroll_requested.connect(lambda px: store.set(self.state.scrolled(px)))
        timeline.select_requested.connect(self.select)
        timeline.visit_requested.connect(self.go_to)
        timeline.frame_requested.connect(lambda start, end: self.nav.frame(Span(start, end)))
        window.overview.window_requested.connect(self.nav.look_at)
        window.pane.link_requested.connect(self.follow)
        window.age.linkActivated.connect(self.follow)
        window.panels.select_requested.connect(self.show_address)
        window.panels.events_hovered.connect(timeline.show_lit)
        window.panels.told.connect(self.tell)
        window.search.left.connect(timeline.setFocus)
        window.search.search_requested.connect(lambda text: self.finding.search(text))
        window.search.settle_requested.connect(lambda: self.finding.settle())
        window.search.chosen.connect(self.go)
        window.views.aboutToShow.connect(lambda: self.views.fill())
        window.as_of.day_requested.connect(lambda day: store.set(self.state.on(day)))
        window.as_of.refused.connect(self._refuse)
        window.closing.connect(self.remember)
        QApplication.styleHints().colorSchemeChanged.connect(self.looks.apply)
        self.looks.theme_changed.connect(self._show_age)
        self.looks.theme_changed.connect(self._show_pane)
        self.looks.language_changed.connect(self._show_all)

    # ── down: what to show ────────────────────────────────────────────────────────────────────────

    def _show_all(self) -> None:
        title = self.store.whole.head.title(language())
        self.window.setWindowTitle(_("{title} – Farside", title=title))
        self.window.banner.setText(window_text.faults_line(self.opening.loaded))
        self.window.banner.setVisible(bool(self.opening.loaded.diagnostics))
        self.window.actions_by_id["problems"].setEnabled(bool(self.opening.loaded.diagnostics))
        self._offer_site_map()
        self._show(None, self.store.view)
        self._show_wish()

    def _show(self, old: ViewState | None, view: ViewState) -> None:
        """What is seen was `old` (None: another programme) and is `view`."""
        window, today = self.window, self.store.today
        shown = self.store.shown
        few = len(self.store.whole.events) <= FEW
        window.timeline.show_programme(shown, view, today)
        window.overview.show_programme(shown, view.window, today)
        self._in_turn.do("panels", self._show_panels, few)
        asked = old is not None and old.filter != view.filter
        moved = old is None or old.as_of != view.as_of
        if asked or moved:
            self._in_turn.do("filter", self.filtering.show, few)
        overview_changed = asked and not view.selection
        if old is None or moved or overview_changed or old.selection != view.selection:
            self._show_pane()
        if moved:
            self._in_turn.do("age", self._show_age, few)
        if old is not None and moved:
            self.changing.moved(old.as_of)
        if old is None or old.window != view.window:
            window.span.setText(window_text.window_words(view.window))
        lanes = len(plan_of(shown, view.slips, view.grouping).lanes) if view.open_lanes else -1
        window.actions_by_id["lanes"].setChecked(len(view.open_lanes) == lanes)
        window.actions_by_id["frame"].setEnabled(view.selection.startswith("event/"))

    def _offer_site_map(self) -> None:
        """Offer the map of the sites only for a programme that has sites on it."""
        whole = self.store.whole
        body = bodies()[mapped_body(whole)].name if has_site_map(whole) else None
        self.window.panels.show_body(body)
        self.window.actions_by_id["site-map"].setVisible(body is not None)

    def _show_wish(self) -> None:
        """What is wished for, whether it is seen already or is still being made."""
        store, state, actions = self.store, self.state, self.window.actions_by_id
        if (
            self._days_shown is None
            or self._days_shown[0] is not store.whole
            or self._days_shown[1] != state.as_of
        ):
            self._days_shown = store.whole, state.as_of
            self.window.as_of.show_days(store.whole.days_of_change, state.as_of, store.today)
        actions["slips"].setChecked(state.slips)
        actions["back"].setEnabled(store.history.can_go_back)
        actions["forward"].setEnabled(store.history.can_go_forward)
        actions["as-of-now"].setEnabled(state.as_of is not None)

    def _keep_pictures(self, prepared: Prepared) -> None:
        self.window.timeline.show_plate(prepared.plate)
        if prepared.ground is not None:
            self.window.overview.show_ground(prepared.ground)

    def place(self, filtered: bool = False) -> Place:
        """Where a programme will be shown; that it is `filtered` is told above the timeline."""
        timeline, strip, chip = self.window.timeline, self.window.overview, self.window.chip
        taller = chip.sizeHint().height() * (chip.isVisibleTo(self.window) - filtered)
        return Place(
            timeline.glass(taller),
            max(timeline.room_px + taller, 0.0),
            Size(float(strip.width()), float(strip.height())),
        )

    def _show_panels(self) -> None:
        self.window.panels.show_programme(self.store.shown, self.store.view, self.store.today)

    def settle(self) -> None:
        """Show what a first frame did without."""
        if not self._settled:
            self._settled = True
            turns.collect()
            self._show_age()
            self._show_pane()
            from viewer.widgets.accessible import install

            install(self.window.timeline)
            self.window.panels.warm()

    def _show_age(self) -> None:
        if not self._settled:
            return
        link = self.looks.theme.palette["link"]
        self.window.age.setText(window_text.age_line(self.store.programme, link))

    def _show_pane(self) -> None:
        if not self._settled:
            return
        selection = self.store.view.selection
        programme = self.store.programme if selection else self.store.shown
        self.describing.show(programme, selection)

    def _show_body(self, html: str) -> None:
        theme = self.looks.theme
        self.window.pane.show_body(
            html, window_text.style(self.store.programme, self.store.view.selection, theme)
        )

    def show_page(self, html: str) -> None:
        """A page that is about the program, not the programme: keys, problems."""
        self.describing.cancel()
        self._show_body(html)
        self.looks.show_details(True)

    # ── up: what the commands mean ────────────────────────────────────────────────────────────────

    def select(self, address: str) -> None:
        """Open the pane of `address` and, if it is an event out of sight, bring it into view."""
        self.store.set(self.state.selecting(address))
        if address:
            self.looks.show_details(True)

    def show_address(self, address: str) -> None:
        """Select what stands at `address` and bring it into view; the keys stay where they are."""
        self.nav.go_to(address)
        self.looks.show_details(True)
        self.filtering.tell_hidden(address)

    def go_to(self, address: str) -> None:
        """The same, and the keys go to the timeline."""
        self.show_address(address)
        self.window.timeline.setFocus()

    def follow(self, address: str) -> None:
        """What a link in the pane leads to; the keys stay where they are."""
        if address.startswith("command/"):
            self.go(address)
        elif address.startswith("list/"):
            self.filtering.list_all(address)
        else:
            self.select(address)

    def go(self, address: str) -> None:
        """Do or open whatever was found: a command, a view, a date, a thing of the programme."""
        group, _slash, name = address.partition("/")
        if address.startswith("farside:"):
            if self.sharing.open_link(address):
                self.looks.show_details(True)
                self.window.timeline.setFocus()
        elif group == "command":
            self.window.actions_by_id[name].trigger()
        elif group == "view":
            self.views.open(address)
        elif group == "date":
            self.looking.go_to_date(name)
        else:
            self.go_to(address)

    def open_selected(self) -> None:
        if self.state.selection:
            self._show_pane()
            self.looks.show_details(True)
            self.window.pane.setFocus()

    def window_search(self) -> None:
        self.window.search.setFocus()
        self.window.search.selectAll()

    def _refuse(self, text: str) -> None:
        self.tell(_("“{text}” is no day: write 2024-06-27.", text=text))

    def ask_as_of(self) -> None:
        self.window.as_of.field.setFocus()
        self.window.as_of.field.selectAll()

    # ── the window ────────────────────────────────────────────────────────────────────────────────

    def show_about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(self.window, _("About Farside"), window_text.about(self.store.whole))

    def remember(self) -> None:
        if self.opening.loaded.programme is not None:
            self.settings.remember(Settings.view_key(self.opening.folder), self.state.to_text())
            self.changing.remember()
        self.looks.remember()

    def picture_of_start(self) -> QImage:
        """What a plain start would show now. The window, closed, is brought to look like that."""
        window, opening = self.window, self.opening
        whole = self.store.whole
        window.panels.hide()
        window.search.clear()
        window.statusBar().clearMessage()
        self.store.replace(whole, last_view(self.settings.text(Settings.view_key(opening.folder)), whole))
        window.stack.refresh()  # or the handle above the panels stays
        window.timeline.setFocus()
        return window.grab().toImage()
