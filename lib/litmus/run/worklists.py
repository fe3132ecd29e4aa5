"""The lists of cases of a report that has some: a file of its own, for its readers alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.run.plan import Plan

if TYPE_CHECKING:
    from litmus.figures.worklists import Worklists
    from litmus.intake.snapshot import Snapshot
    from litmus.qa.immediate import Concerns
    from litmus.qa.programme.due import DueList


def write(plan: Plan, snapshot: Snapshot, folder: Path, found: Worklists | None = None) -> None:
    """Write the lists of the report's day or week, and what to act on, into `folder`.

    The lists are `found` already, or read here.
    """
    from litmus.figures import worklists
    from litmus.report import feed

    codes = plan.settings.worklists
    lists = found or worklists.of_period(snapshot, plan.period, codes, plan.project, plan.scope)
    concerns, due = _assurance(plan, snapshot)
    faults = worklists.to_mend(snapshot, lists.day, plan.scope) if _is_of_week(plan) else None
    feed.write(folder, lists=feed.DayLists(lists, concerns, due, faults))


def _is_of_week(plan: Plan) -> bool:
    """What is asked for within months, and faults in the records, are for once a week."""
    return plan.period.kind == "week"


def _assurance(plan: Plan, snapshot: Snapshot) -> tuple[Concerns, DueList | None]:
    """Concerns and alerts; of a week what is due of audits and the like."""
    from litmus.qa.holding import with_case_workers
    from litmus.qa.immediate import concerns
    from litmus.qa.narrowing import narrow
    from litmus.qa.programme.due import due
    from litmus.qa.programme.requirements import audit_programme
    from litmus.qa.query import Query

    with closing(snapshot.connect()) as connection:
        asked = narrow(Query.of(connection, snapshot, plan.period), plan.assurance_scope)
        found = with_case_workers(asked, concerns(asked))
        return found, due(asked, audit_programme(plan.project)) if _is_of_week(plan) else None
