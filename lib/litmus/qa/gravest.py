"""The gravest facts of a period, which stand first in a report: by rules of `params/gravest.yml`.

A rule looks at the tables of quality assurance or at what was counted from them, and finds a fact
or none. It names homes, teams and numbers, never a child or a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from litmus.base import numbers
from litmus.base.code_words import GRADES
from litmus.base.errors import UsageError
from litmus.base.params import Setting, mapping, read, validate
from litmus.base.periods import add_months, days_in_words
from litmus.base.spelling import did_you_mean
from litmus.qa.actions.register import Action
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.alerts import CONCERN, RAISED_ON, TOLD_IN_TIME
from litmus.qa.model import Activity, Measure
from litmus.qa.programme.audits import immediate_concerns
from litmus.qa.query import Query

NAME = "gravest"
HOMES = "Quality of children's homes"
ACTIONS = "Progress on actions since last quarter"
ALERTED = "Alerts by reviewing officers and conference chairs"
JUDGED_NOW = "a children's home was judged Inadequate"
JUDGED_BEFORE = "a children's home has been Inadequate since {month}"
JUDGED_BETTER = "a children's home that was Inadequate in {month} is now judged {grade}"
NOT_SAFE = "a visitor could not say that the children of a home are safeguarded"
EVER = date(1990, 1, 1)
# The judgements of inspectors and what visitors say of children's safety, the latest first.
JUDGED = """
SELECT hom_home_name, hom_judgement, hom_visit_date FROM qa_home_report
WHERE hom_report_type LIKE 'OFSTED%' AND hom_judgement IS NOT NULL
    AND hom_judgement <> 'NOT_APPLICABLE' AND hom_visit_date <= ? AND hom_home_name IS NOT NULL
ORDER BY hom_home_name, hom_visit_date DESC, hom_id DESC"""
VISITED = """
SELECT hom_home_name, hom_safeguarding_ok_yn, hom_visit_date FROM qa_home_report
WHERE hom_report_type = 'REG44' AND hom_safeguarding_ok_yn IN ('Y', 'N')
    AND hom_visit_date BETWEEN ? AND ? AND hom_home_name IS NOT NULL
