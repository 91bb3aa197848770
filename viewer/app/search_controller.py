"""Connects the search box and the command palette to one index of everything that has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from viewer.app.commands import COMMANDS, without_mnemonic
from viewer.app.main_window import AppContext
from viewer.app.open_controller import SavedViews
from viewer.caching import cached_property
from viewer.i18n import N_, SOURCE_LANGUAGE, Text, _, language
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback
from viewer.query.search import Hit, HitGroup, Index, SearchItem, TopHits
from viewer.ref import id_of, make_ref
from viewer.report.dates import date_words
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.popups import CommandPalette, ResultLine
from viewer.widgets.search_box import SearchBox

MAX_SHOWN = 7  # hits of a group in the list
MAX_LIT = 400  # events that the timeline highlights
GROUP_TITLES = {
    "command": N_("Commands"),
    "view": N_("Views"),
    "mission": N_("Missions"),
    "partner": N_("Partners"),
    "event": N_("Events"),
    "source": N_("Sources"),
}


class SearchController(QObject):
    """Searches for what the user types. `open_result(address)` opens what the user chooses."""

    def __init__(self, context: AppContext, views: SavedViews, open_result: Callable[[str], None]) -> None:
        super().__init__(context.window)
        self._store, self._window, self._views, self._open_result = context.store, context.window, views, open_result
        self._index: tuple[Programme, str, tuple[SearchItem, ...], Index] | None = None
        self._choose_when_ended: SearchBox | CommandPalette | None = None
        self.task = BackgroundTask(self)

    @cached_property
    def palette(self) -> CommandPalette:
        palette = CommandPalette(self._window)
        palette.search_requested.connect(self._search_in_palette)
        palette.choose_requested.connect(lambda: self.choose(palette))
        palette.chosen.connect(self._open_result)
        return palette

    def open_palette(self) -> None:
        self.palette.retranslate()
        self.palette.open_over(self._window)

    def search(self, text: str) -> None:
        """Search for `text` and show the hits below the search box; for white space remove the marks of the last."""
        if text.strip():
            self._search(text, self._window.search)
        else:
            self._cancel()
            self._window.timeline.show_lit(())

    def _search_in_palette(self, text: str) -> None:
        if text.strip():
            self._search(text, self.palette)
            return
        self._cancel()
        items = TopHits(1000)
        for order, item in enumerate(self._commands_and_views()):
            rank = (0, 0 if item.group == "command" else 1, 0, order)
            items.add(Hit(rank, item.address, item.title(language()), item.note(language())))
        self.palette.show_results(_result_lines(items.groups()))

    def _cancel(self) -> None:
        self.task.cancel()
        self._choose_when_ended = None

    def _search(self, text: str, target: SearchBox | CommandPalette) -> None:
        in_palette, index, heading = target is not self._window.search, self.index(), self._heading(text)
        hidden = frozenset() if in_palette else frozenset({"command"})
        self._choose_when_ended = None

        def find(progress: ProgressCallback) -> TopHits:
            return index.search(text, MAX_SHOWN, loose=in_palette, hidden=hidden, progress=progress)

        def show(hits: TopHits) -> None:
            target.show_results((*heading, *_result_lines(hits.groups())))
            if not in_palette:
                events = tuple(id for address in hits.addresses if (id := id_of(address, "event")))
                self._window.timeline.show_lit(events[:MAX_LIT])
            if self._choose_when_ended is target:
                self._choose_when_ended = None
                target.list.choose()

        if not self._store.is_small:
            target.show_results(heading, searching=True)
        self.task.run(find, show, synchronous=self._store.is_small)

    def choose(self, target: SearchBox | CommandPalette) -> None:
        """Choose the current hit in the list of `target`; the first one if the search has not ended yet."""
        if self.task.busy:
            self._choose_when_ended = target
        else:
            target.list.choose()

    def index(self) -> Index:
        """The index of the programme as of the day, of commands and saved views."""
        programme, lang, items = self._store.programme, language(), self._commands_and_views()
        last = self._index
        if last is None or last[0] is not programme or last[1:3] != (lang, items):
            last = self._index = programme, lang, items, Index(programme, items)
        return last[3]

    def _commands_and_views(self) -> tuple[SearchItem, ...]:
        items = []
        for command in COMMANDS:
            action = self._window.actions_by_id[command.id]
            if command.id != "palette" and (action.isEnabled() or action.isChecked()):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                name = Text(without_mnemonic(_(command.title)))
                also = (Text(without_mnemonic(command.title)),) if language() != SOURCE_LANGUAGE else ()
                items.append(SearchItem(make_ref("command", command.id), name, also, note=Text(keys)))
        return (*items, *self._views.items())

    def _heading(self, text: str) -> tuple[ResultLine, ...]:
        """What the text means besides a name: a link, or a date to go to."""
        text = text.strip()
        if text.startswith("farside:"):
            return (ResultLine(text, text, _("address")),)
        if not any(character.isdigit() for character in text):
            return ()
        from viewer.model.edtf_suggestions import suggest

        try:
            date = parse(suggest(text) or text)
        except EdtfError:
            return ()
        return (ResultLine(make_ref("date", text), _("Go to {date}", date=date_words(date))),) if date.is_dated else ()


def _result_lines(groups: Iterable[HitGroup]) -> tuple[ResultLine, ...]:
    """The lines of a list: each group with its title, its count and its best hits."""
    lines = []
    for group in groups:
        lines.append(ResultLine("", _(GROUP_TITLES[group.name]), str(group.count)))
        lines += [ResultLine(hit.address, hit.title, hit.note) for hit in group.hits]
    return tuple(lines)
