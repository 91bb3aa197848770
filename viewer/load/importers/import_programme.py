"""A file of another timeline -> the folder of a programme that `farside check` passes.

What the file says is a claim made on the day of the import, and the file is its source. What lies in the past by then
counts as a report that it happened, unless the file says otherwise. The folder is written whole or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from msgspec import Struct

from viewer.i18n import LANGUAGES, SOURCE_LANGUAGE, Text, _, ngettext_
from viewer.load.files import HEAD
from viewer.load.importers.readers import ImportedRow, ImportedTable, RowFault, read_csv, read_timelinejs
from viewer.model.calendar import date_of, day_number, last_day
from viewer.model.edtf import parse
from viewer.model.entities import Outcome
from viewer.model.kinds import EventKind

READERS: Mapping[str, Callable[[bytes], ImportedTable]] = {".csv": read_csv, ".tsv": read_csv, ".json": read_timelinejs}
"""The formats: by suffix, what reads the bytes of a file."""
DEFAULT_KIND = EventKind.STATEMENT
MAX_ID_LENGTH = 60


class ImportResult(Struct, frozen=True):
    """How many events the folder holds, what could not be read, and what was left out."""

    events: int
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...]


def import_file(file: Path, folder: Path, today: date) -> ImportResult:
    """Read `file`, by its suffix, and write what is sound to `folder`.

    FileExistsError where `folder` holds something; ValueError for another suffix; OSError. Without a sound row nothing
    is written.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise ValueError(_("“{name}”: the file must end in .csv or .json", name=file))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(17, _("there is something in it already"), str(folder))
    table = reader(file.read_bytes())
    if not table.rows:
        faults = table.faults or [RowFault(0, _("there is no event in here"))]
        return ImportResult(0, tuple(faults), ())
    _write_folder(_ProgrammeWriter(table, file, today).files(), folder)
    return ImportResult(len(table.rows), tuple(table.faults), tuple(_notes(table)))


