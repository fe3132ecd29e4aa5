"""Several files as one zip: the same parts always give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

OLDEST = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can say: no time of packing


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts, by name and in their order, as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as kept:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
    return packed.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """What a zip holds, by name and in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}
