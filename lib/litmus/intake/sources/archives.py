"""Zip archives as sources: unpacked into the private cache, within limits, and read as folders.

An archive of a council's extract is children's records: what is unpacked lies in the cache alone,
which its owner alone may look into, under the archive's SHA-256, so that an unchanged run unpacks
nothing. What an archive of the same name held before goes when it is unpacked anew, and so does
what a killed run left half unpacked.
"""

import lzma
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from litmus.base import digests, files, folders
from litmus.base.errors import LitmusError
from litmus.intake.sources.base import Surroundings, unreadable_file_text

LARGEST = 20_000_000_000  # bytes unpacked: the records of a large council are a twentieth
MOST = 20_000  # files
MOST_TIMES_LARGER = 400  # tables shrink to a twentieth; an archive made to fill a disk to far less
SMALL = 100_000_000  # bytes; below this an archive may shrink as much as it likes
PIECE = 1 << 20
ELSE = "Unpack it yourself into a folder that you alone may look into, and name that as the source"
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)


def unpack(path: Path, around: Surroundings) -> Path:
    """The folder that holds the files of the archive `path`; unpacked unless it is already.

    Where all lies in one folder of the archive, it is that. Raises LitmusError for an archive that
    is damaged, protected by a password or larger than can be, that names files outside itself, or
    that the disk has no room for.
    """
    try:
        digest = digests.of_file(path)
    except OSError as error:
        raise LitmusError(unreadable_file_text(path.name, error)) from None
    whose = digests.of_text(str(path.resolve()))[:16]
    landed = files.private_folder(around.cache / "unpacked") / whose
    target = landed / digest[:16]
    if not target.is_dir():
        around.say(f"Unpacking {path.name}")
        landed.mkdir(mode=files.PRIVATE_FOLDER, exist_ok=True)
        _sweep(landed, target)
        _fill(path, target)
    return _top(target)


def _fill(path: Path, target: Path) -> None:
    """Unpack the archive beside `target`, and give it that name when all is there."""
    try:
        with folders.building(target) as building, zipfile.ZipFile(path) as archive:
            members = _members(path, archive)
            if sum(each.file_size for each in members.values()) > shutil.disk_usage(building).free:
                raise _refusal(path, "does not fit on the disk when unpacked. Make room")
            for name, member in members.items():
                _write(archive, member, building / name)
            folders.move_into_place(building, target, Path.is_dir)
    except (*BROKEN, NotImplementedError, RuntimeError) as error:
        unknown = isinstance(error, NotImplementedError)
        why = "is packed in a way that Litmus does not know" if unknown else "is damaged, or no zip"
        raise _refusal(path, f"{why}. Make it again as a plain zip archive") from None


def _members(path: Path, archive: zipfile.ZipFile) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The files of an archive by their names within it, all of them such that may be unpacked."""
    members = [each for each in archive.infolist() if not each.is_dir()]
    size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(members) > MOST or size > LARGEST or size > max(SMALL, MOST_TIMES_LARGER * packed):
        raise _refusal(path, f"would grow beyond all measure when unpacked. {ELSE}")
    if any(member.flag_bits & 1 for member in members):
        raise _refusal(path, f"is protected by a password, and Litmus asks for none. {ELSE}")
    found: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if name.is_absolute() or ".." in name.parts or ":" in str(name) or is_link:
            outside = f"names a file outside itself ({member.filename!r})"
            raise _refusal(path, f"{outside}. Ask who made it for another")
        if name in found:
            raise _refusal(path, f"holds two files of the name {name}. Make it again with one")
        found[name] = member
    return found


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """One file, which never grows beyond the size that its archive declares."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
    path.touch(mode=files.PRIVATE_FILE, exist_ok=False)
    with archive.open(member) as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file, PIECE)


def _top(folder: Path) -> Path:
    """The folder in which the files of an archive begin: an archive is often of one folder."""
    while True:
        inside = [each for each in folder.iterdir() if not each.name.startswith((".", "__MACOSX"))]
        if len(inside) != 1 or not inside[0].is_dir():
            return folder
        folder = inside[0]


def _sweep(landed: Path, target: Path) -> None:
    """Remove what the archive held before, and what killed runs left: it is children's data."""
    folders.sweep(landed)
    for left in landed.iterdir():
        if left != target and not left.name.startswith("."):
            shutil.rmtree(left, ignore_errors=True)


def _refusal(path: Path, why: str) -> LitmusError:
    return LitmusError(f"{path.name} {why}.")
