"""The one place where what is looked at may change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QObject, Signal

from viewer.app.view_loader import AT_ONCE_MS, Kept, Prepared, cost_ms, made_of
from viewer.model.programme import Programme
from viewer.query.filter import Filter
from viewer.state import ViewHistory, ViewState

if TYPE_CHECKING:
    from viewer.app.view_loader import Preparing

MOST_KEPT = 8
"""So many of the views looked at last are kept, as of their days, filtered."""
MANY, MOST_KEPT_OF_MANY = 50_000, 3
"""Of a programme with more events than these, fewer."""


class Store(QObject):
    """Holds the programme and the state; tells who listens when what is seen became another.

    `state` is what is wished for, `view` what is seen of it: the same, but while something of it is being made
    beside the window. `whole` is the programme as written, `programme` the same as of the view's day (of `today` for
    "now"), `shown` what the view's filter leaves of that: what is drawn, listed, printed and exported.
    """

    changed = Signal(object, object)  # the view before, the view after
    wished = Signal()  # `state` or the history became another, whether it is seen already or not
    replaced = Signal()  # another programme
    prepared = Signal(object)  # a Prepared, just before it is seen

    def __init__(self, whole: Programme, state: ViewState, today: date) -> None:
        super().__init__()
        self.today = today
        self.whole = whole
        self.history = self._settled = ViewHistory((state,), 0)
        self.view = state
        self._clock = QElapsedTimer()
        self._clock.start()
        self._looks: list[_Look] = []  # the last one at the end
        self._preparing: Preparing | None = None
        self._begun: ViewState | None = None  # what is being made
        self._again = False

    @property
    def state(self) -> ViewState:
        return self.history.present

    @property
    def programme(self) -> Programme:
        """The programme as of the view's day."""
        return self._look().seen

    @property
    def shown(self) -> Programme:
        """What the filter leaves of `programme`; the same object as long as both are the same."""
        return self._look().shown

    def as_of(self, day: date) -> Programme:
        """The programme as of `day`: the one that was looked at lately, if it was."""
        return next((look.seen for look in self._looks if look.day == day), None) or self.whole.as_of(day)

    def prepare_with(self, preparing: Preparing) -> None:
        """From now on what may take long is made beside the window; until it is there the last view stays."""
        self._preparing = preparing
        preparing.done.connect(self._take)
        preparing.broke.connect(self._fail)

    def set(self, state: ViewState) -> None:
        """Look at `state`; a step of its own in the history unless it follows the last one at once."""
        self._move(self.history.visit(state, self._clock.elapsed()))

    def back(self) -> None:
        self._move(self.history.back())

    def forward(self) -> None:
        self._move(self.history.forward())

    def give_up(self) -> None:
        """What is being made is wished for no more: the state is the view again, as if it had never been asked for."""
        if self._preparing is not None and self._preparing.busy:
            self._preparing.cancel()
            self.history = self._settled.visit(self.view, self._clock.elapsed())
            self._see(self.view)

    def replace(self, whole: Programme, state: ViewState, prepared: Prepared | None = None) -> None:
        """Look at another programme; its history begins anew. `prepared`: what was made of it beforehand."""
        if self._preparing is not None:
            self._preparing.cancel()
        self.whole = whole
        self._looks.clear()
        self.history = self._settled = ViewHistory((state,), 0)
        self.view = state
        if prepared is not None:
            self._keep(prepared)
            self.prepared.emit(prepared)
        self.replaced.emit()

    # ── what is seen ──────────────────────────────────────────────────────────────────────────────

    def _move(self, history: ViewHistory) -> None:
        self.history = history
        wish, preparing = history.present, self._preparing
        if preparing is None or not self._takes_long(wish):
            if preparing is not None:
                preparing.cancel()
            self._see(wish)
            return
        if not preparing.busy or self._begun is None or made_of(wish, self._begun) != self._begun:
            self._again = False
            self._begin(wish)
        self._see(made_of(self.view, wish))

    def _takes_long(self, wish: ViewState) -> bool:
        """Whether `wish` has to be made, and that takes a while."""
        seen_so = made_of(self.view, wish) == wish
        return not seen_so and cost_ms(self.whole, wish, self._kept(wish)) > AT_ONCE_MS

    def _see(self, view: ViewState) -> None:
        old, self.view = self.view, view
        if view == self.state:
            self._settled = self.history
        if view != old:
            self.changed.emit(old, view)
        self.wished.emit()

    def _begin(self, wish: ViewState) -> None:
        assert self._preparing is not None
        self._begun = wish
        self._preparing.prepare(self.whole, wish, self.today, self._kept(wish))

    def _take(self, prepared: Prepared) -> None:
        """It is made. Where the window moved on meanwhile, the picture is made once more, quickly."""
        assert self._preparing is not None
        self._keep(prepared)
        wish = self.state
        moved = prepared.view.layout_key() != wish.layout_key() or prepared.place != self._preparing.place(
            wish
        )
        if moved and not self._again:
            self._again = True
            self._begin(wish)
            return
        self.prepared.emit(prepared)
        self._see(wish)

    def _fail(self, error: Exception) -> None:
        """It could not be made: what is seen stays, and whoever wrote this shall hear of it."""
        self.history = self._settled.visit(self.view, self._clock.elapsed())
        self._see(self.view)
        raise error

    # ── what is kept ──────────────────────────────────────────────────────────────────────────────

    def _look(self) -> _Look:
        """Of the present view; made now where it is not there."""
        day, asked = self.view.as_of or self.today, self.view.filter
        for place, look in enumerate(self._looks):
            if look.day == day and look.asked == asked:
                self._looks.append(self._looks.pop(place))
                return look
        kept = self._kept(self.view)
        seen = kept.seen or self.whole.as_of(day)
        self._add(_Look(day, asked, seen, kept.shown or asked.programme(seen)))
        return self._looks[-1]

    def _kept(self, view: ViewState) -> Kept:
        """What is there of `view`."""
        day, asked = view.as_of or self.today, view.filter
        of_day = [look for look in self._looks if look.day == day]
        if not of_day:
            return Kept()
        shown = [look.shown for look in of_day if look.asked == asked]
        seen = of_day[0].seen
        return Kept(seen, shown[0] if shown else None if asked else seen)

    def _keep(self, prepared: Prepared) -> None:
        view = prepared.view
        if self._kept(view).shown is None:
            self._add(_Look(view.as_of or self.today, view.filter, prepared.seen, prepared.shown))

    def _add(self, look: _Look) -> None:
        self._looks.append(look)
        most = MOST_KEPT_OF_MANY if len(self.whole.events) > MANY else MOST_KEPT
        del self._looks[:-most]


class _Look(Struct, frozen=True):
    """The programme as of a day, and what a filter left of it."""

    day: date
    asked: Filter
    seen: Programme
    shown: Programme
