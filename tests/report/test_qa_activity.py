"""One activity in print: numbers with what they rest on, change only where it was tested."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.base import numbers
from litmus.base.errors import UsageError
from litmus.qa.model import Activity, Column, Measure, Quotation, Tally
from litmus.report.bundle import ItemsCell, NoticeCell, TableCell, Text
from litmus.report.qa import activity as activities
from litmus.report.qa import cells
from litmus.report.qa.assurance import Assurance
from report import council
from report.collation import collation, plain


def shown(*measures: Measure, **more: Any) -> list[Any]:
    made = Activity("complaints", "Complaints", "13", measures, **more)
    return activities.activity(made, council.context())


def changed(measure: Measure) -> str:
    table = shown(measure)[1]
    assert isinstance(table, TableCell)
    return str(table.words[0][3])


def test_a_share_stands_with_what_it_rests_on_now_and_before():
    words, table = shown(Measure("Answered in time", "share", 15, 19, 12, 20, "higher"))
    # 15 / 19 = 78.947 %, 12 / 20 = 60 %
    assert table.columns == (
        "Measure",
        "January to March 2016",
        "October to December 2015",
        "Change",
    )
    assert table.words == [
        ["Answered in time", "78.9% (15 of 19)", "60.0% (12 of 20)", "no clear change"]
    ]
    assert words.text == (
        "Answered in time: 78.9% (15 of 19); 60.0% (12 of 20) in October to December 2015."
    )


def test_of_nothing_there_is_no_share():
    table = shown(Measure("Answered in time", "share", 0, 0, 0, 0, "higher"))[1]
    assert table.words == [["Answered in time", "not applicable", "not applicable", "not compared"]]
    assert "of 0" not in plain(table)


@pytest.mark.parametrize(
    ("now", "before", "better", "said"),
    [
        ((90, 100), (50, 100), "higher", "better"),
        ((50, 100), (90, 100), "higher", "worse"),
        ((90, 100), (50, 100), "lower", "worse"),
        ((50, 100), (90, 100), "lower", "better"),
        # Neither is better, and yet it changed.
        ((90, 100), (50, 100), "neutral", "higher"),
        ((50, 100), (90, 100), "neutral", "lower"),
        # Newcombe's interval of 9/10 less 5/10 is -0.0 to 0.66: chance may explain it.
        ((9, 10), (5, 10), "higher", "no clear change"),
        ((9, 10), (5, 10), "neutral", "no clear change"),
        ((5, 10), (0, 0), "higher", "not compared"),
        # More answers than were asked for: wrongly recorded, not tested.
        ((12, 10), (5, 10), "higher", "no clear change"),
    ],
)
def test_a_share_is_better_or_worse_only_beyond_chance(now, before, better, said):
    assert changed(Measure("Seen", "share", *now, *before, better)) == said


def test_a_clear_change_is_said_in_the_sentence_too():
    words = shown(
        Measure("Complaints", "count", 12, previous_numerator=9),
        Measure("Answered in time", "share", 90, 100, 50, 100, "higher"),
    )[0]
    assert words.text == (
        "Complaints: 12; 9 in October to December 2015. "
        "Answered in time: better, 90.0% (90 of 100) after 50.0% (50 of 100)."
    )


@pytest.mark.parametrize(
    ("now", "before", "said"), [(1204, 1200, "4 more"), (3, 5, "2 fewer"), (3, 3, "the same")]
)
def test_counts_differ_by_a_number_without_a_judgement(now, before, said):
    assert changed(Measure("Complaints", "count", now, None, before, better="lower")) == said


def test_a_mean_stands_with_how_many_and_is_not_tested():
    table = shown(Measure("Days to answer", "mean", 80, 19, 60, 20))[1]
    assert table.words == [["Days to answer", "4.2 (19)", "3.0 (20)", "not tested"]]


def test_where_the_period_before_is_not_known_it_says_so():
    words, table = shown(Measure("Complaints", "count", 12))
    assert words.text == "Complaints: 12."
    assert table.words == [["Complaints", "12", "not known", "not compared"]]


def test_an_activity_that_covers_other_months_says_which():
    words, table = shown(
        Measure("Regulation 44 visits", "count", 30, previous_numerator=29),
        covers="October 2015 to March 2016",
        covers_before="April 2015 to September 2015",
    )
    assert table.columns[1:3] == ("October 2015 to March 2016", "April 2015 to September 2015")
    assert "29 in April 2015 to September 2015" in words.text


def test_of_an_absent_activity_one_notice_says_why():
    (notice,) = shown(absent="The data have no table qa_complaint.")
    assert isinstance(notice, NoticeCell)
    assert notice.text == "Complaints: The source has no records of it."


QUOTATIONS = (
    Quotation("She listens & “gets” me <3", "CHILD", "REVIEW"),
    Quotation("Nobody rang back.", "CHILD", "FIRST_CONTACT_REFERRAL"),
    Quotation("Fine.", "CHILD", "OTHER"),
)


def test_quotations_are_word_for_word_with_the_stage_and_nobody_named():
    *_, words, items = shown(Measure("Said", "count", 3), quotations=QUOTATIONS)
    assert (type(words), type(items)) == (Text, ItemsCell)
    assert items.items == [
        "“She listens & “gets” me <3” (at a review)",
        "“Nobody rang back.” (at first contact or referral)",
        "“Fine.”",
    ]


def test_a_section_says_its_base_and_why_another_share_has_another():
    table = shown(
        Measure("Case files audited", "count", 70, previous_numerator=48),
        Measure("Good", "share", 18, 70, 18, 48, "higher", "files with a grade"),
        Measure("Sent in time", "share", 65, 79, 38, 54, "higher", "audits of every kind"),
        Measure("Filed in time", "share", 53, 78, 34, 54, "higher", "audits of every kind"),
        Measure("Immediate ones", "share", 5, 5, 1, 1, "higher", "immediate concerns"),
        Measure("Nothing of nothing", "share", 0, 0, 0, 0, "higher", "of no use"),
    )[1]
    assert table.note.startswith(
        "Shares are of the 70, or of: audits of every kind (78 to 79); immediate concerns (5). A "
    )


def test_cases_of_samples_are_not_the_samples():
    (_, table) = shown(
        Measure("Dip samples taken", "count", 36, previous_numerator=12),
        Measure("Met the standard", "share", 100, 198, 26, 71, "higher", "cases sampled"),
    )
    assert table.note.startswith("Shares are of cases sampled (198).")
    # the base grew from 71 to 198: that is effort, and is counted, not judged
    assert table.words[0] == ["Dip samples taken", "36", "12", "24 more"]


def test_each_with_the_same_base_is_explained_by_nothing():
    table = shown(
        Measure("Visits", "count", 6, previous_numerator=4),
        Measure("Form sent", "share", 5, 6, 4, 4, "higher"),
    )[1]
    assert table.note == activities.TESTED


def test_a_tally_prints_each_kind_of_cell_and_says_what_was_not_recorded():
    columns = [
        Column("Home", "text"), Column("Visits", "count"), Column("Met", "share"),
        Column("Days", "mean"), Column("Judged", "grade"), Column("On", "date"),
        Column("Late by", "days"), Column("Kappa", "agreement"),
    ]  # fmt: skip
    rows = [
        [
            "Ash House",
            1204,
            [15, 19],
            [80, 19],
            "REQUIRES_IMPROVEMENT",
            "2016-03-09",
            3,
            [0.4449, -0.081, 0.969, True],
        ],
        ["", None, [0, 0], [0, 0], None, None, None, [None, None, None, True]],
    ]
    table = cells.tally(Tally("Homes", columns, rows))
    assert table.words == [
        ["Ash House", "1,204", "78.9% (15 of 19)", "4.2 (19)", "Requires improvement",
         "9 Mar 2016", "3", "0.44 (-0.08 to 0.97), few audits"],
        ["not recorded", "not recorded", "not applicable", "not applicable", "not recorded",
         "not recorded", "not recorded", "too few to say"],
    ]  # fmt: skip
    assert table.right == frozenset({1, 2, 3, 6})


amounts = st.one_of(
    st.integers(0, 10**6),
    st.floats(0, 10**6, allow_nan=False).map(lambda value: round(value, 3)),
)


@given(
    st.builds(
        Measure,
        label=st.just("Seen"),
        kind=st.sampled_from(["count", "share", "mean"]),
        numerator=amounts,
        denominator=st.none() | amounts,
        previous_numerator=st.none() | amounts,
        previous_denominator=st.none() | amounts,
        better=st.sampled_from(["higher", "lower", "neutral"]),
    )
)
def test_any_measure_prints_with_its_own_counts(measure):
    words, table = shown(measure)
    said = plain([words, table])
    if measure.kind == "count" or measure.denominator:
        counted = measure.numerator if measure.kind != "mean" else measure.denominator
        assert numbers.amount(counted) in said
    if measure.kind == "share" and measure.denominator:
        part, whole = map(numbers.amount, (measure.numerator, measure.denominator))
        assert f"({part} of {whole})" in table.words[0][1]
    assert "of 0)" not in said


def assurance(**parts: Any) -> Assurance:
    return Assurance(collation(**parts), council.lookup(), council.context())


ACTIVITIES = (
    Activity("complaints", "Complaints", "13", (Measure("IRO alerts", "share", 15, 19),)),
    Activity("homes", "Homes", "14", (Measure("Visits", "count", 7),)),
    Activity("panels", "Panels", "17.2", (Measure("Days", "mean", 9, 0),)),
    Activity("visits", "Visits", "10.4", absent="The data have no table qa_visit."),
)


def test_an_unknown_activity_is_named_with_those_that_there_are():
    report = assurance(activities=ACTIVITIES)
    assert plain(report.activity("homes")).startswith("Visits: 7.")
    with pytest.raises(UsageError, match=r"no activity 'complaint'. Did you mean complaints\?"):
        report.activity("complaint")


def test_commentary_is_held_against_an_activitys_first_number():
    found = assurance(activities=ACTIVITIES).shown()
    assert found["complaints"] == {
        "name": "Complaints: IRO alerts",
        "numerator": 15,
        "denominator": 19,
        "value": 100 * 15 / 19,
        "text": "78.9% (15 of 19)",
    }
    assert found["homes"]["name"] == "Homes: visits"
    assert found["homes"]["value"] == 7
    assert (found["panels"]["value"], found["panels"]["text"]) == (None, "not applicable")
    assert "visits" not in found
