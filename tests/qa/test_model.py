"""What is handed on to reports comes back from JSON as it was."""

from datetime import date

from litmus.base import json_files
from litmus.qa.actions.register import Action
from litmus.qa.model import (
    Activity,
    Column,
    Finding,
    Graded,
    Measure,
    Quotation,
    Tally,
)


def returned(value, folder):
    return json_files.read(json_files.write(folder / "value.json", value), type(value))


def test_an_activity_comes_back_as_it_was(tmp_path):
    activity = Activity(
        "complaints", "Complaints", "13",
        [Measure("In time", "share", 3, 4, None, None, "higher")],
        [Tally("By stage", [Column("Stage", "text"), Column("In time", "share")],
               [["Stage 1", [3, 4]], ["Stage 2", None]])],
        [Quotation("She listens", "CHILD", "REVIEW")],
        grades=[Graded(date(2016, 1, 1), date(2016, 3, 31), [0, 1, 2, 0])],
    )  # fmt: skip
    assert returned(activity, tmp_path) == activity


def test_days_come_back_as_days_and_missing_ones_as_missing(tmp_path):
    action = Action("A1", "Audits", "F1", "Do", "TM-1", "TM", "CIN", "KQ2", "HIGH",
                    date(2016, 1, 4), None, date(2016, 2, 1), "done", 0)  # fmt: skip
    assert returned(action, tmp_path) == action
    finding = Finding("F1", "A1", date(2016, 1, 4), "Audits", "CIN", "KQ2", "ASSESSMENT", "NEGLECT",
                      "CONCERN", "Text", ["ASM02"])  # fmt: skip
    assert returned(finding, tmp_path) == finding
