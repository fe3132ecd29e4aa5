"""Pairs: reviewing officers and chairs audit the same case as a team manager (framework 4.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from litmus.figures.statistics.agreement import Agreement, kappa, tabulate
from litmus.qa.programme.audits import BEST_FIRST, FULL_AUDITS, NOT_DONE, Audit, steps

REVIEWERS = ("IRO", "CPC")
MANAGER = "TM"

# kept: the manager's audit of the same case is done. not_done: the manager was to audit the case
# and did not. another_case: the two are tied together but are of different children. none: no
# manager's audit goes with it.
Kept = Literal["kept", "not_done", "another_case", "none"]


@dataclass(frozen=True)
class Pair:
    """An audit by a reviewing officer or chair, with the team manager's of the same case."""

    review: Audit
    manager: Audit | None
    state: Kept

    @property
    def difference(self) -> int | None:
        """Steps by which the manager's grade lies above the other; None without both grades.

        The auditors' own grades, before anybody moderated them.
        """
        if self.state != "kept" or self.manager is None:
            return None
        return steps(self.manager.grade, self.review.grade)


@dataclass(frozen=True)
class PairComparison:
    """How the two grades of a pair compare.

    reviews: audits by reviewing officers and chairs; states: how many of them are in which state.
    graded: pairs with both grades, in which the manager's is higher, equal or lower.
    """

    reviews: int
    states: Mapping[str, int]
    graded: int
    manager_higher: int
    equal: int
    manager_lower: int
    agreement: Agreement


def pairs(everything: Sequence[Audit], reviews: Sequence[Audit]) -> list[Pair]:
    """Each finished audit by a reviewing officer or chair among `reviews`, with its pair.

    Either of the two may name the other. Where neither does, a manager's audit of the same child
    for the same month is its pair.
    """
    by_id = {each.id: each for each in everything}
    naming = {each.paired_with: each for each in everything if _managers(each)}
    same = {(each.person, each.month): each for each in everything if _managers(each)}
    found = []
    for review in reviews:
        if review.role not in REVIEWERS or review.kind not in FULL_AUDITS or not review.done_on:
            continue
        named = by_id.get(review.paired_with)
        manager = named if named and _managers(named) else naming.get(review.id)
        if manager is None and review.person:
            manager = same.get((review.person, review.month))
        found.append(Pair(review, manager, _state(review, manager)))
    return found


def compare(found: Sequence[Pair]) -> PairComparison:
    """The two grades of the pairs that were kept; kappa with quadratic weights."""
    graded = [
        (each.review.grade, each.manager.grade)
        for each in found
        if each.difference is not None and each.manager is not None
    ]
    differences = [each.difference for each in found if each.difference is not None]
    return PairComparison(
        reviews=len(found),
        states=dict(Counter(each.state for each in found)),
        graded=len(graded),
        manager_higher=sum(each > 0 for each in differences),
        equal=differences.count(0),
        manager_lower=sum(each < 0 for each in differences),
        agreement=kappa(tabulate(graded, BEST_FIRST), "quadratic"),
    )


def _managers(audit: Audit) -> bool:
    return audit.role == MANAGER and audit.kind in FULL_AUDITS


def _state(review: Audit, manager: Audit | None) -> Kept:
    if manager is None:
        return "none"
    if manager.person != review.person:
        return "another_case"
    if manager.status == NOT_DONE or not manager.done_on:
        return "not_done"
    return "kept"
