"""The second, restricted bag of a publication: the snapshot that its figures were counted from.

The snapshot is packed as one tar file, the same for the same snapshot, and encrypted (age, X25519)
as it is packed: no other copy of a child's record comes about. Whoever opens it decrypts into a
private folder, whole, before anything is unpacked: what is not whole is not used.
"""

import hashlib
import os
import tarfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from litmus.base import digests, files, paths
from litmus.base.errors import LitmusError
from litmus.intake.snapshot import Snapshot
from litmus.publish.evidence import bag, faults, identities
from litmus.publish.evidence.faults import Fault
from litmus.publish.evidence.settings import Recipient

FOLDER = "restricted"
PACKED, README = "snapshot.tar.age", "README.txt"
DISPOSAL = "Disposal-Date"
WORDS = """Records of children, encrypted. Restricted.

This bag holds the checked data from which the figures of a publication were counted:
{publication}
It is kept so that the figures can be counted again, and for nothing else, and is to be destroyed
on or after {disposal}, unless a hold is recorded: litmus dispose.

{packed} is a tar file of Parquet tables, encrypted with age (https://age-encryption.org/v1).
These people can open it, each with their own key: {names}.
Without one of those keys nobody can.

To count the figures again: litmus reproduce PUBLICATION_BAG --data THIS_BAG --identity KEY_FILE
"""


@dataclass(frozen=True)
class Kept:
    """What the register says of the data of a publication: their fingerprint, the digest of the
    packed snapshot, the digest of the restricted bag's manifest and of its description, and from
    which day they may be destroyed."""

    fingerprint: str
    packed: str
    manifest: str
    info: str
    disposal: str


def write(
    folder: Path,
    snapshot: Path,
    recipients: Sequence[Recipient],
    disposal: date,
    info: Mapping[str, str],
) -> Kept:
    """Fill the empty folder `folder` as a restricted bag with the snapshot in `snapshot`.

    Raises LitmusError where the snapshot was changed since it was made.
    """
    fingerprint = Snapshot.open(snapshot).fingerprint
    place = folder / f".{PACKED}"
    packed = _encrypt(snapshot, place, [each.key for each in recipients])
    names = ", ".join(each.name for each in recipients)
    publication = info.get("External-Identifier", "")
    said = WORDS.format(
        publication=publication, disposal=disposal.isoformat(), packed=PACKED, names=names
    )
    about = {**info, DISPOSAL: disposal.isoformat(), "Recipients": names}
    bag.write(folder, {PACKED: place, README: said.encode()}, about)
    return Kept(
        fingerprint,
        packed,
        digests.of_file(folder / bag.MANIFEST),
        digests.of_file(folder / bag.INFO),
        disposal.isoformat(),
    )


@contextmanager
def unpack(folder: Path, identity: bytes) -> Iterator[tuple[Snapshot, str]]:
    """The snapshot of a restricted bag and the digest of the packed one, in a private folder that
    is gone afterwards. `identity` is the content of an age key.

    Raises LitmusError where the key does not open it, or it is not whole.
    """
    packed = folder / bag.DATA / PACKED
    if not packed.is_file():
        raise LitmusError(f"{folder} is no restricted bag: expected {bag.DATA}/{PACKED} in it.")
    with TemporaryDirectory(prefix="litmus-data-") as private:
        plain, unpacked = Path(private, "snapshot.tar"), Path(private, "snapshot")
        _decrypt(packed, plain, identity, bag.parse_info((folder / bag.INFO).read_bytes()))
        digest = digests.of_file(plain)
        with tarfile.open(plain) as tar:
            tar.extractall(unpacked, filter="data")
        plain.unlink()
        yield Snapshot.open(files.close_folder(unpacked)), digest


def _encrypt(snapshot: Path, target: Path, keys: Sequence[str]) -> str:
    """Pack and encrypt in one go; returns the SHA-256 of what was packed."""
    import pyrage

    recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys]
    failed: list[BaseException] = []
    digest = hashlib.sha256()

    def pack() -> None:
        try:
            with os.fdopen(into, "wb") as pipe:
                _pack(snapshot, _Counted(pipe, digest))
        except BaseException as error:
            failed.append(error)

    packing = threading.Thread(target=pack, daemon=True)
    with files.naming(target):
        opened = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, files.PRIVATE_FILE)
        with os.fdopen(opened, "wb") as file:
            out, into = os.pipe()
            packing.start()
            try:
                with os.fdopen(out, "rb") as pipe:
                    pyrage.encrypt_io(pipe, file, recipients)
            finally:
                packing.join()
            if failed:
                raise failed[0]
            file.flush()
            os.fsync(file.fileno())
    return digest.hexdigest()


def _pack(snapshot: Path, into: "_Counted") -> None:
    """The files of the snapshot as a tar, in order of name, without times and owners."""
    with tarfile.open(fileobj=into, mode="w|", format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]
        for path in sorted(each for each in snapshot.rglob("*") if each.is_file()):
            about = tarfile.TarInfo(path.relative_to(snapshot).as_posix())
            about.size, about.mode = path.stat().st_size, files.PRIVATE_FILE
            with path.open("rb") as file:
                tar.addfile(about, file)


class _Counted:
    """A file to write in, with the digest of all that was written."""

    def __init__(self, file: BinaryIO, digest: Any) -> None:
        self.file, self.digest = file, digest

    def write(self, content: bytes) -> int:
        """As a file does."""
        self.digest.update(content)
        return self.file.write(content)


def _decrypt(packed: Path, plain: Path, identity: bytes, said: Mapping[str, str]) -> None:
    import pyrage

    keys = identities.parse(identity)
    try:
        opened = os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, files.PRIVATE_FILE)
        with packed.open("rb") as file, os.fdopen(opened, "wb") as out:
            pyrage.decrypt_io(file, out, keys)
    except (pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno:  # of the disk, and not of what is read
            raise
        names = said.get("Recipients", "the people that its README names")
        raise LitmusError(
            f"The key does not open the data, or they are damaged. They are closed for {names}: "
            "any one of their keys opens them. If all of those keys are lost the data cannot be "
            f"had back by anybody; the publication itself can still be verified: {paths.command()} "
            "verify."
        ) from None


def faults_of(folder: Path, said: Mapping[str, str]) -> list[Fault]:
    """What is wrong with a restricted bag; `said` is what the register's entry says of it."""
    wrong = faults.faults(folder)
    for key, name in (("manifest", bag.MANIFEST), ("info", bag.INFO)):
        path = folder / name
        if path.is_file() and digests.of_file(path) != said[key]:
            wrong.append(Fault("signature", name, "it is not what the register's entry names"))
    return wrong
