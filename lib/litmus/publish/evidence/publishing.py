"""Publishing: a candidate with its three signatures becomes a bag, a restricted bag and an entry of
the register, all of them or none.

Both bags are filled beside their places and renamed into them; the entry, which makes it a
publication, is written last. What a kill leaves is put right by whoever publishes next: a bag that
is whole and signed gets its entry, a restricted bag without its publication goes.
"""

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from litmus.base import digests, files, folders, paths
from litmus.base.errors import LitmusError
from litmus.publish.evidence import (
    bag,
    crate,
    dsse,
    folder_lock,
    register,
    restricted,
    settings,
    signatures,
    verification,
)
from litmus.publish.evidence.candidate import BEFORE, CRATE, SIGNATURES, Candidate, next_version
from litmus.publish.evidence.keys import SigningKey, now
from litmus.publish.evidence.register import APPROVER, Entry
from litmus.publish.evidence.restricted import Kept
from litmus.publish.evidence.settings import EvidenceSettings
from litmus.publish.evidence.trust import Trust


def publish(
    candidate: Candidate,
    trust: Trust,
    key: SigningKey,
    publications: Path,
    wanted: EvidenceSettings | None = None,
    at: datetime | None = None,
) -> Path:
    """Publish a candidate; `key` is the approver's. Returns the folder of the bag.

    `wanted` says who may open the data and how long they are kept; as the project's settings say
    when left out. Raises UsageError for settings that name nobody, and LitmusError where a
    signature is missing or does not count, the version is there already, or the data or the
    register were changed; nothing is published then.
    """
    wanted = wanted or settings.read(paths.project())
    recipients = wanted.everybody
    when = at or now()
    disposal = wanted.disposal(candidate.report, when.date())
    with folder_lock.hold(publications):
        recover(publications, trust)
        before = _check(candidate, trust, key, publications, when)
        info = _info(candidate, when)
        kept_at = publications / restricted.FOLDER / candidate.place
        target = publications / candidate.place
        for each in (kept_at, target):
            _make_private(each.parent, publications)
            if each.exists():
                raise LitmusError(_in_the_way(each, target, trust))
        with folders.building(kept_at) as second, folders.building(target) as first:
            kept = restricted.write(second, candidate.snapshot, recipients, disposal, info)
            entry = _write(first, candidate, before, kept, info, trust, key, when)
            second.rename(kept_at)
            first.rename(target)
            for each in (kept_at, target):
                files.sync_folder(each.parent)
        register.write(publications, entry)
    return target


def recover(publications: Path, trust: Trust) -> list[str]:
    """Put right what a kill left; whoever calls it holds the folder. Returns the places of the
    publications that were completed."""
    completed = []
    known = {entry.place for entry in register.entries(publications)}
    for folder in sorted(publications.glob("*/*/v*")):
        place = folder.relative_to(publications).as_posix()
        if place in known or not verification.verify(folder, trust).is_whole:
            continue
        entry, head = verification.entry_of(folder), register.head(publications)
        kept = publications / restricted.FOLDER / place
        follows = (entry.number, entry.said["previous"]) == (head.count + 1, head.digest)
        if follows and kept.is_dir():
            register.write(publications, entry)
            completed.append(place)
    known |= set(completed)
    for folder in publications.glob(f"{restricted.FOLDER}/*/*/v*"):
        place = folder.relative_to(publications / restricted.FOLDER).as_posix()
        if place not in known and not (publications / place).exists():
            shutil.rmtree(folder)
    for parent in {*publications.glob("*/*"), *publications.glob(f"{restricted.FOLDER}/*/*")}:
        if parent.is_dir():
            folders.sweep(parent, seconds=0)
    return completed


def _check(
    candidate: Candidate, trust: Trust, key: SigningKey, publications: Path, when: datetime
) -> list[Entry]:
    """The entries before. Raises LitmusError where the candidate may not be published."""
    before = register.entries(publications)
    if wrong := register.faults(before, trust):
        raise LitmusError(f"Nothing is published while the register is not whole. {wrong[0]}")
    expected = next_version(publications, candidate.folder, candidate.name)
    if candidate.version != expected:
        raise LitmusError(
            f"{candidate.title} was signed as version {candidate.version}; the next is {expected}. "
            "Begin its publication anew."
        )
    if expected > 1 and not candidate.reason.strip():
        raise LitmusError(
            f"{candidate.title} is published already: say why version {expected} corrects it."
        )
    if reserved := [name for name in candidate.payload if _is_reserved(name)]:
        raise LitmusError(f"The payload has {reserved[0]}, which publishing itself writes.")
    said = {**_identity(candidate), "content": candidate.content}
    signed, wrong = verification.signature_faults(candidate.envelopes, said, trust)
    if wrong:
        raise LitmusError(
            f"{candidate.title} cannot be published. {wrong[0].name}: {wrong[0].said}"
        )
    approver = next(each for each in signed if each.role == APPROVER)
    if key.key_id != approver.key_id:
        raise LitmusError(f"{approver.person} approved it, and has to publish it, too.")
    if late := [each.person for each in signed if each.at > when]:
        raise LitmusError(f"{late[0]} signed at a time that is still to come: check the clock.")
    _check_clock(before, trust, when)
    return before


