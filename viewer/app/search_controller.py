"""Search box and palette: one index of everything with a name, looked through a slice at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from viewer.app.commands import COMMANDS, plain
from viewer.app.main_window import MainWindow
from viewer.app.saved_views import SavedViews
from viewer.app.store import Store
from viewer.i18n import N_, SOURCE_LANGUAGE, Text, _, language
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError
from viewer.model.programme import Programme
from viewer.query.search import Best, Group, Hit, Index
from viewer.query.things import Thing
from viewer.report.dates import date_words
from viewer.widgets.search_results import Found

if TYPE_CHECKING:
    from viewer.widgets.command_palette import Palette

SLICE_S = 0.008
"""So long a search runs before it lets the window live."""
SETTLE_S = 0.25
"""So long Enter waits for a first hit."""
SHOWN = 7
"""Hits of a group in the list."""
LIT = 400
"""At most so many events are marked on the timeline."""
GROUP_TITLES = {
    "command": N_("Commands"),
    "view": N_("Views"),
    "mission": N_("Missions"),
    "partner": N_("Partners"),
    "event": N_("Events"),
    "source": N_("Sources"),
}
Show = Callable[[Sequence[Found], bool], None]


class Run(QObject):
    """One search at a time, in slices; `show(lines, searching)` as hits come, `lit(ids)` for the events among them."""

    def __init__(
        self, show: Show, lit: Callable[[tuple[str, ...]], None], hidden: frozenset[str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._show, self._lit, self._hidden = show, lit, hidden
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self.go_on(SLICE_S))
        self._hits: Iterator[Hit | None] = iter(())
        self._best = Best(SHOWN)
        self._head: tuple[Found, ...] = ()
        self._shown = -1

    @property
    def searching(self) -> bool:
        return self._timer.isActive()

    def begin(self, hits: Iterator[Hit | None], head: tuple[Found, ...] = ()) -> None:
        """Look through `hits`, the lines of `head` before them; what was looked for before is forgotten."""
        self._hits, self._best, self._head, self._shown = hits, Best(SHOWN), head, -1
        self._timer.start()
        self.go_on(SLICE_S)

    def stop(self) -> None:
        self._timer.stop()
        self._lit(())

    def settle(self) -> None:
        """Go on until there is a hit, or for a moment."""
        until = perf_counter() + SETTLE_S
        while self.searching and not self._best.addresses and perf_counter() < until:
            self.go_on(SLICE_S)

    def go_on(self, seconds: float) -> None:
        until = perf_counter() + seconds
        for hit in self._hits:
            if hit is not None and hit.group not in self._hidden:
                self._best.add(hit)
            if perf_counter() >= until:
                break
        else:
            self._timer.stop()
        if len(self._best.addresses) != self._shown or not self.searching:
            self._shown = len(self._best.addresses)
            self._show((*self._head, *lines(self._best.groups())), self.searching)
            events = [address[6:] for address in self._best.addresses if address.startswith("event/")]
            self._lit(tuple(events[:LIT]))


def lines(groups: Sequence[Group]) -> tuple[Found, ...]:
    """The hits as lines under the names of their groups, each with how many there are."""
    found: list[Found] = []
    for group in groups:
        found.append(Found("", _(GROUP_TITLES[group.name]), str(group.count)))
        found += [Found(hit.address, hit.title, hit.note) for hit in group.hits]
    return tuple(found)


class SearchController(QObject):
    """Joins search box and palette to the index; `go(address)` opens what was chosen."""

    def __init__(
        self, store: Store, window: MainWindow, views: SavedViews, go: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._store, self._window, self._views, self._go = store, window, views, go
        self._index: Index | None = None
        self._made_for: tuple[Programme, str, tuple[Thing, ...]] | None = None
        self._palette: Palette | None = None
        self._in_box = Run(window.search.show_found, window.timeline.show_lit, frozenset({"command"}), window)
        self.runs = [self._in_box]
        window.closing.connect(self._stop)

    def _stop(self) -> None:
        """Nobody looks any more: what a search finds would come to lists that are gone."""
        for run in self.runs:
            run.stop()

    # ── the search box ────────────────────────────────────────────────────────────────────────────

    def search(self, text: str) -> None:
        """Begin to look for `text`; for white space, take the marks of the last search away."""
        if text.strip():
            self._in_box.begin(self.index().search(text), self._heading(text))
        else:
            self._in_box.stop()

    def settle(self) -> None:
        """Enter is about to choose: find something first."""
        self._in_box.settle()

    # ── the palette ───────────────────────────────────────────────────────────────────────────────

    @property
    def palette(self) -> Palette:
        if self._palette is None:
            from viewer.widgets.command_palette import Palette

            palette = Palette(self._window)
            self._in_palette = Run(palette.show_found, lambda _ids: None, frozenset(), palette)
            self.runs.append(self._in_palette)
            palette.search_requested.connect(self._search_all)
            palette.settle_requested.connect(lambda: self._in_palette.settle())
            palette.chosen.connect(self._go)
            self._palette = palette
        return self._palette

    def open_palette(self) -> None:
        self.palette.retranslate()
        self.palette.open_over(self._window)

    def _search_all(self, text: str) -> None:
        if text.strip():
            self._in_palette.begin(self.index().search(text, loose=True), self._heading(text))
        else:
            self._in_palette.stop()
            whole = Best(1000)
            for order, thing in enumerate(self._more()):
                rank = (0, 0 if thing.group == "command" else 1, 0, order)
                title, note = thing.title(language()), thing.note(language())
                whole.add(Hit(rank, thing.address, title, note))
            self.palette.show_found(lines(whole.groups()), False)

    # ── the index ─────────────────────────────────────────────────────────────────────────────────

    def index(self) -> Index:
        """The index of the programme as of the day, with commands and views; made anew when one of them is another."""
        key = self._store.programme, language(), self._more()
        if self._index is None or self._made_for is None or not _same(key, self._made_for):
            self._index, self._made_for = Index(key[0], key[2]), key
        return self._index

    def _more(self) -> tuple[Thing, ...]:
        found = []
        for command in COMMANDS:
            action = self._window.actions_by_id[command.id]
            if command.id != "palette" and (action.isEnabled() or action.isChecked()):
                keys = QKeySequence(command.keys[0]) if command.keys else QKeySequence()
                native = keys.toString(QKeySequence.SequenceFormat.NativeText)
                names = Text(plain(_(command.title)))
                also = (Text(plain(command.title)),) if language() != SOURCE_LANGUAGE else ()
                found.append(Thing(f"command/{command.id}", names, also, note=Text(native)))
        return (*found, *self._views.things())

    def _heading(self, text: str) -> tuple[Found, ...]:
        """What the text says besides a name: a date to go to, an address."""
        text = text.strip()
        if text.startswith("farside:"):
            return (Found(text, text, _("address")),)
        if not any(sign.isdigit() for sign in text):
            return ()
        from viewer.model.edtf_suggestions import suggest

        try:
            when = parse(suggest(text) or text)
        except EdtfError:
            return ()
        if not when.is_dated:
            return ()
        return (Found(f"date/{text}", _("Go to {date}", date=date_words(when)), ""),)


def _same(
    one: tuple[Programme, str, tuple[Thing, ...]], other: tuple[Programme, str, tuple[Thing, ...]]
) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]
