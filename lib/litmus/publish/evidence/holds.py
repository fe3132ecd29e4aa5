"""Holds: data that may not be destroyed although their day has come, and why.

A hold is laid on a publication and lifted again by signed statements that stay, one after the
other: who did it, when and for what reason can be read later.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from litmus.base import digests, files
from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence import dsse, folder_lock, register, signatures
from litmus.publish.evidence.keys import SigningKey, now
from litmus.publish.evidence.register import Head
from litmus.publish.evidence.trust import Trust

FOLDER = "holds"
HOLD, LIFT = "hold", "lift"


def lay(
    publications: Path,
    place: str,
    reason: str,
    trust: Trust,
    key: SigningKey,
    at: datetime | None = None,
) -> None:
    """Say that the data of a publication may not be destroyed. Raises UsageError for no reason, and
    LitmusError for what is no publication."""
    _add(publications, HOLD, place, reason, trust, key, at)


def lift(
    publications: Path,
    place: str,
    reason: str,
    trust: Trust,
    key: SigningKey,
    at: datetime | None = None,
) -> None:
    """Say that a hold is over. Raises as `lay`, and LitmusError where there is none."""
    _add(publications, LIFT, place, reason, trust, key, at)


def standing(publications: Path, trust: Trust) -> dict[str, Mapping[str, Any]]:
    """The holds that stand, by the publication's place. Raises LitmusError where one was changed,
    taken out, or signed by nobody who is trusted: nothing may be destroyed then."""
    found: dict[str, Mapping[str, Any]] = {}
    for said in _read(publications, trust):
        if said["does"] == HOLD:
            found[said["place"]] = said
        else:
            found.pop(said["place"], None)
    return found


def head(publications: Path, trust: Trust) -> Head:
    """How many statements about holds there are, and the digest of the last one: that it was taken
    out shows only beside a head that stands elsewhere. Raises as `standing`."""
    found = _read(publications, trust)
    return Head(len(found), _digest(found))


def _add(
    publications: Path,
    does: str,
    place: str,
    reason: str,
    trust: Trust,
    key: SigningKey,
    at: datetime | None,
) -> None:
    if not reason.strip():
        raise UsageError("The reason is empty: say why, as it is to be read later.")
    with folder_lock.hold(publications):
        _check(publications, does, place, trust)
        _write(publications, does, place, reason.strip(), trust, key, at or now())


def _check(publications: Path, does: str, place: str, trust: Trust) -> None:
    """Raises LitmusError for what is no publication, and for a hold to be lifted that there is
    not."""
    places = [entry.place for entry in register.entries(publications)]
    if does == LIFT and place not in standing(publications, trust):
        raise LitmusError(f"There is no hold on {place}.")
    if place not in places:
        known = ", ".join(places) or "none yet"
        raise LitmusError(f"There is no publication {place}. Publications: {known}.")


def _write(
    publications: Path,
    does: str,
    place: str,
    reason: str,
    trust: Trust,
    key: SigningKey,
    when: datetime,
) -> None:
    before = _read(publications, trust)
    role = trust.key_of(key.person, at=when).role
    said = {
        "number": len(before) + 1,
        "previous": _digest(before),
        "does": does,
        "place": place,
        "reason": reason,
        "person": key.person,
        "role": role,
        "at": when.isoformat(),
    }
    envelope = signatures.sign(said, key)
    signatures.verify(envelope, trust)
    path = publications / register.FOLDER / FOLDER / f"{len(before) + 1:06}.json"
    files.private_folder(path.parent)
    files.write_bytes(path, dsse.to_bytes(envelope), files.PRIVATE_FILE)
    files.sync_folder(path.parent)


def _read(publications: Path, trust: Trust) -> list[dict[str, Any]]:
    """Every statement about holds, in order."""
    found: list[dict[str, Any]] = []
    for path in sorted((publications / register.FOLDER / FOLDER).glob("*.json")):
        try:
            said = signatures.verify(dsse.parse(path.read_bytes()), trust).statement
        except LitmusError as error:
            raise _damaged(path.name, str(error)) from None
        if said.get("previous") != _digest(found) or path.name != f"{len(found) + 1:06}.json":
            raise _damaged(path.name, "it does not follow the one before it.")
        found.append(said)
    return found


def _digest(found: Sequence[Mapping[str, Any]]) -> str:
    """The digest of the last statement; "" where there is none."""
    return digests.of_bytes(dsse.canonical(found[-1])) if found else ""


def _damaged(name: str, why: str) -> LitmusError:
    return LitmusError(
        f"{register.FOLDER}/{FOLDER}/{name} is not to be relied on, so nothing is destroyed: {why} "
        "Restore the folder from a copy."
    )
