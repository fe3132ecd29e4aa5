"""Bags (BagIt 1.0): written in one form, and read so strictly that no change passes unseen.

The `bagit` library is not used: it writes version 0.97, changes the process's folder while it
works, and does not see added tag files, empty folders and links.
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from litmus.base import digests, files
from litmus.base.errors import LitmusError

DECLARATION_NAME, INFO, MANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt"
TAGS, DATA = "tagmanifest-sha256.txt", "data"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
OXUM = "Payload-Oxum"
Content = bytes | Path


def write(
    folder: Path,
    payload: Mapping[str, Content],
    info: Mapping[str, str],
    tags: Mapping[str, bytes] | None = None,
) -> None:
    """Fill the empty folder `folder` as a bag: the payload by name, what is said of it, and further
    tag files. A payload that is a Path is moved into the bag. The same always gives the same bytes.

    Raises LitmusError for a name that is not of letters, digits, dots, hyphens and underscores.
    """
    check_names([*payload, *(tags or {})])
    sizes = {name: _size(content) for name, content in payload.items()}
    listed = {name: digest_of(content) for name, content in payload.items()}
    for name, content in payload.items():
        _put(folder / DATA / name, content)
    beside = {
        DECLARATION_NAME: DECLARATION,
        INFO: info_bytes(info, sizes.values()),
        MANIFEST: manifest_bytes(listed),
        **(tags or {}),
    }
    for name, said in beside.items():
        _put(folder / name, said)
    _put(folder / TAGS, listing({name: digests.of_bytes(said) for name, said in beside.items()}))
    for each in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        each.chmod(files.PRIVATE_FOLDER)
        files.sync_folder(each)


def check_names(names: Iterable[str]) -> None:
    """Raises LitmusError for a name that not every system can hold, or two that only some can."""
    seen: dict[str, str] = {}
    for name in names:
        if not NAME.fullmatch(name) or ".." in name.split("/"):
            raise LitmusError(
                f"A bag cannot hold a file called {name!r}: expected letters, digits, dots, "
                "hyphens and underscores. Rename it."
            )
        if (other := seen.setdefault(name.lower(), name)) != name:
            raise LitmusError(f"A bag cannot hold both {name} and {other}: rename one of them.")


def manifest_bytes(listed: Mapping[str, str]) -> bytes:
    """The payload's manifest; `listed` is the digest of each file by its name in the payload."""
    return listing({f"{DATA}/{name}": digest for name, digest in listed.items()})


def listing(listed: Mapping[str, str]) -> bytes:
    """The lines of a manifest, in order of name; a name that is no UTF-8 keeps its bytes."""
    lines = "".join(f"{listed[name]}  {name}\n" for name in sorted(listed))
    return lines.encode(errors="surrogateescape")


def info_bytes(info: Mapping[str, str], sizes: Iterable[int]) -> bytes:
    """bag-info.txt, with the size of the payload."""
    each = list(sizes)
    said = {**info, OXUM: f"{sum(each)}.{len(each)}"}
    return "".join(f"{name}: {' '.join(text.split())}\n" for name, text in said.items()).encode()


def parse_info(content: bytes) -> dict[str, str]:
    """What bag-info.txt says, by label. Raises LitmusError for what is not written so."""
    found = {}
    for line in content.decode(errors="replace").splitlines():
        label, colon, text = line.partition(": ")
        if not colon or label in found:
            raise LitmusError(f"{INFO} has a line that is not of the form Label: text.")
        found[label] = text
    return found


def digest_of(content: Content) -> str:
    """The SHA-256 of a payload file."""
    return digests.of_file(content) if isinstance(content, Path) else digests.of_bytes(content)


def content_digest(listed: Mapping[str, str]) -> str:
    """One SHA-256 over files by name and digest: what people sign."""
    return digests.of_bytes(listing(listed))


def _size(content: Content) -> int:
    return content.stat().st_size if isinstance(content, Path) else len(content)


def _put(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
    with files.naming(path):
        if isinstance(content, Path):
            shutil.move(content, path)
            path.chmod(files.PRIVATE_FILE)
        else:
            files.create(path, content, files.PRIVATE_FILE)
