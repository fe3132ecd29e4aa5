"""What is done for children looked after, as recorded: reviews, visits, health, absences."""

from sample_council import weights
from sample_council.chance import Chance, Weights
from sample_council.council import LAC_TEAMS
from sample_council.days import add_working, age_at, months_after, on_or_after, on_or_before
from sample_council.placements import HomeRecorder
from sample_council.register import Register, until
from sample_council.story import StoryCase, TimeInCare
from sample_council.volumes import EXTRACT, OPEN_FROM

_HEALTH = Weights({"Completed": 905, "Refused": 45, "Cancelled": 30, "Planned": 20})

_PARTICIPATION = Weights(
    {"PN1": 480, "PN2": 60, "PN3": 40, "PN4": 25, "PN5": 130, "PN6": 175, "PN7": 90}
)
_NIGHTS = Weights({1: 70, 2: 14, 3: 8, 5: 5, 8: 3})
_OFFERED = Weights({"Y": 790, "N": 150, "NA": 20, None: 40})
_SINCE = OPEN_FROM - 400  # periods of care, reviews and health checks from here on


class CareRecorder:
    """Writes a case's periods of care."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._homes = HomeRecorder(register, seed)
        self._reviews = Chance(f"{seed}/care reviews")
        self._visits = Chance(f"{seed}/care visits")
        self._health = Chance(f"{seed}/health")
        self._missing = Chance(f"{seed}/missing")
        self._periods = 0

    def record(self, case: StoryCase, referral: str) -> None:
        for care in case.cares:
            if care.start <= EXTRACT and care.end >= _SINCE:
                self._period(case, care, referral)

    def _period(self, case: StoryCase, care: TimeInCare, referral: str) -> None:
        self._periods += 1
        period = f"L{self._periods:06d}"
        person = self._register.person(case.child)
        self._homes.record(case, care, person, period, referral)
        if not care.short_breaks:
            self._review(case, care, person, period)
            self._visit(case, care, person, period)
            self._check_health(case, care, person)
            self._go_missing(case, care, person)

    def _review(self, case: StoryCase, care: TimeInCare, person: str, period: str) -> None:
        """Within 20 working days, then three months, then every six."""
        chance = self._reviews
        due, number = add_working(care.start, 20), 0
        while True:
            early = chance.between(0, 6) if number == 0 else chance.between(0, 24)
            held = on_or_before(due - early)
            if chance.happens(55):
                held = on_or_after(due + chance.between(2, 28))
            if held >= min(care.end, EXTRACT + 1) or held <= care.start:
                return
            if held >= _SINCE:
                if chance.happens(18):
                    self._add_review(period, person, due, on_or_before(held - 7), "Y", None)
                took_part = participates(case.child.born, held, chance)
                if self._register.is_recorded(held):
                    self._add_review(period, person, due, held, "N", took_part)
            number += 1
            due = months_after(held, 3 if number == 1 else 6)

    def _add_review(
        self, period: str, person: str, due: int, held: int, cancelled: str, code: str | None
    ) -> None:
        review = self._tables.identifier("ssd_cla_reviews", "Z")
        self._tables.add("ssd_cla_reviews", review, period, person, due, held, cancelled, code)

    def _visit(self, case: StoryCase, care: TimeInCare, person: str, period: str) -> None:
        """In the first week of a placement, then every six weeks; twelve once settled."""
        chance, team = self._visits, LAC_TEAMS[case.child.family.area % 4]
        for stay in care.placements:
            when = stay.start + chance.between(1, 7)
            if chance.happens(90):
                when += chance.between(3, 15)
            settled = stay.start + 365 if stay.kind in ("U1", "U4") else EXTRACT + 1
            while when < min(stay.end, EXTRACT + 1):
                first = when < stay.start + 23
                if (first or when >= OPEN_FROM - 100) and self._register.is_recorded(when):
                    held = on_or_before(when)
                    self._add_visit(case, person, period, held if held > stay.start else when)
                quality = self._register.quality(team, when, chance)
                gap = chance.draw(weights.LAC_VISIT_GAP[quality])
                when += gap * (2 if when >= settled else 1)

    def _add_visit(self, case: StoryCase, person: str, period: str, when: int) -> None:
        chance = self._visits
        seen = chance.happens(975)
        alone = seen and chance.happens(600 if when > case.child.born + 1500 else 150)
        visit = self._tables.identifier("ssd_cla_visits", "F")
        answers = ("Y" if seen else "N", "Y" if alone else "N")
        self._tables.add("ssd_cla_visits", visit, period, person, when, *answers)

    def _check_health(self, case: StoryCase, care: TimeInCare, person: str) -> None:
        """An assessment soon after entry, then every year (half-year under five); teeth yearly."""
        chance = self._health
        when = care.start + chance.between(12, 45)
        while when < min(care.end, EXTRACT + 1):
            self._record_check(person, "Health Assessment", when)
            young = age_at(case.child.born, when) < 5
            when += chance.between(165, 195) if young else chance.between(335, 390)
        when = max(care.start + chance.between(40, 200), case.child.born + 900)
        while when < min(care.end, EXTRACT + 1):
            self._record_check(person, "Dental Check", when)
            when += chance.between(190, 400)

    def _record_check(self, person: str, kind: str, when: int) -> None:
        if when < _SINCE or not self._register.is_recorded(when):
            return
        check = self._tables.identifier("ssd_cla_health", "X")
        status = self._health.choose(_HEALTH)
        self._tables.add("ssd_cla_health", check, person, kind, on_or_before(when), status)

    def _go_missing(self, case: StoryCase, care: TimeInCare, person: str) -> None:
        """One in six of those over eleven goes missing, some of them again and again."""
        chance = self._missing
        often = chance.happens(170)
        when = max(care.start, case.child.born + 4100, OPEN_FROM) + chance.between(5, 120)
        while when < min(care.end, EXTRACT + 1) - 8:
            if often:
                when = self._absence(person, when)
            when += chance.between(6, 160)

    def _absence(self, person: str, when: int) -> int:
        chance = self._missing
        nights = chance.choose(_NIGHTS)
        offered = chance.choose(_OFFERED)
        accepted = None if offered != "Y" else ("Y" if chance.happens(620) else "N")
        kind = "M" if chance.happens(780) else "A"
        table = self._tables.identifier("ssd_missing", "B")
        self._tables.add(
            "ssd_missing", table, person, when, kind, until(when + nights), offered, accepted
        )
        return when + nights


def participates(born: int, when: int, chance: Chance) -> str:
    """How a child took part in a looked-after review: by code, PN0 under four."""
    if age_at(born, when) < 4:
        return "PN0"
    return chance.choose(_PARTICIPATION)
