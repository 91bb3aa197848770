"""The painted timeline for screen readers: a list of what is drawn, each with its one sentence, place and action.

Qt asks for these objects by address and never says when it forgets them: whatever was once given to it is kept
here for as long as its timeline, or Qt would reach into what Python has cleared away.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

from viewer.ref import kind_of
from viewer.timeline.scene import Box
from viewer.widgets.timeline_view import TimelineView

PRESS = "Press"
"""The name that assistive programs know an action by; Qt's own, never translated."""
_lists: dict[int, TimelineList] = {}


def install(view: TimelineView) -> None:
    """Let Qt find the items of `view`, and of every other timeline. What it found there before is forgotten."""
    _let_qt_ask()
    if QAccessible.isActive():
        found = QAccessible.queryAccessibleInterface(view)
        if not isinstance(found, TimelineList):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(found))


@cache
def _let_qt_ask() -> None:
    QAccessible.installFactory(_made)


def _made(_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, TimelineView):
        return None
    key = id(widget)
    if key not in _lists or not isValid(_lists[key].view):
        _lists[key] = TimelineList(widget)
    return _lists[key]


class TimelineList(QAccessibleWidget):
    """The timeline: a list in reading order, from the top lane down, each lane by time."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self.view = view
        self._items: dict[str, TimelineItem] = {}
        view.selected.connect(self._tell)

    def refs(self) -> tuple[str, ...]:
        """What is drawn now, each once; what is selected last where it is not drawn by itself."""
        drawn = self.view.scene().refs()
        selected = self.view.selection
        return drawn if kind_of(selected) != "event" or selected in drawn else (*drawn, selected)

    def item(self, ref: str) -> TimelineItem:
        """The item of `ref`, always the same one."""
        if ref not in self._items:
            self._items[ref] = TimelineItem(self, ref)
        return self._items[ref]

    def _tell(self, ref: str) -> None:
        """The keys have gone to another event: say so."""
        if QAccessible.isActive() and kind_of(ref) == "event" and self.view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self.item(ref), QAccessible.Event.Focus))

    def childCount(self) -> int:
        return len(self.refs())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        refs = self.refs()
        return self.item(refs[index]) if 0 <= index < len(refs) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        refs = self.refs()
        return refs.index(child.ref) if isinstance(child, TimelineItem) and child.ref in refs else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        place = self.view.mapFromGlobal(QPoint(x, y))
        ref = self.view.scene().hit(float(place.x()), float(place.y()))
        return self.item(ref) if ref in self.refs() else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if not self.view.hasFocus():
            return None
        selected = self.view.selection
        return self.item(selected) if kind_of(selected) == "event" else self


class TimelineItem(QAccessibleInterface, QAccessibleActionInterface):
    """An event, or events folded into one mark: what it is called, where it is, and how it is opened."""

    def __init__(self, timeline: TimelineList, ref: str) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        self._timeline, self.ref = timeline, ref

    def isValid(self) -> bool:
        """A cluster is there as long as it is drawn; an event, as long as the timeline is."""
        return isValid(self._timeline.view) and (kind_of(self.ref) == "event" or self._box() is not None)

    def _box(self) -> Box | None:
        return self._timeline.view.scene().box_of(self.ref)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._timeline.window()

    def parent(self) -> QAccessibleInterface:
        return self._timeline

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """On the screen; empty where it is out of view."""
        view = self._timeline.view
        box = self._box()
        if box is None:
            return QRect()
        corner = view.mapToGlobal(QPoint(round(box.x), round(box.y)))
        return QRect(corner.x(), corner.y(), round(box.width), round(box.height))

    def text(self, which: QAccessible.Text) -> str:
        named = which == QAccessible.Text.Name and self.isValid()
        return self._timeline.view.accessible_text(self.ref) if named else ""

    def setText(self, which: QAccessible.Text, text: str) -> None:
        """What is drawn cannot be written."""

    def state(self) -> QAccessible.State:
        view, state = self._timeline.view, QAccessible.State()
        selected = view.selection == self.ref
        state.focusable = state.selectable = True
        state.selected = selected
        state.focused = selected and view.hasFocus()
        state.offscreen = self._box() is None
        return state

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def interface_cast(self, which: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        if which == QAccessible.InterfaceType.ActionInterface:
            return VoidPtr(getCppPointer(self)[1])  # the second of its bases
        return VoidPtr(0)

    def actionNames(self) -> list[str]:
        return [PRESS]

    def doAction(self, name: str) -> None:
        if name == PRESS and self.isValid():
            self._timeline.view.activate(self.ref)

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []
