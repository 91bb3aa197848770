"""The HTML templates in `resources/templates/`: escaped by themselves, strict about names, read once.

What they compile to is kept with the other caches: a first pane would wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from viewer.i18n import _, ngettext_
from viewer.load.places import cache_place
from viewer.resources import resource


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, ngettext_=ngettext_)
    return environment


class _Compiled(FileSystemBytecodeCache):
    """A cache that cannot be written costs time and nothing else."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> BytecodeCache | None:
    place = cache_place()
    if place is None:
        return None
    try:
        (place / "templates").mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(place / "templates"))


def rendered(name: str, **values: object) -> str:
    """The template `name` filled with `values`; everything that is not markup is escaped."""
    return _environment().get_template(name).render(**values)


def style(name: str, palette: Mapping[str, str] | None = None) -> str:
    """A style sheet; `pane.css` wants its colours in `palette`, each written `{name}` there."""
    css = resource("templates").joinpath(name).read_text(encoding="utf-8")
    for key, colour in (palette or {}).items():
        css = css.replace("{" + key + "}", colour)
    return css
