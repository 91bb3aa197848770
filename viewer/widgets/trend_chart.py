"""The milestone trend chart on screen: paints its scene, shows tooltips, turns clicks and keys into signals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from viewer.i18n import N_, _, ngettext_
from viewer.model.programme import Programme
from viewer.paint.fonts import font_for, font_measure
from viewer.paint.overlays import Highlights, paint_highlights
from viewer.paint.qt_painter import paint_scene
from viewer.ref import event_ref, id_of
from viewer.report.sentences import claim_at, claim_tooltip, sentence_at
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Mark, Role, Scene
from viewer.timeline.trend_scene import TrendOptions, claims_at, trend_scene
from viewer.widgets.layouts import ThemedWidget

MAX_TOOLTIP_CLAIMS = 4  # a tooltip states so many claims in full, of more their number
NO_CHANGE = N_("No date has moved by this day.")
FAR = 10**6
STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Home: -FAR, Qt.Key.Key_End: FAR}


class TrendChart(ThemedWidget):
    """One Tab stop: left and right go through the claims in the order in which they were said, Enter opens one."""

    claim_requested = Signal(str, int)  # "event/ce7-launch", the index of the claim in its `EventStatus.claims`
    select_requested = Signal(str)  # "event/ce7-launch": its name was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, mouseTracking=True, focusPolicy=Qt.FocusPolicy.StrongFocus)
        self._programme: Programme | None = None
        self._event_ids: tuple[str, ...] = ()
        self._today = date.min
        self._focus = ""  # id of the event that is emphasised unless the mouse or the keys are on another
        self._scenes: dict[str, Scene] = {}  # by the id of the emphasised event
        self._hovered = ""  # the address under the mouse
        self._current = ""  # the address of the claim that the keys are on
        self.setMinimumSize(240, 150)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(640, 300)

    def retranslate(self) -> None:
        self.setAccessibleName(_("How dates moved"))
        self._reset()

    def show_programme(self, programme: Programme, event_ids: Sequence[str], today: date, focus: str = "") -> None:
        """Show these events, as of the programme's day; the event with the id `focus` is emphasised."""
        self._focus, ids = focus, tuple(event_ids)
        if programme is not self._programme or (ids, today) != (self._event_ids, self._today):
            self._programme, self._event_ids, self._today = programme, ids, today
            self._reset()
        self.update()

    def _reset(self) -> None:
        self._scenes.clear()
        self._hovered = self._current = ""
        self.setAccessibleDescription("")  # `paintEvent` sets it: the scene of the present size is not needed before
        self.update()

    def scene(self, focus: str = "") -> Scene:
        """The chart in the present size, with the event with the id `focus` emphasised. Only after `show_programme`."""
        if focus not in self._scenes:
            assert self._programme is not None
            size = Size(float(self.width()), float(self.height()))
            options = TrendOptions(size, font_measure(), self._today, focus=focus)
            self._scenes[focus] = trend_scene(self._programme, self._event_ids, options)
        return self._scenes[focus]

    def claims(self) -> list[str]:
        """The addresses of all claims shown, in the order of the days on which they were said."""
        marks = [shape for shape in self.scene().shapes if isinstance(shape, Mark)]
        marks.sort(key=lambda mark: mark.box.centre[0])
        return list(dict.fromkeys(mark.ref for mark in marks))

    def emphasised_event(self) -> str:
        """The id of the event under the mouse or the keys, else that of `show_programme`; "" for none."""
        ref = self._hovered or (self._current if self.hasFocus() else "")
        return id_of(ref, "claim").rpartition("/")[0] or id_of(ref, "event") or self._focus

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._programme is None:
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap((self.size().toSizeF() * ratio).toSize())  # edges of bars are rounded from its corner
        pixmap.setDevicePixelRatio(ratio)
        with QPainter(pixmap) as painter:
            paint_scene(painter, self.scene(self.emphasised_event()), self.theme)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, pixmap)
            focus = self._current if self.hasFocus() else ""
            paint_highlights(painter, self.scene(), self.theme, Highlights(hover=self._hovered, focus=focus))
            if len(self.scene().shapes) <= 1:
                painter.setFont(font_for(Role.LABEL))
                painter.setPen(self.theme.palette["muted"])
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _(NO_CHANGE))
        if not self.accessibleDescription():
            count = len(self.claims())
            self.setAccessibleDescription(ngettext_("{n} claim", "{n} claims", count) if count else _(NO_CHANGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scenes.clear()

    def tooltip_at(self, x: float, y: float) -> str:
        """Every claim at a point with who said it and its sources, or the event of a name; "" for nothing."""
        if self._programme is None:
            return ""
        refs = claims_at(self.scene(), x, y)
        if not refs:
            return sentence_at(self._programme, self.scene().hit(x, y))
        tooltips = [claim_tooltip(self._programme, ref) for ref in refs[:MAX_TOOLTIP_CLAIMS]]
        if len(refs) > MAX_TOOLTIP_CLAIMS:
            tooltips.append(_("and {n} more here", n=len(refs) - MAX_TOOLTIP_CLAIMS))
        return "\n\n".join(tooltips)

    def _show_tooltip(self, position: QPoint, text: str) -> None:
        """Show a tooltip, wrapped, with the first line of each claim in bold; the text is escaped."""
        parts = []
        for part in filter(None, escape(text).split("\n\n")):
            first, *rest = part.splitlines()
            parts.append("<br>".join([f"<b>{first}</b>", *rest]))
        QToolTip.showText(position, f"<qt>{'<br><br>'.join(parts)}</qt>" if parts else "", self)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event.globalPos(), self.tooltip_at(*QPointF(event.pos()).toTuple()))
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._programme is not None:
            self._hover(self.scene().hit(event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")

    def _hover(self, ref: str) -> None:
        if ref != self._hovered:
            self._hovered = ref
            self.update()
        self.setCursor(Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._programme is None:
            return
        x, y = event.position().x(), event.position().y()
        refs = claims_at(self.scene(), x, y)
        if len(refs) == 1:
            self._request_claim(refs[0])
        elif refs:
            self._show_menu(refs, event.globalPosition().toPoint())
        elif address := self.scene().hit(x, y):
            self.select_requested.emit(address)

    def _show_menu(self, refs: Sequence[str], position: QPoint) -> None:
        """Offer the claims that share a point, in the order in which they were said."""
        assert self._programme is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for ref in reversed(refs):
            action = menu.addAction(claim_tooltip(self._programme, ref).partition("\n")[0].replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, ref=ref: self._request_claim(ref))
        menu.popup(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, is_enter = STEPS.get(event.key()), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._programme is None or (step is None and not is_enter):
            super().keyPressEvent(event)
        elif step is not None:
            self._step(self._programme, step)
        elif self._current:
            self._request_claim(self._current)

    def _step(self, programme: Programme, step: int) -> None:
        """Go to another claim, and show and announce its tooltip."""
        claims = self.claims()
        if not claims:
            return
        start = claims.index(self._current) if self._current in claims else (-1 if step > 0 else len(claims))
        self._current = claims[min(max(start + step, 0), len(claims) - 1)]
        text, box = claim_tooltip(programme, self._current), self.scene().box_of(self._current)
        self.setAccessibleDescription(text)
        if box is not None:
            x, y = box.centre
            self._show_tooltip(self.mapToGlobal(QPoint(round(x) + 8, round(y) + 12)), text)
        self.update()

    def _request_claim(self, ref: str) -> None:
        claim = claim_at(self._programme, ref) if self._programme is not None else None
        if claim is not None:
            event, index, _claim = claim
            self.claim_requested.emit(event_ref(event.id), index)
