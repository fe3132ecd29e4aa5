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
    number: int = 0,
) -> None:
    """Say that a hold is over: the one of that `number`, or the only one. Raises as `lay`, and
    LitmusError where there is none, or where several stand and none is named."""
    _add(publications, LIFT, place, reason, trust, key, at, number)


def standing(publications: Path, trust: Trust) -> dict[str, list[Mapping[str, Any]]]:
    """The holds that stand, by the publication's place, those laid first before the others. Raises
    LitmusError where one was changed, taken out, or signed by nobody who is trusted: nothing may be
    destroyed then."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for said in _read(publications, trust):
        here = found.setdefault(said["place"], [])
        if said["does"] == HOLD:
            here.append(said)
        else:
            # A lift that names no hold is of the only one, or else of the last: others stay.
            gone = said.get("lifts") or (here[-1]["number"] if here else 0)
            here[:] = [each for each in here if each["number"] != gone]
    return {place: here for place, here in found.items() if here}


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
    number: int = 0,
) -> None:
    if not reason.strip():
        raise UsageError("The reason is empty: say why, as it is to be read later.")
    with folder_lock.hold(publications):
        places = [entry.place for entry in register.entries(publications)]
        if place not in places:
            known = ", ".join(places) or "none yet"
            raise LitmusError(f"There is no publication {place}. Publications: {known}.")
        more = {"lifts": _which(publications, place, trust, number)} if does == LIFT else {}
        _write(publications, does, place, reason.strip(), trust, key, at or now(), more)


def _which(publications: Path, place: str, trust: Trust, number: int) -> int:
    """The number of the hold that is to be lifted. Raises LitmusError."""
    found = standing(publications, trust).get(place, [])
    if not found:
        raise LitmusError(f"There is no hold on {place}.")
    numbers = [int(each["number"]) for each in found]
    if number in numbers:
        return number
    if not number and len(numbers) == 1:
        return numbers[0]
    which = "; ".join(f"{each['number']}: {each['reason']}" for each in found)
    raise LitmusError(f"Say with --hold which one is over, by its number. {place} has {which}.")


def _write(
    publications: Path,
    does: str,
    place: str,
    reason: str,
    trust: Trust,
    key: SigningKey,
    when: datetime,
    more: Mapping[str, int],
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
        **more,
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
        if not _is_statement(said, len(found) + 1):
            raise _damaged(path.name, "it says nothing of a hold.")
        found.append(said)
    return found


def _is_statement(said: Mapping[str, Any], number: int) -> bool:
    """Whether something signed is about a hold: entries of the register are signed, too."""
    texts = all(isinstance(said.get(name), str) for name in ("place", "reason"))
    return texts and said.get("does") in (HOLD, LIFT) and said.get("number") == number


def _digest(found: Sequence[Mapping[str, Any]]) -> str:
    """The digest of the last statement; "" where there is none."""
    return digests.of_bytes(dsse.canonical(found[-1])) if found else ""


def _damaged(name: str, why: str) -> LitmusError:
    return LitmusError(
        f"{register.FOLDER}/{FOLDER}/{name} is not to be relied on, so nothing is destroyed: {why} "
        "Restore the folder from a copy."
    )
