"""Update the catalogues of the interface: `python tools/catalogues.py`; with `--check`, only check them.

Babel extracts the messages of viewer/ and resources/templates/ and merges them into the farside.po of each language in
resources/locale/<code>/LC_MESSAGES/: a new message has no text yet, an old one is removed, nothing is guessed. It
compiles farside.mo in the same folder. Neither file contains a date, a line number or a version of Babel, so the same
messages give the same bytes.

The exit code is 1 if a message has no text, a placeholder differs or, with --check, a file is not current.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from viewer.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, Language  # noqa: E402

KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext_": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w+)(?::[^}]*)?\}")
TRANSLATED = [language for code, language in LANGUAGES.items() if code != SOURCE_LANGUAGE]


def extract_python(
    file: IO[bytes], _keywords: object, _tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """The messages of a module in the form that Babel expects of an extractor.

    Babel's own extractor reads tokens. Before Python 3.12 an f-string is one token, and it would miss a message inside.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            count = len(KEYWORDS[node.func.id] or (1,))
            words = [argument.value for argument in node.args[:count] if isinstance(argument, ast.Constant)]
            texts = tuple(word for word in words if isinstance(word, str))
            if len(texts) == count:
                yield node.lineno, node.func.id, texts if count > 1 else texts[0], []


def template() -> Catalog:
    """Every message of the program, sorted, without texts."""
    methods: list[tuple[str, Any]] = [("**.py", extract_python), ("**.html", "jinja2")]
    messages = {
        _key(message): message
        for folder in (ROOT / "viewer", ROOT / "resources" / "templates")
        for _file, _line, message, _comments, _context in extract_from_dir(folder, methods, keywords=KEYWORDS)
    }
    catalog = Catalog(fuzzy=False)
    for key in sorted(messages):
        catalog.add(messages[key])
    return catalog


def _key(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def folder_of(language: Language) -> Path:
    return ROOT / "resources" / "locale" / language.code / "LC_MESSAGES"


def updated(language: Language, messages: Catalog) -> Catalog:
    """`messages` with the texts that the language's catalogue has for them."""
    catalog = Catalog(locale=_locale(language), fuzzy=False)
    path = folder_of(language) / "farside.po"
    if path.exists():
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=_locale(language))
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def _locale(language: Language) -> str:
    return language.html.replace("-", "_")


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as text, with a header without dates and versions."""
    stream = BytesIO()
    write_po(stream, catalog, width=110, no_location=True, omit_header=True, sort_output=True)
    english = catalog.locale.english_name if catalog.locale else ""
    head = (
        f'# The texts of Farside in {english}; kept by tools/catalogues.py.\nmsgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale}\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return head.encode() + stream.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled catalogue. Its header has what gettext needs, and no date or version."""

    class WithoutDates(Catalog):
        mime_headers = (("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", catalog.plural_forms))

    bare = WithoutDates(locale=catalog.locale, fuzzy=False)
    for message in catalog:
        if message.id:
            bare.add(message.id, message.string)
    stream = BytesIO()
    write_mo(stream, bare)
    return stream.getvalue()


def faults(catalog: Catalog) -> Iterator[str]:
    """One line for each fault of the texts."""
    for message in catalog:
        if not message.id:
            continue
        texts = list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        known = {name for id in ids for name in PLACEHOLDER.findall(id)}
        for text in texts:
            if not text:
                yield f"no text in {catalog.locale}: {_key(message.id)!r}"
            elif not set(PLACEHOLDER.findall(text)) <= known | {"n", "century", "tens"}:
                yield f"unknown placeholder: {_key(message.id)!r}: {text!r}"


def main(arguments: list[str]) -> int:
    messages = template()
    lines: list[str] = []
    for language in TRANSLATED:
        catalog = updated(language, messages)
        lines += faults(catalog)
        folder = folder_of(language)
        for path, data in ((folder / "farside.po", po_bytes(catalog)), (folder / "farside.mo", mo_bytes(catalog))):
            if path.exists() and path.read_bytes() == data:
                continue
            if "--check" in arguments:
                lines.append(f"not current: {path.relative_to(ROOT)}; run tools/catalogues.py")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
