"""A council's look: what is taken, and what is refused with a sentence."""

import io

import pytest
from PIL import Image

from litmus.base import tokens
from litmus.base.brand import Brand, Tint, contrast
from litmus.base.council import read_council
from litmus.base.errors import UsageError

COUNCIL = "name: Sample City\nsample: true\nla_code: SAMPLE\nsource: sample\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


def png():
    made = io.BytesIO()
    Image.new("RGB", (30, 10), "teal").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def look(tmp_path):
    """Read the look of a council with these settings, and these files beside them."""

    def read(settings="", **files):
        (tmp_path / "params").mkdir(exist_ok=True)
        (tmp_path / "params" / "council.yml").write_text(COUNCIL + settings)
        for name, content in files.items():
            (tmp_path / "params" / name.replace("_", ".")).write_bytes(content)
        return read_council(tmp_path).brand(tmp_path)

    return read


def test_a_council_without_a_look_has_the_design_s(look):
    found, accent = look(), tokens.colours()["accent"]
    assert found == Brand()
    assert found.accent == found.rule == Tint(accent.light, accent.dark)


def test_a_dark_page_has_the_accent_with_as_much_white_as_it_needs(look):
    accent = look('colours:\n  accent: "#0B5D3B"\n').accent
    assert accent.light == "#0b5d3b"
    for ground in ("paper", "tint"):
        assert contrast(accent.dark, tokens.colours()[ground].dark) >= 4.5


def test_lines_have_the_accent_unless_they_have_a_colour_of_their_own(look):
    one = look('colours:\n  accent: "#0b5d3b"\n')
    two = look('colours:\n  accent: "#0b5d3b"\n  rule: {light: "#c25700", dark: "#ff9a4d"}\n')
    assert one.rule == one.accent
    assert (two.rule.light, two.rule.dark) == ("#c25700", "#ff9a4d")
    alone = look('colours:\n  rule: "#c25700"\n')
    assert alone.accent == Brand().accent and alone.rule.light == "#c25700"


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ('accent: "#ff9900"', "on the light page #ff9900 reaches a contrast of 2.1 to 1 with the "
         "page (#ffffff); headings and links need 4.5 to 1. Choose a darker one"),
        ('accent: "#767676"', "of 4.1 to 1 with boxes (#f1f5f8); headings and links need 4.5"),
        ('rule: "#ffd500"', "lines need 3 to 1. Choose a darker one"),
        ('accent: {light: "#0b5d3b", dark: "#0b5d3b"}', "on the dark page #0b5d3b reaches a "
         "contrast of 2.2 to 1 with the page (#14181d); headings and links need 4.5 to 1. Choose "
         "a lighter one"),
        ("accent: #0b5d3b", "expected a colour in quotation marks"),
        ('accent: "#0b5d3b"\n  rule: #c25700', "expected a colour in quotation marks"),
        ("accent: green", 'expected a colour in quotation marks, such as "#1d4f76" (found'),
        ('acent: "#0b5d3b"', "did you mean accent?"),
    ],
)  # fmt: skip
def test_a_colour_that_cannot_be_read_is_refused_with_what_it_needs(look, colours, said):
    with pytest.raises(UsageError) as error:
        look(f"colours:\n  {colours}\n")
    assert said in str(error.value)
    assert str(error.value).startswith("params/council.yml: colours")


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [("a.png", png(), "image/png"), ("a.svg", DRAWING.encode(), "image/svg+xml")],
)
def test_a_logo_is_read_with_its_words(look, name, content, media):
    found = look(
        f"logo: {{file: {name}, text: Sample City}}\n", **{name.replace(".", "_"): content}
    )
    assert (found.logo, found.media, found.alt) == (content, media, "Sample City")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "params/a.svg is missing"),
        (b"GIF89a", "is no picture that can be read. A logo is a PNG or an SVG file"),
        (png()[:60], "is no picture that can be read"),
        (b"<html/>", "is no picture that can be read"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "is no picture that can be read"),
        (DRAWING.replace('viewBox="0 0 9 9"', "").encode(), "does not say how large it is"),
        (DRAWING.replace("circle", "text").encode(), "a part <text>: save it with its letters as"),
        (DRAWING.replace("circle", "script").encode(), "a part <script>"),
        (png() + b"0" * 1_000_000, "may have 1 MB"),
    ],
)  # fmt: skip
def test_a_logo_that_is_none_is_refused(look, content, said):
    with pytest.raises(UsageError) as error:
        look("logo: {file: a.svg, text: Sample City}\n", **({"a_svg": content} if content else {}))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "logo", ["file: ../a.svg, text: A", "file: a.svg", 'file: a.svg, text: " "']
)
def test_a_logo_has_a_file_beside_the_settings_and_words(look, logo):
    with pytest.raises(UsageError, match=r"params/council\.yml: logo"):
        look(f"logo: {{{logo}}}\n")


def test_another_look_is_no_other_council(look, tmp_path):
    look()
    before = read_council(tmp_path).substance
    look('colours:\n  accent: "#0b5d3b"\n')
    assert read_council(tmp_path).substance == before
