"""Sense, not syntax: what an author may want to look at again. Hints never change an exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import fields

from viewer.i18n import Text, _
from viewer.load.files import read_files
from viewer.load.nodes import ListNode, MapNode, Node, Scalar
from viewer.load.problem import Problem
from viewer.load.strict_yaml import compose
from viewer.model.claims import holder, known_claims
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate, EdtfError
from viewer.model.entities import Claim, Event, Head, Mission, Partner, Quote, Source
from viewer.model.programme import Programme

_ITEMS: Mapping[str, type[Struct]] = {
    "": Head,
    "source": Source,
    "partner": Partner,
    "mission": Mission,
    "event": Event,
    "quote": Quote,
}


def hints(programme: Programme, folder: Path) -> tuple[Problem, ...]:
    """All hints about `programme`, which was loaded from `folder`; the files are read again for the places.

    A claim without a source; a `said` later than every one of its sources; a source that nobody cites; a text
    in one language of two; an event that ends a full day or more before one that it needs
    begins.
    """
    survey = _Survey(programme)
    for file in read_files(folder).files:
        root = None if file.data is None else compose(file.data, file.path).root
        for node in root.items if isinstance(root, ListNode) else [root]:
            if isinstance(node, MapNode):
                survey.item(file.path, _ITEMS[file.kind], node)
    return survey.found()


class _Survey:
    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._languages = programme.head.languages
        self._hints: list[Problem] = []
        self._cited: set[str] = set()
        self._sources: dict[str, tuple[str, Scalar]] = {}

    def item(self, path: str, cls: type[Struct], node: MapNode) -> None:
        name = node.entries.get("id", (None, None))[1]
        if isinstance(name, Scalar):
            if cls is Source:
                self._sources.setdefault(name.text, (path, name))
            elif cls is Event:
                self._backwards(path, name.text, node)
        for inner, within in _walk(cls, node):
            if inner is Text:
                self._untranslated(path, within)
            else:
                self._unsourced(path, inner, within)

    def found(self) -> tuple[Problem, ...]:
        for name, (path, scalar) in self._sources.items():
            if name not in self._cited:
                self._hint(path, scalar, _("nobody cites the source '{id}'", id=name))
        return tuple(sorted(self._hints))

    def _untranslated(self, path: str, node: MapNode) -> None:
        for lang in self._languages:
            if lang not in node.entries:
                self._hint(path, node, _("a text without its translation: {lang}", lang=lang))

    def _unsourced(self, path: str, cls: type[Struct], node: MapNode) -> None:
        cited = list(_texts(node, "sources"))
        self._cited.update(scalar.text for scalar in cited)
        if cls is Claim and not cited:
            self._hint(path, node, _("a claim without a source"))
        said = next(_texts(node, "said"), None)
        sources = [self._programme.source(scalar.text) for scalar in cited]
        published = [source.published for source in sources if source]
        if said is None or not published or any(not when.is_dated for when in published):
            return
        try:
            when = parse(said.text)
        except EdtfError:
            return
        if when.core_earliest >= max(when.core_latest for when in published):
            self._hint(path, said, _("said after every one of its sources was published"))

    def _backwards(self, path: str, name: str, node: MapNode) -> None:
        ends = self._holding(name)
        for needed in _texts(node, "needs"):
            begins = self._holding(needed.text)
            if ends and begins and begins.earliest - ends.latest >= 1:
                self._hint(path, needed, _("this begins only after '{id}' has ended", id=name))

    def _holding(self, name: str) -> EdtfDate | None:
        """The date that holds for an event at the end of the data."""
        event = self._programme.event(name)
        if event is None:
            return None
        end = self._programme.current_to
        known = known_claims(event, end, end)
        return holder(known).when if known else None

    def _hint(self, path: str, node: Node, message: str) -> None:
        self._hints.append(Problem(path, node.line, node.column, message, hint=True))


def _texts(node: MapNode, name: str) -> Iterator[Scalar]:
    """The scalar, or the scalars of the list, that the field `name` holds."""
    value = node.entries[name][1] if name in node.entries else None
    for item in value.items if isinstance(value, ListNode) else [value]:
        if isinstance(item, Scalar) and not item.empty:
            yield item


def _walk(cls: type[Struct], node: MapNode) -> Iterator[tuple[type[Struct], MapNode]]:
    """`node`, which is read as a `cls`, and every mapping in it with the struct that it is read as."""
    yield cls, node
    for name, inner in _inner(cls).items():
        value = node.entries[name][1] if name in node.entries else None
        for item in value.items if isinstance(value, ListNode) else [value]:
            if isinstance(item, MapNode):
                yield from _walk(inner, item)


@cache
def _inner(cls: type[Struct]) -> Mapping[str, type[Struct]]:
    """The fields of `cls` that hold a struct or a list of them."""
    inner = {field.name: (get_args(field.type) or (field.type,))[0] for field in fields(cls)}
    return {
        name: due
        for name, due in inner.items()
        if isinstance(due, type) and issubclass(due, Struct) and due is not EdtfDate
    }
