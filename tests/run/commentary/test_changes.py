"""Whatever a section shows makes its words stale, in the names of the time they were written."""

import pytest

from litmus.run.commentary.marks import HEAD
from run.commentary import notebook_of
from run.commentary.notebook_of import table, text
from run.commentary.test_staleness import marks, run, write

TEMPLATE = notebook_of.template()
BEFORE = {
    "name": "Children on a CIN plan seen within 20 working days",
    **{"numerator": 708, "denominator": 1000, "value": 70.8, "text": "70.8% (708 of 1,000)"},
    **{"shown": "70.8%", "target": "85.0%", "rating": "▲ Amber", "comparison": "none"},
    **{"status": "final", "counts": "Seen in 20 days"},
}
AFTER = BEFORE | {"numerator": 895, "value": 89.5, "text": "89.5% (895 of 1,000)", "shown": "89.5%"}
REFERRALS = BEFORE | {"name": "Referrals", "text": "10.0% (1 of 10)", "value": 10, "shown": "10.0%"}
CODE = "report.indicator('ASM02')"


def of(figures, *more):
    """The forms of the section of the slot kq1: a table of the figures, as a report has it."""
    columns = ("Indicator", "Value", "Target", "Rating", "Compared with")
    rows = [
        [each["name"], each["text"], each["target"], each["rating"], each["comparison"]]
        for each in figures.values()
    ]
    return {CODE: [table("Indicators that speak to this question", columns, *rows), *more]}


def mark(then, now, figures=None, figures_now=None):
    """The sentences of the mark on words written beside `then`, now that `now` is shown."""
    figures = {} if figures is None else figures
    working = run(TEMPLATE, figures, then)
    write(working, "Steady.")
    again = run(run(working, figures, then), figures_now or figures, now)
    found = marks(again).get("mark-kq1", "")
    return [line[2:] for line in found.split("\n") if line.startswith("- ") and "[ ]" not in line]


def changed(figure, code="CIN02"):
    then, now = {code: BEFORE}, {code: figure}
    return mark(of(then), of(now), then, now)


def test_a_cell_that_an_earlier_version_kept_as_text_has_not_changed_by_being_a_value():
    then, now = of({"CIN02": BEFORE}), of({"CIN02": BEFORE})
    (row,) = now[CODE][0]["rows"]
    row[1] = {"text": row[1], "value": 70.8, "unit": "percent", "decimals": 1}
    assert mark(then, now, {"CIN02": BEFORE}) == []
    row[1] = {**row[1], "text": "89.5% (895 of 1,000)"}
    assert mark(then, now, {"CIN02": BEFORE}, {"CIN02": AFTER}) != []


def test_a_setting_that_changes_value_and_name_is_said_in_the_name_of_the_time():
    renamed = AFTER | {"name": BEFORE["name"].replace("20", "40"), "counts": "Seen in 40 days"}
    assert changed(renamed) == [
        "Written when Children on a CIN plan seen within 20 working days (CIN02) was 70.8% (708 of "
        "1,000), now 89.5% (895 of 1,000); it is now “Children on a CIN plan seen within 40 "
        "working days”."
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"target": "70.0%", "rating": "● Green"},
            "Written when the target of {} was 85.0%, now 70.0%; it was rated ▲ Amber, now ● Green",
        ),
        ({"rating": "■ Red"}, "Written when {} was rated ▲ Amber, now ■ Red"),
        (
            {"comparison": "England 2015/16: 83.4%"},
            "Written when the comparison of {} was none, now England 2015/16: 83.4%",
        ),
        ({"name": "Another name"}, "Written when {} is now “Another name”"),
        (
            {"value": 71, "text": "71.0% (710 of 1,000)", "shown": "71.0%", "counts": "In 9 days"},
            "Written when {} was 70.8% (708 of 1,000), now 71.0% (710 of 1,000); it counted “Seen "
            "in 20 days”, now “In 9 days”",
        ),
    ],
)
def test_target_rating_comparison_name_and_what_is_counted(change, says):
    name = f"{BEFORE['name']} (CIN02)"
    assert changed(BEFORE | change) == [says.format(name) + "."]


def test_what_the_section_does_not_show_of_an_indicator_is_no_matter():
    """Its target changed, and the section names it without a target."""
    then, now = {"CIN02": BEFORE}, {"CIN02": BEFORE | {"target": "99.0%"}}
    forms = {CODE: [text(f"Look at {BEFORE['name'].lower()}.")]}
    assert mark(forms, forms, then, now) == []
    assert mark(forms, forms, then, {"CIN02": AFTER}) == []


