"""The as-of control: the day from which the plan is seen, a slider over the days on which something was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from viewer.i18n import _, day_words
from viewer.model.calendar import date_of
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError, Precision

EARLY_SHARE = 0.1
"""What the first tenth of the days of change has of the line: those lie years apart, most was said after."""
MARGIN_PX = 8.0
LEAST_SLIDER_PX = 90


def day_from(text: str, today: date) -> date | None:
    """The day that somebody typed: EDTF to the day, or a word for now. None for anything else."""
    text = text.strip()
    if text.casefold() in ("", "now", "today", _("now").casefold(), _("today").casefold()):
        return today
    try:
        when = parse(text)
    except EdtfError:
        return None
    if not when.is_single or when.precision is not Precision.DAY or when.approximate:
        return None
    return date_of(when.core_earliest)


class DaySlider(QWidget):
    """A line of days with a tick for each day of change and a handle."""

    day_requested = Signal(object)  # a date; None for now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._day = self._today = date.min
        self._ticks: list[int] = []
        self._ticks_of: tuple[tuple[date, ...], date, int] | None = None
        self._colours: Mapping[str, str] = {"ink": "#000", "muted": "#666", "hairline": "#ccc", "today": "#c00"}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(260, 30)

    def show_days(self, days: tuple[date, ...], day: date, today: date) -> None:
        self._days = days[: bisect_right(days, today)]
        self._day, self._today = day, today
        self.update()

    def show_colours(self, palette: Mapping[str, str]) -> None:
        self._colours = palette
        self.update()

    def x_of(self, day: date) -> float:
        """Where `day` lies, in px: in proportion within the first tenth of the days, and within the rest."""
        return self._places((day,))[0]

    def _places(self, days: Sequence[date]) -> list[float]:
        """Where `days` lie; written for thousands of them."""
        first = self._days[0] if self._days else self._today
        knee, last = self._days[len(self._days) // 10] if self._days else first, self._today
        room = self.width() - 2 * MARGIN_PX
        if last <= first:
            return [MARGIN_PX + room] * len(days)
        early = EARLY_SHARE if first < knee < last else 0.0
        bend, one, other = knee.toordinal(), max(1, (knee - first).days), max(1, (last - knee).days)
        before, after = room * early / one, room * (1 - early) / other
        turn = MARGIN_PX + room * early
        return [
            min(MARGIN_PX + room, max(MARGIN_PX, turn + past * (before if past < 0 else after)))
            for past in [day.toordinal() - bend for day in days]
        ]

    def _day_at(self, x: float) -> date | None:
        """The day of change nearest to `x`, None (now) at the right end."""
        if not self._days or x >= self.x_of(self._today) - 4:
            return None
        after = bisect_left(self._days, x, key=self.x_of)
        return min(self._days[max(after - 1, 0) : after + 1], key=lambda d: abs(self.x_of(d) - x))

    def paintEvent(self, event: QPaintEvent) -> None:
        y = self.height() / 2 + 4
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._colours["hairline"]), 2))
            painter.drawLine(QPointF(8, y), QPointF(self.width() - 8, y))
            painter.setPen(QPen(QColor(self._colours["muted"]), 1))
            if self._ticks_of != (self._days, self._today, self.width()):
                self._ticks_of = self._days, self._today, self.width()
                self._ticks = sorted({round(x) for x in self._places(self._days)})
            painter.drawLines([QLineF(x + 0.5, y - 11, x + 0.5, y - 6) for x in self._ticks])
            now = self._day >= self._today
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours["today" if now else "ink"]))
            radius = 7 if self.hasFocus() else 6
            painter.drawEllipse(QPointF(self.x_of(self._day), y), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.day_requested.emit(self._day_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.day_requested.emit(self._day_at(event.position().x()))


class AsOfBar(QWidget):
    """Label, day field, previous and next change, slider, now. `day_requested(None)` means now."""

    day_requested = Signal(object)
    refused = Signal(str)  # what was typed and is no day

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._day = self._today = date.min
        self.label = QLabel(self)
        self.field = QLineEdit(self)
        self.field.setFixedWidth(112)
        self.earlier = QToolButton(self)
        self.later = QToolButton(self)
        self.now = QToolButton(self)
        self.more = QToolButton(self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.hide()
        self.slider = DaySlider(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.label, self.field, self.earlier, self.later):
            row.addWidget(widget)
        row.addWidget(self.slider, 1)
        row.addWidget(self.now)
        row.addWidget(self.more)
        self.label.setBuddy(self.field)
        self.field.returnPressed.connect(self._typed)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.now.clicked.connect(lambda: self.day_requested.emit(None))
        self.slider.day_requested.connect(self.day_requested)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.label.setText(_("As of"))
        self.now.setText(_("Now"))
        self.more.setText("⋯")
        self.more.setToolTip(_("What changed"))
        self.earlier.setText("‹")
        self.later.setText("›")
        self.earlier.setToolTip(_("The day before on which something was said"))
        self.later.setToolTip(_("The next day on which something was said"))
        self.now.setToolTip(_("Everything known today"))
        self.field.setToolTip(_("See the plan as it was known on a day: 2024-06-27"))
        for widget, name in (
            (self.field, _("As of day")),
            (self.slider, _("As of day, slider")),
            (self.earlier, _("Previous change")),
            (self.later, _("Next change")),
            (self.more, _("What changed")),
        ):
            widget.setAccessibleName(name)
        self._show_day()

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """A menu of what can be asked about the day, behind a button of its own."""
        menu = QMenu(self)
        menu.addActions(actions)
        self.more.setMenu(menu)
        self.more.show()

    def show_days(self, days: tuple[date, ...], as_of: date | None, today: date) -> None:
        self._days, self._today, self._day = days, today, as_of or today
        self.slider.show_days(days, self._day, today)
        self.now.setEnabled(as_of is not None)
        self.earlier.setEnabled(self.neighbour(-1) is not None)
        self.later.setEnabled(as_of is not None)
        self._show_day()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for a slider that can be aimed at, field and steps have to do."""
        rest = sum(
            w.sizeHint().width() + 6 for w in (self.label, self.field, self.earlier, self.later, self.now, self.more)
        )
        self.slider.setVisible(self.width() - rest >= LEAST_SLIDER_PX)

    def neighbour(self, step: int) -> date | None:
        """The day of change before (-1) or after (+1) the present one; None: now, or nothing before."""
        if step < 0:
            at = bisect_left(self._days, self._day)
            return self._days[at - 1] if at else None
        at = bisect_right(self._days, self._day)
        return self._days[at] if at < len(self._days) and self._days[at] < self._today else None

    def step(self, step: int) -> None:
        day = self.neighbour(step)
        if day is not None or step > 0:
            self.day_requested.emit(day)

    def _show_day(self) -> None:
        if self._day > date.min:
            self.field.setText(self._day.isoformat())
            self.field.setStatusTip(day_words(self._day))

    def _typed(self) -> None:
        day = day_from(self.field.text(), self._today)
        if day is None:
            self.refused.emit(self.field.text())
            self.field.selectAll()
        else:
            self.day_requested.emit(None if day >= self._today else day)
