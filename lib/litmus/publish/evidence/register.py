"""The register of publications: one signed entry each, every one naming the one before it.

An entry is an envelope signed by the approver. It names the digests of the publication's manifest
and tag files, so that it stands for every byte of the bag, and the digest of the entry before, so
that no entry can be changed, taken out or put in between. That the last entries were cut off, or
the whole register was written anew, shows only beside a head (`head`) that stands elsewhere: it is
to be printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from litmus.base import digests, files
from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence import dsse, folder_lock, signatures
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.faults import Fault
from litmus.publish.evidence.keys import PublicKey
from litmus.publish.evidence.trust import NotTrusted, Trust

FOLDER = folder_lock.REGISTER
IN_REVIEW = "in-review"  # beside the versions of a report: what is being signed
HEAD = re.compile(r"(0(?=:$)|[1-9][0-9]{0,8}(?=:.)):((?:[0-9a-f]{64})?)")
APPROVER = "approver"
# What an entry says, and of which kind it is.
SAYS: Mapping[str, type] = {
    **dict.fromkeys(("number", "version", "corrects"), int),
    **dict.fromkeys(("signers", "data"), dict),
    **dict.fromkeys(("previous", "content", "manifest", "info", "declaration", "trust"), str),
    **dict.fromkeys(("report", "name", "period", "folder", "title", "scope", "reason"), str),
    **dict.fromkeys(("person", "role", "at"), str),
}

OF_DATA = ("fingerprint", "packed", "manifest", "info", "disposal")
PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Head:
    """How many publications there are, and the digest of the last one's entry ("" for none)."""

    count: int
    digest: str

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """The head as it was printed, over two lines, too. Raises UsageError."""
        found = HEAD.fullmatch("".join(text.split()).lower())
        if found is None:
            raise UsageError(
                f"{text!r} is no head of a register: expected a number, a colon and 64 digits and "
                "letters from a to f, all of it as the last page of a publication has it."
            )
        return cls(int(found[1]), found[2])


@dataclass(frozen=True)
class Entry:
    """An entry: its envelope, what it says, its digest, and its line in a file of several."""

    envelope: Envelope
    said: Mapping[str, Any]
    digest: str
    line: bytes

    @classmethod
    def of(cls, envelope: Envelope) -> "Entry":
        """Raises NoEnvelope for what says nothing of a publication."""
        said = dsse.statement(envelope)
        if not all(isinstance(said.get(name), kind) for name, kind in SAYS.items()) or not (
            _tells_of_data(said["data"]) and _is_place(said)
        ):
            raise dsse.NoEnvelope("it is no entry of a register")
        digest = digests.of_bytes(dsse.payload(envelope))
        return cls(envelope, said, digest, dsse.to_line(envelope))

    @property
    def number(self) -> int:
        """Which publication it is, the first being 1."""
        return int(self.said["number"])

    @property
    def place(self) -> str:
        """Where the publication lies in the folder of publications: "2016Q1/quarterly/v1"."""
        return place_of(self.said["folder"], self.said["name"], self.said["version"])


def _tells_of_data(data: Mapping[str, Any]) -> bool:
    """Whether an entry says of the data what the audit and the destroying of data ask."""
    if not all(isinstance(data.get(name), str) for name in OF_DATA):
        return False
    with suppress(ValueError):
        return bool(date.fromisoformat(data["disposal"]))
    return False


def _is_place(said: Mapping[str, Any]) -> bool:
    """Whether the place of a publication is one within the folder of publications."""
    return all(PLAIN.fullmatch(said[name]) for name in ("folder", "name"))


def place_of(folder: str, name: str, version: int) -> str:
    """Where a publication lies: of a period's folder, the report's name, the version."""
    return f"{folder}/{name}/v{version}"


@lru_cache(maxsize=4096)  # each bag has all the entries before it: most are seen many times
def parse_line(line: bytes) -> Entry:
    """The entry in a line of a file of several. Raises NoEnvelope."""
    return Entry.of(dsse.parse(line, line=True))


