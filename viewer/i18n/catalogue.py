"""The language that is spoken, and the gettext catalogues it is read from.

`_` is called with a literal message, so that extraction finds it, and formats afterwards:
`_("{count} events", count=3)`. Never an f-string. English is written in the code; Chinese stands in
`resources/locale/zh/LC_MESSAGES/farside.po` and is compiled beside it by `tools/catalogues.py`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")


class _Voice:
    """The language spoken now and the catalogues read so far."""

    lang: str | None = None
    catalogues: ClassVar[dict[str, NullTranslations]] = {}


def N_(message: str) -> str:  # noqa: N802 - its customary name
    """`message` itself: marks a literal in a table, to be translated with `_` where it is used."""
    return message


def use(lang: str) -> None:
    """Speak "en" or "zh" from now on. ValueError for anything else."""
    if lang not in LANGUAGES:
        raise ValueError(lang)
    _Voice.lang = lang


def language() -> str:
    """The language spoken now: "en" or "zh"; until `use` is called, what the environment asks for."""
    if _Voice.lang is None:
        _Voice.lang = _wished()
    return _Voice.lang


def _wished() -> str:
    """The language of the first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG that is set: Chinese or English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def _catalogue() -> NullTranslations:
    """The catalogue of the language spoken now, read on first use; English needs none."""
    lang = language()
    if lang not in _Voice.catalogues:
        import gettext

        from viewer.resources import resource

        _Voice.catalogues[lang] = gettext.translation(
            "farside", str(resource("locale")), [lang], fallback=True
        )
    return _Voice.catalogues[lang]


def _(message: str, /, **values: object) -> str:
    """The translation of `message` with `values` filled in."""
    translated = message if language() == "en" else _catalogue().gettext(message)
    return translated.format(**values) if values else translated


def ngettext_(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The right plural form for `n`, which is filled in as {n}."""
    if language() == "en":
        message = singular if n == 1 else plural
    else:
        message = _catalogue().ngettext(singular, plural, n)
    return message.format(n=n, **values)
