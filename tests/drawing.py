"""How many cases a test draws that draws its own."""

from hypothesis import settings


def to_draw(number: int) -> int:
    """`number` where new cases are looked for (`make search`), half of them in `make test`, which
    tries the same ones each time: those prove no more the hundredth time than the first.

    For tests of which each case takes a database or a document.
    """
    return max(number // 2, 4) if settings.default and settings.default.derandomize else number
