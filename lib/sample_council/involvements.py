"""Who worked with a child, as recorded: a row for each worker who held the case's post."""

from sample_council.chance import Chance, Weights
from sample_council.register import Register, post, until
from sample_council.story import StoryCase
from sample_council.volumes import EXTRACT, OPEN_FROM

_CASE_WORKER, _ADVISER = "CW", "16PLUS"
_REASON = Weights({"LEFTRL": 52, "ABSENC": 14, "MANAGE": 12, "ORGRST": 14, "OTHERS": 8})
_NOT_ALLOCATED = 70  # per thousand NFA referrals have no worker of their own


class InvolvementRecorder:
    """Follows a case from team to team and, within a team, from worker to worker."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._chance = Chance(f"{seed}/involvements")

    def record(self, case: StoryCase, referral: str) -> None:
        if case.path == "NFA" and self._chance.happens(_NOT_ALLOCATED):
            return
        merged: list[tuple[str, int]] = []
        for team, start in case.stages:
            if not merged or merged[-1][0] != team:
                merged.append((team, start))
        for place, (team, start) in enumerate(merged):
            last = place + 1 == len(merged)
            end = case.close if last else merged[place + 1][1]
            if end >= OPEN_FROM - 365 and start <= EXTRACT and (end > start or last):
                self._stage(case, team, start, end, referral, last)

    def _stage(
        self, case: StoryCase, team: str, start: int, end: int, referral: str, last: bool
    ) -> None:
        """One row for each holder of the post between the two days."""
        council, child = self._register.council, case.child
        person, role = self._register.person(child), _ADVISER if team == "16P" else _CASE_WORKER
        since = start
        while since <= min(end, EXTRACT):
            worker = council.holder(team, post(child, team), since)
            leaves = min(end, worker.end)
            handed_over = None if last else "TSPROC"
            reason = handed_over if leaves >= end else self._chance.choose(_REASON)
            ended = until(leaves)
            self._tables.add(
                "ssd_involvements",
                self._tables.identifier("ssd_involvements", "T"),
                worker.id,
                role,
                team,
                person,
                since,
                ended,
                reason if ended else None,
                referral,
            )
            if leaves >= end:
                return
            since = leaves
