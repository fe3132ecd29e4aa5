"""The numbers in what people write, and what is none."""

import pytest

from litmus.publish.publication.checks.written_numbers import sentences, written


@pytest.mark.parametrize("sentence, expected", [
    ("81% of assessments were on time", [("81%", "percent", 81.0)]),
    ("81 per cent of them", [("81 per cent", "percent", 81)]),
    ("81.4 percent of them", [("81.4 percent", "percent", 81.4)]),
    ("seventy-nine per cent", [("seventy-nine per cent", "percent", 79)]),
    ("590 of 705 were on time", [("590 of 705", "pair", 590)]),
    ("2,415 assessments out of the 3,061", [("2,415 assessments out of the 3,061", "pair", 2415)]),
    ("Eight in ten were on time", [("Eight in ten", "share", 8)]),
    ("up 24.3 percentage points", [("24.3 percentage points", "points", 24.3)]),
    ("421.9 per 10,000 children", [("421.9 per 10,000", "rate", 421.9)]),
    ("We raised 29 alerts.", [("29", "count", 29)]),
    ("Nine out of ten visits", [("Nine out of ten", "share", 9)]),
    ("33/40 of them", [("33/40", "pair", 33)]),
    ("81–83% of them", [("81", "percent", 81), ("83%", "percent", 83)]),
    ("2.4pp, 3 ppts, 3pts and a 3-point rise",
     [("2.4pp", "points", 2.4), ("3 ppts", "points", 3), ("3pts", "points", 3),
      ("3-point", "points", 3)]),
    ("two hundred and twelve children", [("two hundred and twelve", "count", 212)]),
    ("In March 2016 (85% is the target)", [("85%", "percent", 85)]),
    ("A third of them, and two fifths of the rest",
     [("A third", "fraction", 33.3), ("two fifths", "fraction", 40)]),
    ("Half the assessments", [("Half", "fraction", 50)]),
    ("It took 354 days, or 1,021 calendar days", [("354", "days", 354), ("1,021", "days", 1021)]),
])  # fmt: skip
def test_what_may_be_a_figure_is_found(sentence, expected):
    assert [(n.text, n.kind, n.value) for n in written(sentence)] == expected


@pytest.mark.parametrize("sentence", [
    "On 31 March 2016 at 10:30, in 2015/16, in 2015/16Q4 and in Q3.",
    "Within 45 working days, or 3 to 6 months, or two years.",
    "Children aged 16 to 17, under 5s, and those aged 4 or over.",
    "See section 47, regulation 44, KQ2, question 3 and pages 12-14; ASM02 and WFC01.1.",
    "It cost £12,500 or £1.2m[^1]. Write to a.b1@example.org or https://example.org/81.",
    "The 2nd and 3rd visit. In March 2016, 21 March, March 21st 2016.",
    "1. The first point",
    "On 31.03.2016 and 30/06/16.",
    "16/17 year olds; 16- and 17-year-olds; quarters 1, 2 and 3; £3.4m, or 3.4m, 24/7.",
    "Article 8, Schedule 3, recommendation 4, tier 2 and COVID-19.",
    "One of the teams said so, and two others.",
    "A quarter of a year, half of the year, a third of the way and half the time.",
    "The second half of the list, and a quarter.",
    "Half of the assessments took 35 working days or fewer; 10 to 15 days.",
    "Half of the conferences came after 14 working days; half of them lasted about two hours.",
])  # fmt: skip
def test_dates_times_ages_and_references_are_no_figures(sentence):
    assert list(written(sentence)) == []


@pytest.mark.parametrize("sentence, rough", [
    ("about 80%", "about"), ("nearly 80%", "about"), ("over 75%", "over"),
    ("fewer than 12", "under"), ("~80%", "about"), (">75%", "over"), ("≤ 12%", "under"),
    ("exactly 80%", ""),
])  # fmt: skip
def test_it_knows_when_a_number_is_rough(sentence, rough):
    assert [n.rough for n in written(sentence)] == [rough]


def test_marks_of_markdown_are_no_words():
    text = "**81%** of [them](http://a.b/90).\n\n- A list, 5%\n- Another; and more"
    assert list(sentences(text)) == ["81% of them.", "- A list, 5%", "- Another; and more"]


def test_many_numbers_take_no_longer_each():
    assert len(list(written("about 12 children, " * 2000))) == 2000
