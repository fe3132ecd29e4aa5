"""Periods of care as recorded: episodes, placements, legal status, reviews, visits and health."""

from litmus.sample import weights
from litmus.sample.chance import Bands, Chance, Weights
from litmus.sample.council import LA_CODE, LAC_TEAMS
from litmus.sample.days import add_working, age_at, months_after, on_or_after, on_or_before
from litmus.sample.protection import participates
from litmus.sample.register import Register, until
from litmus.sample.story import Care, Case, Placement
from litmus.sample.volumes import EXTRACT, OPEN_FROM

_PROVIDER = {
    "U": Weights({"PR1": 560, "PR4": 410, "PR2": 30}),
    "K": Weights({"PR1": 330, "PR4": 590, "PR5": 80}),
    "H": Weights({"PR4": 620, "PR5": 380}),
}
_ELSEWHERE = Weights({"PR3": 300, "PR4": 400, "PR2": 300})
_CHANGE = Weights({
    "CARPL": 330, "CREQB": 150, "CREQO": 70, "CHILD": 130, "LAREQ": 90, "STAND": 30, "ALLEG": 40,
    "APPRR": 20, "CLOSE": 30, "PLACE": 60, "CUSTOD": 10, "OTHER": 40,
})  # fmt: skip
_MILES = {  # tenths of a mile, by how far such placements tend to be
    "near": Bands((560, 4, 50), (240, 51, 120), (110, 121, 200), (70, 201, 500), (20, 501, 1600)),
    "far": Bands((330, 8, 60), (220, 61, 150), (150, 151, 200), (200, 201, 600), (100, 601, 2200)),
}
_OUTSIDE = Weights({"E10000018": 60, "E06000018": 8, "E06000015": 7, "E10000021": 12,
                    "E08000026": 8, "E08000025": 5})  # fmt: skip
_HEALTH = Weights({"Completed": 905, "Refused": 45, "Cancelled": 30, "Planned": 20})


