"""The panel of the filter: words, the facets with their values, sources and importance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
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
from viewer.report.facets import Facet, FacetValue
from viewer.widgets.layouts import fill

KEY = Qt.ItemDataRole.UserRole  # of an item: the field and the key of its value; a facet has the key ""
MAX_VALUES = 300  # of a facet are listed, and all that are selected
EXPANDED_AT_FIRST = ("missions", "statuses")


class FacetTree(QTreeWidget):
    """Facets with their values. A click, Space or Enter on a value requests it; the tree checks nothing by itself."""

    value_requested = Signal(str, str)  # a field, a key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, columnCount=2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(self._on_clicked)

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """Show these facets. What is expanded, scrolled to and current stays so."""
        scroll_offset = self.verticalScrollBar().value()
        expanded = {top.data(0, KEY)[0]: top.isExpanded() for top in self.findItems("", Qt.MatchFlag.MatchContains)}
        current: QTreeWidgetItem | None = self.currentItem()
        current_key = current.data(0, KEY) if current is not None else None
        bold = self.font()
        bold.setBold(True)
        self.clear()
        for facet in facets:
            if not facet.values:
                continue
            selected = [value for value in facet.values if value.selected]
            top = QTreeWidgetItem(self, [facet.title, ", ".join(value.words for value in selected)])
            top.setData(0, KEY, (facet.field, ""))
            top.setFont(0, bold)
            top.setForeground(1, self.palette().placeholderText())
            for value in (*facet.values[:MAX_VALUES], *(v for v in facet.values[MAX_VALUES:] if v.selected)):
                item = self._add_value(top, facet.field, value)
                if (facet.field, value.key) == current_key:
                    self.setCurrentItem(item)
            if (more := len(facet.values) - top.childCount()) > 0:
                item = QTreeWidgetItem(top, [ngettext_("and {n} more", "and {n} more", more), ""])
                item.setData(0, KEY, (facet.field, ""))
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            top.setExpanded(expanded.get(facet.field, facet.field in EXPANDED_AT_FIRST or bool(selected)))
        self.verticalScrollBar().setValue(scroll_offset)

    def _add_value(self, top: QTreeWidgetItem, field: str, value: FacetValue) -> QTreeWidgetItem:
        item = QTreeWidgetItem(top, [value.words, "" if value.count is None else str(value.count)])
        item.setData(0, KEY, (field, value.key))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, self.palette().placeholderText())
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(0, Qt.CheckState.Checked if value.selected else Qt.CheckState.Unchecked)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current: QTreeWidgetItem | None = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._on_clicked(current)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        field, key = item.data(0, KEY)
        if key:
            self.value_requested.emit(field, key)
        else:
            item.setExpanded(not item.isExpanded())


class FilterPanel(QFrame):
    """Words, facets, two sources, importance, and a button that resets all. A popup below its button."""

    value_requested = Signal(str, str)
    text_requested = Signal(str)
    two_sources_requested = Signal(bool)
    importance_requested = Signal(int)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = QLineEdit(clearButtonEnabled=True)
        self.tree, self.two_sources, self.reset = FacetTree(), QCheckBox(), QPushButton()
        self.least, self.importance = QLabel(), QComboBox()
        self.importance.addItems([str(n) for n in range(1, 6)])
        row = fill(QHBoxLayout(), self.least, self.importance, None, self.reset)
        items = (self.text, self.tree, self.two_sources, row)
        fill(QVBoxLayout(self), *items, grows=self.tree, margins=(10, 10, 10, 10), spacing=8)
        self.least.setBuddy(self.importance)
        self.text.textEdited.connect(self.text_requested)
        self.tree.value_requested.connect(self.value_requested)
        self.two_sources.clicked.connect(self.two_sources_requested)
        self.importance.activated.connect(lambda index: self.importance_requested.emit(index + 1))
        self.reset.clicked.connect(self.reset_requested)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(340, 520)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Filter"))
        self.text.setPlaceholderText(_("Words in the title, summary or a partner's name"))
        self.text.setAccessibleName(_("Filter by words"))
        self.tree.setAccessibleName(_("What shall be shown"))
        self.two_sources.setText(_("Two sources or more"))
        self.least.setText(_("Importance from"))
        self.reset.setText(_("Show all"))

    def show_filter(self, facets: Sequence[Facet], filter: Filter) -> None:
        """Show the facets and the requested filter. No signal is emitted."""
        if self.text.text() != filter.text:
            self.text.setText(filter.text)
        self.tree.show_facets(facets)
        self.two_sources.setChecked(filter.two_sources)
        self.importance.setCurrentIndex(filter.importance - 1)
        self.reset.setEnabled(bool(filter))

    def drop_from(self, button: QWidget) -> None:
        """Open below `button`, within its screen."""
        screen = button.screen().availableGeometry()
        self.resize(self.sizeHint().boundedTo(screen.size()))
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        x, y = min(below.x(), screen.right() - self.width()), min(below.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
        self.text.setFocus()
