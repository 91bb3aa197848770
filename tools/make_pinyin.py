"""Make resources/pinyin.txt: the pinyin of Chinese characters, without tones. Needs pypinyin (MIT), at build time only.

    python tools/make_pinyin.py

One line for each syllable: the syllable, a space, its characters. The characters are those of the first level of
GB 2312 (the 3 755 in common use) and those of the curated programme. If a name in the programme has another reading
than its characters alone, this reading comes first: the first line with a character is its reading.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin, pinyin

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def names() -> list[str]:
    """Every Chinese name and title of the curated programme."""
    from viewer.load.loader import load_programme
    from viewer.query.search import search_items
    from viewer.resources import data_folder

    whole = load_programme(data_folder()).programme
    assert whole is not None
    texts = (text.get("zh") for item in search_items(whole) for text in (item.title, *item.related))
    return [text for text in texts if text]


def common() -> list[str]:
    """The first level of GB 2312."""
    return [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) <= (0xD7, 0xF9)
    ]


def readings() -> dict[str, list[str]]:
    """By character, its readings; the one to use is the first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)  # of the readings in names
    for name in names():
        for sign, syllable in zip(name, lazy_pinyin(name, errors=list), strict=True):
            counts[sign][syllable.replace("ü", "v")] += 1
    readings = {}
    for sign in sorted({*common(), *counts}):
        if not "\u4e00" <= sign <= "\u9fff":
            continue
        by_itself = [reading.replace("ü", "v") for reading in pinyin(sign, style=Style.NORMAL, heteronym=True)[0]]
        in_names = [syllable for syllable, _count in counts[sign].most_common()]
        readings[sign] = list(dict.fromkeys([*in_names, *by_itself[:1]]))[:2]
    return readings


def main() -> None:
    lines: dict[tuple[int, str], list[str]] = defaultdict(list)
    for sign, syllables in readings().items():
        for rank, syllable in enumerate(syllables):
            lines[rank, syllable].append(sign)
    text = "".join(f"{syllable} {''.join(signs)}\n" for (_rank, syllable), signs in sorted(lines.items()))
    (ROOT / "resources" / "pinyin.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
