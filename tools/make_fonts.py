"""Make the two bundled fonts, resources/fonts/FarsideSans-{Regular,SemiBold}.ttf.

    python tools/make_fonts.py [--packages FOLDER]

Each font is Inter with the ideographs of Noto Sans SC beside its letters, in one file, as TrueType
outlines: one family for both languages, no search for a fallback while drawing, one font object in a PDF.
The Chinese part is GB 2312 level 1 and every further character that data/, resources/ and viewer/ use.

Needs fonttools and brotli (development only) and npm, which fetches the two packages by name; their
digests are checked. `--packages` saves and reuses the packages in a folder. Equal inputs give equal bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
FAMILY = "Farside Sans"
VERSION = "1.0"

INTER = ("inter-ui@4.1.1", "e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0")
NOTO = ("@expo-google-fonts/noto-sans-sc@0.4.3", "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59")
FACES = (  # style, OS/2 weight, Inter's file, Noto's file
    ("Regular", 400, "package/web/Inter-Regular.woff2", "package/400Regular/NotoSansSC_400Regular.ttf"),
    ("SemiBold", 600, "package/web/Inter-SemiBold.woff2", "package/600SemiBold/NotoSansSC_600SemiBold.ttf"),
)
LICENCES = (
    (INTER, "package/LICENSE.txt", "LICENCE-Inter.txt"),
    (NOTO, "package/LICENSE_FONT", "LICENCE-Noto-Sans-SC.txt"),
)

LATIN_RANGES = (  # of Inter: letters with their marks, punctuation, arrows, the signs of mathematics
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x338), (0x370, 0x3FF),
    (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2713, 0x2718),
)  # fmt: skip
CHINESE_RANGES = ((0x3000, 0x301F), (0xFF01, 0xFF5E), (0xFE30, 0xFE4F), (0x2460, 0x2473))
TWICE = frozenset({0x2BC, 0x2EE, 0x301C, 0x2126, 0x2206})
"""Share a glyph with ’ ” ～ Ω Δ, as which they would be taken when text is copied from a PDF: left out."""
FEATURES = ["kern", "mark", "mkmk", "ccmp", "tnum"]
"""No others: a glyph that only a feature reaches has no character, and is lost when text is copied from a PDF."""
TABULAR_AT = 0xE000
"""Figures of equal width get codes of their own, this much above ASCII; the PDF writer says what they mean."""
READ = (("data", "*.yaml"), ("resources", "*.po"), ("resources", "*.html"), ("viewer", "*.py"))


def level_one() -> set[int]:
    """The 3 755 characters of GB 2312 level 1: rows 16 to 55."""
    codes: set[int] = set()
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return codes


def used() -> set[int]:
    """Every character written in the data, the catalogues and the program."""
    codes: set[int] = set()
    for folder, pattern in READ:
        for path in sorted((ROOT / folder).rglob(pattern)):
            codes |= {ord(letter) for letter in path.read_text(encoding="utf-8")}
    return codes


def fetched(package: tuple[str, str], folder: Path) -> tarfile.TarFile:
    """The package's archive, fetched by npm unless `folder` has it; ends the run when its digest differs."""
    name, digest = package
    stem = name.lstrip("@").replace("/", "-")
    file = folder / (stem[: stem.rindex("@")] + "-" + stem[stem.rindex("@") + 1 :] + ".tgz")
    if not file.exists():
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit(f"{file.name}: not the package this script was written for")
    return tarfile.open(fileobj=io.BytesIO(data))


def member(archive: tarfile.TarFile, name: str) -> bytes:
    stream = archive.extractfile(name)
    if stream is None:
        sys.exit(f"{name}: missing in the package")
    return stream.read()


