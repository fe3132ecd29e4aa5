"""How long the cases of the gallery's indicators took: a distribution in each of its states.

Those that took no more than the limit are the numerator of the indicator's figure of the quarter,
all of them together its denominator: a test holds it.
"""

from collections.abc import Mapping, Sequence

from litmus.base.windows import change_windows
from litmus.figures.days import DaysTaken, taken
from litmus.report.feed import DaysInWords
from litmus.report.gallery.case import PERIOD

Numbers = Mapping[int | None, int]  # of cases, by days
ASSESSED = DaysInWords(
    limit=45, one="assessment", cases="assessments", did="took",
    axis="Working days from start to authorisation", unknown="without a known start",
)  # fmt: skip
REFERRED = DaysInWords(
    limit=5, one="allegation", cases="allegations", did="took",
    axis="Working days to the referral", unknown="without a known day",
)  # fmt: skip
LONG = DaysInWords(
    limit=10, one="return home interview offered", cases="return home interviews offered",
    did="had been completed after", unknown="of children who had not been found by then",
    axis="Working days from the day on which the child was found, or came back, to the interview",
)  # fmt: skip
# Of each indicator: the words, the cases of the quarter, and those of the same quarter a year ago.
TOOK: Mapping[str, tuple[DaysInWords, Sequence[Numbers]]] = {
    # Far beyond the limit, a crowd just before it, and some of whom it is not known.
    "USUAL": (ASSESSED, (
        {4: 41, 9: 52, 14: 63, 19: 48, 24: 55, 29: 40, 34: 62, 39: 68, 44: 170, 48: 62, 55: 30,
         70: 21, 85: 9, 140: 13, None: 6},
        {7: 80, 18: 120, 26: 130, 33: 120, 44: 148, 47: 80, 60: 40, 100: 20},
    )),
    "FEW": (ASSESSED, ({30: 1, 44: 1, 61: 1}, {12: 1, 50: 1})),
    "ALWAYS": (REFERRED, ({1: 6, 2: 3, 4: 1}, {1: 10, 5: 2})),
    "LONG": (LONG, ({2: 90, 5: 80, 9: 46, 13: 30, 25: 14}, {3: 110, 8: 100, 15: 58})),
}  # fmt: skip


def words(code: str) -> DaysInWords | None:
    """What is said of the days of an indicator; None where none are counted."""
    return TOOK[code][0] if code in TOOK else None


def of(code: str, over_time: bool, kind: str) -> tuple[DaysTaken, ...]:
    """How long its cases took, in the window that change is judged by and a year before."""
    if code not in TOOK:
        return ()
    in_words, counts = TOOK[code]
    now, _, year_before = change_windows(PERIOD, over_time, kind)
    return tuple(
        taken(window, numbers, in_words.limit)
        for window, numbers in zip((now, year_before), counts, strict=False)
    )
