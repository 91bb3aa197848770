"""What widgets share: rows and columns, each written as the list of what is in it, and painting in a theme."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from viewer.theme import LIGHT, Theme

Layout = TypeVar("Layout", bound=QBoxLayout)
Margins = tuple[int, int, int, int]  # left, top, right, bottom, in px


def fill(
    layout: Layout,
    *items: QWidget | QLayout | int | None,
    grows: QWidget | QLayout | None = None,
    margins: Margins | None = None,
    spacing: int | None = None,
) -> Layout:
    """Add widgets and inner layouts to `layout` and return it. An int is a gap in px, None one that takes all room.

    `grows` is the item that gets the room left over. Margins and spacing in px are by default those of the style.
    """
    if margins is not None:
        layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item, int(item is grows))
        else:
            layout.addWidget(item, int(item is grows))
    return layout


class ThemedWidget(QWidget):
    """A widget that paints itself in the colours of `theme`."""

    theme: Theme = LIGHT

    def show_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()
