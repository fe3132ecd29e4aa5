"""The single steps of a case: assessment, enquiry, help, conference, plan.

Each adds what happened to the case and says what comes next, and when.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sample_council import weights
from sample_council.chance import Bands, Chance, Urn
from sample_council.days import add_working, on_or_after, on_or_before
from sample_council.story import Assessment, CarePlan, Conference, Enquiry, Need, StoryCase
from sample_council.volumes import EXTRACT

T = TypeVar("T")
Next = tuple[str, int]  # the step that follows, and the day on which it does


def in_force(tables: Sequence[tuple[int, T]], when: int) -> T:
    """The table that held on a day, from tables with the day from which each holds."""
    return next(table for start, table in reversed(tables) if start <= when)


class Steps:
    """Draws from two streams of chance: the front door's, and that of help and protection."""

    def __init__(self, front: Chance, work: Chance) -> None:
        self._front = front
        self._work = work
        self._meetings = 0
        # What is drawn for a whole family comes from urns, so that a year's totals keep near
        # the shares although few families make them up.
        self._after: dict[str, Urn[str]] = {
            step: Urn(work) for step in ("NEED", "STEP_DOWN", "PLAN", "NO_PLAN")
        }
        self._planned: Urn[bool] = Urn(work)
        self._length: Urn[int] = Urn(work)
        self._notice: Urn[int] = Urn(work)
        self._assessed: Urn[int] = Urn(front)

    def assess(self, case: StoryCase, start: int, team: str, help_follows: bool) -> int:
        """Adds an assessment; returns the day it was authorised (or would have been)."""
        front = self._front
        days = self._assessed.measure(in_force(weights.ASSESSMENT, start), case.together)
        later, sooner = weights.DRIFT.get(team, (0, 0))
        if 31 <= days <= 45 and front.happens(later):
            days += front.between(8, 30)
        elif days > 45 and front.happens(sooner):
            days -= front.between(8, 25)
        done = add_working(start, days)
        forgotten = front.happens(weights.ASSESSMENT_FORGOTTEN)
        case.assessments.append(Assessment(start, None if forgotten else done, help_follows, team))
        return done

    def enquire(self, case: StoryCase, start: int) -> None:
        """Adds a section 47 enquiry that ends without a conference."""
        days = self._work.draw(weights.ENQUIRY_DAYS)
        case.enquiries.append(Enquiry(start, add_working(start, days), conference=False))

    def help(self, case: StoryCase, step: str, at: int) -> Next:
        """A child in need plan, and what it leads to."""
        work = self._work
        start = at + work.between(0, 8)
        end = start + work.draw(_help_lasts(step, start))
        case.needs.append(Need(start, end, disabled=step == "DISABLED"))
        case.stages.append((case.team, start))
        self._while_open(case, start, end)
        if step == "DISABLED":
            return "CLOSE", end
        if step == "NEED":
            return self._after["NEED"].draw(weights.AFTER_NEED, case.together), end
        return self._after["STEP_DOWN"].draw(weights.AFTER_STEP_DOWN, case.together), end

    def _while_open(self, case: StoryCase, start: int, end: int) -> None:
        """Enquiries without a conference, and yearly reassessments, in a case that runs on."""
        work = self._work
        for when in range(start + 60, min(end - 30, EXTRACT), 182):
            if work.happens(weights.ENQUIRY_WHILE_OPEN):
                self.enquire(case, on_or_after(when + work.below(90)))
        for when in range(start + 300, min(end - 90, EXTRACT), 365):
            if work.happens(weights.REASSESSED):
                self.assess(case, on_or_after(when + work.below(60)), case.team, True)

    def protect(self, case: StoryCase, at: int) -> Next:
        """Strategy discussion, section 47 enquiry and initial conference."""
        work = self._work
        strategy = on_or_after(at)
        notice = self._notice.measure(in_force(weights.CONFERENCE, strategy), case.together)
        held = add_working(strategy, notice)
        days = min(work.draw(weights.ENQUIRY_DAYS), max(1, held - strategy - 4))
        done = min(add_working(strategy, days), on_or_before(held - 1))
        enquiry = Enquiry(strategy, max(done, strategy), conference=True)
        case.enquiries.append(enquiry)
        if case.needs and case.needs[-1].end == at:
            case.needs[-1] = replace(case.needs[-1], end=held)
        planned = self._planned.happens(weights.CONFERENCE_LEADS_TO_PLAN, case.together)
        linked = None if work.happens(weights.ENQUIRY_NOT_LINKED) else enquiry
        self._confer(case, held, linked, planned)
        if planned:
            return "PLAN", held
        return self._after["NO_PLAN"].draw(weights.AFTER_NO_PLAN, case.together), held

    def _confer(self, case: StoryCase, held: int, enquiry: Enquiry | None, planned: bool) -> None:
        self._meetings += 1
        plan = len(case.plans) if planned else None
        transfer = case.path == "TRANSFER_IN" and not case.conferences
        meeting = f"M{self._meetings:06d}"
        case.conferences.append(Conference(held, enquiry, plan, transfer, meeting))

    def plan(self, case: StoryCase, at: int) -> Next:
        """A child protection plan, and what follows it."""
        work = self._work
        days = self._length.measure(in_force(weights.PLAN, at), case.together)
        end = on_or_before(at + days)
        category = work.choose(weights.CATEGORY)
        latest = work.choose(weights.CATEGORY) if work.happens(120) else category
        case.plans.append(CarePlan(at, end, category, latest))
        case.stages.append((case.team, at))
        self._while_open(case, at, end)
        return self._after["PLAN"].draw(weights.AFTER_PLAN, case.together), end

    def transfer_in(self, case: StoryCase) -> Next:
        """A plan elsewhere becomes a plan here at the transfer-in conference."""
        held = add_working(case.referred, self._work.between(5, 15))
        self._confer(case, held, None, planned=True)
        return "PLAN", held

    def visiting(self, case: StoryCase) -> StoryCase:
        """Another authority's plan: the child stays here for a while, the plan remains theirs."""
        work = self._work
        end = case.referred + work.between(25, 190)
        category = work.choose(weights.CATEGORY)
        case.plans.append(CarePlan(case.referred, end, category, category, visiting=True))
        case.stages.append((case.team, case.referred))
        return close(case, end, "RC5")


def close(case: StoryCase, when: int, reason: str) -> StoryCase:
    """Closes the case; returns it."""
    case.close, case.reason = when, reason
    return case


def _help_lasts(step: str, start: int) -> Bands:
    if step == "DISABLED":
        return weights.DISABLED_PLAN
    return weights.STEP_DOWN if step == "STEP_DOWN" else in_force(weights.NEED_PLAN, start)
