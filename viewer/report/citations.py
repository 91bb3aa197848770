"""Sources: the numbered footnotes of a document; citations and error reports to copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from viewer.i18n import SOURCE_LANGUAGE, _, day_words, language
from viewer.model.calendar import date_of, day_number
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Event, Source, SourceKind
from viewer.model.programme import Programme
from viewer.ref import id_of
from viewer.report import sentences
from viewer.report.dates import date_words


def safe_url(url: str | None) -> str:
    """`url` if it is http or https, else "": no other kind of link may leave the program."""
    return url if url is not None and url.startswith(("http://", "https://")) else ""


class CitedSource(Struct, frozen=True, gc=False):
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
        self._sources: list[Source] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these sources, ascending, each once. Sources that are not known are left out."""
        numbers = set()
        for source_id in source_ids:
            if source_id not in self._numbers and (source := self._programme.source(source_id)) is not None:
                self._sources.append(source)
                self._numbers[source_id] = len(self._sources)
            numbers.add(self._numbers.get(source_id, 0))
        return tuple(sorted(numbers - {0}))

    def event_numbers(self, event_id: str) -> tuple[int, ...]:
        """The numbers of the sources of the current claim on the event and of those that contradict it."""
        status = self._programme.status(event_id)
        return self.numbers(source for claim in (status.current_claim, *status.conflicts) for source in claim.sources)

    def source(self, number: int) -> Source:
        """The source with that number."""
        return self._sources[number - 1]

    def cited(self) -> tuple[CitedSource, ...]:
        """The list of sources, by number."""
        return tuple(self._line(number, source) for number, source in enumerate(self._sources, 1))

    def _line(self, number: int, source: Source) -> CitedSource:
        day, words = self._programme.day, sentences.source_sentence(source)
        later = day is not None and source.published.core_earliest > day_number(day)
        return CitedSource(
            number=number,
            id=source.id,
            sentence=_("{words}; published after that day", words=words) if later else words,
            url=safe_url(source.url),
            published=source.published.text,
            mark=sentences.source_mark(source),
            later=later,
        )


class CitationFormat(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"


def citation_list(sources: Sequence[Source], citation_format: CitationFormat) -> str:
    """All of them, a line each (BibTeX: an entry each), each once, in the given order."""
    lines = dict.fromkeys(citation(source, citation_format) for source in sources)
    return ("\n\n" if citation_format is CitationFormat.BIBTEX else "\n").join(lines)


def citation(source: Source, citation_format: CitationFormat) -> str:
    """The source in that format.

    As text "CGTN. “China forges a new path”, 27 June 2024. https://… (read 22 November 2026)."
    """
    if citation_format is CitationFormat.BIBTEX:
        return _bibtex(source)
    title, url = source.title(language()), safe_url(source.url)
    if citation_format is CitationFormat.TEXT:
        return _sentence(source, _("“{quotation}”", quotation=title), url)
    title = _escape_markdown(title)
    return _sentence(source, f"[{title}](<{url}>)" if url else f"*{title}*", "", _escape_markdown)


def _sentence(source: Source, title: str, url: str, escape: Callable[[str], str] = str) -> str:
    words = _("{publisher}. {title}", publisher=escape(source.publisher), title=title)
    words = sentences.with_date_and_mark(words, source, escape) + _(".")
    if url:
        words = f"{words} {url}"
    if source.accessed is not None:
        words = _("{words} (read {date})", words=words, date=date_words(source.accessed))
    return words


def _escape_markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def _bibtex(source: Source) -> str:
    """An entry `@article` or `@misc`, with both languages of the title."""
    entry = "article" if source.kind is SourceKind.ACADEMIC else "misc"
    url, note = safe_url(source.url), "weak source" if source.weak else ""
    accessed = source.accessed if source.accessed and source.accessed.precision >= Precision.DAY else None
    fields = {
        "author": f"{{{_escape_tex(source.publisher)}}}",  # double braces: an organisation, not first and last names
        "title": f"{{{_escape_tex(source.title(SOURCE_LANGUAGE))}}}",
        **_published(source.published),
        "language": _escape_tex(source.language),
        "titleaddon": _escape_tex(source.title.other(SOURCE_LANGUAGE)),
        "url": url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "urldate": date_of(accessed.core_earliest).isoformat() if accessed else "",
        "note": note if source.relayed_via is None else _escape_tex(f"relayed by {source.relayed_via}"),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{entry}{{{source.id},\n{body}\n}}"


def _published(when: EdtfDate) -> dict[str, str]:
    """The date fields, as far as the date is known; its EDTF text unless it is a plain day, month or year."""
    if not when.is_dated:
        return {}
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(when.precision, 10 if when.precision >= Precision.DAY else 0)
    if not when.is_plain or not length:
        return {"date": _escape_tex(when.text)}
    first = date_of(when.core_earliest)
    month = {"month": str(first.month)} if length > 4 else {}
    return {"year": str(first.year), **month, "date": first.isoformat()[:length]}


_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
}  # fmt: skip


def _escape_tex(text: str) -> str:
    """`text` escaped for TeX; letters of any script stay."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))


def error_report(programme: Programme, address: str, link: str, version: str) -> str:
    """The text that a reader copies to report an error, and completes. `programme` is one as of a day.

    It has the sentence at the address, what was said and by whom, the link, and how old the data are.
    """
    lines = [sentences.sentence_at(programme, address) or address, link, ""]
    event, source = programme.event(id_of(address, "event")), programme.source(id_of(address, "source"))
    if event is not None:
        lines += [*_claim_lines(programme, event), ""]
    if source is not None:
        lines += [citation(source, CitationFormat.TEXT), ""]
    lines += [
        _("Data as of {day}", day=day_words(programme.current_to)),
        _("As known on {day}", day=day_words(programme.day or programme.current_to)),
        f"Farside {version}",
        "",
        _("What is wrong, and what says so:"),
        "",
    ]
    return "\n".join(lines)


def _claim_lines(programme: Programme, event: Event) -> list[str]:
    """Every known claim of `event`, a star before the current one, with its words and sources."""
    status = programme.status(event.id)
    lines: list[str] = []
    for claim in status.claims:
        mark = "* " if claim is status.current_claim else "- "
        lines.append(mark + sentences.claim_sentence(programme, claim, named=True) + f"  [{claim.when.text}]")
        if claim.words is not None:
            lines.append(f"    “{claim.words(SOURCE_LANGUAGE)}”")
        lines += [
            f"    {citation(source, CitationFormat.TEXT)}" for source in sentences.claim_sources(programme, claim)
        ]
    return lines
