"""Pictures within an e-mail: pixels, because programs that read e-mail draw no SVG; each once."""

import io
from dataclasses import dataclass

from litmus.base import digests
from litmus.render import pictures
from litmus.render.pictures import PPI, SVG

SCREEN = 96  # dots an inch by which HTML counts
WIDEST = 600  # the most that a picture takes in a message
LOGO_WIDE, LOGO_TALL = 200, 60


@dataclass(frozen=True)
class InlinePicture:
    """A PNG or JPEG picture of a message, its name in it, and its size as it is shown."""

    cid: str
    content: bytes
    media: str
    width: int
    height: int


class Pictures:
    """The pictures of one message, as they are asked for."""

    def __init__(self) -> None:
        self.found: dict[str, InlinePicture] = {}
        self._drawn: dict[str, str] = {}

    def add(self, content: bytes, media: str, wide: int = WIDEST, tall: int = 0) -> InlinePicture:
        """A picture, shown no wider than `wide`, and no higher than `tall` unless that is 0."""
        key = digests.of_bytes(content)
        if key not in self._drawn:
            self._drawn[key] = self._keep(content, media, wide, tall).cid
        return self.found[self._drawn[key]]

    def _keep(self, content: bytes, media: str, wide: int, tall: int) -> InlinePicture:
        from PIL import Image

        pixels = pictures.of_svg(content) if media == SVG else content
        with Image.open(io.BytesIO(pixels)) as image:
            size, form = image.size, (image.format or "PNG").lower()
        width, height = _shown(size, wide, tall)
        cid = f"{digests.of_bytes(pixels)[:24]}@litmus"
        made = InlinePicture(cid, pixels, f"image/{form}", width, height)
        return self.found.setdefault(cid, made)


def _shown(size: tuple[int, int], wide: int, tall: int) -> tuple[int, int]:
    """Width and height of a picture as it is shown, by its pixels."""
    width, height = (each * SCREEN / PPI for each in size)
    less = min(1.0, wide / width, tall / height if tall else 1.0)
    return max(1, round(width * less)), max(1, round(height * less))
