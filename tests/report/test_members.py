"""The members' edition: short, plain, and number for number that of the quarterly report."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.periods import Period
from litmus.qa.actions.register import Action
from litmus.qa.model import Activity, Measure, Quotation
from litmus.qa.recommendations import Recommendation
from litmus.report.bundle import ChartCell, ItemsCell, NoticeCell, TableCell, Title
from litmus.report.components import Blocks, Folded, Statement, Tiles
from litmus.report.feed import Original
from litmus.report.report import Report
from litmus.run import plan
from report import council
from report.collation import collation, finding, plain

QUARTERLY = "Quarterly quality assurance and performance report"
NOTICE = "Small numbers are not suppressed."
AUDITS = Activity(
    "audits", "Case file audits", "6",
    (Measure("Audits", "count", 70, None, 60),
     Measure("Graded good or better", "share", 18, 70, 40, 60, "higher")),
)  # fmt: skip
FEEDBACK = Activity("feedback", "Feedback", "11",
                    quotations=(Quotation("They listened.", "CHILD", ""),))  # fmt: skip


def action(id_: str, due_on: date, state: str = "open") -> Action:
    return Action(
        id=id_, activity="", reference="", text="Visit the aunt.", owner="", owner_role="SW",
        service="CIN", key_question="KQ2", priority="HIGH", raised_on=date(2016, 1, 1),
        due_on=due_on, completed_on=None, state=state, days_overdue=0,
    )  # type: ignore[arg-type] # fmt: skip


RECOMMENDED = Recommendation(
    kind="themed audit", subject="NEGLECT", title="Neglect", number=5, evidence=("FND1",),
    reasons=("emerging",),
)  # fmt: skip
WHOLE = collation(
    activities=(AUDITS, FEEDBACK),
    findings=(finding("FND1", theme="FATHERS"), finding("FND2", "STRENGTH")),
    actions=(
        action("ACT1", date(2016, 4, 1)),
        action("ACT2", date(2016, 2, 1), "overdue"),
        action("ACT3", date(2016, 9, 1)),
    ),
    recommendations=(RECOMMENDED,),
)


def report(evidence=WHOLE, rows=None, **more) -> Report:
    ours = {"readers": "Elected members", "notice": NOTICE, "original": Original(QUARTERLY, True)}
    context = council.context(**{**ours, **more})
    figures = council.all_figures() if rows is None else rows
    return Report(context, figures, council.quality(), evidence)


def everything(shown: Report) -> list:
    pages = [shown.members.question(code) for code in KEY_QUESTIONS]
    whole = [shown.title(), [shown.statement()], shown.members.summary(), *pages]
    return [part for parts in [*whole, shown.members.reading()] for part in parts]


def parts_of(parts, kind):
    return [part for part in parts if isinstance(part, kind)]


def test_the_first_page_says_for_whom_it_is_and_that_it_may_not_leave():
    title, notice = report().title()
    assert isinstance(title, Title) and ("For", "Elected members") in title.head
    assert isinstance(notice, NoticeCell) and notice.text == NOTICE and notice.level == "warning"
    (alone,) = report(notice="", readers="").title()
    assert "For" not in dict(alone.head)


def test_another_edition_alone_goes_without_identifiers_whatever_it_has_to_notice():
    for notice in (NOTICE, ""):
        ours, whole = report(notice=notice), report(notice=notice, original=None)
        facts, all_facts = (dict(each.title().parts[0].facts) for each in (ours, whole))
        assert set(all_facts) - set(facts) == {"Snapshot", "Made with"}
        assert not len(ours.qa.rests_on()) and "FND1" in plain(whole.qa.rests_on())
        assert "9f2c" in plain(whole.rules()) and "9f2c" not in plain(ours.rules())


def test_it_says_whose_figures_it_has_where_that_was_seen():
    (first, *_) = report().members.reading()
    assert f"All figures are those of the report “{QUARTERLY}” of the same period" in first.text
    for original in (Original(QUARTERLY), Original(QUARTERLY, same=False)):
        (first, *_) = report(original=original).members.reading()
        assert "All figures" not in first.text and f"in the report “{QUARTERLY}”" in first.text
    (first, *_) = report(original=None, source_kind="ssd").members.reading()
    assert isinstance(first, ItemsCell)


@pytest.mark.parametrize(
    ("original", "why"),
    [
        (Original(QUARTERLY, False, "other", date(2016, 3, 31)),
         "this edition was made from newer data, to 30 June 2017, and that report from data to "
         "31 March 2016."),
        (Original(QUARTERLY, False, "other", date(2017, 7, 1)), "from older data, to 30 June 2017"),
        (Original(QUARTERLY, False, "other", date(2017, 6, 30)), "made from different data."),
        (Original(QUARTERLY, False, "other"), "made from different data."),
        (Original(QUARTERLY, False, "9f2c" * 16, date(2017, 6, 30)),
         "different settings or versions of Litmus."),
    ],
)  # fmt: skip
def test_other_figures_than_the_report_s_are_said_on_the_first_page(original: Original, why: str):
    _, notice, difference = report(original=original).title()
    assert notice.text == NOTICE
    assert isinstance(difference, NoticeCell) and difference.level == "warning"
    start = f"Not all figures are those of the report “{QUARTERLY}” of the same period: "
    assert difference.text.startswith(start) and why in difference.text


@pytest.mark.parametrize("same", [True, None])
def test_nothing_is_said_of_a_difference_that_nobody_saw(same: bool | None):
    assert len(report(original=Original(QUARTERLY, same)).title()) == 2


def test_it_says_what_the_quarterly_report_says_number_for_number():
    shown = report()
    ours, theirs = shown.members.summary(), shown.summary()
    assert parts_of(ours, Tiles) == parts_of(theirs, Tiles)
    said = [[p.sentence for b in page.blocks for p in b.points]
            for (page,) in (parts_of(ours, Blocks), parts_of(theirs, Blocks))]  # fmt: skip
    assert said[0] == said[1]
    for code in ("KQ1", "KQ2", "KQ3", "KQ5"):
        mine, whole = shown.members.question(code), shown.question(code)
        assert parts_of(mine, Statement) == parts_of(whole, Statement)
        assert parts_of(mine, TableCell) == parts_of(whole, TableCell)[:1]


def test_each_point_leads_to_the_key_question_that_it_is_about():
    (page,) = parts_of(report().members.summary(), Blocks)
    places = {p.section for block in page.blocks for p in block.points}
    assert places and places <= {*KEY_QUESTIONS.values(), ""}
    decide = page.blocks[2].points[0]
    assert decide.section == KEY_QUESTIONS["KQ6"]


def test_what_audits_and_children_say_stands_with_the_figures():
    said = plain(report().members.question("KQ2"))
    assert "Case file audits: graded good or better, 25.7% (18 of 70)." in said
    assert "Strengths named, once each: Neglect. Concerns named, once each: Fathers." in said
    assert "What we do: 3 actions on this question are outstanding, 1 of them overdue." in said
    assert "They listened." in plain(report().members.question("KQ1"))


def test_the_last_question_says_what_is_decided_and_done_in_numbers():
    statement, targets, due, table = report().members.question("KQ6")
    assert statement.text == (
        "3 actions are outstanding, 1 of them overdue; "
        "1 recommendation follows from what was found."
    )
    assert targets.text.startswith("Off target: ") and "On target: " in targets.text
    assert due.text == "1 action falls due before the next report."
    assert [row[0] for row in table.words] == ["Consider a themed audit of neglect"]
    assert table.columns == ("Recommendation", "Why", "Owner")
    assert table.note == "To be done by 30 June 2016."


def test_there_is_no_identifier_no_annex_and_nothing_of_the_register():
    parts = everything(report())
    assert not parts_of(parts, Folded) and not parts_of(parts, ChartCell)
    text = "\n".join(part.plain() for part in parts)
    assert not re.search(r"\b(FND|ACT|AUD|KQ|ASM|REF|CPP|LAC|CLV)\d|9f2c|Visit the aunt", text)


def test_the_last_page_explains_the_words_of_what_is_shown_alone():
    themed = tuple(replace(d, theme="Looked-after children") for d in council.DECLARATIONS[-3:])
    said = plain(report(declarations=themed, evidence=None).members.reading())
    assert "Looked-after child: " in said and "made up" in said
    for absent in ("Referral", "Conference", "Strengths", "overdue"):
        assert absent not in said
    assert "made up" not in plain(report(source_kind="ssd").members.reading())


def test_without_quality_assurance_it_is_of_figures_alone():
    shown = report(evidence=collation())
    (page,) = parts_of(shown.members.summary(), Blocks)
    assert len(page.blocks) == 2
    text = "\n".join(
        part.plain() for code in KEY_QUESTIONS for part in shown.members.question(code)
    )
    assert "uality assurance" not in text and "action" not in text
    (targets,) = shown.members.question("KQ6")
    assert targets.text.startswith("Off target: ")


def test_a_source_with_nothing_shows_no_page():
    rows = [replace(f, value=None, numerator=None, reason="not available from this source: none")
            for f in council.all_figures()]  # fmt: skip
    shown = report(evidence=None, rows=rows)
    assert [len(shown.members.question(code)) for code in KEY_QUESTIONS] == [0] * 6


@pytest.fixture
def made(tmp_path: Path):
    def make(name: str):
        return plan.make(name, Period.parse("2016Q1"), "sample", tmp_path, {})

    return make


def test_its_settings_are_those_of_the_quarterly_report(made):
    edition = made("quarterly_members")
    ours, theirs = edition.settings, made("quarterly").settings
    for name in ("indicators", "beside", "history", "assurance", "by", "scope", "period"):
        assert getattr(ours, name) == getattr(theirs, name)
    assert "may not leave" in edition.notice
