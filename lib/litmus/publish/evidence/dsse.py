"""Signed envelopes (DSSE): bytes that are signed, with their kind, so that nothing is parsed first.

An envelope is the dictionary that DSSE asks for, and has one form as bytes: one that was written
otherwise is no envelope of ours, so that no byte of it can be changed unseen.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from litmus.base import files
from litmus.base.errors import LitmusError

if TYPE_CHECKING:  # takes most of a second to import
    from securesystemslib.dsse import Envelope as Sealed
    from securesystemslib.signer import CryptoSigner, SSlibKey

    from litmus.publish.evidence.keys import SigningKey

KIND = "application/vnd.litmus.statement+json"
Statement = Mapping[str, Any]
Envelope = dict[str, Any]


class NoEnvelope(LitmusError):
    """What is read is no signed envelope; the message says why."""


def canonical(statement: Statement) -> bytes:
    """The bytes of a statement: JSON in one form."""
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def seal(statement: Statement, keys: Iterable["SigningKey"] = ()) -> Envelope:
    """A statement in an envelope, signed by each of the keys."""
    return sign_also({"payload": _text(canonical(statement)), "signatures": []}, keys)


def sign_also(envelope: Envelope, keys: Iterable["SigningKey"]) -> Envelope:
    """The same envelope with further signatures."""
    from securesystemslib.dsse import Envelope as Sealed

    sealed = Sealed(payload(envelope), KIND, _sealed(envelope).signatures)
    for key in keys:
        sealed.sign(_signer(key))
    return dict(sealed.to_dict())


def payload(envelope: Envelope) -> bytes:
    """The bytes that are signed. Nothing is checked."""
    return base64.b64decode(envelope["payload"])


def statement(envelope: Envelope) -> dict[str, Any]:
    """What an envelope says, whoever signed it. Raises NoEnvelope."""
    try:
        found = json.loads(payload(envelope))
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
        raise NoEnvelope("it holds no statement") from None
    if not isinstance(found, dict):
        raise NoEnvelope("it holds no statement")
    return found


def key_ids(envelope: Envelope) -> list[str]:
    """Whose signatures it says it has; nothing is checked."""
    return [str(each["keyid"]) for each in envelope["signatures"]]


def signed_by(envelope: Envelope, public: Mapping[str, str]) -> list[str]:
    """The ids of those keys whose signatures hold; `public` is the PEM of each, by its id."""
    from securesystemslib.exceptions import VerificationError

    sealed, held = _sealed(envelope), []
    for key_id in sealed.signatures:
        if key_id in public:
            try:
                sealed.verify([_verifier(key_id, public[key_id])], threshold=1)
            except (VerificationError, ValueError):
                continue
            held.append(key_id)
    return held


def to_bytes(envelope: Envelope) -> bytes:
    """The envelope as the bytes of a file."""
    return files.as_json(envelope)


def to_line(envelope: Envelope) -> bytes:
    """The envelope as a line of a file that holds several."""
    return canonical(envelope) + b"\n"


def parse(content: bytes, line: bool = False) -> Envelope:
    """The envelope in a file, or in one line of a file. Raises NoEnvelope for any other bytes than
    `to_bytes`, or `to_line`, writes."""
    try:
        found = json.loads(content)
        again = to_line(found) if line else to_bytes(found)
        whole = set(found) == {"payload", "payloadType", "signatures"}
        signatures = found["signatures"]
        texts = [found["payload"], *(each["sig"] for each in signatures)]
        exact = all(_text(base64.b64decode(text)) == text for text in texts)
        parts = all(set(each) == {"keyid", "sig"} for each in signatures)
        kind = found["payloadType"] == KIND
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoEnvelope("it is no signed envelope") from None
    if not (again == content and whole and exact and parts and kind):
        raise NoEnvelope("it is no signed envelope as Litmus writes it")
    _sealed(found)
    return dict(found)


def _sealed(envelope: Envelope) -> "Sealed":
    from securesystemslib.dsse import Envelope as Sealed
    from securesystemslib.exceptions import FormatError
    from securesystemslib.signer import Signature

    try:
        signatures = {
            each["keyid"]: Signature(each["keyid"], base64.b64decode(each["sig"]).hex())
            for each in envelope["signatures"]
        }
        if len(signatures) < len(envelope["signatures"]):
            raise NoEnvelope("one key signed it twice")
        return Sealed(payload(envelope), KIND, signatures)
    except (KeyError, TypeError, ValueError, FormatError):
        raise NoEnvelope("it is no signed envelope") from None


def _signer(key: "SigningKey") -> "CryptoSigner":
    from securesystemslib.signer import CryptoSigner

    return CryptoSigner(key.private, _verifier(key.key_id, key.public))


@lru_cache(maxsize=256)
def _verifier(key_id: str, pem: str) -> "SSlibKey":
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from securesystemslib.signer import SSlibKey

    return SSlibKey.from_crypto(load_pem_public_key(pem.encode()), keyid=key_id)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
