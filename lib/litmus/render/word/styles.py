"""How a Word document looks: Word's own styles in the design's colours, and five more."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from litmus.base import tokens
from litmus.base.brand import Brand

FONT = "Arial"  # on every machine, and in every committee's paper
LANGUAGE = "en-GB"
TEXT, SMALL, TABLE, DENSE = 10.5, 8.5, 8.5, 7.5
STATEMENT, NOTICE, COMMENTARY, NOTE = "Statement", "Notice", "Commentary", "Table note"
SECTION = "Table section"  # what heads rows of a table
# Sizes of headings, and of the title, in points.
HEADINGS = {"Title": 20, "Subtitle": 12, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11}


def prepare(document: Document, brand: Brand) -> None:
    """Give a new document A4 pages, its language and its styles, in the council's colours."""
    accent, rule = brand.accent.light, brand.rule.light
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _set_language(document)
    normal = document.styles["Normal"]
    _set_font(normal, TEXT)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in HEADINGS.items():
        style = document.styles[name]
        _set_font(style, size, bold=True)
        if name == "Heading 1":
            _set_colour(style, accent)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(12 if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = Pt(4)
    for line in document.styles["Title"].element.iter(qn("w:bottom")):
        line.set(qn("w:color"), rule.lstrip("#"))
    _set_font(document.styles["Caption"], 9.5, colour="ink", bold=True)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _add(document, STATEMENT, 12, bold=True).paragraph_format.keep_with_next = True
    _add(document, NOTE, SMALL, colour="quiet")
    _set_colour(_add(document, SECTION, TABLE, bold=True), accent)
    _shade(_add(document, NOTICE, TEXT), "tint", tokens.light("accent"))
    _shade(_add(document, COMMENTARY, TEXT), "tint", rule)


def _add(document: Document, name: str, size: float, **look: Any) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _set_font(style, size, **look)
    return style


def _set_font(style: Any, size: float, colour: str = "ink", bold: bool | None = None) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    _set_colour(style, tokens.light(colour))
    style.font.bold = bold
    style.font.italic = False
    # Word's own styles name a font of the theme, which would win.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for spacing in style.element.rPr.findall(qn("w:spacing")):  # letters set apart
        style.element.rPr.remove(spacing)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _set_colour(style: Any, colour: str) -> None:
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _shade(style: Any, fill: str, line: str) -> None:
    """A ground and a line on the left, as on a page."""
    properties = style.element.get_or_add_pPr()
    border = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (
        ("val", "single"), ("sz", "18"), ("space", "8"), ("color", line[1:]),
    ):  # fmt: skip
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", tokens.light(fill)[1:])):
        ground.set(qn(f"w:{name}"), value)
    properties.append(border)
    properties.append(ground)


def _set_language(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), LANGUAGE)
