"""Make the font files of `lib/litmus/base/fonts` from those of Source Sans 3.

They hold the letters that a report of an English council needs, under another name, as the licence
asks of a font that was changed. Needs fonttools and brotli, and the TTF folder of Source Sans 3.052
(3.52 in package registries):

    python tools/make_fonts.py FOLDER
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Litmus Sans"
FONTS = Path(__file__).parents[1] / "lib" / "litmus" / "base" / "fonts"
# The semibold is the bold of the family: lighter on the page, and every program finds it.
STYLES = {"Regular": ("Regular", 400), "Bold": ("Semibold", 700), "Italic": ("It", 400)}
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),  # Western and Central European, Welsh ŵ and ŷ, Romanian
    *range(0x1E00, 0x1F00),  # more Welsh; Vietnamese
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullets
    *(0x2009, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122),
    *range(0x2070, 0x208A),  # raised and lowered figures
    *range(0x2190, 0x2194),  # arrows
    *(0x2206, 0x2211, 0x2212, 0x2215, 0x2219, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
    *(ord(sign) for sign in "▲△▼▽■□●○◆◇◊✓✗☐☑"),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "pnum", "tnum", "sups", "subs"]


def main(folder: Path) -> None:
    """Write each style as TTF and WOFF2."""
    for style, (source, weight) in STYLES.items():
        font = _subset(folder / f"SourceSans3-{source}.ttf")
        _rename(font, style, weight)
        stem = f"{FAMILY.replace(' ', '')}-{style}"
        font.save(FONTS / f"{stem}.ttf")
        font.flavor = "woff2"
        font.save(FONTS / f"{stem}.woff2")


def _subset(file: Path) -> TTFont:
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=["*"])
    options.drop_tables += ["DSIG", "STAT", "BASE"]
    font = TTFont(file, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    return font


def _rename(font: TTFont, style: str, weight: int) -> None:
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 2: style, 3: f"3.052;{postscript}", 4: full, 6: postscript}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in {0, 5, 8, 9, 11, 13, 14}:
            font["name"].names.remove(record)
    font["OS/2"].usWeightClass = weight
    bold, italic = style == "Bold", style == "Italic"
    font["head"].macStyle = bold | italic << 1
    # bit 0 italic, 5 bold, 6 regular
    kept = font["OS/2"].fsSelection & ~0b1100001
    regular = not (bold or italic)
    font["OS/2"].fsSelection = kept | italic | bold << 5 | regular << 6


if __name__ == "__main__":
    main(Path(sys.argv[1]))
