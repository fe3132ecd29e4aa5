"""From referral to closure: what happens in a family's case, and in each child's.

A family's case is thought out once, so that brothers and sisters share assessments, conferences
and plans; then each child's own copy ends at its 18th birthday or goes on into care.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from litmus.sample import weights
from litmus.sample.care import Carers
from litmus.sample.chance import Bands, Chance
from litmus.sample.council import CIN_TEAMS, LAC_TEAMS, Council
from litmus.sample.days import add_working, on_or_after, on_or_before
from litmus.sample.story import (
    Assessment,
    Case,
    Child,
    Conference,
    Enquiry,
    Family,
    Need,
    Plan,
)
from litmus.sample.volumes import EXTRACT

T = TypeVar("T")
NEVER = EXTRACT + 4000


def in_force(steps: Sequence[tuple[int, T]], when: int) -> T:
    """The table that held on a day, from tables with the day from which each holds."""
    return next(table for start, table in reversed(steps) if start <= when)


class Journeys:
    """Decides what happens after a referral. `seed` names the streams of chance."""

    def __init__(self, seed: str, council: Council) -> None:
        self.council = council
        self.front = Chance(f"{seed}/front door")
        self.work = Chance(f"{seed}/help and protection")
        self.carers = Carers(Chance(f"{seed}/care"))
        self._meetings = 0

    def cases(self, family: Family, children: list[Child], day: int, path: str) -> list[Case]:
        """One case a child, closed or running past the extract; the children are then busy."""
        shared, into_care = self._shared(family, children[0], day, path)
        cases = []
        for place, child in enumerate(children):
            own = self._own_copy(shared, child)
            enters = into_care is not None and (
                place == 0 or self.work.happens(weights.SIBLING_ENTERS_CARE)
            )
            if into_care is not None and into_care < min(own.close, child.eighteen):
                if enters and child.born <= into_care:
                    self._look_after(own, into_care, path)
                else:
                    self._help_at_home(own, into_care)
            self._cut_short(own)
            child.busy_until = own.close
            child.last_referral = day
            child.plans += own.plans
            cases.append(own)
        family.busy_until = max(case.close for case in cases)
        family.last_referral = day
        family.referrals += 1
        family.had_plan = family.had_plan or any(case.plans for case in cases)
        return cases

    # --- the family's case ---------------------------------------------------------------------

    def _shared(self, family: Family, index: Child, day: int, path: str) -> tuple[Case, int | None]:
        """The case as the family lives it, and the day on which children enter care, if they do."""
        front = self.front
        duty = self.council.duty_team(day, front)
        case = Case(
            child=index,
            referred=day,
            path=path,
            repeat=False,
            source=front.choose(weights.SOURCE),
            need_code="N2" if path == "DISABILITY" else front.choose(weights.NEED_CODE),
            duty=duty,
            team="DCS" if path == "DISABILITY" else CIN_TEAMS[family.area],
        )
        case.stages.append((duty, day))
        if path == "NFA":
            return self._close(case, add_working(day, front.between(0, 3)), "RC7"), None
        if path == "VISITING":
            return self._visiting(case), None
        if path == "TRANSFER_IN":
            return self._run(case, *self._transfer_in(case))
        start = add_working(day, front.choose(_START))
        done = self._assess(case, start, duty, path != "NOT_IN_NEED")
        if front.happens(weights.ENQUIRY_BESIDE.get(path, 0)):
            self._enquire(case, on_or_after(day + front.between(0, 4)))
        return self._run(case, *self._first_step(case, day, path, done))

    def _first_step(self, case: Case, day: int, path: str, done: int) -> tuple[str, int]:
        front = self.front
        if path == "NOT_IN_NEED":
            return "NOT_IN_NEED", done
        if path in ("PROTECTION", "AGAIN"):
            return "PROTECTION", add_working(day, front.choose(_STRATEGY))
        if path in ("CARE", "UNACCOMPANIED"):
            return "CARE", day + (0 if path == "UNACCOMPANIED" else front.draw(_INTO_CARE))
        return ("DISABLED" if path == "DISABILITY" else "NEED"), done

    def _run(self, case: Case, step: str, at: int) -> tuple[Case, int | None]:
        """Goes from step to step until the case closes, a child enters care or the story ends."""
        while at <= EXTRACT and step != "CARE":
            if step == "NOT_IN_NEED":
                return self._close(case, at + self.work.between(0, 9), "RC8"), None
            if step == "CLOSE":
                reason = "RC5" if self.work.happens(weights.MOVED_AWAY) else "RC7"
                return self._close(case, on_or_after(at + self.work.between(0, 12)), reason), None
            step, at = self._step(case, step, at)
        case.close = NEVER
        return case, at if step == "CARE" and at <= EXTRACT else None

    def _step(self, case: Case, step: str, at: int) -> tuple[str, int]:
        if step == "PROTECTION":
            return self._protect(case, at)
        if step == "PLAN":
            return self._plan(case, at)
        return self._help(case, step, at)

    # --- single steps --------------------------------------------------------------------------

    def _assess(self, case: Case, start: int, team: str, help_follows: bool) -> int:
        """Adds an assessment; returns the day it was authorised (or would have been)."""
        front = self.front
        days = front.draw(in_force(weights.ASSESSMENT, start))
        later, sooner = weights.DRIFT.get(team, (0, 0))
        if 31 <= days <= 45 and front.happens(later):
            days += front.between(8, 30)
        elif days > 45 and front.happens(sooner):
            days -= front.between(8, 25)
        done = add_working(start, days)
        forgotten = front.happens(weights.ASSESSMENT_FORGOTTEN)
        case.assessments.append(Assessment(start, None if forgotten else done, help_follows, team))
        return done

    def _enquire(self, case: Case, start: int, conference: bool = False) -> None:
        days = self.work.draw(weights.ENQUIRY_DAYS)
        case.enquiries.append(Enquiry(start, add_working(start, days), conference))

    def _help(self, case: Case, step: str, at: int) -> tuple[str, int]:
        """A child in need plan, and what it leads to."""
        work = self.work
        start = at + work.between(0, 8)
        bands, follows = self._kind_of_help(step, start)
        end = start + work.draw(bands)
        case.needs.append(Need(start, end, disabled=step == "DISABLED"))
        case.stages.append((case.team, start))
        self._while_open(case, start, end)
        after = "CLOSE" if step == "DISABLED" else work.choose(follows)
        return after, end

    def _kind_of_help(self, step: str, start: int) -> tuple[Bands, weights.Weights[str]]:
        if step == "DISABLED":
            return weights.DISABLED_PLAN, weights.AFTER_NEED
        if step == "STEP_DOWN":
            return weights.STEP_DOWN, weights.AFTER_STEP_DOWN
        if step == "HOME":
            return weights.HOME_AGAIN, weights.AFTER_STEP_DOWN
        return in_force(weights.NEED_PLAN, start), weights.AFTER_NEED

    def _while_open(self, case: Case, start: int, end: int) -> None:
        """Enquiries without a conference, and yearly reassessments, in a case that runs on."""
        work = self.work
        for when in range(start + 60, min(end - 30, EXTRACT), 182):
            if work.happens(weights.ENQUIRY_WHILE_OPEN):
                self._enquire(case, on_or_after(when + work.below(90)))
        for when in range(start + 300, min(end - 90, EXTRACT), 365):
            if work.happens(300):
                self._assess(case, on_or_after(when + work.below(60)), case.team, True)

    def _protect(self, case: Case, at: int) -> tuple[str, int]:
        """Strategy discussion, section 47 enquiry and initial conference."""
        work = self.work
        strategy = on_or_after(at)
        held = add_working(strategy, work.draw(in_force(weights.CONFERENCE, strategy)))
        days = min(work.draw(weights.ENQUIRY_DAYS), max(1, held - strategy - 4))
        done = min(add_working(strategy, days), on_or_before(held - 1))
        case.enquiries.append(Enquiry(strategy, max(done, strategy), conference=True))
        if case.needs and case.needs[-1].end == at:
            case.needs[-1] = replace(case.needs[-1], end=held)
        planned = work.happens(weights.CONFERENCE_LEADS_TO_PLAN)
        linked = len(case.enquiries) - 1 if not work.happens(8) else None
        self._confer(case, held, linked, planned)
        return ("PLAN" if planned else work.choose(weights.AFTER_NO_PLAN)), held

    def _confer(self, case: Case, held: int, enquiry: int | None, planned: bool) -> None:
        self._meetings += 1
        plan = len(case.plans) if planned else None
        transfer = case.path == "TRANSFER_IN" and not case.conferences
        meeting = f"M{self._meetings:06d}"
        case.conferences.append(Conference(held, enquiry, plan, transfer, meeting))

    def _plan(self, case: Case, at: int) -> tuple[str, int]:
        work = self.work
        end = on_or_before(at + work.draw(in_force(weights.PLAN, at)))
        category = work.choose(weights.CATEGORY)
        latest = work.choose(weights.CATEGORY) if work.happens(120) else category
        case.plans.append(Plan(at, end, category, latest))
        case.stages.append((case.team, at))
        self._while_open(case, at, end)
        return work.choose(weights.AFTER_PLAN), end

    def _transfer_in(self, case: Case) -> tuple[str, int]:
        """A plan elsewhere becomes a plan here at the transfer-in conference."""
        held = add_working(case.referred, self.work.between(5, 15))
        self._confer(case, held, None, planned=True)
        return "PLAN", held

    def _visiting(self, case: Case) -> Case:
        """Another authority's plan: the child stays here for a while, the plan remains theirs."""
        work = self.work
        end = case.referred + work.between(25, 190)
        category = work.choose(weights.CATEGORY)
        case.plans.append(Plan(case.referred, end, category, category, visiting=True))
        case.stages.append((case.team, case.referred))
        return self._close(case, end, "RC5")

    def _close(self, case: Case, when: int, reason: str) -> Case:
        case.close, case.reason = when, reason
        return case

    # --- each child's own ----------------------------------------------------------------------

    def _own_copy(self, shared: Case, child: Child) -> Case:
        own = replace(
            shared,
            child=child,
            assessments=list(shared.assessments),
            enquiries=list(shared.enquiries),
            conferences=list(shared.conferences),
            plans=[replace(plan) for plan in shared.plans],
            needs=list(shared.needs),
            cares=[],
            stages=list(shared.stages),
        )
        if shared.path == "DISABILITY":
            own.cares = self.carers.short_breaks(child, shared.referred, shared.close)
        return own

    def _look_after(self, case: Case, start: int, path: str) -> None:
        """A period of care, and home again, onwards or grown up."""
        child = case.child
        care = self.carers.period(child, start, path)
        case.cares.append(care)
        case.stages.append((LAC_TEAMS[child.family.area % 4], start))
        reason = self.carers.closing_reason(care)
        if care.end > EXTRACT:
            case.close = NEVER
        elif reason is not None:
            self._close(case, care.end + self.work.between(0, 14), reason)
        elif care.end >= child.eighteen:
            self._grow_up(case, care.end)
        else:
            self._help_at_home(case, care.end)

    def _grow_up(self, case: Case, left: int) -> None:
        """Care leavers keep a case and a personal adviser until 21; some do not want one."""
        years = 3 if self.work.happens(640) else 0
        case.stages.append(("16P", left))
        self._close(case, left + 365 * years + self.work.between(0, 20), "RC7")

    def _help_at_home(self, case: Case, start: int) -> None:
        work = self.work
        end = start + work.draw(weights.HOME_AGAIN)
        case.needs.append(Need(start, end, disabled=False))
        case.stages.append((case.team, start))
        self._close(case, on_or_after(end + work.between(0, 12)), "RC7")

    def _cut_short(self, case: Case) -> None:
        """Ends all at the 18th birthday (care leavers excepted) or at death."""
        child = case.child
        limit = child.eighteen
        if any(care.end >= child.eighteen and not care.short_breaks for care in case.cares):
            limit = case.close
        if child.died is not None and case.referred < child.died < min(limit, case.close):
            limit, reason = child.died, "RC2"
        elif child.died is not None and child.died <= case.referred:
            child.died, reason = None, "RC6"
        else:
            reason = "RC6" if case.path == "DISABILITY" else "RC7"
        if case.close > limit:
            self._close(case, limit, reason)
            self._drop_after(case, limit, died=reason == "RC2")
        case.assessments = [_finished(one, case.close) for one in case.assessments]
        case.enquiries = [replace(e, end=min(e.end, case.close)) for e in case.enquiries]

    def _drop_after(self, case: Case, limit: int, died: bool) -> None:
        case.assessments = [a for a in case.assessments if a.start < limit]
        case.enquiries = [e for e in case.enquiries if e.start < limit]
        case.conferences = [c for c in case.conferences if c.held < limit]
        case.plans = [replace(p, end=min(p.end, limit)) for p in case.plans if p.start < limit]
        case.needs = [replace(n, end=min(n.end, limit)) for n in case.needs if n.start < limit]
        case.stages = [stage for stage in case.stages if stage[1] < limit]
        case.cares = [
            self.carers.cut(care, limit, died) for care in case.cares if care.start < limit
        ]


def _finished(one: Assessment, close: int) -> Assessment:
    """No assessment is left to be authorised once the case is closed."""
    if one.authorised is None or one.authorised <= close:
        return one
    return replace(one, authorised=max(close, one.start))


_START = weights.Weights({0: 62, 1: 30, 2: 6, 4: 2})
_STRATEGY = weights.Weights({0: 40, 1: 25, 2: 12, 5: 10, 10: 8, 20: 5})
_INTO_CARE = Bands((600, 0, 3), (250, 4, 20), (150, 21, 45))
