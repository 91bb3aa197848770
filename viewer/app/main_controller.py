"""The start of the window and its main controller, which passes states to the widgets and requests to the store."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.app.appearance import Appearance, install_translator
from viewer.app.commands import Command
from viewer.app.context_menus import ContextMenus
from viewer.app.details_controller import DetailsController
from viewer.app.filter_controller import FilterController
from viewer.app.lane_controller import LaneController
from viewer.app.main_window import AppContext, MainWindow
from viewer.app.navigation import Navigation
from viewer.app.open_controller import OpenController, SavedViews, empty_programme, restored_view
from viewer.app.settings import Settings
from viewer.app.status_bar import StatusMessage, age_html, window_words
from viewer.app.store import Store
from viewer.caching import cached_property, collect_garbage_seldom
from viewer.i18n import LANGUAGES, _, language, ngettext_, use
from viewer.load.cache import load_quickly
from viewer.load.loader import LoadResult
from viewer.paint import fonts
from viewer.paint.icons import app_icon
from viewer.ref import kind_of, split_ref
from viewer.report.labels import bodies, has_site_map, mapped_body
from viewer.state import ViewState
from viewer.timeline.lane_model import lane_model

if TYPE_CHECKING:
    from viewer.app.clipboard import ClipboardActions
    from viewer.app.compare_controller import CompareController
    from viewer.app.export_controller import ExportController
    from viewer.app.search_controller import SearchController

MAX_LEFT_OUT = 5  # names in the banner


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication with our name, style and fonts; created by the first call."""
    app = fonts.make_application(QApplication, [*(arguments or ["farside"]), "-style", "Fusion"])
    fonts.load_fonts()
    app.setFont(fonts.ui_font())
    app.setWindowIcon(app_icon())
    return app


def run(
    folder: Path,
    as_of: date | None = None,
    view: ViewState | None = None,
    lang: str | None = None,
    today: date | None = None,
    on_ready: Callable[[MainController], None] = lambda _controller: None,
) -> int:
    """Open the window on the programme in `folder`; return the exit code when it is closed.

    `lang` None: the language of the last run. `on_ready` is called once a programme is shown. If nothing of the
    programme can be opened, every problem is a line on standard error and the exit code is 1.
    """
    settings = Settings()
    code = lang or settings.text("language")
    if code in LANGUAGES:
        use(code)
    app = make_application()
    install_translator()
    loaded = load_quickly(folder)
    controller = MainController(folder, loaded or LoadResult(None), today or date.today(), settings, view, as_of)
    controller.window.show()
    controller.window.timeline.setFocus()
    if loaded is not None:
        on_ready(controller)
        return app.exec()

    def exit_with_problems(failed: LoadResult) -> None:
        for diagnostic in failed.diagnostics:
            print(diagnostic, file=sys.stderr)
        app.exit(1)

    controller.opening.failed.connect(exit_with_problems)
    controller.opening.opened_first.connect(lambda: on_ready(controller))
    QTimer.singleShot(0, lambda: controller.opening.open(folder, view, as_of))
    return app.exec()