def test_an_indicator_that_the_section_does_not_show_is_no_matter():
    then = {"CIN02": BEFORE, "REF01": REFERRALS}
    now = {"CIN02": BEFORE, "REF01": REFERRALS | {"value": 20, "text": "20.0%", "shown": "20.0%"}}
    assert mark(of({"CIN02": BEFORE}), of({"CIN02": BEFORE}), then, now) == []


FINDINGS = ("Theme", "Strengths", "Concerns")


def test_counts_of_findings_are_compared_cell_by_cell():
    then = {CODE: [table("Findings", FINDINGS, ("Neglect", "2", "3"), ("Recording", "1", "4"))]}
    now = {CODE: [table("Findings", FINDINGS, ("Neglect", "2", "5"), ("Voice *x*", "1", "1"))]}
    assert mark(then, now) == [
        "Written when in “Findings” Neglect, Concerns was 3, now 5; there was “Recording”, now "
        "gone; there was no “Voice \\*x\\*”."
    ]
    assert mark(then, then) == []


def test_rows_in_another_order_are_the_same_rows():
    rows = [("Neglect", "2", "3"), ("Recording", "1", "4")]
    then, now = (
        {CODE: [table("Findings", FINDINGS, *each)]} for each in (rows, list(reversed(rows)))
    )
    assert mark(then, now) == []


def test_a_title_that_counts_is_the_title_of_the_same_table():
    then = {CODE: [table("Outstanding actions (45)", ("Action", "State"), ("ACT1", "Open"))]}
    now = {CODE: [table("Outstanding actions (46)", ("Action", "State"), ("ACT1", "■ Overdue"))]}
    assert mark(then, now) == [
        "Written when in “Outstanding actions (45)” the title was Outstanding actions (45), now "
        "Outstanding actions (46); ACT1, State was Open, now ■ Overdue."
    ]


def test_words_charts_notes_and_what_is_gone_or_new():
    columns = [{"name": "Covers"}, {"name": "Value"}]
    chart = {"kind": "chart", "title": "Over time", "columns": columns, "rows": [["March", "1"]]}
    then = {CODE: [text("None grows. All is well.")]}
    assert mark(then, {CODE: [text("None grows. Two grow.")]}) == [
        "Written when it said “All is well.”, now “Two grow.”."
    ]
    later = chart | {"rows": [["March", "2"]]}
    assert mark({CODE: [chart]}, {CODE: [later]}) == [
        "Written when in “Over time” March, Value was 1, now 2."
    ]
    assert mark({CODE: [chart]}, {CODE: [text("There are no figures to draw.")]}) == [
        "Since then the chart “Over time” is no longer there."
    ]
    assert mark({CODE: [text("Nothing.")]}, {CODE: [chart]}) == [
        "Since then there is the chart “Over time”."
    ]
    noted = [table("T", ("A", "B"), ("x", "1"), note=each) for each in ("Of 3.", "Of 4.")]
    assert mark({CODE: [noted[0]]}, {CODE: [noted[1]]}) == [
        "Written when in “T” the note was Of 3., now Of 4.."
    ]


def test_what_her_own_cells_show_counts_too():
    working = run(TEMPLATE, {}, {})
    at = [c["id"] for c in working["cells"]].index("kq1-asm02")
    working["cells"].insert(at + 1, notebook_of.cell("code", "df.head()", "own"))
    write(working, "Steady.")
    once = run(working, {}, {"df.head()": [text("One row.")]})
    twice = run(once, {}, {"df.head()": [text("One row.")]})
    assert marks(twice) == {}
    later = run(twice, {}, {"df.head()": [text("Two rows.")]})
    assert "it said “One row.”, now “Two rows.”" in marks(later)["mark-kq1"]


def test_a_mark_stays_short():
    tables = [[table(f"T{chr(97 + n)}", ("A", "B"), *((f"r{k}", str(k + m)) for k in range(9)))
               for n in range(20)] for m in (0, 1)]  # fmt: skip
    said = mark({CODE: tables[0]}, {CODE: tables[1]})
    assert len(said) == 10
    assert said[-1] == "And 11 more changes in this section."
    assert said[0].endswith("; 6 more changes.")


def test_words_that_show_nothing_in_their_section_stand_beside_the_section_around_it():
    inner = notebook_of.cell("markdown", "### What we conclude", "conclude")
    cells = [*TEMPLATE["cells"][:6], inner, notebook_of.slot("end"), *TEMPLATE["cells"][6:]]
    template = {**TEMPLATE, "cells": cells}
    then, now = ({CODE: [text(each)]} for each in ("All well.", "All ill."))
    working = run(template, {}, then, template)
    write(working, "We conclude.", "commentary-end")
    again = run(run(working, {}, then, template), {}, now, template)
    assert HEAD in marks(again)["mark-end"]
