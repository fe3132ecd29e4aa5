"""Tokens by which people sign in: made at random, kept as digests alone.

A token has 256 bits from the system's random source, so that a plain hash of it says nothing that
could be guessed; nobody chooses one.
"""

import hashlib
import hmac
import re
import secrets

SCHEME = "sha256:"
DIGEST = re.compile(rf"{SCHEME}[0-9a-f]{{64}}")
LONGEST = 200  # letters of what is taken for a token


def new() -> str:
    """A new token."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """A token as settings hold it.

    >>> digest("x")[:15]
    'sha256:2d711642'
    """
    return f"{SCHEME}{hashlib.sha256(token.encode('utf-8', 'surrogatepass')).hexdigest()}"


def matches(token: str, expected: str) -> bool:
    """Whether a token has this digest, found out in the same time whether it has or not."""
    return hmac.compare_digest(digest(token[:LONGEST]), expected)
