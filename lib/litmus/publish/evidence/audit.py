"""Every publication there is, verified anew: bags, data, certificates and the register."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.base.numbers import count_of
from litmus.publish.evidence import (
    disposal,
    holds,
    register,
    restricted,
    verification,
)
from litmus.publish.evidence.faults import Fault
from litmus.publish.evidence.register import Entry, Head
from litmus.publish.evidence.trust import Trust


@dataclass(frozen=True)
class Audit:
    """What was found: how many publications, where the register stands, every fault, how many have
    their data (the others' were destroyed, with a certificate), and where the holds stand."""

    count: int
    head: Head
    faults: tuple[Fault, ...]
    with_data: int
    held: Head

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def text(self) -> str:
        """What was found, in words."""
        many = count_of(self.count, "publication")
        if self.faults:
            wrong = count_of(len(self.faults), "fault")
            return "\n".join([f"{many}, {wrong}:", *(f"  {each}" for each in self.faults)])
        if not self.count:
            return "Nothing is published yet."
        gone = self.count - self.with_data
        data = (
            f"; the data of {gone:,} were destroyed in their time" if gone else ", with their data"
        )
        of_holds = f" The holds stand at {self.held}: compare that, too." if self.held.count else ""
        return (
            f"{many}, all whole and signed{data}.\nThe register stands at {self.head}: compare it "
            f"with what was printed or noted elsewhere.{of_holds}"
        )


def audit(publications: Path, trust: Trust, printed: Head | None = None) -> Audit:
    """Verify everything in the folder of publications. `printed` is a head that was noted earlier:
    the register has to have it. Raises LitmusError for a register that cannot be read."""
    found = register.entries(publications)
    wrong = register.faults(found, trust)
    if printed is not None:
        wrong += _printed_faults(found, printed)
    with ThreadPoolExecutor() as several:  # digests are computed side by side
        for more in several.map(lambda entry: _faults(publications, entry, found, trust), found):
            wrong += more
    wrong += _strays(publications, found)
    held = Head(0, "")
    try:
        held = holds.head(publications, trust)
    except LitmusError as error:
        wrong.append(Fault("changed", holds.FOLDER, str(error)))
    there = sum((publications / restricted.FOLDER / each.place).is_dir() for each in found)
    return Audit(len(found), register.head_of(found), tuple(wrong), there, held)


def _faults(publications: Path, entry: Entry, found: list[Entry], trust: Trust) -> list[Fault]:
    """What is wrong with one publication, each named by its place."""
    folder = publications / entry.place
    if not folder.is_dir():
        return [Fault("missing", entry.place, "the register has this publication")]
    verified = verification.verify(folder, trust)
    wrong = [Fault(e.kind, f"{entry.place}/{e.name}", e.said) for e in verified.faults]
    if verified.digest and verified.digest != entry.digest:
        name = f"{entry.place}/{verification.ENTRY}"
        wrong.append(Fault("changed", name, "the register has another entry"))
    wrong += _chain_faults(folder, entry, found)
    return wrong + _data_faults(publications, entry, trust)


def _chain_faults(folder: Path, entry: Entry, found: list[Entry]) -> list[Fault]:
    """Whether the bag carries the entries before that the register has."""
    try:
        before = [each.digest for each in verification.entries_before(folder)]
    except (OSError, LitmusError):
        return []  # said already
    if before == [each.digest for each in found[: entry.number - 1]]:
        return []
    return [Fault("broken chain", entry.place, "the register had other entries before it then")]


def _data_faults(publications: Path, entry: Entry, trust: Trust) -> list[Fault]:
    """Whether the data are there and are what they were, or were destroyed in their time."""
    folder, said = publications / restricted.FOLDER / entry.place, entry.said["data"]
    name = f"{restricted.FOLDER}/{entry.place}"
    is_certified = disposal.certificate_of(publications, entry).is_file()
    if is_certified:
        try:
            disposal.certified(publications, entry, trust)
        except LitmusError as error:
            return [Fault("signature", name, str(error))]
        return [Fault("added", name, "they were destroyed, it was said")] if folder.exists() else []
    if not folder.is_dir():
        return [Fault("missing", name, "no certificate says that the data were destroyed")]
    return [
        Fault(each.kind, f"{name}/{each.name}", each.said)
        for each in restricted.faults_of(folder, said)
    ]


def _printed_faults(found: list[Entry], printed: Head) -> list[Fault]:
    """Whether the register still has what was printed of it."""
    if printed.count > len(found):
        there = count_of(len(found), "entry", "entries")
        return [Fault("broken chain", register.FOLDER, f"entry {printed.count} is gone: {there}")]
    if register.head_of(found[: printed.count]).digest != printed.digest:
        return [
            Fault("broken chain", register.FOLDER, f"entry {printed.count} was another, as printed")
        ]
    return []


def _strays(publications: Path, found: Sequence[Entry]) -> list[Fault]:
    """What lies among the publications, their data and the register that no entry names, and what
    is a link."""
    certificates = {disposal.certificate_of(publications, entry) for entry in found}
    beside = (publications / register.FOLDER / disposal.CERTIFICATES).glob("[!.]*")
    wrong = [
        Fault("added", path.relative_to(publications).as_posix(), "it certifies nothing known")
        for path in sorted(set(beside) - certificates)
    ]
    known = {entry.place for entry in found}
    for base in (publications, publications / restricted.FOLDER):
        wrong += [
            Fault("added", path.relative_to(publications).as_posix(), why)
            for path in sorted(base.glob("*/*/*"))
            if (why := _why_stray(path, base, known))
        ]
    there = {register.file_of(publications, entry.number) for entry in found}
    there |= {
        publications / register.FOLDER / name for name in (holds.FOLDER, disposal.CERTIFICATES)
    }
    return wrong + [
        Fault("added", path.relative_to(publications).as_posix(), "it is no part of a register")
        for path in sorted((publications / register.FOLDER).glob("[!.]*"))
        if path not in there or path.is_symlink()
    ]


def _why_stray(path: Path, base: Path, known: Collection[str]) -> str:
    """Why what lies beside the versions of a report does not belong there; "" where it does.
    Hidden files are Litmus' own, and so is what is being signed, or destroyed."""
    place = path.relative_to(base).as_posix()
    if place.startswith((f"{restricted.FOLDER}/", f"{register.FOLDER}/")):
        return ""
    ours = (register.IN_REVIEW,) if base.name != restricted.FOLDER else ()
    if path.name.startswith(".") or path.name in ours:
        return ""
    if path.is_symlink():
        return "it is a link to another place"
    leaving = place.removesuffix(disposal.ENDING)
    return "" if leaving in known else "the register has no entry of it"
