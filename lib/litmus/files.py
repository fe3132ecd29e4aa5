"""Files that are whole or not there: written beside their place, then renamed over it.

A kill at any moment leaves the former file. The rename is atomic within one folder, and the
content is forced to disk first, so that a power cut cannot leave an empty file with a good name.
"""

import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import Any


def write_bytes(path: Path, content: bytes) -> Path:
    """Replace `path` by `content` in one step; makes the folder if need be. Returns `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def write_text(path: Path, content: str) -> Path:
    """Replace `path` by UTF-8 `content` in one step. Returns `path`."""
    return write_bytes(path, content.encode())


def write_json(path: Path, content: Any) -> Path:
    """Replace `path` by indented JSON, keys sorted: equal values make equal files."""
    return write_text(
        path, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    )


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
