"""What is wrong with a form that was sent in, said so that whoever filled it in can put it right.

Faults hold what people typed, so they are written beside the file and nowhere else: not on the
screen, not in a log.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.base.errors import LitmusError

LONGEST_SHOWN = 120


@dataclass(frozen=True)
class FormFault:
    """One thing to put right: where it stands, what stands there, and what is expected.

    `sheet` and `cell` are empty where the whole file is meant; in an export, which has no cells
    that people know, `cell` is the row and the column's heading.
    """

    expected: str
    value: str = ""
    sheet: str = ""
    cell: str = ""


class Refused(LitmusError):
    """A file that cannot be accepted, and why. The message itself holds no value."""

    def __init__(self, faults: Sequence[FormFault]) -> None:
        super().__init__(f"The form is refused: {len(faults)} things are to be put right.")
        self.faults = list(faults)


def refuse(expected: str, value: str = "", sheet: str = "", cell: str = "") -> Refused:
    """The refusal with one fault, to be raised."""
    return Refused([FormFault(expected, value, sheet, cell)])


def excerpt(value: object) -> str:
    """What stands in a cell, as a fault shows it: on one line, shortened, nothing unprintable."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