ORDER BY hom_home_name, hom_visit_date DESC, hom_id DESC"""
ALERTS = f"""
SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT {TOLD_IN_TIME})
FROM qa_exception_alert WHERE {CONCERN} AND {RAISED_ON} BETWEEN ? AND ?"""


class Rule(Setting):
    """What a rule of `params/gravest.yml` says: why it is there, what is to be decided, by whom."""

    reason: str
    decide: str
    owner: str
    at_least: int = 1
    percent_below: float = 0
    days_above: int = 0
    months: int = 6


@dataclass(frozen=True)
class GraveFact:
    """A fact that stands first: what it is about, and what there is to say of it.

    `rule` is that of `params/gravest.yml`; `clause` the fact within a sentence on several;
    `section` the heading of the part of a report that says more; `decide` and `owner` what has to
    be decided, and by whom, "" where nothing is.
    """

    rule: str
    lead: str
    text: str
    clause: str
    section: str
    decide: str
    owner: str


@dataclass(frozen=True)
class Counted:
    """What the rules look at: the tables, the activities, the outstanding actions, the other rules,
    and how many children have no worker (None where that is not known)."""

    asked: Query
    activities: Sequence[Activity]
    actions: Sequence[Action]
    rules: Mapping[str, Rule]
    without_worker: int | None = None


Found = tuple[str, str, str, str, bool]  # lead, text, clause, section, whether it asks a decision
Look = Callable[[Counted, Rule], list[Found]]


def read_rules(project: Path) -> dict[str, Rule]:
    """The rules of `params/gravest.yml`, in its order. Raises UsageError for a wrong one."""
    where = f"params/{NAME}.yml"
    found = {}
    entries = mapping(read(project, NAME), where, "the name of each rule with what it says")
    for name, entry in entries.items():
        if name not in LOOKS:
            hint = did_you_mean(name, LOOKS)
            raise UsageError(
                f"{where}: there is no rule {name}.{hint} There are {', '.join(LOOKS)}."
            )
        found[name] = validate(Rule, entry, f"{where}, {name}")
    return found


def find(counted: Counted) -> list[GraveFact]:
    """The facts that the rules find, in the order of the rules; perhaps none."""
    return [
        GraveFact(name, lead, text, clause, section, rule.decide if asks else "", rule.owner)
        for name, rule in counted.rules.items()
        for lead, text, clause, section, asks in LOOKS[name](counted, rule)
    ]


def _inadequate(counted: Counted, rule: Rule) -> list[Found]:
    """Homes whose last judgement is Inadequate, or that were judged so in the months before: there
    is nothing left to decide where it is better since, and the last visitor had no doubt."""
    asked = counted.asked
    since = add_months(asked.end, -rule.months)
    visits, ever, found = _visits(asked), _by_home(asked, VISITED, EVER, asked.end), []
    for home, said in _judgements(asked).items():
        bad = next((day for judgement, day in said if judgement == "INADEQUATE"), None)
        if bad is None or (bad <= since and said[0][1] != bad):
            continue
        text = f"was judged Inadequate by Ofsted on {_day(bad)}"
        if said[0][1] != bad:
            text += f" and {GRADES[said[0][0]]} on {_day(said[0][1])}"
        # Of a period without a visit, what the last visitor said still holds.
        if doubts := _doubts(visits.get(home) or ever.get(home, [])[:1]):
            text += f"; {doubts}"
        settled = said[0][1] != bad and ever.get(home, [("Y", bad)])[0][0] == "Y"
        clause = _judged(asked, said, bad)
        found.append((_home(home), f"{text}.", clause, HOMES, not settled))
    return found


def _judged(asked: Query, said: Sequence[tuple[str, date]], bad: date) -> str:
    """That a home was judged Inadequate, last on `bad`, within a sentence on the period: what came
    before it is said with its month, and what it was judged since."""
    last, day = said[0]
    if day != bad:
        return JUDGED_BETTER.format(month=f"{bad:%B %Y}", grade=GRADES[last])
    if bad >= asked.start:
        return JUDGED_NOW
    since = next((n for n, (word, _) in enumerate(said) if word != "INADEQUATE"), len(said))
    return JUDGED_BEFORE.format(month=f"{said[since - 1][1]:%B %Y}")


def _not_safe(counted: Counted, rule: Rule) -> list[Found]:  # noqa: ARG001
    """Homes of which a visitor of the period could not say that children are safeguarded."""
    judged = counted.rules.get("home_inadequate")
    told = {lead for lead, *_ in _inadequate(counted, judged)} if judged else set()
    return [
        (f"{_home(home)}:", f"{doubts}.", NOT_SAFE, HOMES, True)
        for home, said in _visits(counted.asked).items()
        if _home(home) not in told and (doubts := _doubts(said))
    ]


def _doubts(said: Sequence[tuple[str, date]]) -> str:
    """On which days the visitor of a home could not say that children are safeguarded."""
    days = [_day(day) for word, day in reversed(said) if word == "N"]
    if not days:
        return ""
    later = said[0]
    since = f" and could on {_day(later[1])}" if later[0] == "Y" else ""
    return f"its visitor could not say on {numbers.join(days)} that children are safeguarded{since}"


def _judgements(asked: Query) -> dict[str, list[tuple[str, date]]]:
    return _by_home(asked, JUDGED, asked.end)


def _visits(asked: Query) -> dict[str, list[tuple[str, date]]]:
    return _by_home(asked, VISITED, asked.start, asked.end)


def _by_home(asked: Query, sql: str, *days: date) -> dict[str, list[tuple[str, date]]]:
    found: dict[str, list[tuple[str, date]]] = {}
    if asked.has("qa_home_report") and asked.service in ("", "RESIDENTIAL"):
        for home, word, day in asked.rows(sql, *days):
            found.setdefault(home, []).append((word, day))
    return found


def _concerns(counted: Counted, rule: Rule) -> list[Found]:
    asked = counted.asked
    if asked.service or not asked.has("qa_audit"):
        return []
    concerns = immediate_concerns(asked)
    found, silent = len(concerns), sum(each.concern_fed_back is None for each in concerns)
    if found < rule.at_least:
        return []
    lead = numbers.count_of(found, "immediate concern")
    told = (
        f"of {numbers.whole(silent)} no record says that the manager was told"
        if silent
        else "the manager was told of each"
    )
    were = "was" if found == 1 else "were"
    text = f"{were} found in case file audits; {told}."
    return [(lead, text, f"{lead} {were} found", "Case file audits", silent > 0)]


def _late_notifications(counted: Counted, rule: Rule) -> list[Found]:
    asked = counted.asked
    if asked.service or not asked.has("qa_exception_alert"):
        return []
    ((raised, late),) = asked.rows(ALERTS, asked.start, asked.end)
    if late < rule.at_least:
        return []
    every = numbers.count_of(raised, "alert or serious concern", "alerts and serious concerns")
    lead = f"{numbers.whole(late)} of {every}"
    were = "was" if late == 1 else "were"
    text = f"{were} not told to the team manager on the day."
    return [(lead, text, f"{lead} {text.rstrip('.')}", ALERTED, True)]


def _without_worker(counted: Counted, rule: Rule) -> list[Found]:
    found = counted.without_worker
    if found is None or found < rule.at_least:
        return []
    lead = numbers.count_of(found, "child in need", "children in need")
    verb = "is" if found == 1 else "are"
    day = _day(counted.asked.end)
    have = "has" if found == 1 else "have"
    text = f"{verb} allocated to no social worker on {day}."
    return [(lead, text, f"{lead} {have} no social worker", "Workforce capacity", True)]


def _overdue(counted: Counted, rule: Rule) -> list[Found]:
    late = [
        each for each in counted.actions if each.is_urgent and each.days_overdue > rule.days_above
    ]
    if not late or len(late) < rule.at_least:
        return []
    lead = numbers.count_of(len(late), "high-priority action")
    oldest = numbers.count_of(max(each.days_overdue for each in late), "day")
    if len(late) == 1:
        return [(lead, f"is overdue, by {oldest}.", f"{lead} is long overdue", ACTIONS, True)]
    # Those that are overdue by less are not counted here, and elsewhere they are.
    text = f"are more than {rule.days_above} days overdue, the oldest by {oldest}."
    return [(lead, text, f"{lead} are long overdue", ACTIONS, True)]


def _programme(counted: Counted, rule: Rule) -> list[Found]:
    found = []
    for activity in counted.activities:
        for measure in activity.measures:
            if measure.label == IN_TIME and _is_behind(measure, rule):
                done, due = (
                    numbers.whole(n or 0) for n in (measure.numerator, measure.denominator)
                )
                text = f"{done} of the {due} that the programme asked for were done in time."
                clause = f"{activity.title.lower()} are behind their programme"
                found.append((f"{activity.title}:", text, clause, activity.title, True))
    return found


def _is_behind(measure: Measure, rule: Rule) -> bool:
    due = measure.denominator or 0
    return due >= rule.at_least and 100 * measure.numerator < rule.percent_below * due


def _home(name: str) -> str:
    """The home as the record calls it, with the word for what it is where it does not say so."""
    return name if any(word in name.lower() for word in ("home", "house")) else f"Home {name}"


def _day(day: date) -> str:
    return days_in_words(day, day)


LOOKS: dict[str, Look] = {
    "home_inadequate": _inadequate,
    "home_not_safe": _not_safe,
    "immediate_concern": _concerns,
    "notification_late": _late_notifications,
    "child_without_worker": _without_worker,
    "actions_overdue": _overdue,
    "programme_behind": _programme,
}
