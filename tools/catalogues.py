"""Keeps the catalogues of the interface: `python tools/catalogues.py` renews them, `--check` only looks.

Extracts the messages of viewer/ and, with Babel, of resources/templates/, brings farside.po in
resources/locale/zh/LC_MESSAGES/ up to date (what is new has no text yet, what is gone is dropped, nothing is
guessed) and compiles farside.mo beside it. Both are kept. Neither holds a date, a place in the code or a version
of Babel, so the same messages give the same bytes.
Exit code 1 where a message has no Chinese text, a placeholder differs, or, with --check, a file is not current.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "locale" / "zh" / "LC_MESSAGES"
PO, MO = FOLDER / "farside.po", FOLDER / "farside.mo"
KEYWORDS = {"_": None, "N_": None, "ngettext_": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w+)(?::[^}]*)?\}")


def messages() -> Catalog:
    """Every message of the program, in the order of its files."""
    catalog = Catalog(domain="farside", fuzzy=False)
    for path in sorted((ROOT / "viewer").rglob("*.py")):
        for spoken in spoken_in(path.read_text(encoding="utf-8")):
            catalog.add(spoken)
    pages = extract_from_dir(ROOT / "resources" / "templates", [("**.html", "jinja2")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in pages:
        catalog.add(message)
    return catalog


def spoken_in(code: str) -> Iterator[str | tuple[str, str]]:
    """The messages of a module; with ngettext_ both numbers of one.

    Read from the tree, not the tokens as Babel does: until Python 3.12 an f-string is one token, and what is
    said within it would be missed.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            numbers = len(KEYWORDS[node.func.id] or (1,))
            words = [it.value for it in node.args[:numbers] if isinstance(it, ast.Constant)]
            if len(words) == numbers and all(isinstance(it, str) for it in words):
                yield words[0] if numbers == 1 else (words[0], words[1])


def renewed(kept: Path) -> Catalog:
    """The messages of the program with the texts that `kept` has for them."""
    old = Catalog(locale="zh_Hans")
    if kept.exists():
        with kept.open("rb") as stream:
            old = read_po(stream, locale="zh_Hans")
    texts = {_key(message.id): message.string for message in old if message.id}
    fresh = Catalog(
        locale="zh_Hans", domain="farside", project="Farside", header_comment="# Farside", fuzzy=False
    )
    for message in sorted(messages(), key=lambda message: _key(message.id)):
        if message.id:
            string = texts.get(_key(message.id), "")
            fresh.add(
                message.id, (string,) if isinstance(message.id, tuple) and isinstance(string, str) else string
            )
    return fresh


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def po_bytes(catalog: Catalog) -> bytes:
    stream = BytesIO()
    write_po(stream, catalog, width=110, no_location=True, omit_header=True)
    head = (
        '# The Chinese of Farside; kept by tools/catalogues.py.\nmsgid ""\nmsgstr ""\n'
        '"Language: zh_Hans\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return head.encode() + stream.getvalue()


class _Bare(Catalog):
    """A catalogue whose head holds what reading it needs, and neither the time nor Babel's version."""

    mime_headers = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    )


def mo_bytes(po: bytes) -> bytes:
    bare = _Bare(locale="zh_Hans", fuzzy=False)
    for message in read_po(BytesIO(po), locale="zh_Hans"):
        if message.id:
            bare.add(message.id, message.string)
    stream = BytesIO()
    write_mo(stream, bare)
    return stream.getvalue()


def faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong with the texts, a line each."""
    for message in catalog:
        if not message.id:
            continue
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        ids = [message.id] if isinstance(message.id, str) else list(message.id or ())
        known = {name for one in ids for name in PLACEHOLDER.findall(one)}
        for string in strings:
            if not string:
                yield f"no Chinese text: {_key(message.id)!r}"
            elif not set(PLACEHOLDER.findall(string)) <= known | {"n", "century", "tens"}:
                yield f"unknown placeholder: {_key(message.id)!r}: {string!r}"


def main(arguments: list[str]) -> int:
    catalog = renewed(PO)
    po = po_bytes(catalog)
    mo = mo_bytes(po)
    found = list(faults(catalog))
    for path, now in ((PO, po), (MO, mo)):
        if path.exists() and path.read_bytes() == now:
            continue
        if "--check" in arguments:
            found.append(f"not current: {path.relative_to(ROOT)}; run tools/catalogues.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(now)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
