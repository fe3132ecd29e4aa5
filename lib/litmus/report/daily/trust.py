"""What the lists of a day cannot speak to: nothing may be taken for nought that is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from litmus.figures.worklists.rows import CaseList
from litmus.report import sentences, wording
from litmus.report.bundle import NoticeCell
from litmus.report.feed import HELD, Declaration
from litmus.report.lookup import Figures

DO_NOT_USE = "Do not go by the list until the data are put right."


@dataclass(frozen=True)
class Trusted:
    """The lists that a report asked for, by how far they can be gone by.

    sure: those that are there. held: those that stand on data which the council's rules hold back.
    unknown: those that there are not. All in the order in which they were asked for.
    """

    sure: Sequence[CaseList]
    held: Sequence[CaseList]
    unknown: Sequence[CaseList]


def trusted(
    lists: Iterable[CaseList], declared: Mapping[str, Declaration], figures: Figures
) -> Trusted:
    """The lists by how far they can be gone by."""
    found: dict[str, list[CaseList]] = {"sure": [], "held": [], "unknown": []}
    for each in lists:
        held = is_held(declared[each.code], figures)
        found["unknown" if each.why_not else "held" if held else "sure"].append(each)
    return Trusted(**found)


def is_held(declaration: Declaration, figures: Figures) -> bool:
    """Whether the figure of a list is held for data quality, and with it the list."""
    return figures.headline(declaration).status == HELD


def notice(declaration: Declaration, figures: Figures) -> NoticeCell:
    """That a list is held, and why."""
    figure = figures.headline(declaration)
    said = f"{declaration.name}: {wording.value_and_basis(declaration, figure)}."
    why = sentences.remark(figure)
    parts = (said, "Held for data quality.", why, DO_NOT_USE)
    return NoticeCell(" ".join(part for part in parts if part), "warning")
