"""What each command of the table does, said once for menus, keys, toolbar and palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from viewer.app import window_text
from viewer.app.navigation import PAN_STEP, ZOOM_STEP
from viewer.i18n import LANGUAGES
from viewer.resources import data_folder
from viewer.state import GROUPINGS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.app.main_controller import MainController


def command_handlers(controller: MainController) -> dict[str, Callable[[], None]]:
    """The id of every command -> its meaning. Nothing of `controller` is asked before one is called."""

    def walk(direction: str) -> Callable[[], None]:
        return lambda: controller.navigation.walk(direction)

    def measure(direction: str) -> Callable[[], None]:
        return lambda: controller.actions.measure(direction)

    def show_tab(name: str) -> Callable[[], None]:
        return lambda: _raise(controller, name)

    def group(name: str) -> Callable[[], None]:
        return lambda: controller.lanes.group(name)

    def choose_theme(name: str) -> Callable[[], None]:
        return lambda: controller.appearance.choose_theme(name)

    def speak(lang: str) -> Callable[[], None]:
        return lambda: controller.appearance.set_language(lang)

    return {
        "open": lambda: controller.opening.ask_folder(),
        "open-curated": lambda: controller.opening.open(data_folder()),
        "export": lambda: controller.exports.ask_export(),
        "export-pdf": lambda: controller.exports.ask_pdf(),
        "preview": lambda: controller.exports.preview(),
        "print": lambda: controller.exports.print(),
        "quit": lambda: _ignore(controller.window.close()),
        "back": lambda: controller.store.back(),
        "forward": lambda: controller.store.forward(),
        "zoom-in": lambda: controller.navigation.zoom(1 / ZOOM_STEP),
        "zoom-out": lambda: controller.navigation.zoom(ZOOM_STEP),
        "home": lambda: controller.navigation.home(),
        "today": lambda: controller.navigation.today(),
        "frame": lambda: controller.navigation.frame_selection(),
        "next": lambda: controller.actions.go_to_next(),
        "go-to-date": lambda: controller.actions.ask_date(),
        "search": controller.focus_search,
        "search-here": controller.focus_search,
        "earlier-change": lambda: controller.comparison.step(-1),
        "later-change": lambda: controller.comparison.step(1),
        "changes": lambda: controller.comparison.show_changes(),
        "since-last": lambda: controller.comparison.show_since_last_look(),
        "copy-link": lambda: controller.clipboard.copy_link(),
        "cite-text": lambda: controller.clipboard.copy_citation("text"),
        "cite-markdown": lambda: controller.clipboard.copy_citation("markdown"),
        "cite-bibtex": lambda: controller.clipboard.copy_citation("bibtex"),
        "report-mistake": lambda: controller.clipboard.report_mistake(),
        "palette": lambda: controller.search.open_palette(),
        "save-view": lambda: controller.saved_views.save(),
        "filter": lambda: controller.filters.open(),
        "filter-reset": lambda: controller.filters.reset(),
        "overdue": lambda: controller.filters.show_overdue(),
        "as-of": controller.focus_as_of,
        "as-of-now": lambda: controller.store.set(controller.store.requested.on(None)),
        "slips": lambda: controller.store.set(
            controller.store.requested.with_slips(not controller.store.requested.slips)
        ),
        "lanes": lambda: controller.navigation.toggle_all_lanes(),
        "details": lambda: controller.appearance.toggle_details(),
        **{name: show_tab(name) for name in ("list", "moves", "matrix", "site-map")},
        "full-screen": lambda: controller.appearance.toggle_full_screen(),
        "theme-desktop": choose_theme("desktop"),
        "theme-light": choose_theme("light"),
        "theme-dark": choose_theme("dark"),
        "theme-high-contrast": choose_theme("high-contrast"),
        **{f"lang-{code}": speak(code) for code in LANGUAGES},
        "left": walk("left"),
        "right": walk("right"),
        "up": walk("up"),
        "down": walk("down"),
        "open-event": controller.open_selected,
        "lane-menu": lambda: controller.lanes.show_menu_of_selection(),
        "all-lanes": lambda: controller.lanes.show_all(),
        **{f"group-{name}": group(name) for name in GROUPINGS},
        "members": lambda: controller.actions.list_members(),
        "legend": lambda: controller.actions.toggle_legend(),
        "animate": lambda: controller.actions.toggle_animated(),
        "copy-picture": lambda: controller.clipboard.copy_picture(
            controller.window.timeline.canvas, controller.appearance.theme
        ),
        "copy-sentence": lambda: controller.clipboard.copy_sentence(
            controller.window.timeline.canvas, controller.appearance.theme
        ),
        **{f"measure-{way}": measure(way) for way in ("left", "right", "up", "down")},
        "pan-left": lambda: controller.navigation.pan(-PAN_STEP),
        "pan-right": lambda: controller.navigation.pan(PAN_STEP),
        "page-up": lambda: controller.window.timeline.page(-1),
        "page-down": lambda: controller.window.timeline.page(1),
        "deselect": lambda: _leave(controller),
        "keys": lambda: controller.show_page(window_text.keys()),
        "keys-here": lambda: controller.show_page(window_text.keys()),
        "problems": lambda: controller.show_page(window_text.problems(controller.opening.loaded)),
        "about": controller.show_about,
    }


def _toggle_slips(controller: MainController) -> None:
    state = controller.store.requested
    controller.store.set(state.with_slips(not state.slips))


def _leave(controller: MainController) -> None:
    """Nothing is selected any more; where nothing was, the full screen ends."""
    if not controller.state.selection and controller.window.isFullScreen():
        controller.appearance.toggle_full_screen()
    controller.select("")


def _raise(controller: MainController, name: str) -> None:
    """The tab of that command, and the keys to it; where it was in sight it goes, and the timeline has the keys."""
    from PySide6.QtWidgets import QAbstractItemView

    window = controller.window
    window.toggle_tab(name)
    tab = window.tabs.currentWidget()
    stops = [] if window.tabs.isHidden() else _focus_chain(tab)
    tables = [stop for stop in stops if isinstance(stop, QAbstractItemView)]
    next(iter([*tables, *stops]), window.timeline).setFocus()


def _focus_chain(within: QWidget) -> list[QWidget]:
    """The widgets within another one that Tab would stop at, in that order."""
    stops, widget = [], within.nextInFocusChain()
    while widget is not None and widget is not within:
        tabbed = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        away = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if within.isAncestorOf(widget) and tabbed and widget.isEnabled() and not away:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def _ignore(_value: object) -> None:
    """A result that nobody waits for."""
