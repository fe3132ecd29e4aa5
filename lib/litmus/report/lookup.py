"""Finding figures: the one that heads an indicator, its history, its groups."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from litmus.base.scope import WORKER_GROUP, WORKER_GROUPS
from litmus.report.feed import ALL, Declaration, Figure

AGE_BANDS = ["unborn", "0", "1-4", "5-9", "10-15", "16-17", "18+"]
ETHNIC_GROUPS = ["White", "Mixed", "Asian", "Black", "Other"]
DISABILITY = ["Disability recorded", "No disability recorded"]
ORDER = {"age_band": AGE_BANDS, "ethnic_group": ETHNIC_GROUPS, "disability": DISABILITY}
# Groups that gather what is not known: they stand last and are compared with nobody.
UNKNOWN = {"none", "not known", "U", "Not obtained or refused"}
NAMES = {
    ("sex", "F"): "Female",
    ("sex", "M"): "Male",
    ("sex", "U"): "Not known",
    ("sex", "I"): "Indeterminate",
    ("age_band", "not known"): "Not known",
    ("ethnic_group", "Not obtained or refused"): "Not known",
    ("disability", "not known"): "Not known",
    ("service", "CIN"): "Children in Need",
    ("service", "LAC"): "Looked After Children",
    ("service", "CP_SAFEGUARDING"): "Child Protection and Safeguarding",
    ("service", "EARLY_HELP"): "Early Help",
    ("service", "LEAVING_CARE"): "Leaving Care",
    ("service", "FOSTERING"): "Fostering",
    ("service", "ADOPTION"): "Adoption",
    ("service", "RESIDENTIAL"): "Residential",
    ("service", "OTHER"): "Other",
    ("service", "none"): "not recorded",
    ("team", "none"): "not recorded",
    ("worker_group", "none"): "not recorded",
}


class Figures:
    """All figures of one report, found by indicator, window, breakdown and last day."""

    def __init__(self, figures: Iterable[Figure], end: date) -> None:
        """`end` is the last day of the report's period."""
        self.end = end
        self._by_key: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
        for figure in figures:
            self._by_key[figure.indicator, figure.window, figure.breakdown].append(figure)

    @cached_property
    def says_of_disability(self) -> bool:
        """Whether the source says of anybody whether a disability is recorded."""
        return any(
            figure.group not in UNKNOWN
            for (_, _, breakdown), found in self._by_key.items()
            if breakdown == "disability"
            for figure in found
        )

    def headline(self, declaration: Declaration) -> Figure:
        """The figure of the report's whole scope, in the indicator's own window, for this period.

        One without a value, that says so, where there is none.
        """
        found = self.at(declaration, self.end)
        reason = "no figure was computed for this period"
        return found or Figure(
            indicator=declaration.code,
            window=declaration.window,
            window_start=self.end,
            window_end=self.end,
            reason=reason,
        )

    def at(self, declaration: Declaration, end: date, window: str = "") -> Figure | None:
        """The whole scope's figure whose window ends on `end`."""
        rows = self._rows(declaration, ALL, window or declaration.window)
        return next((figure for figure in rows if figure.window_end == end), None)

    def history(self, declaration: Declaration, window: str = "") -> list[Figure]:
        """The whole scope's figures to this period, oldest first, in this window or its own."""
        rows = self._rows(declaration, ALL, window or declaration.window)
        return sorted((f for f in rows if f.window_end <= self.end), key=lambda f: f.window_end)

    def groups(
        self, declaration: Declaration, breakdown: str, end: date | None = None
    ) -> list[Figure]:
        """The figures of a breakdown in the indicator's own window, in printing order.

        The window ends on `end`, or with this period.
        """
        rows = self._rows(declaration, breakdown, declaration.window)
        return sorted(
            (figure for figure in rows if figure.window_end == (end or self.end)),
            key=lambda figure: group_order(breakdown, figure.group),
        )

    def _rows(self, declaration: Declaration, breakdown: str, window: str) -> list[Figure]:
        return self._by_key.get((declaration.code, window, breakdown), [])


def group_order(breakdown: str, group: str) -> tuple[int, int, str]:
    """The place of a group among its fellows: the given order, then by name, unknown last."""
    known = ORDER.get(breakdown, [])
    place = known.index(group) if group in known else len(known)
    return (group in UNKNOWN, place, group)


def group_name(breakdown: str, group: str) -> str:
    """How a group is called in print: "Female", "Asian", "Unborn", "CIN team 1"."""
    name = NAMES.get((breakdown, group), group[:1].upper() + group[1:])
    return WORKER_GROUPS.get(group, name) if breakdown == WORKER_GROUP else name
