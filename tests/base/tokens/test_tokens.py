"""The design's colours can be told from what they stand on, and its font has what is written."""

from itertools import combinations

import pytest

from litmus.base import tokens

LEAST = {"text": 4.5, "graphic": 3.0}


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([brightness(one), brightness(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_published():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)  # the known grey


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_graphics_stand_out_from_every_ground_that_they_stand_on(theme):
    found = tokens.variables(theme)
    for name, colour in tokens.colours().items():
        assert bool(colour.on) == (colour.task in LEAST), name
        for ground in colour.on:
            reached = contrast(found[f"--{name}"], found[f"--{ground}"])
            assert reached >= LEAST[colour.task], (theme, name, ground, round(reached, 2))


# What the three kinds of colour blindness make of red, green and blue (linear light, severe;
# Machado, Oliveira and Fernandes 2009).
BLIND = {
    "protanopia": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "deuteranopia": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "tritanopia": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}
GRADES = ["grade-1", "grade-2", "grade-3", "grade-4"]


def lab(linear: list[float]) -> tuple[float, float, float]:
    """CIELAB of a colour in linear light."""
    red, green, blue = (min(max(part, 0), 1) for part in linear)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    f, g, h = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * g - 16, 500 * (f - g), 200 * (g - h)


def seen(colour: str, kind: str) -> tuple[float, float, float]:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return lab([sum(m * c for m, c in zip(row, linear, strict=True)) for row in BLIND[kind]])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("names", [["accent", "concern"], GRADES])
def test_colours_that_mean_different_things_differ_for_the_colour_blind(theme, kind, names):
    found = tokens.variables(theme)
    for one, other in combinations(names, 2):
        pair = [seen(found[f"--{name}"], kind) for name in (one, other)]
        apart = sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        assert apart > 20, (kind, one, other, round(apart, 1))  # 2.3 is just noticeable


def test_each_colour_has_a_value_of_its_own_so_that_a_drawing_can_follow_its_page():
    light = list(tokens.variables())
    assert len({tokens.variables()[name] for name in light}) == len(light)
    drawing = "".join(f'<g style="fill: {value}"/>' for value in tokens.variables().values())
    themed = tokens.themed(drawing)
    for name, value in tokens.variables().items():
        assert f"var({name},{value})" in themed


def test_a_colour_that_is_not_of_the_design_stays_as_it_is():
    assert tokens.themed("#123456 #fffffff") == "#123456 #fffffff"


@pytest.mark.parametrize("face", tokens.faces(), ids=lambda face: face.file)
def test_the_font_is_renamed_and_has_the_letters_that_a_report_needs(face):
    from fontTools.ttLib import TTFont

    font = TTFont(tokens.FONTS / f"{face.file}.ttf")
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == names.get(16, names[1]) == tokens.family()
    assert not any("Source" in names[n] for n in (1, 3, 4, 6))  # reserved by its licence
    assert "Open Font License" in names[13]
    assert font["OS/2"].usWeightClass == face.weight
    wanted = "Tŵr Tŷ Łódź Çelik Nguyễn – — “ ” ‘ ’ … £ € % − × ≤ ≥ ≈ ½ ▲▼■●◆△○ ↑↓→← ✓☐☑ ·"
    missing = [sign for sign in wanted if ord(sign) not in font.getBestCmap()]
    assert missing == []
    figures = {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}
    assert len(figures) == 1  # numbers stand below one another


def test_the_licence_is_beside_the_font_and_the_web_has_its_own_files():
    assert "SIL OPEN FONT LICENSE" in (tokens.FONTS / "OFL.txt").read_text(encoding="utf-8")
    for face in tokens.faces():
        assert (tokens.FONTS / f"{face.file}.woff2").read_bytes()[:4] == b"wOF2"