def subset(font: TTFont, codes: set[int], features: list[str]) -> None:
    """Reduce `font` to `codes`, without hints; without features also without layout tables."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = []
    options.notdef_outline = True
    options.glyph_names = True
    options.drop_tables += ["BASE", "STAT", "vhea", "vmtx", "gasp", "prep", "VORG"]
    if not features:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def add_glyphs(latin: TTFont, chinese: TTFont) -> None:
    """Move the characters that `latin` lacks from `chinese`, scaled to its units, into `latin`."""
    scale_upem(chinese, latin["head"].unitsPerEm)
    missing = {code: name for code, name in chinese.getBestCmap().items() if code not in latin.getBestCmap()}
    order = latin.getGlyphOrder()
    glyphs, metrics = chinese["glyf"], chinese["hmtx"].metrics
    new_names: dict[str, str] = {}

    def take(name: str) -> str:
        if name in new_names:
            return new_names[name]
        new = new_names[name] = f"cjk{len(new_names)}"
        glyph = glyphs[name]
        if glyph.isComposite():
            for component in glyph.components:
                component.glyphName = take(component.glyphName)
        order.append(new)
        latin["glyf"].glyphs[new] = glyph
        latin["hmtx"].metrics[new] = metrics[name]
        return new

    moved = {code: take(name) for code, name in sorted(missing.items())}
    latin.setGlyphOrder(order)
    latin["glyf"].setGlyphOrder(order)
    for table in latin["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({c: n for c, n in moved.items() if table.format == 12 or c < 0x10000})


def code_tabular(font: TTFont) -> None:
    """Give the glyphs of `tnum` codes at TABULAR_AT + ASCII, and drop those for other characters."""
    of_name = {glyph: code for code, glyph in font.getBestCmap().items() if code < 0x80}
    gsub = font["GSUB"].table
    lookups = {
        number
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for number in record.Feature.LookupListIndex
    }
    for number in lookups:
        for table in gsub.LookupList.Lookup[number].SubTable:
            table.mapping = {plain: tabular for plain, tabular in table.mapping.items() if plain in of_name}
            for plain, tabular in table.mapping.items():
                for cmap in font["cmap"].tables:
                    if cmap.isUnicode():
                        cmap.cmap[TABULAR_AT + of_name[plain]] = tabular


def name(font: TTFont, style: str, weight: int) -> None:
    """Name the font after our family: a font that is made from others must not have the name of either."""
    records = font["name"]
    records.names = []
    regular = style == "Regular"
    for number, text in (
        (0, "Inter: (c) 2016 The Inter Project Authors. Noto Sans SC: (c) 2014-2021 Adobe."),
        (1, FAMILY if regular else f"{FAMILY} {style}"),
        (2, "Regular"),
        (3, f"{VERSION};{FAMILY}-{style}"),
        (4, f"{FAMILY} {style}"),
        (5, f"Version {VERSION}"),
        (6, f"{FAMILY.replace(' ', '')}-{style}"),
        (13, "SIL Open Font License, Version 1.1"),
        (14, "https://openfontlicense.org"),
        (16, FAMILY),
        (17, style),
    ):
        records.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x40 if regular else 0)
    font["OS/2"].ulCodePageRange1 |= 1 << 18  # simplified Chinese
    font["OS/2"].ulUnicodeRange2 |= (1 << (48 - 32)) | (1 << (59 - 32))
    font["head"].macStyle = 0


def make(style: str, weight: int, inter: bytes, noto: bytes, codes: set[int]) -> TTFont:
    latin, chinese = (TTFont(io.BytesIO(data), recalcTimestamp=False) for data in (inter, noto))
    ranges = {code for first, last in LATIN_RANGES for code in range(first, last + 1)}
    subset(latin, (ranges | codes) - TWICE, FEATURES)
    subset(chinese, codes - TWICE, [])
    code_tabular(latin)
    add_glyphs(latin, chinese)
    name(latin, style, weight)
    latin.flavor = None
    latin["post"].formatType = 3.0
    latin["head"].created = latin["head"].modified = 3_786_912_000  # 1 January 2024, since 1904
    return latin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, help="the folder for the two packages")
    packages: Path | None = parser.parse_args().packages
    codes = level_one() | used()
    codes |= {code for first, last in CHINESE_RANGES for code in range(first, last + 1)}
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = packages or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        archives = {package: fetched(package, folder) for package in (INTER, NOTO)}
        for style, weight, inter, noto in FACES:
            font = make(style, weight, member(archives[INTER], inter), member(archives[NOTO], noto), codes)
            file = FONTS / f"FarsideSans-{style}.ttf"
            font.save(file)
            missing = "".join(chr(c) for c in sorted(used() - set(font.getBestCmap())) if c > 0x20)
            print(f"{file.name}: {file.stat().st_size / 1e6:.2f} MB", f"without {missing}" if missing else "")
        for package, source, target in LICENCES:
            (FONTS / target).write_bytes(member(archives[package], source))


if __name__ == "__main__":
    main()
