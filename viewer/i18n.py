"""The language of the interface: gettext catalogues, dates in words.

`_` is called with a literal message, so that extraction finds it, and formats afterwards:
`_("{count} events", count=3)`. Never an f-string.
"""

from __future__ import annotations


def use(lang: str) -> None:
    """Speak "en" or "zh" from now on."""
    raise NotImplementedError


def language() -> str:
    """The language spoken now: "en" or "zh"."""
    return "en"


def _(message: str, **values: object) -> str:
    """The translation of `message` with `values` filled in."""
    return message.format(**values) if values else message


def ngettext_(singular: str, plural: str, n: int, **values: object) -> str:
    """The right plural form for `n`, which is filled in as {n}."""
    return (singular if n == 1 else plural).format(n=n, **values)
