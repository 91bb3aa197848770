"""Sources: numbered footnotes of a document, and citations to copy as text, Markdown or BibTeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from viewer.i18n import SOURCE_LANGUAGE, _, language
from viewer.model.calendar import date_of, day_number
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Source, SourceKind
from viewer.model.programme import Programme
from viewer.report.dates import date_words
from viewer.report.sentences import source_mark, source_sentence


def safe_url(url: str | None) -> str:
    """`url` if it is http or https, else "": no other kind of link may leave the program."""
    return url if url is not None and url.startswith(("http://", "https://")) else ""


# ── footnotes ───────────────────────────────────────────────────────────────────────────────────


class Cited(Struct, frozen=True):
    """A line of the list of sources."""

    number: int
    id: str
    sentence: str  # publisher, title, date, and what makes it weak
    url: str = ""
    published: str = ""  # EDTF as written
    mark: str = ""  # "weak source", "relayed by …", or ""
    later: bool = False  # published after the day of the programme, and there is no other source


class Citations:
    """Numbers the sources of one document in the order in which they are first cited."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._numbers: dict[str, int] = {}

    def numbers(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these sources, ascending, each once. Sources that are not known are left out."""
        numbers = {
            self._numbers.setdefault(source_id, len(self._numbers) + 1)
            for source_id in source_ids
            if self._programme.source(source_id) is not None
        }
        return tuple(sorted(numbers))

    def event_numbers(self, event_id: str) -> tuple[int, ...]:
        """The numbers of the sources of the current claim on the event and of those that contradict it."""
        event_status = self._programme.status(event_id)
        return self.numbers(
            source
            for claim in (event_status.current_claim, *event_status.conflicts)
            for source in claim.sources
        )

    def cited(self) -> tuple[Cited, ...]:
        """The list of sources, by number."""
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


# ── citations to copy ───────────────────────────────────────────────────────────────────────────


class CitationFormat(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"


def citation_list(sources: Sequence[Source], citation_format: CitationFormat) -> str:
    """All of them, a line each (BibTeX: an entry each), each once, in the given order."""
    lines = dict.fromkeys(citation(source, citation_format) for source in sources)
    return ("\n\n" if citation_format is CitationFormat.BIBTEX else "\n").join(lines)


def citation(source: Source, citation_format: CitationFormat) -> str:
    """The source in that format."""
    return _FORMATS[citation_format](source)


def _text(source: Source) -> str:
    """ "CGTN. “China forges a new path”, 27 June 2024. https://… (read 22 November 2026)." """
    return _sentence(source, _("“{quotation}”", quotation=source.title(language())), safe_url(source.url))


def _markdown(source: Source) -> str:
    title, url = _escape_markdown(source.title(language())), safe_url(source.url)
    link = f"[{title}](<{url}>)" if url else f"*{title}*"
    return _sentence(source, link, "", _escape_markdown)


def _sentence(source: Source, title: str, url: str, escape: Callable[[str], str] = str) -> str:
    words = _("{publisher}. {title}", publisher=escape(source.publisher), title=title)
    if source.published.is_dated:
        words = _("{words}, {date}", words=words, date=date_words(source.published))
    if mark := source_mark(source):
        words = _("{words} ({attribution})", words=words, attribution=escape(mark))
    words += _(".")
    if url:
        words = f"{words} {url}"
    if source.accessed is not None:
        words = _("{words} (read {date})", words=words, date=date_words(source.accessed))
    return words


_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def _escape_markdown(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(r"\\\1", text)


def _bibtex(source: Source) -> str:
    """An entry `@article` or `@misc`, with both languages of the title."""
    entry = "article" if source.kind is SourceKind.ACADEMIC else "misc"
    fields = {
        "author": f"{{{_escape_tex(source.publisher)}}}",  # double braces: an organisation, not first and last names
        "title": f"{{{_escape_tex(source.title(SOURCE_LANGUAGE))}}}",
        **_published(source.published),
        "language": _escape_tex(source.language),
    }
    if other := source.title.other(SOURCE_LANGUAGE):
        fields["titleaddon"] = _escape_tex(other)
    if url := safe_url(source.url):
        fields["url"] = url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    if source.accessed is not None and source.accessed.precision >= Precision.DAY:
        fields["urldate"] = date_of(source.accessed.core_earliest).isoformat()
    if source.relayed_via is not None:
        fields["note"] = _escape_tex(f"relayed by {source.relayed_via}")
    elif source.weak:
        fields["note"] = "weak source"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{entry}{{{source.id},\n{body}\n}}"


def _published(when: EdtfDate) -> dict[str, str]:
    """The date fields, as far as the date is known; its EDTF text unless it is a plain day, month or year."""
    if not when.is_dated:
        return {}
    first = date_of(when.core_earliest) if when.is_plain else None
    if first is not None and when.precision >= Precision.DAY:
        return {"year": str(first.year), "month": str(first.month), "date": first.isoformat()}
    if first is not None and when.precision is Precision.MONTH:
        return {
            "year": str(first.year),
            "month": str(first.month),
            "date": f"{first.year:04}-{first.month:02}",
        }
    if first is not None and when.precision is Precision.YEAR:
        return {"year": str(first.year), "date": f"{first.year:04}"}
    return {"date": _escape_tex(when.text)}


_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _escape_tex(text: str) -> str:
    """`text` escaped for TeX; letters of any script stay."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))


_FORMATS: Mapping[CitationFormat, Callable[[Source], str]] = {
    CitationFormat.TEXT: _text,
    CitationFormat.MARKDOWN: _markdown,
    CitationFormat.BIBTEX: _bibtex,
}
