"""What is handed on to reports comes back from JSON as it was."""

import json
from datetime import date

from litmus.qa.actions.register import Action
from litmus.qa.model import (
    Activity,
    Column,
    Finding,
    Measure,
    Quotation,
    Tally,
    from_plain,
    to_plain,
)


def returned(value):
    return from_plain(type(value), json.loads(json.dumps(to_plain(value))))


def test_an_activity_comes_back_as_it_was():
    activity = Activity(
        "complaints", "Complaints", "13",
        (Measure("In time", "share", 3, 4, None, None, "higher"),),
        (Tally("By stage", (Column("Stage", "text"), Column("In time", "share")),
               (("Stage 1", (3, 4)), ("Stage 2", None))),),
        (Quotation("She listens", "CHILD", "REVIEW"),),
    )  # fmt: skip
    assert returned(activity) == activity


def test_days_come_back_as_days_and_missing_ones_as_missing():
    action = Action("A1", "Audits", "F1", "Do", "TM-1", "TM", "CIN", "KQ2", "HIGH",
                    date(2016, 1, 4), None, date(2016, 2, 1), "done", 0)  # fmt: skip
    assert returned(action) == action
    finding = Finding("F1", "A1", date(2016, 1, 4), "Audits", "CIN", "KQ2", "ASSESSMENT", "NEGLECT",
                      "CONCERN", "Text", ("ASM02",))  # fmt: skip
    assert returned(finding) == finding
