"""Hints: what an author may want to look at again. They never change an exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import fields

from viewer.i18n import Text, _
from viewer.load.files import Diagnostic, File, read_files
from viewer.load.loader import STRUCTS, LoadResult, load_files
from viewer.load.yaml_reader import ListNode, MapNode, Node, Scalar
from viewer.model.claims import current_claim, known_claims
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate, EdtfError
from viewer.model.entities import Claim, Event, Source
from viewer.model.programme import Programme


def load_with_hints(folder: Path) -> LoadResult:
    """`load_programme(folder)`, with the hints after the faults among its diagnostics.

    A claim without a source; a `said` later than every one of its sources; a source that nobody cites; a text that
    lacks one of the programme's languages; an event that ends a full day or more before one that it needs begins.
    """
    roots: list[tuple[File, Node]] = []
    result = load_files(read_files(folder), on_root=lambda file, root: roots.append((file, root)))
    if result.programme is None:
        return result
    linter = _Linter(result.programme)
    for file, root in roots:
        for node in root.items if isinstance(root, ListNode) else [root]:
            if isinstance(node, MapNode):
                linter.check_item(file.path, STRUCTS[file.kind], node)
    hints = linter.hints()
    return LoadResult(result.programme, (*result.diagnostics, *hints), result.left_out)


class _Linter:
    """Checks item after item, against the whole programme."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._languages = programme.head.languages
        self._hints: list[Diagnostic] = []
        self._cited: set[str] = set()
        self._sources: dict[str, tuple[str, Scalar]] = {}

    def check_item(self, path: str, cls: type[Struct], node: MapNode) -> None:
        id = node.entries.get("id", (None, None))[1]
        if isinstance(id, Scalar):
            if cls is Source:
                self._sources.setdefault(id.text, (path, id))
            elif cls is Event:
                self._check_needs(path, id.text, node)
        for inner_cls, inner in _mappings(cls, node):
            if inner_cls is Text:
                self._check_languages(path, inner)
            else:
                self._check_sources(path, inner_cls, inner)

    def hints(self) -> tuple[Diagnostic, ...]:
        """All hints, sorted by place; call after the last item."""
        for id, (path, scalar) in self._sources.items():
            if id not in self._cited:
                self._hint(path, scalar, _("nobody cites the source '{id}'", id=id))
        return tuple(sorted(self._hints))

    def _check_languages(self, path: str, node: MapNode) -> None:
        for code in self._languages:
            if code not in node.entries:
                self._hint(path, node, _("a text without its translation: {lang}", lang=code))

    def _check_sources(self, path: str, cls: type[Struct], node: MapNode) -> None:
        cited = _scalars(node, "sources")
        self._cited.update(scalar.text for scalar in cited)
        if cls is Claim and not cited:
            self._hint(path, node, _("a claim without a source"))
        said = next(iter(_scalars(node, "said")), None)
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

    def _check_needs(self, path: str, id: str, node: MapNode) -> None:
        when = self._date_of(id)
        for scalar in _scalars(node, "needs"):
            needed = self._date_of(scalar.text)
            if when and needed and needed.earliest - when.latest >= 1:
                self._hint(path, scalar, _("this begins only after '{id}' has ended", id=id))

    def _date_of(self, id: str) -> EdtfDate | None:
        """The date of the current claim of an event at the end of the data."""
        event = self._programme.event(id)
        if event is None:
            return None
        end = self._programme.current_to
        claims = known_claims(event, end, end)
        return current_claim(claims).when if claims else None

    def _hint(self, path: str, node: Node, message: str) -> None:
        self._hints.append(Diagnostic(path, node.line, node.column, message, hint=True))


def _nodes(node: MapNode, name: str) -> list[Node]:
    """The node, or the nodes of the list, in the field `name`."""
    if name not in node.entries:
        return []
    value = node.entries[name][1]
    return value.items if isinstance(value, ListNode) else [value]


def _scalars(node: MapNode, name: str) -> list[Scalar]:
    return [item for item in _nodes(node, name) if isinstance(item, Scalar) and not item.empty]


def _mappings(cls: type[Struct], node: MapNode) -> Iterator[tuple[type[Struct], MapNode]]:
    """`node`, which is read as a `cls`, and every mapping inside with the struct that it is read as."""
    yield cls, node
    for name, inner_cls in _inner_structs(cls).items():
        for item in _nodes(node, name):
            if isinstance(item, MapNode):
                yield from _mappings(inner_cls, item)


@cache
def _inner_structs(cls: type[Struct]) -> Mapping[str, type[Struct]]:
    """The fields of `cls` that hold a struct or a tuple of structs."""
    inner = {field.name: (get_args(field.type) or (field.type,))[0] for field in fields(cls)}
    return {
        name: due
        for name, due in inner.items()
        if isinstance(due, type) and issubclass(due, Struct) and due is not EdtfDate
    }
