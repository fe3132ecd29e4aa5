"""Posts of those who audit, observe and visit: who held which from one day to another.

Team managers, service managers and heads of service are those of `ref_team_service`. How many
reviewing officers, chairs and directors there are is said by `params/audit_programme.yml`, else by
the posts of the HR system (`ext_workforce_post`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from litmus.qa.programme.requirements import Role
from litmus.qa.query import Query

ONE_DAY = timedelta(days=1)
SAFEGUARDING = "CP_SAFEGUARDING"
# Whose id stands in which column of ref_team_service. One post is one person: a manager of two
# teams of a service holds one post, and a head of service holds one for all services headed.
OF_TEAMS = {"TM": 0, "SM": 1, "SM_SAFEGUARDING": 1, "HOS": 2}
IN_HR = ("IRO", "CPC")


@dataclass(frozen=True)
class PostSpell:
    """A team in a service from one day to another (the last included; None: still)."""

    team: str
    service: str
    managers: tuple[str, str, str]  # of the team, of the service, the head of service
    start: date
    end: date | None


@dataclass(frozen=True)
class Post:
    """A post in some days. `holder` held it last; "" where nobody is named.

    former: who held it before, within the days. whole: whether there was such a post on each of
    the days. teams and services: what it is responsible for; empty for a post of no team.
    """

    role: str
    holder: str
    former: frozenset[str]
    services: tuple[str, ...]
    teams: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class HeldPost:
    """A post of the HR system as it was at the end of a month, with who held it since when."""

    post: str
    role: str
    as_at: date
    holder: str
    since: date | None


@dataclass(frozen=True)
class Organisation:
    """Everything known of teams, services and posts."""

    spells: tuple[PostSpell, ...]
    held: tuple[HeldPost, ...]
    numbers: Mapping[str, int]
    names: Mapping[str, str]

    @classmethod
    def of(cls, asked: Query, numbers: Mapping[Role, int]) -> Organisation:
        """From the data; `numbers` of posts by role is what the council says itself."""
        by_role = {str(role): number for role, number in numbers.items()}
        return cls(_spells(asked), _posts(asked), by_role, team_names(asked))

    def teams(self, start: date, end: date) -> dict[tuple[str, str], bool]:
        """The teams there were, with their service; whether on each of the days."""
        found: dict[tuple[str, str], list[PostSpell]] = defaultdict(list)
        for spell in self._within(start, end):
            found[spell.service, spell.team].append(spell)
        return {key: _covers(spells, start, end) for key, spells in sorted(found.items())}

    def posts(self, role: str, start: date, end: date) -> list[Post] | None:
        """The posts of a role in these days; None where nothing says how many there are."""
        if role in self.numbers:
            return [_anonymous(role) for _ in range(self.numbers[role])]
        if role in OF_TEAMS:
            return self._of_teams(role, start, end)
        return self._of_hr(role, start, end)

    def _within(self, start: date, end: date) -> list[PostSpell]:
        return [s for s in self.spells if s.start <= end and (s.end is None or s.end >= start)]

    def _of_teams(self, role: str, start: date, end: date) -> list[Post] | None:
        if not self.spells:
            return None
        chains: dict[tuple[str, str], list[PostSpell]] = defaultdict(list)
        for spell in self._within(start, end):
            if _is_of(role, spell.service):
                chains[spell.service, spell.team].append(spell)
        groups: dict[tuple[str, ...], list[list[PostSpell]]] = defaultdict(list)
        for (service, team), spells in sorted(chains.items()):
            holder = spells[-1].managers[OF_TEAMS[role]]
            groups[_who(role, holder, service, team)].append(spells)
        return [_post(role, key[0], found, start, end) for key, found in sorted(groups.items())]

    def _of_hr(self, role: str, start: date, end: date) -> list[Post] | None:
        dated = [each for each in self.held if each.role == role and each.as_at <= end]
        if not dated:
            return None
        last = max(each.as_at for each in dated)
        return [
            Post(
                role, each.holder, frozenset(), (SAFEGUARDING,) if role in IN_HR else (), (),
                each.since is None or each.since <= start,
            )
            for each in sorted(dated, key=lambda each: each.post)
            if each.as_at == last and each.holder
        ]  # fmt: skip


def _anonymous(role: str) -> Post:
    services = (SAFEGUARDING,) if role in IN_HR else ()
    return Post(role, "", frozenset(), services, (), True)


def _is_of(role: str, service: str) -> bool:
    """The service manager of the safeguarding unit is a role of its own."""
    if role in ("SM", "SM_SAFEGUARDING"):
        return (role == "SM_SAFEGUARDING") == (service == SAFEGUARDING)
    return True


def _who(role: str, holder: str, service: str, team: str) -> tuple[str, ...]:
    """What makes a post one post: its holder, and where there is none, the place left empty."""
    if role == "HOS" and holder:
        return (holder,)
    if role == "TM" and not holder:
        return (holder, service, team)
    return (holder, service)


def _post(
    role: str, holder: str, chains: Iterable[list[PostSpell]], start: date, end: date
) -> Post:
    chains = list(chains)
    everybody = {spell.managers[OF_TEAMS[role]] for spells in chains for spell in spells}
    return Post(
        role=role,
        holder=holder,
        former=frozenset(everybody - {holder, ""}),
        services=tuple(sorted({spells[0].service for spells in chains})),
        teams=tuple(spells[0].team for spells in chains),
        whole=any(_covers(spells, start, end) for spells in chains),
    )


def _covers(spells: Iterable[PostSpell], start: date, end: date) -> bool:
    """Whether the spells together leave no day out."""
    reached = start
    for spell in sorted(spells, key=lambda each: each.start):
        if spell.start > reached:
            return False
        if spell.end is None or spell.end >= end:
            return True
        reached = max(reached, spell.end + ONE_DAY)
    return reached > end


def _spells(asked: Query) -> tuple[PostSpell, ...]:
    if not asked.has("ref_team_service"):
        return ()
    rows = asked.rows(
        """SELECT rts_team_id, rts_service, COALESCE(rts_team_manager_id, ''),
            COALESCE(rts_service_manager_id, ''), COALESCE(rts_hos_id, ''),
            rts_valid_from, rts_valid_to
        FROM ref_team_service WHERE rts_valid_to IS NULL OR rts_valid_to > rts_valid_from
        ORDER BY rts_team_id, rts_valid_from"""
    )
    return tuple(
        PostSpell(team, service, (manager, above, head), start, until - ONE_DAY if until else None)
        for team, service, manager, above, head, start, until in rows
    )


def _posts(asked: Query) -> tuple[HeldPost, ...]:
    if not asked.has("ext_workforce_post"):
        return ()
    rows = asked.rows(
        """SELECT wfp_post_id, wfp_role, wfp_as_at, COALESCE(wfp_professional_id, ''),
            wfp_start_date
        FROM ext_workforce_post WHERE wfp_role IN ('IRO', 'CPC')"""
    )
    return tuple(HeldPost(*row) for row in rows)


def team_names(asked: Query) -> dict[str, str]:
    """The names of teams by their id, as far as the data have them."""
    if not asked.has("ssd_department"):
        return {}
    rows = asked.rows("SELECT dept_team_id, dept_team_name FROM ssd_department")
    return {team: name for team, name in rows if name}
