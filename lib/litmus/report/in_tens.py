"""A share as so many of every ten, for those who do not read percentages: simple, and true.

The rule: "all" and "none" are said only where they are exact. What is not quite all is "more than
9", what is not quite none "fewer than 1"; between them a share is rounded half up to whole tenths,
"nearly" where it is just under and "about" where it is not exact. Fewer than ten are named as they
are, and of fewer than five no number is given.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

TEN = 10
FEWEST = 5  # below which a number may point to a child and says nothing in general
JUST_UNDER = Fraction(1, 5)  # of a tenth, up to which a share is "nearly" the next
HALF = 0.5  # of a figure: not quite all, or not quite none


@dataclass(frozen=True)
class InTens:
    """A share in words and figures: `words` of `of` ("about 9" of 10), drawn as `of` figures of
    people of whom so many are `coloured`. `exactly` is whether nothing was rounded: `of` are all
    that there are.

    >>> in_tens(565, 643), in_tens(65, 651).words, in_tens(7, 7).words
    (InTens(of=10, words='about 9', coloured=9, exactly=False), 'nearly 1', 'all 7')
    """

    of: int
    words: str
    coloured: float
    exactly: bool = False


def in_tens(part: int, whole: int) -> InTens | None:
    """`part` of `whole` as so many of ten; None where there are too few to say.

    >>> [in_tens(n, 1000).words for n in (0, 1, 79, 80, 500, 549, 880, 920, 921, 999, 1000)]
    ['none', 'fewer than 1', 'fewer than 1', 'nearly 1', '5', 'about 5', 'nearly 9', 'about 9', \
'more than 9', 'more than 9', 'all 10']
    """
    if whole < FEWEST:
        return None
    if whole < TEN:
        return InTens(whole, _ends(part, whole) or str(part), part, exactly=True)
    tenths = Fraction(TEN * part, whole)
    if said := _ends(tenths, TEN):
        return InTens(TEN, said, int(tenths))
    if tenths < 1 - JUST_UNDER:
        return InTens(TEN, "fewer than 1", HALF)
    if tenths > TEN - 1 + JUST_UNDER:
        return InTens(TEN, f"more than {TEN - 1}", TEN - HALF)
    rounded = floor(tenths + Fraction(1, 2))
    return InTens(TEN, f"{_how_near(tenths, rounded)}{rounded}", rounded)


def _ends(part: Fraction | int, whole: int) -> str:
    """What is said of none and of all; "" between them."""
    if part == 0:
        return "none"
    return f"all {whole}" if part == whole else ""


def _how_near(tenths: Fraction, rounded: int) -> str:
    if tenths == rounded:
        return ""
    return "nearly " if 0 < rounded - tenths <= JUST_UNDER else "about "
