"""Case file audits: who audited which file for which month, what they graded, what followed."""

from collections import defaultdict

from sample_council.chance import Chance
from sample_council.days import day, on_or_after
from sample_council.qa.audit import Audit
from sample_council.qa.audit_outcomes import OutcomeRecorder
from sample_council.qa.caseload import BEGINS, SERVICE
from sample_council.qa.clock import ClockMoment, first_of_month
from sample_council.qa.course import Course, course, course_on, feedback_moment
from sample_council.qa.duties import Duties, RecordedDuty, months
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.grading import auditor_score
from sample_council.qa.moderation import moderate
from sample_council.qa.staff import role_of
from sample_council.qa.themes import PROGRAMME, Theme
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

# Per thousand audits not done: they were allocated, and the row stays.
_ALLOCATED_ALL_THE_SAME = ((BEGINS, 130), (day("2016-01-01"), 450), (day("2016-07-01"), 620))
_AMONG_THE_LAST = 8  # audits of a service that others look at again
_JOINT = {"TM": 690, "SM": 520, "IRO": 180, "CPC": 160}  # per thousand: with the worker
_JOINT_OTHERS = 90
_CONCERN = {"INADEQUATE": 150, "REQUIRES_IMPROVEMENT": 20, "GOOD": 4, "OUTSTANDING": 0}
_CLOSED, _CLOSED_AFTER = 480, 90  # per thousand audits so many days old
_CONCERNS = (
    "A bruise noted at school was not followed up with a strategy discussion.",
    "The child has not been seen for several weeks and the family do not answer the door.",
    "An adult who may not be alone with children stays in the home.",
    "The safety plan rests on a relative who has since moved away.",
    "Home conditions described last week are not safe for a baby.",
    "A missing episode was not reported to the police.",
    "The young person said that an older man gives them money; nobody acted on it.",
    "Medication is not given as it was prescribed.",
    "Contact takes place unsupervised although the plan says otherwise.",
    "The parent's mental health has become much worse since the last visit.",
)


def record(writing: Writing, seed: str) -> None:
    """Writes audits of two years with judgements, moderation, findings and actions."""
    AuditRecorder(writing, seed).record()


