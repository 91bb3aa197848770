"""The current language, and the gettext catalogues that messages are translated with.

`_` is called with a literal message, so that extraction finds it, and formats afterwards:
`_("{count} events", count=3)`. Never an f-string. The messages in the code are English; translations stand in
`resources/locale/<code>/LC_MESSAGES/farside.po`, which `tools/catalogues.py` keeps and compiles.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, ClassVar

from viewer.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, Text

if TYPE_CHECKING:
    from gettext import NullTranslations


class _Current:
    """The current language, None until it is asked for, and the catalogues that were read."""

    language: str | None = None
    catalogues: ClassVar[dict[str, NullTranslations]] = {}


def N_(message: str) -> str:  # noqa: N802 - its customary name
    """`message` itself: marks a literal in a table, to be translated with `_` where it is used."""
    return message


def use(language: str) -> None:
    """Switch to one of LANGUAGES, given by its code. ValueError for anything else."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Current.language = language


_thread_language: ContextVar[str] = ContextVar("language")


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Use a language in this block and on this thread alone, whatever language the window has. ValueError as `use`."""
    if language not in LANGUAGES:
        raise ValueError(language)
    token = _thread_language.set(language)
    try:
        yield
    finally:
        _thread_language.reset(token)


def language() -> str:
    """The code of the current language: that of `in_language`, else that of `use`.

    Until one of them is called, it is the language that the environment asks for.
    """
    if code := _thread_language.get(None):
        return code
    if _Current.language is None:
        _Current.language = _language_of_environment()
    return _Current.language


def localized(text: Text | None) -> str:
    """The text in the current language; "" for None."""
    return "" if text is None else text(language())


def _language_of_environment() -> str:
    """The language of the first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG that is set, if there are texts in it."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return next((code for code in LANGUAGES if value.lower().startswith(code)), SOURCE_LANGUAGE)
    return SOURCE_LANGUAGE


def _catalogue() -> NullTranslations:
    """The catalogue of the current language, read on first use."""
    code = language()
    if code not in _Current.catalogues:
        import gettext

        from viewer.resources import resource

        _Current.catalogues[code] = gettext.translation("farside", str(resource("locale")), [code], fallback=True)
    return _Current.catalogues[code]


def _(message: str, /, **values: object) -> str:
    """The translation of `message` with `values` filled in."""
    translated = message if language() == SOURCE_LANGUAGE else _catalogue().gettext(message)
    return translated.format(**values) if values else translated


def ngettext_(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The right plural form for `n`, which is filled in as {n}."""
    if language() == SOURCE_LANGUAGE:
        message = singular if n == 1 else plural
    else:
        message = _catalogue().ngettext(singular, plural, n)
    return message.format(n=n, **values)
