"""The register for people: every publication and what is on its way, with state and signatures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.base.text_table import text_table
from litmus.publish.evidence import register, trust
from litmus.publish.evidence.register import Entry
from litmus.publish.publication import review, verified
from litmus.publish.publication.review import DRAFT, PUBLISHED, SUPERSEDED
from litmus.publish.publication.settings import ROLES
from litmus.run import record

COLUMNS = (
    *("No.", "Report", "Period", "Version", "State", "Signed by", "Published", "Verified"),
    "Corrects, because",
)


@dataclass(frozen=True)
class Row:
    """One version of a report: `number` in the register, 0 for one that is not in it yet."""

    number: int
    name: str
    period: str
    version: int
    state: str
    signers: tuple[str, ...] = ()
    day: str = ""
    verified: str = ""
    reason: str = ""

    @property
    def cells(self) -> list[str]:
        """As the table has them."""
        version = str(self.version) if self.version else ""
        number = str(self.number) if self.number else ""
        named = ", ".join(self.signers)
        days = [self.day, self.verified]
        return [number, self.name, self.period, version, self.state, named, *days, self.reason]


@dataclass(frozen=True)
class Listing:
    """The register in words; `is_whole` where nothing that was looked at is wrong."""

    text: str
    is_whole: bool


def listing(publications: Path, outputs: Path, verify: bool = False) -> Listing:
    """The register as a table, what is in review and the drafts in `outputs` below it, and its
    head; `verify` has every publication verified first, and its day kept. Raises LitmusError for a
    register that cannot be read."""
    entries = register.entries(publications)
    trusted = trust.read(publications / trust.NAME)
    wrong = [f"The register is not whole: {each}" for each in register.faults(entries, trusted)]
    if verify and entries:
        wrong += verified.verify(publications, entries, trusted)
    days = {place: each.text for place, each in verified.read(publications).items()}
    rows = [*_published(entries, days), *_in_review(publications), *_drafts(outputs)]
    head = register.head_of(entries)
    if not rows:
        return Listing("Nothing is published, in review or a draft.", True)
    parts = [text_table(list(COLUMNS), [row.cells for row in rows], right=("No.", "Version"))]
    parts += ["\n".join(wrong)] if wrong else []
    if entries:
        said = "The register is whole: every entry is signed and names the one before it. Its head"
        parts.append(f"{said if not wrong else 'The head of the register'} is\n{head}")
    return Listing("\n\n".join(parts), not wrong)


def _published(entries: list[Entry], days: Mapping[str, str]) -> Iterator[Row]:
    last = {(e.said["folder"], e.said["name"]): e.number for e in entries}
    for entry in entries:
        said = entry.said
        current = last[said["folder"], said["name"]] == entry.number
        yield Row(
            entry.number,
            said["name"],
            said["period"],
            said["version"],
            PUBLISHED if current else SUPERSEDED,
            _named(said.get("signers", {})),
            str(said.get("at", ""))[:10],
            days.get(entry.place, "never"),
            said.get("reason", ""),
        )


def _in_review(publications: Path) -> Iterator[Row]:
    for folder in sorted(publications.glob(f"*/*/{review.FOLDER}")):
        try:
            found = review.read(folder.parent)
        except LitmusError:
            period, name = folder.parts[-3:-1]
            yield Row(0, name, period, 0, f"{review.IN_REVIEW}, damaged: prepare it anew")
            continue
        if found is not None:
            about = found.about
            yield Row(
                0,
                about.name,
                about.period,
                about.version,
                found.state,
                _named(found.signers),
                reason=about.reason,
            )


def _drafts(outputs: Path) -> Iterator[Row]:
    for path in sorted(outputs.glob(f"*/*/{record.NAME}")):
        said = record.read(path.parent)
        if said.get("draft"):
            period = str(said.get("period", {}).get("notation", ""))
            yield Row(0, path.parent.name, period, 0, DRAFT)


def _named(signers: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"{signers[role]} ({role})" for role in ROLES if role in signers)
