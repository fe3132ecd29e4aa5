"""From referral to closure: what happens in a family's case, and in each child's.

A family's case is thought out once, so that brothers and sisters share assessments, conferences
and plans; then each child's own copy ends at its 18th birthday or goes on into care.
"""

from dataclasses import replace

from sample_council import weights
from sample_council.care import Carers
from sample_council.chance import Bands, Chance, Urn, Weights
from sample_council.council import CIN_TEAMS, LAC_TEAMS, InventedCouncil
from sample_council.days import add_working, on_or_after
from sample_council.steps import Next, Steps, close
from sample_council.story import Assessment, Child, Family, Need, StoryCase
from sample_council.volumes import EXTRACT

NEVER = EXTRACT + 4000


class Journeys:
    """Decides what happens after a referral. `seed` names the streams of chance."""

    def __init__(self, seed: str, council: InventedCouncil) -> None:
        self._council = council
        self._front = Chance(f"{seed}/front door")
        self._work = Chance(f"{seed}/help and protection")
        self._carers = Carers(Chance(f"{seed}/care"))
        self._steps = Steps(self._front, self._work)
        self._enquired: dict[str, Urn[bool]] = {
            path: Urn(self._front) for path in weights.ENQUIRY_BESIDE
        }
        self._brief: Urn[bool] = Urn(self._front)

    def cases(self, family: Family, children: list[Child], day: int, path: str) -> list[StoryCase]:
        """One case a child, closed or running past the extract; the children are then busy."""
        shared, into_care = self._case_of_family(family, children, day, path)
        cases = []
        for place, child in enumerate(children):
            own = self._own_copy(shared, child)
            enters = into_care is not None and (
                place == 0 or self._work.happens(weights.SIBLING_ENTERS_CARE)
            )
            if into_care is not None and into_care < min(own.close, child.eighteen):
                if enters and child.born <= into_care:
                    self._look_after(own, into_care)
                else:
                    self._help_at_home(own, into_care)
            self._cut_at_end_of_life_or_18(own)
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

    def _case_of_family(
        self, family: Family, children: list[Child], day: int, path: str
    ) -> tuple[StoryCase, int | None]:
        """The case as the family lives it, and the day on which children enter care, if they do."""
        front = self._front
        duty = self._council.duty_team(day, front)
        case = StoryCase(
            child=children[0],
            referred=day,
            path=path,
            repeat=False,
            source=front.choose(weights.SOURCE),
            need_code="N2" if path == "DISABILITY" else front.choose(weights.NEED_CODE),
            duty=duty,
            team="DCS" if path == "DISABILITY" else CIN_TEAMS[family.area],
            together=len(children),
        )
        case.stages.append((duty, day))
        if path == "NFA":
            return close(case, add_working(day, front.between(0, 3)), "RC7"), None
        if path == "VISITING":
            return self._steps.visiting(case), None
        if path == "TRANSFER_IN":
            return self._run(case, *self._steps.transfer_in(case))
        start = add_working(day, front.choose(_START))
        done = start
        if path != "NEED" or front.happens(weights.ASSESSED_ANEW):
            done = self._steps.assess(case, start, duty, path != "NOT_IN_NEED")
        beside = self._enquired.get(path)
        if beside and beside.happens(weights.ENQUIRY_BESIDE[path], case.together):
            self._steps.enquire(case, on_or_after(day + front.between(0, 4)))
        return self._run(case, *self._first_step(day, path, done, case.together))

    def _first_step(self, day: int, path: str, done: int, together: int) -> Next:
        front = self._front
        if path == "NOT_IN_NEED":
            return "NOT_IN_NEED", done
        if path in ("PROTECTION", "AGAIN"):
            return "PROTECTION", add_working(day, front.choose(_STRATEGY))
        if path in ("CARE", "UNACCOMPANIED"):
            return "CARE", day + (0 if path == "UNACCOMPANIED" else front.draw(_INTO_CARE))
        if path == "NEED" and self._brief.happens(weights.CLOSED_AFTER_ASSESSMENT, together):
            return "CLOSE", done
        return ("DISABLED" if path == "DISABILITY" else "NEED"), done

    def _run(self, case: StoryCase, step: str, at: int) -> tuple[StoryCase, int | None]:
        """Goes from step to step until the case closes, a child enters care or the story ends."""
        while at <= EXTRACT and step != "CARE":
            if step == "NOT_IN_NEED":
                return close(case, at + self._work.between(0, 9), "RC8"), None
            if step == "CLOSE":
                reason = "RC5" if self._work.happens(weights.MOVED_AWAY) else "RC7"
                return close(case, on_or_after(at + self._work.between(0, 12)), reason), None
            step, at = self._step(case, step, at)
        case.close = NEVER
        return case, at if step == "CARE" and at <= EXTRACT else None

    def _step(self, case: StoryCase, step: str, at: int) -> Next:
        if step == "PROTECTION":
            return self._steps.protect(case, at)
        if step == "PLAN":
            return self._steps.plan(case, at)
        return self._steps.help(case, step, at)

    # --- each child's own ----------------------------------------------------------------------

    def _own_copy(self, shared: StoryCase, child: Child) -> StoryCase:
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
            own.cares = self._carers.short_breaks(child, shared.referred, shared.close)
        return own

    def _look_after(self, case: StoryCase, start: int) -> None:
        """A period of care, and home again, onwards or grown up."""
        child = case.child
        care = self._carers.period(child, start)
        case.cares.append(care)
        case.stages.append((LAC_TEAMS[child.family.area % 4], start))
        reason = self._carers.closing_reason(care)
        if care.end > EXTRACT:
            case.close = NEVER
        elif reason is not None:
            close(case, care.end + self._work.between(0, 14), reason)
        elif care.end >= child.eighteen:
            self._grow_up(case, care.end)
        else:
            self._help_at_home(case, care.end)

    def _grow_up(self, case: StoryCase, left: int) -> None:
        """Care leavers keep a case and a personal adviser until 21; some do not want one."""
        years = 3 if self._work.happens(640) else 0
        case.stages.append(("16P", left))
        close(case, left + 365 * years + self._work.between(0, 20), "RC7")

    def _help_at_home(self, case: StoryCase, start: int) -> None:
        work = self._work
        end = start + work.draw(weights.HOME_AGAIN)
        case.needs.append(Need(start, end, disabled=False))
        case.stages.append((case.team, start))
        close(case, on_or_after(end + work.between(0, 12)), "RC7")

    def _cut_at_end_of_life_or_18(self, case: StoryCase) -> None:
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
            close(case, limit, reason)
            self._drop_after(case, limit, died=reason == "RC2")
        case.assessments = [_finish(one, case.close) for one in case.assessments]
        case.enquiries = [one for one in case.enquiries if one.start < case.close]

    def _drop_after(self, case: StoryCase, limit: int, died: bool) -> None:
        case.assessments = [a for a in case.assessments if a.start < limit]
        case.enquiries = [e for e in case.enquiries if e.start < limit]
        case.conferences = [c for c in case.conferences if c.held < limit]
        case.plans = [replace(p, end=min(p.end, limit)) for p in case.plans if p.start < limit]
        case.needs = [replace(n, end=min(n.end, limit)) for n in case.needs if n.start < limit]
        case.stages = [stage for stage in case.stages if stage[1] < limit]
        case.cares = [
            self._carers.cut(care, limit, died) for care in case.cares if care.start < limit
        ]


def _finish(one: Assessment, close: int) -> Assessment:
    """No assessment is left to be authorised once the case is closed."""
    if one.authorised is None or one.authorised <= close:
        return one
    return replace(one, authorised=max(close, one.start))


_START = Weights({0: 62, 1: 30, 2: 6, 4: 2})
_STRATEGY = Weights({0: 40, 1: 25, 2: 12, 5: 10, 10: 8, 20: 5})
_INTO_CARE = Bands((600, 0, 3), (250, 4, 20), (150, 21, 45))
