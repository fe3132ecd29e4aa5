"""Destroying the data behind publications when their day has come, with a signed certificate.

The day is the one that the register's signed entry says, and not what stands in the bag. A bag is
renamed first, so that a kill leaves none that looks whole; what is left of it goes with the next
command, which writes the certificate then. Files are removed, not written over: disks and backups
may keep them, encrypted, and docs/evidence.md says so.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from litmus.base import files
from litmus.base.errors import LitmusError
from litmus.base.periods import days_in_words
from litmus.publish.evidence import dsse, folder_lock, holds, register, restricted, signatures
from litmus.publish.evidence.keys import SigningKey, now
from litmus.publish.evidence.register import Entry
from litmus.publish.evidence.trust import NotTrusted, Trust

CERTIFICATES, ENDING = "disposals", ".disposing"


@dataclass(frozen=True)
class Data:
    """The data behind a publication: where they lie, from which day they may be destroyed, what
    holds them ("" for nothing), and whether there is a certificate that they were destroyed."""

    entry: Entry
    folder: Path
    due: date
    hold: str = ""
    certificate: Path | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is anything to destroy."""
        return self.folder.exists() or self.leaving.exists()

    @property
    def leaving(self) -> Path:
        """What a bag is called while it is destroyed."""
        return self.folder.with_name(f"{self.folder.name}{ENDING}")


def every(publications: Path, trust: Trust) -> list[Data]:
    """The data behind every publication, in the register's order. Raises LitmusError for a register
    or holds that are not to be relied on."""
    found = register.entries(publications)
    if wrong := register.faults(found, trust):
        raise LitmusError(f"Nothing is destroyed while the register is not whole. {wrong[0]}")
    held = holds.standing(publications, trust)
    return [
        Data(
            entry,
            publications / restricted.FOLDER / entry.place,
            date.fromisoformat(entry.said["data"]["disposal"]),
            "; ".join(str(each["reason"]) for each in held.get(entry.place, [])),
            path if (path := certificate_of(publications, entry)).is_file() else None,
        )
        for entry in found
    ]


def certificate_of(publications: Path, entry: Entry) -> Path:
    """Where the certificate lies that the data of a publication were destroyed."""
    return publications / register.FOLDER / CERTIFICATES / f"{entry.number:06}.json"


def dispose(
    publications: Path,
    trust: Trust,
    key: SigningKey,
    only: Sequence[str] = (),
    at: datetime | None = None,
) -> list[Data]:
    """Destroy the data that are due, or `only` those of the named publications. Returns what was
    destroyed.

    Raises LitmusError, before anything is destroyed, where named data are not due, are held, or are
    not there; and where the key is not trusted.
    """
    when = at or now()
    role = trust.key_of(key.person, at=when).role
    done: list[Data] = []
    with folder_lock.hold(publications):
        found = every(publications, trust)
        _clear(publications, found, trust)
        for data in _chosen(found, only, when.date()):
            try:
                _destroy(publications, data, trust, key, role, when)
            except OSError as error:
                error.add_note(_so_far(publications, data, done))
                raise
            done.append(data)
    return done


def certified(publications: Path, entry: Entry, trust: Trust) -> dict[str, Any]:
    """What the certificate says. Raises NotTrusted where it is of other data, or not signed."""
    path = certificate_of(publications, entry)
    try:
        signed = signatures.verify(dsse.parse(path.read_bytes()), trust)
    except LitmusError as error:
        name = path.relative_to(publications).as_posix()
        raise NotTrusted(f"{name} does not count: {error} Restore it from a copy.") from None
    said = signed.statement
    if (said.get("place"), said.get("data")) != (entry.place, entry.said["data"]):
        raise NotTrusted(f"The certificate {path.name} is of other data than of {entry.place}.")
    if signed.at.date() < date.fromisoformat(entry.said["data"]["disposal"]):
        raise NotTrusted(f"The data of {entry.place} were destroyed before their day.")
    if signed.at > now():
        day = signed.at.date()
        raise NotTrusted(
            f"The certificate {path.name} is of {days_in_words(day, day)}, a day that is still to "
            "come: the clock was ahead when it was signed, and the data may have gone too early."
        )
    return said


def _chosen(found: list[Data], only: Sequence[str], today: date) -> list[Data]:
    by_place = {data.entry.place: data for data in found}
    if unknown := [place for place in only if place not in by_place]:
        known = ", ".join(by_place) or "none yet"
        raise LitmusError(f"There is no publication {unknown[0]}. Publications: {known}.")
    for place in only:
        data = by_place[place]
        if data.certificate:
            raise LitmusError(f"The data of {place} were destroyed: {data.certificate}.")
        if data.due > today:
            raise LitmusError(f"The data of {place} are kept until {data.due.isoformat()}.")
        if data.hold:
            raise LitmusError(f"The data of {place} are held: {data.hold}")
        if not data.is_there:
            raise LitmusError(
                f"The data of {place} are not there, and no certificate says that they were "
                "destroyed. Find out who took them away."
            )
    wanted = [by_place[place] for place in only] or found
    return [d for d in wanted if d.is_there and d.due <= today and not (d.hold or d.certificate)]


def _clear(publications: Path, found: list[Data], trust: Trust) -> None:
    """Take away what a kill left of data that a certificate says were destroyed."""
    for data in found:
        if data.certificate and data.leaving.is_dir():
            certified(publications, data.entry, trust)
            shutil.rmtree(data.leaving)


def _so_far(publications: Path, data: Data, done: list[Data]) -> str:
    """What became of the data, for somebody whose command the disk has stopped."""
    gone, place, rest = [each.entry.place for each in done], data.entry.place, ""
    if data.folder.exists():
        rest = f"; those of {place} are still whole"
    elif certificate_of(publications, data.entry).is_file():
        gone.append(place)
    else:
        rest = f"; those of {place} are on their way out, and have no certificate yet"
    named = ", ".join(gone) or "none"
    return f"Data destroyed with a certificate: {named}{rest}. The same command goes on from there."


def _check_what_is_there(data: Data) -> None:
    """Raises LitmusError where other things lie in the place of the data: the certificate would be
    of data that may still be somewhere."""
    place = f"{restricted.FOLDER}/{data.entry.place}"
    for path in (data.folder, data.leaving):
        if path.is_symlink():
            raise LitmusError(
                f"{place} is a link to another place. Nothing was destroyed: find out who put it "
                "there, and where the data are."
            )
    if not data.folder.exists():
        return
    if wrong := restricted.faults_of(data.folder, data.entry.said["data"]):
        raise LitmusError(
            f"{place} does not hold the data that were published: {wrong[0]}. Nothing was "
            "destroyed: find out where the data are, and put them back."
        )


def _destroy(
    publications: Path, data: Data, trust: Trust, key: SigningKey, role: str, when: datetime
) -> None:
    said = {
        "place": data.entry.place,
        "title": data.entry.said["title"],
        "data": data.entry.said["data"],
        "says": "The encrypted data were removed from the folder of publications.",
        "person": key.person,
        "role": role,
        "at": when.isoformat(),
    }
    envelope = signatures.sign(said, key)
    signatures.verify(envelope, trust)  # before anything is gone
    _check_what_is_there(data)
    if data.folder.exists():
        data.folder.rename(data.leaving)
    for each in data.leaving.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    path = certificate_of(publications, data.entry)
    files.private_folder(path.parent)
    files.write_bytes(path, dsse.to_bytes(envelope), files.PRIVATE_FILE)
    files.sync_folder(path.parent)  # before the last trace of the data goes
    data.leaving.rmdir()
    files.sync_folder(data.leaving.parent)
