"""The legend on paper: entries in columns, down and then across."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from viewer.paint.fonts import font_for, metrics_for
from viewer.paint.pens import Grid, pen
from viewer.paint.qt_painter import paint_shapes
from viewer.theme import Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, Entry
from viewer.timeline.scene import Role

LINE_PX = 21.0
GAP_PX, BETWEEN_PX = 7.0, 22.0  # sample to words, column to column


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """Entries laid out in a width; sizes in the pixels of the scene they explain."""

    columns: tuple[tuple[Entry, ...], ...]
    lefts: tuple[float, ...]  # of the columns

    @property
    def height(self) -> float:
        return max((len(column) for column in self.columns), default=0) * LINE_PX

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """At the painter's origin."""
        _metrics, ascent, descent = metrics_for(Role.NOTE)
        baseline = (SAMPLE_HEIGHT - ascent - descent) / 2 + ascent
        for left, column in zip(self.lefts, self.columns, strict=True):
            for row, entry in enumerate(column):
                painter.save()
                painter.translate(left, row * LINE_PX)
                paint_shapes(painter, entry.shapes, theme, Grid(0.0))
                painter.setFont(font_for(Role.NOTE))
                painter.setPen(pen(theme.palette["ink"]))
                painter.drawText(QPointF(SAMPLE_WIDTH + GAP_PX, baseline), entry.words)
                painter.restore()


def laid_out(entries: tuple[Entry, ...], width: float) -> LegendBlock:
    """In as many columns as fit into `width`; always at least one."""
    metrics = metrics_for(Role.NOTE)[0]
    for count in range(min(8, len(entries)), 1, -1):
        length = -(-len(entries) // count)
        columns = tuple(entries[first : first + length] for first in range(0, len(entries), length))
        widths = [
            max(metrics.horizontalAdvance(entry.words) for entry in column) + SAMPLE_WIDTH + GAP_PX
            for column in columns
        ]
        if sum(widths) + BETWEEN_PX * (len(widths) - 1) <= width:
            lefts = tuple(sum(widths[:index]) + BETWEEN_PX * index for index in range(len(widths)))
            return LegendBlock(columns, lefts)
    return LegendBlock((entries,), (0.0,)) if entries else LegendBlock((), ())