class MainController(QObject):
    """Controls the window of the programme `loaded` from `folder`.

    If nothing is loaded yet, `opening.open` follows; its signals say whether the programme is shown.
    """

    def __init__(
        self,
        folder: Path,
        loaded: LoadResult,
        today: date,
        settings: Settings,
        view: ViewState | None = None,
        as_of: date | None = None,
    ) -> None:
        """Show `view`, by default the last view of the programme, on the day `as_of` if given."""
        super().__init__()
        whole = loaded.programme or empty_programme(today)
        state = view or restored_view(settings.text(Settings.key("view", folder)), whole)
        self.settings = settings
        self.store = Store(whole, state.on(as_of) if as_of else state, today)
        self.window = MainWindow(self.sentence, lambda *request: self.details.image(*request), self.run)
        self.window.restore_geometry(settings)
        self.show_message = StatusMessage(self.store, self.window.statusBar()).show
        self._context = AppContext(
            self.store, self.window, settings, self.show_message,
            folder=lambda: self.opening.folder, theme=lambda: self.appearance.theme,
        )  # fmt: skip
        self.appearance = Appearance(self._context)
        self.navigation = Navigation(self._context)
        self.lanes = LaneController(self._context)
        self.context_menus = ContextMenus(self._context, self.navigation, self.lanes, self.select)
        self.filters = FilterController(self._context)
        self.details = DetailsController(self.store, self.window.pane, self._context.theme)
        self.saved_views = SavedViews(self._context)
        self.opening = OpenController(self._context, folder, loaded, self.save_settings)
        self._days_shown: tuple[int, date | None] | None = None  # by the as-of bar: the id of the programme, its day
        self._started = False  # the first frame was painted
        self._connect()
        self.appearance.restore()
        self._show_all()

    # The next four are created on first use: a first frame does not need them.

    @cached_property
    def comparison(self) -> CompareController:
        from viewer.app.compare_controller import CompareController

        return CompareController(self._context, self.details.show_page)

    @cached_property
    def clipboard(self) -> ClipboardActions:
        from viewer.app.clipboard import ClipboardActions

        return ClipboardActions(self._context)

    @cached_property
    def search(self) -> SearchController:
        from viewer.app.search_controller import SearchController

        return SearchController(self._context, self.saved_views, self.open_result)

    @cached_property
    def exports(self) -> ExportController:
        from viewer.app.export_controller import ExportController

        return ExportController(self._context)

    @property
    def state(self) -> ViewState:
        return self.store.state

    def sentence(self, address: str) -> str:
        """The one sentence that describes what is at `address`."""
        from viewer.report.sentences import sentence_at

        return sentence_at(self.store.programme, address)

    def run(self, command: Command) -> None:
        method, _space, argument = command.run.partition(" ")
        attrgetter(method)(self)(*([argument] if argument else []))

    def _connect(self) -> None:
        window, timeline, store = self.window, self.window.timeline, self.store
        store.frame_preparer = window.frame_preparer
        store.changed.connect(self._show)
        store.requested_changed.connect(self._show_requested)
        store.replaced.connect(self._show_all)
        window.progress.watch(store.task, store.cancel)
        window.closing.connect(store.task.cancel)
        window.closing.connect(self.save_settings)
        timeline.painted.connect(self.finish_startup)
        timeline.zoom_requested.connect(lambda ratio, day: store.set(store.requested.zoomed(ratio, day)))
        timeline.pan_requested.connect(lambda days: store.set(store.requested.panned(days)))
        timeline.scroll_requested.connect(lambda px: store.set(store.requested.scrolled(px)))
        timeline.select_requested.connect(self.select)
        timeline.visit_requested.connect(self.go_to)
        window.pane.link_requested.connect(self.follow_link)
        window.age.linkActivated.connect(self.follow_link)
        window.tabs.select_requested.connect(self.show_address)
        window.tabs.events_hovered.connect(timeline.show_lit)
        window.tabs.status_message.connect(self.show_message)
        window.search.left.connect(timeline.setFocus)
        window.search.search_requested.connect(lambda text: self.search.search(text))
        window.search.choose_requested.connect(lambda: self.search.choose(window.search))
        window.search.chosen.connect(self.open_result)
        window.views.aboutToShow.connect(lambda: self.saved_views.fill_menu(window.views))
        window.as_of.day_requested.connect(lambda day: store.set(store.requested.on(day)))
        window.as_of.refused.connect(
            lambda text: self.show_message(_("“{text}” is no day: write 2024-06-27.", text=text))
        )
        self.details.page_shown.connect(lambda: self.appearance.show_details())
        self.appearance.theme_changed.connect(self._show_age)
        self.appearance.theme_changed.connect(self._show_details)
        self.appearance.language_changed.connect(self._show_all)

    def _show_all(self) -> None:
        """Another programme, or another language."""
        window, whole, problems = self.window, self.store.whole, bool(self.opening.loaded.diagnostics)
        window.setWindowTitle(_("{title} – Farside", title=whole.head.title(language())))
        window.banner.setText(problems_line(self.opening.loaded))
        window.banner.setVisible(problems)
        window.actions_by_id["problems"].setEnabled(problems)
        # The site map is offered only for a programme that has sites on a body with a map.
        body = bodies()[mapped_body(whole)].name if has_site_map(whole) else None
        window.tabs.show_body(body)
        window.actions_by_id["site-map"].setVisible(body is not None)
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
        new_selection = old is None or old.selection != state.selection
        if new_day or new_filter:
            self.filters.show()
        if new_day or new_selection or (new_filter and not state.selection):
            self._show_details()
        if new_day:
            self._show_age()
            if old is not None:
                self.comparison.day_changed(old.as_of)
        window.span.setText(window_words(state.window))
        lanes = len(lane_model(shown, state.grouping).lanes) if state.open_lanes else -1
        window.actions_by_id["lanes"].setChecked(len(state.open_lanes) == lanes)
        window.actions_by_id["frame"].setEnabled(kind_of(state.selection) == "event")

    def _show_requested(self) -> None:
        """Show in the controls what is requested, whether it is displayed or still being computed."""
        store, actions, requested = self.store, self.window.actions_by_id, self.store.requested
        if self._days_shown != (days := (id(store.whole), requested.as_of)):
            self._days_shown = days
            self.window.as_of.show_days(store.whole.days_of_change, requested.as_of, store.today)
        actions["slips"].setChecked(requested.slips)
        actions["back"].setEnabled(store.history.can_go_back)
        actions["forward"].setEnabled(store.history.can_go_forward)
        actions["as-of-now"].setEnabled(requested.as_of is not None)

    def finish_startup(self) -> None:
        """Show what the first frame does not need: the details and the age of the data."""
        if not self._started:
            self._started = True
            collect_garbage_seldom()
            self._show_age()
            self._show_details()
            from viewer.widgets.accessible import install

            install(self.window.timeline)

    def _show_age(self) -> None:
        if self._started:
            self.window.age.setText(age_html(self.store.programme, self.appearance.theme.palette["link"]))

    def _show_details(self) -> None:
        if self._started:
            self.details.show_selection()

    def select(self, address: str) -> None:
        """Select what is at `address` and open its details; "" selects nothing."""
        self.navigation.select(address)
        if address:
            self.appearance.show_details()

    def show_address(self, address: str) -> None:
        """Select what is at `address`, open its details and bring it into view. The focus stays where it is."""
        self.navigation.go_to(address)
        self.appearance.show_details()
        self.filters.explain_hidden(address)

    def go_to(self, address: str) -> None:
        """`show_address`, and give the timeline the focus."""
        self.show_address(address)
        self.window.timeline.setFocus()

    def open_result(self, address: str) -> None:
        """Open the result of a search: a command, a saved view, a date, a link, an item of the programme."""
        kind, name = split_ref(address)
        if address.startswith("farside:"):
            if self.clipboard.open_link(address):
                self.appearance.show_details()
                self.window.timeline.setFocus()
        elif kind == "command":
            self.window.actions_by_id[name].trigger()
        elif kind == "view":
            self.saved_views.open(address)
        elif kind == "date":
            self.navigation.go_to_date(name)
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
            self._show_details()  # the pane may show another page
            self.appearance.show_details()
            self.window.pane.setFocus()

    def deselect(self) -> None:
        """Select nothing. If nothing is selected, leave the full screen."""
        if not self.state.selection and self.window.isFullScreen():
            self.appearance.toggle_full_screen()
        self.select("")

    def toggle_slips(self) -> None:
        self.store.set(self.store.requested.with_slips(not self.store.requested.slips))

    def show_problems(self) -> None:
        self.details.show_problems(self.opening.loaded)

    def show_about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        from viewer.report.document import rendered

        head = self.store.whole.head
        about = rendered("about.html", version=__version__, title=head.title(language()), licence=head.licence)
        QMessageBox.about(self.window, _("About Farside"), about)

    def save_settings(self) -> None:
        """Save the view of the programme, and the geometry of the window, for the next start."""
        if self.opening.loaded.programme is not None:
            self.settings.save(Settings.key("view", self.opening.folder), self.state.to_text())
            self.comparison.save_look()
        self.appearance.save()


def problems_line(loaded: LoadResult) -> str:
    """The text of the banner above a programme that has problems; "" without problems."""
    if not loaded.diagnostics:
        return ""
    count = ngettext_("{n} problem in the data", "{n} problems in the data", len(loaded.diagnostics))
    names = ", ".join(loaded.left_out[:MAX_LEFT_OUT])
    if names:
        return _("{count}: {first}. Left out: {names}", count=count, first=str(loaded.diagnostics[0]), names=names)
    return f"{count}: {loaded.diagnostics[0]}"
