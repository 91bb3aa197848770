"""The files of a programme, read once: what is decoded, hashed and complained of are the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from viewer.load.places import FOLDERS, HEAD
from viewer.load.problem import Problem


class File(Struct, frozen=True, order=True):
    """`kind` is "" for the head, `data` None when it cannot be read."""

    path: str  # relative to the programme's folder, with "/"
    kind: str
    data: bytes | None


class Files(Struct, frozen=True):
    """In the order of their paths. `problems` are about files that cannot be read or lie astray."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()


def read_files(folder: Path) -> Files:
    """Read all of a programme's files. Hidden ones and what is not YAML are passed over.

    Without a folder, or without a `programme.yaml` in it, there are no files and one problem.
    """
    if not os.path.lexists(folder / HEAD):
        return Files((), (_no_programme(folder),))
    survey = _Survey(folder)
    survey.root()
    return Files(tuple(sorted(survey.files)), tuple(survey.problems))


class _Survey:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[File] = []
        self.problems: list[Problem] = []

    def root(self) -> None:
        for entry in self.entries(""):
            if entry.name == HEAD:
                self.take(HEAD, "")
            elif entry.name in FOLDERS and entry.is_dir():
                self.kind(entry.name)
            else:
                self.astray(entry, "")

    def kind(self, name: str) -> None:
        for entry in self.entries(name):
            if entry.name.endswith(".yaml"):
                self.take(f"{name}/{entry.name}", FOLDERS[name])
            else:
                self.astray(entry, name)

    def entries(self, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder / path) as found:
                return [entry for entry in found if not entry.name.startswith(".")]
        except OSError as error:
            self.complain(path or ".", *_unreadable(error))
            return []

    def take(self, path: str, kind: str) -> None:
        try:
            data = _content(self.folder / path)
        except OSError as error:
            data = None
            self.complain(path, *_unreadable(error))
        self.files.append(File(_printable(path), kind, data))

    def astray(self, entry: os.DirEntry[str], inside: str) -> None:
        """Complain of YAML that nobody reads; silently lost data would be worse."""
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir():
            lost = [f"{path}/{below.name}" for below in self.entries(path) if _is_yaml(below.name)]
        else:
            lost = [path] if _is_yaml(path) else []
        for name in sorted(lost):
            self.complain(name, *_astray(name))

    def complain(self, path: str, message: str, cure: str = "") -> None:
        self.problems.append(Problem(_printable(path), 1, 1, message, cure))


def _content(path: Path) -> bytes:
    from viewer.i18n import _

    if path.exists() and not path.is_file():  # a pipe would wait for ever
        raise OSError(0, _("it is not a file"))
    return path.read_bytes()


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _printable(path: str) -> str:
    """A file name whose bytes are no UTF-8 can be read, but not printed."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _unreadable(error: OSError) -> tuple[str, str]:
    from viewer.i18n import _

    return _("this cannot be read: {reason}", reason=error.strerror or str(error)), ""


def _astray(path: str) -> tuple[str, str]:
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


def _no_programme(folder: Path) -> Problem:
    from viewer.i18n import _

    if not os.path.lexists(folder):
        return Problem(".", 1, 1, _("there is no such folder"))
    if not folder.is_dir():
        cure = _("give the folder that it lies in") if folder.name == HEAD else ""
        return Problem(".", 1, 1, _("a programme is a folder, and this is a file"), cure)
    for below in ("data", "..", "../.."):
        if (folder / below / HEAD).is_file():
            return Problem(
                ".", 1, 1, _("there is no programme.yaml in here"), _("open {folder}", folder=below)
            )
    return Problem(".", 1, 1, _("there is no programme.yaml in here"), _("give the folder of a programme"))
