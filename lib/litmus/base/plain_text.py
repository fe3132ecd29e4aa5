"""Text that people write: files read as UTF-8, or said which line is not and how to save it; and
names of files as they can be printed."""

import os
from pathlib import Path

from litmus.base.errors import UsageError

MOST_BYTES = 2_000_000  # the largest file that is shipped has 32 kB
SAVE_AS = "Save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8; in Excel: CSV UTF-8)"
REPLACEMENT = "\ufffd"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def printable(name: str) -> str:
    r"""The name of a file or folder as it can be printed and written: a byte of it that is no UTF-8
    text, as old archives leave them, and a control character have a sign in their place.

    >>> printable("audit.xlsx"), printable(os.fsdecode(b"caf\xe9.xlsx")), printable("a\tb.xlsx")
    ('audit.xlsx', 'caf�.xlsx', 'a�b.xlsx')
    """
    text = os.fsencode(name).decode("utf-8", "replace") if not name.isascii() else name
    return "".join(char if char.isprintable() else REPLACEMENT for char in text)


def read(path: Path, name: str) -> str:
    """The text of a file, line ends as they are, without a mark of its encoding at its start.

    Raises UsageError, with `name` and the line, where the file is missing, cannot be read, is no
    UTF-8 text or is larger than any settings.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if path.is_file() and size <= MOST_BYTES else None
    except FileNotFoundError:
        raise UsageError(f"The settings file {name} is missing.") from None
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.") from None
    if content is None:
        most = f"a text file of at most {MOST_BYTES // 1_000_000} MB"
        raise UsageError(f"{name}: expected {most}{_what_else(path, size)}.")
    return decode(content, name)


def decode(content: bytes, name: str) -> str:
    """Bytes as text; raises UsageError as `read` does."""
    if content.startswith(_UTF_16) or b"\x00" in content:
        line = content[: content.find(b"\x00")].count(b"\n") + 1
        which = "is UTF-16 (“Unicode”)" if _is_utf_16(content) else "holds a zero byte"
        raise UsageError(f"{name}, line {line}: the file {which}. {SAVE_AS}.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        words = content[start : error.end].decode("cp1252", "replace")[-20:].strip()
        raise UsageError(
            f"{name}, line {line}: {words!r} is not UTF-8 text; the file is probably ANSI. "
            f"{SAVE_AS}."
        ) from None


def _is_utf_16(content: bytes) -> bool:
    return content.startswith(_UTF_16) or content[:200].count(b"\x00") * 3 > len(content[:200])


def _what_else(path: Path, size: int) -> str:
    return f" (found {size / 1_000_000:,.1f} MB)" if path.is_file() else ", and this is none"
