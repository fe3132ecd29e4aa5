"""Which audits to moderate, chosen by risk (framework 4.6), with the reasons.

The most reasons first; then the oldest, which has waited longest, and the id.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litmus.qa.programme.audits import FULL_AUDITS, Audit, audits_between
from litmus.qa.programme.moderation import Tendency
from litmus.qa.programme.pairs import Pair
from litmus.qa.programme.requirements import ModerationSettings

# Why an audit is to be moderated, in the order of their weight, with what each weighs.
REASONS = {
    "Immediate concern": 4,
    "Graded inadequate": 4,
    "The pair's grades differ by two steps or more": 3,
    "The pair's grades differ": 2,
    "Auditor grades high": 2,
    "New auditor": 1,
    "Random check": 1,
}


@dataclass(frozen=True)
class ToModerate:
    """An audit to moderate. For the QA Manager alone: it names the auditor's id and the form."""

    audit: str
    finished: date
    service: str
    team: str
    auditor: str
    role: str
    grade: str
    pair: str
    reasons: Sequence[str]

    @property
    def weight(self) -> int:
        """What the reasons weigh together."""
        return sum(REASONS[each] for each in self.reasons)


def to_moderate(
    everything: Sequence[Audit],
    start: date,
    end: date,
    pairs: Iterable[Pair],
    tendencies: Iterable[Tendency],
    chosen_by: ModerationSettings,
    seed: str,
) -> list[ToModerate]:
    """The audits finished from `start` to `end`, not moderated yet, that there is a reason for.

    `everything` are the audits of all periods, from which it is seen who is new.
    """
    high = {each.auditor for each in tendencies if each.habit == "high"}
    done_before = _earlier_audits(everything)
    partner = _partners(pairs)
    found = []
    for audit in audits_between(everything, start, end):
        if audit.kind not in FULL_AUDITS or audit.moderated or audit.done_on is None:
            continue
        pair, difference = partner.get(audit.id, ("", 0))
        whys = {
            "Immediate concern": audit.concern,
            "Graded inadequate": audit.grade == "INADEQUATE",
            "The pair's grades differ by two steps or more": difference >= 2,
            "The pair's grades differ": difference == 1,
            "Auditor grades high": audit.auditor in high,
            "New auditor": done_before[audit.id] < chosen_by.new_auditor_audits,
            "Random check": is_drawn(audit.id, seed, chosen_by.random_one_in),
        }
        reasons = tuple(reason for reason in REASONS if whys[reason])
        if reasons:
            found.append(
                ToModerate(
                    audit.id, audit.done_on, audit.service, audit.team, audit.auditor, audit.role,
                    audit.grade, pair, reasons,
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: (-each.weight, each.finished, each.audit))


def is_drawn(audit: str, seed: str, one_in: int) -> bool:
    """Whether an audit is one of the `one_in` drawn; the same audit always, whatever else."""
    digest = hashlib.sha256(f"{seed}/moderation/{audit}".encode()).digest()
    return one_in > 0 and int.from_bytes(digest[:8]) % one_in == 0


def _earlier_audits(audits: Iterable[Audit]) -> Mapping[str, int]:
    """How many audits the same auditor had finished before each audit."""
    counts: dict[str, int] = defaultdict(int)
    before = {}
    done = [each for each in audits if each.done_on and each.kind in FULL_AUDITS]
    for audit in sorted(done, key=lambda each: (str(each.done_on), each.id)):
        before[audit.id] = counts[audit.auditor]
        counts[audit.auditor] += 1
    return before


def _partners(pairs: Iterable[Pair]) -> dict[str, tuple[str, int]]:
    """Of both audits of a pair with two grades: the other, and the steps between the grades."""
    found = {}
    for pair in pairs:
        if pair.difference is not None and pair.manager is not None:
            apart = abs(pair.difference)
            found[pair.review.id] = (pair.manager.id, apart)
            found[pair.manager.id] = (pair.review.id, apart)
    return found
