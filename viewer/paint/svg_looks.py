"""Words of SVG: numbers, escaped texts, and colours of one theme or of two at once.

Of one theme a colour is an attribute: `fill="#0D757F"`. Of two, the first for light and the second for dark
screens, it is a class: `class="t3"`, and `Looks.css()` tells what it is in each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from viewer.theme import Theme

Tone = Callable[[Theme], str]
"""What a colour (or an opacity) is in a theme."""

FONTS = (
    "'Farside Sans', Inter, 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', "
    "'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"
)
"""The bundled face first, then the faces it was made of, then what systems bring for Chinese."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(value: float) -> str:
    """A length with at most two decimals: "12", "12.5", never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def words(text: str) -> str:
    """`text` as the content of an element; what XML cannot hold is left out."""
    return escape(_NO_XML.sub("", text))


def value(text: str) -> str:
    """`text` as the value of an attribute between double quotes."""
    return escape(_NO_XML.sub("", text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def points(corners: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


def same(text: str) -> Tone:
    """A colour that is the same in every theme: "none"."""
    return lambda _theme: text


class Looks:
    """Hands out attributes for colours in the themes of one picture."""

    def __init__(self, themes: tuple[Theme, ...]) -> None:
        self.themes = themes
        self._classes: dict[tuple[str, ...], int] = {}

    def of(self, **tones: Tone) -> str:
        """` fill="…"` or ` class="…"`, with the space before it; `stop_color` stands for `stop-color`."""
        texts = tuple(
            ";".join(f"{name.replace('_', '-')}:{tone(theme)}" for name, tone in tones.items())
            for theme in self.themes
        )
        if len(self.themes) == 1:
            parts = (part.split(":") for part in texts[0].split(";"))
            return "".join(f' {name}="{text}"' for name, text in parts)
        return f' class="t{self._classes.setdefault(texts, len(self._classes))}"'

    def css(self) -> str:
        """The classes handed out so far: for every screen and paper, then for dark screens."""
        if len(self.themes) == 1:
            return ""
        light = "".join(f".t{number}{{{texts[0]}}}\n" for texts, number in self._classes.items())
        dark = "".join(f"  .t{number}{{{texts[1]}}}\n" for texts, number in self._classes.items())
        return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"
