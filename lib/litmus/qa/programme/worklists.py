"""The worklists of audits: which cases to audit in a month, which audits to moderate.

They lie in `outputs/<period>/audits/`. An allocation that was made stays as it is, because auditors
work from it: a new one is made only when that is asked for, and the former is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from litmus.base import files
from litmus.base.periods import Period, add_months
from litmus.qa.programme import listing
from litmus.qa.programme.allocation import Allocation
from litmus.qa.programme.listing import Listing
from litmus.qa.programme.to_moderate import ToModerate

FOLDER, ALLOCATION, MODERATION = "audits", "allocation", "moderation"
ALLOCATION_COLUMNS = (
    "Reference", "Auditor role", "Auditor", "Case", "Team", "Service", "Worker", "Audit",
    "Complete by", "Same case as", "Theme", "Requirement", "To do",
)  # fmt: skip
MODERATION_COLUMNS = (
    "Audit", "Completed", "Service", "Team", "Auditor role", "Auditor", "Grade", "Pair", "Reasons",
    "Weight",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """Where a worklist is. made: whether it was written now. differs: whether one that was there
    says something else. former: where that was put aside."""

    path: Path
    made: bool
    differs: bool = False
    former: Path | None = None


def folder(outputs: Path, period: Period) -> Path:
    """Where the worklists of a period are."""
    return outputs / period.folder / FOLDER


def keep_allocation(
    allocation: Allocation, outputs: Path, names: Mapping[str, str], again: bool = False
) -> Kept:
    """Writes an allocation, unless there is one of its month; with `again`, puts that aside."""
    path = folder(outputs, Period.parse(allocation.month)) / ALLOCATION
    made = allocation_listing(allocation, names)
    listing.settle(path.parent)
    there = path.with_suffix(".csv")
    if not there.exists():
        return Kept(listing.write(made, path), True)
    differs = there.read_bytes() != listing.text(made).encode()
    if not again or not differs:
        return Kept(there, False, differs)
    aside = _aside(path)
    former = {
        f"{aside.name}{ending}": old
        for ending in (".xlsx", ".csv")
        if (old := files.content(path.with_name(f"{path.name}{ending}"))) is not None
    }
    listing.put(path.parent, {**former, **listing.contents(made, path.name)})
    return Kept(there, True, True, aside.with_name(f"{aside.name}.csv"))


def recent_cases(outputs: Path, month: Period, months: int) -> set[str]:
    """The cases of the allocations that were made for so many months before a month."""
    found: set[str] = set()
    for back in range(1, months + 1):
        earlier = Period.containing("month", add_months(month.start, -back))
        path = folder(outputs, earlier) / f"{ALLOCATION}.csv"
        if path.exists():
            found |= {row["Case"] for row in listing.read(path) if row["Case"]}
    return found


def allocation_listing(allocation: Allocation, names: Mapping[str, str]) -> Listing:
    """The allocation as a worklist; `names` are the teams' by their id."""
    month = Period.parse(allocation.month).title
    theme = allocation.theme
    rows: list[list[listing.Cell]] = [
        [
            each.reference, each.role, each.auditor, each.case, names.get(each.team, each.team),
            each.service, each.worker, each.kind, each.due, each.pair,
            theme if each.preferred else "", each.requirement, "",
        ]
        for each in allocation.lines
    ]  # fmt: skip
    rows += [
        [
            each.reference, each.role, each.auditor, "", names.get(each.team, each.team),
            each.service, "", "", each.due, "", "", each.requirement, each.why,
        ]
        for each in allocation.gaps
    ]  # fmt: skip
    emphasis = f" Cases of the theme {theme} come first in each team." if theme else ""
    return Listing(
        f"Cases to audit in {month}",
        [
            f"Drawn with the seed '{allocation.seed}' from {allocation.cases:,} cases as at "
            f"{allocation.as_at:%d/%m/%Y}; {allocation.left_out:,} of them were left out because "
            f"they were audited lately.{emphasis}",
            "Restricted: it has children's and workers' references. Do not send it outside the "
            "council; delete it when the audits are done.",
            "'Same case as' names the team manager's audit with which a reviewing officer's or "
            "chair's audit is paired: both audit the case, apart from each other.",
        ],
        ALLOCATION_COLUMNS,
        rows,
    )


def moderation_listing(
    chosen: Sequence[ToModerate], period: Period, names: Mapping[str, str]
) -> Listing:
    """The audits to moderate as a worklist."""
    return Listing(
        f"Audits to moderate, completed in {period.title}",
        [
            "Audits that nobody has moderated yet, chosen by risk; the weightiest come first.",
            "Restricted: for the QA Manager. It says of single auditors that their grades tend to "
            "be high; that is a reason to look again, not a judgement.",
        ],
        MODERATION_COLUMNS,
        [
            [
                each.audit, each.finished, each.service, names.get(each.team, each.team),
                each.role, each.auditor, each.grade, each.pair, "; ".join(each.reasons),
                each.weight,
            ]
            for each in chosen
        ],
    )  # fmt: skip


def write_moderation(
    chosen: Sequence[ToModerate], outputs: Path, period: Period, names: Mapping[str, str]
) -> Path:
    """Writes the worklist of audits to moderate. It is made anew each time."""
    return listing.write(
        moderation_listing(chosen, period, names), folder(outputs, period) / MODERATION
    )


def _aside(path: Path) -> Path:
    """Where the files of an allocation go that another one replaces: the first free number."""
    number = 1
    while (aside := path.with_name(f"{path.name}-{number}")).with_suffix(".csv").exists():
        number += 1
    return aside
