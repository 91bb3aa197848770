"""The legend beside the timeline: the forms that are in view, each with its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from viewer.i18n import _
from viewer.paint.fonts import font_for, font_measure, load_fonts, metrics_for
from viewer.paint.pens import pen
from viewer.paint.primitives import NO_GRID
from viewer.paint.qt_painter import paint_shapes
from viewer.theme import Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, Entry, legend
from viewer.timeline.metrics import wrapped
from viewer.timeline.scene import Role, Scene
from viewer.widgets.layouts import ThemedWidget

WIDTH_PX, HEAD_PX = 236, 30.0
MARGIN_PX, GAP_PX = 12.0, 9.0  # at the sides, and between a sample and its words
LINE_PX, ENTRY_GAP_PX = 16.0, 6.0
MAX_LINES = 3  # of an entry
TEXT_LEFT_PX = MARGIN_PX + SAMPLE_WIDTH + GAP_PX


class LegendEntries(ThemedWidget):
    """All entries below each other. Their words are its accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self._lines: list[tuple[str, ...]] = []  # the wrapped words of each entry

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        if entries != self.entries:
            self.entries = entries
            self.setAccessibleDescription("\n".join(entry.words for entry in entries))
            self._wrap()

    def sizeHint(self) -> QSize:
        entries_px = sum(_height(lines) + ENTRY_GAP_PX for lines in self._lines)
        return QSize(WIDTH_PX, round(HEAD_PX + entries_px + MARGIN_PX))

    def _wrap(self) -> None:
        """Wrap the words to the present width and set the height that they need."""
        load_fonts()
        room, role = self.width() - TEXT_LEFT_PX - MARGIN_PX, Role.LANE_SUBTITLE
        self._lines = [wrapped(entry.words, role, room, MAX_LINES, font_measure()) for entry in self.entries]
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._wrap()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(self.theme.palette["panel"]))
            painter.fillRect(QRect(0, 0, 1, self.height()), QColor(self.theme.palette["hairline"]))
            self._paint_text(painter, Role.LANE_TITLE, MARGIN_PX, 16.0, _("Legend"))
            y = HEAD_PX
            for entry, lines in zip(self.entries, self._lines, strict=True):
                height = _height(lines)
                painter.save()
                painter.translate(MARGIN_PX, y + (height - SAMPLE_HEIGHT) / 2)
                paint_shapes(painter, entry.shapes, self.theme, NO_GRID)
                painter.restore()
                for index, line in enumerate(lines):
                    middle = y + height / 2 + LINE_PX * (index + 0.5 - len(lines) / 2)
                    self._paint_text(painter, Role.LANE_SUBTITLE, TEXT_LEFT_PX, middle, line)
                y += height + ENTRY_GAP_PX

    def _paint_text(self, painter: QPainter, role: Role, x: float, middle: float, text: str) -> None:
        """Paint a line of text with its left edge at `x` and its middle at that height."""
        _metrics, ascent, descent = metrics_for(role)
        painter.setFont(font_for(role))
        painter.setPen(pen(self.theme.palette["foreground"]))
        painter.drawText(QPointF(x, middle + (ascent - descent) / 2), text)


def _height(lines: tuple[str, ...]) -> float:
    """The height of an entry in px."""
    return max(SAMPLE_HEIGHT, LINE_PX * len(lines))


class LegendPanel(QScrollArea):
    """The entries, scrolled where they are higher than the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.content = LegendEntries()
        self.setWidget(self.content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH_PX)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Legend"))
        self.content.setAccessibleName(_("Legend"))
        self.content.update()

    def show_scene(self, scene: Scene, body: str) -> None:
        """Show the forms of `scene`; `body` is the id of the body that landings are on."""
        self.content.show_entries(legend(scene, body))

    def show_theme(self, theme: Theme) -> None:
        self.content.show_theme(theme)
