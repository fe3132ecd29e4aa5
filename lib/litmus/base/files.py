"""Files that are whole or not there: written beside their place, then renamed over it.

A kill at any moment leaves the former file. The rename is atomic within one folder, and the
content is forced to disk first, so that a power cut cannot leave an empty file with a good name.
Several files that belong together are exchanged together: see `litmus.base.exchange`.
"""

import errno
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from litmus.base.errors import LitmusError, UsageError

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600  # for the owner alone: children's records
PUBLIC_FILE = 0o666  # for whom the umask lets
OTHERS, GROUP_WRITES, EVERYBODY_ELSE = 0o007, 0o020, 0o077


def write_bytes(path: Path, content: bytes, mode: int = 0o666) -> Path:
    """Replace `path` by `content` in one step; makes the folder if need be. Returns `path`.

    `mode` is who may read and write the new file, less what the umask takes away. An OSError
    names `path`, or the folder that could not be made.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    with naming(path):
        try:
            create(temporary, content, mode)
            temporary.replace(path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return path


def write_text(path: Path, content: str) -> Path:
    """Replace `path` by UTF-8 `content` in one step. Returns `path`."""
    return write_bytes(path, content.encode())


def write_json(path: Path, content: Any) -> Path:
    """Replace `path` by `as_json`, in one step."""
    return write_bytes(path, as_json(content))


def as_json(content: Any) -> bytes:
    """Indented JSON, keys sorted: equal values make equal bytes."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def create(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file that is not there yet and force it to disk; see `write_bytes` for `mode`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Force to disk which files a folder has. Nothing where folders cannot be opened (Windows)."""
    if os.name == "nt":
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (
            errno.EINVAL,
            errno.ENOTSUP,
        ):  # some network drives know no such thing
            error.filename = str(path)
            raise
    finally:
        os.close(opened)


def content(path: Path) -> bytes | None:
    """The bytes of a file; nothing where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def mark(path: Path) -> tuple[int, ...] | None:
    """What tells a file from the one that stood there before, at the price of a look; None where
    there is none. The time of the last change is in it that nobody can set back."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)


def private_folder(path: Path) -> Path:
    """Make a folder that its owner alone may look into, or close one that is there. Returns it.

    A folder that somebody opened for a group to write in stays open to that group, and to nobody
    else. Where the rights are not ours to change, they stay.
    """
    path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    now = path.stat().st_mode & 0o7777
    closed = now & ~OTHERS if now & GROUP_WRITES else now & ~EVERYBODY_ELSE
    if closed != now:
        with suppress(PermissionError):
            path.chmod(closed)
    return path


def close_folder(path: Path) -> Path:
    """Make a folder for its owner alone, or close one that is there with all that lies in it:
    folders of mode 700, files of mode 600, whatever the umask leaves open. Returns it.

    It is closed to a group, too, unlike `private_folder`: nobody but the owner puts anything there.
    What a link leads to, and what is somebody else's, stays as it is.
    """
    path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    _close(path, PRIVATE_FOLDER)
    for folder, folders, names in os.walk(path):
        for mode, within in ((PRIVATE_FOLDER, folders), (PRIVATE_FILE, names)):
            for name in within:
                _close(Path(folder, name), mode)
    return path


def read_secret(path: Path, setting: str, what: str) -> str:
    """The one line of a file with a secret, which no message holds. Raises UsageError, which names
    the `setting` that names the file and `what` is to be in it, where it cannot be read."""
    try:
        found = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            f"{setting}: the file that it names is not there, or cannot be read by this account as "
            f"UTF-8 text. Make it, with the {what} on its one line."
        ) from None
    return found.removesuffix("\n").removesuffix("\r")


def refuse_open(path: Path) -> None:
    """Raises LitmusError for a file with a secret that others than its owner may read."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name != "nt" and mode & ~PRIVATE_FILE:
        raise LitmusError(
            f"Others may read {path} (mode {mode:04o}); expected 0600. Type: chmod 600 {path}"
        )


def mode_within(folder: Path) -> int:
    """Who may read and write a new file in a folder: its owner alone where nobody else may look
    into the folder, so that a copy is no more open than what it is a copy of."""
    return PUBLIC_FILE if folder.stat().st_mode & EVERYBODY_ELSE else PRIVATE_FILE


def _close(path: Path, mode: int) -> None:
    with suppress(OSError):  # it may be gone: what is saved by renaming is
        if not path.is_symlink() and path.stat().st_mode & EVERYBODY_ELSE:
            path.chmod(mode)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An OSError in this block names `path`: not a temporary name, and not no name at all."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