class CareRecorder:
    """Writes a case's periods of care."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._homes = Chance(f"{seed}/placement records")
        self._reviews = Chance(f"{seed}/care reviews")
        self._visits = Chance(f"{seed}/care visits")
        self._health = Chance(f"{seed}/health")
        self._missing = Chance(f"{seed}/missing")
        self._periods = 0

    def record(self, case: Case, referral: str) -> None:
        for care in case.cares:
            if care.start <= EXTRACT and care.end >= OPEN_FROM - 400:
                self._period(case, care, referral)

    def _period(self, case: Case, care: Care, referral: str) -> None:
        self._periods += 1
        period = f"L{self._periods:06d}"
        person = self._register.person(case.child)
        homes = self._placements(case, care, person, period)
        self._legal(care, person)
        self._episodes(case, care, person, period, referral, homes)
        if not care.short_breaks:
            self._review(case, care, person, period)
            self._visit(case, care, person, period)
            self._check_health(case, care, person)
            self._go_missing(case, care, person)
            if care.ceased in _PERMANENT:
                self._permanence(care, person, period)

    # --- placements, legal status, episodes ----------------------------------------------------

    def _placements(self, case: Case, care: Care, person: str, period: str) -> list[str]:
        """Writes each placement once, also when the child returns to it; an id for each stay."""
        ids: list[str] = []
        known: dict[tuple[int, str], str] = {}
        spans = {}
        for stay in care.placements:
            key = (stay.carer, stay.kind)
            first = spans.get(key, (stay.start, 0))[0]
            spans[key] = (first, stay.end)
        for place, stay in enumerate(care.placements):
            if stay.start > EXTRACT:
                break
            key = (stay.carer, stay.kind)
            if key not in known:
                known[key] = self._tables.identifier("ssd_cla_placement", "E")
                leaves = (
                    care.placements[place + 1].reason if place + 1 < len(care.placements) else ""
                )
                self._placement(stay, known[key], person, period, *spans[key], leaves)
            ids.append(known[key])
        return ids

    def _placement(
        self, stay: Placement, home: str, person: str, period: str, start: int, end: int, next_: str
    ) -> None:
        chance, kind = self._homes, stay.kind
        far = kind[0] in "KSHR" or chance.happens(120)
        unknown = chance.happens(12)
        tenths = 9999 if unknown else chance.draw(_MILES["far" if far else "near"])
        miles = f"{tenths // 10}.{tenths % 10}"
        outside = tenths > 60 or chance.happens(140)
        ended = until(end)
        self._tables.add(
            "ssd_cla_placement",
            home,
            period,
            person,
            start,
            ended,
            kind,
            "PR0" if kind[0] == "P" and kind != "P2" else self._provider(kind),
            f"SC{200000 + stay.carer}" if kind[0] in "UK" else None,
            miles,
            f"SC{1 + tenths % 20} {tenths % 9 + 1}{'ABDEFGH'[tenths % 7]}{'LNPQR'[tenths % 5]}",
            chance.choose(_CHANGE) if ended and next_ in ("P", "B") else None,
        )
        where = "UNKNOWN" if unknown else ("OUT" if outside else "IN")
        authority = None if unknown else (chance.choose(_OUTSIDE) if outside else LA_CODE)
        self._tables.add("ext_placement_location", home, authority, where, miles)

    def _provider(self, kind: str) -> str:
        return self._homes.choose(_PROVIDER.get(kind[0], _ELSEWHERE))

    def _legal(self, care: Care, person: str) -> None:
        for code, start, end in care.legal:
            if start <= EXTRACT:
                status = self._tables.identifier("ssd_legal_status", "G")
                self._tables.add("ssd_legal_status", status, person, code, start, until(end))

    def _episodes(
        self, case: Case, care: Care, person: str, period: str, referral: str, homes: list[str]
    ) -> None:
        """A new episode whenever the placement or the legal status changes; each ends as the next
        begins."""
        moves = {stay.start: place for place, stay in enumerate(care.placements)}
        changes = {start for _, start, _ in care.legal}
        days = [day for day in sorted({*moves, *changes}) if day <= EXTRACT]
        place = 0
        for number, start in enumerate(days):
            place = moves.get(start, place)
            reason = _start_reason(start, care, moves, changes)
            last = number + 1 == len(days)
            end = until(care.end) if last else days[number + 1]
            ceased = None if end is None else (care.ceased if last else "X1")
            need = "N1" if case.need_code in ("N0", "N9") else case.need_code
            iro = None
            if last and not care.short_breaks:
                iro = on_or_before(min(care.end, EXTRACT) - self._homes.between(1, 60))
                iro = iro if iro > care.start else None
            self._tables.add(
                "ssd_cla_episodes",
                self._tables.identifier("ssd_cla_episodes", "K"),
                person,
                homes[place],
                start,
                reason,
                need,
                end,
                ceased,
                period,
                referral,
                care.start,
                iro,
            )

    # --- reviews, visits, health, absence ------------------------------------------------------

    def _review(self, case: Case, care: Care, person: str, period: str) -> None:
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
            if held >= OPEN_FROM - 400:
                if chance.happens(18):
                    self._add_review(period, person, due, on_or_before(held - 7), "Y", None)
                took_part = participates(case.child.born, held, chance)
                if self._register.recorded(held):
                    self._add_review(period, person, due, held, "N", took_part)
            number += 1
            due = months_after(held, 3 if number == 1 else 6)

    def _add_review(
        self, period: str, person: str, due: int, held: int, cancelled: str, code: str | None
    ) -> None:
        review = self._tables.identifier("ssd_cla_reviews", "Z")
        self._tables.add("ssd_cla_reviews", review, period, person, due, held, cancelled, code)

    def _visit(self, case: Case, care: Care, person: str, period: str) -> None:
        """In the first week of a placement, then every six weeks; twelve once settled."""
        chance, team = self._visits, LAC_TEAMS[case.child.family.area % 4]
        for stay in care.placements:
            when = stay.start + chance.between(1, 7)
            if chance.happens(90):
                when += chance.between(3, 15)
            settled = stay.start + 365 if stay.kind in ("U1", "U4") else EXTRACT + 1
            while when < min(stay.end, EXTRACT + 1):
                if when >= OPEN_FROM - 100 and self._register.recorded(when):
                    self._add_visit(case, person, period, on_or_before(when))
                quality = self._register.quality(team, when, chance)
                gap = chance.draw(weights.LAC_VISIT_GAP[quality])
                when += gap * (2 if when >= settled else 1)

    def _add_visit(self, case: Case, person: str, period: str, when: int) -> None:
        chance = self._visits
        seen = chance.happens(975)
        alone = seen and chance.happens(600 if when > case.child.born + 1500 else 150)
        visit = self._tables.identifier("ssd_cla_visits", "F")
        answers = ("Y" if seen else "N", "Y" if alone else "N")
        self._tables.add("ssd_cla_visits", visit, period, person, when, *answers)

    def _check_health(self, case: Case, care: Care, person: str) -> None:
        """An assessment soon after entry, then every year (half-year under five); teeth yearly."""
        chance = self._health
        when = care.start + chance.between(12, 45)
        while when < min(care.end, EXTRACT + 1):
            self._checked(person, "Health Assessment", when)
            young = age_at(case.child.born, when) < 5
            when += chance.between(165, 195) if young else chance.between(335, 390)
        when = max(care.start + chance.between(40, 200), case.child.born + 900)
        while when < min(care.end, EXTRACT + 1):
            self._checked(person, "Dental Check", when)
            when += chance.between(190, 400)

    def _checked(self, person: str, kind: str, when: int) -> None:
        if when < OPEN_FROM - 400 or not self._register.recorded(when):
            return
        check = self._tables.identifier("ssd_cla_health", "X")
        status = self._health.choose(_HEALTH)
        self._tables.add("ssd_cla_health", check, person, kind, on_or_before(when), status)

    def _go_missing(self, case: Case, care: Care, person: str) -> None:
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

    # --- adoption and other permanence ---------------------------------------------------------

    def _permanence(self, care: Care, person: str, period: str) -> None:
        """What led to adoption or to a guardian; nothing while the order is still to come."""
        if care.end > EXTRACT:
            return
        table = self._tables.identifier("ssd_permanence", "Y")
        kind = _PERMANENT[care.ceased]
        if kind != "Adoption":
            nothing = (None,) * 8
            self._tables.add("ssd_permanence", table, person, period, *nothing, care.end, kind)
            return
        placed = care.placements[-1].start
        order = next((start for code, start, _ in care.legal if code == "E1"), None)
        order = None if order is None or order >= placed else order
        decided = on_or_before((order or placed - 90) - self._homes.between(20, 70))
        matched = on_or_before(placed - self._homes.between(10, 30))
        same = care.placements[-1].kind in ("A3", "A5") and len(care.placements) > 1
        fostered = care.placements[-2].start if same else None
        self._tables.add(
            "ssd_permanence",
            table,
            person,
            period,
            max(decided, care.start + 5),
            order,
            max(matched, order or matched),
            placed,
            "Y" if same else "N",
            fostered,
            None,
            None,
            care.end,
            kind,
        )


def _start_reason(start: int, care: Care, moves: dict[int, int], changes: set[int]) -> str:
    """S at the beginning; P or T for a move, L for a legal change, B or U for both at once."""
    if start == care.start:
        return "S"
    if start not in moves:
        return "L"
    same = care.placements[moves[start]].reason == "T"
    if start in changes:
        return "U" if same else "B"
    return "T" if same else "P"


_PERMANENT = dict.fromkeys(("E11", "E12"), "Adoption") | dict.fromkeys(
    ("E43", "E44", "E45", "E46", "E47", "E48"), "Special Guardianship Order"
)
_PERMANENT["E41"] = "Child Arrangements/ Residence Order"
_NIGHTS = Weights({1: 70, 2: 14, 3: 8, 5: 5, 8: 3})
_OFFERED = Weights({"Y": 790, "N": 150, "NA": 20, None: 40})
