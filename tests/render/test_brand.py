"""What a page shows of its council: logo and colours in each format, and nothing without them."""

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from PIL import Image

from litmus.base import tokens
from litmus.base.brand import NO_BRAND, PNG, SVG, Brand, Colours, Tint, tints
from litmus.render import document, html, pdf, word
from litmus.report.bundle import TableCell
from render import notebook_fixture as made
from render import parts

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">'
    b'<rect width="9" height="9"/></svg>'
)
GREEN, AMBER = Tint("#0b5d3b", "#7fd1a8"), Tint("#c25700", "#ff9a4d")
TITLE = "The report"


def reading(brand):
    return replace(document.read(parts.notebook(), TITLE), brand=brand)


def test_a_page_has_logo_and_colours_for_light_and_dark():
    brand = Brand(GREEN, AMBER, DRAWING, SVG, "Sample <City>")
    page = html.render(parts.notebook(), title=TITLE, read=reading(brand)).decode()
    assert '<img class="logo" src="data:image/svg+xml;base64,' in page
    assert 'alt="Sample &lt;City&gt;"' in page
    light, dark = page.split("@media screen and (prefers-color-scheme: dark)", 1)
    assert "--brand: #0b5d3b; --rule: #c25700;" in light
    assert "--brand: #7fd1a8; --rule: #ff9a4d;" in dark.split("}")[0]


def test_a_page_without_them_has_the_design_s_own():
    page = html.render(parts.notebook(), title=TITLE, read=reading(NO_BRAND)).decode()
    assert '<img class="logo"' not in page
    accent = tokens.colours()["accent"]
    for theme in (accent.light, accent.dark):
        assert f"--brand: {theme}; --rule: {theme};" in page


def painted(content):
    """The colours that a PDF paints or writes with."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return {
            "#" + "".join(f"{round(float(part) * 255):02x}" for part in what)
            for page in opened.pages
            for what, op in pikepdf.parse_content_stream(page)
            if str(op) in ("scn", "SCN", "rg", "RG") and len(what) == 3
        }


def styled(content):
    """The styles of a Word document."""
    with ZipFile(io.BytesIO(content)) as parts_of:
        return parts_of.read("word/styles.xml").decode().lower()


@pytest.mark.parametrize("colours", [None, Colours(accent="#0b5d3b"), Colours(rule="#c25700")])
def test_every_format_has_the_same_colours(colours):
    """As `tints` decides them: one that is left out is the same one everywhere."""
    cells, brand = parts.notebook(), Brand(*tints(colours))
    read = reading(brand)
    page = html.render(cells, title=TITLE, read=read).decode()
    on_paper, in_word = (each.render(cells, title=TITLE, read=read) for each in (pdf, word))
    assert f"--brand: {brand.accent.light}; --rule: {brand.rule.light};" in page
    for colour in (brand.accent.light, brand.rule.light):
        assert colour in painted(on_paper) and colour[1:] in styled(in_word)


def test_charts_and_ratings_keep_the_design_s_colours():
    plain, green = (
        html.render(made.quarterly(), title=TITLE, read=quarterly(brand)).decode()
        for brand in (NO_BRAND, Brand(GREEN, GREEN))
    )
    assert drawings(plain) == drawings(green) and drawings(plain)
    accent = tokens.light("accent")
    assert f"--accent: {accent};" in green


def quarterly(brand):
    return replace(document.read(made.quarterly(), TITLE), brand=brand)


def drawings(page):
    return re.findall(r"<svg.*?</svg>", page, re.DOTALL)


def test_a_pdf_has_the_logo_with_its_words():
    plain = pdf.render(parts.notebook(), title=TITLE, read=reading(NO_BRAND))
    shown = pdf.render(
        parts.notebook(),
        title=TITLE,
        read=reading(Brand(GREEN, GREEN, DRAWING, SVG, "Sample City")),
    )
    assert [alt for alt in alts(shown) if alt not in alts(plain)] == ["Sample City"]


def alts(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        return [str(o["/Alt"]) for o in opened.objects
                if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]  # fmt: skip


def png():
    content = io.BytesIO()
    Image.new("RGB", (30, 10), "teal").save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize(("logo", "media"), [(DRAWING, SVG), (png(), PNG)])
def test_a_word_document_has_them_too(logo, media):
    brand = Brand(GREEN, AMBER, logo, media, "Sample City")
    content = word.render(parts.notebook(), title=TITLE, read=reading(brand))
    with ZipFile(io.BytesIO(content)) as parts_of:
        body = parts_of.read("word/document.xml").decode()
    assert 'descr="Sample City"' in body
    assert body.index('descr="Sample City"') < body.index("Title")
    assert "0b5d3b" in styled(content) and "c25700" in styled(content)


def test_what_heads_rows_has_the_accent_in_word_as_on_the_page():
    table = TableCell("T", ("Indicator", "Now"), [["Plans", "7"]], sections={0: "Front door"})
    cells = made.notebook([parts.shown(table)])
    read = replace(document.read(cells, TITLE), brand=Brand(GREEN, AMBER))
    content = word.render(cells, title=TITLE, read=read)
    opened = Document(io.BytesIO(content))
    (head,) = (p for p in opened.tables[0].rows[1].cells[0].paragraphs if p.text)
    assert str(head.style.font.color.rgb) == "0B5D3B"
