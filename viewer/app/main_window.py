"""The main window: menus, toolbar, timeline, details pane, tabs and status bar. `main_controller.py` controls it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDropEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QMenu, QSplitter, QToolBar, QVBoxLayout, QWidget

from viewer.app.commands import CITE, COMMANDS, FILE, MENUS, VIEW, Command, without_mnemonic
from viewer.app.settings import Settings
from viewer.app.status_bar import ProgressIndicator
from viewer.app.store import FramePreparer, Store
from viewer.app.tabs import Tabs
from viewer.i18n import _
from viewer.model.calendar import day_number
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.icons import icon
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.timeline.metrics import METRICS
from viewer.timeline.overview import build_overview
from viewer.timeline.scene_builder import cached_scene
from viewer.widgets.as_of_bar import AsOfBar
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.details_pane import DetailsPane, Picture
from viewer.widgets.layouts import fill
from viewer.widgets.legend_panel import LegendPanel
from viewer.widgets.overview import OverviewStrip
from viewer.widgets.search_box import FilterChip, SearchBox
from viewer.widgets.timeline_view import Sentence, TimelineView

NARROW_PX = 1000  # in a narrower window the toolbar does not show the program's name
SIDE_BUTTONS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}  # ids of commands


class MainWindow(QMainWindow):
    """A toolbar, a banner for problems, the timeline next to the details (`split`) above the tabs, a status bar."""

    folder_dropped = Signal(str)
    closing = Signal()

    def __init__(self, sentence: Sentence, picture: Picture, run: Callable[[Command], None]) -> None:
        super().__init__()
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(True)
        self._tabs_shown = False
        self.timeline = TimelineView(sentence)
        self.overview = OverviewStrip(METRICS.header_px)
        self.legend = LegendPanel()
        self.pane = DetailsPane(picture, sentence)
        self.search = SearchBox()
        self.chip = FilterChip()
        self.as_of = AsOfBar()
        self.banner = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.age = QLabel(textFormat=Qt.TextFormat.RichText)
        self.span = QLabel()
        self.progress = ProgressIndicator()
        self.split = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        self.stack = QSplitter(Qt.Orientation.Vertical, handleWidth=1, childrenCollapsible=False)
        self.tabs = Tabs()
        self.recent = QMenu(self)
        self.views = QMenu(self)
        self.actions_by_id = {command.id: self._action(command, run) for command in COMMANDS}
        self.menus = self._menus()  # by their untranslated titles
        self.as_of.show_commands(self._actions("earlier-change", "later-change", "changes", "since-last"))
        self.toolbar = self._toolbar()
        self._lay_out()
        self.retranslate()

    def _action(self, command: Command, run: Callable[[Command], None]) -> QAction:
        action = QAction(self)
        action.setCheckable(bool(command.group))
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(lambda _checked=False: run(command))
        if command.scope == "timeline":
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.timeline.addAction(action)
        else:
            self.addAction(action)
        return action

    def _actions(self, *ids: str) -> list[QAction]:
        return [self.actions_by_id[id] for id in ids]

    def _menus(self) -> dict[str, QMenu]:
        menus: dict[str, QMenu] = {}
        for title, parent in MENUS.items():
            menus[title] = menus[parent].addMenu("") if parent else self.menuBar().addMenu("")
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = self.actions_by_id[command.id]
            if command.group not in ("", "toggle", "mark"):
                groups.setdefault(command.group, QActionGroup(self)).addAction(action)
            if command.menu:
                if command.rule:
                    menus[command.menu].addSeparator()
                menus[command.menu].addAction(action)
        menus[VIEW].insertMenu(self.actions_by_id["save-view"], self.views)
        menus[FILE].insertMenu(self.actions_by_id["open-curated"], self.recent)
        menus[FILE].insertMenu(self.actions_by_id["copy-link"], menus[CITE])
        return menus

    def _toolbar(self) -> QToolBar:
        bar, name, gap = QToolBar(self, movable=False, iconSize=QSize(18, 18)), QLabel("Farside"), QWidget()
        bar.setObjectName("toolbar")
        name.setObjectName("brand")
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(280)
        gap.setFixedWidth(12)
        self._program_name = bar.addWidget(name)
        bar.addActions(self._actions("back", "forward"))
        bar.addWidget(self.search)
        bar.addAction(self.actions_by_id["filter"])
        bar.addWidget(gap)
        bar.addWidget(self.as_of)
        bar.addActions(self._actions("zoom-out", "zoom-in", "home", "print"))
        self.addToolBar(bar)
        return bar

    def _lay_out(self) -> None:
        self.banner.setObjectName("banner")
        for hidden in (self.banner, self.legend, self.tabs):
            hidden.hide()
        flags = Qt.TextInteractionFlag
        self.age.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        left, middle = QWidget(), QWidget()
        upper = fill(QHBoxLayout(), self.timeline, self.legend, grows=self.timeline, spacing=0)
        fill(QVBoxLayout(left), self.chip, upper, self.overview, grows=upper, margins=(0, 0, 0, 0), spacing=0)
        for splitter, first, second in ((self.split, left, self.pane), (self.stack, self.split, self.tabs)):
            splitter.addWidget(first)
            splitter.addWidget(second)
            splitter.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        fill(QVBoxLayout(middle), self.banner, self.stack, grows=self.stack, margins=(0, 0, 0, 0), spacing=0)
        self.setCentralWidget(middle)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.age, 1)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().addPermanentWidget(self.span)

    def frame_preparer(self) -> FramePreparer:
        """What computes the scene and the overview of a programme, for the present sizes of their widgets."""
        size, strip = self.timeline.canvas.size, self.overview.size()

        def prepare(programme: Programme, state: ViewState, today: date) -> None:
            cached_scene(programme, state, size, font_measure(), today)
            strip_px = float(strip.width()), float(strip.height()), METRICS.header_px
            build_overview(programme, state.window, *strip_px, day_number(today))

        return prepare

    def retranslate(self) -> None:
        """Set every text of the window in the interface language."""
        for title, menu in self.menus.items():
            menu.setTitle(_(title))
        self.recent.setTitle(_("Open &recent"))
        self.views.setTitle(_("Saved views"))
        for command in COMMANDS:
            action = self.actions_by_id[command.id]
            action.setText(_(command.title))
            name = without_mnemonic(_(command.title))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{name} ({keys})" if keys else name)
        for widget in (self.search, self.chip, self.as_of, self.tabs, self.overview, self.legend):
            widget.retranslate()
        self.timeline.setAccessibleName(_("Timeline"))
        self.pane.setAccessibleName(_("Details"))
        self.toolbar.setWindowTitle(_("Toolbar"))

    def apply_theme(self, theme: Theme) -> None:
        """Give icons and painted widgets the colours of `theme`. The style sheet colours the rest."""
        for command in COMMANDS:
            if command.icon:
                self.actions_by_id[command.id].setIcon(icon(command.icon, theme))
        for widget in (self.timeline, self.overview, self.legend, self.tabs, self.as_of):
            widget.show_theme(theme)

    def restore_geometry(self, settings: Settings) -> None:
        """Place and size the window as it was left; by default 1440 × 900, within the screen."""
        geometry = settings.bytes("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))

    def focus_field(self, name: str) -> None:
        """Give a field of the toolbar, "search" or "as-of", the focus with all its text selected."""
        field = self.search if name == "search" else self.as_of.field
        field.setFocus()
        field.selectAll()

    def toggle_tab(self, command: str) -> None:
        """Raise the tab of a command and give it the focus; hide all tabs if it is raised already."""
        self.tabs.toggle(command)
        self._share_height()
        (self.tabs.first_stop() or self.timeline).setFocus()

    def raise_tab(self, command: str) -> None:
        self.tabs.raise_tab(command)
        self._share_height()

    def _share_height(self) -> None:
        """Give the tabs two fifths of the height when they are shown for the first time."""
        height = sum(self.stack.sizes())
        if self.tabs.isVisible() and not self._tabs_shown and height:
            self._tabs_shown = True
            self.stack.setSizes([height * 3 // 5, height * 2 // 5])

    def dragEnterEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.folder_dropped.emit(event.mimeData().urls()[0].toLocalFile())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in SIDE_BUTTONS:
            self.actions_by_id[SIDE_BUTTONS[event.button()]].trigger()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._program_name.setVisible(self.width() >= NARROW_PX)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        for task in self.findChildren(BackgroundTask):
            task.cancel()
        self.closing.emit()
        super().closeEvent(event)


class AppContext(Struct, frozen=True, eq=False):
    """What the controllers share."""

    store: Store
    window: MainWindow
    settings: Settings
    show_message: Callable[[str], None]  # shows a line in the status bar
    folder: Callable[[], Path]  # gives the folder of the programme
    theme: Callable[[], Theme]  # gives the present theme


def add_action(menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
    """Add an entry with `text`, in which "&" marks the mnemonic, to `menu`; it calls `run`."""
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: run())
    return action


def menu_text(text: str) -> str:
    """The text of a menu entry that shows each "&" of `text`."""
    return text.replace("&", "&&")
