"""Texts in two languages."""

from __future__ import annotations

import pytest

from viewer.model.entities import Text


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
