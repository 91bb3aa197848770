"""Languages: messages, texts of the data, days, months and masses in words. See `catalogue` for how `_` is called."""

from viewer.i18n.catalogue import N_, _, in_language, language, localized, ngettext_, use
from viewer.i18n.formats import day_words, kilograms, month_name
from viewer.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, Text

__all__ = [
    "LANGUAGES", "N_", "SOURCE_LANGUAGE", "Text", "_", "day_words", "in_language", "kilograms", "language", "localized",
    "month_name", "ngettext_", "use",
]  # fmt: skip
