"""Numbers in the commentary, held against the figures that they name.

The report shows: timely assessments 78.9% (789 of 1,000), 60.0% the quarter before, target 85.0%.
"""

from datetime import date

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.publication import made as reports
from litmus.publish.publication.checks import commentary_numbers
from litmus.publish.publication.checks.subjects import Subjects
from litmus.publish.publication.made import Asked
from litmus.publish.publication.settings import Accepted
from publish.publication.publication_bench import ANN
from run.bench_of import PERIOD

TODAY = date(2016, 4, 20)


@pytest.fixture
def doubts(bench):
    bench.run()

    def of(words, accepted=()):
        bench.write(words)
        plan = reports.plan_of(Asked("quarterly", PERIOD, bench.outputs, {}))
        with reports.hold(plan) as made:
            return commentary_numbers.check(made, accepted, TODAY)

    return of


@pytest.mark.parametrize("words", [
    "Timely assessments: 78.9%.",
    "79% of assessments were timely.",
    "789 of 1,000 assessments were timely.",
    "789 assessments were timely.",
    "Eight in ten assessments were timely.",
    "About 80% of assessments were timely; over 75% in any case.",
    "Timely assessments are 18.9 points up from 60%.",
    "Timely assessments rose from 60% a quarter earlier, but missed the target of 85%.",
    "We held 14 workshops in 12 schools, with 45 people.",
    "We shall look at 12 assessments.",
    "Assessments were timely in 2016; the limit is 45 working days.",
    "Timely assessments: ~80%, >75%; c. 80%.",
    "Nearly eight out of ten assessments were timely, or 789/1,000.",
    "Timely assessments went up 18.9pp, an 18.9-point rise, from 60%.",
    "More than three quarters of assessments were timely, and less than nine tenths of them.",
    "Four fifths of assessments were timely; over half of timely assessments were good.",
    "A third of the team attended, and waited 12 days.",
    "Assessments were timely for 16/17 year olds, COVID-19 and Article 8 or not.",
])  # fmt: skip
def test_numbers_that_agree_are_not_asked_about(doubts, words):
    assert doubts(words).faults == ()


@pytest.mark.parametrize("words, number", [
    ("81% of assessments were timely.", "81%"),
    ("Timeliness of assessments was eighty-one per cent.", "eighty-one per cent"),
    ("Timely assessments: 78%.", "78%"),
    ("Timely assessments: 78.8%.", "78.8%"),
    ("Timely assessments: 85%.", "85%"),
    ("780 of 1,000 assessments were timely.", "780 of 1,000"),
    ("789 of 900 assessments were timely.", "789 of 900"),
    ("Seven in ten assessments were timely.", "Seven in ten"),
    ("Over 80% of assessments were timely.", "80%"),
    ("812 assessments were timely.", "812"),
    ("Things are well: 95%.", "95%"),
    ("85% of assessments were timely in this quarter.", "85%"),
    ("In the quarter to 31 March 2016 our services made 85% of assessments timely.", "85%"),
    ("More than 85% of assessments were timely.", "85%"),
    ("Assessments were timely in 85% of cases in Q4 2015/16.", "85%"),
    ("Timely assessments: 82-79%.", "82"),
    ("Timely assessments: 64 pc.", "64 pc"),
    ("Timely assessments: 780/1,000.", "780/1,000"),
    ("Half of assessments were timely.", "Half"),
    ("In March 2016 half of assessments were timely, as section 47 asks.", "half"),
    ("Half of assessments were timely, within 45 working days.", "Half"),
    ("Less than three quarters of assessments were timely.", "three quarters"),
])  # fmt: skip
def test_a_number_that_does_not_is(doubts, words, number):
    faults = doubts(words).faults
    assert len(faults) == 1
    assert f"“{number}” is written in “" in faults[0].what
    assert faults[0].where == "commentary kq1 (under “What is life like?”)"
    assert "--accept kq1:" in faults[0].mend
    if "Things" not in words:
        assert "the figure of “Timely assessments” is 78.9% (789 of 1,000)" in faults[0].what


def test_an_answer_is_kept_with_its_reason_until_its_day(doubts):
    words = "81% of assessments were timely."

    def accepted(until):
        return Accepted(report="quarterly", period="2016Q1", slot="kq1", number="81 %",
                        reason="Late recording", by=ANN, until=until)  # fmt: skip

    found = doubts(words, [accepted("2016-04-20")])
    assert found.faults == ()
    assert found.remarks[0].text.startswith(
        "Commentary kq1 (under “What is life like?”): it says 81%, where the figure of "
    )
    assert found.remarks[0].text.endswith(
        "Accepted by Ann Alys until 2016-04-20, because: Late recording."
    )
    late = doubts(words, [accepted("2016-04-19")])
    assert "was accepted until 2016-04-19 by Ann Alys" in late.faults[0].what


def test_it_is_asked_about_when_somebody_publishes(bench):
    bench.make("81% of assessments were timely.")
    with pytest.raises(LitmusError, match="is not ready to be published: 1 thing stands"):
        bench.publish(ANN)
    bench.publish(ANN, answers={("kq1", "81%"): "Late recording"})
    with pytest.raises(UsageError, match="--accept kq1:82%: no such number"):
        bench.publish(ANN, answers={("kq1", "81%"): "Late", ("kq1", "82%"): "Late"})


def test_a_sentence_is_about_what_it_names():
    found = Subjects({
        "ASM02": ["Single assessments completed within 45 working days", "Assessments on time"],
        "ASM03": ["Open single assessments over 45 working days", "Assessments overdue"],
        "REF02": ["Re-referrals within 12 months of a previous referral", "Re-referrals"],
        "complaints": ["Complaints and what is learnt from them", "complaints received"],
    })  # fmt: skip
    assert found.of("Timeliness of assessment is good") == ["ASM02"]
    assert found.of("asm03 was high") == ["ASM03"]
    assert found.of("More single assessments were completed") == ["ASM02"]
    assert found.of("We received 18 complaints") == ["complaints"]
    assert found.of("All is well") == []


def test_days_are_asked_about_where_the_figure_is_one_of_days(bench, monkeypatch):
    bench.run()
    bench.write("Adoption took 801 days; visits are due within 10 days.")
    plan = reports.plan_of(Asked("quarterly", PERIOD, bench.outputs, {}))

    def asked(*names):
        monkeypatch.setattr(commentary_numbers, "_names", lambda _: {"ASM02": names})
        with reports.hold(plan) as made:
            return [each.number.text for each in commentary_numbers.doubts(made)]

    assert asked("Average days from entering care", "Days to adoption") == ["801"]
    assert asked("Adoptions within 12 days", "Adoption") == []
