"""The body of an e-mail as HTML that programs for e-mail show: Outlook, webmail, a phone.

It is made of tables, with its styles in each element; it runs nothing and fetches nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from litmus.base import tokens
from litmus.base.brand import Brand
from litmus.publish.delivery.pictures import LOGO_TALL, LOGO_WIDE, InlinePicture, Pictures
from litmus.publish.delivery.summary import Summary
from litmus.render.blocks import Block, Picture
from litmus.render.pictures import SVG
from litmus.render.text import TextSpan

TEMPLATES = Path(__file__).parent / "templates"
MOST_BYTES = (
    90_000  # some webmail cuts a message off at 102 kB; notes and letters of two bytes come
)
FONT = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.45;color:{ink};"
# The ground and the line of a box, by what it is about.
SHADES = {
    "good": ("good-tint", "accent"),
    "bad": ("bad-tint", "concern"),
    "decide": ("mark-tint", "mark"),
    "warning": ("warning-tint", "warning"),
}
PLAIN = ("tint", "strong-line")


@dataclass(frozen=True)
class Page:
    """The parts of a summary as HTML, as many as there is room for, and the pictures in them."""

    summary: Summary
    parts: Sequence[Any]
    logo: Any
    pictures: tuple[InlinePicture, ...]

    @property
    def shown(self) -> Sequence[Block]:
        """The blocks that it has."""
        return self.summary.blocks[: len(self.parts)]

    @property
    def is_whole(self) -> bool:
        """Whether there was room for all."""
        return len(self.parts) == len(self.summary.blocks)

    def html(self, subject: str, closing: Sequence[str], note: str = "") -> str:
        """The whole document; `note` stands above all else, `closing` at the end."""
        template = _environment(Pictures()).get_template("message.html.j2")
        return template.render(
            summary=self.summary,
            parts=self.parts,
            logo=self.logo,
            subject=subject,
            closing=closing,
            note=note,
        )


def make(summary: Summary, brand: Brand) -> Page:
    """The page of a summary, with the council's logo."""
    from markupsafe import Markup

    pictures = Pictures()
    logo = ""
    if brand.logo:
        shown = pictures.add(brand.logo, brand.media, LOGO_WIDE, LOGO_TALL)
        logo = Markup(_image(shown, brand.alt))
    macros: Any = _environment(pictures).get_template("parts.html.j2").module
    parts: list[Any] = []
    size = 0
    for block in summary.blocks:
        before = set(pictures.found)
        made = macros.show(block)
        size += len(made.encode())
        if size > MOST_BYTES:
            for cid in set(pictures.found) - before:
                del pictures.found[cid]
            break
        parts.append(made)
    return Page(summary, parts, logo, tuple(pictures.found.values()))


def _environment(pictures: Pictures) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def line(span: TextSpan) -> Any:
        return Markup(_image(pictures.add((span.svg or "").encode(), SVG), span.text))

    def picture(given: Picture) -> Any:
        return Markup(_image(pictures.add(given.content, given.media), given.alt))

    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    made.filters |= {"line_over_time": line, "picture": picture, "shades": _shades}
    made.globals |= {
        "colours": {name.replace("-", "_"): each.light for name, each in tokens.colours().items()},
        "font": FONT.format(ink=tokens.light("ink")),
    }
    return made


def _shades(about: str) -> tuple[str, str]:
    ground, rule = SHADES.get(about, PLAIN)
    return tokens.light(ground), tokens.light(rule)


def _image(picture: InlinePicture, alt: str) -> str:
    return (
        f'<img src="cid:{picture.cid}" width="{picture.width}" height="{picture.height}" '
        f'alt="{escape(alt, quote=True)}" border="0" style="display:block;border:0;">'
    )
