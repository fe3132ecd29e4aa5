"""Writes children and their cases down: people, referrals, assessments and help as recorded."""

from sample_council import weights
from sample_council.chance import Chance, Weights
from sample_council.council import QUALITY, InventedCouncil
from sample_council.days import add_working, year_and_month
from sample_council.story import Child, Need, StoryCase
from sample_council.tables import Tables
from sample_council.volumes import EXTRACT, OPEN_FROM

QUALITIES = ("good", "fair", "poor")
_BETTER_FROM, _WORSE_UNTIL = 2015 * 12 + 9, 2014 * 12 + 12
_IMMIGRATION = Weights({"Asylum seeker": 40, "Limited leave to remain": 35, "EU settled": 25})
LATE_DAYS = 15  # the last weeks before the extract, in which not all is recorded yet


def until(end: int | None) -> int | None:
    """The end of a spell as the extract knows it: null while it runs."""
    return None if end is None or end > EXTRACT else end


class Register:
    """The tables being filled, and what every recorder needs."""

    def __init__(self, seed: str, council: InventedCouncil) -> None:
        self.tables = Tables()
        self.council = council
        self.people: list[Child] = []
        self._chance = Chance(f"{seed}/register")
        self._late = Chance(f"{seed}/late recording")

    def is_recorded(self, when: int) -> bool:
        """Has it been recorded by the extract: what happened lately often has not."""
        if when <= EXTRACT - LATE_DAYS:
            return True
        return when <= EXTRACT and not self._late.happens((when - EXTRACT + LATE_DAYS) * 20)

    def quality(self, team: str, when: int, chance: Chance) -> str:
        """How well a team keeps to its visits then: poorer in August and at Christmas, better
        in the years after the inspection than before it."""
        place = QUALITIES.index(QUALITY[team])
        year, month = year_and_month(when)
        months = year * 12 + month
        if (months <= _WORSE_UNTIL and chance.happens(300)) or month in (8, 12):
            place += chance.happens(650)
        elif months >= _BETTER_FROM and chance.happens(200):
            place -= 1
        return QUALITIES[max(0, min(2, place))]

    def person(self, child: Child) -> str:
        """The child's id; the child is written down when first asked for."""
        if not child.id:
            self.people.append(child)
            child.id = str(1_000_000 + len(self.people) * 7)
        return child.id

    def record_people(self) -> None:
        """Everybody who was referred or asked about, with what is known of them."""
        for child in self.people:
            self._record_person(child)
            for code in child.disabilities:
                table = self.tables.identifier("ssd_disability", "D")
                self.tables.add("ssd_disability", table, child.id, code)
            self._record_immigration(child)

    def _record_person(self, child: Child) -> None:
        unborn = child.never_born or child.born > EXTRACT
        upn = None
        if not unborn and child.born < EXTRACT - 1700 and self._chance.happens(820):
            upn = f"{'ABCDEFGHJK'[int(child.id) % 10]}856{int(child.id) * 13 % 10**9:09d}"
        self.tables.add(
            "ssd_person",
            child.id,
            f"L{int(child.id) + 31}",
            upn,
            "U" if unborn else child.sex,
            "NOBT" if unborn else child.ethnicity,
            None if unborn else child.born,
            child.born if unborn else None,
            until(child.died),
        )

    def _record_immigration(self, child: Child) -> None:
        if child.unaccompanied:
            status, start, end = "UASC", child.last_referral, until(child.eighteen)
        elif self._chance.happens(12):
            status, start, end = self._chance.choose(_IMMIGRATION), max(child.born, OPEN_FROM), None
            if start > EXTRACT:
                return
        else:
            return
        table = self.tables.identifier("ssd_immigration_status", "I")
        self.tables.add("ssd_immigration_status", table, child.id, start, end, status)

    def worker(self, case: StoryCase, team: str, when: int) -> str:
        """The id of the worker whose case it is, in that team, on that day."""
        return self.council.holder(team, post(case.child, team), when).id


def post(child: Child, team: str) -> int:
    """The post of a team that holds a child's case: brothers and sisters share it."""
    return (child.family.children[0].born * 31 + len(team) * 7 + child.family.area) % 1009


class CaseRecorder:
    """Referrals, assessments, child in need plans and visits."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._chance = Chance(f"{seed}/case records")

    def record(self, case: StoryCase) -> str:
        """Writes the case; returns its referral id."""
        register, tables = self._register, self._tables
        person = register.person(case.child)
        referral = tables.identifier("ssd_cin_episodes", "R")
        closed = until(case.close)
        tables.add(
            "ssd_cin_episodes",
            referral,
            person,
            case.referred,
            case.need_code,
            case.source,
            "Y" if case.path == "NFA" else "N",
            case.reason if closed else None,
            closed,
            case.duty,
            register.worker(case, case.duty, case.referred),
        )
        self._assessments(case, person, referral)
        self._help(case, person, referral)
        return referral

    def _assessments(self, case: StoryCase, person: str, referral: str) -> None:
        tables, chance = self._tables, self._chance
        for one in case.assessments:
            if one.start > EXTRACT:
                continue
            done = one.authorised
            if done is not None and not self._register.is_recorded(done):
                done = None
            seen, nfa = None, None
            if done is not None:
                nfa = "N" if one.further_help else "Y"
                seen = "Y" if chance.happens(905) else ("N" if chance.happens(700) else None)
                if done < case.child.born:
                    seen = "N"
            tables.add(
                "ssd_cin_assessments",
                tables.identifier("ssd_cin_assessments", "A"),
                person,
                referral,
                one.start,
                seen,
                done,
                nfa,
                one.team,
                self._register.worker(case, one.team, done or one.start),
            )

    def _help(self, case: StoryCase, person: str, referral: str) -> None:
        tables = self._tables
        for need in case.needs:
            if need.start > EXTRACT or need.end <= need.start:
                continue
            tables.add(
                "ssd_cin_plans",
                tables.identifier("ssd_cin_plans", "N"),
                referral,
                person,
                need.start,
                until(need.end),
                case.team,
                self._register.worker(case, case.team, need.start),
            )
            self._visits(case, person, need)

    def _visits(self, case: StoryCase, person: str, need: Need) -> None:
        """About every four weeks; every quarter or so where help for a disabled child is steady."""
        chance, register, tables = self._chance, self._register, self._tables
        when = add_working(max(need.start, OPEN_FROM - 60), chance.between(1, 15))
        settled = need.start + 200
        while when < min(need.end, EXTRACT + 1):
            if register.is_recorded(when):
                seen = chance.happens(950)
                alone = "Y" if seen and chance.happens(420) else "N"
                visit = tables.identifier("ssd_cin_visits", "V")
                tables.add("ssd_cin_visits", visit, person, when, "Y" if seen else "N", alone)
            gap = chance.draw(weights.CIN_VISIT_GAP[register.quality(case.team, when, chance)])
            if need.disabled and when > settled:
                gap = gap * 5 // 2
            when = add_working(when, gap)
