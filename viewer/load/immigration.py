"""A file of another timeline -> the folder of a programme that `farside check` passes.

What the file says is a claim that was made on the day of the import, and the file is its source; what lies in the
past by then is taken as a report that it happened, unless the file says otherwise. The folder is written whole or
not at all.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from urllib.parse import urlsplit

from viewer.i18n import LANGUAGES, SOURCE_LANGUAGE, Text, _, ngettext_
from viewer.load.foreign import Fault, Row, Sheet
from viewer.load.foreign_slides import read_timelinejs
from viewer.load.foreign_tables import read_csv
from viewer.load.places import HEAD
from viewer.model.calendar import date_of, day_number, last_day
from viewer.model.edtf import parse
from viewer.model.entities import Outcome
from viewer.model.kinds import EventKind

READERS = {".csv": read_csv, ".tsv": read_csv, ".json": read_timelinejs}
KIND = EventKind.STATEMENT
LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Imported:
    """How many events stand in the folder now, what could not be read, and what was left out on the way."""

    events: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def import_file(file: Path, folder: Path, today: date) -> Imported:
    """Read `file` (.csv, .tsv, TimelineJS .json) and write what is sound in it to `folder`.

    FileExistsError where `folder` holds something; ValueError for another suffix; OSError as it comes. Without a
    sound row nothing is written.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise ValueError(_("“{name}”: the file must end in .csv or .json", name=file))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(17, _("there is something in it already"), str(folder))
    sheet = reader(file.read_bytes())
    if not sheet.rows:
        faults = sheet.faults or [Fault(0, _("there is no event in here"))]
        return Imported(0, tuple(faults), ())
    pages = Programme(sheet, file, today).pages()
    _settle(pages, folder)
    return Imported(len(sheet.rows), tuple(sheet.faults), tuple(_notes(sheet)))


