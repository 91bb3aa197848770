"""What a text finds in a programme: an index of normalized names, and hits in order of how well they fit."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from itertools import chain
from threading import Lock

from msgspec import Struct

from viewer.i18n import LANGUAGES, Text, _, language
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.progress import STRIDE, ProgressCallback, ignore_progress, part_of, tracked
from viewer.query.normalize import SYLLABLE, normalize, pinyin_pattern, to_pinyin
from viewer.ref import event_ref, kind_of, make_ref

GROUPS = ("command", "mission", "partner", "event", "view", "source")
"""What is found, in the order of equally good hits."""

TITLE_STARTS, WORDS_START, IN_TITLE, RELATED_STARTS, IN_RELATED, LETTERS = range(6)
"""How well a text fits: the title starts with it; its words start words of the title; they are in the title; a related
name starts with it; they are in it; or only its letters follow each other in the title."""

BUILD_SHARE = 0.8  # The share of the first search that building the index takes


class SearchItem(Struct, frozen=True, gc=False):
    """Something with a name."""

    address: str  # "event/ce7-launch"; the group, a slash, an id
    title: Text
    also: tuple[Text, ...] = ()  # other names, as good as the title
    related: tuple[Text, ...] = ()  # names of other things by which it is found too, with a lower rank
    note: Text = Text()  # what it belongs to
    weight: int = 0  # among equally good hits of a group the smaller comes first

    @property
    def group(self) -> str:
        return kind_of(self.address)


def search_items(programme: Programme) -> Iterator[SearchItem]:
    """Missions, partners, events and sources of `programme`, in this order."""
    for mission in programme.missions:
        payloads = tuple(payload.name for payload in mission.payloads)
        yield SearchItem(make_ref("mission", mission.id), mission.name, related=payloads, note=Text(_("mission")))
    for partner in programme.partners:
        also = (partner.short,) if partner.short else ()
        yield SearchItem(make_ref("partner", partner.id), partner.name, also, note=Text(_("partner")))
    lanes = {lane.id: lane.title for lane in programme.head.lanes}
    for event in programme.events:
        yield SearchItem(
            event_ref(event.id),
            event.title,
            related=tuple(_related(programme, event)),
            note=lanes.get(programme.lane_of(event), Text()),
            weight=5 - event.importance,
        )
    for source in programme.sources:
        publisher = Text(source.publisher)
        weight = int(source.weak or source.relayed_via is not None)
        yield SearchItem(
            make_ref("source", source.id), source.title, related=(publisher,), note=publisher, weight=weight
        )


def _related(programme: Programme, event: Event) -> Iterator[Text]:
    """The names of the event's partners, payloads and place."""
    for partner_id in event.partners:
        if partner := programme.partner(partner_id):
            yield partner.name
            if partner.short:
                yield partner.short
    for payload_id in event.payloads:
        if payload := programme.payload(payload_id):
            yield payload.name
    if event.place:
        yield event.place.name


class Hit(Struct, frozen=True):
    """Something that was found. `note` is the related name that matched, else what the item belongs to."""

    rank: tuple[int, int, int, int]  # smaller first
    address: str
    title: str
    note: str

    @property
    def group(self) -> str:
        return kind_of(self.address)


class HitGroup(Struct, frozen=True):
    """The best hits of one group, and how many there are."""

    name: str  # one of GROUPS
    hits: tuple[Hit, ...]
    count: int


