"""Chance that falls the same way on every machine.

Only `random.Random(text).random()` is used, whose sequence Python guarantees, and plain
multiplication, comparison and whole numbers. Each stage of the journey has a stream of its own, so
that a change in, say, visits leaves the referrals as they were.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weights(Generic[T]):
    """A table of what can happen and how often, in whole numbers."""

    def __init__(self, table: Mapping[T, int]) -> None:
        self.outcomes = tuple(table)
        self.bounds = tuple(accumulate(table.values()))

    def at(self, share: float) -> T:
        """The outcome at `share` (0 to 1) of the whole."""
        return self.outcomes[bisect_right(self.bounds, int(share * self.bounds[-1]))]


class Bands:
    """Whole numbers in bands: how often a value falls in one, and its lowest and highest."""

    def __init__(self, *bands: tuple[int, int, int]) -> None:
        self.spans = tuple((low, high) for _, low, high in bands)
        self.shares = {place: weight for place, (weight, _, _) in enumerate(bands)}
        self.bounds = tuple(accumulate(weight for weight, _, _ in bands))


class Chance:
    """One stream of chance."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed).random

    def below(self, end: int) -> int:
        return int(self.random() * end)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def happens(self, per_mille: int) -> bool:
        return self.random() * 1000 < per_mille

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.random() * len(items))]

    def choose(self, weights: Weights[T]) -> T:
        return weights.at(self.random())

    def draw(self, bands: Bands) -> int:
        bounds = bands.bounds
        low, high = bands.spans[bisect_right(bounds, int(self.random() * bounds[-1]))]
        return low + int(self.random() * (high - low + 1))


class Urn(Generic[T]):
    """Draws outcomes in a random order that keeps close to their shares.

    Each draw of `count` rows adds every outcome's share of them to its balance and takes them
    from the outcome drawn, which is chosen in proportion to what is owed. So a year's totals come
    out near the table, not within the scatter of independent draws.
    """

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.owed: dict[T, float] = {}

    def draw(self, shares: Mapping[T, int], count: int = 1) -> T:
        total = sum(shares.values())
        for outcome, share in shares.items():
            self.owed[outcome] = self.owed.get(outcome, 0.0) + count * share / total
        live = [(one, self.owed[one]) for one in shares if shares[one] and self.owed[one] > 0]
        live = live or [(max(shares, key=lambda outcome: self.owed[outcome]), 1.0)]
        point = self.chance.random() * sum(owed for _, owed in live)
        drawn = live[-1][0]
        for outcome, owed in live:
            point -= owed
            if point < 0:
                drawn = outcome
                break
        self.owed[drawn] -= count
        return drawn

    def happens(self: "Urn[bool]", per_mille: int, count: int = 1) -> bool:
        """Does it happen to these rows, as often as that."""
        return self.draw({True: per_mille, False: 1000 - per_mille}, count)

    def measure(self: "Urn[int]", bands: Bands, count: int = 1) -> int:
        """A whole number from the bands, drawn for so many rows at once."""
        low, high = bands.spans[self.draw(bands.shares, count)]
        return self.chance.between(low, high)

    def settle(self, shares: Mapping[T, int], outcome: Mapping[T, int], drawn: T | None) -> None:
        """Account for what really came of a draw of one (`drawn`), or came without a draw."""
        total, count = sum(shares.values()), sum(outcome.values())
        if drawn is not None:
            self.owed[drawn] += 1
            count -= 1
        for one, share in shares.items():
            self.owed[one] = self.owed.get(one, 0.0) + count * share / total
        for one, rows in outcome.items():
            self.owed[one] -= rows
