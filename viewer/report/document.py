"""A report as a document of titled sections, and the document as plain text, Markdown and HTML; any report as JSON.

Equal documents give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from unicodedata import east_asian_width

from msgspec import Struct

from viewer.i18n import LANGUAGES, _, day_words, language, ngettext_
from viewer.model.programme import Programme
from viewer.report.citations import Cited
from viewer.report.facts import Line, PayloadRow


class Item(Struct, frozen=True):
    """A line of a list: its text, the numbers of its sources, and the address of its subject."""

    text: str
    cites: tuple[int, ...] = ()
    address: str = ""


class Paragraph(Struct, frozen=True):
    """Sentences below a name."""

    name: str
    other_name: str
    lines: tuple[Line, ...]
    address: str = ""


class Section(Struct, frozen=True):
    """A heading, and below it paragraphs, a table of payloads, or a list; `more` says how much was left out."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    payloads: tuple[PayloadRow, ...] = ()
    more: str = ""


class Document(Struct, frozen=True):
    """A title, the days the document is about, its sections, and the sources by number."""

    title: str
    day_line: str
    data_line: str
    about: str
    sections: tuple[Section, ...]
    sources: tuple[Cited, ...]


def day_line(programme: Programme, today: date) -> str:
    """ "As known on 27 June 2024"."""
    day = programme.day or programme.current_to
    if day == today:
        return _("As of today, {day}", day=day_words(day))
    return _("As known on {day}", day=day_words(day))


def data_line(programme: Programme) -> str:
    """ "The data reach to 9 October 2026"."""
    return _("The data reach to {day}", day=day_words(programme.current_to))


def lesser_events_words(count: int) -> str:
    """How many events of less importance were left out: "and 3 lesser events"; "" for none."""
    return ngettext_("and {n} lesser event", "and {n} lesser events", count) if count else ""


def days_words(document: Document) -> str:
    """The day of the document and the day the data reach to, as two sentences."""
    return join_sentences(_("{sentence}.", sentence=line) for line in (document.day_line, document.data_line))


def join_sentences(sentences: Iterable[str]) -> str:
    """Sentences one after the other: with a space between them, in Chinese without."""
    return LANGUAGES[language()].sentence_gap.join(sentences)


def _cites_words(cites: tuple[int, ...]) -> str:
    """The numbers of the sources of a sentence: "[1, 3]", or ""."""
    return f"[{', '.join(map(str, cites))}]" if cites else ""


def _with_cites(text: str, cites: tuple[int, ...]) -> str:
    return f"{text} {_cites_words(cites)}" if cites else text


def _paragraph_text(paragraph: Paragraph) -> str:
    """The sentences of a paragraph, the sources of each before its full stop."""
    return join_sentences(
        _("{sentence}.", sentence=_with_cites(line.text.rstrip(".。"), line.cites))
        for line in paragraph.lines
    )


def _paragraph_name(paragraph: Paragraph) -> str:
    if not paragraph.other_name:
        return paragraph.name
    return _("{words} ({attribution})", words=paragraph.name, attribution=paragraph.other_name)


def _payload_text(row: PayloadRow) -> str:
    """A payload in a line: "ESA, IRF: NILS on Chang'e-6 (lander), 4.8 kg: negative ions"."""
    words = _(
        "{partners}: {payload} on {mission}",
        partners=row.partners,
        payload=row.name,
        mission=row.mission_name,
    )
    if row.mass:
        words = _("{one}, {other}", one=words, other=row.mass)
    if row.measures:
        words = _("{words} – {more}", words=words, more=row.measures)
    return _("{words} – {more}", words=words, more=row.state) if row.withdrawn else words


# ── plain text ──────────────────────────────────────────────────────────────────────────────────

WIDTH = 80
_NEVER_FIRST = "，。、；：？！）》”’」』】%…,.;:?!)]"
_NEVER_LAST = "（《“‘「『【(["
_TOKEN = re.compile(r"[ \n\t]+|[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]|[^ \n\t\u2e80-\u9fff\uff00-\uffef]+")


def to_text(document: Document) -> str:
    """Plain text, 80 columns wide, with a line feed at its end."""
    blocks = [_underlined(wrap(document.title), "=", document.title), wrap(days_words(document))]
    if document.about:
        blocks.append(wrap(document.about))
    for section in document.sections:
        blocks.append(_underlined(section.title, "-", section.title))
        for paragraph in section.paragraphs:
            sentences = wrap(_paragraph_text(paragraph), "  ", "  ") if paragraph.lines else ""
            blocks.append("\n".join(filter(None, (wrap(_paragraph_name(paragraph)), sentences))))
        lines = [_with_cites(item.text, item.cites) for item in section.items]
        lines += [_with_cites(_payload_text(row), row.cites) for row in section.payloads]
        if section.more:
            lines.append(section.more)
        if lines:
            blocks.append("\n".join(wrap(line, "* ", "  ") for line in lines))
    if document.sources:
        title = _("Sources")
        blocks.append(_underlined(title, "-", title))
        blocks.append("\n".join(_text_source(source) for source in document.sources))
    return "\n\n".join(blocks) + "\n"


