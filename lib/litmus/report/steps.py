"""A step of the way from referral to care, by a characteristic of the children."""

from dataclasses import dataclass

from litmus.figures.statistics.ratios import Ratio, relative_risk
from litmus.report.feed import Figure
from litmus.report.lookup import is_unknown


@dataclass(frozen=True)
class Step:
    """A step, by group: how many of its children.

    `within` is what the children of another step are who come to it; "" of steps that are no part
    of another. `among` is that other step in words: "children in need". `none` is said of a group
    that the step has nobody of, or of which nobody knows how many it has.
    """

    name: str
    found: dict[str, Figure]
    within: str = ""
    among: str = ""
    none: str = "nobody"

    @property
    def total(self) -> float:
        """How many children there are."""
        return sum(figure.numerator or 0 for figure in self.found.values())

    @property
    def known(self) -> float:
        """How many children there are whose group is known."""
        return sum(f.numerator or 0 for f in self.found.values() if not is_unknown(f))

    def share(self, group: str) -> float | None:
        """A group's share of all children of the step, in percent; None where there is nobody."""
        figure = self.found.get(group)
        if figure is None or figure.numerator is None or not self.total:
            return None
        return 100 * figure.numerator / self.total

    def ratio(self, base: "Step", group: str) -> Ratio:
        """How often children of a group in `base` are here, as a multiple of all the others."""
        of, among = self.found.get(group), base.found.get(group)
        if of is None or among is None or is_unknown(of):
            return Ratio()
        k, n = of.numerator or 0, among.numerator or 0
        return relative_risk(k, n, self.known - k, base.known - n)
