"""Private keys as files: PKCS#8 in PEM, closed by a passphrase through scrypt (RFC 7914).

`cryptography` reads such files, and so does openssl, but neither it nor `ssh-keygen` writes one
with more than a few thousand rounds of an older scheme, which a stolen file would not stand long.
"""

import base64
import os
import textwrap
from typing import TYPE_CHECKING

from litmus.base.errors import LitmusError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# scrypt's N, r and p: as OWASP asks for with 16 MB of memory, the most that openssl reads.
COST, BLOCK, LANES = 2**14, 8, 5
KEY_BYTES, SALT_BYTES, IV_BYTES, AES_BITS = 32, 16, 16, 128
PBES2, SCRYPT = "1.2.840.113549.1.5.13", "1.3.6.1.4.1.11591.4.11"
AES_256_CBC = "2.16.840.1.101.3.4.1.42"
LABEL = "ENCRYPTED PRIVATE KEY"


class WrongPassphrase(LitmusError):
    """The passphrase does not open the key."""


def to_pem(private: "Ed25519PrivateKey", passphrase: str, cost: int = COST) -> bytes:
    """The key as the bytes of a file that the passphrase alone opens."""
    from cryptography.hazmat.primitives import padding, serialization
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    plain = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    salt, start = os.urandom(SALT_BYTES), os.urandom(IV_BYTES)
    secret = Scrypt(salt, KEY_BYTES, cost, BLOCK, LANES).derive(passphrase.encode())
    padder = padding.PKCS7(AES_BITS).padder()
    cipher = Cipher(algorithms.AES(secret), modes.CBC(start)).encryptor()
    closed = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
    body = base64.b64encode(_envelope(salt, cost, start, closed)).decode()
    lines = "\n".join(textwrap.wrap(body, 64))
    return f"-----BEGIN {LABEL}-----\n{lines}\n-----END {LABEL}-----\n".encode()


def from_pem(content: bytes, passphrase: str) -> "Ed25519PrivateKey":
    """The key in such a file. Raises WrongPassphrase, which a damaged file looks like, too, and
    ValueError for what is no such file."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if LABEL.encode() not in content:
        raise ValueError("no private key that a passphrase closes")
    try:
        found = load_pem_private_key(content, passphrase.encode())
    except ValueError:
        raise WrongPassphrase("The passphrase does not open the key.") from None
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError("a key of another kind than Ed25519")
    return found


def _envelope(salt: bytes, cost: int, start: bytes, closed: bytes) -> bytes:
    """EncryptedPrivateKeyInfo of PKCS#8: how the key is closed, and the closed key."""
    scrypt = _sequence(
        _octets(salt), _number(cost), _number(BLOCK), _number(LANES), _number(KEY_BYTES)
    )
    derived = _sequence(_name(SCRYPT), scrypt)
    cipher = _sequence(_name(AES_256_CBC), _octets(start))
    return _sequence(_sequence(_name(PBES2), _sequence(derived, cipher)), _octets(closed))


def _sequence(*parts: bytes) -> bytes:
    return _tagged(0x30, b"".join(parts))


def _octets(content: bytes) -> bytes:
    return _tagged(0x04, content)


def _number(value: int) -> bytes:
    from cryptography.hazmat.asn1 import encode_der

    return encode_der(value)


def _name(dotted: str) -> bytes:
    from cryptography.hazmat.asn1 import encode_der
    from cryptography.x509 import ObjectIdentifier

    return encode_der(ObjectIdentifier(dotted))


def _tagged(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
