"""The HTML templates in `resources/templates/`: they escape all values, and an unknown name is an error.

Compiled templates are kept in the cache folder: the first details pane takes 5 ms instead of 42 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from viewer.i18n import _, ngettext_
from viewer.load.paths import cache_folder
from viewer.resources import resource

PART_SIZE = 1000
"""Variables and texts of a template in one part of `rendered_parts`."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, ngettext_=ngettext_)
    return environment


class _BytecodeCache(FileSystemBytecodeCache):
    """A bytecode cache that does without a folder it cannot write to."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _bytecode_cache() -> BytecodeCache | None:
    folder = cache_folder()
    if folder is None:
        return None
    try:
        (folder / "templates").mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _BytecodeCache(str(folder / "templates"))


def rendered(name: str, **values: object) -> str:
    """The template `name` with `values`, which are escaped unless they are markup."""
    return _environment().get_template(name).render(**values)


def rendered_parts(name: str, **values: object) -> Iterator[str]:
    """What `rendered` returns, in parts: iterators among the values are read while the parts are written."""
    stream = _environment().get_template(name).stream(**values)
    stream.enable_buffering(PART_SIZE)
    return iter(stream)


def style(name: str, palette: Mapping[str, str] | None = None) -> str:
    """The style sheet `name`; each `{colour}` in it is replaced by that colour of `palette`."""
    css = resource("templates").joinpath(name).read_text(encoding="utf-8")
    for key, colour in (palette or {}).items():
        css = css.replace("{" + key + "}", colour)
    return css
