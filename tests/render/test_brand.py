"""What a page shows of its council: logo and colours in each format, and nothing without them."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image

from litmus.base.brand import NO_BRAND, PNG, SVG, Brand, Tint
from litmus.render import document, html, pdf, word
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
    assert "--brand: var(--accent); --rule: var(--accent);" in page


def test_a_pdf_has_the_logo_with_its_words():
    plain = pdf.render(parts.notebook(), title=TITLE, read=reading(NO_BRAND))
    shown = pdf.render(
        parts.notebook(),
        title=TITLE,
        read=reading(Brand(GREEN, GREEN, DRAWING, SVG, "Sample City")),
    )
    assert [alt for alt in alts(shown) if alt not in alts(plain)] == ["Sample City"]


def alts(content):
    with pikepdf.open(io.BytesIO(content)) as made:
        return [str(o["/Alt"]) for o in made.objects
                if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]  # fmt: skip


def png():
    made = io.BytesIO()
    Image.new("RGB", (30, 10), "teal").save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(("logo", "media"), [(DRAWING, SVG), (png(), PNG)])
def test_a_word_document_has_them_too(logo, media):
    brand = Brand(GREEN, AMBER, logo, media, "Sample City")
    made = word.render(parts.notebook(), title=TITLE, read=reading(brand))
    with ZipFile(io.BytesIO(made)) as parts_of:
        body = parts_of.read("word/document.xml").decode()
        styles = parts_of.read("word/styles.xml").decode()
    assert 'descr="Sample City"' in body
    assert body.index('descr="Sample City"') < body.index("Title")
    assert "0B5D3B" in styles and "c25700" in styles
