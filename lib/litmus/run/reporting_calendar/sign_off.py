"""What is known of a report's sign-off, as the room that publishes tells it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SignOff:
    """Whether a report is published, and how far its sign-off has come, in words."""

    published: bool
    words: str


# By the folder of the period and that of the report: ("2016Q1", "quarterly").
SignOffs = Mapping[tuple[str, str], SignOff]
NOBODY = SignOff(False, "sign-off: nobody has signed it")