def _write_folder(files: Mapping[str, str], folder: Path) -> None:
    """Write the files beside `folder`, then move them there in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, text in files.items():
            path = temporary / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        temporary.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _notes(table: ImportedTable) -> Iterable[str]:
    if table.unread_columns:
        yield _("columns that were not read: {names}", names=", ".join(table.unread_columns))
    if table.times_dropped:
        yield ngettext_(
            "{n} time of day was left out: the file does not say in which zone",
            "{n} times of day were left out: the file does not say in which zone",
            table.times_dropped,
        )
    if count := sum(row.kind not in set(EventKind) for row in table.rows):
        yield ngettext_(
            "{n} event has no kind that we know and is written as “{kind}”",
            "{n} events have no kind that we know and are written as “{kind}”",
            count,
            kind=DEFAULT_KIND.value,
        )


class _ProgrammeWriter:
    """Turns a table into the YAML files of a programme."""

    def __init__(self, table: ImportedTable, file: Path, today: date) -> None:
        self._table, self._file, self._today = table, file, today
        self._source = slug(file.stem) or "imported"
        self._link_sources: dict[str, str] = {}  # address -> id of its source
        self._lanes: dict[str, str] = {}  # title -> id

    def files(self) -> dict[str, str]:
        """The text of each file, by its path in the folder. The order of the rows is kept."""
        taken: set[str] = set()
        events = []
        for row in self._table.rows:
            id = _unique(slug(row.id) or slug(row.title.plain), "event", taken)
            events.append(to_yaml([self._event(row, id)]))
        return {
            HEAD: to_yaml(self._head()),
            "sources/imported.yaml": "\n".join(to_yaml([source]) for source in self._sources()),
            "events/imported.yaml": "\n".join(events),
        }

    def _head(self) -> dict[str, Any]:
        years = [year for row in self._table.rows for year in _years(row.when)]
        first, last = (min(years), max(years)) if years else (self._today.year, self._today.year)
        codes = {code for row in self._table.rows for code, _text in row.title.items()} | {SOURCE_LANGUAGE}
        head: dict[str, Any] = {"title": Quoted(self._table.title or self._file.stem)}
        if self._table.about:
            head["about"] = Quoted(self._table.about)
        return {
            **head,
            "home": Quoted(f"{first:04}/{last:04}"),
            "lanes": [{"id": id, "title": Quoted(title)} for title, id in self._lanes.items()],
            "languages": [code for code in LANGUAGES if code in codes],
            "current_to": self._day,
        }

    def _sources(self) -> Iterable[dict[str, Any]]:
        name = Quoted(self._file.name)
        yield {
            "id": self._source,
            "title": name,
            "publisher": name,
            "published": self._day,
            "accessed": self._day,
            "kind": "reference",
        }
        titles = {url: title for row in self._table.rows for url, title in row.links if title}
        for url, id in self._link_sources.items():
            yield {
                "id": id,
                "title": Quoted(titles.get(url, url)),
                "publisher": Quoted(urlsplit(url).hostname or url),
                "published": "unknown",
                "url": Quoted(url),
                "kind": "reference",
            }

    def _event(self, row: ImportedRow, id: str) -> dict[str, Any]:
        claim: dict[str, Any] = {"when": Quoted(row.when), "said": self._day}
        if outcome := self._outcome(row):
            claim["outcome"] = outcome
        claim["sources"] = [self._source, *(self._link_source(url) for url in dict(row.links))]
        event: dict[str, Any] = {
            "id": id,
            "title": _text_value(row.title),
            "lane": self._lane(row.lane),
            "kind": row.kind if row.kind in set(EventKind) else DEFAULT_KIND.value,
            "importance": row.importance,
        }
        if row.summary:
            event["summary"] = _text_value(row.summary)
        return {**event, "claims": [claim]}

    @property
    def _day(self) -> Quoted:
        return Quoted(self._today.isoformat())

    def _outcome(self, row: ImportedRow) -> str:
        """The outcome in the file; else done where the date has passed by today, or an interval has begun."""
        if row.outcome:
            return "" if row.outcome == "plan" else row.outcome
        when, today = parse(row.when), day_number(self._today)
        has_begun = when.is_interval and when.start_latest <= today
        return Outcome.DONE.value if has_begun or when.latest <= today else ""

    def _lane(self, title: str) -> str:
        title = " ".join(title.split()) or _("Events")
        if title not in self._lanes:
            self._lanes[title] = _unique(slug(title), "lane", set(self._lanes.values()))
        return self._lanes[title]

    def _link_source(self, url: str) -> str:
        if url not in self._link_sources:
            taken = {self._source, *self._link_sources.values()}
            self._link_sources[url] = _unique(slug(urlsplit(url).hostname or ""), "link", taken)
        return self._link_sources[url]


def _years(text: str) -> tuple[int, ...]:
    """The years in which the ends of a date lie; an open side has none."""
    when = parse(text)
    first = [date_of(when.core_earliest).year] if when.has_start else []
    return (*first, last_day(when.core_latest).year) if when.has_end else tuple(first)


def _text_value(text: Text) -> Any:
    if [code for code, _words in text.items()] == [SOURCE_LANGUAGE]:
        return Quoted(text.plain)
    return {code: Quoted(words) for code, words in text.items()}


def slug(text: str) -> str:
    """An id of `text`: small letters, digits, single hyphens; "" where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore")
    return "-".join(re.findall("[a-z0-9]+", plain.decode().lower()))[:MAX_ID_LENGTH].strip("-")


def _unique(id: str, default: str, taken: set[str]) -> str:
    """`id` (or `default`), with a number behind it where it is taken; adds it to `taken`."""
    id = unique = id or default
    number = 1
    while unique in taken:
        number += 1
        unique = f"{id}-{number}"
    taken.add(unique)
    return unique


class Quoted(str):
    """A string that is written between double quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Indents lists in mappings, repeats equal values instead of using aliases, writes `Quoted` in quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_quoted(dumper: yaml.SafeDumper, text: Quoted) -> yaml.ScalarNode:
    """`text` on one line; control characters, which YAML cannot hold, are left out."""
    clean = "".join(
        character for character in text if character in "\t\n\r" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", clean, style='"')


_Dumper.add_representer(Quoted, _represent_quoted)


def to_yaml(value: object) -> str:
    """`value` as YAML that `viewer.load.yaml_reader` reads back, its innermost lists and mappings on one line."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=inf)
