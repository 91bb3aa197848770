"""The milestone trend chart on screen: shows a scene, tells what lies under the mouse, turns clicks into wishes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from viewer.i18n import _, ngettext_
from viewer.model.programme import Programme
from viewer.paint.fonts import font_for, font_measure
from viewer.paint.qt_painter import paint_emphasis, paint_scene
from viewer.report.sentences import claim_at, claim_tooltip, sentence_at
from viewer.theme import Theme
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Mark, Role, Scene
from viewer.timeline.trend import build_trend, claims_at

TOLD = 4
"""So many claims under the mouse are told in full; of more, their number."""
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}


class TrendChart(QWidget):
    """One Tab stop: left and right walk the claims in the order in which they were said, Enter opens one."""

    claim_requested = Signal(
        str, int
    )  # "event/ce7-launch", the index of the claim among its `Standing.claims`
    select_requested = Signal(str)  # "event/ce7-launch": its name was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._event_ids: tuple[str, ...] = ()
        self._theme: Theme | None = None
        self._today = date.min
        self._focus = ""  # the event that the others step back for
        self._scene: Scene | None = None
        self._pictures: dict[str, QPixmap] = {}  # by the event in focus
        self._hover = ""
        self._at = ""  # the claim that the keys are on
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 150)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(640, 300)

    # ── down: what to show ────────────────────────────────────────────────────────────────────────

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setAccessibleName(_("How dates moved"))
        self._forget_scene()

    def show_programme(
        self, programme: Programme, event_ids: Sequence[str], today: date, focus: str = ""
    ) -> None:
        """Show the events of these ids, as of the programme's day; for that in `focus` the others step back."""
        if focus != self._focus:
            self._focus = focus
            self.update()
        ids = tuple(event_ids)
        if programme is not self._programme or (ids, today) != (self._event_ids, self._today):
            self._programme, self._event_ids, self._today = programme, ids, today
            self._forget_scene()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures.clear()
        self.update()

    def scene(self) -> Scene:
        """The picture as it is on screen now. Only after `show_programme`."""
        if self._scene is None:
            assert self._programme is not None
            self._scene = self._built("")
            self._describe()
        return self._scene

    def _built(self, focus: str) -> Scene:
        assert self._programme is not None
        size = Size(float(self.width()), float(self.height()))
        return build_trend(self._programme, self._event_ids, size, font_measure(), self._today, focus=focus)

    def _describe(self) -> None:
        count = len(self.claims())
        self.setAccessibleDescription(ngettext_("{n} claim", "{n} claims", count) if count else self._empty())

    def claims(self) -> list[str]:
        """The addresses of all claims shown, in the order of the days on which they were said."""
        marks = [shape for shape in self.scene().shapes if isinstance(shape, Mark)]
        marks.sort(key=lambda mark: mark.box.centre[0])
        return list(dict.fromkeys(mark.ref for mark in marks))

    def _forget_scene(self) -> None:
        self._scene = None
        self._pictures.clear()
        self._hover = self._at = ""
        self.update()

    def _empty(self) -> str:
        return _("No date has moved by this day.")

    # ── paint ─────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._programme is None or self._theme is None:
            return
        scene, theme = self.scene(), self._theme
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture(theme))
            focus = self._at if self.hasFocus() else ""
            paint_emphasis(painter, scene, theme, hover=self._hover, focus=focus)
            if len(scene.shapes) <= 1:
                painter.setFont(font_for(Role.LABEL))
                painter.setPen(theme.palette["muted"])
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty())

    def in_focus(self) -> str:
        """The event that the others step back for: the one under the mouse or the keys, else the one shown so."""
        ref = self._hover or (self._at if self.hasFocus() else "")
        return ref.split("/")[1] if ref else self._focus

    def _picture(self, theme: Theme) -> QPixmap:
        """The scene in ink, with its focus; kept until something else is to be shown."""
        ratio, focus = self.devicePixelRatioF(), self.in_focus()
        picture = self._pictures.get(focus)
        if picture is None or picture.devicePixelRatioF() != ratio:
            picture = QPixmap((self.size().toSizeF() * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(theme.palette["ground"])
            with QPainter(picture) as painter:
                paint_scene(painter, self._built(focus) if focus else self.scene(), theme)
            self._pictures[focus] = picture
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scene = None
        self._pictures.clear()

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    # ── up: what the hands wish ───────────────────────────────────────────────────────────────────

    def note_at(self, x: float, y: float) -> str:
        """What is told of the place: every claim there with who said it and its sources, or the event named; ""."""
        if self._programme is None:
            return ""
        refs = claims_at(self.scene(), x, y)
        if not refs:
            return sentence_at(self._programme, self.scene().hit(x, y))
        notes = [claim_tooltip(self._programme, ref) for ref in refs[:TOLD]]
        if len(refs) > TOLD:
            notes.append(_("and {n} more here", n=len(refs) - TOLD))
        return "\n\n".join(notes)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.globalPos(), self.note_at(float(event.pos().x()), float(event.pos().y())))
            return True
        return super().event(event)

    def _tell(self, where: QPoint, note: str) -> None:
        """A tooltip, folded where lines are long, the first line of each claim strong; data is never markup."""
        parts = []
        for part in filter(None, escape(note).split("\n\n")):
            first, *rest = part.splitlines()
            parts.append("<br>".join([f"<b>{first}</b>", *rest]))
        QToolTip.showText(where, f"<qt>{'<br><br>'.join(parts)}</qt>" if parts else "", self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._programme is not None:
            self._hover_over(self.scene().hit(event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_over("")

    def _hover_over(self, ref: str) -> None:
        if ref != self._hover:
            self._hover = ref
            self.setCursor(Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._programme is None:
            return
        x, y = event.position().x(), event.position().y()
        refs = claims_at(self.scene(), x, y)
        if len(refs) > 1:
            self._list(refs, event.globalPosition().toPoint())
        elif refs:
            self._wish(refs[0])
        elif address := self.scene().hit(x, y):
            self.select_requested.emit(address)

    def _list(self, refs: Sequence[str], where: QPoint) -> None:
        """Several claims share the place: let the hand choose."""
        assert self._programme is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for ref in reversed(refs):  # as they were said
            sentence = claim_tooltip(self._programme, ref).partition("\n")[0]
            menu.addAction(sentence.replace("&", "&&")).triggered.connect(
                lambda _checked=False, ref=ref: self._wish(ref)
            )
        menu.popup(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if self._programme is None or (
            step is None and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            super().keyPressEvent(event)
        elif step is None:
            if self._at:
                self._wish(self._at)
        elif claims := self.claims():
            start = claims.index(self._at) if self._at in claims else (-1 if step > 0 else len(claims))
            self._at = claims[min(max(start + step, 0), len(claims) - 1)]
            note = claim_tooltip(self._programme, self._at)
            self.setAccessibleDescription(note)
            box = self.scene().box_of(self._at)
            if box is not None:
                x, y = box.centre
                self._tell(self.mapToGlobal(QPoint(round(x) + 8, round(y) + 12)), note)
            self.update()

    def _wish(self, ref: str) -> None:
        assert self._programme is not None
        found = claim_at(self._programme, ref)
        if found is not None:
            event, index, _claim = found
            self.claim_requested.emit(f"event/{event.id}", index)
