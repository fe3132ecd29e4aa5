"""Pictures that a report can show: whole PNG and JPEG files, each with its description."""

import io

from litmus.render.blocks import Picture

MEDIA = ("image/png", "image/jpeg")


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
