"""The as-of control: the day from which the plan is seen, and a slider over the days on which something was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from viewer.i18n import _, day_words
from viewer.model.calendar import date_of
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError, Precision
from viewer.theme import Theme
from viewer.widgets.layouts import ThemedWidget

EARLY_SHARE = 0.1  # of the line is for the first tenth of the days of change, which are years apart
MARGIN_PX, SPACING_PX, MIN_SLIDER_PX, FIELD_PX = 8.0, 6, 90, 112


def day_from(text: str, today: date) -> date | None:
    """The day that the user typed: EDTF to the day, or a word for now. None for anything else."""
    text = text.strip()
    if text.casefold() in ("", "now", "today", _("now").casefold(), _("today").casefold()):
        return today
    try:
        edtf = parse(text)
    except EdtfError:
        return None
    is_day = edtf.is_single and edtf.precision is Precision.DAY and not edtf.approximate
    return date_of(edtf.core_earliest) if is_day else None


class DaySlider(ThemedWidget):
    """A line of days with a tick for each day of change and a handle."""

    day_requested = Signal(object)  # a date; None for now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._day = self._today = date.min
        self._shares: list[float] = []  # of the line, up to each day of change
        self.ticks: list[int] = []  # the x of every day of change in whole px, each once
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(260, 30)

    def show_days(self, days: tuple[date, ...], day: date, today: date) -> None:
        """Show the days of change up to `today`, with the handle on `day`."""
        known, self._day = days[: bisect_right(days, today)], day
        if (known, today) != (self._days, self._today):
            self._days, self._today = known, today
            self._shares = list(map(self._share, known))
        self._layout_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout_changed()

    def _layout_changed(self) -> None:
        room = self.width() - 2 * MARGIN_PX
        self.ticks = sorted({round(MARGIN_PX + room * share) for share in self._shares})
        self.update()

    def x_of(self, day: date) -> float:
        """The x of `day` in px."""
        return MARGIN_PX + (self.width() - 2 * MARGIN_PX) * self._share(day)

    def _share(self, day: date) -> float:
        """The share of the line before `day`: linear within the first tenth of the days of change and the rest."""
        first, last = self._days[0] if self._days else self._today, self._today
        knee = self._days[len(self._days) // 10] if self._days else first
        early = EARLY_SHARE if first < knee < last else 0.0
        if last <= first:
            share = 1.0
        elif day < knee:
            share = early * (1.0 - (knee - day) / (knee - first)) if early else 0.0
        else:
            share = early + (1.0 - early) * ((day - knee) / (last - knee) if knee < last else 0.0)
        return min(max(share, 0.0), 1.0)

    def day_at(self, x: float) -> date | None:
        """The day of change nearest to `x`; None (now) at the right end."""
        if not self._days or x >= self.x_of(self._today) - 4:
            return None
        after = bisect_left(self._days, x, key=self.x_of)
        return min(self._days[max(after - 1, 0) : after + 1], key=lambda day: abs(self.x_of(day) - x))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, y = self.theme.palette, self.height() / 2 + 4
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours["hairline"]), 2))
            painter.drawLine(QPointF(MARGIN_PX, y), QPointF(self.width() - MARGIN_PX, y))
            painter.setPen(QPen(QColor(colours["muted"]), 1))
            painter.drawLines([QLineF(x + 0.5, y - 11, x + 0.5, y - 6) for x in self.ticks])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours["today" if self._day >= self._today else "foreground"]))
            radius = 7 if self.hasFocus() else 6
            painter.drawEllipse(QPointF(self.x_of(self._day), y), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.day_requested.emit(self.day_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.day_requested.emit(self.day_at(event.position().x()))


class AsOfBar(QWidget):
    """Label, day field, previous and next change, slider, now. `day_requested(None)` means now."""

    day_requested = Signal(object)
    refused = Signal(str)  # a typed text that is no day

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self._day = self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label = QLabel(self)
        self.field = QLineEdit(self)
        self.field.setFixedWidth(FIELD_PX)
        self.earlier, self.later, self.now, self.more = (QToolButton(self) for _number in range(4))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.hide()
        self.slider = DaySlider(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING_PX)
        for widget in (self.label, self.field, self.earlier, self.later, self.slider, self.now, self.more):
            row.addWidget(widget, 1 if widget is self.slider else 0)
        self.label.setBuddy(self.field)
        self.field.returnPressed.connect(self._on_return)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.now.clicked.connect(lambda: self.day_requested.emit(None))
        self.slider.day_requested.connect(self.day_requested)
        self.retranslate()

    def retranslate(self) -> None:
        self.label.setText(_("As of"))
        self.field.setToolTip(_("See the plan as it was known on a day: 2024-06-27"))
        self.field.setAccessibleName(_("As of day"))
        self.slider.setAccessibleName(_("As of day, slider"))
        for button, text, tooltip, name in (
            (self.earlier, "‹", _("The day before on which something was said"), _("Previous change")),
            (self.later, "›", _("The next day on which something was said"), _("Next change")),
            (self.now, _("Now"), _("Everything known today"), ""),
            (self.more, "⋯", _("What changed"), _("What changed")),
        ):
            button.setText(text)
            button.setToolTip(tooltip)
            button.setAccessibleName(name)
        self._show_day()

    def show_theme(self, theme: Theme) -> None:
        self.slider.show_theme(theme)

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """Offer commands about the day in the menu of a button."""
        menu = QMenu(self)
        menu.addActions(actions)
        self.more.setMenu(menu)
        self.more.show()

    def show_days(self, days: tuple[date, ...], as_of: date | None, today: date) -> None:
        self._days, self._today, self._day = days, today, as_of or today
        self.slider.show_days(days, self._day, today)
        self.now.setEnabled(as_of is not None)
        self.earlier.setEnabled(self._neighbour(-1) is not None)
        self.later.setEnabled(as_of is not None)
        self._show_day()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide a slider that has no room to be aimed at."""
        others = (self.label, self.field, self.earlier, self.later, self.now, self.more)
        room = self.width() - sum(widget.sizeHint().width() + SPACING_PX for widget in others)
        self.slider.setVisible(room >= MIN_SLIDER_PX)

    def _neighbour(self, step: int) -> date | None:
        """The day of change before (-1) or after (+1) the present one; None: now, or nothing before."""
        if step < 0:
            index = bisect_left(self._days, self._day)
            return self._days[index - 1] if index else None
        index = bisect_right(self._days, self._day)
        return self._days[index] if index < len(self._days) and self._days[index] < self._today else None

    def step(self, step: int) -> None:
        """Request the previous (-1) or the next (+1) day of change."""
        day = self._neighbour(step)
        if day is not None or step > 0:
            self.day_requested.emit(day)

    def _show_day(self) -> None:
        if self._day > date.min:
            self.field.setText(self._day.isoformat())
            self.field.setStatusTip(day_words(self._day))

    def _on_return(self) -> None:
        day = day_from(self.field.text(), self._today)
        if day is None:
            self.refused.emit(self.field.text())
            self.field.selectAll()
        else:
            self.day_requested.emit(None if day >= self._today else day)