def _underlined(lines: str, sign: str, title: str) -> str:
    return f"{lines}\n{sign * min(column_count(title), WIDTH)}"


def _text_source(source: Cited) -> str:
    lead = f"[{source.number}] "
    sentence = source.sentence + (f". {source.url}" if source.url else "")
    return wrap(sentence, lead, " " * len(lead))


def column_count(text: str) -> int:
    """The width of `text` on a terminal: a Chinese character takes two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def wrap(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> str:
    """`text` in lines of at most `width` columns, the first beginning with `first`, the others with `rest`.

    Chinese breaks between any two characters. A word longer than a line gets a line of its own; white space
    becomes one space.
    """
    lines: list[str] = []
    line, used, is_empty = first, column_count(first), True
    for word in _words(text):
        if not is_empty and used + column_count(word) > width:
            lines.append(line)
            line, used, is_empty = rest, column_count(rest), True
        piece = word.lstrip() if is_empty else word
        line, used, is_empty = line + piece, used + column_count(piece), False
    return "\n".join([*lines, line.rstrip()])


def _words(text: str) -> list[str]:
    """The pieces between which a line may break; a piece starts with the space before it."""
    words: list[str] = []
    for token in _TOKEN.findall(text.strip()):
        token = " " if token.isspace() else token
        if words and (words[-1] == " " or token[0] in _NEVER_FIRST or words[-1][-1] in _NEVER_LAST):
            words[-1] += token
        else:
            words.append(token)
    return words


# ── Markdown ────────────────────────────────────────────────────────────────────────────────────

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")
_MARKDOWN_FIRST = re.compile(r"^(\s*)([#+=-]|\d+[.)])")


def to_markdown(document: Document) -> str:
    """CommonMark with one table (GitHub's), with a line feed at its end."""
    blocks = [f"# {escape_markdown(document.title)}", escape_markdown(days_words(document))]
    if document.about:
        blocks.append(escape_markdown(document.about))
    for section in document.sections:
        blocks.append(f"## {escape_markdown(section.title)}")
        for paragraph in section.paragraphs:
            blocks.append(f"### {escape_markdown(_paragraph_name(paragraph))}")
            if paragraph.lines:
                blocks.append(escape_markdown(_paragraph_text(paragraph)))
        items = [f"- {escape_markdown(_with_cites(item.text, item.cites))}" for item in section.items]
        if section.more:
            items.append(f"- {escape_markdown(section.more)}")
        if items:
            blocks.append("\n".join(items))
        if section.payloads:
            blocks.append(_markdown_table(section.payloads))
    if document.sources:
        blocks.append(f"## {escape_markdown(_('Sources'))}")
        blocks.append("\n".join(_markdown_source(source) for source in document.sources))
    return "\n\n".join(blocks) + "\n"


def escape_markdown(words: str) -> str:
    """`words` so that Markdown shows them unchanged, at the start of a line too; white space becomes one space."""
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(words.split()))
    return _MARKDOWN_FIRST.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", escaped)


def _markdown_table(rows: tuple[PayloadRow, ...]) -> str:
    heads = (_("Partner"), _("Payload"), _("Mission"), _("Mass"), _("Measures"), _("Sources"))
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for row in rows:
        measures = row.state if row.withdrawn else row.measures
        cells = (row.partners, row.name, row.mission_name, row.mass, measures, _cites_words(row.cites))
        lines.append("| " + " | ".join(map(escape_markdown, cells)) + " |")
    return "\n".join(lines)


def _markdown_source(source: Cited) -> str:
    link = f". <{source.url}>" if source.url else ""
    return f"{source.number}. {escape_markdown(source.sentence)}{link}"


# ── HTML ────────────────────────────────────────────────────────────────────────────────────────


def to_html(document: Document) -> str:
    """A whole HTML page with its style inside it, ready to be saved or printed by a browser."""
    from viewer.report.templates import rendered, style

    return rendered(
        "page.html", lang=html_language(), style=style("page.css"), within=False, **_body_values(document)
    )


def html_body(document: Document) -> str:
    """The body alone, for a QTextDocument; links are addresses of the programme: `source/ID`, `event/ID`."""
    from viewer.report.templates import rendered

    return rendered("body.html", within=True, **_body_values(document))


def _body_values(document: Document) -> Mapping[str, object]:
    source_ids = {source.number: source.id for source in document.sources}
    return {"document": document, "days": days_words(document), "source_ids": source_ids}


def html_language() -> str:
    """The current language as HTML names it."""
    return LANGUAGES[language()].html


DOCUMENT_FORMATS: Mapping[str, Callable[[Document], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "html": to_html,
}
"""The formats of a document, by the name that `--format` knows."""


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────


def json_text(value: object) -> str:
    """The structs of a report as JSON, indented by two, Chinese left readable, a line feed at its end."""
    import json

    from msgspec import to_builtins

    return json.dumps(to_builtins(value), ensure_ascii=False, indent=2) + "\n"
