"""A document as plain text, Markdown, HTML; any report as JSON. The same input gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from viewer.i18n import _, language
from viewer.report.citations import Cited
from viewer.report.facts import Line, PayloadRow
from viewer.report.sections import Document, Item, Paragraph
from viewer.report.wrap import columns, wrapped


def cites_words(cites: tuple[int, ...]) -> str:
    """The numbers of the sources behind a sentence: "[1, 3]", or ""."""
    return f"[{', '.join(map(str, cites))}]" if cites else ""


def with_cites(text: str, cites: tuple[int, ...]) -> str:
    return f"{text} {cites_words(cites)}" if cites else text


def sentence_with_cites(line: Line) -> str:
    """A sentence of a paragraph, its sources before the full stop."""
    return _("{sentence}.", sentence=with_cites(line.text.rstrip(".。"), line.cites))


def days_words(document: Document) -> str:
    """The day it speaks for and the day the data reach to, as two sentences."""
    return joined(_("{sentence}.", sentence=line) for line in (document.day_line, document.data_line))


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after the other: with a space between them, in Chinese without."""
    return ("" if language() == "zh" else " ").join(sentences)


# ── plain text ──────────────────────────────────────────────────────────────────────────────────


def text(document: Document) -> str:
    """Plain text, 80 columns wide, with a line feed at its end."""
    blocks = [
        f"{wrapped(document.title)}\n{'=' * min(columns(document.title), 80)}",
        wrapped(days_words(document)),
    ]
    if document.about:
        blocks.append(wrapped(document.about))
    for section in document.sections:
        blocks.append(f"{section.title}\n{'-' * columns(section.title)}")
        blocks += [_text_paragraph(paragraph) for paragraph in section.paragraphs]
        lines = [wrapped(with_cites(item.text, item.cites), "* ", "  ") for item in section.items]
        lines += [wrapped(with_cites(payload_words(row), row.cites), "* ", "  ") for row in section.payloads]
        if section.more:
            lines.append(wrapped(section.more, "* ", "  "))
        if lines:
            blocks.append("\n".join(lines))
    if document.sources:
        title = _("Sources")
        blocks.append(f"{title}\n{'-' * columns(title)}")
        blocks.append("\n".join(_text_source(source) for source in document.sources))
    return "\n\n".join(blocks) + "\n"


def _text_paragraph(paragraph: Paragraph) -> str:
    sentences = joined(sentence_with_cites(line) for line in paragraph.lines)
    return wrapped(paragraph_name(paragraph)) + ("\n" + wrapped(sentences, "  ", "  ") if sentences else "")


def paragraph_name(paragraph: Paragraph) -> str:
    if not paragraph.other_name:
        return paragraph.name
    return _("{words} ({attribution})", words=paragraph.name, attribution=paragraph.other_name)


def payload_words(row: PayloadRow) -> str:
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


def _text_source(source: Cited) -> str:
    lead = f"[{source.number}] "
    sentence = source.sentence + (f". {source.url}" if source.url else "")
    return wrapped(sentence, lead, " " * len(lead))


# ── Markdown ────────────────────────────────────────────────────────────────────────────────────

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")
_MARKDOWN_FIRST = re.compile(r"^(\s*)([#+=-]|\d+[.)])")


def escaped(words: str) -> str:
    """`words` so that Markdown shows them as they are, at the start of a line too."""
    plain = _MARKDOWN.sub(r"\\\1", " ".join(words.split()))
    return _MARKDOWN_FIRST.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", plain)


def markdown(document: Document) -> str:
    """CommonMark with one table (GitHub's), with a line feed at its end."""
    blocks = [
        f"# {escaped(document.title)}",
        escaped(days_words(document)),
    ]
    if document.about:
        blocks.append(escaped(document.about))
    for section in document.sections:
        blocks.append(f"## {escaped(section.title)}")
        for paragraph in section.paragraphs:
            blocks.append(f"### {escaped(paragraph_name(paragraph))}")
            blocks += (
                [escaped(joined(sentence_with_cites(line) for line in paragraph.lines))]
                if paragraph.lines
                else []
            )
        items = [_markdown_item(item) for item in section.items]
        items += [f"- {escaped(section.more)}"] if section.more else []
        blocks += ["\n".join(items)] if items else []
        if section.payloads:
            blocks.append(_markdown_table(section.payloads))
    if document.sources:
        blocks.append(f"## {escaped(_('Sources'))}")
        blocks.append("\n".join(_markdown_source(source) for source in document.sources))
    return "\n\n".join(blocks) + "\n"


def _markdown_item(item: Item) -> str:
    return f"- {escaped(with_cites(item.text, item.cites))}"


def _markdown_table(rows: tuple[PayloadRow, ...]) -> str:
    heads = (_("Partner"), _("Payload"), _("Mission"), _("Mass"), _("Measures"), _("Sources"))
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for row in rows:
        more = row.state if row.withdrawn else row.measures
        cells = (row.partners, row.name, row.mission_name, row.mass, more, cites_words(row.cites))
        lines.append("| " + " | ".join(escaped(cell) for cell in cells) + " |")
    return "\n".join(lines)


def _markdown_source(source: Cited) -> str:
    link = f". <{source.url}>" if source.url else ""
    return f"{source.number}. {escaped(source.sentence)}{link}"


# ── HTML ────────────────────────────────────────────────────────────────────────────────────────


def html_page(document: Document) -> str:
    """A whole HTML page, its style inside it, ready to be saved or printed by a browser."""
    from viewer.report.templates import rendered, style

    return rendered(
        "page.html", lang=html_language(), style=style("page.css"), within=False, **_body_values(document)
    )


def html_body(document: Document) -> str:
    """The body alone, for a QTextDocument; links are addresses of the programme: `source/ID`, `event/ID`."""
    from viewer.report.templates import rendered

    return rendered("body.html", within=True, **_body_values(document))


def _body_values(document: Document) -> Mapping[str, object]:
    ids = {source.number: source.id for source in document.sources}
    return {"document": document, "days": days_words(document), "source_ids": ids}


def html_language() -> str:
    """The language as HTML names it: "en" or "zh-Hans"."""
    return "zh-Hans" if language() == "zh" else "en"


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────


def json_text(value: object) -> str:
    """The structs of a report as JSON, indented by two, Chinese left readable, a line feed at its end."""
    import json

    from msgspec import to_builtins

    return json.dumps(to_builtins(value), ensure_ascii=False, indent=2) + "\n"


DOCUMENTS: Mapping[str, Callable[[Document], str]] = {"text": text, "markdown": markdown, "html": html_page}
"""The formats of a document, by the name that `--format` knows."""
