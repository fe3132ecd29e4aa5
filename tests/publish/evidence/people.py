"""Three people with keys, and a trust file that has them; no passphrase, so that nothing waits."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from litmus.publish.evidence import keys, trust

BEGAN = datetime(2016, 1, 4, 9, tzinfo=UTC)
SIGNED = datetime(2016, 4, 20, 10, tzinfo=UTC)
NAMES = {"analyst": "Ann Alys", "assurer": "Bo Quality", "approver": "Cy Director"}


def key_of(person: str) -> keys.SigningKey:
    return keys._opened(person, Ed25519PrivateKey.generate())


def public(key: keys.SigningKey, role: str, at: datetime = BEGAN) -> keys.PublicKey:
    return keys.public_part(key, role, at)


@dataclass
class People:
    path: Path
    analyst: keys.SigningKey
    assurer: keys.SigningKey
    approver: keys.SigningKey

    @property
    def trust(self) -> trust.Trust:
        return trust.read(self.path)

    def of(self, role: str) -> keys.SigningKey:
        return getattr(self, role)


def make_people(path: Path) -> People:
    """Ann admits herself, then Bo; Ann and Bo admit Cy."""
    made = People(path, *(key_of(NAMES[role]) for role in keys.ROLES))
    trust.add(path, public(made.analyst, "analyst"), [made.analyst])
    later = BEGAN + timedelta(minutes=1)
    trust.add(path, public(made.assurer, "assurer", later), [made.analyst])
    later += timedelta(minutes=1)
    trust.add(path, public(made.approver, "approver", later), [made.analyst, made.assurer])
    return made