def _check_clock(before: list[Entry], trust: Trust, when: datetime) -> None:
    """Raises LitmusError where an entry would be older than the one before it, by which a date that
    somebody made up is found: the register would not be whole any more."""
    if not before or when >= (last := register.signed_at(before[-1], trust)):
        return
    raise LitmusError(
        f"The clock of this computer says {_moment(when)}, but {before[-1].place} was published on "
        f"{_moment(last)}. Nothing was published. Set the clock right, or wait until then; if it "
        'was the other clock that was wrong, see "A date that is wrong" in docs/evidence.md.'
    )


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%d %B %Y at %H:%M:%S} UTC"


def _in_the_way(there: Path, target: Path, trust: Trust) -> str:
    """What to say of a folder that lies where a bag is to go, and is no publication."""
    wrong = verification.verify(target, trust).faults if target.is_dir() else ()
    why = f" It is not whole: {wrong[0]}." if wrong else ""
    return (
        f"{there} lies where this publication is to go, and the register has no entry of it.{why} "
        "Nothing was changed. Move it away, keep it until you know where it came from, and run the "
        "command again."
    )


def _make_private(folder: Path, publications: Path) -> None:
    """Make a folder within that of the publications; it and all between are for their owner."""
    for each in reversed([folder, *folder.relative_to(publications).parents][:-1]):
        files.private_folder(publications / each)


def _is_reserved(name: str) -> bool:
    return name in (CRATE, BEFORE) or name.startswith(f"{SIGNATURES}/")


def _write(
    folder: Path,
    candidate: Candidate,
    before: list[Entry],
    kept: Kept,
    info: Mapping[str, str],
    trust: Trust,
    key: SigningKey,
    when: datetime,
) -> Entry:
    """Fill the bag, with its entry of the register in it. Returns the entry."""
    payload = {
        **candidate.payload,
        CRATE: crate.metadata(candidate, when.isoformat()),
        BEFORE: b"".join(each.line for each in before),
        **{
            f"{SIGNATURES}/{role}.json": dsse.to_bytes(envelope)
            for role, envelope in candidate.envelopes.items()
        },
    }
    listed = {name: digests.of_bytes(content) for name, content in payload.items()}
    said = {
        **_about(candidate),
        "number": len(before) + 1,
        "previous": before[-1].digest if before else "",
        "manifest": digests.of_bytes(bag.manifest_bytes(listed)),
        "info": digests.of_bytes(bag.info_bytes(info, map(len, payload.values()))),
        "declaration": digests.of_bytes(bag.DECLARATION),
        "data": asdict(kept),
        "trust": trust.fingerprint,
        "person": key.person,
        "role": APPROVER,
        "at": when.isoformat(),
    }
    entry = Entry.of(signatures.sign(said, key))
    bag.write(folder, payload, info, {verification.ENTRY: dsse.to_bytes(entry.envelope)})
    return entry


def _about(candidate: Candidate) -> dict[str, Any]:
    """What an entry says of the publication itself."""
    people = {role: dsse.statement(each)["person"] for role, each in candidate.envelopes.items()}
    return {
        **_identity(candidate),
        "folder": candidate.folder,
        "title": candidate.title,
        "scope": candidate.scope,
        "corrects": candidate.version - 1,
        "reason": candidate.reason,
        "content": candidate.content,
        "signers": people,
    }


def _identity(candidate: Candidate) -> dict[str, Any]:
    return {
        "report": candidate.report,
        "name": candidate.name,
        "period": candidate.period,
        "version": candidate.version,
    }


def _info(candidate: Candidate, when: datetime) -> dict[str, str]:
    """What bag-info.txt says, of both bags."""
    return {
        "Source-Organization": candidate.council or "Not named",
        "External-Identifier": f"{candidate.title}, version {candidate.version}",
        "External-Description": f"Publication {candidate.place}",
        "Bagging-Date": when.date().isoformat(),
        "Bag-Software-Agent": f"Litmus {version('litmus')}",
    }
