"""What a text finds, bit by bit: a search never keeps anybody waiting, however much there is to look through."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from viewer.i18n import LANGUAGES, Text, language
from viewer.model.programme import Programme
from viewer.query.folding import folded
from viewer.query.pinyin import MARK, spelling, spelt
from viewer.query.things import Thing, event_thing, things

BREATH = 100
"""After so many things without a hit a search yields None, so that its caller may look at the clock."""
QUICK = 1_000
"""The same, of events of which nothing but the title is looked at."""
KEPT = 100_000
"""A programme with more events than these is folded anew for each search, instead of kept folded."""
GROUPS = ("command", "mission", "partner", "event", "view", "source")
"""What is found, in the order in which equally good hits come."""

BEGINS, WORDS_BEGIN, WITHIN, BESIDE_BEGINS, BESIDE, LOOSE = range(6)
"""How well a text fits: the title begins with it, its words begin words of the title, they lie within the title,
a text beside the title begins with it, or has them, or only its letters follow each other in the title."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something that was found: `rank` sorts, smaller first.

    `note` is the text that matched where it was not the title (a partner's name, a place), else what it belongs to.
    """

    rank: tuple[int, int, int, int]
    address: str = field(compare=False)
    title: str = field(compare=False)
    note: str = field(compare=False)

    @property
    def group(self) -> str:
        return self.address.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind: the best of them, and how many there are."""

    name: str  # of GROUPS
    hits: tuple[Hit, ...]
    count: int


class Best:
    """The best hits of each group so far, at most `limit` of each, and the address of every one."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.addresses: set[str] = set()
        self._hits: dict[str, list[Hit]] = {}
        self._counts: dict[str, int] = {}

    def add(self, hit: Hit) -> None:
        if hit.address in self.addresses:
            return
        self.addresses.add(hit.address)
        kept = self._hits.setdefault(hit.group, [])
        insort(kept, hit)
        del kept[self.limit :]
        self._counts[hit.group] = self._counts.get(hit.group, 0) + 1

    def groups(self) -> tuple[Group, ...]:
        """The groups, that of the best hit first."""
        found = [Group(name, tuple(hits), self._counts[name]) for name, hits in self._hits.items()]
        return tuple(sorted(found, key=lambda group: group.hits[0].rank))


class _Folded(NamedTuple):
    """A thing made ready to be compared."""

    thing: Thing
    names: str
    spelt: str
    beside: tuple[str, ...]


class Index:
    """What can be found in `programme`, and `more` (commands, saved views) before it.

    Things are folded when a search first comes to them, so that making an index costs nothing.
    """

    def __init__(self, programme: Programme, more: Iterable[Thing] = ()) -> None:
        self.programme = programme
        self._more = tuple(more)
        self._kept: list[_Folded] = []
        self._rest = map(_made, self._walk())

    def search(self, text: str, loose: bool = False) -> Iterator[Hit | None]:
        """The hits for `text`, in no order, each once or twice; None now and then. Nothing for white space.

        Every word must occur, in either language, or the whole as pinyin without tones. `loose`: also what has
        the letters of `text` one after another in its title.
        """
        asked = _plain(text)
        if not asked:
            return
        question = _Question(asked, loose, language())
        rest = 0
        large = len(self.programme.events) > KEPT
        few = takewhile(lambda thing: thing.group != "event", self._walk())  # missions, partners and the like
        everything = map(_made, self._walk())
        sources = (map(_made, few), self._titles(question), everything) if large else (self._all(),)
        for order, one in (pair for source in sources for pair in enumerate(source)):
            hit = question.hit(one, order) if one is not None else None
            rest = 0 if hit is not None else rest + 1
            if hit is not None or one is None or rest % BREATH == 0:
                yield hit

    def _walk(self) -> Iterator[Thing]:
        yield from self._more
        yield from things(self.programme)

    def _all(self) -> Iterator[_Folded]:
        at = 0
        while True:
            if at == len(self._kept):
                found = next(self._rest, None)
                if found is None:
                    return
                self._kept.append(found)
            yield self._kept[at]
            at += 1

    def _titles(self, question: _Question) -> Iterator[_Folded | None]:
        """A first, quick look at a very large programme: only titles that hold the first word as it is typed."""
        word, events = question.words[0], self.programme.events
        for start in range(0, len(events), QUICK):
            for event in events[start : start + QUICK]:
                if any(word in title.lower() for title in event.title.values()):
                    yield _made(event_thing(self.programme, event))
            yield None


def best(index: Index, text: str, limit: int = 8, loose: bool = False) -> tuple[Group, ...]:
    """The groups of hits when the search has come to its end."""
    found = Best(limit)
    for hit in index.search(text, loose):
        if hit is not None:
            found.add(hit)
    return found.groups()


def search(programme: Programme, text: str, limit: int = 50) -> tuple[Hit, ...]:
    """What is there that `text` finds, best first, at most `limit`."""
    hits = sorted(hit for hit in Index(programme).search(text) if hit is not None)
    return tuple(hits[:limit])


class _Question:
    """What was typed, and how it is compared."""

    def __init__(self, asked: str, loose: bool, lang: str) -> None:
        self.whole, self.words, self.lang = asked, asked.split(), lang
        self.spelling = spelling(asked)
        self.letters = asked.replace(" ", "") if loose else ""

    def hit(self, one: _Folded, order: int) -> Hit | None:
        """The hit that `one` is, None if it is none."""
        rank, beside = self._rank(one)
        if rank is None:
            return None
        thing = one.thing
        group = GROUPS.index(thing.group)
        note = (beside or thing.note)(self.lang)
        return Hit((rank, group, thing.weight, order), thing.address, thing.title(self.lang), note)

    def _rank(self, one: _Folded) -> tuple[int | None, Text | None]:
        if all(word in one.names for word in self.words):
            if any(name.startswith(self.whole) for name in one.names.split("\n")):
                return BEGINS, None
            starts = f" {one.names}".replace("\n", " ")
            return (WORDS_BEGIN if all(f" {word}" in starts for word in self.words) else WITHIN), None
        if self.spelling is not None and one.spelt and (match := self.spelling.search(one.spelt)):
            return (WORDS_BEGIN if match.start() == 0 else WITHIN), None
        for text, beside in zip(one.thing.beside, one.beside, strict=True):
            if all(word in one.names or word in beside for word in self.words):
                return (BESIDE_BEGINS if beside.startswith(self.whole) else BESIDE), text
            if self.spelling is not None and MARK in beside and self.spelling.search(beside):
                return BESIDE, text
        if self.letters and (gaps := _gaps(self.letters, one.names)) is not None:
            return LOOSE + gaps, None
        return None, None


def _made(thing: Thing) -> _Folded:
    names = "\n".join(_plain(name) for text in (thing.title, *thing.also) for name in text.values())
    beside = tuple(f"{_plain(' '.join(text.values()))}\n{_spelt(text)}" for text in thing.beside)
    return _Folded(thing, names, _spelt(thing.title), beside)


def _spelt(text: Text) -> str:
    return "\n".join(spelt(text.get(language.code)) for language in LANGUAGES.values() if language.has_pinyin)


def _plain(text: str) -> str:
    """`text` for comparing: "Chang'e-7", "change 7" and "CHANG’E 7" are alike."""
    return " ".join(folded(text).replace("'", "").replace("-", " ").split())


def _gaps(letters: str, names: str) -> int | None:
    """How many signs lie between `letters` where they follow each other, beginning at a word; None: they do not.

    More gaps than letters, twice over, are no likeness.
    """
    fewest: int | None = None
    starts = [
        at for at, sign in enumerate(names) if sign == letters[0] and (at == 0 or not names[at - 1].isalnum())
    ]
    for start in starts:
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