def file_of(publications: Path, number: int) -> Path:
    """The file of an entry."""
    return publications / FOLDER / f"{number:06}.json"


def entries(publications: Path) -> list[Entry]:
    """The entries, from the first on. Raises LitmusError for a register with a gap, or a file in it
    that is no entry; signatures and digests are checked by `faults`."""
    found = []
    for number, path in enumerate(sorted((publications / FOLDER).glob("*.json")), 1):
        if path != file_of(publications, number):
            raise LitmusError(
                f"The register has {path.name} where {number:06}.json was expected: an entry is "
                "missing, or was renamed. Restore the folder from a copy."
            )
        try:
            found.append(Entry.of(dsse.parse(path.read_bytes())))
        except dsse.NoEnvelope as error:
            raise LitmusError(
                f"{FOLDER}/{path.name} was damaged: {error}. Restore it from a copy, or from the "
                "publication's bag, where it is register-entry.json."
            ) from None
    return found


def head(publications: Path) -> Head:
    """Where the register stands: to be printed, and laid beside the register later."""
    return head_of(entries(publications))


def head_of(found: Sequence[Entry]) -> Head:
    """The head of these entries."""
    return Head(len(found), found[-1].digest) if found else Head(0, "")


def versions(found: Iterable[Entry], folder: str, name: str) -> list[Entry]:
    """The publications of one report of one period, from its first version on."""
    return [each for each in found if (each.said["folder"], each.said["name"]) == (folder, name)]


def write(publications: Path, entry: Entry) -> None:
    """Put an entry into the register, which has none of that number yet."""
    path = file_of(publications, entry.number)
    files.private_folder(path.parent)
    if path.exists():
        raise LitmusError(f"The register has an entry {path.name} already. Nothing was published.")
    files.write_bytes(path, dsse.to_bytes(entry.envelope), files.PRIVATE_FILE)
    files.sync_folder(path.parent)


def faults(found: Sequence[Entry], trust: Trust, where: str = FOLDER) -> list[Fault]:
    """What is wrong with a chain of entries; nothing for a whole one. `where` names it."""
    wrong: list[Fault] = []
    before, day = "", ""
    for number, entry in enumerate(found, 1):
        name = f"{where}, entry {number}"
        if entry.number != number:
            wrong.append(Fault("broken chain", name, f"it says that it is number {entry.number}"))
        if entry.said["previous"] != before:
            wrong.append(Fault("broken chain", name, "it does not follow the entry before it"))
        try:
            published = signed_at(entry, trust)
            if day and published < datetime.fromisoformat(day):
                wrong.append(Fault("broken chain", name, "it is older than the entry before it"))
            day = published.isoformat()
            check_trust(entry, trust)
        except LitmusError as error:
            wrong.append(Fault("signature", name, str(error)))
        before = entry.digest
    return wrong


def check_trust(entry: Entry, trust: Trust) -> None:
    """Raises NotTrusted where an entry was signed beside a version of the trust file that this one
    does not have: its last versions, such as a revocation, may have been cut off."""
    if trust.versions and not trust.has_been(entry.said["trust"]):
        raise NotTrusted(
            "it was published beside a version of the trust file that this one does not have: the "
            "file was cut, or is another's"
        )


def signed_at(entry: Entry, trust: Trust) -> datetime:
    """When an entry was signed. Raises NotTrusted where nobody did who may approve."""
    return _signed_at(entry.line, trust.keys)


@lru_cache(maxsize=4096)
def _signed_at(line: bytes, keys: tuple[PublicKey, ...]) -> datetime:
    found = signatures.verify(parse_line(line).envelope, Trust((), keys))
    if found.role != APPROVER:
        raise NotTrusted(f"{found.person} signed it as {found.role}; an {APPROVER} has to.")
    return found.at
