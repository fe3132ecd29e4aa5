"""Pictures that a report can show: whole PNG and JPEG files, each with its description."""

import base64
import binascii
import io
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from litmus.base import tokens
from litmus.render.blocks import (
    Picture,
)

MEDIA = ("image/png", "image/jpeg")
SVG = "image/svg+xml"  # of Litmus' own charts alone
PPI = 200  # dots an inch of a drawing as pixels
DATA = re.compile(r"data:(image/[\w.+-]+)((?:;[^,]*)?),(.*)", re.DOTALL | re.IGNORECASE)
FILE = re.compile(r".*\.(png|jpe?g|jfif|gif|svg|webp|bmp|tiff?|heic|avif|pdf)", re.IGNORECASE)
# What programs call a picture: "image", "Screenshot 2016-04-01 at 10.12.33", "IMG_2041 (1)".
NAMED_BY_PROGRAM = re.compile(
    r"(pasted?|whatsapp|clipboard|new)?[\s_-]*"
    r"(image|img|picture|pic|photo|screen[\s_-]?(shot|capture|clip|grab)|snip|capture|clipboard|scan|"
    r"untitled|unnamed|dscn?|figure|fig|chart|graph|diagram|drawing|alt|alt[\s_-]text|attachment)?"
    r"(?=$|[\W\d_])([\W\d_]|(at|on|from|am|pm|copy|edited|final|v|jan|feb|mar|apr|may|jun|jul|aug|sep|"
    r"oct|nov|dec)(?![a-z]))*",
    re.IGNORECASE,
)
CODED = re.compile(r"[0-9a-f]{8,}(-[0-9a-f]{4,})*", re.IGNORECASE)


def picture(content: bytes, media: str, alt: str) -> Picture | None:
    """The picture, or None where it is of another kind or broken.

    A broken picture in one cell must not cost the whole report, so the file is read through here
    before a printer meets it.
    """
    from PIL import Image

    if media not in MEDIA:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            image.load()
            actual = f"image/{(image.format or '').lower()}"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return Picture(content, actual, alt)


def decode(content: str) -> bytes:
    """The bytes of a picture in base64; none where it is not that."""
    try:
        return base64.b64decode(content)
    except (binascii.Error, ValueError):
        return b""


def inside(address: str, alt: str) -> Picture | None:
    """The picture that an address holds itself (`data:image/png;base64,...`), or None."""
    found = DATA.fullmatch(address.strip())
    if found is None:
        return None
    media, encoding, content = found.groups()
    if "base64" in encoding.lower():
        return picture(decode(unquote(content)), media.lower(), alt)
    return picture(unquote_to_bytes(content), media.lower(), alt)


def describes(words: str) -> bool:
    """Whether `words` say what a picture shows: the name of its file does not.

    "Image of the new front door" does; "image.png", "Screenshot 2016-04-01 at 10.12.33" and
    "IMG_2041" do not.
    """
    said = " ".join(words.split())
    names = (FILE, NAMED_BY_PROGRAM, CODED)
    return bool(said) and not any(name.fullmatch(said) for name in names)


def of_svg(drawing: str | bytes) -> bytes:
    """A drawing (SVG) as pixels (PNG), for formats that cannot hold it; by Typst, with our font."""
    import typst

    content = drawing.encode() if isinstance(drawing, str) else drawing
    with tempfile.TemporaryDirectory(prefix="litmus-") as made:
        folder = Path(made)
        (folder / "drawing.svg").write_bytes(content)
        page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")\n'
        (folder / "main.typ").write_text(page, encoding="utf-8")
        pixels: bytes = typst.compile(
            folder / "main.typ",
            root=folder,
            format="png",
            ppi=PPI,
            font_paths=[tokens.FONTS],
            ignore_system_fonts=True,
        )
    return pixels


def as_pixels(picture: Picture) -> bytes:
    """A picture as PNG or JPEG."""
    return of_svg(picture.content) if picture.media == SVG else picture.content
