"""What the recorders of voices share: what is said, in which order, and what it bears on."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from sample_council.chance import Chance
from sample_council.days import months_after, on_or_before
from sample_council.qa.areas import AREAS
from sample_council.volumes import EXTRACT

T = TypeVar("T")


class Line(NamedTuple):
    """Something said: its theme, whether it is good, and the words."""

    theme: str
    good: bool
    text: str


class Deck(Generic[T]):
    """Deals items in a random order: all of them, before any comes again."""

    def __init__(self, items: Sequence[T], chance: Chance) -> None:
        self._items = items
        self._chance = chance
        self._left: list[T] = []

    def deal(self) -> T:
        """The next item."""
        if not self._left:
            self._left = list(self._items)
        return self._left.pop(self._chance.below(len(self._left)))


def _area_of_most() -> dict[str, str]:
    """For each theme, the key area whose findings turn on it most often."""
    shares: dict[str, tuple[float, str]] = {}
    for area, one in AREAS.items():
        bounds = one.themes.bounds
        for theme, below, upto in zip(one.themes.outcomes, (0, *bounds), bounds, strict=False):
            share = (upto - below) / bounds[-1]
            if share > shares.get(theme, (0.0, ""))[0]:
                shares[theme] = share, area
    return {theme: area for theme, (_, area) in shares.items()}


_AREA = _area_of_most() | {"NEGLECT": "RISK_ANALYSIS"}


def area_of(theme: str) -> str:
    """The key area under which a theme is looked at, where no audit tool says so."""
    return _AREA[theme]


def with_opening(line: Line, openings: Sequence[str], chance: Chance) -> Line:
    """The line, as this writer puts it today: with one of the openings (empty: as it is)."""
    opening = chance.pick(openings)
    if not opening:
        return line
    return line._replace(text=f"{opening}{line.text[0].lower()}{line.text[1:]}")


def yes(it_is: bool) -> str:
    return "Y" if it_is else "N"


def day_if_past(day: int | None) -> int | None:
    """The day as the extract knows it: null while it lies ahead."""
    return None if day is None or day > EXTRACT else day


def working_day_of(month: int, chance: Chance) -> int:
    """A working day of the month that begins on `month`."""
    first, last = month, months_after(month, 1) - 1
    return max(on_or_before(chance.between(first + 2, last)), first)


def at_most(text: str | None, per_mille: int, chance: Chance) -> str | None:
    """The text, so many times in a thousand: forms are left incomplete."""
    return text if chance.happens(per_mille) else None
