"""The trust file: whose keys count, in which role, since when and until when.

It holds every version of itself, each a signed envelope that names the one before. The first is
signed by its own first key, which proves nothing by itself: what proves it is its fingerprint, laid
beside one that came another way. Each later version makes one change and is signed by keys that
stood in the version before: by two people, or by one while there is only one other than the person
whom the change is about.

A change that still lacks signatures waits beside the trust file, in `trust-proposed.json`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from litmus.base import digests, files, paths
from litmus.base.errors import LitmusError
from litmus.publish.evidence import dsse, folder_lock
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.faults import plain
from litmus.publish.evidence.keys import PublicKey, SigningKey, now
from litmus.publish.evidence.trust_rules import NotTrusted as NotTrusted
from litmus.publish.evidence.trust_rules import check_time, one_change

NAME, PROPOSED = "trust.json", "trust-proposed.json"
ENOUGH = 2  # people who have to agree to a change


@dataclass(frozen=True)
class Trust:
    """The trust file: all its versions as envelopes, and the keys of the last one."""

    versions: tuple[Envelope, ...] = ()
    keys: tuple[PublicKey, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the last version: to be compared with one that came another way."""
        return digests.of_bytes(dsse.payload(self.versions[-1])) if self.versions else ""

    def has_been(self, fingerprint: str) -> bool:
        """Whether a version of this file had that fingerprint; the last ones of a file that was cut
        are not there."""
        return any(digests.of_bytes(dsse.payload(each)) == fingerprint for each in self.versions)

    def find(self, key_id: str) -> PublicKey | None:
        """The key of that id, whether it still counts or not."""
        return next((each for each in self.keys if each.key_id == key_id), None)

    def valid(self, at: datetime) -> tuple[PublicKey, ...]:
        """The keys whose signatures of that time count."""
        return tuple(each for each in self.keys if each.holds(at))

    def key_of(self, person: str, role: str = "", at: datetime | None = None) -> PublicKey:
        """A person's key that counts. Raises NotTrusted."""
        found = [k for k in self.valid(at or now()) if k.person == person and role in ("", k.role)]
        if not found:
            wanted = f" as {role}" if role else ""
            named = ", ".join(f"{key.person} ({key.role})" for key in self.valid(at or now()))
            make = f'{paths.command()} keys create --person "{person}" --role {role or "ROLE"}'
            raise NotTrusted(
                f"The trust file has no key of {person}{wanted} that counts now; it has "
                f"{named or 'none yet'}. Type a name as it stands there, or have a key trusted: "
                f"{make}"
            )
        return found[-1]


def read(path: Path) -> Trust:
    """The trust file, every version of it checked; an empty one where there is no file yet.

    Raises NotTrusted where it was changed by anybody who may not.
    """
    content = files.content(path)
    if content is None:
        return Trust()
    trust = Trust()
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            envelope = dsse.parse(line, line=True)
            trust = _next(trust, envelope)
        except (LitmusError, KeyError, TypeError, ValueError, AttributeError) as error:
            why = plain(str(error)) if isinstance(error, LitmusError) else "it is not of its form"
            raise NotTrusted(
                f"{path.name} is not to be trusted: version {number}: {why.rstrip('.')}. "
                "Get the file anew from whoever publishes it, and compare its fingerprint."
            ) from None
    if not trust.versions:
        raise NotTrusted(f"{path.name} is empty: expected a trust file. Get it anew.")
    return trust


def add(path: Path, key: PublicKey, by: Sequence[SigningKey]) -> Trust:
    """Admit a key, signed by people whose keys are in the file already; by the key itself where it
    is the first. Returns the trust file as it is then. Raises NotTrusted."""
    return _change(path, with_key(read(path), key), by)


def revoke(
    path: Path, person: str, reason: str, by: Sequence[SigningKey], at: datetime | None = None
) -> Trust:
    """Say that signatures made with a person's key from now on do not count. Raises NotTrusted."""
    return _change(path, without(read(path), person, reason, at), by)


def with_key(trust: Trust, key: PublicKey) -> Envelope:
    """The next version, unsigned: with a key more. The person's former key ends as it begins."""
    ended = [
        replace(each, valid_to=key.valid_from)
        if each.person == key.person and each.holds(datetime.fromisoformat(key.valid_from))
        else each
        for each in trust.keys
    ]
    return _version(trust, [*ended, key], key.valid_from)


def without(trust: Trust, person: str, reason: str, at: datetime | None = None) -> Envelope:
    """The next version, unsigned: with a person's key revoked. Raises NotTrusted where the person
    has none."""
    when = (at or now()).isoformat()
    gone = trust.key_of(person, at=at)
    changed = [
        replace(each, revoked=when, reason=reason) if each.key_id == gone.key_id else each
        for each in trust.keys
    ]
    return _version(trust, changed, when)


