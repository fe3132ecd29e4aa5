"""Keys that open restricted bags (age, X25519): one file a person, closed by a passphrase."""

from pathlib import Path
from typing import Any

from litmus.base import files
from litmus.base.errors import LitmusError
from litmus.publish.evidence import keys

ENDING = ".age"
MARK, CLOSED = b"AGE-SECRET-KEY-1", b"age-encryption.org/v1"


def create(person: str, passphrase: str, folder: Path) -> str:
    """Make a person's key and keep it under `folder`. Returns the public part, for
    params/evidence.yml. Raises as `keys.create`."""
    import pyrage

    keys.check_passphrase(passphrase)
    path = path_of(person, folder)
    if path.exists():
        raise LitmusError(f"{person} has a key for data already, in {path}: it is not replaced.")
    made = pyrage.x25519.Identity.generate()
    files.private_folder(folder)
    closed = pyrage.passphrase.encrypt(f"{made}\n".encode(), passphrase)
    with files.naming(path):
        files.create(path, closed, files.PRIVATE_FILE)
    return str(made.to_public())


def path_of(person: str, folder: Path) -> Path:
    """Where a person's key for data lies."""
    return keys.path_of(person, folder).with_suffix(ENDING)


def is_closed(path: Path) -> bool:
    """Whether a key's file needs a passphrase. Raises LitmusError where it is not there, or others
    than its owner may read it."""
    content = files.content(path)
    if content is None:
        raise LitmusError(f"There is no key {path}. Name the file of one that opens the data.")
    files.refuse_open(path)
    return content.startswith(CLOSED)


def load(path: Path, passphrase: str = "") -> bytes:
    """The key in a file. Raises LitmusError where the passphrase does not open it."""
    import pyrage

    closed, content = is_closed(path), path.read_bytes()
    if not closed:
        return content
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError:
        raise LitmusError(
            f"The passphrase does not open {path}, or the file is damaged. A passphrase that is "
            "lost cannot be found again; another recipient's key opens the same data."
        ) from None


def parse(content: bytes) -> list[Any]:
    """The keys of a key file's content, as pyrage has them. Raises LitmusError for none."""
    import pyrage

    lines = [line.strip() for line in content.splitlines()]
    try:
        found = [
            pyrage.x25519.Identity.from_str(line.decode())
            for line in lines
            if line.startswith(MARK)
        ]
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = []
    if not found:
        raise LitmusError("The key file holds no key that opens data: expected AGE-SECRET-KEY-1…")
    return found
