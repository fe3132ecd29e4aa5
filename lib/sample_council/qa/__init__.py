"""Quality assurance at the sample council: two years of audits, observations, complaints and so on.

From 1 July 2015, when the framework was agreed, to the day of the extract; what the framework asks
of everybody was phased in during 2016.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_council.register import Register
    from sample_council.story import StoryCase
    from sample_council.tables import Text


def record(register: "Register", cases: Sequence["StoryCase"], seed: str) -> None:
    """Writes every quality assurance table, from the records of the children in `register`.

    The order of the recorders matters: later ones refer to what earlier ones wrote.
    """
    # The tables' columns are declared in this package and read by those modules: so, only now.
    from sample_council.qa.findings import Writing
    from sample_council.qa.recorders import RECORDERS

    writing = Writing(register, cases, seed)
    for recorder in RECORDERS:
        recorder.record(writing, seed)


def record_agreed(register: "Register", text: "Text", seed: str) -> None:
    """Adds what meetings agreed to the tables as they are written (`agreed`)."""
    from sample_council.qa import agreed

    agreed.record(register.tables, text, seed)
