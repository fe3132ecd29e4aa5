"""Who holds the children whom concerns and alerts are about, where the record names no worker."""

from __future__ import annotations

from dataclasses import replace

from litmus.indicators.breakdowns import case_workers
from litmus.qa.immediate import ALERTS, Concerns
from litmus.qa.query import Query

INVOLVEMENTS = "ssd_involvements"
ALLOCATED = f"""
WITH alerted AS (
    SELECT DISTINCT exc_person_id AS person, CAST(? AS DATE) AS day FROM {ALERTS}
), {case_workers("allocated", "invo_professional_id", "worker", "alerted")}
SELECT person, worker FROM allocated WHERE worker IS NOT NULL"""


def with_case_workers(asked: Query, found: Concerns) -> Concerns:
    """The concerns with the case worker of the day where the record names no worker.

    Of a restricted record nobody is named: it has no number of a child to go by either.
    """
    if not asked.has(INVOLVEMENTS, ALERTS):
        return found
    workers = dict(asked.rows(ALLOCATED, asked.as_at))
    named = [
        each if each.worker else replace(each, worker=workers.get(each.identifier, ""))
        for each in found.open
    ]
    return replace(found, open=named)
