"""Private keys of the people who sign: one file a person, outside of every project.

A key is Ed25519. Its file is closed by a passphrase, and for its owner's account alone. Whose key
it is and what for stands in the trust file, beside the public part, and nowhere else.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base import digests, files, paths
from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence import pkcs8

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

ROLES = ("analyst", "assurer", "approver")
SHORTEST = 12  # characters of a passphrase
FORMER = "former"


@dataclass(frozen=True)
class PublicKey:
    """The public part of a key as the trust file has it: whose it is, in which role, and since when
    and until when signatures of it count. Times are UTC, "" for not yet; `reason` says why it was
    revoked."""

    key_id: str
    person: str
    role: str
    public: str
    valid_from: str
    valid_to: str = ""
    revoked: str = ""
    reason: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether a signature of that time counts."""
        ends = [datetime.fromisoformat(each) for each in (self.valid_to, self.revoked) if each]
        return datetime.fromisoformat(self.valid_from) <= at and all(at < each for each in ends)


@dataclass(frozen=True)
class SigningKey:
    """A person's key, opened. The private part is in no text that anything prints."""

    key_id: str
    person: str
    public: str = field(repr=False)
    private: "Ed25519PrivateKey" = field(repr=False)

    def sign(self, content: bytes) -> bytes:
        """The plain Ed25519 signature of some bytes."""
        return self.private.sign(content)


def now() -> datetime:
    """This moment as signed statements say it: UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def create(
    person: str, role: str, passphrase: str, folder: Path, at: datetime | None = None
) -> PublicKey:
    """Make a person's key and keep it under `folder`. Returns the public part, which nobody trusts
    yet.

    Raises UsageError for no name, an unknown role and a short passphrase, and LitmusError where the
    person has a key: it is never written over.
    """
    check_role(role)
    path = path_of(person, folder)
    if path.exists():
        raise LitmusError(
            f"{person} has a key already, in {path}. To replace it: {paths.command()} keys rotate "
            f'--person "{person}". Where its passphrase is lost others revoke it first: '
            f"{paths.command()} keys revoke."
        )
    made = _write(person, passphrase, path)
    return public_part(made, role, at)


def ready(
    person: str, role: str, passphrase: str, folder: Path, trusted: Sequence[PublicKey]
) -> tuple[PublicKey, Path | None]:
    """The key that is to be trusted of a person of whom none counts now: the one that lies under
    `folder`, where the passphrase opens it and it is none of `trusted`; else a new one.

    Returns its public part, and where a file that was in its place lies now: it is kept. Raises as
    `create`, for a key that counts as well.
    """
    check_role(role)
    path = path_of(person, folder)
    # By where a key lies: who is written otherwise has the same file.
    counts = any(path_of(e.person, folder) == path and e.holds(now()) for e in trusted)
    if counts or not path.exists():
        return create(person, role, passphrase, folder), None
    check_passphrase(passphrase)
    with suppress(LitmusError):
        there = load(person, folder, passphrase)
        if there.key_id not in {each.key_id for each in trusted}:
            return public_part(there, role), None
    former = _set_aside(path)
    return create(person, role, passphrase, folder), former


def rotate(
    person: str, role: str, passphrase: str, folder: Path, at: datetime | None = None
) -> PublicKey:
    """Make a new key for a person who has one. The former file stays beside it, as SLUG.former.pem,
    or SLUG.former-2.pem where there is one already: it is copied first, so that a key is there
    whatever stops this.

    Raises as `create`, and LitmusError where there is no former key.
    """
    check_role(role)
    path = path_of(person, folder)
    content = _existing(person, path)
    check_passphrase(passphrase)
    if all(each.read_bytes() != content for each in _formers(path)):
        files.write_bytes(_free_name(path), content, files.PRIVATE_FILE)
    return public_part(_write(person, passphrase, path), role, at)


def load(person: str, folder: Path, passphrase: str) -> SigningKey:
    """A person's key. Raises LitmusError where there is none, where others may read the file, and
    where the passphrase does not open it."""
    return _load(person, path_of(person, folder), passphrase)


def load_former(person: str, folder: Path, passphrase: str) -> SigningKey:
    """The key that a person had before the last one was made. Raises as `load`."""
    return _load(person, former_of(person, folder), passphrase)


def _load(person: str, path: Path, passphrase: str) -> SigningKey:
    content = _existing(person, path)
    try:
        return _opened(person, pkcs8.from_pem(content, passphrase))
    except pkcs8.WrongPassphrase:
        raise LitmusError(
            f"The passphrase does not open the key of {person} ({path}), or the file is damaged. "
            "A passphrase that is lost cannot be found again: let the others revoke the key "
            f"({paths.command()} keys revoke) and make a new one."
        ) from None
    except ValueError as error:
        raise LitmusError(f"{path} is {error}: expected one that Litmus made.") from None


def public_part(key: SigningKey, role: str, at: datetime | None = None) -> PublicKey:
    """What the trust file is to say of a key."""
    return PublicKey(key.key_id, key.person, role, key.public, (at or now()).isoformat())


def path_of(person: str, folder: Path) -> Path:
    """Where a person's key lies. Raises UsageError for a name without a letter, or
    with spaces that nobody sees."""
    plain = unicodedata.normalize("NFKD", person).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug or not person.isprintable() or person != " ".join(person.split()):
        raise UsageError(f"{person!r} is no name of a person: expected one such as 'A. Name'.")
    return folder / f"{slug}.pem"


def former_of(person: str, folder: Path) -> Path:
    """Where the key lies that a person had before the last one was made."""
    path = path_of(person, folder)
    return next(iter(reversed(_formers(path))), _free_name(path))


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same, whatever their capitals and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def check_role(role: str) -> None:
    """Raises UsageError for a role that does not exist."""
    if role not in ROLES:
        raise UsageError(f"There is no role {role!r}. Roles: {', '.join(ROLES)}.")


def check_passphrase(passphrase: str) -> None:
    """Raises UsageError for a passphrase that is too short; the message does not hold it."""
    if len(passphrase) < SHORTEST:
        raise UsageError(
            f"The passphrase is too short: expected {SHORTEST} characters or more, such as four "
            "words that nobody would put together."
        )


def _write(person: str, passphrase: str, path: Path) -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    check_passphrase(passphrase)
    private = Ed25519PrivateKey.generate()
    files.private_folder(path.parent)
    files.write_bytes(path, pkcs8.to_pem(private, passphrase), files.PRIVATE_FILE)
    return _opened(person, private)


def _set_aside(path: Path) -> Path:
    """Put a key's file beside its place, over no other: it may be the one that is trusted."""
    former = _free_name(path)
    path.replace(former)
    return former


