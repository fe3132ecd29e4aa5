"""A council's own look: its logo and its colours, from params/council.yml.

They change what a report looks like and nothing that it says: charts, ratings and boxes keep the
design's colours, which were chosen to be told apart. A colour that cannot be read, or a file that
is no picture, is refused before anything is made.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from litmus.base import tokens
from litmus.base.errors import UsageError
from litmus.base.params import Setting

READ, SEEN = 4.5, 3.0  # contrast that words and shapes need (WCAG 2.2, 1.4.3 and 1.4.11)
MOST = 1_000_000  # bytes of a logo: it is in every file
PNG, SVG = "image/png", "image/svg+xml"
# Parts of a drawing that a report cannot draw the same everywhere, or may not run.
UNWANTED = {
    "text": "save it with its letters as shapes (paths)",
    "image": "save it without a picture inside",
    "script": "save it without scripts",
    "foreignObject": "save it as plain SVG",
}
_NOT_HEX = 'expected a colour in quotation marks, such as "#1d4f76"'


@dataclass(frozen=True)
class Tint:
    """One colour as a light page has it, and as a dark one has it."""

    light: str
    dark: str


def _colour(given: Any) -> Any:
    if not isinstance(given, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", given):
        raise ValueError(_NOT_HEX)
    return given.lower()


Hex = Annotated[str, BeforeValidator(_colour)]


class Shade(Setting):
    """A colour on a light page and on a dark one; without the dark one, it is mixed from the light
    one with white until it is clear enough there."""

    light: Hex
    dark: Hex | None = None


def _standing_out(needed: float, what: str, grounds: Sequence[str]) -> AfterValidator:
    """That a colour reaches this contrast on each of the grounds that it stands on."""

    def check(given: Shade) -> Shade:
        for theme, colour, way in (
            ("light", given.light, "darker"),
            ("dark", given.dark, "lighter"),
        ):
            for ground in grounds if colour else ():
                on = getattr(tokens.colours()[ground], theme)
                if (reached := contrast(str(colour), on)) < needed:
                    raise ValueError(
                        f"on the {theme} page {colour} reaches a contrast of {_floor(reached)} "
                        f"to 1 with {'the page' if ground == 'paper' else 'boxes'} ({on}); {what} "
                        f"need {needed:g} to 1. Choose a {way} one"
                    )
        return given

    return AfterValidator(check)


def _in_both(given: Any) -> Any:
    return {"light": given} if isinstance(given, str) else given


ON = ("paper", "tint")
Words = Annotated[Shade, BeforeValidator(_in_both), _standing_out(READ, "headings and links", ON)]
Shapes = Annotated[Shade, BeforeValidator(_in_both), _standing_out(SEEN, "lines", ON)]


class Colours(Setting):
    """`accent`: headings and links, and lines where `rule` is left out."""

    accent: Words | None = None
    rule: Shapes | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, entry: Any) -> Any:
        """Unlike other settings these may not be empty: without quotation marks a colour is a
        comment, and would be left out unseen."""
        if isinstance(entry, Mapping) and None in entry.values():
            raise ValueError(_NOT_HEX)
        return entry


class Logo(Setting):
    """A picture beside the settings, and what it says, for those who cannot see it."""

    file: str = Field(pattern=r"^[^/\\]+$")
    text: str = Field(pattern=r"\S")


def tints(colours: Colours | None) -> tuple[Tint, Tint]:
    """What a page has of these settings: the colour of headings and links, and that of lines, each
    for light and dark. Where nothing is set it is the design's accent; lines follow the accent.

    Every format reads them from `Brand`, and none decides by itself. Charts, ratings, good and bad
    keep the design's colours.
    """
    design = tokens.colours()["accent"]
    accent = rule = Tint(design.light, design.dark)
    if colours and colours.accent:
        accent = rule = _tint(colours.accent, READ)
    if colours and colours.rule:
        rule = _tint(colours.rule, SEEN)
    return accent, rule


@dataclass(frozen=True)
class Brand:
    """What a page shows of its council: the colours of `tints`, and `logo`, the file's content,
    none where it is empty."""

    accent: Tint = field(default_factory=lambda: tints(None)[0])
    rule: Tint = field(default_factory=lambda: tints(None)[1])
    logo: bytes = b""
    media: str = ""
    alt: str = ""


NO_BRAND = Brand()  # the design as it is


def read_brand(project: Path, logo: Logo | None, colours: Colours | None) -> Brand:
    """The look that the settings ask for. Raises UsageError for a logo that is missing or none."""
    accent, rule = tints(colours)
    if logo is None:
        return Brand(accent, rule)
    content, media = _picture(project / "params" / logo.file)
    return Brand(accent, rule, content, media, logo.text.strip())


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb`), from 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast("#ffffff", "#767676"), 2)
    4.54
    """
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _brightness(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _floor(ratio: float) -> str:
    """A contrast that is too low, never rounded up to the one that is needed."""
    return f"{int(ratio * 10) / 10:g}"


def _tint(given: Shade, needed: float) -> Tint:
    return Tint(given.light, given.dark or _lightened(given.light, needed))


def _lightened(colour: str, needed: float) -> str:
    """The colour with as much white as it needs on a dark page."""
    grounds = [tokens.colours()[name].dark for name in ON]
    for white in range(101):
        mixed = bytes(round(part + (255 - part) * white / 100) for part in _parts(colour))
        made = f"#{mixed.hex()}"
        if all(contrast(made, ground) >= needed for ground in grounds):
            return made
    raise AssertionError("white stands out from every dark ground")


def _picture(path: Path) -> tuple[bytes, str]:
    """The content and the kind of a logo. Raises UsageError that names the file."""
    where = f"params/council.yml, logo: params/{path.name}"
    try:
        content = path.read_bytes()
    except OSError:
        raise UsageError(f"{where} is missing. Put the picture there, or leave out logo.") from None
    if len(content) > MOST:
        raise UsageError(
            f"{where} has {len(content) / MOST:.1f} MB; it is in every file of a report, and may "
            "have 1 MB. Save it smaller."
        )
    if content.startswith(b"\x89PNG") and _is_png(content):
        return content, PNG
    _check_drawing(content, where)
    return content, SVG


def _is_png(content: bytes) -> bool:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _check_drawing(content: bytes, where: str) -> None:
    """Hold a logo to be a drawing that looks the same in every format."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree

    try:
        root = ElementTree.fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        root = None
    if root is None or root.tag.rpartition("}")[2] != "svg":
        raise UsageError(f"{where} is no picture that can be read. A logo is a PNG or an SVG file.")
    if "viewBox" not in root.attrib and not {"width", "height"} <= set(root.attrib):
        raise UsageError(
            f"{where} does not say how large it is: save it with its width and height."
        )
    for part in root.iter():
        name = str(part.tag).rpartition("}")[2]
        if name in UNWANTED:
            raise UsageError(f"{where} holds a part <{name}>: {UNWANTED[name]}.")
