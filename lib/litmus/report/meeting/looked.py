"""An indicator as a meeting looks at it: whether it asks for an explanation, and why.

Exceptions are found by the rules that hold on every page: clearly worse by the test of change, off
its target, or clearly worse in a team than in the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from litmus.base import letters, numbers
from litmus.base.scope import TEAM
from litmus.report import apart, change, wording
from litmus.report.apart import Apart
from litmus.report.components import Point
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures
from litmus.report.standing import StandingTwice

MOST_NAMED = 3  # teams


@dataclass(frozen=True)
class Looked(StandingTwice):
    """An indicator beside a year ago (`judged`) and beside the months before, with the teams that
    are clearly worse than the others."""

    teams: Sequence[Apart] = ()

    @property
    def misses(self) -> bool:
        """Whether it may be used and misses its target."""
        return self.headline.usable and bool(self.is_off_target)

    @property
    def is_exception(self) -> bool:
        """Whether the meeting has to look into it."""
        return self.is_worse or self.misses or bool(self.teams)

    @property
    def why(self) -> str:
        """Why it is an exception: "worse than a year ago; off target, red over 12 months"."""
        said = []
        if self.is_worse:
            year = self.judged.word == change.WORSE
            said.append(f"worse than {'a year ago' if year else 'the months before'}")
        if self.misses:
            said.append(f"off target{f', {self.rating}' if self.rating else ''}{self.over}")
        if self.teams:
            names = [each.name for each in self.teams[:MOST_NAMED]]
            more = len(self.teams) - len(names)
            where = numbers.join([*names, *([f"{more} more"] if more else [])])
            said.append(f"clearly worse in {where}")
        return "; ".join(said)

    @property
    def place(self) -> tuple[bool, float, bool, float]:
        """Where it stands among exceptions: the clearest change for the worse first, then what is
        furthest off its target."""
        clear = max(self.before.strength, self.judged.strength) if self.is_worse else 0.0
        return not self.is_worse, -clear, not self.is_red, -self.shortfall

    def point(self) -> Point:
        """The indicator on the first page: its value, and why it is here or what is better."""
        d, now = self.declaration, self.shown
        said = f"{self.why}." if self.is_exception else change.sentence(d, self._better)
        section = (d.heading or d.name) if self.is_exception else ""
        text = f"{wording.when(d, now)}: {letters.within(said)}"
        return Point(f"{d.brief}: {wording.value_and_basis(d, now)}", text, section)

    @property
    def _better(self) -> change.Judged:
        return self.judged if self.judged.word == change.BETTER else self.before


def read(service: str, figures: Figures, context: Context) -> list[Looked]:
    """The indicators that a service answers for ("" for all) and of which a figure may be used.

    Where a service has the whole council's figures, teams are other services' own matter.
    """
    own_teams = not service or bool(context.scope_name)
    return [
        Looked(
            d,
            change.rated(d, figures, context),
            change.on_year(d, figures, context),
            change.on_before(d, figures, context),
            [g for g in apart.groups(d, figures, TEAM) if own_teams and g.word == change.WORSE],
        )
        for d in answered_by(service, context)
        if change.may_be_used(d, figures, context) and _has_cases(d, figures)
    ]


def answered_by(service: str, context: Context) -> Iterator[Declaration]:
    """The indicators whose work is a service's, by their declaration; all for ""."""
    return (d for d in context.main if not service or service in d.services)


def _has_cases(declaration: Declaration, figures: Figures) -> bool:
    """Whether there was any case: a count of none of a team that does no such work says nothing."""
    figure = figures.headline(declaration)
    return bool(figure.denominator or figure.numerator)
