"""Section 47 enquiries, conferences, protection plans, their reviews and visits, as recorded."""

from sample_council import weights
from sample_council.chance import Chance, Weights
from sample_council.days import add_working, months_after, on_or_before
from sample_council.register import Register, until
from sample_council.story import CarePlan, Enquiry, StoryCase
from sample_council.volumes import EXTRACT, KEEP_FROM, OPEN_FROM

_TARGET = 15  # working days from strategy discussion to conference
_QUORATE = Weights({"Yes": 930, "No": 70})
_PLAN_ID_RECORDED = 800  # per thousand visits; the case note often does not name the plan
_REVIEW_LATE = 22  # per thousand reviews


class ProtectionRecorder:
    """Writes what a case holds of child protection."""

    def __init__(self, register: Register, seed: str) -> None:
        self._register = register
        self._tables = register.tables
        self._visits = Chance(f"{seed}/protection visits")
        self._reviews = Chance(f"{seed}/protection reviews")
        self._numbered = 0

    def record(self, case: StoryCase, referral: str) -> None:
        person = self._register.person(case.child)
        enquiries = {id(one): self._enquiry(case, one, person, referral) for one in case.enquiries}
        conferences = self._conferences(case, person, referral, enquiries)
        for place, plan in enumerate(case.plans):
            if plan.start <= EXTRACT and plan.end > plan.start and plan.end >= KEEP_FROM:
                self._plan(case, plan, person, referral, conferences.get(place))

    def _enquiry(self, case: StoryCase, one: Enquiry, person: str, referral: str) -> str | None:
        if one.start > EXTRACT:
            return None
        tables = self._tables
        identifier = tables.identifier("ssd_s47_enquiry", "S")
        team = case.duty if one.start < case.referred + 40 else case.team
        done = min(one.end, case.close)
        end = done if self._register.is_recorded(done) else None
        nfa = None if end is None else ("N" if one.conference else "Y")
        worker = self._register.worker(case, team, one.start)
        tables.add(
            "ssd_s47_enquiry", identifier, referral, person, one.start, end, nfa, team, worker
        )
        return identifier

    def _conferences(
        self, case: StoryCase, person: str, referral: str, enquiries: dict[int, str | None]
    ) -> dict[int, str]:
        """Writes the conferences; returns the conference id of each plan, by the plan's place."""
        tables, of_plan = self._tables, {}
        for one in case.conferences:
            if one.held > EXTRACT:
                continue
            identifier = tables.identifier("ssd_initial_cp_conference", "C")
            enquiry, target = None, None
            if one.enquiry is not None:
                enquiry = enquiries[id(one.enquiry)]
                target = add_working(one.enquiry.start, _TARGET)
            plan = None
            if one.plan is not None and one.plan < len(case.plans):
                of_plan[one.plan] = identifier
                plan = self._plan_id(case.plans[one.plan])
            tables.add(
                "ssd_initial_cp_conference",
                identifier,
                one.meeting,
                enquiry,
                person,
                plan,
                referral,
                "Y" if one.transfer_in else "N",
                target,
                one.held,
                "N" if one.plan is None else "Y",
            )
        return of_plan

    def _plan_id(self, plan: CarePlan) -> str | None:
        """Plans are numbered as conferences decide on them; the extract lacks those long gone."""
        if plan.end < KEEP_FROM or plan.end <= plan.start:
            return None
        if not plan.id:
            self._numbered += 1
            plan.id = f"P{self._numbered:07d}"
        return plan.id

    def _plan(
        self, case: StoryCase, plan: CarePlan, person: str, referral: str, conference: str | None
    ) -> None:
        self._tables.add(
            "ssd_cp_plans",
            self._plan_id(plan),
            referral,
            conference,
            person,
            plan.start,
            until(plan.end),
            "Y" if plan.visiting else "N",
            plan.category,
            plan.latest_category if plan.end > plan.start + 100 else plan.category,
        )
        self._visit(case, plan, person)
        if not plan.visiting:
            self._review(plan, person)

    def _visit(self, case: StoryCase, plan: CarePlan, person: str) -> None:
        """Visits about every ten working days, as well as the team keeps to it."""
        chance, tables, register = self._visits, self._tables, self._register
        when = add_working(max(plan.start, OPEN_FROM - 60), chance.between(1, 9))
        born, past_four = case.child.born, case.child.born + 4 * 365
        while when < min(plan.end, EXTRACT + 1):
            if register.is_recorded(when):
                seen = when >= born and chance.happens(962)
                alone = seen and chance.happens(640 if when > past_four else 130)
                named = plan.id if chance.happens(_PLAN_ID_RECORDED) else None
                visit = tables.identifier("ssd_cp_visits", "H")
                answers = ("Y" if seen else "N", "Y" if alone else "N")
                tables.add("ssd_cp_visits", visit, person, named, when, *answers)
            quality = register.quality(case.team, when, chance)
            when = add_working(when, chance.draw(weights.CP_VISIT_GAP[quality]))

    def _review(self, plan: CarePlan, person: str) -> None:
        """A first review within three months, then one at least every six; the last ends it."""
        chance, tables = self._reviews, self._tables
        due = months_after(plan.start, 3)
        for when in review_days(plan, chance):
            held = until(when)
            if when > EXTRACT and due > EXTRACT + 60:
                return
            last = when == plan.end
            tables.add(
                "ssd_cp_reviews",
                tables.identifier("ssd_cp_reviews", "Q"),
                person,
                plan.id,
                due,
                held,
                None if held is None else ("N" if last else "Y"),
                None if held is None else chance.choose(_QUORATE),
                None,
            )
            if when > EXTRACT:
                return
            due = months_after(when, 6)


def review_days(plan: CarePlan, chance: Chance) -> list[int]:
    """The days of a plan's reviews: the plan ends with the last unless it was cut short."""
    days, before = [], plan.start
    when = plan.start + chance.between(68, 88)
    while when < plan.end - 25:
        if chance.happens(_REVIEW_LATE):
            when += chance.between(12, 45)
        held = on_or_before(when)
        if held >= plan.end:
            break
        days.append(held)
        before = held
        left = plan.end - before
        when = before + (chance.between(140, 178) if left > 205 or left <= 178 else left // 2)
    return [*days, plan.end]
