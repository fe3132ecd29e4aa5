"""What the book says, in six lines: red, worse, better, unusual, apart, and without a figure."""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.scope import TEAM
from litmus.report import apart, change, wording
from litmus.report.apart import Apart
from litmus.report.book import verdicts
from litmus.report.book.standing import Standing
from litmus.report.lookup import Figures

# Where there is nothing to judge, nothing is not "nothing red".
UNRATED, NO = "no figure is rated", "there is no figure"
MOST = 4  # indicators named in a line


def message(found: Sequence[Standing], figures: Figures) -> list[str]:
    """The six lines, each of which stands there where there is nothing to say, too; that on teams
    only where there are any."""
    usable = [each for each in found if each.headline.usable]
    rated = [each for each in usable if each.rating]
    red = [each for each in usable if each.is_red]
    teams = any(figures.groups(each.declaration, TEAM) for each in usable)
    unusual = [each for each in usable if verdicts.is_unusual(each.series)]
    compared = [each for each in usable if each.judged.word != change.CANNOT]
    moved = "nothing clearly" if compared else "no figure can be compared"
    of = f"{len(red)} of {numbers.count_of(len(rated), 'rated indicator')}"
    return [
        _line("Red", [_value(each) for each in red], "nothing" if rated else UNRATED, of),
        _line("Worse than a year ago", _moved(usable, change.WORSE), moved),
        _line("Better than a year ago", _moved(usable, change.BETTER), moved),
        _line(
            "Unusual by its own past", [_unusual(e) for e in unusual], "nothing" if usable else NO
        ),
        *([f"Team that stands out most: {_team(usable, figures)}."] if teams else []),
        _line(
            "Held or not available", [_without(e) for e in found if not e.headline.usable], "none"
        ),
    ]


def _line(lead: str, said: Sequence[str], none: str, of: str = "") -> str:
    if not said:
        return f"{lead}: {none}."
    more = len(said) - MOST
    named = "; ".join(said[:MOST])
    rest = f"; and {more} more" if more > 0 else ""
    return f"{lead}{f' ({of})' if of else ''}: {named}{rest}."


def _name(each: Standing) -> str:
    return letters.within(each.declaration.brief)


def _value(each: Standing) -> str:
    """The value that is rated, with its time where the table shows another."""
    rated = wording.value_with_unit(each.declaration, each.headline.value or 0)
    return f"{_name(each)} {rated}{each.over}"


def _moved(found: Sequence[Standing], word: str) -> list[str]:
    """What the test finds changed this way, the clearest first."""
    ours = sorted(
        (each for each in found if each.judged.word == word), key=lambda e: -e.judged.strength
    )
    return [f"{_name(each)}, {change.movement(each.judged)}{_doubt(each)}" for each in ours]


def _doubt(each: Standing) -> str:
    return " (provisional)" if each.is_provisional else ""


def _unusual(each: Standing) -> str:
    verdict = verdicts.variation(each.series).removeprefix(f"{verdicts.UNUSUAL} ")
    return f"{_name(each)} ({verdict})"


def _without(each: Standing) -> str:
    return f"{_name(each)} ({'held' if each.headline.is_held else 'no figure'})"


def _team(found: Sequence[Standing], figures: Figures) -> str:
    """The team whose gap to the others is that of the most cases; a worse one before others."""
    every = [
        (each.declaration, team)
        for each in found
        if each.declaration.kind == "percentage"
        for team in apart.groups(each.declaration, figures)
    ]
    if not found:
        return NO
    if not every:
        return "none differs clearly from the others"
    declaration, team = max(every, key=lambda pair: (pair[1].word == change.WORSE, _cases(pair[1])))
    value = wording.value_and_basis(declaration, team.figure)
    others = wording.value(declaration, team.others)
    name = letters.within(declaration.brief)
    return f"{team.name}, {name}: {value}; {team.rest_name} {others}"


def _cases(team: Apart) -> float:
    """How many of its cases would be another's, were it like the others."""
    return abs(team.gap) / 100 * (team.figure.denominator or 0)