def _settle(pages: Mapping[str, str], folder: Path) -> None:
    """Write the files beside `folder`, and move them there in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, text in pages.items():
            path = place / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        place.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        place.rename(folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _notes(sheet: Sheet) -> Iterable[str]:
    if sheet.unread:
        yield _("columns that were not read: {names}", names=", ".join(sheet.unread))
    if sheet.times:
        yield ngettext_(
            "{n} time of day was left out: the file does not say in which zone",
            "{n} times of day were left out: the file does not say in which zone",
            sheet.times,
        )
    known = {kind.value for kind in EventKind}
    if number := sum(row.kind not in known for row in sheet.rows):
        yield ngettext_(
            "{n} event has no kind that we know and is written as “{kind}”",
            "{n} events have no kind that we know and are written as “{kind}”",
            number,
            kind=KIND.value,
        )


class Programme:
    """The files of the folder, as text."""

    def __init__(self, sheet: Sheet, file: Path, today: date) -> None:
        self._sheet, self._file, self._today = sheet, file, today
        self._source = slug(file.stem) or "imported"
        self._links: dict[str, str] = {}  # address -> id of its source
        self._lanes: dict[str, str] = {}  # its name -> its id

    def pages(self) -> dict[str, str]:
        """By path within the folder what stands there. The order of the rows is kept."""
        taken: set[str] = set()
        events = [
            self._event(row, _unique(slug(row.id) or slug(row.title.plain), "event", taken))
            for row in self._sheet.rows
        ]
        return {
            HEAD: self._head(),
            "sources/imported.yaml": "\n".join(self._sources()),
            "events/imported.yaml": "\n".join(events),
        }

    def _head(self) -> str:
        ends = [end for row in self._sheet.rows for end in _ends(row.when)]
        first, last = (min(ends), max(ends)) if ends else (self._today.year, self._today.year)
        spoken = {code for row in self._sheet.rows for code, _text in row.title.items()} | {SOURCE_LANGUAGE}
        lines = [
            f"title: {quoted(self._sheet.title or self._file.stem)}",
            *([f"about: {quoted(self._sheet.about)}"] if self._sheet.about else []),
            f'home: "{first:04}/{last:04}"',
            "lanes:",
            *(f"  - {{id: {id}, title: {quoted(name)}}}" for name, id in self._lanes.items()),
            f"languages: [{', '.join(code for code in LANGUAGES if code in spoken)}]",
            f'current_to: "{self._today.isoformat()}"',
        ]
        return "\n".join(lines) + "\n"

    def _sources(self) -> Iterable[str]:
        day = self._today.isoformat()
        yield (
            f"- id: {self._source}\n  title: {quoted(self._file.name)}\n  publisher: {quoted(self._file.name)}\n"
            f'  published: "{day}"\n  accessed: "{day}"\n  kind: reference\n'
        )
        called = {url: name for row in self._sheet.rows for url, name in row.links if name}
        for url, id in self._links.items():
            host = urlsplit(url).hostname or url
            yield (
                f"- id: {id}\n  title: {quoted(called.get(url, url))}\n  publisher: {quoted(host)}\n"
                f"  published: unknown\n  url: {quoted(url)}\n  kind: reference\n"
            )

    def _event(self, row: Row, id: str) -> str:
        known = {kind.value for kind in EventKind}
        lines = [
            f"- id: {id}",
            f"  title: {_text(row.title)}",
            f"  lane: {self._lane(row.lane)}",
            f"  kind: {row.kind if row.kind in known else KIND.value}",
            f"  importance: {row.importance}",
            *([f"  summary: {_text(row.summary)}"] if row.summary else []),
            "  claims:",
            f"    - when: {quoted(row.when)}",
            f'      said: "{self._today.isoformat()}"',
            *([f"      outcome: {outcome}"] if (outcome := self._outcome(row)) else []),
            f"      sources: [{', '.join([self._source, *map(self._link, dict(row.links))])}]",
        ]
        return "\n".join(lines) + "\n"

    def _outcome(self, row: Row) -> str:
        """What the file says; else done, when it has passed by the day of the import or has begun to last."""
        if row.outcome:
            return "" if row.outcome == "plan" else row.outcome
        when, now = parse(row.when), day_number(self._today)
        begun = when.is_interval and when.start_latest <= now
        return Outcome.DONE.value if begun or when.latest <= now else ""

    def _lane(self, name: str) -> str:
        name = " ".join(name.split()) or _("Events")
        if name not in self._lanes:
            self._lanes[name] = _unique(slug(name), "lane", set(self._lanes.values()))
        return self._lanes[name]

    def _link(self, url: str) -> str:
        if url not in self._links:
            taken = {self._source, *self._links.values()}
            self._links[url] = _unique(slug(urlsplit(url).hostname or ""), "link", taken)
        return self._links[url]


def _ends(when: str) -> tuple[int, ...]:
    """The years in which the finite ends of a date lie."""
    found = parse(when)
    years = [date_of(found.core_earliest).year] if isfinite(found.core_earliest) else []
    return tuple(years + ([last_day(found.core_latest).year] if isfinite(found.core_latest) else []))


def slug(text: str) -> str:
    """An id of `text`: small letters, digits, single hyphens; "" where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore")
    return "-".join(re.findall("[a-z0-9]+", plain.decode().lower()))[:LONGEST_ID].strip("-")


def _unique(id: str, instead: str, taken: set[str]) -> str:
    """`id` (or `instead`) with a number behind it where it is taken; takes it."""
    id = found = id or instead
    number = 1
    while found in taken:
        number += 1
        found = f"{id}-{number}"
    taken.add(found)
    return found


def quoted(text: str) -> str:
    """`text` as a YAML scalar between double quotes, on one line; what YAML cannot hold is left out."""
    kept = "".join(
        sign for sign in text if sign in "\t\n\r" or unicodedata.category(sign) not in ("Cc", "Cs")
    )
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        json.dumps(kept, ensure_ascii=False),
    )


def _text(text: Text) -> str:
    if [code for code, _text in text.items()] == [SOURCE_LANGUAGE]:
        return quoted(text.plain)
    return f"{{{', '.join(f'{code}: {quoted(words)}' for code, words in text.items())}}}"
