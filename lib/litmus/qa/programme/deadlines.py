"""Whether what the framework says must be done in time was done in time.

Hours are by the clock: an audit completed on Friday at 16:30 is to be summarised by Sunday 16:30.
Days count from the day after; which days count is a setting (`params/audit_programme.yml`), working
days by default. What lacks a time stamp after its deadline was not done in time, and is shown
apart; what is not due yet by the end of the period is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from litmus.qa.alerts import CONCERN as IS_CONCERN
from litmus.qa.alerts import RAISED_ON
from litmus.qa.programme.audits import Audit, audits, audits_between
from litmus.qa.programme.days import Days
from litmus.qa.programme.requirements import AuditProgramme, Deadlines
from litmus.qa.query import Query

State = Literal["met", "late", "not_recorded", "not_yet_due"]


@dataclass(frozen=True)
class DeadlineRule:
    """A deadline: its words and its paragraph of the framework."""

    key: str
    title: str
    framework: str


SUMMARY = DeadlineRule(
    "summary", "Summary sent to worker and manager within {summary_hours} hours", "4.6"
)
ON_FILE = DeadlineRule("on_file", "Summary on the case file within {summary_hours} hours", "4.6")
FORM = DeadlineRule("form", "Audit form to the QA Manager within {form_days} days", "4.6")
CONCERN = DeadlineRule("concern", "Immediate concern fed back the same day", "1.2, 4.6")
OBSERVATION = DeadlineRule(
    "observation", "Observation recorded within {observation_days} days", "10.3"
)
COMPLAINT = DeadlineRule("complaint", "Complaint answered within its stage's limit", "13.1")
ALERT = DeadlineRule("alert", "Alert told to the team manager the same day", "7.2")
RULES = {
    each.key: each for each in (SUMMARY, ON_FILE, FORM, CONCERN, OBSERVATION, COMPLAINT, ALERT)
}


@dataclass(frozen=True)
class Timed:
    """One thing with a deadline. `team` and `role` are whose duty it was; "" where not known."""

    rule: str
    id: str
    service: str
    team: str
    role: str
    due: datetime
    state: State


@dataclass(frozen=True)
class Timeliness:
    """How many kept a deadline. Share in time: met of met + late + not_recorded."""

    rule: str
    group: str
    met: int
    late: int
    not_recorded: int
    not_yet_due: int

    @property
    def due(self) -> int:
        """All whose deadline has passed, or that were done."""
        return self.met + self.late + self.not_recorded


def collect(asked: Query, programme: AuditProgramme) -> list[Timed]:
    """Everything with a deadline that began in the period: audits completed, observations made,
    complaints received and alerts raised in it, as they stood at its end.
    """
    limits = programme.deadlines
    days = Days.of(asked, limits.days)
    found = [
        *_of_audits(asked, limits, days),
        *_of_observations(asked, limits, days),
        *_of_complaints(asked, limits),
        *_of_alerts(asked),
    ]
    return [each for each in found if asked.service in ("", each.service)]


def by(group: Callable[[Timed], str], found: Iterable[Timed]) -> list[Timeliness]:
    """Counted by rule, in the order of `RULES`, and by group, in the order of the alphabet."""
    states: dict[tuple[str, str], list[State]] = {}
    for each in found:
        states.setdefault((each.rule, group(each)), []).append(each.state)
    order = list(RULES)
    return [
        Timeliness(
            rule, name, all_.count("met"), all_.count("late"), all_.count("not_recorded"),
            all_.count("not_yet_due"),
        )
        for (rule, name), all_ in sorted(
            states.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    ]  # fmt: skip


def by_rule(found: Iterable[Timed]) -> list[Timeliness]:
    """Counted by rule alone; their group is ""."""
    return by(lambda _: "", found)


def by_team(found: Iterable[Timed]) -> list[Timeliness]:
    """Counted by rule and team."""
    return by(lambda each: each.team, found)


def by_role(found: Iterable[Timed]) -> list[Timeliness]:
    """Counted by rule and role."""
    return by(lambda each: each.role, found)


def title(rule: str, limits: Deadlines) -> str:
    """The words for a rule, with the limits that the council has set."""
    return RULES[rule].title.format(**limits.model_dump(exclude={"complaints"}))


def state_of(stamp: datetime | None, due: datetime, as_at: date) -> State:
    """What became of a deadline. Exactly on time is in time."""
    if stamp is not None:
        return "met" if stamp <= due else "late"
    return "not_recorded" if due <= _end_of(as_at) else "not_yet_due"


def complaint_deadline(
    received: date,
    stage: str,
    due: date | None,
    extended: date | None,
    limits: Deadlines,
    days: Days,
) -> date | None:
    """The last day to answer a complaint; None where its stage has no limit and it no date.

    The date of an extension holds, else the date that was given, else the stage's limit; but none
    beyond the longest that the stage allows.
    """
    limit = limits.complaints.get(stage)  # type: ignore[call-overload]
    given = extended or due
    if limit is None:
        return given
    longest = days.add(received, limit.longest)
    return min(given, longest) if given else days.add(received, limit.days)


def _of_audits(asked: Query, limits: Deadlines, days: Days) -> Iterable[Timed]:
    for audit in audits_between(audits(asked), asked.start, asked.end):
        yield from _of_audit(audit, limits, days, asked.as_at)


def _of_audit(audit: Audit, limits: Deadlines, days: Days, as_at: date) -> Iterable[Timed]:
    if audit.completed is None:  # submitted without saying when it was completed
        return
    done = audit.completed
    clock = done + timedelta(hours=limits.summary_hours)
    rules: list[tuple[DeadlineRule, datetime | None, datetime]] = [
        (SUMMARY, audit.summary_sent, clock),
        (ON_FILE, audit.on_file, clock),
        (FORM, audit.submitted, _end_of(days.add(done.date(), limits.form_days))),
    ]
    if audit.concern:
        rules.append((CONCERN, audit.concern_fed_back, _end_of(done.date())))
    for rule, stamp, due in rules:
        state = state_of(stamp, due, as_at)
        yield Timed(rule.key, audit.id, audit.service, audit.team, audit.role, due, state)


def _of_observations(asked: Query, limits: Deadlines, days: Days) -> Iterable[Timed]:
    if not asked.has("qa_observation"):
        return
    for id_, service, team, role, day, recorded in asked.rows(
        """SELECT obs_id, COALESCE(obs_service, ''), COALESCE(obs_team_id, ''),
            COALESCE(obs_observer_role, ''), CAST(obs_at AS DATE), obs_recorded_at
        FROM qa_observation WHERE CAST(obs_at AS DATE) BETWEEN ? AND ? ORDER BY obs_id""",
        asked.start,
        asked.end,
    ):
        due = _end_of(days.add(day, limits.observation_days))
        state = state_of(recorded, due, asked.as_at)
        yield Timed(OBSERVATION.key, id_, service, team, role, due, state)


def _of_complaints(asked: Query, limits: Deadlines) -> Iterable[Timed]:
    if not asked.has("qa_complaint"):
        return
    days = Days.of(asked, limits.complaint_days)
    for id_, service, team, stage, received, due_on, extended, answered, outcome in asked.rows(
        """SELECT cmp_id, COALESCE(cmp_service, ''), COALESCE(cmp_team_id, ''),
            COALESCE(cmp_stage, ''), cmp_received_on, cmp_due_on, cmp_extended_due_on,
            cmp_responded_on, COALESCE(cmp_outcome, '')
        FROM qa_complaint WHERE cmp_received_on BETWEEN ? AND ? ORDER BY cmp_id""",
        asked.start,
        asked.end,
    ):
        last = complaint_deadline(received, stage, due_on, extended, limits, days)
        if last is None or (outcome == "WITHDRAWN" and answered is None):
            continue
        stamp = datetime.combine(answered, time()) if answered else None
        state = state_of(stamp, _end_of(last), asked.as_at)
        yield Timed(COMPLAINT.key, id_, service, team, "", _end_of(last), state)


def _of_alerts(asked: Query) -> Iterable[Timed]:
    if not asked.has("qa_exception_alert"):
        return
    services = _services(asked)
    for id_, team, source, raised, told in asked.rows(
        f"""SELECT exc_id, COALESCE(exc_team_id, ''), COALESCE(exc_source, ''), exc_raised_at,
            exc_tm_told_at
        FROM qa_exception_alert WHERE {RAISED_ON} BETWEEN ? AND ? AND {IS_CONCERN}
        ORDER BY exc_id""",
        asked.start,
        asked.end,
    ):
        due = _end_of(raised.date())
        state = state_of(told, due, asked.as_at)
        service = _service_on(services.get(team, ()), raised.date())
        yield Timed(ALERT.key, id_, service, team, source, due, state)


def _services(asked: Query) -> dict[str, list[tuple[str, date, date | None]]]:
    """The services of each team, from one day to another (exclusive)."""
    found: dict[str, list[tuple[str, date, date | None]]] = {}
    if asked.has("ref_team_service"):
        for team, *spell in asked.rows(
            """SELECT rts_team_id, rts_service, rts_valid_from, rts_valid_to
            FROM ref_team_service ORDER BY rts_valid_from"""
        ):
            found.setdefault(team, []).append((spell[0], spell[1], spell[2]))
    return found


def _service_on(spells: Sequence[tuple[str, date, date | None]], day: date) -> str:
    there = [name for name, start, end in spells if start <= day and (end is None or end > day)]
    return there[-1] if there else ""


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max)
