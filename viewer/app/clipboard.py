"""What the user copies: the picture, sentences, links, citations, reports of mistakes. And links that are pasted."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QPainter

from viewer import __version__
from viewer.app.main_window import AppContext
from viewer.i18n import _, day_words, ngettext_
from viewer.link import link_text, read_link
from viewer.model.entities import Source
from viewer.ref import split_ref
from viewer.report.sentences import sentence_at

PICTURE_RATIO = 2.0  # pixels of a copied picture to one on screen


class ClipboardActions:
    """Copies what the store shows."""

    def __init__(self, context: AppContext) -> None:
        self._store, self._show_message, self._theme = context.store, context.show_message, context.theme
        self._canvas = context.window.timeline.canvas

    def copy_picture(self) -> None:
        """Copy the timeline as it is shown, in PICTURE_RATIO times its size."""
        from viewer.paint.qt_painter import paint_over
        from viewer.printing.images import scene_image

        scene, theme = self._canvas.scene(), self._theme()
        image = scene_image(scene, theme, PICTURE_RATIO)
        with QPainter(image) as painter:
            paint_over(painter, scene, self._canvas.overlay(), theme)
        QGuiApplication.clipboard().setImage(image)
        size = {"width": image.width(), "height": image.height()}
        self._show_message(_("The picture is copied: {width} × {height}", **size))

    def copy_sentence(self) -> None:
        """Copy the sentence of the selection; the picture if nothing is selected."""
        if text := sentence_at(self._store.programme, self._store.state.selection):
            self._copy(text, _("Copied: {text}", text=text))
        else:
            self.copy_picture()

    def copy_link(self) -> None:
        text = link_text(self._store.state)
        self._copy(text, _("Copied: {text}", text=text))

    def open_link(self, text: str) -> bool:
        """Show what the address asks for. If it is wrong, show a message and return False."""
        store = self._store
        try:
            link = read_link(text)
        except ValueError as error:
            self._show_message(str(error))
            return False
        day = link.as_of or store.today
        if link.address and not sentence_at(store.whole.as_of(day), link.address):
            self._show_message(_("There is nothing at {address} on {day}.", address=link.address, day=day_words(day)))
            return False
        store.set(link.state(store.requested))
        return True

    def _sources(self) -> list[Source]:
        """The selected source, or those of the current claims of the selected event."""
        programme = self._store.programme
        kind, id = split_ref(self._store.state.selection)
        ids = [id] if kind == "source" else []
        if kind == "event" and programme.event(id) is not None:
            status = programme.status(id)
            ids = [source for claim in (status.current_claim, *status.conflicts) for source in claim.sources]
        return [source for id in dict.fromkeys(ids) if (source := programme.source(id)) is not None]

    def copy_citation(self, form: str) -> None:
        """Copy the citations of the selection in one of the forms of `CitationFormat`."""
        from viewer.report.citations import CitationFormat, citation_list

        sources = self._sources()
        if not sources:
            self._show_message(_("Select a source, or an event that has one."))
            return
        message = ngettext_("{n} citation copied", "{n} citations copied", len(sources))
        self._copy(citation_list(sources, CitationFormat(form)), message)

    def report_mistake(self) -> None:
        """Copy a report of a mistake in the selection, to be completed and sent."""
        from viewer.report.citations import error_report

        state = self._store.state
        text = error_report(self._store.programme, state.selection, link_text(state), __version__)
        self._copy(text, _("Copied: paste it where you report the mistake, and say what is wrong."))

    def _copy(self, text: str, message: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._show_message(message)
