"""What is in the window: widgets, and menus and toolbar from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from viewer.app.commands import CITE, COMMANDS, FILE, MENUS, VIEW, Command
from viewer.app.loading import LoadingBar
from viewer.app.main_window import MainWindow
from viewer.app.tabs import Panels
from viewer.timeline.scene_builder import METRICS
from viewer.widgets.as_of_bar import AsOfBar
from viewer.widgets.details_pane import DetailsPane, Picture
from viewer.widgets.filter_chip import FilterChip
from viewer.widgets.legend_panel import LegendPanel
from viewer.widgets.overview import OverviewStrip
from viewer.widgets.search_box import SearchBox
from viewer.widgets.timeline_view import Sentence, TimelineView


def furnish(
    window: MainWindow, sentence: Sentence, picture: Picture, handlers: Mapping[str, Callable[[], None]]
) -> None:
    """Put all that belongs there into `window`, without a word yet. KeyError when a command has no handler."""
    window.setAcceptDrops(True)
    window.timeline = TimelineView(sentence)
    window.overview = OverviewStrip(METRICS.header_px)
    window.legend = LegendPanel()
    window.legend.hide()
    window.pane = DetailsPane(picture, sentence)
    window.search = SearchBox()
    window.chip = FilterChip()
    window.as_of = AsOfBar()
    window.banner = QLabel()
    window.banner.setObjectName("banner")
    window.banner.setTextFormat(Qt.TextFormat.PlainText)
    window.banner.setWordWrap(True)
    window.banner.hide()
    window.age = QLabel()
    window.age.setTextFormat(Qt.TextFormat.RichText)
    window.age.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    window.span = QLabel()
    window.loading = LoadingBar()
    window.split = QSplitter(Qt.Orientation.Horizontal)
    window.stack = QSplitter(Qt.Orientation.Vertical)
    window.panels = Panels()
    window.panels.hide()
    window.recent = QMenu(window)
    window.views = QMenu(window)
    window.actions_by_id = {command.id: _action(window, command) for command in COMMANDS}
    for command in COMMANDS:
        window.actions_by_id[command.id].triggered.connect(_without_argument(handlers[command.id]))
    window.menus = _menus(window)
    window.as_of.show_commands(
        [window.actions_by_id[id] for id in ("earlier-change", "later-change", "changes", "since-last")]
    )
    window.bar = _toolbar(window)
    _lay_out(window)


def _action(window: MainWindow, command: Command) -> QAction:
    action = QAction(window)
    action.setCheckable(command.checkable)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    if command.scope == "timeline":
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        window.timeline.addAction(action)
    else:
        window.addAction(action)
    return action


def _menus(window: MainWindow) -> dict[str, QMenu]:
    menus: dict[str, QMenu] = {}
    for title, parent in MENUS:
        menus[title] = menus[parent].addMenu("") if parent else window.menuBar().addMenu("")
    groups: dict[str, QActionGroup] = {}
    for command in COMMANDS:
        action = window.actions_by_id[command.id]
        if command.group not in ("", "toggle", "mark"):
            groups.setdefault(command.group, QActionGroup(window)).addAction(action)
        if command.menu:
            if command.rule:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(action)
    menus[VIEW].insertMenu(window.actions_by_id["save-view"], window.views)
    menus[FILE].insertMenu(window.actions_by_id["open-curated"], window.recent)
    menus[FILE].insertMenu(window.actions_by_id["copy-link"], menus[CITE])
    return menus


def _toolbar(window: MainWindow) -> QToolBar:
    bar = QToolBar(window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(18, 18))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    brand = QLabel("Farside")
    brand.setObjectName("brand")
    window.search.setMinimumWidth(120)
    window.search.setMaximumWidth(280)
    gap = QWidget()
    gap.setFixedWidth(12)
    window.brand = bar.addWidget(brand)
    bar.addActions([window.actions_by_id["back"], window.actions_by_id["forward"]])
    bar.addWidget(window.search)
    bar.addAction(window.actions_by_id["filter"])
    bar.addWidget(gap)
    bar.addWidget(window.as_of)
    window.as_of.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addActions([window.actions_by_id[id] for id in ("zoom-out", "zoom-in", "home", "print")])
    window.addToolBar(bar)
    return bar


def _lay_out(window: MainWindow) -> None:
    window.split.setHandleWidth(1)
    window.split.setChildrenCollapsible(False)
    left = QWidget()
    canvas = QVBoxLayout(left)
    canvas.setContentsMargins(0, 0, 0, 0)
    canvas.setSpacing(0)
    canvas.addWidget(window.chip)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(window.timeline, 1)
    row.addWidget(window.legend)
    canvas.addLayout(row, 1)
    canvas.addWidget(window.overview)
    window.split.addWidget(left)
    window.split.addWidget(window.pane)
    window.split.setStretchFactor(0, 1)
    window.split.setStretchFactor(1, 0)
    window.stack.setHandleWidth(1)
    window.stack.setChildrenCollapsible(False)
    window.stack.addWidget(window.split)
    window.stack.addWidget(window.panels)
    window.stack.setStretchFactor(0, 1)
    window.middle = QWidget()
    column = QVBoxLayout(window.middle)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(window.banner)
    column.addWidget(window.stack, 1)
    window.setCentralWidget(window.middle)
    window.statusBar().setSizeGripEnabled(False)
    window.statusBar().addWidget(window.age, 1)
    window.statusBar().addPermanentWidget(window.loading)
    window.statusBar().addPermanentWidget(window.span)


def _without_argument(handler: Callable[[], None]) -> Callable[[bool], None]:
    """A slot for `triggered(bool)` that calls `handler()`."""

    def slot(checked: bool = False) -> None:
        handler()

    return slot