def propose(folder: Path, version: Envelope, by: Sequence[SigningKey]) -> Trust | None:
    """Sign a next version. Where that is enough it is put into force, and the trust file returned;
    else it waits, with its signatures, for others (None).

    Signatures that others gave it meanwhile are kept. Raises NotTrusted where another change waits,
    or was put into force since this one was made.
    """
    with folder_lock.hold(folder):
        trust = read(folder / NAME)
        waiting = proposed(folder)
        if waiting is not None and dsse.payload(waiting) != dsse.payload(version):
            raise NotTrusted(another_waits())
        signed = dsse.sign_also(waiting or version, by)
        try:
            new = _next(trust, signed)
        except NotEnough:
            files.write_bytes(folder / PROPOSED, dsse.to_line(signed))
            return None
        except NotTrusted as error:
            raise NotTrusted(
                f"The change does not count: {error}. Throw it away "
                f"({paths.command()} keys withdraw) and ask for it anew."
            ) from None
        write(folder / NAME, new)
        files.sync_folder(folder)
        (folder / PROPOSED).unlink(missing_ok=True)
    return new


def another_waits() -> str:
    """What to say to whoever wants to change the trust file while another change waits."""
    return (
        "Another change of the trust file waits for signatures. Sign it "
        f'({paths.command()} keys agree --by "NAME") or throw it away '
        f"({paths.command()} keys withdraw) first."
    )


def proposed(folder: Path) -> Envelope | None:
    """The change that waits for signatures; None where none does, or where it is in force already,
    as a kill leaves it. Raises NotTrusted."""
    content = files.content(folder / PROPOSED)
    if content is None:
        return None
    try:
        found = dsse.parse(content, line=True)
        _keys(dsse.statement(found))
    except (dsse.NoEnvelope, KeyError, TypeError) as error:
        why = f": {error}" if isinstance(error, dsse.NoEnvelope) else ""
        raise NotTrusted(
            f"{PROPOSED} is damaged{why}. Nothing was changed. Throw the change away "
            f"({paths.command()} keys withdraw) and ask for it anew."
        ) from None
    now = read(folder / NAME)
    is_in_force = dsse.payload(found) in map(dsse.payload, now.versions)
    return None if is_in_force or not changes(now, found) else found


def write(path: Path, trust: Trust) -> None:
    """Write the trust file; everybody may read it."""
    files.write_bytes(path, b"".join(map(dsse.to_line, trust.versions)))


def changes(before: Trust, version: Envelope) -> list[PublicKey]:
    """The keys that a version adds or changes."""
    return [key for key in _keys(dsse.statement(version)) if key not in before.keys]


class NotEnough(NotTrusted):
    """A version lacks signatures."""


@dataclass(frozen=True)
class Agreement:
    """Who has signed a change, of how many of whom it needs signatures."""

    needed: int
    others: tuple[str, ...]
    signed: tuple[str, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Those whose signature would count and is not there."""
        return tuple(each for each in self.others if each not in self.signed)

    @property
    def text(self) -> str:
        """In words."""
        return (
            f"a change is signed by {self.needed} of {', '.join(self.others or ('its own key',))}; "
            f"this is signed by {', '.join(self.signed) or 'none of them'}"
        )


def agreement(trust: Trust, version: Envelope) -> Agreement:
    """Who has signed the next version of a trust file. Raises NotTrusted for what is none."""
    said = dsse.statement(version)
    keys = _keys(said)
    changed = {key.person for key in one_change(trust.keys, keys)}
    counting = trust.valid(datetime.fromisoformat(said["made"])) if trust.versions else keys
    public = {key.key_id: key.public for key in counting}
    held = {key.person for key in counting if key.key_id in dsse.signed_by(version, public)}
    others = {key.person for key in counting} - changed
    needed = max(1, min(ENOUGH, len(others)))
    return Agreement(needed, tuple(sorted(others)), tuple(sorted(held)))


def _change(path: Path, version: Envelope, by: Sequence[SigningKey]) -> Trust:
    trust = _next(read(path), dsse.sign_also(version, by))
    write(path, trust)
    return trust


def _version(trust: Trust, keys: Sequence[PublicKey], made: str) -> Envelope:
    last = dsse.statement(trust.versions[-1])["made"] if trust.versions else made
    if datetime.fromisoformat(made) < datetime.fromisoformat(last):
        raise NotTrusted(
            f"The clock says {made}, but the trust file was changed on {last}: keys that were "
            "admitted since would not count for the change. Set the clock right, or wait until "
            "then. Nothing was changed."
        )
    return dsse.seal(
        {
            "number": len(trust.versions) + 1,
            "previous": trust.fingerprint,
            "made": made,
            "keys": [asdict(key) for key in keys],
        }
    )


def _keys(said: dict[str, Any]) -> tuple[PublicKey, ...]:
    return tuple(PublicKey(**each) for each in said["keys"])


def _next(trust: Trust, envelope: Envelope) -> Trust:
    """The trust file with one version more. Raises NotTrusted where it may not follow."""
    said = dsse.statement(envelope)
    keys = _keys(said)
    if said["number"] != len(trust.versions) + 1 or said["previous"] != trust.fingerprint:
        raise NotTrusted("it does not follow the version before it")
    last = dsse.statement(trust.versions[-1])["made"] if trust.versions else ""
    check_time(said["made"], last)
    found = agreement(trust, envelope)
    if len(found.signed) < found.needed:
        raise NotEnough(found.text)
    return Trust((*trust.versions, envelope), keys)
