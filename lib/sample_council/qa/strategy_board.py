"""What the Early Help Strategy Board says of early help (framework 15.3).

Written last, by no chance and without findings or actions, so that no other row changes by it.
"""

from sample_council.days import day
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.phrases.external import STRATEGY_BOARD

_AT = 14 * 60


def record(writing: Writing, seed: str) -> None:  # noqa: ARG001 - every recorder has a seed
    """Writes the feedback of the board."""
    for when, text in STRATEGY_BOARD:
        one = writing.identifier("qa_external_feedback", "EXF")
        row = one, "EARLY_HELP_STRATEGY_BOARD", day(when), text
        at = ClockMoment(day(when), _AT)
        writing.add("qa_external_feedback", *row, by=QA_MANAGER, at=at, source="MANUAL")
