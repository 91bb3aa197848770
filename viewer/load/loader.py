"""A folder of YAML -> a programme, with every fault of every file in one run.

The cache answers most starts, so whatever reads YAML is imported only where YAML is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from viewer.load.diagnostics import Diagnostic
from viewer.load.paths import FOLDERS, HEAD
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of

if TYPE_CHECKING:
    from viewer.load.decoder import DecodeContext
    from viewer.load.references import Parts
    from viewer.load.yaml_reader import Node

HASH_BYTES = 6

OnRoot: TypeAlias = "Callable[[File, Node], None]"


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
    if parts.head is not None:
        programme = Programme(
            head=parts.head,
            sources=tuple(parts.sources),
            partners=tuple(parts.partners),
            missions=tuple(parts.missions),
            events=tuple(parts.events),
            quotes=tuple(parts.quotes),
        )
    diagnostics = sorted({*files.diagnostics, *assembly.diagnostics})
    return LoadResult(programme, tuple(diagnostics), tuple(dict.fromkeys(assembly.left_out)))


def data_hash(folder: Path) -> str:
    """Twelve hexadecimal digits of the names and contents of all files of the programme in `folder`.

    Equal on every system and for every version of Farside; another byte in any file gives another number. Hidden
    files and other formats do not count. "" without a programme there.
    """
    files = read_files(folder).files
    if not files:
        return ""
    digest = blake2b(digest_size=HASH_BYTES)
    for file in files:
        data = file.data or b""
        digest.update(f"{file.path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


# ── files ───────────────────────────────────────────────────────────────────────────────────────


class File(Struct, frozen=True, order=True):
    """One file of a programme, read once: what is decoded, hashed and reported are the same bytes."""

    path: str  # relative to the programme's folder, with "/"
    kind: str  # of its items; "" for the head
    data: bytes | None  # None where it cannot be read


class Files(Struct, frozen=True):
    """The files in the order of their paths; `diagnostics` of those that cannot be read or are in a wrong place."""

    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_files(folder: Path) -> Files:
    """Read all files of a programme. Hidden files and what is not YAML are ignored.

    Without a folder, or without a `programme.yaml` in it, there are no files and one diagnostic.
    """
    if not os.path.lexists(folder / HEAD):
        return Files((), (_no_programme(folder),))
    reader = _FolderReader(folder)
    reader.read()
    return Files(tuple(sorted(reader.files)), tuple(reader.diagnostics))


class _FolderReader:
    """Reads the files of a folder and collects diagnostics."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[File] = []
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> None:
        for entry in self._entries(""):
            if entry.name == HEAD:
                self._read_file(HEAD, "")
            elif entry.name in FOLDERS and entry.is_dir():
                self._read_folder(entry.name)
            else:
                self._report_misplaced(entry, "")

    def _read_folder(self, name: str) -> None:
        for entry in self._entries(name):
            if entry.name.endswith(".yaml"):
                self._read_file(f"{name}/{entry.name}", FOLDERS[name])
            else:
                self._report_misplaced(entry, name)

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder / path) as entries:
                return [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            self._report_unreadable(path or ".", error)
            return []

    def _read_file(self, path: str, kind: str) -> None:
        try:
            data = _content(self.folder / path)
        except OSError as error:
            data = None
            self._report_unreadable(path, error)
        self.files.append(File(_printable(path), kind, data))

    def _report_misplaced(self, entry: os.DirEntry[str], folder: str) -> None:
        """Report YAML that is not read, lest data be lost in silence."""
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir():
            names = [f"{path}/{inner.name}" for inner in self._entries(path) if _is_yaml(inner.name)]
        else:
            names = [path] if _is_yaml(path) else []
        for name in sorted(names):
            self._report(name, *_misplaced(name))

    def _report_unreadable(self, path: str, error: OSError) -> None:
        from viewer.i18n import _

        self._report(path, _("this cannot be read: {reason}", reason=error.strerror or str(error)))

    def _report(self, path: str, message: str, cure: str = "") -> None:
        self.diagnostics.append(Diagnostic(_printable(path), 1, 1, message, cure))


def _content(path: Path) -> bytes:
    from viewer.i18n import _

    if path.exists() and not path.is_file():  # a pipe would block for ever
        raise OSError(0, _("it is not a file"))
    return path.read_bytes()


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _printable(path: str) -> str:
    """A file name whose bytes are not UTF-8 can be opened, but not printed."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _misplaced(path: str) -> tuple[str, str]:
    """What to say of a YAML file that is not read."""
    from difflib import get_close_matches

    from viewer.i18n import _

    message = _("this file is not read")
    folder, _slash, name = path.rpartition("/")
    if (not folder and name.lower() in (HEAD, "programme.yml")) or folder in FOLDERS:
        return message, _("rename it: {name}", name=name.rpartition(".")[0].lower() + ".yaml")
    if folder.split("/")[0] in FOLDERS:
        return message, _("move it up into {folder}/", folder=folder.split("/")[0])
    if close := get_close_matches(folder.lower(), FOLDERS, 1):
        return message, _("did you mean {folder}/?", folder=close[0])
    return message, _("move it into {folders}", folders=", ".join(f"{name}/" for name in FOLDERS))


def _no_programme(folder: Path) -> Diagnostic:
    from viewer.i18n import _

    if not os.path.lexists(folder):
        return Diagnostic(".", 1, 1, _("there is no such folder"))
    if not folder.is_dir():
        cure = _("give the folder that it lies in") if folder.name == HEAD else ""
        return Diagnostic(".", 1, 1, _("a programme is a folder, and this is a file"), cure)
    near = next((path for path in ("data", "..", "../..") if (folder / path / HEAD).is_file()), None)
    cure = _("give the folder of a programme") if near is None else _("open {folder}", folder=near)
    return Diagnostic(".", 1, 1, _("there is no programme.yaml in here"), cure)


# ── from files to items ─────────────────────────────────────────────────────────────────────────

_DEFINED_KINDS: dict[str, frozenset[str]] = {
    "": frozenset({"lane", "framework"}),
    "mission": frozenset({"mission", "payload"}),
    "source": frozenset({"source"}),
    "partner": frozenset({"partner"}),
    "event": frozenset({"event"}),
    "quote": frozenset({"quote"}),
}
"""By kind of file, the kinds it may define: where it cannot be read, links to these may be right."""


class _Assembly:
    """Decodes file after file; then `diagnostics` and `left_out` say what was wrong and what is missing for it."""

    def __init__(self, on_root: OnRoot | None) -> None:
        from viewer.load.references import ReferenceChecks

        self._on_root = on_root
        self.diagnostics: list[Diagnostic] = []
        self.left_out: list[str] = []
        self._checks = ReferenceChecks()

    def parts(self, files: Sequence[File], progress: ProgressCallback) -> Parts:
        """The sound items of all files, with links that lead somewhere."""
        from viewer.load.references import Parts, resolve

        parts = Parts()
        total = max(1, sum(len(file.data or b"") for file in files))
        done = 0
        for file in files:
            size = len(file.data or b"")
            self._read(file, parts, part_of(progress, done / total, (done + size) / total))
            done += size
        progress(1.0)
        diagnostics, closing = self._checks.diagnostics()
        self.diagnostics += diagnostics
        if self.diagnostics or self.left_out:
            self.left_out += resolve(parts, closing)
        return parts

    def _read(self, file: File, parts: Parts, progress: ProgressCallback) -> None:
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
        if yaml.root is None or not _decode(kind, yaml.root, context, parts):
            self.left_out.append(file.path)
            named = any(name for _line, name in yaml.lost)
            kinds = _DEFINED_KINDS[kind]
            self._checks.torn |= kinds - {kind} if named and kind == "mission" else kinds
        if yaml.root is not None and self._on_root is not None:
            self._on_root(file, yaml.root)
        self._checks.add(file.path, context.references)
        self.diagnostics += context.diagnostics
        self.left_out += context.left_out


def _decode(kind: str, root: Node, context: DecodeContext, parts: Parts) -> bool:
    """Add the sound items of `root` to `parts`. True if all its definitions were seen, sound or not."""
    from viewer.load.decoder import decode_item, decode_items
    from viewer.load.yaml_reader import ListNode, MapNode
    from viewer.model.entities import Event, Head, Mission, Partner, Quote, Source

    match kind:
        case "source":
            parts.sources += decode_items(Source, root, context)
        case "partner":
            parts.partners += decode_items(Partner, root, context)
        case "event":
            parts.events += decode_items(Event, root, context)
        case "quote":
            parts.quotes += decode_items(Quote, root, context)
        case "mission":
            if mission := decode_item(Mission, root, context):
                parts.missions.append(mission)
            return isinstance(root, MapNode)
        case _:
            parts.head = decode_item(Head, root, context)
            return parts.head is not None
    return isinstance(root, ListNode)
