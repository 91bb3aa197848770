"""The painted timeline for screen readers: a list of what is drawn, each item with its sentence, place and action.

Qt holds these objects by address and never says when it drops them. Therefore each of them lives as long as its
timeline, else Qt would use the memory of a deleted object.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

from viewer.ref import kind_of
from viewer.timeline.scene import Box
from viewer.widgets.timeline_view import TimelineView

PRESS = "Press"  # the name of an action for assistive programs, which is never translated
_lists: dict[int, TimelineList] = {}


def install(view: TimelineView) -> None:
    """Offer the items of `view`, and of every other timeline, to assistive programs."""
    _install_factory()
    if QAccessible.isActive():
        interface = QAccessible.queryAccessibleInterface(view)
        if not isinstance(interface, TimelineList):  # created before there was a factory
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))


def announce(widget: QWidget, words: str) -> None:
    """Let screen readers say `words`."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, TimelineView):
        return None
    known = _lists.get(id(widget))
    if known is None or not isValid(known.view):
        known = _lists[id(widget)] = TimelineList(widget)
    return known


class TimelineList(QAccessibleWidget):
    """The timeline: a list in reading order, from the top lane down, each lane by time."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self.view = view
        self._items: dict[str, TimelineItem] = {}
        view.selected.connect(self._on_selected)

    def refs(self) -> tuple[str, ...]:
        """The refs that are drawn, each once; at the end the selected event if it is not drawn by itself."""
        drawn, selected = self.view.scene().refs(), self.view.selection
        return drawn if kind_of(selected) != "event" or selected in drawn else (*drawn, selected)

    def item(self, ref: str) -> TimelineItem:
        """The item of `ref`, always the same one."""
        if ref not in self._items:
            self._items[ref] = TimelineItem(self, ref)
        return self._items[ref]

    def _on_selected(self, ref: str) -> None:
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
        position = self.view.mapFromGlobal(QPoint(x, y))
        ref = self.view.scene().hit(float(position.x()), float(position.y()))
        return self.item(ref) if ref in self.refs() else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if not self.view.hasFocus():
            return None
        return self.item(self.view.selection) if kind_of(self.view.selection) == "event" else self


class TimelineItem(QAccessibleInterface, QAccessibleActionInterface):
    """An event or a cluster: its sentence, where it is, and how it is opened."""

    def __init__(self, timeline: TimelineList, ref: str) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        self._timeline, self.ref = timeline, ref

    def isValid(self) -> bool:
        """A cluster exists while it is drawn, an event while the timeline does."""
        return isValid(self._timeline.view) and (kind_of(self.ref) == "event" or self._box() is not None)

    def _box(self) -> Box | None:
        return self._timeline.view.scene().box_of(self.ref)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, which: QAccessible.Text) -> str:
        has_text = which == QAccessible.Text.Name and self.isValid()
        return self._timeline.view.accessible_text(self.ref) if has_text else ""

    def rect(self) -> QRect:
        """On the screen; empty out of view."""
        box = self._box()
        if box is None:
            return QRect()
        corner = self._timeline.view.mapToGlobal(QPoint(round(box.x), round(box.y)))
        return QRect(corner.x(), corner.y(), round(box.width), round(box.height))

    def state(self) -> QAccessible.State:
        view, state = self._timeline.view, QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = view.selection == self.ref
        state.focused = state.selected and view.hasFocus()
        state.offscreen = self._box() is None
        return state

    def parent(self) -> QAccessibleInterface:
        return self._timeline

    def window(self) -> QObject | None:  # type: ignore[override]
        return self._timeline.window()

    # The action, by the second of the base classes.

    def interface_cast(self, which: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        is_action = which == QAccessible.InterfaceType.ActionInterface
        return VoidPtr(getCppPointer(self)[1] if is_action else 0)

    def actionNames(self) -> list[str]:
        return [PRESS]

    def doAction(self, name: str) -> None:
        if name == PRESS and self.isValid():
            self._timeline.view.activate(self.ref)

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []

    # What an item does not have.

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def setText(self, which: QAccessible.Text, text: str) -> None:
        pass

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()
