"""The table of languages and texts in several of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import viewer
from viewer.i18n import Text


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        (Text(en="Moon", zh="月球"), "Moon", "月球"),
        (Text(en="Moon"), "Moon", "Moon"),
        (Text(zh="月球"), "月球", "月球"),
        (Text(), "", ""),
    ],
)
def test_a_text_falls_back_to_its_other_language(text: Text, en: str, zh: str) -> None:
    assert (text("en"), text("zh")) == (en, zh)


def test_a_text_gives_the_languages_it_has() -> None:
    assert list(Text(zh="月球").items()) == [("zh", "月球")]
    assert list(Text(en="Moon", zh="月球").values()) == ["Moon", "月球"]
    assert Text(zh="月球").get("en") == ""
    assert (Text(en="Moon", zh="月球").plain, Text(zh="月球").plain) == ("Moon", "")


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        (Text(en="Moon", zh="月球"), "en", "月球"),
        (Text(en="Moon", zh="月球"), "zh", "Moon"),
        (Text(en="Moon"), "zh", ""),  # it is shown itself
        (Text(en="ESA", zh="ESA"), "en", ""),
    ],
)
def test_the_other_text_is_not_the_one_that_is_shown(text: Text, language: str, other: str) -> None:
    assert text.other(language) == other


def test_languages_are_named_by_the_table_alone() -> None:
    """No module of the package names a language, but the table and what is written for readers."""
    package = Path(viewer.__file__).parent
    named = re.compile(r"""["'](en|zh)["']|\.(en|zh)\b|\b(en|zh)=|_zh\b(?!`)""")
    lines = [
        f"{path.relative_to(package)}:{number}: {line.strip()}"
        for path in sorted(package.rglob("*.py"))
        if path.name != "languages.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if named.search(line) and not line.strip().startswith(("#", '"""'))
    ]
    assert lines == []
