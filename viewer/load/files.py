"""The files of a programme: where they lie, what is in them, and the diagnostics of them.

Imported before anything heavy, so what only a fault or git needs is imported where it is used.
"""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from viewer.i18n import _

try:  # hashlib would load OpenSSL too
    from _blake2 import blake2b
except ImportError:  # it is not a public module
    from hashlib import blake2b

HEAD = "programme.yaml"
FOLDERS: Mapping[str, str] = {
    "sources": "source",
    "partners": "partner",
    "missions": "mission",
    "events": "event",
    "quotes": "quote",
}
"""The folders of a programme and the kind of item that their files hold."""
HASH_BYTES = 6


class Diagnostic(Struct, frozen=True, order=True):
    """One fault or hint. Ordered by file, line and column.

    `path` is relative to the programme's folder, with "/" on every platform; "." is the folder itself.
    `line` and `column` count from 1, the column in characters. A hint never changes an exit code.
    """

    path: str
    line: int
    column: int
    message: str
    cure: str = ""
    hint: bool = False

    def __str__(self) -> str:
        return self.under("")

    def under(self, base: str) -> str:
        """FILE:LINE:COLUMN: message; cure, where FILE begins with `base`, a folder as the user typed it."""
        path = posixpath.normpath(posixpath.join(base, self.path)) if base else self.path
        line = f"{path}:{self.line}:{self.column}: {self.message}"
        return f"{line}; {self.cure}" if self.cure else line


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

    def read(self, path: str = "") -> None:
        """Read what lies in the folder `path`: one of FOLDERS, or "" for the folder of the programme."""
        for entry in self._entries(path):
            name = f"{path}/{entry.name}" if path else entry.name
            if name in FOLDERS and entry.is_dir():
                self.read(name)
            elif name == HEAD or (path and name.endswith(".yaml")):
                self._read_file(name, FOLDERS.get(path, ""))
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
        data, file = None, self.folder / path
        try:
            if file.exists() and not file.is_file():  # a pipe would block for ever
                raise OSError(0, _("it is not a file"))
            data = file.read_bytes()
        except OSError as error:
            self._report_unreadable(path, error)
        self.files.append(File(_printable(path), kind, data))

    def _report_misplaced(self, entry: os.DirEntry[str], path: str) -> None:
        """Report YAML that is not read, lest data be lost in silence."""
        names = [f"{path}/{inner.name}" for inner in self._entries(path)] if entry.is_dir() else [path]
        for name in sorted(name for name in names if name.lower().endswith((".yaml", ".yml"))):
            self._report(name, *_misplaced(name))

    def _report_unreadable(self, path: str, error: OSError) -> None:
        self._report(path, _("this cannot be read: {reason}", reason=error.strerror or str(error)))

    def _report(self, path: str, message: str, cure: str = "") -> None:
        self.diagnostics.append(Diagnostic(_printable(path), 1, 1, message, cure))


def _printable(path: str) -> str:
    """A file name whose bytes are not UTF-8 can be opened, but not printed."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _misplaced(path: str) -> tuple[str, str]:
    """What to say of a YAML file that is not read."""
    from difflib import get_close_matches

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
    if not os.path.lexists(folder):
        return Diagnostic(".", 1, 1, _("there is no such folder"))
    if not folder.is_dir():
        cure = _("give the folder that it lies in") if folder.name == HEAD else ""
        return Diagnostic(".", 1, 1, _("a programme is a folder, and this is a file"), cure)
    near = next((path for path in ("data", "..", "../..") if (folder / path / HEAD).is_file()), None)
    cure = _("give the folder of a programme") if near is None else _("open {folder}", folder=near)
    return Diagnostic(".", 1, 1, _("there is no programme.yaml in here"), cure)


def data_hash(folder: Path) -> str:
    """Twelve hexadecimal digits of the names and contents of all files of the programme in `folder`.

    Equal on every system and for every version of Farside; another byte in any file gives another number. Hidden
    files and other formats do not count. "" without a programme there.
    """
    files = read_files(folder).files
    if not files:
        return ""
    return digest_of(files, HASH_BYTES).hex()


def digest_of(files: Iterable[File], length: int, prefix: str = "") -> bytes:
    """The BLAKE2b digest, `length` bytes long, of `prefix` and of the names and contents of `files`."""
    digest = blake2b(prefix.encode(), digest_size=length)
    for file in files:
        data = file.data or b""
        digest.update(f"{file.path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.digest()


def size_bytes(folder: Path) -> int:
    """The size of the files of the programme in `folder`, about; what cannot be read counts as 0."""
    total = 0
    for path in (folder, *(folder / name for name in FOLDERS)):
        with suppress(OSError), os.scandir(path) as entries:
            total += sum(entry.stat().st_size for entry in entries if entry.is_file())
    return total


def cache_folder() -> Path | None:
    """The folder for caches: FARSIDE_CACHE where that is set (empty: None), else the platform's."""
    override = os.environ.get("FARSIDE_CACHE")
    if override is not None:
        return Path(override) if override else None
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Farside" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "farside"
    xdg = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (xdg if xdg.is_absolute() else home / ".cache") / "farside"


@contextmanager
def folder_of_version(name: str) -> Iterator[Path]:
    """The folder that `name` means, as long as the block lasts: DIR, else REV:DIR, where DIR is relative to here.

    An existing folder comes before a revision. ValueError with one clear line where there is neither,
    RuntimeError where git is missing. The repository is only read.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    from io import BytesIO
    from tempfile import TemporaryDirectory
    from zipfile import ZipFile

    revision, colon, folder = name.partition(":")
    if not colon or not revision or revision.startswith("-"):
        raise ValueError(_("there is no folder “{name}” (a revision is written REV:DIR)", name=name))
    path = folder if folder.startswith("/") else f"./{folder}"
    tree = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{path}", name=name)
    top = _git("rev-parse", "--show-cdup", name=name).decode().rstrip("\n") or "."
    archive = _git("-C", top, "archive", "--format=zip", tree.decode().strip(), name=name)
    with TemporaryDirectory(prefix="farside-", ignore_cleanup_errors=True) as target:
        with ZipFile(BytesIO(archive)) as files:
            files.extractall(target)
        yield Path(target)


def _git(*arguments: str, name: str) -> bytes:
    """The output of git. ValueError where it finds nothing, RuntimeError where there is no git."""
    import subprocess

    try:
        run = subprocess.run(["git", *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise RuntimeError(_("“{name}” needs git, which is not installed", name=name)) from None
    if run.returncode:
        raise ValueError(_("git knows no folder “{name}”", name=name))
    return run.stdout
