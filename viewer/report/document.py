"""A report as a document of titled sections, and the document as plain text, Markdown and HTML; any report as JSON.

Equal documents give equal bytes. HTML is written by the templates in `resources/templates/` alone: they escape all
values, and an unknown name is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from msgspec import Struct

from viewer.i18n import LANGUAGES, _, day_words, kilograms, language, localized, ngettext_
from viewer.load.files import cache_folder
from viewer.model.programme import Programme
from viewer.report.citations import CitedSource
from viewer.resources import resource

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket


class Line(Struct, frozen=True, gc=False):
    """A sentence without its full stop, and the numbers of its sources."""

    text: str
    cites: tuple[int, ...] = ()


class FactLine(Line, frozen=True, gc=False):
    """A fact, also as label and value."""

    label: str = ""
    value: str = ""


class Item(Line, frozen=True, gc=False):
    """A line of a list, with the address of its subject."""

    address: str = ""


class Paragraph(Struct, frozen=True):
    """Sentences below a name."""

    name: str
    other_name: str  # in another language; "" where there is none
    lines: tuple[Line, ...]
    address: str = ""


class PayloadRow(Struct, frozen=True):
    """A payload and its partners."""

    id: str
    partners: str  # "ESA, IRF"
    partner_ids: tuple[str, ...]
    name: str
    mission: str
    mission_name: str
    mass_kg: float | None
    mass: str  # "4.8 kg" or ""
    measures: str
    carried_by: str
    state: str  # its latest event: "Rashid-2 reported barred: by 24 March 2023"
    withdrawn: bool
    cites: tuple[int, ...] = ()


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
    sources: tuple[CitedSource, ...]


def day_line(programme: Programme, today: date) -> str:
    """ "As known on 27 June 2024"."""
    day = programme.day or programme.current_to
    if day == today:
        return _("As of today, {day}", day=day_words(day))
    return _("As known on {day}", day=day_words(day))


def data_line(programme: Programme) -> str:
    """ "The data reach to 9 October 2026"."""
    return _("The data reach to {day}", day=day_words(programme.current_to))


def days_words(document: Document) -> str:
    """The day of the document and the day the data reach to, as two sentences."""
    return join_sentences(_("{sentence}.", sentence=line) for line in (document.day_line, document.data_line))


def join_sentences(sentences: Iterable[str]) -> str:
    """Sentences one after the other: with a space between them, in Chinese without."""
    return LANGUAGES[language()].sentence_gap.join(sentences)


def _cites_words(cites: tuple[int, ...]) -> str:
    """ "[1, 3]"; "" for none."""
    return f"[{', '.join(map(str, cites))}]" if cites else ""


def _with_cites(text: str, cites: tuple[int, ...]) -> str:
    return f"{text} {_cites_words(cites)}" if cites else text


def _paragraph_text(paragraph: Paragraph) -> str:
    """The sentences of a paragraph, the sources of each before its full stop."""
    sentences = (_with_cites(line.text.rstrip(".。"), line.cites) for line in paragraph.lines)
    return join_sentences(_("{sentence}.", sentence=sentence) for sentence in sentences)


def _paragraph_name(paragraph: Paragraph) -> str:
    if not paragraph.other_name:
        return paragraph.name
    return _("{words} ({attribution})", words=paragraph.name, attribution=paragraph.other_name)


def _payload_text(row: PayloadRow) -> str:
    """A payload in a line: "ESA, IRF: NILS on Chang'e-6 (lander), 4.8 kg: negative ions"."""
    words = _("{partners}: {payload} on {mission}", partners=row.partners, payload=row.name, mission=row.mission_name)
    if row.mass:
        words = _("{one}, {other}", one=words, other=row.mass)
    for more in (row.measures, row.state if row.withdrawn else ""):
        words = _("{words} – {more}", words=words, more=more) if more else words
    return _with_cites(words, row.cites)


WIDTH = 80
_NEVER_FIRST = "，。、；：？！）》”’」』】%…,.;:?!)]"
_NEVER_LAST = "（《“‘「『【(["
_TOKEN = re.compile(r"[ \n\t]+|[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]|[^ \n\t\u2e80-\u9fff\uff00-\uffef]+")


def to_text(document: Document) -> str:
    """Plain text, 80 columns wide, with a line feed at its end."""
    blocks = [_underlined(document.title, "="), wrap(days_words(document))]
    if document.about:
        blocks.append(wrap(document.about))
    for section in document.sections:
        blocks.append(_underlined(section.title, "-"))
        for paragraph in section.paragraphs:
            sentences = wrap(_paragraph_text(paragraph), "  ", "  ") if paragraph.lines else ""
            blocks.append("\n".join(filter(None, (wrap(_paragraph_name(paragraph)), sentences))))
        lines = [_with_cites(item.text, item.cites) for item in section.items]
        lines += [*map(_payload_text, section.payloads), *filter(None, (section.more,))]
        if lines:
            blocks.append("\n".join(wrap(line, "* ", "  ") for line in lines))
    if document.sources:
        blocks.append(_underlined(_("Sources"), "-"))
        blocks.append("\n".join(map(_text_source, document.sources)))
    return "\n\n".join(blocks) + "\n"


def _underlined(title: str, sign: str) -> str:
    return f"{wrap(title)}\n{sign * min(column_count(title), WIDTH)}"


def _text_source(source: CitedSource) -> str:
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
        items = [_with_cites(item.text, item.cites) for item in section.items]
        if items or section.more:
            blocks.append("\n".join(f"- {escape_markdown(item)}" for item in filter(None, (*items, section.more))))
        if section.payloads:
            blocks.append(_markdown_table(section.payloads))
    if document.sources:
        blocks.append(f"## {escape_markdown(_('Sources'))}")
        sources = ((f"{source.number}. {escape_markdown(source.sentence)}", source.url) for source in document.sources)
        blocks.append("\n".join(f"{line}. <{url}>" if url else line for line, url in sources))
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


PART_SIZE = 1000  # variables and texts of a template in one part of `rendered_parts`


def to_html(document: Document) -> str:
    """A whole HTML page with its style inside it, ready to be saved or printed by a browser."""
    return rendered("page.html", lang=html_language(), style=style("page.css"), **body_values(document, within=False))


def html_body(document: Document) -> str:
    """The body alone, for a QTextDocument; links are addresses of the programme: `source/ID`, `event/ID`."""
    return rendered("body.html", **body_values(document, within=True))


def body_values(document: Document, within: bool) -> dict[str, object]:
    """The values of body.html; `within`: links lead to addresses of the programme, not to places on the page."""
    source_ids = {source.number: source.id for source in document.sources}
    return {"document": document, "days": days_words(document), "source_ids": source_ids, "within": within}


def html_language() -> str:
    """The current language as HTML names it."""
    return LANGUAGES[language()].html


def rendered(name: str, **values: object) -> str:
    """The template `name` with `values`, which are escaped unless they are markup."""
    return _environment().get_template(name).render(**values)


def rendered_parts(name: str, **values: object) -> Iterator[str]:
    """What `rendered` returns, in parts: iterators among the values are read while the parts are written."""
    stream = _environment().get_template(name).stream(**values)
    stream.enable_buffering(PART_SIZE)
    return iter(stream)


def style(name: str, palette: Mapping[str, str] | None = None) -> str:
    """The style sheet `name`; each `{colour}` in it is replaced by that colour of `palette`."""
    css = resource("templates").joinpath(name).read_text(encoding="utf-8")
    for key, colour in (palette or {}).items():
        css = css.replace("{" + key + "}", colour)
    return css


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resource("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, ngettext_=ngettext_, localized=localized, kilograms=kilograms)
    return environment


def _bytecode_cache() -> BytecodeCache | None:
    """Compiled templates in the cache folder: the first details pane takes 5 ms instead of 42 ms."""
    from jinja2 import FileSystemBytecodeCache

    class TolerantCache(FileSystemBytecodeCache):
        """Does without a folder that it cannot write to."""

        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    folder = cache_folder()
    with suppress(OSError):
        if folder is not None:
            (folder / "templates").mkdir(mode=0o700, parents=True, exist_ok=True)
            return TolerantCache(str(folder / "templates"))
    return None


DOCUMENT_FORMATS: Mapping[str, Callable[[Document], str]] = {"text": to_text, "markdown": to_markdown, "html": to_html}
"""The formats of a document, by the name that `--format` knows."""


def json_text(value: object) -> str:
    """The structs of a report as JSON, indented by two, Chinese left readable, a line feed at its end."""
    import json

    from msgspec import to_builtins

    return json.dumps(to_builtins(value), ensure_ascii=False, indent=2) + "\n"
