"""Supervision as recorded: a social worker and the manager go through the worker's cases.

How often they meet depends on the team, the season and the years before and after the inspection.
"""

from collections import defaultdict
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.council import InventedWorker
from sample_council.days import day, on_or_after
from sample_council.posts import supervisor
from sample_council.register import Register
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT, OPEN_FROM

_GAP = {  # days from one supervision to the next; policy says four weeks
    "good": Bands((200, 14, 20), (690, 21, 28), (80, 29, 35), (30, 36, 56)),
    "fair": Bands((140, 14, 20), (610, 21, 28), (150, 29, 35), (100, 36, 63)),
    "poor": Bands((100, 14, 20), (460, 21, 28), (220, 29, 38), (220, 39, 77)),
}
# Per thousand meetings that fall through: more before the inspection than after it.
_FALLS_THROUGH = (
    (day("2000-01-01"), 70), (day("2013-06-01"), 110), (day("2014-03-01"), 170),
    (day("2015-04-01"), 100), (day("2015-12-01"), 60), (day("2016-09-01"), 35),
)  # fmt: skip
_GONE_THROUGH = {"good": 965, "fair": 940, "poor": 895}  # per thousand of the worker's cases
_DECIDED = Weights({"Y": 962, "N": 20, None: 18})
_TO_THE_GROUP = 25  # per thousand supervisions: one case is taken to the team's group as well
_RECORDED_AFTER = Bands((480, 0, 0), (340, 1, 3), (140, 4, 10), (40, 11, 30))


class WorkerAllocation(NamedTuple):
    """A worker's case from one day to another (exclusive)."""

    start: int
    end: int
    child: str


class SupervisionRecorder:
    """Writes supervision of case workers, month after month."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._chance = Chance(f"{seed}/supervision")

    def record(self) -> None:
        """Every supervision of those who hold cases, from the involvements recorded."""
        team, allocated = self._allocations()
        for worker in self._register.council.workers:
            if worker.id in allocated:
                self._of_worker(worker, team[worker.id], allocated[worker.id])

    def _allocations(self) -> tuple[dict[str, str], dict[str, list[WorkerAllocation]]]:
        team: dict[str, str] = {}
        allocated: dict[str, list[WorkerAllocation]] = defaultdict(list)
        for _, worker, role, where, child, start, end, *_ in self._tables.rows["ssd_involvements"]:
            if role == "CW":
                team[worker] = where
                allocated[worker].append(WorkerAllocation(start, end or EXTRACT + 1, child))
        return team, allocated

    def _of_worker(self, worker: InventedWorker, team: str, cases: list[WorkerAllocation]) -> None:
        chance, waiting = self._chance, sorted(cases, reverse=True)
        held: list[WorkerAllocation] = []
        when = max(worker.start, OPEN_FROM - 60) + chance.between(5, 25)
        while when < min(worker.end, EXTRACT + 1):
            today = on_or_after(when)
            while waiting and waiting[-1].start <= today:
                held.append(waiting.pop())
            held = [case for case in held if case.end > today]
            quality = self._register.quality(team, when, chance)
            if not chance.happens(in_force(_FALLS_THROUGH, today)):
                self._meet(worker.id, team, today, held, quality)
            when = today + chance.draw(_GAP[quality])

    def _meet(
        self, worker: str, team: str, today: int, held: list[WorkerAllocation], quality: str
    ) -> None:
        """Written down when it is recorded; what was held just before the extract often is not."""
        chance = self._chance
        recorded = today + chance.draw(_RECORDED_AFTER)
        if recorded > EXTRACT:
            return
        self._add(None, worker, team, today, recorded, "PERSONAL", None)
        for case in held:
            if chance.happens(_GONE_THROUGH[quality]):
                decision = chance.choose(_DECIDED)
                self._add(case.child, worker, team, today, recorded, "CASE", decision)
        if held and chance.happens(_TO_THE_GROUP):
            self._add(chance.pick(held).child, worker, team, today, recorded, "GROUP", "Y")

    def _add(
        self,
        child: str | None,
        worker: str,
        team: str,
        today: int,
        recorded: int,
        kind: str,
        decision: str | None,
    ) -> None:
        tables = self._tables
        one = tables.identifier("ext_supervision", "U")
        manager = supervisor(team)
        tables.add("ext_supervision", one, child, worker, manager, today, recorded, kind, decision)
