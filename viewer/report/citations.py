"""Sources numbered in the order in which a document first cites them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from viewer.i18n import _
from viewer.model.calendar import day_number
from viewer.model.entities import Source
from viewer.model.programme import Programme
from viewer.report.sentences import source_mark, source_sentence


class Cited(Struct, frozen=True):
    """A line of the list of sources."""

    number: int
    id: str
    sentence: str  # publisher, title, date, and what makes it weak
    url: str = ""
    published: str = ""  # EDTF as written
    mark: str = ""  # "weak source", "relayed by …", or ""
    later: bool = (
        False  # published after the day the programme is seen from: nothing else supports what it supports
    )


class Citations:
    """Hands out numbers; one document has one of these."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._numbers: dict[str, int] = {}

    def numbers(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these sources, ascending, each once; absent sources are left out."""
        found = {
            self._numbers.setdefault(source, len(self._numbers) + 1)
            for source in ids
            if self._programme.source(source) is not None
        }
        return tuple(sorted(found))

    def cited(self) -> tuple[Cited, ...]:
        """The list of sources, in order of number."""
        return tuple(
            self._line(number, source)
            for source_id, number in self._numbers.items()
            if (source := self._programme.source(source_id)) is not None
        )

    def _line(self, number: int, source: Source) -> Cited:
        day, words = self._programme.day, source_sentence(source)
        later = day is not None and source.published.core_earliest > day_number(day)
        return Cited(
            number=number,
            id=source.id,
            sentence=_("{words}; published after that day", words=words) if later else words,
            url=safe_url(source.url),
            published=source.published.text,
            mark=source_mark(source),
            later=later,
        )


def safe_url(url: str | None) -> str:
    """`url` where it is http or https, else "": no other kind of link leaves the programme."""
    return url if url is not None and url.startswith(("http://", "https://")) else ""
