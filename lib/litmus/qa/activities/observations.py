"""Direct observation of practice (framework 10)."""

from __future__ import annotations

from litmus.base.code_words import LISTS, ROLES, SERVICES
from litmus.qa.activities.counting import (
    GOOD,
    GRADED,
    RowsQuery,
    by_group,
    count,
    grades,
    share,
    words_for,
)
from litmus.qa.activities.declaring import PROGRAMMED
from litmus.qa.activities.programme_counts import programme_measure, programme_tables
from litmus.qa.activities.timeliness import timeliness_measures, timeliness_tables
from litmus.qa.model import Activity, Column, Measure, Tally
from litmus.qa.programme.coverage import TeamCoverage, coverage
from litmus.qa.programme.deadlines import OBSERVATION, collect
from litmus.qa.programme.posts import team_names
from litmus.qa.programme.programme import compliance
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.query import Query

KEY, TITLE, FRAMEWORK = "observations", PROGRAMMED["observations"], "10"
ACTIVITIES = ("OBSERVATION", "CONFERENCE_OBSERVATION", "DUTY_OBSERVATION")
FEEDBACK = ("obs_child_family_feedback_yn = 'Y'", "obs_type IN ('CONFERENCE', 'REVIEW')")
LIMITS = (OBSERVATION.key,)


def observations(asked: Query, programme: AuditProgramme) -> Activity:
    """Observations of the period: judgements, deadlines, programme, and who was observed."""
    if not asked.has("qa_observation"):
        return Activity(KEY, TITLE, FRAMEWORK, absent=asked.absent("qa_observation"))
    rows = RowsQuery("qa_observation", "obs_at", "obs_service")
    made = count(asked, rows, "Observations made")
    if not made.numerator and not made.previous_numerator:
        why = f"Nothing was recorded in {asked.period.title}."
        return Activity(KEY, TITLE, FRAMEWORK, absent=why)
    now, before = collect(asked, programme), collect(asked.before(), programme)
    kept, kept_before = compliance(asked, programme), compliance(asked.before(), programme)
    teams, teams_before = coverage(asked), coverage(asked.before())
    measures = (
        made,
        share(asked, rows, "Judged good or better", f"obs_overall_grade {GOOD}",
              f"obs_overall_grade {GRADED}", base="observations with a grade"),
        share(asked, rows, "Conferences and reviews with feedback from child and family",
              *FEEDBACK, base="conferences and reviews observed"),
        *timeliness_measures(LIMITS, now, before, programme.deadlines,
                             "observations whose deadline has passed"),
        share(asked, rows, "Fed back to the worker", "obs_fed_back_worker_at IS NOT NULL", "TRUE"),
        programme_measure(kept, kept_before, ACTIVITIES),
        _twice(teams, teams_before),
    )  # fmt: skip
    tallies = (
        grades(asked, rows, "Observations by service", "obs_service", "Service",
               "obs_overall_grade", names=SERVICES),
        grades(asked, rows, "Observations by type", "obs_type", "Type", "obs_overall_grade",
               names=LISTS["observations"]),
        by_group(asked, rows, "Observations by who observed", "obs_observer_role", "Role",
                 {"Observations": "TRUE", "With feedback": FEEDBACK}, ROLES),
        *timeliness_tables(LIMITS, now, programme.deadlines, asked),
        *programme_tables(asked, kept, programme, ACTIVITIES),
        _team_tally(teams, asked),
    )  # fmt: skip
    filled = tuple(each for each in tallies if each.rows)
    return Activity(KEY, TITLE, FRAMEWORK, measures, filled)


def _twice(now: list[TeamCoverage], before: list[TeamCoverage]) -> Measure:
    """Workers who were observed on a home visit and at a conference or review within the year."""
    return Measure(
        "Workers observed on a visit and at a meeting in 12 months",
        "share",
        sum(each.both for each in now),
        sum(each.workers for each in now),
        sum(each.both for each in before),
        sum(each.workers for each in before),
        "higher",
        "workers in the teams",
    )


def _team_tally(teams: list[TeamCoverage], asked: Query) -> Tally:
    names = team_names(asked)
    columns = [
        Column("Team", "text"),
        Column("Workers", "count"),
        Column("Not observed", "count"),
        Column("Once", "count"),
        Column("Twice or more", "count"),
        Column("Home visit", "share"),
        Column("Conference or review, with feedback", "share"),
        Column("Both", "share"),
        Column("In the team less than a year", "count"),
    ]
    rows = [
        [
            words_for(each.team, names),
            each.workers,
            each.none,
            each.once,
            each.twice,
            [each.home, each.workers],
            [each.meeting, each.workers],
            [each.both, each.workers],
            each.newer,
        ]
        for each in teams
    ]
    return Tally(
        "How often team managers observed each worker in the last 12 months",
        columns,
        rows,
        "Two a year are asked for: a home visit, and a conference or review with feedback from the "
        "child and the family. Workers are those in the team at the end of the period.",
    )
