"""Long lists: the first few rows on the page, the rest in a sentence, the whole in a file."""

import csv
import re
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

from litmus.qa.actions.register import Action
from litmus.report.bundle import TableCell, Text
from litmus.report.components import Folded
from litmus.report.qa import list_files, long_lists
from litmus.report.qa.assurance import Assurance
from report import council
from report.collation import collation, finding, plain

CONTEXT = replace(council.context(), list_files=True)
SERVICES = ("CIN", "LAC", "")
STATES = ("done", "open", "overdue", "overdue")
PRIORITIES = ("MEDIUM", "HIGH", "IMMEDIATE", "LOW")


def action(n: int, **more: object) -> Action:
    state = STATES[n % 4]
    made = Action(
        id=f"ACT{n:03}", activity="Case file audits", reference=f"AUD{n:03}", text=f"Do thing {n}.",
        owner="TM-A", owner_role="TM" if n % 2 else "SM", service=SERVICES[n % 3],
        key_question="KQ2", priority=PRIORITIES[n // 4 % 4], raised_on=date(2016, 1, 4),
        due_on=date(2016, 3, 1), completed_on=None, state=state,
        days_overdue=n if state == "overdue" else 0,
    )  # type: ignore[arg-type] # fmt: skip
    return replace(made, **more)


ACTIONS = [action(n) for n in range(56)]
FINDINGS = [
    finding(
        f"FND{n:03}", ("CONCERN", "STRENGTH", "LEARNING")[n % 3],
        ("NEGLECT", "FATHERS")[n // 3 % 2],
        activity=("Case file audits", "Complaints")[n % 4 == 0], text=f"=Found {n}",
        day=date(2016, 1, 1) + timedelta(days=n),
    )
    for n in range(60)
]  # fmt: skip


def report(context=CONTEXT, **parts) -> Assurance:
    return Assurance(collation(**parts), council.lookup(), context)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))[1:]


def numbers_after(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text.split(": ")[1].split(". ")[0])]


def test_overdue_actions_of_high_priority_stand_first_and_no_more_than_a_page_holds():
    table, said, folded = report(actions=ACTIONS).actions()
    assert isinstance(table, TableCell) and len(table.rows) == long_lists.MOST
    urgent = [a for a in ACTIONS if a.is_overdue and a.is_urgent]
    assert len(urgent) == 14
    assert [row[0] for row in table.words[:14]] == [a.text for a in urgent]
    assert isinstance(said, Text) and isinstance(folded, Folded)
    assert [row[0] for row in folded.parts[0].words] == [a.text for a in ACTIONS]


def test_the_actions_of_the_page_and_of_the_sentence_are_all_there_are_in_the_file():
    table, said, _ = report(actions=ACTIONS).actions()
    shares = numbers_after(said.text)
    assert len(table.rows) + sum(shares) == len(ACTIONS) == 56
    overdue = sum("Overdue" in row[4] for row in table.words)
    assert f"{sum(a.is_overdue for a in ACTIONS) - overdue} of them overdue" in said.text
    assert said.text.startswith("41 more actions, ")
    assert said.text.endswith("All 56 are in the file actions.csv beside this report.")
    found = rows_of(list_files.contents(collation(actions=ACTIONS))["actions.csv"])
    assert [row[0] for row in found] == [a.id for a in ACTIONS]
    assert "TM-A" not in str(found), "the owner's post, never a person"


def test_of_one_service_the_rest_is_counted_by_owner():
    ours = [replace(each, service="CIN") for each in ACTIONS]
    _, said, _ = report(actions=ours).actions()
    assert "Team managers" in said.text and sum(numbers_after(said.text)) == 41


def test_of_findings_concerns_of_the_commonest_themes_stand_first():
    table, said, folded = report(findings=FINDINGS).listing()
    assert len(table.rows) == long_lists.MOST
    assert {row[2] for row in table.words} == {"Concern"}
    assert [row[1] for row in table.words[:6]] == ["Fathers"] * 3 + ["Neglect"] * 3
    assert len(folded.parts[0].rows) == 60
    kinds = [int(n) for n in re.findall(r"(\d+) (?:concern|strength|point)s?", said.text)]
    assert len(table.rows) + sum(kinds) == 60
    assert said.text.endswith("All 60 are in the file findings.csv beside this report.")
    found = rows_of(list_files.contents(collation(findings=FINDINGS))["findings.csv"])
    assert len(found) == 60 and found[0][-1] == "'=Found 0", "no formula for a spreadsheet"


def test_a_short_list_is_whole_on_the_page_and_no_file_is_named():
    (table,) = report(actions=ACTIONS[:15]).actions()
    assert table.caption == "Outstanding actions (15)"
    (found,) = report(findings=FINDINGS[:15]).listing()
    assert len(found.rows) == 15


def test_a_report_without_the_files_names_none():
    without = report(council.context(), actions=ACTIONS, findings=FINDINGS)
    assert ".csv" not in plain(without.actions()) + plain(without.listing())


def test_an_empty_list_makes_no_file():
    assert list_files.contents(collation()) == {}