class AuditRecorder:
    """Writes audits month by month."""

    def __init__(self, writing: Writing, seed: str) -> None:
        self._writing = writing
        self._chance = Chance(f"{seed}/qa/audits")
        self._moderating = Chance(f"{seed}/qa/moderation")
        self._duties = Duties(seed, writing.caseload)
        self._caseload = writing.caseload
        self._practice = writing.practice
        self._outcomes = OutcomeRecorder(writing, seed)
        self._themed = _by_month(Chance(f"{seed}/qa/themed audits"))
        # By service: what reviewing officers, chairs and managers can look at again.
        self._by_managers: dict[str, list[Audit]] = defaultdict(list)
        self._all: dict[str, list[Audit]] = defaultdict(list)

    def record(self) -> None:
        for month in months():
            for duty in self._duties.of_month(month):
                self._take_up(duty)
            for theme, when in self._themed.get(month, ()):
                self._record_theme_audit(theme, when)

    # --- which file ------------------------------------------------------------------------------

    def _take_up(self, duty: RecordedDuty) -> None:
        asked = self._chance.happens(in_force(_ALLOCATED_ALL_THE_SAME, duty.month))
        if not (duty.done or asked):
            return
        audit = self._again(duty) if duty.paired else self._afresh(duty)
        if audit is None:
            return
        if duty.done:
            self._carry_out(audit)
        elif duty.role not in ("DIV_DIRECTOR", "STRAT_DIRECTOR") and duty.kind != "QA_OF_AUDIT":
            self._leave(audit)

    def _afresh(self, duty: RecordedDuty, purpose: str = "audit") -> Audit | None:
        when = course(duty.month, duty.team, self._chance)
        return self._audit(duty, when, purpose)

    def _audit(self, duty: RecordedDuty, when: Course, purpose: str) -> Audit | None:
        service, child, worker = SERVICE[duty.team], None, None
        if duty.team == "LADO":
            worker = self._caseload.worker("LADO", 0, duty.month)
        else:
            file = self._caseload.draw(duty.team, when.allocated, purpose, self._chance)
            if file is None:
                return None
            child, worker = file.child, file.worker
        if duty.kind == "SUPERVISED_IRO":
            worker = self._caseload.worker("IRO", self._chance.below(7), when.allocated)
        return Audit("", duty, service, when, child, worker)

    def _again(self, duty: RecordedDuty) -> Audit | None:
        """The file of an earlier audit: a team manager's, or any for a second look at audits."""
        pool = self._all if duty.kind == "QA_OF_AUDIT" else self._by_managers
        found = [one for service in duty.paired for one in pool[service]]
        if not found:
            return None
        found.sort(key=lambda one: one.id)
        first = self._chance.pick(found[-_AMONG_THE_LAST:])
        pool[first.service].remove(first)
        duty = duty._replace(team=first.duty.team)
        after = first.course.completed or ClockMoment(duty.month, 0)
        when = max(after.day + self._chance.between(2, 16), duty.month + 4)
        allocated = on_or_after(duty.month)
        times = course_on(allocated, when, duty.team, self._chance)
        return Audit("", duty, first.service, times, first.child, first.worker, first.id)

    def _record_theme_audit(self, theme: Theme, when: int) -> None:
        chance = self._chance
        team, auditor = chance.pick(theme.teams), chance.pick(theme.auditors)
        kind = {"LADO": "LADO", "EARLY_HELP": "EARLY_HELP"}.get(SERVICE[team], "CASE_FILE")
        role, auditor = role_of(auditor), self._caseload.in_post(auditor, when)
        duty = RecordedDuty(first_of_month(when), auditor, role, kind, team, True)
        times = course_on(on_or_after(day(theme.start)), when, team, chance)
        audit = self._audit(duty, times, theme.id)
        if audit is not None:
            audit.theme = theme
            self._carry_out(audit)

    # --- what comes of it ------------------------------------------------------------------------

    def _carry_out(self, audit: Audit) -> None:
        audit.id = self._writing.identifier("qa_audit", "AUD")
        if audit.course.completed is None:
            self._write(audit, "IN_PROGRESS" if audit.course.started else "ALLOCATED")
            return
        duty, when = audit.duty, audit.course.completed.day
        audit.true = self._practice.score(audit.child, duty.team, when)
        audit.score = auditor_score(duty.auditor, duty.role, audit.true, self._chance)
        judged = self._outcomes.judgements(audit) if duty.kind != "QA_OF_AUDIT" else {}
        moderated = moderate(self._writing, audit, judged, self._moderating)
        self._write(audit, self._status(audit, moderated))
        self._outcomes.findings(audit, judged)
        if duty.kind != "QA_OF_AUDIT" and audit.child is not None:
            self._all[audit.service].append(audit)
            if duty.role == "TM":
                self._by_managers[audit.service].append(audit)

    def _leave(self, audit: Audit) -> None:
        """Allocated, and never done."""
        audit.id = self._writing.identifier("qa_audit", "AUD")
        audit.course = Course(audit.course.allocated, None, None, None, None, None)
        self._write(audit, "NOT_DONE")

    def _status(self, audit: Audit, moderated: bool) -> str:
        completed = audit.course.completed
        if audit.course.submitted is None or completed is None:
            return "IN_PROGRESS"
        if completed.day < EXTRACT - _CLOSED_AFTER and self._chance.happens(_CLOSED):
            return "CLOSED"
        return "MODERATED" if moderated else "SUBMITTED"

    def _write(self, audit: Audit, status: str) -> None:
        duty, times = audit.duty, audit.course
        done = times.completed is not None
        grade_ = audit.grade if done else None
        joint = self._chance.happens(_JOINT.get(duty.role, _JOINT_OTHERS))
        self._writing.add(
            "qa_audit",
            *(audit.id, duty.kind, duty.month, audit.child, duty.team, audit.service),
            *(audit.worker, duty.auditor, duty.role, ("Y" if joint else "N") if done else None),
            *(audit.paired, audit.theme and audit.theme.id),
            *(times.allocated, times.started, times.completed, grade_),
            *self._concern(audit),
            *(times.summary if done else None, times.on_file if done else None),
            *(times.submitted if done else None, status),
            by=duty.auditor if done else QA_MANAGER,
            at=times.submitted or times.completed or ClockMoment(times.allocated, 9 * 60),
            restricted=audit.service == "LADO",
        )

    def _concern(
        self, audit: Audit
    ) -> tuple[str | None, str | None, ClockMoment | None, str | None]:
        """Is there an immediate concern, which, when was it fed back and to whom?"""
        completed, chance = audit.course.completed, self._chance
        if completed is None:
            return None, None, None, None
        share = _CONCERN[audit.grade] if audit.duty.kind != "QA_OF_AUDIT" else 0
        if not chance.happens(share):
            return "N", None, None, None
        text, told = chance.pick(_CONCERNS), f"TM-{audit.duty.team}"
        if audit.duty.auditor == told:
            told = f"SM-{audit.service}"
        at = feedback_moment(completed, chance)
        self._outcomes.concern(audit, text, told)
        return "Y", text, at, told if at else None


def _by_month(chance: Chance) -> dict[int, list[tuple[Theme, int]]]:
    """The files of the themed audits by month: spread from the start to a fortnight before the
    report was planned."""
    found: dict[int, list[tuple[Theme, int]]] = defaultdict(list)
    for theme in PROGRAMME:
        start, end = day(theme.start), day(theme.report) - 14
        for _ in range(theme.files):
            when = chance.between(start + 2, end)
            if when <= EXTRACT + 20:
                found[first_of_month(when)].append((theme, when))
    for planned in found.values():
        planned.sort(key=lambda one: one[1])
    return found
