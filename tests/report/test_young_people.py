"""The edition for young people: in their words, with pictures, and true."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litmus.base.audience import UNSUPPRESSED_FOR_CHILDREN
from litmus.base.errors import UsageError
from litmus.base.params import read
from litmus.base.periods import Period
from litmus.qa.actions.register import Action
from litmus.qa.model import Activity, Column, Measure, Quotation, Tally
from litmus.qa.recommendations import Recommendation
from litmus.report import plain_sentences as say
from litmus.report.bundle import ChartCell, ItemsCell, TableCell, Text
from litmus.report.components import Statement
from litmus.report.feed import HELD, PROVISIONAL, PlainWords
from litmus.report.report import Report
from litmus.run import plan
from report import council
from report.collation import collation, plain
from report.reading_age import grade, hard_words

PROJECT = Path(__file__).resolve().parents[2]
SEEN = PlainWords("CPP05", "Being seen", "children on a plan", "were seen on time",
                  "Your social worker comes every two weeks.")  # fmt: skip
AGAIN = PlainWords("REF02", "Coming back", "families", "had to ask for help again", "Tell us why.")
DECLARED = {d.code: d for d in council.DECLARATIONS}
FEEDBACK = Activity(
    "feedback", "Feedback", "11",
    (Measure("Pieces of feedback received", "count", 9),
     Measure("From children and young people", "share", 4, 9)),
    quotations=(Quotation("They listened.", "CHILD", "REVIEW"),),
)  # fmt: skip
ADVICE = Tally(
    "Reports of young advisers",
    [Column(name, "text") for name in ("Date", "Activity", "Young advisers", "What they found",
                                       "Response")],
    [["2016-01-28", "Mystery shopping", 5, "One desk talked over our heads.", "They were told."],
     ["2016-03-17", "Something new", None, None, None]],
)  # fmt: skip
ADVISERS = Activity(
    "advisers", "Young advisers", "18", (Measure("Reports", "count", 2),), (ADVICE,)
)


def action(state: str) -> Action:
    return Action(
        id="ACT1", activity="", reference="AUD1", text="Visit the aunt.", owner="", owner_role="SW",
        service="LAC", key_question="KQ1", priority="HIGH", raised_on=date(2016, 1, 1),
        due_on=date(2016, 2, 1), completed_on=None, state=state, days_overdue=0,
    )  # type: ignore[arg-type] # fmt: skip


def recommended(kind: str, subject: str = "", title: str = "") -> Recommendation:
    return Recommendation(kind=kind, subject=subject, title=title, number=2, evidence=("FND1",),
                          reasons=())  # type: ignore[arg-type] # fmt: skip


WHOLE = collation(
    activities=(FEEDBACK, ADVISERS),
    actions=(action("overdue"), action("open")),
    recommendations=(
        recommended("overdue actions"),
        recommended("themed audit", "NEGLECT", "Quality of plans"),
        recommended("indicator good, practice poor", "CPP05"),
        recommended("both poor", "ASM02"),
    ),
)


def report(evidence=WHOLE, rows=None, words=(SEEN, AGAIN), **more) -> Report:
    context = council.context(plain_words=words, **more)
    figures = council.all_figures() if rows is None else rows
    return Report(context, figures, council.quality(), evidence)


def of(numerator, denominator, **more):
    """The figures of a council in which so many children were seen."""
    value = 100 * numerator / denominator if denominator else None
    seen = {"numerator": numerator, "denominator": denominator, "value": value, **more}
    return [replace(f, **seen) if f.indicator == "CPP05" and f.breakdown == "all" else f
            for f in council.all_figures()]  # fmt: skip


def about(*rows_of, **more) -> list:
    return list(report(rows=of(*rows_of, **more)).young_people.about("CPP05"))


def test_a_number_is_a_sentence_an_exact_number_what_it_means_and_a_picture():
    said, exact, means, chart = about(565, 643)
    assert isinstance(said, Statement) and isinstance(chart, ChartCell)
    assert said.text == "Out of every 10 children on a plan, about 9 were seen on time."
    assert exact.text.startswith("The exact number is 87.9% (565 of 643). It is the same as ")
    assert means.text == "What it means for you: Your social worker comes every two weeks."
    assert chart.title == "Being seen" and chart.subtitle == "At 31 March 2016."
    assert chart.alt == f"{said.text} A row of 10 people: 9 people are filled in."
    assert ">about 9 of 10</text>" in chart.svg and ">87.9% (565 of 643)</text>" in chart.svg


def test_not_quite_all_is_never_ten_of_ten_in_words_or_in_the_picture():
    said, *_, chart = about(998, 1000)
    assert said.text == "Out of every 10 children on a plan, more than 9 were seen on time."
    assert chart.alt.endswith("9 people are filled in and half of one more.")
    assert "all 10" not in chart.svg


def test_few_are_named_as_they_are_and_it_is_said_that_they_are_few():
    said, exact, _, chart = about(5, 7)
    assert said.text == "Of 7 children on a plan, 5 were seen on time."
    assert say.SMALL in exact.text
    assert "A row of 7 people: 5 people are filled in." in chart.alt


@pytest.mark.parametrize(
    ("rows", "more", "words"),
    [
        ((3, 4), {}, "fewer than 5 children on a plan. That is too few to show a number."),
        ((0, 0), {}, say.NO_NUMBER),
        ((565, 643), {"status": HELD}, say.CHECKING),
    ],
)
def test_where_no_number_may_be_shown_the_reason_stands_there_and_no_picture(rows, more, words):
    said, means = about(*rows, **more)
    assert words in said.text and means.text.startswith("What it means")
    (table,) = [p for p in report(rows=of(*rows, **more)).young_people.summary()
                if isinstance(p, TableCell)]  # fmt: skip
    assert table.words[0][1] == "no number"


def test_better_or_worse_is_said_by_the_rule_of_every_page():
    def since(then: int) -> str:
        earlier = {"numerator": then, "value": then / 10}
        rows = [
            replace(f, **earlier) if f.indicator == "CPP05" and f.window_end < council.END else f
            for f in of(800, 1000)
        ]
        return plain(report(rows=rows).young_people.about("CPP05"))

    assert "It is better than a year ago (70.0% then)." in since(700)
    assert "It is worse than a year ago (90.0% then)." in since(900)
    assert "We cannot be sure that it has changed in a year (80.1% then)." in since(801)


def test_of_what_is_better_when_lower_less_is_better():
    declared = DECLARED["REF02"]
    rows = [replace(f, numerator=100, denominator=1000, value=10.0)
            if f.indicator == "REF02" and f.window_end == council.END and f.breakdown == "all"
            else replace(f, numerator=200, denominator=1000, value=20.0)
            if f.indicator == "REF02" else f for f in council.all_figures()]  # fmt: skip
    assert declared.polarity == "lower"
    assert "It is better than a year ago" in plain(report(rows=rows).young_people.about("REF02"))


def test_a_number_that_may_still_change_says_so():
    assert say.MAY_CHANGE in plain(about(565, 643, status=PROVISIONAL))


def test_the_first_page_has_a_row_a_number_in_the_order_of_the_settings():
    said, table, made_up = report().young_people.summary()
    assert re.fullmatch(r"Of 2 numbers, .* than a year ago, and .* worse\.", said.text)
    assert [row[0] for row in table.words] == ["Being seen", "Coming back"]
    assert made_up.text == say.MADE_UP
    assert say.MADE_UP not in plain(report(source_kind="ssd").young_people.summary())


def test_what_was_said_is_quoted_word_for_word_with_the_stage_alone():
    heard, quoted, said = report().young_people.told()
    assert heard.text == (
        "4 children and young people told us what they think between 1 January 2016 and 31 March "
        "2016."
    )
    assert quoted.text == say.QUOTED and said.items == ["“They listened.” (at a review)"]
    nothing = report(evidence=collation(activities=(ADVISERS,))).young_people.told()
    assert plain(nothing) == say.NOTHING_HEARD


def test_young_advisers_are_told_what_was_answered_or_that_nothing_was():
    (items,) = report().young_people.advisers()
    assert items.items == [
        "January 2016: 5 young advisers tested a service without saying who they were. What they "
        "found: “One desk talked over our heads.” What we said: “They were told.”",
        "March 2016: young advisers looked at our work. We have not given an answer yet.",
    ]
    assert plain(report(evidence=collation(activities=(FEEDBACK,))).young_people.advisers()) == (
        say.NO_ADVISERS
    )


def test_what_comes_next_is_in_plain_words_without_identifiers_and_the_register_s_words():
    said, lead, steps = report().young_people.next_steps()
    assert said.text == "We have promised to do 2 things. Not one is done yet. One is late."
    assert isinstance(lead, Text) and isinstance(steps, ItemsCell)
    assert steps.items[:2] == [
        "Look again at the other promises that are late: 2.",
        "Look closely at this: quality of plans.",
    ]
    assert "Find out more about this: being seen." in steps.items[2]
    text = plain([said, lead, steps])
    assert not re.search(r"FND|ACT|AUD|CPP05|ASM02|aunt", text)


def test_every_kind_of_recommendation_has_plain_words():
    from litmus.report.qa.recommendations import what

    for kind in say.NEXT:
        assert what(recommended(kind, "CPP05", "Neglect"), {})


def test_what_the_source_does_not_have_is_named_once_and_shown_nowhere():
    rows = [replace(f, value=None, numerator=None, reason="not available from this source: none")
            if f.indicator == "CPP05" else f for f in council.all_figures()]  # fmt: skip
    shown = report(rows=rows).young_people
    assert list(shown.about("CPP05")) == []
    assert "We have no numbers about this: being seen." in plain([shown.counting()])
    assert "Being seen" not in plain(shown.summary())


def test_without_quality_assurance_it_is_of_numbers_alone():
    shown = report(evidence=collation()).young_people
    assert list(shown.next_steps()) == []
    assert plain(shown.told()) == say.NOTHING_HEARD


def test_an_indicator_without_plain_words_is_refused():
    with pytest.raises(UsageError, match=r"no plain words for 'cpp5'\. Did you mean CPP05\?"):
        report().young_people.about("cpp5")


# --- the edition as it ships ---------------------------------------------------------------------


def planned(tmp_path: Path) -> plan.Plan:
    return plan.make("young_people", Period.parse("2016Q1"), "sample", tmp_path, {})


def test_its_figures_are_those_of_the_corporate_parenting_report(tmp_path):
    theirs = plan.make("corporate_parenting", Period.parse("2016Q1"), "sample", tmp_path, {})
    ours = planned(tmp_path)
    for name in ("indicators", "activities", "assurance", "period", "by"):
        assert getattr(ours.settings, name) == getattr(theirs.settings, name)
    assert ours.notice == UNSUPPRESSED_FOR_CHILDREN and "may not leave" in ours.notice


def test_every_number_of_its_words_is_shown_in_its_notebook(tmp_path):
    made = planned(tmp_path)
    shown = re.findall(r'"([A-Z]{3}\d\d)"', " ".join(
        "".join(cell["source"]) for cell in made.template["cells"]))  # fmt: skip
    assert shown == list(made.settings.plain_words)


def fixed_texts() -> list[str]:
    """Every text of the edition that is written down, as whole sentences."""
    settings = read(PROJECT, "young_people")
    found = [settings["purpose"], settings["readers"], UNSUPPRESSED_FOR_CHILDREN]
    for words in settings["plain_words"].values():
        given = {"who": words["who"], "did": words["did"], "words": "about 9", "whole": "7"}
        found += [words["means"], say.OF_TEN.format(**given), say.OF_FEW.format(**given)]
    for name, value in vars(say).items():
        if name.isupper() and name not in ("OF_TEN", "OF_FEW", "LISTS"):
            found += _texts(value)
    return [text if text[-1] in ".:!?”" else f"{text}." for text in found]


def _texts(value) -> list[str]:
    if isinstance(value, str):
        return [re.sub(r"\{\w+\}", "this", value)]
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in _texts(part)]


def test_a_child_of_eleven_can_read_it():
    texts = fixed_texts()
    assert grade(" ".join(texts)) <= 5
    too_hard = {text: grade(text) for text in texts if len(text.split()) > 4 and grade(text) > 8}
    assert too_hard == {}
    assert {text: found for text in texts if (found := hard_words(text))} == {}


def test_the_measure_of_reading_finds_what_is_hard():
    office = (
        "The percentage of looked-after children whose statutory review was held within timescale "
        "is provisional, and is regarded as an indicator of the effectiveness of provision."
    )
    assert grade(office) > 12
    assert {"percentage", "looked-after", "statutory", "timescale"} <= hard_words(office)
    assert grade("You can ask why. We will tell you.") < 3


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("open", "We have promised to do 1 thing. It is not done yet, and it is not late."),
        ("overdue", "We have promised to do 1 thing. It is late."),
        ("done", "We have promised to do 1 thing. It is done, and someone checks it."),
    ],
)
def test_one_promise_is_said_as_one(state, said):
    first, *_ = report(collation(actions=(action(state),))).young_people.next_steps()
    assert first.text == said
