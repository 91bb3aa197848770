"""Keeps the catalogues of the interface: `python tools/catalogues.py` renews them, `--check` only looks.

Extracts the messages of viewer/ and resources/templates/ with Babel, brings farside.po in
resources/locale/zh/LC_MESSAGES/ up to date (what is new has no text yet, what is gone is dropped, nothing is
guessed) and compiles farside.mo beside it. Both are kept. Neither holds a date or a place in the code, so the
same messages give the same bytes.
Exit code 1 where a message has no Chinese text, a placeholder differs, or, with --check, a file is not current.
"""

from __future__ import annotations

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
    places = (
        (ROOT / "viewer", [("**.py", "python")]),
        (ROOT / "resources" / "templates", [("**.html", "jinja2")]),
    )
    for folder, methods in places:
        for _file, _line, message, comments, context in extract_from_dir(folder, methods, keywords=KEYWORDS):
            catalog.add(message, auto_comments=comments, context=context)
    return catalog


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


def mo_bytes(po: bytes) -> bytes:
    catalog = read_po(BytesIO(po), locale="zh_Hans")
    stream = BytesIO()
    # write_mo asks the catalogue for its head, which would hold the time and Babel's version
    catalog.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    ]
    write_mo(stream, catalog)
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
