"""The window: timeline and pane under one toolbar. It decides nothing; `desk.py` steers it.

It may be on screen, with a picture of how it was left, before there is anything in it: what furnishes it is
imported where that happens. Qt's own names stand in functions here: `Qt` alone takes PySide a tenth of a start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from viewer.app.curtain import Curtain
from viewer.app.settings import Settings
from viewer.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QAction,
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QImage,
        QMouseEvent,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QToolBar

    from viewer.app.loading import LoadingBar
    from viewer.app.tabs import Panels
    from viewer.theme import Theme
    from viewer.widgets.as_of_bar import AsOfBar
    from viewer.widgets.details_pane import DetailsPane, Picture
    from viewer.widgets.filter_chip import FilterChip
    from viewer.widgets.legend_panel import LegendPanel
    from viewer.widgets.overview import OverviewStrip
    from viewer.widgets.search_box import SearchBox
    from viewer.widgets.timeline_view import Sentence, TimelineView

NARROW_PX = 1000
"""Below this the toolbar does without the program's name."""


class MainWindow(QMainWindow):
    """Timeline and pane side by side under one toolbar, a banner for faults in the data, a status line.

    What it consists of is there once it is `furnished`.
    """

    folder_dropped = Signal(str)
    closing = Signal()

    furnished = False
    actions_by_id: Mapping[str, QAction]
    menus: Mapping[str, QMenu]  # by their untranslated titles
    recent: QMenu
    views: QMenu
    bar: QToolBar
    brand: QAction  # the program's name in the toolbar
    search: SearchBox
    as_of: AsOfBar
    middle: QWidget  # all between toolbar and status line
    banner: QLabel
    stack: QSplitter  # `split` above `panels`
    split: QSplitter  # the timeline beside `pane`
    chip: FilterChip
    timeline: TimelineView
    legend: LegendPanel
    overview: OverviewStrip
    pane: DetailsPane
    panels: Panels
    age: QLabel
    span: QLabel
    loading: LoadingBar
    _curtain: Curtain | None = None
    _tabs_seen = False

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
        from viewer.app.window_layout import furnish

        furnish(self, sentence, picture, handlers)
        self.furnished = True
        self.retranslate()
        self._fit_brand()

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

    # ── again and again ───────────────────────────────────────────────────────────────────────────

    def retranslate(self) -> None:
        """Every text of the window in the present language."""
        from PySide6.QtGui import QKeySequence

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
        self.search.retranslate()
        self.chip.retranslate()
        self.as_of.retranslate()
        self.panels.retranslate()
        self.timeline.setAccessibleName(_("Timeline"))
        self.pane.setAccessibleName(_("Details"))
        self.bar.setWindowTitle(_("Toolbar"))
        self.overview.retranslate()
        self.legend.retranslate()
        self.timeline.show_language()

    def apply_theme(self, theme: Theme) -> None:
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

    def _fit_brand(self) -> None:
        self.brand.setVisible(self.width() >= NARROW_PX)

    def show_tab(self, command: str) -> None:
        """Raise a tab below the timeline, or hide them all; the first time it gets two fifths of the height."""
        self.panels.show_tab(command)
        self._share_height()

    def raise_tab(self, command: str) -> None:
        """Raise a tab below the timeline, wherever it was."""
        self.panels.raise_tab(command)
        self._share_height()

    def _share_height(self) -> None:
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
        from PySide6.QtCore import Qt

        sides = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
        if event.button() in sides:
            self.actions_by_id[sides[event.button()]].trigger()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._curtain is not None:
            self._curtain.resize(self.size())
        if self.furnished:
            self._fit_brand()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
