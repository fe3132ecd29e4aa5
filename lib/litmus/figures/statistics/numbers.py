"""What counts as a number here: the statistics answer None for anything else, never NaN."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

# Figures of a council lie far below; the squares of larger ones leave what a computer can hold.
LARGEST = 1e60


def number(value: Any) -> float | None:
    """`value` as a number; None where it is missing, NaN, infinite or no number at all.

    >>> number("12.5"), number(float("nan")), number(None)
    (12.5, None, None)
    """
    if value is None:
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if isfinite(found) and abs(found) <= LARGEST else None


def numbers(*values: Any) -> tuple[float, ...] | None:
    """All of `values` as numbers; None where one of them is none."""
    found = [number(value) for value in values]
    known = tuple(value for value in found if value is not None)
    return known if len(known) == len(found) else None


def whole(values: Iterable[Any]) -> tuple[int, ...] | None:
    """All of `values` as counts: whole numbers from 0 on. None where one of them is no count.

    >>> whole([3, 4.0]), whole([3, 4.5])
    ((3, 4), None)
    """
    known = numbers(*values)
    if known is None or any(value < 0 or value != int(value) for value in known):
        return None
    return tuple(int(value) for value in known)


def part(k: Any, n: Any) -> tuple[float, float] | None:
    """`k` of `n`, where `k` is a part of `n`; None where it cannot be one.

    >>> part(3, 5), part(5, 3)
    ((3.0, 5.0), None)
    """
    known = numbers(k, n)
    return (known[0], known[1]) if known and 0 <= known[0] <= known[1] else None
