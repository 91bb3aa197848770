"""What changed: while the as-of day moves a line tells it, a page tells it in full; and since the last look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer

from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.i18n import _, day_words, ngettext_
from viewer.model.calendar import date_of, day_number
from viewer.widgets.beside import AT_ONCE, Beside, in_one

REST_MS = 350
"""The day has come to rest when it did not move for so long."""
MOST_TOLD = 100_000
"""With more events than these the line is left out; the page is made when it is asked for."""


class CompareController:
    """Compares the days that the store shows; `tell` writes to the status line, `show_page` to the pane."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        settings: Settings,
        folder: Callable[[], Path],
        tell: Callable[[str], None],
        show_page: Callable[[str], None],
    ) -> None:
        self._store, self._window, self._settings, self._folder = store, window, settings, folder
        self._tell, self._show_page = tell, show_page
        self._before: date | None = None  # where the day stood before it began to move
        self._telling, self._paging = Beside(window), Beside(window)
        self._rest = QTimer(window, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell_move)

    # ── the as-of day ─────────────────────────────────────────────────────────────────────────────

    def moved(self, old: date | None) -> None:
        """The as-of day was `old` (None: now) and is another: say what changed once it has come to rest."""
        if not self._rest.isActive():
            self._before = old or self._store.today
        self._rest.start()

    def _tell_move(self) -> None:
        from viewer.report.diff import compare, diff_line

        store, first, second = self._store, *self._span()
        if first == second or len(store.whole.events) > MOST_TOLD:
            return

        def tell(changes: str) -> None:
            words = _(
                "{first} to {second}: {changes}",
                first=day_words(first),
                second=day_words(second),
                changes=changes,
            )
            self._tell(words)

        self._telling.begin(
            in_one(lambda: diff_line(compare(store.as_of(first), store.as_of(second)))),
            tell,
            self._small(),
        )

    def _small(self) -> bool:
        return len(self._store.whole.events) <= AT_ONCE

    def _span(self) -> tuple[date, date]:
        """The day before the last move and the present one, in order; at first the last day of change, and now."""
        now = self._store.view.as_of or self._store.today
        before = self._before
        if before is None or before == now:
            earlier = [day for day in self._store.whole.days_of_change if day < now]
            before = date_of(day_number(earlier[-1]) - 1) if earlier else now
        return min(before, now), max(before, now)

    def show(self) -> None:
        """The page of what changed between the day before the last move and the present one."""
        self._page(*self._span())

    def step(self, by: int) -> None:
        """To the previous (-1) or next (1) day on which something was said."""
        self._window.as_of.step(by)

    # ── the last look ─────────────────────────────────────────────────────────────────────────────

    def last_look(self) -> date | None:
        """The day up to which everything was seen last time: that of the look, or that of its data; None: never."""
        look, _space, reach = self._settings.text(self._key()).partition(" ")
        try:
            return min(date.fromisoformat(look), date.fromisoformat(reach))
        except ValueError:
            return None

    def show_since_last(self) -> None:
        """The page of what became known since this programme was looked at last."""
        day = self.last_look()
        if day is None:
            self._tell(_("This programme was not looked at before."))
        else:
            self._page(day, max(day, self._store.today))

    def remember(self) -> None:
        """This was a look."""
        store = self._store
        self._settings.remember(
            self._key(), f"{store.today.isoformat()} {store.whole.current_to.isoformat()}"
        )

    def _page(self, first: date, second: date) -> None:
        from viewer.report.diff import diff_between_days
        from viewer.report.document import html_body

        whole = self._store.whole
        if not self._small():
            self._tell(
                ngettext_("Looking through {n} event …", "Looking through {n} events …", len(whole.events))
            )
        selection = self._store.state.selection

        def show(page: str) -> None:
            if self._store.state.selection == selection:  # else something else is looked at by now
                self._show_page(page)

        page = in_one(lambda: html_body(diff_between_days(whole, first, second)))
        self._paging.begin(page, show, self._small())

    def _key(self) -> str:
        return Settings.view_key(self._folder()).replace("view/", "looked/", 1)
