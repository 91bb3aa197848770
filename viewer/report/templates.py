"""The HTML templates in `resources/templates/`: escaped by themselves, strict about names, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from viewer.i18n import _, ngettext_
from viewer.resources import resource


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, ngettext_=ngettext_)
    return environment


def rendered(name: str, **values: object) -> str:
    """The template `name` filled with `values`; everything that is not markup is escaped."""
    return _environment().get_template(name).render(**values)


def style(name: str, palette: Mapping[str, str] | None = None) -> str:
    """A style sheet; `pane.css` wants its colours in `palette`, each written `{name}` there."""
    css = resource("templates").joinpath(name).read_text(encoding="utf-8")
    for key, colour in (palette or {}).items():
        css = css.replace("{" + key + "}", colour)
    return css