class TopHits:
    """At most `limit` of the best hits of each group, and the address of every hit, in the order of the items."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.addresses: list[str] = []
        self._hits: dict[str, list[Hit]] = {}
        self._counts: dict[str, int] = {}

    def add(self, hit: Hit) -> None:
        self.addresses.append(hit.address)
        hits = self._hits.setdefault(hit.group, [])
        insort(hits, hit, key=lambda each: each.rank)
        del hits[self.limit :]
        self._counts[hit.group] = self._counts.get(hit.group, 0) + 1

    def groups(self) -> tuple[HitGroup, ...]:
        """The groups, that of the best hit first."""
        groups = [HitGroup(name, tuple(hits), self._counts[name]) for name, hits in self._hits.items()]
        return tuple(sorted(groups, key=lambda group: group.hits[0].rank))


class _Entry(Struct, frozen=True, gc=False):
    """An item with its names made comparable."""

    item: SearchItem
    names: str  # title and other names in every language, one a line
    pinyin: str
    related: tuple[str, ...]


class Index:
    """What can be found in `programme`, and before it `more` (commands, saved views).

    The first search normalizes all names. Several threads may search one index.
    """

    def __init__(self, programme: Programme, more: Iterable[SearchItem] = ()) -> None:
        self.programme = programme
        self._rest = chain(more, search_items(programme))
        self._entries: list[_Entry] = []
        self._complete = False
        self._lock = Lock()

    def search(
        self,
        text: str,
        limit: int,
        *,
        loose: bool = False,
        hidden: frozenset[str] = frozenset(),
        progress: ProgressCallback = ignore_progress,
    ) -> TopHits:
        """The best `limit` hits of each group for `text`; none for white space.

        Every word must occur, in any language, or the whole as pinyin without tones. `loose`: also what has the
        letters of `text` one after another in its title. `hidden`: groups that are left out.
        """
        hits = TopHits(limit)
        normalized = _comparable(text)
        if not normalized:
            return hits
        start = 0.0
        if not self._complete:
            self._build(part_of(progress, 0.0, BUILD_SHARE))
            start = BUILD_SHARE
        query = _Query(normalized, loose)
        for order, entry in enumerate(tracked(self._entries, part_of(progress, start, 1.0))):
            hit = query.hit(entry, order)
            if hit is not None and hit.group not in hidden:
                hits.add(hit)
        return hits

    def _build(self, progress: ProgressCallback) -> None:
        """Normalize the names that are not yet; where it was cancelled, the next search goes on."""
        total = max(1, len(self.programme.events))
        with self._lock:
            for item in self._rest:
                self._entries.append(_entry(item))
                if len(self._entries) % STRIDE == 0:
                    progress(min(1.0, len(self._entries) / total))
            self._complete = True


class _Query:
    """What was typed, and how it is compared."""

    def __init__(self, text: str, loose: bool) -> None:
        self.text, self.words, self.language = text, text.split(), language()
        self.pinyin = pinyin_pattern(text)
        self.letters = text.replace(" ", "") if loose else ""

    def hit(self, entry: _Entry, order: int) -> Hit | None:
        """The hit that `entry` is, or None. `order`: its place among the items."""
        rank, related = self._rank(entry)
        if rank is None:
            return None
        item = entry.item
        note = (related or item.note)(self.language)
        place = (rank, GROUPS.index(item.group), item.weight, order)
        return Hit(place, item.address, item.title(self.language), note)

    def _rank(self, entry: _Entry) -> tuple[int | None, Text | None]:
        """How well the entry fits, and the related name that does."""
        if all(word in entry.names for word in self.words):
            if any(name.startswith(self.text) for name in entry.names.split("\n")):
                return TITLE_STARTS, None
            starts = f" {entry.names}".replace("\n", " ")
            return (WORDS_START if all(f" {word}" in starts for word in self.words) else IN_TITLE), None
        if self.pinyin is not None and entry.pinyin and (match := self.pinyin.search(entry.pinyin)):
            return (WORDS_START if match.start() == 0 else IN_TITLE), None
        for text, name in zip(entry.item.related, entry.related, strict=True):
            if all(word in entry.names or word in name for word in self.words):
                return (RELATED_STARTS if name.startswith(self.text) else IN_RELATED), text
            if self.pinyin is not None and SYLLABLE in name and self.pinyin.search(name):
                return IN_RELATED, text
        if self.letters and (gaps := _gaps(self.letters, entry.names)) is not None:
            return LETTERS + gaps, None
        return None, None


def _entry(item: SearchItem) -> _Entry:
    names = "\n".join(_comparable(name) for text in (item.title, *item.also) for name in text.values())
    related = tuple(f"{_comparable(' '.join(text.values()))}\n{_pinyin(text)}" for text in item.related)
    return _Entry(item, names, _pinyin(item.title), related)


def _pinyin(text: Text) -> str:
    return "\n".join(to_pinyin(text.get(code)) for code, each in LANGUAGES.items() if each.has_pinyin)


def _comparable(text: str) -> str:
    """`text` for comparing: "Chang'e-7", "change 7" and "CHANG’E 7" are alike."""
    return " ".join(normalize(text).replace("'", "").replace("-", " ").split())


def _gaps(letters: str, names: str) -> int | None:
    """How many characters lie between `letters` where they follow each other, from the start of a word on; else None.

    More than twice as many gaps as letters count as no match.
    """
    fewest: int | None = None
    places = (at for at, character in enumerate(names) if character == letters[0])
    for start in (at for at in places if at == 0 or not names[at - 1].isalnum()):
        at = start
        for letter in letters[1:]:
            at = names.find(letter, at + 1)
            if at < 0:
                break
        else:
            gaps = at - start + 1 - len(letters)
            if gaps <= 2 * len(letters) and (fewest is None or gaps < fewest):
                fewest = gaps
    return fewest
