"""What quality assurance found in the gallery's council: much, all of it good or bad, or nothing.

Findings, actions and activities are made up; what a report says of them is worked out by the
functions that collate a council's.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from litmus.figures.figure import Figure
from litmus.qa import crossreference, themes
from litmus.qa.actions import register
from litmus.qa.actions.register import Action
from litmus.qa.activities import titles
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.activities.safeguarding import ESCALATED, RAISED, RESOLVED_BY_THE_END
from litmus.qa.collated import Collation, Compared, DeepDive
from litmus.qa.collation import balances
from litmus.qa.findings import Vocabulary, unknown
from litmus.qa.gravest import GraveFact
from litmus.qa.model import Activity, Column, Finding, Measure, Quotation, Tally
from litmus.qa.parts import Part
from litmus.qa.recommendations import recommend
from litmus.qa.vocabulary import KeyArea, Theme
from litmus.report.gallery.case import PERIOD, Case

AREAS = {
    "ASSESSMENT": KeyArea(title="Assessment", key_question="KQ2", indicators=("USUAL", "LONG")),
    "VOICE": KeyArea(title="Voice of the child", key_question="KQ1", indicators=("MANY",)),
    "DEMAND": KeyArea(title="Front door", key_question="KQ6", indicators=("STEP",)),
}
THEMES = {
    code: Theme(code=code, title=title, key_area=area, key_question=AREAS[area].key_question)
    for code, title, area in (
        ("ANALYSIS", "Analysis", "ASSESSMENT"),
        ("FATHERS", "Fathers and partners", "ASSESSMENT"),
        ("VOICE", "Voice of the child", "VOICE"),
        ("THRESHOLD", "Thresholds", "DEMAND"),
    )
}
AUDITS, DIPS, COMPLAINTS = "Case file audits", "Dip samples", "Complaints"
KINDS = {AUDITS: "case file audit", DIPS: "dip sample", COMPLAINTS: "complaint"}
# Theme, kind of finding, how many, in which activity.
MIXED = (
    ("ANALYSIS", "CONCERN", 12, AUDITS),
    ("ANALYSIS", "CONCERN", 3, DIPS),
    ("ANALYSIS", "CONCERN", 2, COMPLAINTS),
    ("FATHERS", "CONCERN", 6, AUDITS),
    ("VOICE", "STRENGTH", 14, AUDITS),
    ("VOICE", "LEARNING", 2, COMPLAINTS),
    ("THRESHOLD", "STRENGTH", 5, DIPS),
    ("trauma-informed words", "CONCERN", 2, AUDITS),
)
GOOD = (("VOICE", "STRENGTH", 9, AUDITS), ("ANALYSIS", "STRENGTH", 7, DIPS))
BAD = (("ANALYSIS", "CONCERN", 9, AUDITS), ("VOICE", "CONCERN", 7, DIPS))
BEFORE = (("ANALYSIS", "CONCERN", 2, AUDITS), ("FATHERS", "CONCERN", 9, AUDITS))
JUDGED = {
    "ASSESSMENT": {"GOOD": 9, "REQUIRES_IMPROVEMENT": 27, "INADEQUATE": 4},
    "VOICE": {"OUTSTANDING": 6, "GOOD": 28, "REQUIRES_IMPROVEMENT": 6},
    "DEMAND": {"GOOD": 3, "REQUIRES_IMPROVEMENT": 4},
}
GOOD_AUDITS = (
    Measure("Case file audits completed", "count", 80, previous_numerator=60),
    Measure("Judged good or better", "share", 70, 80, 30, 60, "higher"),
    Measure(IN_TIME, "share", 80, 80, 50, 60, "higher"),
)
PARTS = (
    Part(
        "Multi-agency case file audits", 1, 3, date(2016, 2, 9), "Neglect. Share it the same day."
    ),
    Part("Section 11 reports", 0, 1, date(2015, 11, 25)),
    Part("Lessons of serious case reviews"),
    Part("Feedback of the family courts", absent="The data have no table qa_external_feedback."),
)
GRAVE = (
    GraveFact("home_inadequate", "Hazel House", "was judged Inadequate by Ofsted on 3 March 2016.",
              "a children's home was judged Inadequate", titles()["homes"],
              "What makes the home safe, by when.", "Head of Residential Care"),
    GraveFact("actions_overdue", "2 high-priority actions", "are overdue.",
              "2 high-priority actions are overdue", titles()["meetings"],
              "Close, re-date or escalate each.", "The owners in the register"),
)  # fmt: skip


def nothing() -> Collation:
    """A period in which nothing was done."""
    return _collation((), (), (), (), (), ())


def only(found: Sequence[tuple[str, str, int, str]], grave: Sequence[GraveFact]) -> Collation:
    """A period of which all is good, or all bad."""
    audits = Activity("audits", titles()["audits"], "4", GOOD_AUDITS)
    done = activities()[:1] if grave else (audits,)
    return _collation(done, _findings(found), (), (), _actions() if grave else (), grave)


def much(cases: Sequence[Case]) -> Collation:
    """A period with something of everything."""
    return _collation(activities(), _findings(MIXED), _findings(BEFORE), cases, _actions(), GRAVE)


def _collation(
    done: Sequence[Activity],
    found: Sequence[Finding],
    before: Sequence[Finding],
    cases: Sequence[Case],
    actions: Sequence[Action],
    grave: Sequence[GraveFact],
) -> Collation:
    counts = themes.count(found, [before] * 4 if before else [], THEMES, KINDS)
    suggested = themes.suggestions(counts, ())
    crossings = crossreference.cross(
        found, JUDGED, {case.code: _standing(case) for case in cases},
        {case.code: (case.question,) for case in cases}, Vocabulary(AREAS, THEMES),
    )  # fmt: skip
    return Collation(
        activities=done, balances=balances(found), findings=found, themes=counts,
        unknown=unknown(found, Vocabulary(AREAS, THEMES)), suggestions=suggested,
        crossings=crossings,
        action_measures=register.measures(actions, actions[:2], PERIOD.start, PERIOD.end),
        overdue_actions=register.ageing(actions), actions=register.by_urgency(actions),
        recommendations=recommend(suggested, crossings, actions), gravest=grave,
        theme_titles={code: each.title for code, each in THEMES.items()},
        key_area_titles={code: each.title for code, each in AREAS.items()},
        deep_dive=_dive() if cases else None, parts=PARTS if cases else (),
    )  # fmt: skip


def _standing(case: Case) -> tuple[crossreference.Side, str]:
    now: Figure | None = next(
        (f for f in case.figures if f.window_end == PERIOD.end and f.window == case.window), None
    )
    return crossreference.standing(vars(now) if now else None, case.polarity)


def _findings(groups: Sequence[tuple[str, str, int, str]]) -> tuple[Finding, ...]:
    every = [group for group in groups for _ in range(group[2])]
    return tuple(
        Finding(
            id=f"FND{n:05}", reference=f"FORM{n:04}", day=PERIOD.start + timedelta(days=n),
            activity=activity, service="CIN", theme=theme, polarity=kind,  # type: ignore[arg-type]
            key_area=THEMES[theme].key_area if theme in THEMES else "",
            key_question=THEMES[theme].key_question if theme in THEMES else "KQ2",
            text="What was seen in the file, in a sentence or two, as the auditor wrote it.",
            indicators=AREAS[THEMES[theme].key_area].indicators if theme in THEMES else (),
        )
        for n, (theme, kind, _, activity) in enumerate(every, 1)
    )  # fmt: skip


def _actions() -> tuple[Action, ...]:
    """One in each state, urgent and not, and one of which little is recorded."""
    texts = ("Agree with health partners how a strategy discussion is called out of hours, and "
             "tell every team", "Re-open the closed file", "Share the learning", "",
             "Train chairs")  # fmt: skip
    states = ("overdue", "overdue", "open", "open", "done")
    urgent = ("IMMEDIATE", "HIGH", "MEDIUM", "", "LOW")
    days = (60, 1, -20, None, 10)
    return tuple(
        Action(
            id=f"ACT{n:04}", activity=AUDITS, reference=f"FORM{n:04}", text=text, owner="",
            owner_role="" if late is None else "TM", service="CIN", key_question="KQ2",
            priority=priority, raised_on=date(2015, 11, 2), state=state,  # type: ignore[arg-type]
            due_on=None if late is None else PERIOD.end - timedelta(days=late),
            completed_on=PERIOD.end if state == "done" else None,
            days_overdue=late if late and state == "overdue" else 0,
        )
        for n, (text, state, priority, late) in enumerate(
            zip(texts, states, urgent, days, strict=True), 1
        )
    )  # fmt: skip


def activities() -> tuple[Activity, ...]:
    """One with all that an activity may hold, one with little, one without a number, one silent."""
    named = titles()
    kinds = Tally(
        "Every kind of value in a table",
        [Column("Service", "text"), Column("Number", "count"), Column("Share", "share"),
         Column("Mean", "mean"), Column("Agreement", "agreement"), Column("Grade", "grade"),
         Column("Day", "date"), Column("Days", "days")],
        [["Children in Need", 1204, (15, 19), (80, 19), (0.45, 0.06, 0.84, False), "GOOD",
          "2016-03-29", 12],
         ["Duty and Advice", 0, (0, 12), (3, 1), (0.1, -0.4, 0.6, True), "INADEQUATE",
          "2016-01-04", 0],
         ["Nothing recorded", None, (0, 0), (0, 0), (None, None, None, False), None, None, None]],
        note="A note below a table says what its numbers leave out.",
    )  # fmt: skip
    return (
        Activity(
            "audits", named["audits"], "4",
            [Measure("Case file audits completed", "count", 71, previous_numerator=64),
             Measure("Judged good or better", "share", 34, 71, 48, 64, "higher"),
             Measure(IN_TIME, "share", 60, 79, 61, 66, "higher"),
             Measure("Mean days to report", "mean", 420, 71, 500, 64, "lower")],
            [kinds], note="Two audits of twins are counted once.",
        ),
        Activity(
            "feedback", named["feedback"], "11",
            [Measure("Children and families asked", "count", 3, previous_numerator=0),
             Measure("Answers of 4 or 5 of 5", "share", 2, 3, 0, 0, "higher")],
            quotations=[Quotation("My worker listens and comes when she says.", "CHILD", "REVIEW"),
                        Quotation("I had four workers in a year, and told each of them all of it "
                                  "again from the start.", "CHILD", "OTHER")],
        ),
        Activity("homes", named["homes"], "14", [Measure("Visits", "count", 2)]),
        Activity("advisers", named["advisers"], "18", [Measure("Reports", "count", 2)],
                 [_advice()]),
        Activity("surveys", named["surveys"], "11.4", absent="no survey was made in the period."),
        Activity("panels", named["panels"], "17", [Measure("Panels", "count", 0)]),
        Activity(
            "alerts", named["alerts"], "7.2",
            [Measure(RAISED, "count", 9, previous_numerator=14),
             Measure(RESOLVED_BY_THE_END, "share", 2, 9, 9, 14, "higher"),
             Measure(ESCALATED, "count", 2, previous_numerator=1, better="lower")],
        ),
    )  # fmt: skip


def _advice() -> Tally:
    columns = (
        ("Date", "date"),
        ("Activity", "text"),
        ("Young advisers", "count"),
        ("What they found", "text"),
        ("Response", "text"),
    )
    return Tally(
        "Reports of young advisers", [Column(name, kind) for name, kind in columns],  # type: ignore[arg-type]
        [["2016-01-28", "Training", 3, "You do not ask what we would change.", "We ask it now."],
         ["2016-03-17", "Consultation", None, "The form is too long.", None]],
    )  # fmt: skip


def _dive() -> DeepDive:
    grades = [Column("Service", "text"), Column("Good or better", "share")]
    return DeepDive(
        theme="ANALYSIS", title="Analysis",
        population="Children of whom a concern of this theme was found",
        groups=[Tally("The children by sex", [Column("Sex", "text"), Column("Share", "share")],
                      [("Girls", (9, 17)), ("Boys", (8, 17))])],
        programme=Tally("The programme of audits", grades, [("Children in Need", (12, 14))]),
        sample=[Measure("Of the theme's children, audited", "share", 12, 17)],
        by_service=Tally("Audits by service", grades, [("Children in Need", (5, 12))]),
        grades=Tally("Overall grades, after moderation",
                     [Column("Overall grade", "text"), Column("Theme", "count"),
                      Column("Other audits", "count")],
                     [("Good", 5, 40), ("Requires improvement", 7, 19)]),
        judgements=Tally("", (), [("ASSESSMENT", (5, 12), (40, 59)), ("VOICE", (0, 0), (1, 2))]),
        comparison=[Compared("USUAL", "percentage", (4, 17), (595, 723)),
                    Compared("MEAN", "mean", (4_900, 17), (17_800, 75))],
    )  # fmt: skip
