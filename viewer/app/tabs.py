"""The tabs below the timeline: each is made when it is first looked at, and shows only while it is in sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct
from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from viewer.i18n import N_, Text, _, language
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.beside import AT_ONCE


class Panel(Protocol):
    """What a tab is to us: it is shown things, and wishes for addresses."""

    select_requested: SignalInstance

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None: ...
    def show_theme(self, theme: Theme) -> None: ...
    def retranslate(self) -> None: ...


class Tab(Struct, frozen=True):
    """A tab: the command that raises it, its title, how it is made, and the module that takes long to load."""

    command: str
    title: str
    make: Callable[[Panels], Panel]
    module: str


def _event_table(panels: Panels) -> Panel:
    from viewer.widgets.event_table import EventTable

    panel = EventTable()
    panel.status_message.connect(panels.told)
    return cast(Panel, panel)


def _slips(panels: Panels) -> Panel:
    from viewer.widgets.slip_panel import SlipPanel

    panel = SlipPanel()
    panel.claim_requested.connect(lambda address, _claim: panels.select_requested.emit(address))
    panel.status_message.connect(panels.told)
    return cast(Panel, panel)


def _matrix(panels: Panels) -> Panel:
    from viewer.widgets.matrix_view import MatrixView

    panel = MatrixView()
    panel.events_hovered.connect(panels.events_hovered)
    return cast(Panel, panel)


def _site_map(_panels: Panels) -> Panel:
    from viewer.widgets.site_map_view import SiteMapView

    return cast(Panel, SiteMapView())


SITE_MAP = "site-map"
"""The command of the tab whose title is the name of a body; hidden without a body."""
TABS: tuple[Tab, ...] = (
    Tab("list", N_("List"), _event_table, "viewer.widgets.event_table"),
    Tab("moves", N_("Slips"), _slips, "viewer.widgets.slip_panel"),
    Tab("matrix", N_("Partners × missions"), _matrix, "viewer.widgets.matrix_view"),
    Tab(SITE_MAP, "", _site_map, "viewer.widgets.site_map_view"),
)


WARM_MS = 700
"""So long after another the modules of the tabs are loaded."""


class Panels(QTabWidget):
    """All tabs. Hidden until a command raises one."""

    select_requested = Signal(str)
    events_hovered = Signal(tuple)
    told = Signal(str)  # a line for the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._made: dict[int, Panel] = {}
        self._shown: tuple[Programme, ViewState, date] | None = None
        self._theme: Theme | None = None
        self._body_name = Text()
        self._columns: list[QVBoxLayout] = []
        for tab in TABS:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            self._columns.append(column)
            self.addTab(holder, tab.title)
        self.tabBarClicked.connect(self._raise)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_now)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        for number, tab in enumerate(TABS):
            self.setTabText(number, _(tab.title) if tab.title else self._body_name(language()))
        for panel in self._made.values():
            panel.retranslate()

    def show_body(self, name: Text | None) -> None:
        """Show the tab of the site map with the name of its body, or hide it: None."""
        number = [tab.command for tab in TABS].index(SITE_MAP)
        self._body_name = name or Text()
        self.setTabVisible(number, name is not None)
        self.setTabText(number, self._body_name(language()))

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for panel in self._made.values():
            panel.show_theme(theme)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show it in the tab in sight; the others learn of it when they are raised."""
        self._shown = (programme, state, today)
        if not self.isHidden():
            self._show()

    def show_tab(self, command: str) -> None:
        """Raise the tab of that command; a second call for the tab in sight hides all."""
        number = [tab.command for tab in TABS].index(command)
        if not self.isHidden() and self.currentIndex() == number:
            self.hide()
        else:
            self.raise_tab(command)

    def warm(self) -> None:
        """Load what the tabs are made of while nothing else is to be done: a first look is then as quick as any."""
        waiting = iter(TABS)
        timer = QTimer(self, interval=WARM_MS)

        def load() -> None:
            tab = next(waiting, None)
            if tab is None:
                timer.deleteLater()
            else:
                import_module(tab.module)

        timer.timeout.connect(load)
        timer.start()

    def raise_tab(self, command: str) -> None:
        """Raise the tab of that command."""
        self.show()
        self._raise([tab.command for tab in TABS].index(command))

    def _raise(self, number: int) -> None:
        if number >= 0:
            self.setCurrentIndex(number)
            self._show()

    def _show(self) -> None:
        """Bring the tab in front up to date. With very many events it gets its room first, and is made after that."""
        many = self._shown is not None and len(self._shown[0].unfiltered.events) > AT_ONCE
        if many and self.currentIndex() not in self._made:
            self._soon.start()
        else:
            self._show_now()

    def _show_now(self) -> None:
        panel = self._panel(self.currentIndex())
        if self._shown is not None and not self.isHidden():
            panel.show_programme(*self._shown)

    def _panel(self, number: int) -> Panel:
        if number not in self._made:
            panel = TABS[number].make(self)
            panel.select_requested.connect(self.select_requested)
            if self._theme is not None:
                panel.show_theme(self._theme)
            self._columns[number].addWidget(cast(QWidget, panel))
            self._made[number] = panel
        return self._made[number]
