"""Finding figures: the one that heads an indicator, its history, its groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from litmus.base.breakdowns import BREAKDOWNS, groupings
from litmus.base.errors import UsageError
from litmus.base.periods import month_end
from litmus.base.scope import TEAM
from litmus.base.spelling import did_you_mean
from litmus.base.windows import Window
from litmus.report.feed import ALL, Declaration, Figure


class Figures:
    """All figures of one report, found by indicator, window, breakdown and last day."""

    def __init__(
        self, figures: Iterable[Figure], end: date, team_names: Mapping[str, str] | None = None
    ) -> None:
        """`end` is the last day of the report's period, `team_names` what teams are called."""
        self.end = end
        self._team_names = team_names or {}
        self._by_key: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
        for figure in figures:
            self._by_key[figure.indicator, figure.window, figure.breakdown].append(figure)

    def name(self, breakdown: str, group: str) -> str:
        """How a group is called in print: "Female", "Asian", "Disabled Children's Team"."""
        known = self._team_names.get(group) if breakdown == TEAM else None
        return known or groupings()[breakdown].name(group)

    def silent_on(self, breakdown: str) -> bool:
        """Whether it is a breakdown of which the source says something of nobody, where that is
        to be said."""
        return bool(BREAKDOWNS[breakdown].of_nobody) and breakdown not in self._spoken_of

    @cached_property
    def _spoken_of(self) -> set[str]:
        """The breakdowns in which somebody is in a group that is known."""
        return {
            breakdown
            for (_, _, breakdown), found in self._by_key.items()
            if breakdown in BREAKDOWNS and not all(map(is_unknown, found))
        }

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
        self,
        declaration: Declaration,
        breakdown: str,
        end: date | None = None,
        window: str = "",
    ) -> list[Figure]:
        """The figures of a breakdown in this window or the indicator's own, in printing order.

        The window ends on `end`, or with this period.
        """
        rows = self._rows(declaration, breakdown, window or declaration.window)
        place = groupings()[breakdown].place
        return sorted(
            (figure for figure in rows if figure.window_end == (end or self.end)),
            key=lambda figure: place(figure.group),
        )

    def _rows(self, declaration: Declaration, breakdown: str, window: str) -> list[Figure]:
        return self._by_key.get((declaration.code, window, breakdown), [])


def check_known(name: str, known: list[str], what: str) -> None:
    """Raises UsageError that lists what a report has, where it has none of this name."""
    if name in known:
        return
    hint = did_you_mean(name.upper(), known) or did_you_mean(name, known)
    raise UsageError(f"This report has no {what} {name!r}.{hint} It has {', '.join(known)}.")


def is_unknown(figure: Figure) -> bool:
    """Whether its group gathers what is not known: it stands last and is compared with nobody."""
    return figure.group == groupings()[figure.breakdown].unknown


def without_cut(rows: list[Figure]) -> list[Figure]:
    """A history without months and quarters that are cut short, but for the last: in a report of
    March the two months to February are no quarter beside that to March."""
    return [
        row
        for row in rows
        if row is rows[-1] or row.window not in ("month", "quarter") or is_whole(row)
    ]


def is_whole(figure: Figure) -> bool:
    """Whether its window ends with a month and is none that is cut short: January to February is no
    quarter."""
    window = Window(figure.window, figure.window_start, figure.window_end)
    ends = figure.window_end == month_end(figure.window_end)
    return ends and (figure.window == "R3M" or " to " not in window.label)
