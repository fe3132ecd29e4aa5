"""What is to be published, as it was collected, and what people sign of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from litmus.base import digests
from litmus.publish.evidence import bag, register
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.keys import now

CRATE, BEFORE, SIGNATURES = "ro-crate-metadata.json", "register-before.jsonl", "signatures"
RUN = "report/run.json"


@dataclass(frozen=True)
class Candidate:
    """A report of a period, ready to be published.

    `report` is its type and `name` what its folder is called, `period` the notation and `folder`
    the period's folder, `scope` whom it is about ("" for the council). `payload` is every file of
    the publication by name; `envelopes` are the signatures by role; `snapshot` is the folder of the
    data. `version` is the one that people signed; `reason` says why the one before is corrected.
    """

    report: str
    name: str
    period: str
    folder: str
    title: str
    version: int
    payload: Mapping[str, bytes]
    envelopes: Mapping[str, Envelope]
    snapshot: Path
    scope: str = ""
    reason: str = ""
    licence: str = ""
    council: str = ""

    @property
    def content(self) -> str:
        """The digest of the payload, which people sign."""
        return content_of(self.payload)

    @property
    def place(self) -> str:
        """Where it will lie in the folder of publications."""
        return register.place_of(self.folder, self.name, self.version)


def content_of(payload: Mapping[str, bytes]) -> str:
    """One SHA-256 over all files of a payload, by name and content: what people sign."""
    return bag.content_digest({name: digests.of_bytes(each) for name, each in payload.items()})


def content_of_listed(listed: Mapping[str, str]) -> str:
    """The same, of the digests of a publication's payload by name: without what publishing adds."""
    return bag.content_digest({name: each for name, each in listed.items() if not is_added(name)})


def is_added(name: str) -> bool:
    """Whether publishing adds a file of this name to the payload."""
    return name in (CRATE, BEFORE) or name.startswith(f"{SIGNATURES}/")


def next_version(publications: Path, folder: str, name: str) -> int:
    """Which version the next publication of a report of a period is; 1 where there is none yet."""
    return len(register.versions(register.entries(publications), folder, name)) + 1


def statement(
    report: str,
    name: str,
    period: str,
    version: int,
    content: str,
    role: str,
    person: str,
    says: str,
    at: datetime | None = None,
) -> dict[str, Any]:
    """What a person signs of a publication: which, with what content, as what, in which words."""
    return {
        "report": report,
        "name": name,
        "period": period,
        "version": version,
        "content": content,
        "role": role,
        "person": person,
        "says": says,
        "at": (at or now()).isoformat(),
    }


def identity(said: Mapping[str, Any], names: Iterable[str] = ()) -> dict[str, Any]:
    """The part of a statement, or of a register's entry, that says which publication it is of."""
    wanted = tuple(names) or ("report", "name", "period", "version", "content")
    return {name: said.get(name) for name in wanted}
