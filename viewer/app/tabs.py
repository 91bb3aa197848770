"""The tabs below the timeline. Each is created when it is first raised, and updated only while it is visible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, cast

from msgspec import Struct
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from viewer.i18n import N_, Text, _, language
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.theme import Theme


class TabContent(Protocol):
    """The interface of the widget in a tab."""

    select_requested: SignalInstance

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None: ...
    def show_theme(self, theme: Theme) -> None: ...
    def retranslate(self) -> None: ...


class Tab(Struct, frozen=True):
    """A tab: the id of the command that raises it, its title, and a function that creates its content."""

    command: str
    title: str
    create: Callable[[Tabs], TabContent]


def _event_table(tabs: Tabs) -> TabContent:
    from viewer.widgets.event_table import EventTable

    content = EventTable()
    content.status_message.connect(tabs.status_message)
    return cast(TabContent, content)


def _slips(tabs: Tabs) -> TabContent:
    from viewer.widgets.slip_panel import SlipPanel

    content = SlipPanel()
    content.claim_requested.connect(lambda address, _claim: tabs.select_requested.emit(address))
    content.status_message.connect(tabs.status_message)
    return cast(TabContent, content)


def _matrix(tabs: Tabs) -> TabContent:
    from viewer.widgets.matrix_view import MatrixView

    content = MatrixView()
    content.events_hovered.connect(tabs.events_hovered)
    return cast(TabContent, content)


def _site_map(_tabs: Tabs) -> TabContent:
    from viewer.widgets.site_map_view import SiteMapView

    return cast(TabContent, SiteMapView())


SITE_MAP = "site-map"
"""The command of the tab whose title is the name of a body. The tab is hidden without a body."""
TABS: tuple[Tab, ...] = (
    Tab("list", N_("List"), _event_table),
    Tab("moves", N_("Slips"), _slips),
    Tab("matrix", N_("Partners × missions"), _matrix),
    Tab(SITE_MAP, "", _site_map),
)


class Tabs(QTabWidget):
    """All tabs. Hidden until a command raises one."""

    select_requested = Signal(str)
    events_hovered = Signal(tuple)
    status_message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._contents: dict[int, TabContent] = {}
        self._shown: tuple[Programme, ViewState, date] | None = None
        self._theme: Theme | None = None
        self._body_name = Text()
        self._columns: list[QVBoxLayout] = []
        for tab in TABS:
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            self._columns.append(column)
            self.addTab(page, tab.title)
        self.tabBarClicked.connect(self._raise)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        for index, tab in enumerate(TABS):
            self.setTabText(index, _(tab.title) if tab.title else self._body_name(language()))
        for content in self._contents.values():
            content.retranslate()

    def show_body(self, name: Text | None) -> None:
        """Show the tab of the site map with the name of its body; without a name hide it."""
        index = _index_of(SITE_MAP)
        self._body_name = name or Text()
        self.setTabVisible(index, name is not None)
        self.setTabText(index, self._body_name(language()))

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for content in self._contents.values():
            content.show_theme(theme)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the programme in the current tab. The others are updated when they are raised."""
        self._shown = (programme, state, today)
        self._update_current()

    def toggle(self, command: str) -> None:
        """Raise the tab of `command`; hide all tabs if it is the current one already."""
        if not self.isHidden() and self.currentIndex() == _index_of(command):
            self.hide()
        else:
            self.raise_tab(command)

    def raise_tab(self, command: str) -> None:
        """Raise the tab of `command`."""
        self.show()
        self._raise(_index_of(command))

    def _raise(self, index: int) -> None:
        if index >= 0:
            self.setCurrentIndex(index)
            self._update_current()

    def _update_current(self) -> None:
        if self._shown is not None and not self.isHidden():
            self._content(self.currentIndex()).show_programme(*self._shown)

    def _content(self, index: int) -> TabContent:
        """The content of a tab, created on first use."""
        if index not in self._contents:
            content = TABS[index].create(self)
            content.select_requested.connect(self.select_requested)
            if self._theme is not None:
                content.show_theme(self._theme)
            self._columns[index].addWidget(cast(QWidget, content))
            self._contents[index] = content
        return self._contents[index]


def _index_of(command: str) -> int:
    return [tab.command for tab in TABS].index(command)
