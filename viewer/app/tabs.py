"""The tabs below the timeline. Each is created when it is first raised, and updated only while it is visible."""

from __future__ import annotations

from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from viewer.i18n import N_, Text, _, language
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.layouts import fill


class TabContent(Protocol):
    """The interface of the widget in a tab."""

    select_requested: SignalInstance

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None: ...
    def show_theme(self, theme: Theme) -> None: ...
    def retranslate(self) -> None: ...


SITE_MAP = "site-map"  # hidden without a body
TABS = {"list": N_("List"), "moves": N_("Slips"), "matrix": N_("Partners × missions"), SITE_MAP: ""}
"""The titles of the tabs by the command that raises each; that of the site map is the name of a body."""
TAB_IDS = list(TABS)


class Tabs(QTabWidget):
    """All tabs. They are hidden until a command raises one."""

    select_requested = Signal(str)
    events_hovered = Signal(tuple)
    status_message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, documentMode=True)
        self._contents: dict[int, TabContent] = {}
        self._shown: tuple[Programme, ViewState, date] | None = None
        self._theme: Theme | None = None
        self._body_name = Text()
        self._columns: list[QVBoxLayout] = []
        for title in TABS.values():
            page = QWidget()
            self._columns.append(fill(QVBoxLayout(page), margins=(0, 0, 0, 0)))
            self.addTab(page, title)
        self.tabBarClicked.connect(self._raise)
        self.retranslate()

    def retranslate(self) -> None:
        for index, title in enumerate(TABS.values()):
            self.setTabText(index, _(title) if title else self._body_name(language()))
        for content in self._contents.values():
            content.retranslate()

    def show_body(self, name: Text | None) -> None:
        """Show the tab of the site map with the name of its body; without a name hide it."""
        index = TAB_IDS.index(SITE_MAP)
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
        if not self.isHidden() and self.currentIndex() == TAB_IDS.index(command):
            self.hide()
        else:
            self.raise_tab(command)

    def raise_tab(self, command: str) -> None:
        self.show()
        self._raise(TAB_IDS.index(command))

    def _raise(self, index: int) -> None:
        if index >= 0:
            self.setCurrentIndex(index)
            self._update_current()

    def _update_current(self) -> None:
        if self._shown is not None and not self.isHidden():
            self._content(self.currentIndex()).show_programme(*self._shown)

    def _content(self, index: int) -> TabContent:
        if index not in self._contents:
            widget = self._create(TAB_IDS[index], self.widget(index))
            self._columns[index].addWidget(widget)
            content = self._contents[index] = cast(TabContent, widget)
            content.select_requested.connect(self.select_requested)
            if self._theme is not None:
                content.show_theme(self._theme)
        return self._contents[index]

    def _create(self, tab: str, parent: QWidget | None) -> QWidget:
        """The `TabContent` of a tab; its module is imported only now."""
        match tab:
            case "list":
                from viewer.widgets.event_table import EventTable

                table = EventTable(parent)
                table.status_message.connect(self.status_message)
                return table
            case "moves":
                from viewer.widgets.slip_panel import SlipPanel

                panel = SlipPanel(parent)
                panel.claim_requested.connect(lambda address, _claim: self.select_requested.emit(address))
                panel.status_message.connect(self.status_message)
                return panel
            case "matrix":
                from viewer.widgets.matrix_view import MatrixView

                matrix = MatrixView(parent)
                matrix.events_hovered.connect(self.events_hovered)
                return matrix
        from viewer.widgets.site_map_view import SiteMapView

        return SiteMapView(parent)

    def first_stop(self) -> QWidget | None:
        """The table of the current tab, else the first widget in it that Tab stops at; None while tabs are hidden."""
        from PySide6.QtWidgets import QAbstractItemView

        tab = self.currentWidget()
        stops, widget = list[QWidget](), tab.nextInFocusChain()
        while widget is not None and widget is not tab and not self.isHidden():
            hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            takes_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and widget.isEnabled()
            if tab.isAncestorOf(widget) and takes_tab and not hidden:
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return next((stop for stop in stops if isinstance(stop, QAbstractItemView)), next(iter(stops), None))
