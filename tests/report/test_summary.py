"""The summary of a quarter: what was learnt, what is good, what changes, in social care and early
help."""

from dataclasses import replace
from datetime import date

from litmus.qa.actions.register import Action
from litmus.qa.gravest import GraveFact
from litmus.qa.model import Activity, Quotation
from litmus.report.components import Blocks
from litmus.report.report import Report
from litmus.report.summary import named_most
from report import council
from report.collation import collation, count, finding, plain

ACTION = Action(
    id="ACT1", activity="", reference="", text="Visit the aunt.", owner="", owner_role="SW",
    service="CIN", key_question="KQ2", priority="HIGH", raised_on=date(2016, 1, 1),
    due_on=date(2016, 4, 1), completed_on=None, state="open", days_overdue=0,
)  # type: ignore[arg-type] # fmt: skip
WHOLE = collation(
    activities=(Activity("feedback", "Feedback", "11",
                         quotations=(Quotation("They listened.", "CHILD", ""),)),),
    findings=(
        finding("FND1"), finding("FND2", activity="Complaints"),
        finding("FND3", service="EARLY_HELP"),
        finding("FND4", "STRENGTH", "FATHERS", service="EARLY_HELP"),
        finding("FND5", "STRENGTH", "FATHERS"),
        finding("FND6", "STRENGTH", "FATHERS", service="OTHER"),
    ),
    themes=(count("NEGLECT", "Neglect", 3, state="emerging"),),
    actions=(ACTION,),
)  # fmt: skip


def report(evidence=WHOLE, **more) -> Report:
    return Report(council.context(**more), council.all_figures(), council.quality(), evidence)


def test_what_was_seen_is_counted_of_all_then_of_early_help_and_of_social_care():
    points = {point.lead: point.text for point in named_most("CONCERN", WHOLE)}
    assert points == {
        "Neglect:": "3 findings, in 2 kinds of activity, and growing.",
        "Early help:": "1 concern.",
        "Social care:": "2 concerns, most often Neglect (2).",
    }
    strong = {point.lead: point.text for point in named_most("STRENGTH", WHOLE)}
    assert strong["Fathers:"] == "3 findings, in 1 kind of activity."
    assert (strong["Early help:"], strong["Social care:"]) == ("1 strength.", "1 strength.")
    assert not named_most("CONCERN", collation())


def test_points_of_concern_and_of_good_lead_nowhere_and_a_child_is_quoted():
    learnt = report().in_short.learnt()
    assert "They listened." in plain(learnt)
    shown = [part for part in (*learnt, *report().in_short.good()) if isinstance(part, Blocks)]
    points = [point for part in shown for block in part.blocks for point in block.points]
    assert points
    assert not any(point.section for point in points)


def test_no_action_is_told_in_the_words_of_the_register():
    said = plain(report().in_short.changes())
    assert "1 action is outstanding." in said
    assert "1 action falls due before the next report." in said
    assert "aunt" not in said


def test_early_help_stands_first_though_it_is_in_tables_alone_elsewhere():
    declared = [replace(d, theme="Early help" if d.code == "CLV02" else "Others")
                for d in council.DECLARATIONS]  # fmt: skip
    about = {"declarations": tuple(declared), "beside": ("CLV02", "REF01")}
    (table,) = report(**about).in_short.services()
    assert table.sections == {0: "Early help", 1: "Social care"}
    names = [str(row[0]) for row in table.rows]
    assert names[0] == next(d.brief for d in declared if d.code == "CLV02")
    assert len(names) == len(declared) - 1  # what is beside is early help's alone


def test_without_quality_assurance_the_figures_speak_alone():
    alone = Report(council.context(), council.all_figures(), council.quality(), None)
    assert not list(alone.in_short.changes())
    (blocks,) = alone.in_short.learnt()
    assert [block.heading for block in blocks.blocks] == ["What is of concern"]


def test_a_number_without_a_sign_is_said_what_it_is_per():
    (table,) = report().in_short.services()
    rates = [d.brief for d in council.context().main if d.kind == "rate"]
    assert rates and "Per 10,000 children: " in table.note
    assert all(name.lower() in table.note.lower() for name in rates)


def test_a_grave_fact_of_figures_alone_is_of_concern_and_to_be_decided():
    """Where the source has nothing of quality assurance."""
    fact = GraveFact(
        "child_without_worker", "77 children in need", "are allocated to no social worker.",
        "77 children in need have no social worker", "Workforce capacity", "Who takes them.",
        "Heads of service",
    )  # fmt: skip
    shown = report(collation(gravest=(fact,))).in_short
    assert "77 children in need are allocated to no social worker." in plain(shown.learnt())
    assert "77 children in need: who takes them. Owner: Heads of service." in plain(shown.changes())
