"""What is copied to be taken elsewhere: links, citations, reports of mistakes; and links that come in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from viewer import __version__
from viewer.app.store import Store
from viewer.i18n import _, day_words, ngettext_
from viewer.link import link_text, read_link
from viewer.model.entities import Source
from viewer.report.sentences import sentence_at


class ClipboardActions:
    """Copies what the store shows; `tell` writes to the status line."""

    def __init__(self, store: Store, tell: Callable[[str], None]) -> None:
        self._store, self._tell = store, tell

    def copy_link(self) -> None:
        text = link_text(self._store.state)
        self._copy(text, _("Copied: {text}", text=text))

    def open_link(self, text: str) -> bool:
        """Look at what the address asks for; what is wrong with it is told."""
        store = self._store
        try:
            link = read_link(text)
        except ValueError as error:
            self._tell(str(error))
            return False
        day = link.as_of or store.today
        if link.address and not sentence_at(store.whole.as_of(day), link.address):
            self._tell(_("There is nothing at {address} on {day}.", address=link.address, day=day_words(day)))
            return False
        store.set(link.state(store.requested))
        return True

    def sources(self) -> tuple[Source, ...]:
        """The selected source, or those of the claims that hold of the selected event."""
        programme = self._store.programme
        kind, _slash, name = self._store.state.selection.partition("/")
        ids: tuple[str, ...] = ()
        if kind == "source":
            ids = (name,)
        elif kind == "event" and programme.event(name) is not None:
            standing = programme.standing(name)
            ids = tuple(cited for claim in (standing.holder, *standing.conflicts) for cited in claim.sources)
        return tuple(source for one in dict.fromkeys(ids) if (source := programme.source(one)) is not None)

    def copy_citation(self, form: str) -> None:
        from viewer.report.citations import CitationFormat, citation_list

        sources = self.sources()
        if not sources:
            self._tell(_("Select a source, or an event that has one."))
            return
        words = ngettext_("{n} citation copied", "{n} citations copied", len(sources))
        self._copy(citation_list(sources, CitationFormat(form)), words)

    def report_mistake(self) -> None:
        from viewer.report.error_report import error_report

        state = self._store.state
        text = error_report(self._store.programme, state.selection, link_text(state), __version__)
        self._copy(text, _("Copied: paste it where you report the mistake, and say what is wrong."))

    def _copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._tell(told)
