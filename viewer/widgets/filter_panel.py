"""The questions of a filter as a panel that drops from its button: every click is a wish."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import _, ngettext_
from viewer.query.filter import Filter
from viewer.report.facets import Facet

KEY = Qt.ItemDataRole.UserRole
MOST = 300
"""So many answers to a question stand in the list, and those that are chosen."""
OPEN_AT_FIRST = ("missions", "statuses")


class FacetTree(QTreeWidget):
    """Facets with their values; a click, Space or Enter on a value is a wish, and ticks nothing by itself."""

    value_requested = Signal(str, str)  # the field, the key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(self._wish)

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """Show them; what was open, where it was scrolled and which row was current stays."""
        open_now = {
            self._field(item): item.isExpanded()
            for item in map(self.topLevelItem, range(self.topLevelItemCount()))
            if item is not None
        }
        place = self.verticalScrollBar().value()
        at: QTreeWidgetItem | None = self.currentItem()
        current = at.data(0, KEY) if at is not None else None
        self.clear()
        for facet in facets:
            if not facet.values:
                continue
            chosen = [value.words for value in facet.values if value.selected]
            top = QTreeWidgetItem([facet.title, ", ".join(chosen)])
            top.setData(0, KEY, (facet.field, ""))
            bold = self.font()
            bold.setBold(True)
            top.setFont(0, bold)
            top.setForeground(1, QBrush(self.palette().placeholderText()))
            self.addTopLevelItem(top)
            for value in [*facet.values[:MOST], *(value for value in facet.values[MOST:] if value.selected)]:
                row = QTreeWidgetItem([value.words, "" if value.count is None else str(value.count)])
                row.setData(0, KEY, (facet.field, value.key))
                row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                row.setForeground(1, QBrush(self.palette().placeholderText()))
                row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                row.setCheckState(0, Qt.CheckState.Checked if value.selected else Qt.CheckState.Unchecked)
                top.addChild(row)
                if row.data(0, KEY) == current:
                    self.setCurrentItem(row)
            if (more := len(facet.values) - top.childCount()) > 0:
                rest = QTreeWidgetItem([ngettext_("and {n} more", "and {n} more", more), ""])
                rest.setData(0, KEY, (facet.field, ""))
                rest.setFlags(Qt.ItemFlag.NoItemFlags)
                top.addChild(rest)
            top.setExpanded(open_now.get(facet.field, facet.field in OPEN_AT_FIRST or bool(chosen)))
        self.verticalScrollBar().setValue(place)

    def row(self, field: str, key: str) -> QTreeWidgetItem | None:
        """The row of a value, None where there is none."""
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            if top is not None and self._field(top) == field:
                for child in (top.child(at) for at in range(top.childCount())):
                    if child is not None and child.data(0, KEY)[1] == key:
                        return child
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current: QTreeWidgetItem | None = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._wish(current)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _field(item: QTreeWidgetItem) -> str:
        return str(item.data(0, KEY)[0])

    def _wish(self, item: QTreeWidgetItem) -> None:
        field, key = item.data(0, KEY)
        if key:
            self.value_requested.emit(field, key)
        else:
            item.setExpanded(not item.isExpanded())


class FilterPanel(QFrame):
    """Words, facets, two sources, importance, and the way back to everything. It drops over the window."""

    value_requested = Signal(str, str)
    text_requested = Signal(str)
    two_sources_requested = Signal(bool)
    importance_requested = Signal(int)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = QLineEdit(self)
        self.text.setClearButtonEnabled(True)
        self.tree = FacetTree(self)
        self.two_sources = QCheckBox(self)
        self.least = QLabel(self)
        self.importance = QComboBox(self)
        self.importance.addItems([str(n) for n in range(1, 6)])
        self.reset = QPushButton(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self.tree, 1)
        column.addWidget(self.two_sources)
        row = QHBoxLayout()
        row.addWidget(self.least)
        row.addWidget(self.importance)
        row.addStretch(1)
        row.addWidget(self.reset)
        column.addLayout(row)
        self.least.setBuddy(self.importance)
        self.text.textEdited.connect(self.text_requested)
        self.tree.value_requested.connect(self.value_requested)
        self.two_sources.clicked.connect(self.two_sources_requested)
        self.importance.activated.connect(lambda at: self.importance_requested.emit(at + 1))
        self.reset.clicked.connect(self.reset_requested)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(340, 520)

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setAccessibleName(_("Filter"))
        self.text.setPlaceholderText(_("Words in the title, summary or a partner's name"))
        self.text.setAccessibleName(_("Filter by words"))
        self.tree.setAccessibleName(_("What shall be shown"))
        self.two_sources.setText(_("Two sources or more"))
        self.least.setText(_("Importance from"))
        self.reset.setText(_("Show all"))

    def show_filter(self, facets: Sequence[Facet], asked: Filter) -> None:
        """Show what may be asked and what is; nothing is wished."""
        if self.text.text() != asked.text:
            self.text.setText(asked.text)
        self.tree.show_facets(facets)
        self.two_sources.setChecked(asked.two_sources)
        self.importance.setCurrentIndex(asked.importance - 1)
        self.reset.setEnabled(bool(asked))

    def drop_from(self, button: QWidget) -> None:
        """Open below `button`, within its window's screen."""
        screen = button.screen().availableGeometry()
        self.resize(self.sizeHint().boundedTo(screen.size()))
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        self.move(
            max(screen.left(), min(below.x(), screen.right() - self.width())),
            max(screen.top(), min(below.y(), screen.bottom() - self.height())),
        )
        self.show()
        self.text.setFocus()
