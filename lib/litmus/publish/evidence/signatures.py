"""Signatures that people put under a publication: who, in which role, when, under what.

All of it stands in what is signed. A signature counts where the trust file has the key, under that
name and in that role, and it counted at the time that the statement says. That time is a claim:
nothing here proves it (docs/evidence.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litmus.publish.evidence import dsse
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.keys import SigningKey
from litmus.publish.evidence.trust import NotTrusted, Trust


@dataclass(frozen=True)
class Signed:
    """A statement whose signature holds, and whose it is."""

    statement: dict[str, Any]
    person: str
    role: str
    key_id: str
    at: datetime


def sign(statement: Mapping[str, Any], key: SigningKey) -> Envelope:
    """The statement, signed. It names `person`, `role` and `at`, or its signature never counts."""
    return dsse.seal(statement, [key])


def verify(envelope: Envelope, trust: Trust, at: datetime | None = None) -> Signed:
    """What was signed and by whom. `at` is when; as the statement says when left out.

    Raises NotTrusted that says why: an unknown, revoked or expired key, another person's, another
    role's, a signature that does not hold.
    """
    try:
        said = dsse.statement(envelope)
        (key_id,) = dsse.key_ids(envelope)
        when = at or datetime.fromisoformat(said["at"])
        who, role = str(said["person"]), str(said["role"])
        if when.tzinfo is None:
            raise ValueError
    except (dsse.NoEnvelope, KeyError, TypeError, ValueError):
        raise NotTrusted(
            "It is not a statement with one signature that says who signed, in which role and when."
        ) from None
    key = trust.find(key_id)
    if key is None:
        raise NotTrusted(f"The trust file has no key {key_id[:16]}… (signed as {who}).")
    if not dsse.signed_by(envelope, {key_id: key.public}):
        raise NotTrusted(f"The signature of {key.person} does not hold: what was signed differs.")
    if (who, role) != (key.person, key.role):
        raise NotTrusted(f"It says {who}, {role}; the key is that of {key.person}, {key.role}.")
    if not key.holds(when):
        raise NotTrusted(_out_of_time(key.person, when, key.valid_from, key.valid_to, key.revoked))
    return Signed(said, who, role, key_id, when)


def _out_of_time(person: str, when: datetime, begins: str, ends: str, revoked: str) -> str:
    day = when.date().isoformat()
    if revoked and when >= datetime.fromisoformat(revoked):
        return f"The key of {person} was revoked on {revoked[:10]}; the signature says {day}."
    until = f" to {ends[:10]}" if ends else ""
    return f"The key of {person} counts from {begins[:10]}{until}; the signature says {day}."
