"""The window: widgets, menus and toolbar from the table of commands. It decides nothing; `desk.py` steers it.

It may be on screen, with a picture of how it was left, before it is furnished: so what furnishes it is imported
where that happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from viewer.app.curtain import Curtain
from viewer.app.settings import Settings
from viewer.i18n import _

if TYPE_CHECKING:
    from viewer.theme import Theme
    from viewer.widgets.detail_pane import Picture
    from viewer.widgets.timeline_view import Sentence

NARROW_PX = 1000
"""Below this the toolbar does without the program's name."""


class MainWindow(QMainWindow):
    """Timeline and pane side by side under one toolbar, a banner for faults in the data, a status line."""

    folder_dropped = Signal(str)
    closing = Signal()

    furnished = False
    _curtain: Curtain | None = None

    # ── before there is anything in it ────────────────────────────────────────────────────────────

    def place(self, settings: Settings) -> None:
        """Where and how large it was last."""
        self.setMinimumSize(640, 420)
        geometry = settings.bytes("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))

    def hang(self, picture: QImage) -> Curtain:
        """Show `picture` and nothing else until it is furnished."""
        self._curtain = Curtain(picture, self)
        return self._curtain

    def furnish(
        self, sentence: Sentence, picture: Picture, handlers: Mapping[str, Callable[[], None]]
    ) -> None:
        """Give it all that is in it. `handlers` gives each command of the table its meaning; KeyError when one
        is forgotten."""
        from viewer.app.commands import COMMANDS
        from viewer.app.loading import LoadingBar
        from viewer.app.panels import Panels
        from viewer.timeline.build import METRICS
        from viewer.widgets.as_of_bar import AsOfBar
        from viewer.widgets.detail_pane import DetailPane
        from viewer.widgets.filter_chip import FilterChip
        from viewer.widgets.legend_panel import LegendPanel
        from viewer.widgets.overview import OverviewStrip
        from viewer.widgets.search_box import SearchBox
        from viewer.widgets.timeline_view import TimelineView

        self.furnished = True
        self.setAcceptDrops(True)
        self.timeline = TimelineView(sentence)
        self.overview = OverviewStrip(METRICS.header_px)
        self.legend = LegendPanel()
        self.legend.hide()
        self.pane = DetailPane(picture, sentence)
        self.search = SearchBox()
        self.chip = FilterChip()
        self.as_of = AsOfBar()
        self.banner = QLabel()
        self.banner.setObjectName("banner")
        self.banner.setTextFormat(Qt.TextFormat.PlainText)
        self.banner.setWordWrap(True)
        self.banner.hide()
        self.age = QLabel()
        self.age.setTextFormat(Qt.TextFormat.RichText)
        self.age.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.span = QLabel()
        self.loading = LoadingBar()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.stack = QSplitter(Qt.Orientation.Vertical)
        self.panels = Panels()
        self.panels.hide()
        self._tabs_seen = False
        self.recent = QMenu(self)
        self.views = QMenu(self)
        self.actions_by_id = {command.id: self._action(command.id) for command in COMMANDS}
        for command in COMMANDS:
            self.actions_by_id[command.id].triggered.connect(_without_argument(handlers[command.id]))
        self.menus = self._make_menus()
        self.as_of.show_commands(
            [self.actions_by_id[id] for id in ("earlier-change", "later-change", "changes", "since-last")]
        )
        self.bar = self._make_toolbar()
        self._lay_out()
        self.dress_words()
        self._make_room()

    def unveil(self) -> None:
        """Show what is in it now, in one step."""
        if self._curtain is None:
            return
        for part in (self.menuBar(), self.bar, self.statusBar(), self.middle):
            part.show()
        QApplication.sendPostedEvents()  # who is where: asked for while it was built, to be done before it is seen
        self._curtain.hide()
        self._curtain.deleteLater()
        self._curtain = None

    # ── once ──────────────────────────────────────────────────────────────────────────────────────

    def _action(self, id: str) -> QAction:
        from viewer.app.commands import COMMANDS

        command = next(row for row in COMMANDS if row.id == id)
        action = QAction(self)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.scope == "timeline":
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.timeline.addAction(action)
        else:
            self.addAction(action)
        return action

    def _make_menus(self) -> dict[str, QMenu]:
        from viewer.app.commands import COMMANDS, MENUS

        menus: dict[str, QMenu] = {}
        for title, parent in MENUS:
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
        menus[MENUS[1][0]].insertMenu(self.actions_by_id["save-view"], self.views)
        menus[MENUS[0][0]].insertMenu(self.actions_by_id["open-curated"], self.recent)
        return menus

    def _make_toolbar(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        brand = QLabel("Farside")
        brand.setObjectName("brand")
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(280)
        gap = QWidget()
        gap.setFixedWidth(12)
        self._brand = bar.addWidget(brand)
        bar.addActions([self.actions_by_id["back"], self.actions_by_id["forward"]])
        bar.addWidget(self.search)
        bar.addAction(self.actions_by_id["filter"])
        bar.addWidget(gap)
        bar.addWidget(self.as_of)
        self.as_of.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addActions([self.actions_by_id[id] for id in ("zoom-out", "zoom-in", "home", "print")])
        self.addToolBar(bar)
        return bar

    def _lay_out(self) -> None:
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        left = QWidget()
        canvas = QVBoxLayout(left)
        canvas.setContentsMargins(0, 0, 0, 0)
        canvas.setSpacing(0)
        canvas.addWidget(self.chip)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.timeline, 1)
        row.addWidget(self.legend)
        canvas.addLayout(row, 1)
        canvas.addWidget(self.overview)
        self.split.addWidget(left)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.stack.setHandleWidth(1)
        self.stack.setChildrenCollapsible(False)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.panels)
        self.stack.setStretchFactor(0, 1)
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(self.middle)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.age, 1)
        self.statusBar().addPermanentWidget(self.loading)
        self.statusBar().addPermanentWidget(self.span)

    # ── again and again ───────────────────────────────────────────────────────────────────────────

    def dress_words(self) -> None:
        """Every text of the window in the present language."""
        from viewer.app.commands import COMMANDS, plain

        for title, menu in self.menus.items():
            menu.setTitle(_(title))
        self.recent.setTitle(_("Open &recent"))
        self.views.setTitle(_("Saved views"))
        for command in COMMANDS:
            action = self.actions_by_id[command.id]
            action.setText(_(command.title))
            name = plain(_(command.title))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{name} ({keys})" if keys else name)
        self.search.dress()
        self.chip.dress()
        self.as_of.dress()
        self.panels.dress()
        self.timeline.setAccessibleName(_("Timeline"))
        self.pane.setAccessibleName(_("Details"))
        self.bar.setWindowTitle(_("Toolbar"))
        self.overview.dress()
        self.legend.dress()
        self.timeline.show_language()

    def dress_colours(self, theme: Theme) -> None:
        """Icons and painted widgets in the colours of `theme`; the rest follows the palette."""
        from viewer.app.commands import COMMANDS
        from viewer.paint.icons import icon

        for command in COMMANDS:
            if command.icon:
                self.actions_by_id[command.id].setIcon(icon(command.icon, theme))
        self.timeline.show_theme(theme)
        self.overview.show_theme(theme)
        self.legend.show_theme(theme)
        self.panels.show_theme(theme)
        self.as_of.slider.show_colours(theme.palette)

    def _make_room(self) -> None:
        self._brand.setVisible(self.width() >= NARROW_PX)

    def show_tab(self, command: str) -> None:
        """Raise a tab below the timeline, or hide them all; the first time it gets two fifths of the height."""
        self.panels.show_tab(command)
        whole = sum(self.stack.sizes())
        if self.panels.isVisible() and not self._tabs_seen and whole:
            self._tabs_seen = True
            self.stack.setSizes([whole * 3 // 5, whole * 2 // 5])

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.folder_dropped.emit(event.mimeData().urls()[0].toLocalFile())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse are back and forward, wherever nobody else takes them."""
        if not self.furnished:
            return
        sides = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
        if event.button() in sides:
            self.actions_by_id[sides[event.button()]].trigger()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._curtain is not None:
            self._curtain.resize(self.size())
        if self.furnished:
            self._make_room()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _without_argument(handler: Callable[[], None]) -> Callable[[bool], None]:
    """A slot for `triggered(bool)` that calls `handler()`."""

    def slot(checked: bool = False) -> None:
        handler()

    return slot
