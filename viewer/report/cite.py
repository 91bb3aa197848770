"""A source as a citation to copy: as text, Markdown, BibTeX. The same source gives the same letters, whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from viewer.i18n import _, language
from viewer.model.calendar import date_of
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Source, SourceKind
from viewer.report.citations import safe_url
from viewer.report.date_words import date_words
from viewer.report.sentences import source_mark


class Form(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"


def citations(sources: Sequence[Source], form: Form) -> str:
    """All of them, a line each (BibTeX: an entry each), each once, in the order given."""
    written = dict.fromkeys(citation(source, form) for source in sources)
    return ("\n\n" if form is Form.BIBTEX else "\n").join(written)


def citation(source: Source, form: Form) -> str:
    """The source in that form."""
    return _FORMS[form](source)


def _text(source: Source) -> str:
    """ "CGTN. “China forges a new path”, 27 June 2024. https://… (read 22 November 2026)." """
    return _sentence(source, _("“{quotation}”", quotation=source.title(language())), safe_url(source.url))


def _markdown(source: Source) -> str:
    title, url = _marked_down(source.title(language())), safe_url(source.url)
    named = f"[{title}](<{url}>)" if url else f"*{title}*"
    return _sentence(source, named, "", _marked_down)


def _sentence(source: Source, title: str, url: str, dressed: Callable[[str], str] = str) -> str:
    words = _("{publisher}. {title}", publisher=dressed(source.publisher), title=title)
    if source.published.is_dated:
        words = _("{words}, {date}", words=words, date=date_words(source.published))
    if mark := source_mark(source):
        words = _("{words} ({attribution})", words=words, attribution=dressed(mark))
    words += _(".")
    if url:
        words = f"{words} {url}"
    if source.accessed is not None:
        words = _("{words} (read {date})", words=words, date=date_words(source.accessed))
    return words


_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def _marked_down(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _bibtex(source: Source) -> str:
    """An entry `@article`, `@misc` or `@online`-like `@misc`; both languages of a title are kept."""
    entry = "article" if source.kind is SourceKind.ACADEMIC else "misc"
    fields = {
        "author": f"{{{_tex(source.publisher)}}}",  # braces of its own: a body, not first and last names
        "title": f"{{{_tex(source.title.en or source.title.zh)}}}",
        **_published(source.published),
        "language": _tex(source.language),
    }
    if source.title.zh and source.title.en:
        fields["titleaddon"] = _tex(source.title.zh)
    if url := safe_url(source.url):
        fields["url"] = url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    if source.accessed is not None and source.accessed.precision >= Precision.DAY:
        fields["urldate"] = date_of(source.accessed.core_earliest).isoformat()
    if source.relayed_via is not None:
        fields["note"] = _tex(f"relayed by {source.relayed_via}")
    elif source.weak:
        fields["note"] = "weak source"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{entry}{{{source.id},\n{body}\n}}"


def _published(when: EdtfDate) -> dict[str, str]:
    """The fields of a date, as far as it is known; in words where it is no plain day, month or year."""
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
    return {"date": _tex(when.text)}


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


def _tex(text: str) -> str:
    """`text` as TeX reads it; letters of any script stay."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))


_FORMS: Mapping[Form, Callable[[Source], str]] = {
    Form.TEXT: _text,
    Form.MARKDOWN: _markdown,
    Form.BIBTEX: _bibtex,
}
