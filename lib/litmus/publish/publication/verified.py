"""When each publication was verified last, and whether it was whole: a note, which proves nothing.

Whoever wants proof verifies anew. It lies beside the register, in `verified.json`.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from litmus.base import json_files, locks
from litmus.base.errors import LitmusError
from litmus.publish import evidence
from litmus.publish.evidence.keys import now
from litmus.publish.evidence.register import Entry
from litmus.publish.evidence.trust import Trust

NAME, LOCK = "verified.json", ".verified.lock"


@dataclass(frozen=True)
class Verified:
    """When a publication was verified last (UTC), and whether nothing was wrong."""

    at: str
    whole: bool

    @property
    def text(self) -> str:
        """As the register's table has it."""
        return f"{self.at[:10]}{'' if self.whole else ', NOT whole'}"


def read(publications: Path) -> dict[str, Verified]:
    """By the place of the publication, such as "2016Q1/quarterly/v1"; what cannot be read is as if
    it were not there."""
    try:
        return json_files.read(publications / NAME, dict[str, Verified])
    except (FileNotFoundError, LitmusError):
        return {}


def note(publications: Path, found: dict[str, bool]) -> None:
    """Keep that publications were verified now: by their place, whether each was whole."""
    at = now().isoformat()
    refusal = "Somebody else verifies at this moment. Try again in a while."
    with locks.hold(publications / LOCK, refusal):
        said = {**read(publications), **{place: Verified(at, ok) for place, ok in found.items()}}
        plain = {place: {"at": each.at, "whole": each.whole} for place, each in said.items()}
        json_files.write(publications / NAME, plain)


def note_if_ours(publications: Path, folder: Path, whole: bool) -> None:
    """Keep that the publication in `folder` was verified now, where it lies among ours and the note
    can be kept: nothing is lost without it."""
    with suppress(ValueError, OSError, LitmusError):
        place = folder.resolve().relative_to(publications.resolve()).as_posix()
        if place in {entry.place for entry in evidence.entries(publications)}:
            note(publications, {place: whole})


def verify(publications: Path, entries: Iterable[Entry], trust: Trust) -> list[str]:
    """Verify publications and keep it. Returns what is wrong, each as a sentence."""
    wrong: list[str] = []
    found: dict[str, bool] = {}
    for entry in entries:
        try:
            verification = evidence.verify(publications / entry.place, trust)
            said = [str(fault) for fault in verification.faults]
            if verification.digest and verification.digest != entry.digest:
                said.append("the register has another entry of it")
        except LitmusError as error:
            said = [str(error)]
        found[entry.place] = not said
        wrong += [f"{entry.place}: {each}" for each in said]
    note(publications, found)
    return wrong
