"""The legend beside the timeline: the forms that are in view now, each with its words, and no other."""

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

WIDTH_PX = 236
MARGIN_PX, GAP_PX = 12.0, 9.0
LINE_PX, BETWEEN_PX = 16.0, 6.0
HEAD_PX = 30.0
MOST_LINES = 3


class LegendSheet(QWidget):
    """All entries below one another. Their words are its accessible description too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self._lines: tuple[tuple[str, ...], ...] = ()
        self._theme: Theme | None = None

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Nothing happens where they are the same as before."""
        if entries != self.entries:
            self.entries = entries
            self.setAccessibleDescription("\n".join(entry.words for entry in entries))
            self._fold()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, round(HEAD_PX + sum(map(_height, self._lines)) + MARGIN_PX))

    def _fold(self) -> None:
        load_fonts()
        room = self.width() - 2 * MARGIN_PX - SAMPLE_WIDTH - GAP_PX
        self._lines = tuple(
            wrapped(entry.words, Role.LANE_SUBTITLE, room, MOST_LINES, font_measure()) for entry in self.entries
        )
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(theme.palette["panel"]))
            painter.fillRect(QRect(0, 0, 1, self.height()), QColor(theme.palette["hairline"]))
            self._write(painter, Role.LANE_TITLE, MARGIN_PX, 6.0, 20.0, _("Legend"))
            y = HEAD_PX
            for entry, lines in zip(self.entries, self._lines, strict=True):
                height = _height(lines) - BETWEEN_PX
                painter.save()
                painter.translate(MARGIN_PX, y + (height - SAMPLE_HEIGHT) / 2)
                paint_shapes(painter, entry.shapes, theme, NO_GRID)
                painter.restore()
                top = y + (height - LINE_PX * len(lines)) / 2
                for index, line in enumerate(lines):
                    x = MARGIN_PX + SAMPLE_WIDTH + GAP_PX
                    self._write(painter, Role.LANE_SUBTITLE, x, top + LINE_PX * index, LINE_PX, line)
                y += height + BETWEEN_PX

    def _write(self, painter: QPainter, role: Role, x: float, y: float, height: float, text: str) -> None:
        assert self._theme is not None
        _metrics, ascent, descent = metrics_for(role)
        painter.setFont(font_for(role))
        painter.setPen(pen(self._theme.palette["ink"]))
        painter.drawText(QPointF(x, y + (height - ascent - descent) / 2 + ascent), text)


def _height(lines: tuple[str, ...]) -> float:
    """Of an entry in px, with the gap below it."""
    return max(SAMPLE_HEIGHT, LINE_PX * len(lines)) + BETWEEN_PX


class LegendPanel(QScrollArea):
    """The sheet, scrolled where it is higher than the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = LegendSheet()
        self.setWidget(self.sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH_PX)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setAccessibleName(_("Legend"))
        self.sheet.setAccessibleName(_("Legend"))
        self.sheet.update()

    def show_scene(self, scene: Scene, body: str) -> None:
        """Show the forms of `scene`; `body` is the id of the body that landings are on."""
        self.sheet.show_entries(legend(scene, body))

    def show_theme(self, theme: Theme) -> None:
        self.sheet.show_theme(theme)
