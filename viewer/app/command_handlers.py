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


def handlers(desk: MainController) -> dict[str, Callable[[], None]]:
    """The id of every command -> its meaning. Nothing of `desk` is asked before one is called."""

    def walk(direction: str) -> Callable[[], None]:
        return lambda: desk.nav.walk(direction)

    def measure(direction: str) -> Callable[[], None]:
        return lambda: desk.looking.measure(direction)

    def show_tab(name: str) -> Callable[[], None]:
        return lambda: _raise(desk, name)

    def group(name: str) -> Callable[[], None]:
        return lambda: desk.lanes.group(name)

    def choose_theme(name: str) -> Callable[[], None]:
        return lambda: desk.looks.choose_theme(name)

    def speak(lang: str) -> Callable[[], None]:
        return lambda: desk.looks.speak(lang)

    return {
        "open": lambda: desk.opening.ask_folder(),
        "open-curated": lambda: desk.opening.open(data_folder()),
        "export": lambda: desk.exports.ask_export(),
        "export-pdf": lambda: desk.exports.ask_pdf(),
        "preview": lambda: desk.exports.preview(),
        "print": lambda: desk.exports.print(),
        "quit": lambda: _ignore(desk.window.close()),
        "back": lambda: desk.store.back(),
        "forward": lambda: desk.store.forward(),
        "zoom-in": lambda: desk.nav.zoom(1 / ZOOM_STEP),
        "zoom-out": lambda: desk.nav.zoom(ZOOM_STEP),
        "home": lambda: desk.nav.home(),
        "today": lambda: desk.nav.today(),
        "frame": lambda: desk.nav.frame_selection(),
        "next": lambda: desk.looking.go_to_next(),
        "go-to-date": lambda: desk.looking.ask_date(),
        "search": desk.window_search,
        "search-here": desk.window_search,
        "earlier-change": lambda: desk.changing.step(-1),
        "later-change": lambda: desk.changing.step(1),
        "changes": lambda: desk.changing.show(),
        "since-last": lambda: desk.changing.show_since_last(),
        "copy-link": lambda: desk.sharing.copy_link(),
        "cite-text": lambda: desk.sharing.copy_citation("text"),
        "cite-markdown": lambda: desk.sharing.copy_citation("markdown"),
        "cite-bibtex": lambda: desk.sharing.copy_citation("bibtex"),
        "report-mistake": lambda: desk.sharing.report_mistake(),
        "palette": lambda: desk.finding.open_palette(),
        "save-view": lambda: desk.views.save(),
        "filter": lambda: desk.filtering.open(),
        "filter-reset": lambda: desk.filtering.reset(),
        "overdue": lambda: desk.filtering.overdue(),
        "as-of": desk.ask_as_of,
        "as-of-now": lambda: desk.store.set(desk.state.on(None)),
        "slips": lambda: desk.store.set(desk.state.with_slips(not desk.state.slips)),
        "lanes": lambda: desk.nav.open_lanes(),
        "details": desk.looks.toggle_details,
        **{name: show_tab(name) for name in ("list", "moves", "matrix", "site-map")},
        "full-screen": desk.looks.toggle_full_screen,
        "theme-desktop": choose_theme("desktop"),
        "theme-light": choose_theme("light"),
        "theme-dark": choose_theme("dark"),
        "theme-high-contrast": choose_theme("high-contrast"),
        **{f"lang-{code}": speak(code) for code in LANGUAGES},
        "left": walk("left"),
        "right": walk("right"),
        "up": walk("up"),
        "down": walk("down"),
        "open-event": desk.open_selected,
        "lane-menu": lambda: desk.lanes.ask(),
        "all-lanes": lambda: desk.lanes.show_all(),
        **{f"group-{name}": group(name) for name in GROUPINGS},
        "members": lambda: desk.looking.list_members(),
        "legend": lambda: desk.looking.toggle_legend(),
        "animate": lambda: desk.looking.toggle_motion(),
        "copy-picture": lambda: desk.looking.copy_picture(desk.looks.theme_name),
        "copy-sentence": lambda: desk.looking.copy_sentence(desk.looks.theme_name),
        **{f"measure-{way}": measure(way) for way in ("left", "right", "up", "down")},
        "pan-left": lambda: desk.nav.pan(-PAN_STEP),
        "pan-right": lambda: desk.nav.pan(PAN_STEP),
        "page-up": lambda: desk.window.timeline.page(-1),
        "page-down": lambda: desk.window.timeline.page(1),
        "deselect": lambda: _leave(desk),
        "keys": lambda: desk.show_page(window_text.keys()),
        "keys-here": lambda: desk.show_page(window_text.keys()),
        "problems": lambda: desk.show_page(window_text.problems(desk.opening.loaded)),
        "about": desk.show_about,
    }


def _leave(desk: MainController) -> None:
    """Nothing is selected any more; where nothing was, the full screen ends."""
    if not desk.state.selection and desk.window.isFullScreen():
        desk.looks.toggle_full_screen()
    desk.select("")


def _raise(desk: MainController, name: str) -> None:
    """The tab of that command, and the keys to it; where it was in sight it goes, and the timeline has the keys."""
    from PySide6.QtWidgets import QAbstractItemView

    window = desk.window
    window.show_tab(name)
    tab = window.panels.currentWidget()
    stops = [] if window.panels.isHidden() else _focus_chain(tab)
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
