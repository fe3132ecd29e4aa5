"""Referrals as they arrive, day by day: new families, families who come back, and why."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from heapq import heappop, heappush

from sample_council.chance import Chance, Urn
from sample_council.council import InventedCouncil
from sample_council.days import financial_year, is_working, months_after, year_and_month
from sample_council.journey import Journeys
from sample_council.people import People
from sample_council.story import Child, Family, StoryCase
from sample_council.volumes import BEGIN, EXTRACT, KEEP_FROM, MONTHS, WEEKDAYS, YEARS, Year

YEAR = 365
_RETURN_LATER = 150  # per thousand referrals: known before, more than a year ago
_ALWAYS_NEW = {"UNACCOMPANIED", "TRANSFER_IN", "VISITING", "DISABILITY"}
_MOST_OF_A_FAMILY = 800  # per thousand brothers and sisters referred together


class Arrivals:
    """The day-by-day run of the front door."""

    def __init__(self, seed: str, council: InventedCouncil) -> None:
        self._chance = Chance(f"{seed}/arrivals")
        self._people = People(Chance(f"{seed}/people"))
        self._journeys = Journeys(seed, council)
        self._paths: Urn[str] = Urn(self._chance)
        self._kinds: Urn[str] = Urn(self._chance)
        self._closing: list[tuple[int, int, Family]] = []
        self._incidents = 0
        self._recent: list[tuple[int, Family]] = []
        self._former: list[tuple[int, Family]] = []
        self._protected: list[tuple[int, Family]] = []

    def cases(self) -> Iterator[StoryCase]:
        """Every case that the extract holds, by day of referral."""
        due = 0.0
        for today in range(BEGIN, EXTRACT + 1):
            year = YEARS[financial_year(today)]
            due += year.referrals * share_of_year(today)
            self._release_families(today)
            while due >= 0.5:
                cases = self._incident(today, year)
                due -= len(cases)
                yield from (case for case in cases if is_in_extract(case))

    def _incident(self, today: int, year: Year) -> list[StoryCase]:
        """One family is referred: one case for each child of it that is."""
        shares = paths_of(year)
        path = self._paths.draw(shares)
        family, wanted = self._family(today, year, path)
        children = self._children_of_referral(family, today, path)
        again = [child.last_referral >= today - YEAR for child in children]
        self._paths.settle(shares, {path: len(children)}, drawn=path)
        outcome = {"REPEAT": sum(again), "OTHER": len(again) - sum(again)}
        self._kinds.settle(kinds_of(year), outcome, drawn=wanted)
        cases = self._journeys.cases(family, children, today, path)
        for case, repeat in zip(cases, again, strict=True):
            case.repeat = repeat
        self._incidents += 1
        heappush(self._closing, (family.busy_until, self._incidents, family))
        return cases

    def _family(self, today: int, year: Year, path: str) -> tuple[Family, str | None]:
        if path == "AGAIN" and (known := self._pick(self._protected, today)):
            return known, None
        if path in _ALWAYS_NEW:
            return self._people.family(today, path), None
        wanted = self._kinds.draw(kinds_of(year))
        if wanted == "REPEAT" and (known := self._pick(self._recent, today)):
            return known, wanted
        if self._chance.happens(_RETURN_LATER) and (known := self._pick(self._former, today)):
            return known, wanted
        return self._people.family(today, path), wanted

    def _pick(self, pool: list[tuple[int, Family]], today: int) -> Family | None:
        """A family of the pool with a child who can be referred; those who cannot leave it."""
        while pool:
            place = self._chance.below(len(pool))
            referrals, family = pool[place]
            pool[place] = pool[-1]
            pool.pop()
            if family.referrals != referrals or family.busy_until >= today:
                continue
            if pool is self._recent and family.last_referral < today - YEAR:
                self._former.append((referrals, family))
                continue
            if any(eligible(child, today) for child in family.children):
                return family
        return None

    def _children_of_referral(self, family: Family, today: int, path: str) -> list[Child]:
        """The children of the family who are referred today; the first is why."""
        able = [child for child in family.children if eligible(child, today)]
        able.sort(key=lambda child: -child.last_referral)
        if path in ("DISABILITY", "UNACCOMPANIED"):
            return able[:1]
        others = [child for child in able[1:] if self._chance.happens(_MOST_OF_A_FAMILY)]
        return able[:1] + others

    def _release_families(self, today: int) -> None:
        """Families whose last case closed before today can be referred again."""
        while self._closing and self._closing[0][0] < today:
            family = heappop(self._closing)[2]
            if family.busy_until >= today:
                continue
            entry = (family.referrals, family)
            recent = family.last_referral >= today - YEAR
            (self._recent if recent else self._former).append(entry)
            if family.had_plan:
                self._protected.append(entry)


def eligible(child: Child, today: int) -> bool:
    """Under 18 with a month to spare, alive, born or soon to be, and without an open case."""
    return (
        child.eighteen > today + 30
        and child.busy_until < today
        and (child.died is None or child.died > today)
        and not (child.never_born and child.last_referral)
    )


def is_in_extract(case: StoryCase) -> bool:
    """Is the case in the extract: not closed before the extract begins."""
    return case.close >= KEEP_FROM


def share_of_year(today: int) -> float:
    """The share of a financial year's work that a day takes."""
    year, month = year_and_month(today)
    return MONTHS[month] / 1000 * _weight(today) / _weight_of_month(year, month)


@cache
def _weight_of_month(year: int, month: int) -> int:
    first = date(year, month, 1).toordinal()
    return sum(_weight(one) for one in range(first, months_after(first, 1)))


def _weight(today: int) -> int:
    """A bank holiday is as quiet as a Sunday."""
    weekday = (today - 1) % 7
    return WEEKDAYS[weekday] if weekday > 4 or is_working(today) else WEEKDAYS[6]


def paths_of(year: Year) -> dict[str, int]:
    """Rows by path; what is left of the referrals is help as a child in need."""
    shares = {
        "NFA": year.nfa,
        "NOT_IN_NEED": year.not_in_need,
        "PROTECTION": year.protection,
        "AGAIN": year.again,
        "TRANSFER_IN": year.transfer_in,
        "VISITING": year.visiting,
        "CARE": year.care,
        "UNACCOMPANIED": year.unaccompanied,
        "DISABILITY": year.disability,
    }
    return shares | {"NEED": year.referrals - sum(shares.values())}


def kinds_of(year: Year) -> dict[str, int]:
    """Rows that are re-referrals within twelve months, and others."""
    return {"REPEAT": year.repeat, "OTHER": year.referrals - year.repeat}
