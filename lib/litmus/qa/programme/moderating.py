"""The data for choosing audits to moderate: those of a period and the year before, their pairs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from litmus.base.periods import add_months
from litmus.qa.programme.audits import Audit, audits, audits_between
from litmus.qa.programme.moderation import Tendency, tendencies
from litmus.qa.programme.pairs import Pair, pairs
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.programme.to_moderate import ToModerate, to_moderate
from litmus.qa.query import Query


@dataclass(frozen=True)
class Moderating:
    """everything: all audits of all services. now: those finished in the period, of the service or
    team that is asked for. year: those of the months that habits are judged over, of all services.
    ours: the ids of all audits of the service or team, of any period."""

    everything: Sequence[Audit]
    now: Sequence[Audit]
    year: Sequence[Audit]
    pairs: Sequence[Pair]
    tendencies: Sequence[Tendency]
    ours: Collection[str]


def look(asked: Query, programme: AuditProgramme) -> Moderating:
    """The audits of a period with what is needed to judge how they were graded.

    An auditor's habit is judged over all services and the last months, to the end of the period.
    """
    everything, ours = audits(asked.everywhere()), audits(asked)
    since = add_months(asked.period.next().start, -programme.moderation.months)
    year = audits_between(everything, min(since, asked.start), asked.end)
    now = audits_between(ours, asked.start, asked.end)
    habits = tendencies(year, programme.moderation.fewest)
    ids = frozenset(each.id for each in ours)
    return Moderating(everything, now, year, pairs(everything, now), habits, ids)


def choose(asked: Query, programme: AuditProgramme) -> list[ToModerate]:
    """The audits finished in the period that are to be moderated, the weightiest first: those that
    nobody has moderated to this day."""
    asked = asked.in_hindsight()
    looked = look(asked, programme)
    # Both audits of a pair count, in whichever period the other was finished.
    both = pairs(looked.everything, looked.everything)
    ours = {each.id for each in looked.now}
    chosen = to_moderate(
        looked.everything,
        asked.start,
        asked.end,
        both,
        looked.tendencies,
        programme.moderation,
        programme.allocation.seed,
    )
    return [each for each in chosen if each.audit in ours]
