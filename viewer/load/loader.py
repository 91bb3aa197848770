"""A folder of YAML -> a programme, with every fault of every file in one run.

The cache answers most starts, so whatever reads YAML is imported only where YAML is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from viewer.load.files import FOLDERS, Diagnostic, File, Files, read_files
from viewer.model.entities import Event, Head, Mission, Partner, Quote, Source
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of

if TYPE_CHECKING:
    from viewer.load.decoder import DecodeContext
    from viewer.load.yaml_reader import Node

OnRoot: TypeAlias = "Callable[[File, Node], None]"
STRUCTS: Mapping[str, type[Struct]] = {
    "": Head,
    "source": Source,
    "partner": Partner,
    "mission": Mission,
    "event": Event,
    "quote": Quote,
}
"""By kind of file, the struct of its items."""


class LoadResult(Struct, frozen=True):
    """`programme` holds what is sound; None where there is no sound head. `diagnostics` are sorted by place.

    `left_out` names what is not in the programme because of a fault: "event ce7-launch", "programme zones",
    "events/moon.yaml" for a whole file. A link to something left out is dropped without a diagnostic of its own.
    """

    programme: Programme | None
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()


def load_programme(folder: Path) -> LoadResult:
    """The programme in `folder`. Nothing in the files raises."""
    return load_files(read_files(folder))


def load_files(files: Files, progress: ProgressCallback = ignore_progress, on_root: OnRoot | None = None) -> LoadResult:
    """The programme in files that were read already. `on_root` is called with each file and its root node."""
    if not files.files:
        return LoadResult(None, files.diagnostics)
    assembly = _Assembly(on_root)
    parts = assembly.parts(files.files, progress)
    programme = None
    if parts[""]:
        items: dict[str, Any] = {folder: tuple(parts[kind]) for folder, kind in FOLDERS.items()}
        programme = Programme(parts[""][0], **items)
    diagnostics = sorted({*files.diagnostics, *assembly.diagnostics})
    return LoadResult(programme, tuple(diagnostics), tuple(dict.fromkeys(assembly.left_out)))


class _Assembly:
    """Decodes file after file; then `diagnostics` and `left_out` say what was wrong and what is missing for it."""

    def __init__(self, on_root: OnRoot | None) -> None:
        from viewer.load.references import ReferenceChecks

        self._on_root = on_root
        self.diagnostics: list[Diagnostic] = []
        self.left_out: list[str] = []
        self._checks = ReferenceChecks()

    def parts(self, files: Sequence[File], progress: ProgressCallback) -> dict[str, list[Any]]:
        """By kind of file the sound items of all files, with links that lead somewhere."""
        from viewer.load.references import resolve

        parts: dict[str, list[Any]] = {kind: [] for kind in STRUCTS}
        total = max(1, sum(len(file.data or b"") for file in files))
        done = 0
        for file in files:
            size = len(file.data or b"")
            parts[file.kind] += self._items(file, part_of(progress, done / total, (done + size) / total))
            done += size
        progress(1.0)
        diagnostics, closing = self._checks.diagnostics()
        self.diagnostics += diagnostics
        if self.diagnostics or self.left_out:
            self.left_out += resolve(parts, closing)
        return parts

    def _items(self, file: File, progress: ProgressCallback) -> list[Any]:
        """The sound items of a file."""
        from viewer.load.decoder import DecodeContext
        from viewer.load.yaml_reader import YamlFile, read_yaml

        kind = file.kind
        context = DecodeContext(file.path)
        yaml = YamlFile(None) if file.data is None else read_yaml(file.data, file.path, progress)
        self.diagnostics += yaml.diagnostics
        for line, name in yaml.lost:
            if name and kind:
                self._checks.lost.add((kind, name))
            elif yaml.root is not None:
                self._checks.torn.add(kind)
            if yaml.root is not None:
                self.left_out.append(f"{kind} {name}" if name else f"{kind} at {file.path}:{line}")
        items, is_complete = list[Any](), False
        if yaml.root is not None:
            items, is_complete = _decode(kind, yaml.root, context)
            if self._on_root is not None:
                self._on_root(file, yaml.root)
        if not is_complete:
            self.left_out.append(file.path)
            named = any(name for _line, name in yaml.lost)
            kinds = _INNER_KINDS.get(kind, set())
            self._checks.torn |= kinds if named and kind == "mission" else kinds | {kind}
        self._checks.add(file.path, context.references)
        self.diagnostics += context.diagnostics
        self.left_out += context.left_out
        return items


_INNER_KINDS = {"": {"lane", "framework"}, "mission": {"payload"}}
"""The kinds of item that a file may define beside its own: where it cannot be read, links to them may be right."""


def _decode(kind: str, root: Node, context: DecodeContext) -> tuple[list[Any], bool]:
    """The sound items of `root`, and whether all its definitions were seen, sound or not."""
    from viewer.load.decoder import decode_item, decode_items
    from viewer.load.yaml_reader import ListNode, MapNode

    if kind not in ("", "mission"):
        return decode_items(STRUCTS[kind], root, context), isinstance(root, ListNode)
    item = decode_item(STRUCTS[kind], root, context)
    return [] if item is None else [item], isinstance(root, MapNode) if kind else item is not None
