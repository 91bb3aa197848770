"""The languages of the interface and of the data: the one table that a new language is added to, and `Text`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct


class Language(Struct, frozen=True):
    """What differs by language beside its catalogue."""

    code: str  # in the data, in file names of catalogues, in columns of tables (`title_zh`), for `--lang`
    menu_title: str  # its name in its own words, with & before the letter that chooses it in the menu
    html: str  # BCP 47, for HTML, SVG and PDF
    qt_translation: str = ""  # Qt's own texts, a file of its translations; "" where Qt needs none
    sentence_gap: str = " "  # between two sentences
    has_pinyin: bool = False  # its texts are also found by their spelling in Latin letters


SOURCE_LANGUAGE = "en"  # The language of the messages in the code, and of a text that is written without a language

LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(SOURCE_LANGUAGE, "&English", "en"),
        Language("zh", "&中文", "zh-Hans", "qtbase_zh_CN", sentence_gap="", has_pinyin=True),
    )
}
"""By code. The order is the one in which a text that lacks a language falls back to the others."""


class Text(Struct, frozen=True, gc=False):
    """A text in one or more of the LANGUAGES: a mapping from code to string, with one field for each language.

    A plain string in the YAML becomes `Text(string)`: it stands for every language.
    """

    en: str = ""
    zh: str = ""

    def __call__(self, language: str) -> str:
        """The text in `language`, else in the first language that it has; "" for an empty text."""
        return getattr(self, language) or self.plain or next(self.values(), "")

    def get(self, language: str) -> str:
        """The text in `language`, "" where it is missing."""
        text: str = getattr(self, language)
        return text

    def items(self) -> Iterator[tuple[str, str]]:
        """Code and text of each language that the text has."""
        return ((language, text) for language in LANGUAGES if (text := self.get(language)))

    def values(self) -> Iterator[str]:
        """The text in each language that it has."""
        return (text for language in LANGUAGES if (text := self.get(language)))

    def other(self, language: str) -> str:
        """The text in the first language but `language`, to stand beside it; "" where that is the same or missing."""
        shown = self(language)
        return next((text for code, text in self.items() if code != language and text != shown), "")

    @property
    def plain(self) -> str:
        """The text in the source language: an id that was written as a text, such as the partner in `by`."""
        return self.get(SOURCE_LANGUAGE)


assert Text.__struct_fields__ == tuple(LANGUAGES), "Text has one field for each language, in their order"
