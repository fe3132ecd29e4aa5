"""Whose case it is on a day: the files that can be audited, by team."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Chance
from sample_council.council import NUMBERED, TEAMS, InventedCouncil
from sample_council.days import day
from sample_council.qa.clock import first_of_month
from sample_council.tables import COLUMNS, Tables
from sample_council.volumes import EXTRACT

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
    """The cases and workers of every team between the framework's beginning and the extract."""

    def __init__(self, tables: Tables, council: InventedCouncil) -> None:
        self._tables = tables
        self._council = council
        self._files: dict[str, list[File]] = defaultdict(list)
        self._with: dict[str, list[tuple[str, File]]] = defaultdict(list)
        self._posts: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._last: dict[tuple[str, str], int] = {}
        self._in_post()
        self._read_allocations()
        self._in_placements()
        self._in_early_help()
        self._read_chairs()
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

    def of_worker(self, worker: str, team: str, when: int, chance: Chance) -> File | None:
        """One of the worker's own cases, or another of the team's where they hold none."""
        files = self.open(team, when)
        files = [one for one in files if one.worker == worker] or files
        return chance.pick(files)._replace(worker=worker) if files else None

    def team_and_worker(self, child: str, when: int) -> tuple[str, str | None] | None:
        """The team and the worker whose case the child's is on a day."""
        found = (one for one in self._with[child] if one[1].start <= when < one[1].end)
        team, file = next(found, (None, None))
        return None if team is None or file is None else (team, file.worker)

    def workers(self, team: str, when: int) -> list[str]:
        """Who works in the team, as the HR posts of the month's beginning have it."""
        held = self._posts[team, first_of_month(when) - 1]
        return held or [self._council.holder(team, 0, when).id]

    def worker(self, team: str, number: int, when: int) -> str:
        """Somebody of them: the same one for the same number, as long as nobody leaves."""
        workers = self.workers(team, when)
        return workers[number % len(workers)]

    def in_post(self, person: str, when: int) -> str:
        """Who reviews or chairs in the place of IRO-3, say, that day: they or their successor."""
        team, _, place = person.partition("-")
        return self.workers(team, when)[int(place) - 1] if team in NUMBERED else person

    def _with_worker(self, one: File, team: str, when: int) -> File:
        if one.worker is not None:
            return one
        return one._replace(worker=self.worker(team, int(one.child), when))

    def _keep(self, team: str, start: int, end: int | None, child: str, worker: str | None) -> None:
        last = EXTRACT + 1 if end is None else end
        if last > BEGINS and start < last:
            self._files[team].append(File(start, last, child, worker))

    def _in_post(self) -> None:
        wanted = ("team_id", "as_at", "role", "professional_id")
        for team, as_at, role, worker in self._columns("ext_workforce_post", "wfp", wanted):
            if worker is not None and role != "TM" and as_at >= BEGINS - 1:
                self._posts[team, as_at].append(worker)

    def _read_allocations(self) -> None:
        for row in self._tables.rows["ssd_involvements"]:
            _, worker, role, team, child, start, end, *_ = row
            if role in _ROLES:
                self._keep(team, start, end, child, worker)
                last = EXTRACT + 1 if end is None else end
                if last > BEGINS:
                    self._with[child].append((team, File(start, last, child, worker)))
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

    def _read_chairs(self) -> None:
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
