"""Whose case it is on a day: the files that can be audited, by team."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from litmus.sample.chance import Chance
from litmus.sample.council import TEAMS, Council
from litmus.sample.days import day
from litmus.sample.tables import COLUMNS, Tables
from litmus.sample.volumes import EXTRACT

BEGINS = day("2015-07-01")
SERVICE = {team.code: team.service for team in TEAMS}
_ROLES = ("CW", "16PLUS")
_FOSTERED = ("U1", "U2", "U3", "U4", "U5", "U6")
_IN_HOMES = ("K2", "R1")
_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
_CLUSTERS = {"North": "EH-N", "South": "EH-S"}
_TRIES = 25
_NOT_AGAIN = 300  # days


class File(NamedTuple):
    """A child's case with a team from one day to another (exclusive), and its worker."""

    start: int
    end: int
    child: str
    worker: str | None


class Caseload:
    """The cases of every team between the beginning of the framework and the extract."""

    def __init__(self, tables: Tables, council: Council) -> None:
        self._tables = tables
        self._council = council
        self._files: dict[str, list[File]] = defaultdict(list)
        self._last: dict[tuple[str, str], int] = {}
        self._allocated()
        self._in_placements()
        self._in_early_help()
        self._known_to_chairs()
        for files in self._files.values():
            files.sort()

    def open(self, team: str, when: int) -> list[File]:
        """The team's cases on a day."""
        return [one for one in self._files[team] if one.start <= when < one.end]

    def draw(self, team: str, when: int, purpose: str, chance: Chance) -> File | None:
        """One of them at random that was not drawn lately for this purpose."""
        files = self.open(team, when)
        for _ in range(_TRIES if files else 0):
            one = chance.pick(files)
            last = self._last.get((purpose, one.child))
            if last is None or last + _NOT_AGAIN < when:
                self._last[purpose, one.child] = when
                return self._with_worker(one, team, when)
        return None

    def worker(self, team: str, number: int, when: int) -> str:
        """Somebody who works in the team that day."""
        return self._council.holder(team, number, when).id

    def _with_worker(self, one: File, team: str, when: int) -> File:
        if one.worker is not None:
            return one
        return one._replace(worker=self.worker(team, int(one.child), when))

    def _keep(self, team: str, start: int, end: int | None, child: str, worker: str | None) -> None:
        last = EXTRACT + 1 if end is None else end
        if last > BEGINS and start < last:
            self._files[team].append(File(start, last, child, worker))

    def _allocated(self) -> None:
        for row in self._tables.rows["ssd_involvements"]:
            _, worker, role, team, child, start, end, *_ = row
            if role in _ROLES:
                self._keep(team, start, end, child, worker)
                if SERVICE[team] == "CIN" and int(child) % 3 == 0:
                    self._keep("CFST", start, end, child, None)

    def _in_placements(self) -> None:
        wanted = ("person_id", "cla_placement_start_date", "cla_placement_end_date",
                  "cla_placement_type")  # fmt: skip
        for child, start, end, kind in self._columns("ssd_cla_placement", "clap", wanted):
            for team, kinds in (("FOS", _FOSTERED), ("RES", _IN_HOMES), ("ADO", _FOR_ADOPTION)):
                if kind in kinds:
                    self._keep(team, start, end, child, None)

    def _in_early_help(self) -> None:
        assessed = self._columns("ext_eh_assessment", "eha", ("episode_id", "cluster"))
        cluster = {episode: _CLUSTERS[name] for episode, name in assessed}
        wanted = ("episode_id", "person_id", "episode_start_date", "episode_end_date")
        for episode, child, start, end in self._columns("ssd_early_help_episodes", "earl", wanted):
            if episode in cluster:
                self._keep(cluster[episode], start, end, child, None)

    def _known_to_chairs(self) -> None:
        wanted = ("person_id", "cp_plan_start_date", "cp_plan_end_date")
        for child, start, end in self._columns("ssd_cp_plans", "cppl", wanted):
            self._keep("CPC", start, end, child, None)
        wanted = ("person_id", "cla_placement_start_date", "cla_placement_end_date")
        for child, start, end in self._columns("ssd_cla_placement", "clap", wanted):
            self._keep("IRO", start, end, child, None)

    def _columns(self, table: str, prefix: str, wanted: tuple[str, ...]) -> Iterator[tuple]:
        places = [COLUMNS[table].index(f"{prefix}_{column}") for column in wanted]
        for row in self._tables.rows[table]:
            yield tuple(row[place] for place in places)
