"""Compares two days: a message when the as-of day moves, a page of all changes, a page of those since the last look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer

from viewer.app.main_window import AppContext
from viewer.app.settings import Settings
from viewer.i18n import _, day_words, ngettext_
from viewer.limits import LARGE
from viewer.model.calendar import date_of, day_number
from viewer.progress import ProgressCallback, part_of
from viewer.widgets.background_task import BackgroundTask

REST_MS = 350  # the as-of day is at rest when it has not moved for this long


class CompareController:
    """Compares the days that the store shows. `show_page` shows HTML in the details pane."""

    def __init__(self, context: AppContext, show_page: Callable[[str], None]) -> None:
        self._context, self._store, self._show_page = context, context.store, show_page
        self._day_before: date | None = None  # where the day was before it began to move
        self.message_task, self.page_task = BackgroundTask(context.window), BackgroundTask(context.window)
        context.window.progress.watch(self.page_task)
        self._rest = QTimer(context.window, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._summarize_move)

    def step(self, direction: str) -> None:
        """Go to the "previous" or the "next" day on which something was said."""
        self._context.window.as_of.step(1 if direction == "next" else -1)

    def show_now(self) -> None:
        self._store.set(self._store.requested.on(None))

    def day_changed(self, old: date | None) -> None:
        """The as-of day was `old` (None: now). Once the new day is at rest, a message says what changed."""
        if not self._rest.isActive():
            self._day_before = old or self._store.today
        self._rest.start()

    def _summarize_move(self) -> None:
        from viewer.report.diff import compare, diff_line

        store, (first, second) = self._store, self._days()

        def compare_days(progress: ProgressCallback) -> str:
            old = store.as_of(first, part_of(progress, 0.0, 0.4))
            new = store.as_of(second, part_of(progress, 0.4, 0.8))
            return diff_line(compare(old, new))

        def show(changes: str) -> None:
            days = {"first": day_words(first), "second": day_words(second)}
            self._context.show_message(_("{first} to {second}: {changes}", changes=changes, **days))

        if first != second and len(store.whole.events) <= LARGE:
            self.message_task.run(compare_days, show, synchronous=store.is_small)

    def _days(self) -> tuple[date, date]:
        """The day before the last move and the present one, in order; at first the last day of change, and now."""
        now = self._store.state.as_of or self._store.today
        before = self._day_before
        if before is None or before == now:
            earlier = [day for day in self._store.whole.days_of_change if day < now]
            before = date_of(day_number(earlier[-1]) - 1) if earlier else now
        return min(before, now), max(before, now)

    def show_changes(self) -> None:
        """Show the page of what changed between the day before the last move and the present one."""
        self._compare(*self._days())

    def last_look(self) -> date | None:
        """The earlier one of the day on which this programme was last open and the last day of its data then.

        None if it was never opened.
        """
        look, _space, data_day = self._context.settings.text(self._key()).partition(" ")
        try:
            return min(date.fromisoformat(look), date.fromisoformat(data_day))
        except ValueError:
            return None

    def show_since_last_look(self) -> None:
        """Show the page of what became known since this programme was looked at last."""
        if (day := self.last_look()) is None:
            self._context.show_message(_("This programme was not looked at before."))
        else:
            self._compare(day, max(day, self._store.today))

    def save_look(self) -> None:
        """Save that the user looks at this programme today."""
        self._context.settings.save(self._key(), f"{self._store.today} {self._store.whole.current_to}")

    def _key(self) -> str:
        return Settings.key("looked", self._context.folder())

    def _compare(self, first: date, second: date) -> None:
        from viewer.report.diff import diff_between_days
        from viewer.report.document import html_body

        whole, selection = self._store.whole, self._store.state.selection

        def show(page: str) -> None:
            if self._store.state.selection == selection:  # else the pane shows something else by now
                self._show_page(page)

        title = ngettext_("Looking through {n} event …", "Looking through {n} events …", len(whole.events))
        self.page_task.run(
            lambda _progress: html_body(diff_between_days(whole, first, second)),
            show, title=title, synchronous=self._store.is_small,
        )  # fmt: skip
