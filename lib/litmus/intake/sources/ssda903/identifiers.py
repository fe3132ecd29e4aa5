"""Ids for derived records: the same from extract to extract, and telling nothing of the child."""

import hashlib
from datetime import date


def identifier(kind: str, *parts: str | date | int | None) -> str:
    """A 16-digit id from what makes a record the one it is."""
    text = "|".join([kind, *(str(part) for part in parts)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
