"""What an export needs: one value for the command line, the dialogs, files, PDF, preview and printer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct, field

from viewer import __version__
from viewer.caching import cached_property
from viewer.i18n import _, day_words, language
from viewer.load.files import data_hash
from viewer.model.calendar import date_of
from viewer.model.programme import Programme
from viewer.page_options import PageOptions
from viewer.report.facets import shown_words
from viewer.state import ViewState
from viewer.theme import LIGHT, Theme

MADE_BY = f"Farside {__version__}"
WIDTH_LIMITS, SCALE_LIMITS = (480.0, 16_000.0), (1.0, 4.0)  # the least and the greatest `width` and `scale`


class ExportRequest(Struct, frozen=True, dict=True, eq=False):
    """A programme, a view of it, and the options of all formats; each format reads its own.

    The properties are computed when they are first read, on the thread that reads them.
    """

    programme: Programme  # the whole one, or a snapshot of the day of `state`
    state: ViewState
    today: date
    folder: Path | None = None  # of the data: most formats contain its hash, a PDF its files
    theme: Theme = LIGHT
    width: float = 1440.0  # width of a picture in pixels, before `scale`
    scale: float = 2.0  # pixels of a PNG for one of the picture
    table: str = "events"  # the table of a CSV
    pages: PageOptions = PageOptions()
    language: str = field(default_factory=language)

    @property
    def day(self) -> date:
        """The as-of day."""
        return self.state.as_of or self.today

    @cached_property
    def snapshot(self) -> Programme:
        """The programme as known on the day, unfiltered."""
        return self.programme if self.programme.day == self.day else self.programme.as_of(self.day)

    @cached_property
    def shown(self) -> Programme:
        """The snapshot with only those events that the filter of the state leaves."""
        return self.state.filter.programme(self.snapshot)

    @cached_property
    def data_number(self) -> str:
        """The hash of the data in `folder`; "" without one."""
        return data_hash(self.folder) if self.folder else ""

    @property
    def title(self) -> str:
        return self.shown.head.title(language())

    @property
    def period(self) -> str:
        """The first and the last day of the window of time."""
        window = self.state.window
        return f"{day_words(date_of(window.start))} – {day_words(date_of(window.end - 1e-6))}"

    @property
    def known_on(self) -> str:
        return _("As known on {day}", day=day_words(self.day))

    @property
    def current_to(self) -> str:
        return _("Data as of {day}", day=day_words(self.shown.current_to))

    @property
    def shown_count(self) -> str:
        """How many of all events the filter leaves; "" without a filter."""
        if not self.state.filter:
            return ""
        return shown_words(len(self.shown.events), len(self.snapshot.events))

    @property
    def data_words(self) -> str:
        """The hash of the data with its name; "" without a folder."""
        return _("data {number}", number=self.data_number) if self.data_number else ""

    @property
    def description(self) -> str:
        """What a picture shows, in a line."""
        return " · ".join(filter(None, (self.period, self.known_on, self.current_to, self.shown_count)))


class ExportedFile(Struct, frozen=True):
    """The contents of a file, and a sentence for each thing that its format cannot hold."""

    data: bytes
    warnings: tuple[str, ...] = ()