def _former_names(path: Path) -> Iterator[Path]:
    numbers = chain([""], (f"-{each}" for each in count(2)))
    return (path.with_suffix(f".{FORMER}{number}.pem") for number in numbers)


def _formers(path: Path) -> list[Path]:
    """The files of keys that were in this one's place, the last one last."""
    return list(takewhile(Path.exists, _former_names(path)))


def _free_name(path: Path) -> Path:
    return next(each for each in _former_names(path) if not each.exists())


def _existing(person: str, path: Path) -> bytes:
    content = files.content(path)
    if content is None:
        raise LitmusError(
            f"There is no key of {person} in {path.parent}. Make one: {paths.command()} keys "
            f'create --person "{person}" --role ROLE. If it lies elsewhere, set LITMUS_KEYS to '
            "its folder."
        )
    files.refuse_open(path)
    return content


def _opened(person: str, private: "Ed25519PrivateKey") -> SigningKey:
    public = private.public_key()
    return SigningKey(key_id(public), person, _pem(public), private)


def id_of(public: str) -> str:
    """The name of a key whose public part is this PEM text. Raises ValueError for what is none."""
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    return key_id(load_pem_public_key(public.encode()))  # type: ignore[arg-type]


def key_id(public: "Ed25519PublicKey") -> str:
    """The name of a key: the SHA-256 of its public part (DER), as openssl gives it, too."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return digests.of_bytes(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _pem(public: "Ed25519PublicKey") -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
