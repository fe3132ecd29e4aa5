"""SHA-256 digests of what Litmus reads and writes, as 64 hexadecimal digits."""

import hashlib
from pathlib import Path


def of_bytes(content: bytes | memoryview) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(content).hexdigest()


def of_text(text: str) -> str:
    """The digest of a text in UTF-8; half a character, as JupyterLab may save it, is no error.

    >>> of_text("")[:8]
    'e3b0c442'
    """
    return of_bytes(text.encode(errors="surrogatepass"))


def of_file(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
