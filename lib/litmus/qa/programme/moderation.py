"""Moderation: how far a second look agrees with the auditors' grades (framework 4.6).

Both grades are kept side by side; the reported grade is the moderated one. A difference is counted
in steps of the four grades, the auditor's less the moderated: above 0 the auditor graded higher
(better) than the moderator, below 0 lower.

An auditor is said to grade high or low only where three things hold: enough moderated audits, a 95%
interval of the mean difference that leaves out 0, and a probability that is small enough given how
many auditors are tested at once (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev
from typing import Literal

from litmus.base.periods import Period
from litmus.figures.statistics.agreement import Agreement, kappa, tabulate
from litmus.figures.statistics.intervals import LEVEL, student
from litmus.qa.programme.audits import BEST_FIRST, FULL_AUDITS, Audit, steps
from litmus.qa.themes import beyond_chance

Habit = Literal["high", "low", "none shown", "too few"]


@dataclass(frozen=True)
class Moderated:
    """What moderation made of some audits.

    audits: finished audits of case files. moderated: those with both grades; agreed: those with
    the same; raised, lowered: those whose grade the moderator made better or worse. difference:
    the mean in steps, None without any. agreement: kappa with quadratic weights.
    """

    audits: int
    moderated: int
    agreed: int
    raised: int
    lowered: int
    difference: float | None
    agreement: Agreement


@dataclass(frozen=True)
class Tendency:
    """How an auditor's grades lie to the moderator's, and to those of the peers of that role.

    difference: mean steps above the moderated grade, with its interval, which is None below two
    audits. against_peers: the difference less the mean of the peers'; None without peers.
    auditor: the professional's id, for the QA Manager alone.
    """

    auditor: str
    role: str
    moderated: int
    difference: float
    lower: float | None
    upper: float | None
    against_peers: float | None
    habit: Habit


def moderation(audits: Iterable[Audit]) -> Moderated:
    """What moderation made of these audits, those of case files alone."""
    files = [each for each in audits if each.kind in FULL_AUDITS and each.done_on]
    both = [each for each in files if _difference(each) is not None]
    differences = [_of(each) for each in both]
    pairs = ((each.grade, each.moderated) for each in both)
    return Moderated(
        audits=len(files),
        moderated=len(both),
        agreed=differences.count(0),
        raised=sum(each < 0 for each in differences),
        lowered=sum(each > 0 for each in differences),
        difference=fmean(differences) if differences else None,
        agreement=kappa(tabulate(pairs, BEST_FIRST), "quadratic"),
    )


def drift(audits: Sequence[Audit], periods: Iterable[Period]) -> list[tuple[str, Moderated]]:
    """Moderation in each of the periods, by its title: whether auditors and moderator part ways."""
    return [
        (
            period.title.split(" (")[0],
            moderation(
                each
                for each in audits
                if each.done_on and period.start <= each.done_on <= period.end
            ),
        )
        for period in periods
    ]


def by(group: Callable[[Audit], str], audits: Iterable[Audit]) -> list[tuple[str, Moderated]]:
    """Moderation by group, in the order of the alphabet."""
    groups: dict[str, list[Audit]] = defaultdict(list)
    for each in audits:
        groups[group(each)].append(each)
    return [(name, moderation(groups[name])) for name in sorted(groups)]


def tendencies(audits: Iterable[Audit], fewest: int) -> list[Tendency]:
    """Every auditor with a moderated audit, by id; those with less than `fewest` are "too few"."""
    theirs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for each in audits:
        if each.auditor and each.kind in FULL_AUDITS and _difference(each) is not None:
            theirs[each.auditor, each.role].append(_of(each))
    tested = {key: found for key, found in theirs.items() if len(found) >= fewest}
    beyond = beyond_chance({"\n".join(key): _probability(found) for key, found in tested.items()})
    result = []
    for key, found in sorted(theirs.items()):
        lower, upper = interval(found)
        shown = key in tested and "\n".join(key) in beyond and _leaves_out_zero(lower, upper)
        habit: Habit = "too few" if key not in tested else "none shown"
        if shown:
            habit = "high" if fmean(found) > 0 else "low"
        result.append(
            Tendency(
                *key, len(found), fmean(found), lower, upper, _against_peers(key, theirs), habit
            )
        )
    return result


def interval(differences: Sequence[int]) -> tuple[float | None, float | None]:
    """Student's t interval of the mean of some differences; not known below two of them."""
    n = len(differences)
    if n < 2:
        return None, None
    times = student(n - 1, LEVEL)
    assert times is not None  # there is at least one degree of freedom
    half = times * stdev(differences) / sqrt(n)
    return fmean(differences) - half, fmean(differences) + half


def _against_peers(key: tuple[str, str], theirs: dict[tuple[str, str], list[int]]) -> float | None:
    peers = [
        each
        for other, found in theirs.items()
        for each in found
        if other != key and other[1] == key[1]
    ]
    return fmean(theirs[key]) - fmean(peers) if peers else None


def _probability(differences: Sequence[int]) -> float:
    """How likely a mean so far from 0 is of an auditor without a habit: Student's t test, the
    same that the interval comes from. Auditors who always differ by the same step leave no doubt.
    """
    from scipy.special import stdtr

    n, mean, spread = len(differences), fmean(differences), stdev(differences)
    if spread == 0:
        return 1.0 if mean == 0 else 0.0
    return 2 * float(stdtr(n - 1, -abs(mean) / (spread / sqrt(n))))


def _leaves_out_zero(lower: float | None, upper: float | None) -> bool:
    return lower is not None and upper is not None and (lower > 0 or upper < 0)


def _difference(audit: Audit) -> int | None:
    return steps(audit.grade, audit.moderated)


def _of(audit: Audit) -> int:
    return _difference(audit) or 0
