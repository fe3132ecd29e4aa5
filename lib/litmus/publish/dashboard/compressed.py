"""A page in parts, of which one differs by viewer: compressed once, joined when asked for.

A gzip file is one stream of blocks. Streams that end in a full flush can be put one behind the
other, so that only the small part in the middle is compressed for each viewer.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Self

HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # of a gzip file without name or time


@dataclass(frozen=True)
class Parts:
    """What stands before and after the part that differs, as it is and compressed."""

    before: bytes
    after: bytes
    small_before: bytes
    small_after: bytes
    sum_before: int

    @classmethod
    def of(cls, before: bytes, after: bytes) -> Self:
        """The parts, compressed."""
        return cls(
            before, after, _deflated(before), _deflated(after, last=True), zlib.crc32(before)
        )

    def whole(self, middle: bytes) -> bytes:
        """The page with this part in the middle."""
        return self.before + middle + self.after

    def gzipped(self, middle: bytes) -> bytes:
        """The same as a gzip file."""
        total = zlib.crc32(self.after, zlib.crc32(middle, self.sum_before))
        length = len(self.before) + len(middle) + len(self.after)
        ending = struct.pack("<II", total, length & 0xFFFFFFFF)
        parts = (HEADER, self.small_before, _deflated(middle), self.small_after, ending)
        return b"".join(parts)


def _deflated(content: bytes, last: bool = False) -> bytes:
    """The content as a raw stream, which ends here where it is the `last`."""
    stream = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
