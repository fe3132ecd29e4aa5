"""Ids for derived records: the same from extract to extract, and telling nothing of the child."""

from datetime import date

from litmus.base import digests


def identifier(kind: str, *parts: str | date | int | None) -> str:
    """A 16-digit id from what makes a record the one it is."""
    text = "|".join([kind, *(str(part) for part in parts)])
    return digests.of_text(text)[:16]
