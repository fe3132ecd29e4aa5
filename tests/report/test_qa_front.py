"""The first page of a report on quality assurance: going well, of concern, decide now."""

from dataclasses import replace
from datetime import date

from litmus.qa.actions.register import Action
from litmus.qa.collated import Compared, DeepDive
from litmus.qa.gravest import ACTIONS, GraveFact
from litmus.qa.model import Activity, Column, Measure, Tally
from litmus.qa.recommendations import Recommendation
from litmus.report.components import Blocks
from litmus.report.qa.assurance import Assurance
from report import council
from report.collation import collation, finding

PREVIOUS = council.context().previous.short
JUDGED = Measure("Graded good or better", "share", 9, 36, 4, 20, "higher")
IN_TIME = Measure("Summary within 48 hours", "share", 31, 40, 9, 19, "higher")
LATE = Measure("Fed back to the worker", "share", 5, 40, 18, 20, "higher")
SERVICES = Tally(
    "Audits by service",
    (Column("Service", "text"), Column("Audits", "count"), Column("Good or better", "share")),
    (("Children in Need", 30, (18, 30)), ("Looked After Children", 30, (2, 30))),
)
AUDITS = Activity("audits", "Case file audits", "4", (JUDGED, IN_TIME), (SERVICES,))
OBSERVED = Activity("observations", "Observations of practice", "5", (LATE,))
OTHERS = Activity("surveys", "Surveys", "8", (LATE,))
HOME = GraveFact("home_inadequate", "Home B", "was judged Inadequate.", "a home was judged so",
                 "Quality of children's homes", "What makes it safe.", "Head of home")  # fmt: skip
CONCERN = GraveFact("immediate_concern", "1 immediate concern", "was found.", "1 was found",
                    "Case file audits", "", "QA Manager")  # fmt: skip
OVERDUE = GraveFact("actions_overdue", "4 high-priority actions", "are 28 days overdue.", "4 are",
                    ACTIONS, "Close each of them.", "as the register names them")  # fmt: skip
LOOK = Recommendation("themed audit", "NEGLECT", "Neglect", ("emerging",), ("F1",), 9)
FINDINGS = [finding(str(n)) for n in range(4)] + [finding(f"S{n}", "STRENGTH") for n in range(2)]


def action(n: int) -> Action:
    return Action(
        id=f"A{n}", activity="Case file audits", reference="", text="Do it.", owner="",
        owner_role="TM", service="EARLY_HELP" if n else "CIN", key_question="", priority="HIGH",
        raised_on=date(2015, 1, 1), due_on=date(2015, 2, 1), completed_on=None, state="overdue",
        days_overdue=300,
    )  # fmt: skip


def blocks(call: str = "audits_in_short", **parts) -> list[list[str]]:
    """The sentences of each block."""
    given = {"activities": (AUDITS, OBSERVED, OTHERS)} | parts
    shown = Assurance(collation(**given), council.lookup(), council.context())
    _, found = getattr(shown, call)()
    assert isinstance(found, Blocks)
    assert [each.heading for each in found.blocks] == ["Going well", "Of concern", "Decide now"]
    assert all(len(each.points) <= 3 for each in found.blocks)
    return [[point.sentence for point in each.points] for each in found.blocks]


def test_what_moved_beyond_chance_and_what_is_judged_poor_is_said_with_number_and_place() -> None:
    well, ill, _ = blocks(findings=FINDINGS)
    assert well == [
        "Case file audits: summary within 48 hours, 77.5% (31 of 40), clearly better than "
        f"47.4% (9 of 19) in {PREVIOUS}.",
        "Neglect is the strength named most often: 2 findings, in 1 kind of activity.",
    ]
    assert ill == [
        "Observations of practice: fed back to the worker, 12.5% (5 of 40), clearly worse than "
        f"90.0% (18 of 20) in {PREVIOUS}.",
        "Case file audits: graded good or better, 25.0% (9 of 36). Children in Need: 60.0% (18 of "
        "30), clearly more than the others' 6.7% (2 of 30).",
        "Neglect is the concern named most often: 4 findings, in 1 kind of activity, foremost in "
        "Children in Need (4).",
    ]


def test_the_gravest_fact_stands_first_the_reports_own_before_others() -> None:
    _, ill, decide = blocks(gravest=(HOME, CONCERN, OVERDUE), actions=[action(n) for n in range(4)])
    assert ill[0] == "1 immediate concern was found."
    assert decide == [
        "4 high-priority actions are 28 days overdue, foremost in Early Help (3). To decide: close "
        "each of them. Owner: as the register names them.",
        "Home B was judged Inadequate. To decide: what makes it safe. Owner: Head of home.",
    ]


def test_a_recommendation_says_what_it_rests_on_and_whose_it_is() -> None:
    _, _, (decide,) = blocks(recommendations=(LOOK,))
    assert decide == (
        "Consider a themed audit of neglect: 9 concerns; it grows beyond what chance explains. "
        "Owner: QA Manager."
    )


def test_a_month_of_which_there_is_little_to_say_says_so() -> None:
    quiet = replace(AUDITS, measures=(replace(JUDGED, numerator=9, denominator=18),), tallies=())
    assert blocks(activities=(quiet,)) == [[], [], []]


def test_alerts_have_the_pages_of_the_unit_alone() -> None:
    alerts = Activity("alerts", "Alerts", "7", (
        Measure("Alerts and serious concerns raised", "count", 40, None, 38),
        Measure("Resolved by the end of the period", "share", 10, 40, 30, 38, "higher"),
        Measure("Escalated beyond the team manager", "count", 3),
    ))  # fmt: skip
    _, ill, _ = blocks("alerts_in_short", activities=(alerts, OBSERVED))
    assert ill == [
        "Alerts: resolved by the end of the period, 25.0% (10 of 40), clearly worse than "
        f"78.9% (30 of 38) in {PREVIOUS}."
    ]


def test_a_deep_dive_says_where_its_children_and_audits_differ() -> None:
    none = Tally("None", (Column("Nothing", "text"),), ())
    judged = replace(none, rows=(("ASSESSMENT", (2, 40), (60, 120)),
                                 ("VOICE_OF_CHILD", (20, 40), (60, 120))))  # fmt: skip
    grades = replace(none, rows=(("Good", 10, 10), ("Inadequate", 10, 10)))
    compared = (
        Compared("ASM02", "percentage", (40, 100), (80, 100)),
        Compared("CPP05", "percentage", (95, 100), (60, 100)),
        Compared("ICP01", "percentage", (50, 100), (51, 100)),
    )
    by_service = Tally("By service", SERVICES.columns, SERVICES.rows)
    dive = DeepDive("NEGLECT", "Neglect", "", (), none, (), by_service, grades, judged, compared)
    well, ill, decide = blocks(
        "theme_in_short", deep_dive=dive, findings=FINDINGS,
        recommendations=(LOOK, replace(LOOK, subject="FATHERS", title="Fathers")),
    )  # fmt: skip
    assert "95.0% (95 of 100) for these children, clearly more than the 60.0%" in well[0]
    assert ill[0] == (
        "Assessment: good or better in 5.0% (2 of 40) of its audits, clearly less than the 50.0% "
        "(60 of 120) of all others."
    )
    assert "40.0% (40 of 100) for these children, clearly less than" in ill[1]
    assert len(ill) == 3 and len(decide) == 1
