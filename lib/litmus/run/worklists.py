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


def write(plan: Plan, snapshot: Snapshot, folder: Path, found: Worklists | None = None) -> None:
    """Write the lists of the report's day, and what somebody has to act on, into `folder`.

    The lists are `found` already, or read here.
    """
    from litmus.figures import worklists
    from litmus.report import feed

    codes = plan.settings.worklists
    lists = found or worklists.of_day(snapshot, plan.period, codes, plan.project, plan.scope)
    feed.write(folder, lists=feed.DayLists(lists, _concerns(plan, snapshot)))


def _concerns(plan: Plan, snapshot: Snapshot) -> Concerns:
    from litmus.qa.holding import with_case_workers
    from litmus.qa.immediate import concerns
    from litmus.qa.narrowing import narrow
    from litmus.qa.query import Query

    with closing(snapshot.connect()) as connection:
        asked = narrow(Query.of(connection, snapshot, plan.period), plan.assurance_scope)
        return with_case_workers(asked, concerns(asked))
