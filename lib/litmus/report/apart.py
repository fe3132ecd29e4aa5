"""Which teams or groups of children differ clearly from the others: "where is it?".

A group is compared, on its own cases, with all the others together: never with a whole that holds
it, and with nobody whose group is not known. It stands apart where the interval of the difference
leaves out none: Newcombe's for shares, Welch's for means, at the level of a funnel's outer limits
(Spiegelhalter 2005, Statistics in Medicine 24:1185: 99.8% of what differs by chance alone lies
within), or a stricter one where there are more than 25 groups, so that in one case of twenty a
single group of all would seem to stand apart by chance (Bonferroni). The one that differs most is
then set aside and the rest compared again, or one bad team would make all others look good.

Rates and counts are not compared: nobody counts how many children live in the area of a team.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from litmus.base.breakdowns import Breakdown, characteristics, groupings
from litmus.figures.statistics import change as tests
from litmus.figures.statistics import intervals
from litmus.figures.statistics.funnel import MINIMUM, SIGMA_3
from litmus.report import wording
from litmus.report.change import BETTER, HIGHER, LOWER, WORSE
from litmus.report.feed import Amount, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

BY_CHANCE = 1 - intervals.LEVEL
# More groups than a sentence can name.
MOST_NAMED = 3
COMPARED = ("percentage", "mean")


@dataclass(frozen=True)
class Apart:
    """A group that differs clearly from the others.

    `name` is how it is called in print. `rest` is one figure of all the groups that do not stand
    apart, and `rest_name` what they are called: "the other teams". `word` is "better" or "worse"
    than they are, or "higher" or "lower" where neither way is better.
    """

    name: str
    figure: Figure
    rest: Figure
    rest_name: str
    word: str

    @property
    def others(self) -> float:
        """The value of those that do not stand apart."""
        return self.rest.value or 0.0

    @property
    def gap(self) -> float:
        """How far its value lies above (below, where negative) that of the others."""
        return (self.figure.value or 0) - self.others


def groups(declaration: Declaration, figures: Figures, by: str = "team") -> list[Apart]:
    """The groups of a breakdown that stand apart: worse ones first, the widest apart first.

    None where the indicator is no share or mean, has fewer than two groups, or where the group of
    most cases is not known.
    """
    return among(declaration, by, figures.groups(declaration, by), figures)


def among(
    declaration: Declaration, by: str, found: Sequence[Figure], figures: Figures
) -> list[Apart]:
    """The same of these figures, one a group of the breakdown; `figures` say what it is called."""
    known = [each for each in found if is_known(declaration, each)]
    named, rest = _split(declaration, known) if is_told(found) else ([], known)
    if not named:
        return []
    beside, name = together(declaration, rest), _rest_name(groupings()[by], rest, figures)
    apart = [
        Apart(figures.name(by, each.group), each, beside, name, _word(declaration, each, beside))
        for each in named
    ]
    return sorted(apart, key=lambda each: (each.word != WORSE, -abs(each.gap)))


def clearest(
    declaration: Declaration, figures: Figures, breakdowns: Sequence[str] = ("team", "service")
) -> Apart | None:
    """The first of those that stand apart by the first of these breakdowns with any; else None."""
    for by in breakdowns:
        if found := groups(declaration, figures, by):
            return found[0]
    return None


def is_told(found: Sequence[Figure]) -> bool:
    """Whether the group of most cases is known; else the few that are known stand for nobody."""
    nobody = _cases([each for each in found if is_unknown(each)])
    return 2 * nobody <= _cases(found)


def is_known(declaration: Declaration, figure: Figure) -> bool:
    """Whether a group is one of those that are compared: a share or mean of a group with a name."""
    return (
        declaration.kind in COMPARED
        and figure.usable
        and figure.lower is not None
        and not is_unknown(figure)
    )


def together(declaration: Declaration, found: Sequence[Figure]) -> Figure:
    """Several groups as one figure: sums, and the value that follows from them."""
    over: Amount = sum(figure.numerator or 0 for figure in found)
    under, value = found[0].denominator, float(sum(figure.value or 0 for figure in found))
    if declaration.kind in COMPARED:
        under = sum(figure.denominator or 0 for figure in found)
        value = (100 if declaration.kind == "percentage" else 1) * over / under if under else 0.0
    return replace(found[0], numerator=over, denominator=under, value=value, lower=None, upper=None)


def sentence(declaration: Declaration, figures: Figures, by: str = "") -> str:
    """Who stands apart, and from what: "DCT: 46.7% (14 of 30); the other teams 86.3%, in ...".

    Of the teams, or by a breakdown such as "sex"; of the children's characteristics where no team
    does. "" where nobody does.
    """
    for breakdown in [by] if by else ["team", *(each.code for each in characteristics())]:
        if found := groups(declaration, figures, breakdown):
            return describe(declaration, groupings()[breakdown], found)
    return ""


def describe(declaration: Declaration, breakdown: Breakdown, found: Sequence[Apart]) -> str:
    """Those that stand apart in a sentence: the first three by name, the others by number.

    "By sex, Female: 75.6% (783 of 1,036); Male 81.9%, at ..." of what is no team.
    """
    by = "" if breakdown.of_team else f"By {breakdown.label}, "
    return f"{by}{clauses(declaration, breakdown, found)}."


def clauses(declaration: Declaration, breakdown: Breakdown, found: Sequence[Apart]) -> str:
    """The same where it is said already what they are groups of."""
    said = [
        f"{_brief(breakdown, each)}: {wording.value_and_basis(declaration, each.figure)}"
        for each in found[:MOST_NAMED]
    ]
    if more := len(found) - len(said):
        kind = breakdown.label if breakdown.of_team else "group"
        said.append(f"{more} more {kind}{'s' if more > 1 else ''} that differ{'s' * (more == 1)}")
    rest = found[0].rest
    beside = f"{found[0].rest_name} {wording.value(declaration, rest.value or 0)}"
    return f"{'; '.join([*said, beside])}, {wording.when(declaration, rest)}"


def beside(declaration: Declaration, group: Apart, shown: Figure) -> str:
    """One that stands apart, of an indicator that is named already: "DCT has 46.7% (14 of 30), the
    others 86.3%, in the 12 months to 31 March 2016."

    Of when is said where the figure of the whole that is `shown` is of another time.
    """
    value = wording.value_and_basis(declaration, group.figure)
    others = wording.value(declaration, group.others)
    theirs, ours = ((each.window_start, each.window_end) for each in (group.figure, shown))
    when = f", {wording.when(declaration, group.figure)}" if theirs != ours else ""
    return f"{group.name} has {value}, the others {others}{when}."


def _brief(breakdown: Breakdown, each: Apart) -> str:
    """What a group is called where its breakdown is named already: "recorded" of disability."""
    return each.name if breakdown.of_team else breakdown.brief(each.figure.group)


def _split(
    declaration: Declaration, known: Sequence[Figure]
) -> tuple[list[Figure], Sequence[Figure]]:
    """The groups that stand apart, and those that do not."""
    level = 1 - min(1 - SIGMA_3, BY_CHANCE / max(len(known), 1))
    named: list[Figure] = []
    rest = list(known)
    while clear := _clear(declaration, rest, level):
        clearest = max(clear, key=lambda each: each[0])[1]
        named.append(clearest)
        rest.remove(clearest)
    return named, rest


def _clear(
    declaration: Declaration, known: Sequence[Figure], level: float
) -> list[tuple[tuple[float, bool, float], Figure]]:
    """Those that differ clearly from the others, with how clearly: of two the worse, or higher."""
    found = []
    for figure in known:
        others = [each for each in known if each is not figure]
        if (figure.denominator or 0) < MINIMUM or not _cases(others) >= MINIMUM:
            continue
        tested = _test(declaration, others, figure, level)
        if not tested.direction or tested.value is None or tested.lower is None:
            continue
        half = ((tested.upper or 0) - tested.lower) / 2 or 1.0
        worse = wording.better(declaration, 1 if tested.direction == "up" else -1) is False
        found.append(((round(abs(tested.value) / half, 6), worse, figure.value or 0), figure))
    return found


def _test(
    declaration: Declaration, others: Sequence[Figure], figure: Figure, level: float
) -> tests.Change:
    rest = together(declaration, others)
    if declaration.kind == "percentage":
        return tests.proportions(
            rest.numerator, rest.denominator, figure.numerator, figure.denominator, level
        )
    spread = _spread_together(others, rest)
    of_figure = (figure.denominator, figure.value, _spread(figure))
    return tests.means(rest.denominator, rest.value, spread, *of_figure, level)


def _cases(found: Sequence[Figure]) -> Amount:
    return sum(figure.denominator or 0 for figure in found)


def _spread(figure: Figure) -> float | None:
    """The deviation of the cases of a mean, of which its interval was made; None where unknown."""
    times = intervals.student((figure.denominator or 0) - 1, intervals.LEVEL)
    if not times or figure.upper is None or figure.value is None or not figure.denominator:
        return None
    return (figure.upper - figure.value) / times * sqrt(figure.denominator)


def _spread_together(found: Sequence[Figure], whole: Figure) -> float | None:
    """The deviation of the cases of several means together: within them and between them."""
    if (whole.denominator or 0) < 2 or whole.value is None or whole.denominator is None:
        return None
    squares = 0.0
    for figure in found:
        n, value = figure.denominator or 0, figure.value or 0
        squares += (n - 1) * (_spread(figure) or 0) ** 2 + n * (value - whole.value) ** 2
    return sqrt(squares / (whole.denominator - 1))


def _word(declaration: Declaration, figure: Figure, rest: Figure) -> str:
    above = (figure.value or 0) > (rest.value or 0)
    verdict = wording.better(declaration, 1 if above else -1)
    if verdict is None:
        return HIGHER if above else LOWER
    return BETTER if verdict else WORSE


def _rest_name(breakdown: Breakdown, rest: Sequence[Figure], figures: Figures) -> str:
    """What those are called that do not stand apart: "the other teams", "the others", or its name
    where it is one."""
    if len(rest) == 1 and not breakdown.of_team:
        return breakdown.brief(rest[0].group)
    if len(rest) == 1:
        return figures.name(breakdown.code, rest[0].group)
    return f"the other {breakdown.label}s" if breakdown.of_team else "the others"
