"""How good practice on a case is, and how good different people think it is.

On a scale of thousandths: practice has a score, and each auditor sees it with a bias and an error.
"""

from sample_council.chance import Chance
from sample_council.council import QUALITY
from sample_council.days import day
from sample_council.steps import in_force

GRADES = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")
_AT_LEAST = ((860, "OUTSTANDING"), (545, "GOOD"), (285, "REQUIRES_IMPROVEMENT"))

# After the inspection, practice gets better slowly.
_PRACTICE = (
    (day("2000-01-01"), 445), (day("2015-10-01"), 455), (day("2016-01-01"), 470),
    (day("2016-04-01"), 485), (day("2016-07-01"), 495), (day("2016-10-01"), 510),
    (day("2017-01-01"), 525), (day("2017-04-01"), 540),
)  # fmt: skip
_TEAM = {"good": 55, "fair": 0, "poor": -65}
_SPREAD_OF_CASES, _ERROR, _ERROR_ON_AREA = 460, 200, 310

# Managers of the work see it more kindly than those who chair its reviews.
_BIAS_OF_ROLE = {"TM": 50, "SM": 15, "HOS": -15, "IRO": -40, "CPC": -45, "QA_MANAGER": -20}
_BIAS_OF_OTHERS = -20
# Three who grade high and one who grades low, whatever they see.
LENIENT, SEVERE = ("TM-CIN-4", "TM-LAC-2", "TM-FOS"), ("TM-LAC-1",)
_BIAS_OF_THE_LENIENT, _BIAS_OF_THE_SEVERE = 275, -285


class Practice:
    """How good practice on each case is, whoever looks first."""

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def score(self, child: str | None, team: str, when: int) -> int:
        """Practice on the case then, from 0 to 1000 and a little beyond."""
        case = child or f"{team}/{when}"
        of_case = error(Chance(f"{self._seed}/qa/practice/{case}"), _SPREAD_OF_CASES)
        return in_force(_PRACTICE, when) + _TEAM[QUALITY[team]] + of_case


def auditor_score(auditor: str, role: str, score: int, chance: Chance) -> int:
    """The score as that auditor sees it."""
    bias = _BIAS_OF_ROLE.get(role, _BIAS_OF_OTHERS)
    if auditor in LENIENT:
        bias = _BIAS_OF_THE_LENIENT
    elif auditor in SEVERE:
        bias = _BIAS_OF_THE_SEVERE
    return score + bias + error(chance, _ERROR)


def area_score(score: int, above: int, chance: Chance) -> int:
    """A key area's score, by how much it is usually above the whole."""
    return score + above + error(chance, _ERROR_ON_AREA)


def grade(score: int) -> str:
    """The grade that a score deserves."""
    return next((name for least, name in _AT_LEAST if score >= least), GRADES[-1])


def error(chance: Chance, spread: int) -> int:
    """About zero and never beyond `spread`: two thirds of it are within a third of that."""
    return sum(chance.between(-spread // 2, spread // 2) for _ in range(3)) * 2 // 3
