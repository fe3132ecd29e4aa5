"""Findings, themes, contradictions, recommendations and actions as they are printed."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from litmus.base.errors import UsageError
from litmus.qa.actions.register import Action
from litmus.qa.collated import Balance, Compared, DeepDive, Evidence
from litmus.qa.findings import UnknownTheme
from litmus.qa.model import Column, Measure, Tally
from litmus.qa.recommendations import Recommendation
from litmus.report.bundle import NoticeCell, TableCell, Text
from litmus.report.qa.assurance import Assurance
from report import council
from report.collation import EMPTY, collation, count, crossing, finding, plain


def report(**parts: Any) -> Assurance:
    return Assurance(collation(**parts), council.lookup(), council.context())


def test_the_balance_has_a_row_for_each_key_question_with_its_words():
    balances = (Balance("KQ1", 2, 1204, 0, ("Complaints", "Surveys")), *EMPTY.balances[1:])
    (table,) = report(balances=balances).balance()
    assert len(table.words) == 6
    assert table.words[0] == [
        "What is life like for children and young people?", "2", "1,204", "0", "2 activities",
    ]  # fmt: skip
    assert table.words[5][1:] == ["0", "0", "0", "none"]
    plain(table)


def test_a_report_of_findings_alone_shows_them_and_says_how_to_get_the_rest():
    found, crossings = [finding("FND1")], [crossing("ASM02", "poor", "poor")]
    whole = report(findings=found, crossings=crossings)
    alone = Assurance(
        Evidence(found, crossings, EMPTY.theme_titles, EMPTY.key_area_titles),
        council.lookup(),
        council.context(),
    )
    assert alone.evidence("ASM02") == whole.evidence("ASM02")
    assert alone.listing() == whole.listing()
    assert alone.shown() == {}
    for call in (alone.balance, alone.themes, alone.actions, alone.recommendations):
        with pytest.raises(UsageError, match=r"assurance: whole.*params/quarterly\.yml"):
            call()


FOUND = (
    finding("FND1"),
    finding("FND2", "LEARNING", activity="Complaints"),
    finding("FND3", "STRENGTH", "FATHERS"),
    finding("FND4", "CONCERN", "Dog in the garden"),
    finding("FND5", "CONCERN", ""),
    finding("FND6", key_question="KQ1"),
)


def test_a_key_questions_findings_are_counted_by_theme_and_said_in_a_sentence():
    words, table = report(findings=FOUND).findings("KQ2")
    assert words.text == (
        "5 findings speak to this question: 1 strength, 3 concerns and 1 point of learning. "
        "Strongest: Fathers (1). Most worrying: Dog in the garden (1) and Neglect (1)."
    )
    assert table.words == [
        ["Neglect", "0", "1", "1", "2"],
        ["No theme named", "0", "1", "0", "1"],
        ["Dog in the garden", "0", "1", "0", "1"],
        ["Fathers", "1", "0", "0", "1"],
    ]


def test_one_finding_speaks_and_none_is_a_notice():
    words, _ = report(findings=FOUND).findings("KQ1")
    assert words.text.startswith("1 finding speaks to this question:")
    (notice,) = report(findings=FOUND).findings("KQ3")
    assert isinstance(notice, NoticeCell)
    assert notice.text == "No finding of January to March 2016 speaks to this question."


def test_themes_beyond_the_first_twelve_are_counted_not_dropped():
    many = tuple(finding(f"FND{n}", theme=f"Words {n:02}") for n in range(15))
    _, table = report(findings=many).findings("KQ2")
    assert len(table.words) == 12
    assert table.note == "3 themes with fewer findings not shown."
    counts = tuple(count(f"T{n}", f"Theme {n}", 20 - n) for n in range(13))
    _, chart, behind = report(themes=counts).themes()
    (table,) = behind.parts
    assert len(table.words) == 12
    assert "1 theme with fewer findings not shown." in chart.caption
    assert table.note.endswith("1 theme with fewer concerns not shown.")


THEMES = (
    count("NEGLECT", "Neglect", 12, state="emerging", strengths=1,
          kinds=("case file audit", "complaint", "survey")),
    count("FATHERS", "Fathers", 4, state="too few", strengths=6),
    count("RECORDING", "Recording", 0, state="fading", kinds=()),  # nothing in this period
)  # fmt: skip


def test_the_themes_that_grow_and_are_widely_seen_are_named_and_the_table_shows_the_past():
    items, _, behind = report(themes=THEMES).themes()
    (table,) = behind.parts
    assert items.items == [
        "Emerging: Neglect (12).",
        "Seen by three or more kinds of evidence: Neglect (12).",
        "Most often a strength: Fathers (6) and Neglect (1).",
    ]
    first, second = ([str(cell) for cell in row] for row in table.words)
    assert first == [
        "Neglect", "12", "2, 1, 3", "Concerns on Neglect: 2, 1, 3, now 12",
        "3: case file audit, complaint and survey", "1", "▲ Emerging",
    ]  # fmt: skip
    assert second[6] == "Too few to say"
    plain([items, table])


def test_without_growth_the_sentences_say_so():
    items, *_ = report(themes=(count("FATHERS", "Fathers", 4),)).themes()
    assert items.items == [
        "No theme grows beyond chance.",
        "No theme is seen by three or more kinds of evidence.",
    ]
    (notice,) = report(themes=THEMES[2:]).themes()
    assert notice.text == "No finding of January to March 2016 names a theme."


def test_unknown_words_for_themes_wait_in_a_table():
    queued = (UnknownTheme("Dog in the garden", 2, ("Case file audits", "Complaints")),)
    table = report(unknown=queued).review_queue()
    assert table.words == [["Dog in the garden", "2", "Case file audits and Complaints"]]
    assert "the council's themes" in table.note
    assert isinstance(report().review_queue(), Text)


def test_findings_one_by_one_say_what_was_found_and_name_nobody():
    (table,) = report(findings=FOUND).listing(theme="FATHERS")
    assert table.words == [
        ["Case file audits", "Fathers", "Strength", "The assessment repeats the referral."],
    ]  # fmt: skip
    (complaints,) = report(findings=FOUND).listing(kinds=["complaint"])
    assert [row[0] for row in complaints.words] == ["Complaints"]
    assert len(report(findings=FOUND).listing("KQ1").parts[0].words) == 1
    assert plain(report().listing()) == "There is no finding to list."


def test_a_contradiction_is_said_in_a_sentence_either_way():
    crossed = (
        crossing("ASM02", "good", "poor"),
        crossing("CPP05", "poor", "good", good=35),
        crossing("ICP01", "good", "good"),
        crossing("REF02", "mixed", "poor", judged=0, good=0),
        crossing("CLV02", "good", "poor", judged=0, good=0, findings=()),  # nothing beside it
    )
    *said, table = report(crossings=crossed).crossings("KQ2")
    assert [each.text for each in said] == [
        "They contradict each other, the indicator is good and practice poor: "
        "Single assessments completed within 45 working days.",
        "They contradict each other, practice is good and the indicator poor: "
        "Children on a child protection plan seen within 10 working days.",
    ]
    rows = {row[0]: row[1:] for row in table.words}
    assert rows["Single assessments completed within 45 working days"] == [
        "78.9%", "Good", "25.0% (10 of 40)", "2", "7", "Poor", "◆ Contradict",
    ]  # fmt: skip
    assert [row[7] for row in table.words] == ["◆ Contradict", "◆ Contradict", "Agree", "Open"]
    assert table.words[3][3] == "not applicable"
    plain([*said, table])


def test_a_question_without_evidence_beside_its_indicators_says_so():
    (words,) = report(crossings=(crossing("ASM02", "good", "poor"),)).crossings("KQ1")
    assert words.text == "No indicator of this question has evidence of practice beside it."


def test_an_indicators_page_says_what_quality_assurance_found():
    crossed = (crossing("ASM02", "good", "poor", findings=("FND1", "FND2", "FND3")),)
    (words,) = report(crossings=crossed, findings=FOUND).evidence("ASM02")
    assert words.text == (
        "Quality assurance: 25.0% of the judgements of Assessment in case file audits were good "
        "or outstanding (10 of 40). Findings: 2 strengths and 7 concerns. "
        "Concerns most often about Neglect (1)."
    )
    (words,) = report().evidence("ASM02")
    assert words.text == "No quality assurance finding of January to March 2016 bears on this."


RECOMMENDED = (
    Recommendation("overdue immediate actions", "", "", (), tuple(f"ACT{n}" for n in range(8)), 8),
    Recommendation("themed audit", "NEGLECT", "Neglect", ("emerging", "triangulated"),
                   ("FND1", "FND2"), 2),
    Recommendation("both poor", "ASM02", "", (), (), 40),
    Recommendation("indicator good, practice poor", "ASM02", "", (), ("FND1",), 40),
    Recommendation("practice good, indicator poor", "ASM02", "", (), ("FND1",), 40),
    Recommendation("overdue actions", "", "", (), ("ACT9",), 1),
)  # fmt: skip


def test_each_recommendation_says_what_why_whose_by_when_and_how_one_will_know():
    (table,) = report(recommendations=RECOMMENDED).recommendations()
    assert table.columns == (
        "Recommendation", "Why", "Owner", "By", "How we shall know",
    )  # fmt: skip
    later, figure = "30 June 2016", "78.9% over 12 months, target 85.0%"
    improved = (
        "Single assessments completed within 45 working days rises to its target and more than "
        "half of the judgements are good"
    )
    assert table.words == [
        ["Complete the overdue actions of immediate and high priority",
         "8 actions past the due date", "The owners in the register", later,
         "None of them is overdue"],
        ["Consider a themed audit of neglect",
         "2 concerns; it grows beyond what chance explains and three or more kinds of evidence see "
         "it", "QA Manager", later, "The audit is reported, and fewer concerns name the theme"],
        ["Agree an improvement plan for single assessments completed within 45 working days",
         f"The figure and judged practice are both poor: {figure}", "QA Manager", later,
         improved],
        ["Look behind the figure: single assessments completed within 45 working days",
         f"The figure is good, judged practice is not: {figure}", "QA Manager", later,
         improved.replace("rises to its target", "stays good")],
        ["Find what holds the figure back: single assessments completed within 45 working "
         "days", f"Practice is judged good, the figure is poor: {figure}", "QA Manager", later,
         improved],
        ["Review the other overdue actions: complete, re-date or cancel them",
         "1 action past the due date", "The owners in the register", later,
         "None of them is overdue"],
    ]  # fmt: skip
    assert not re.search("FND|ACT", str(table.words))
    (words,) = report().recommendations()
    assert words.text == "The evidence of the period supports no recommendation of its own."


def test_all_evidence_of_a_recommendation_is_listed_with_the_form_it_came_from():
    found = (finding("FND1", reference="AUD7"), finding("FND2", reference=""))
    ((table,),) = (
        f.parts for f in report(recommendations=RECOMMENDED[1:3], findings=found).rests_on()
    )
    assert table.words == [
        ["1", "FND1 (AUD7), FND2"],
        ["2", "judgements of case file audits"],
    ]
    (words,) = report().rests_on()
    assert words.text == "There is no recommendation whose evidence could be listed."


def test_a_services_recommendations_say_that_the_indicator_is_the_whole_councils():
    context = council.context(parameters={"service": "CIN"})
    cin = Assurance(collation(recommendations=RECOMMENDED[2:5]), council.lookup(), context)
    (table,) = cin.recommendations()
    assert all("figure (whole council)" in row[1] for row in table.words)


def action(id_: str, **more: Any) -> Action:
    made = Action(
        id=id_, activity="Case file audits", reference="AUD1", text="Write the chronology.",
        owner="TM-A", owner_role="TM", service="CIN", key_question="KQ2", priority="HIGH",
        raised_on=date(2016, 1, 4), due_on=date(2016, 3, 1), completed_on=None, state="overdue",
        days_overdue=30,
    )  # fmt: skip
    return replace(made, **more)


def test_the_register_names_the_owners_post_never_a_person_and_counts_the_rest():
    found = (
        action("A1"),
        action("A2", due_on=None, owner_role="", priority="", text="", state="open",
               days_overdue=0),
        action("A3"),
    )  # fmt: skip
    table, rest = report(actions=found).actions(2)
    assert table.caption == "Outstanding actions: the 2 most urgent of 3"
    assert table.words == [
        ["Write the chronology.", "Team managers, Children in Need", "High", "1 Mar 2016",
         "■ Overdue 30 days"],
        ["Write the chronology.", "Team managers, Children in Need", "High", "1 Mar 2016",
         "■ Overdue 30 days"],
    ]  # fmt: skip
    assert rest.text == (
        "1 more action, none of them overdue: no owner named 1. All 3 are in the register."
    )
    (every,) = report(actions=found).actions()
    assert every.caption == "Outstanding actions (3)"
    assert every.words[2] == ["not recorded", "Children in Need", "none", "no date", "Open"]
    assert "TM-A" not in plain(every)
    assert report().actions().parts[0].text == "No action is outstanding."


def test_progress_names_services_in_words():
    overdue = Tally("Overdue actions by age", (Column("Service", "text"), Column("All", "count")),
                    (("CIN", 3), ("", 1)))  # fmt: skip
    measures = (Measure("Actions raised", "count", 3),)
    numbers, ages = report(
        actions=(action("A1"),), action_measures=measures, overdue_actions=overdue
    ).progress()
    assert numbers.words == [["Actions raised", "3", "not known", "not compared"]]
    assert ages.words == [["Children in Need", "3"], ["not recorded", "1"]]
    assert report().progress().parts[0].text == "No action is recorded."


NO_TALLY = Tally("Empty", (), ())
JUDGED = Tally("Judgements good or better", (), (
    ("ASSESSMENT", (10, 40), (30, 40)), ("VOICE_OF_CHILD", (10, 20), (12, 20)),
    ("NEW_AREA", (0, 0), (1, 2)),
))  # fmt: skip
DIVE = DeepDive(
    theme="NEGLECT", title="Neglect", population="Children on a plan for neglect",
    groups=(Tally("The children by sex", (Column("Sex", "text"), Column("Share", "share")),
                  (("Girls", (15, 19)),)),),
    programme=NO_TALLY, sample=(Measure("Of the theme's children, audited", "share", 15, 19),),
    by_service=NO_TALLY, grades=Tally("Grades", (Column("Grade", "text"),), (("Good",),)),
    judgements=JUDGED,
    comparison=(Compared("ASM02", "percentage", (15, 19), (80, 100)),
                Compared("CPP05", "percentage", (10, 40), (30, 40)),
                Compared("LAC05", "mean", (80, 19), (0, 0))),
)  # fmt: skip


def test_a_deep_dive_shows_children_sample_judgements_and_comparison():
    dive = report(deep_dive=DIVE, findings=FOUND)
    words, by_sex = dive.population()
    assert words.text == "Children on a plan for neglect."
    assert by_sex.words == [["Girls", "78.9% (15 of 19)"]]
    (sample,) = dive.sample()
    assert sample.words == [["Of the theme's children, audited", "78.9% (15 of 19)"]]
    _, judged = dive.judgements()
    assert judged.words == [
        ["Assessment", "25.0% (10 of 40)", "75.0% (30 of 40)", "▼ clearly less"],
        ["Voice of the child", "50.0% (10 of 20)", "60.0% (12 of 20)", "no clear difference"],
        ["NEW_AREA", "not applicable", "50.0% (1 of 2)", "too few to say"],
    ]
    (compared,) = dive.comparison()
    assert compared.words == [
        ["Single assessments completed within 45 working days", "78.9% (15 of 19)",
         "80.0% (80 of 100)", "no clear difference"],
        ["Children on a child protection plan seen within 10 working days", "25.0% (10 of 40)",
         "75.0% (30 of 40)", "▼ clearly less"],
        ["LAC05", "4.2 (19)", "not applicable", "not tested"],
    ]  # fmt: skip
    assert isinstance(dive.of_theme().parts[0], TableCell)
    assert len(dive.of_theme().parts[0].words) == 3
    for several in (dive.population(), dive.sample(), dive.judgements(), dive.comparison()):
        plain(several)


def test_what_a_deep_dive_does_not_know_it_says():
    bare = replace(DIVE, population="", judgements=NO_TALLY, comparison=(), title="SMART plans")
    dive = report(deep_dive=bare)
    assert dive.population().parts[0].text == (
        "Which children SMART plans is about is not declared: this report "
        "rests on audits and findings alone."
    )
    assert "No audit of this theme" in plain(dive.judgements())
    assert "No indicator is declared" in plain(dive.comparison())
    lacking = report(deep_dive=replace(bare, absent="The data have no table ssd_cp_plans."))
    assert plain(lacking.population()).startswith("Note: The source has no records of it.")


def test_a_report_about_no_theme_says_how_to_ask_for_one():
    with pytest.raises(UsageError, match="--param theme=neglect"):
        report().population()


def test_an_empty_collation_prints_without_gaps():
    empty = report()
    for shown in (
        empty.themes(), empty.review_queue(), empty.listing(), empty.progress(), empty.actions(),
        empty.recommendations(), empty.balance(), empty.findings("KQ1"), empty.crossings("KQ1"),
    ):  # fmt: skip
        assert plain(shown)
