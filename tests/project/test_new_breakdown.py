"""A new breakdown is one row of `litmus.base.breakdowns`: everything that groups figures has it."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from litmus.base.breakdowns import BREAKDOWNS, Breakdown, GroupWords
from litmus.cli.app import commands
from litmus.report import equality
from litmus.report.book import groups, index
from litmus.report.bundle import TableCell, Text
from litmus.report.components import Folded
from litmus.report.feed import Figure
from litmus.report.report import Report
from qa.made import asked
from qa.test_deep_dive import CHILDREN, NEGLECT, dived
from report import council
from report.test_book import BEFORE, NOW, of_quarters, said, whole

PROJECT = Path(__file__).resolve().parents[2]
CODE, ALONE, OTHERS = "asylum", "alone", "others"
SOUGHT_ASYLUM = Breakdown(
    code=CODE,
    label="asylum",
    sql=f"CASE WHEN a.person IS NULL THEN '{OTHERS}' ELSE '{ALONE}' END",
    joins=(
        """LEFT JOIN (
        SELECT DISTINCT immi_person_id AS person
        FROM ssd_immigration_status
        WHERE immi_immigration_status = 'UASC'
    ) a ON a.person = t.person""",
    ),
    groups={
        ALONE: GroupWords("Seeking asylum alone", brief="alone"),
        OTHERS: GroupWords("All others", people="children who do not seek asylum"),
    },
    unknown="not known",
    characteristic=9,
    accounts_as="asylum",
    of_nobody="The data say of nobody whether they seek asylum.",
    note="A child is alone from the day of the status on.",
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BREAKDOWNS, CODE, SOUGHT_ASYLUM)


def rows() -> list[Figure]:
    """ASM02 of the council, and of those alone (a tenth of it) and the others."""
    declaration = council.BY_CODE["ASM02"]
    (window,) = council.history(declaration.window, council.END, 1)
    numbers = {"all": (800, 1000), ALONE: (80, 100), OTHERS: (720, 900)}
    return [
        council.figure(
            declaration, window, *counts, group=group, breakdown=group if group == "all" else CODE
        )
        for group, counts in numbers.items()
    ]


@pytest.mark.slow
def test_the_command_line_offers_it_and_the_engine_computes_it(tmp_path, monkeypatch):
    # R1 and R2 are of P1, who is alone; R3 is P2's.
    tables = {
        "ssd_person": "pers_person_id,pers_sex,pers_dob\nP1,F,2001-05-01\nP2,M,2010-05-01\n",
        "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,"
        "cine_referral_nfa\nR1,P1,2015-06-01,2015-07-01,N\nR2,P1,2016-01-04,,N\n"
        "R3,P2,2016-03-01,,N\n",
        "ssd_immigration_status": "immi_immigration_status_id,immi_person_id,"
        "immi_immigration_status_start_date,immi_immigration_status_end_date,"
        "immi_immigration_status\n1,P1,2015-06-01,,UASC\n",
    }
    data, out = tmp_path / "data", tmp_path / "figures.csv"
    data.mkdir()
    for name, text in tables.items():
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("LITMUS_HOME", str(PROJECT))
    typed = f"figures --period 2016-03 --source ssd:{data} --outputs {tmp_path} --out {out}"
    done = CliRunner().invoke(commands, [*typed.split(), "--by", "asylum"])
    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8", newline="") as file:
        found = {
            row["group"]: row["numerator"]
            for row in csv.DictReader(file)
            if row["indicator"] == "REF01" and row["breakdown"] in ("all", "asylum")
        }
    assert found == {"all": "3", ALONE: "2", OTHERS: "1"}
    wrong = CliRunner().invoke(commands, [*typed.split(), "--by", "ward"])
    assert "disability, asylum" in str(wrong.exception)


def test_the_equality_section_has_its_table_and_note():
    shown = equality.equality(council.lookup(rows()), council.context())
    within = [part for each in shown if isinstance(each, Folded) for part in each.parts]
    table = next(each for each in within if isinstance(each, TableCell))
    assert table.caption.startswith("Percentages by asylum,")
    assert list(table.columns) == ["Indicator", "All", "Seeking asylum alone", "All others"]
    assert SOUGHT_ASYLUM.note in [each.text for each in within if isinstance(each, Text)]
    whole = [row for row in council.all_figures() if row.breakdown == "all"]
    nothing = equality.equality(council.lookup(whole), council.context())
    assert nothing[0].text.endswith("ethnic group, disability or asylum here.")


def test_where_the_data_say_nothing_of_it_that_is_said_in_its_place():
    unknown = [
        council.figure(council.BY_CODE["ASM02"], each, 800, 1000, breakdown=of, group=group)
        for each in council.history("R12M", council.END, 1)
        for of, group in (("asylum", "not known"), ("sex", "F"))
    ]
    *_, last = equality.equality(council.lookup(unknown), council.context())
    assert last.text == SOUGHT_ASYLUM.of_nobody


def test_a_page_of_the_book_shows_it_and_the_index_names_it():
    figures = council.lookup(rows())
    shown = groups.by_characteristics(council.BY_CODE["ASM02"], figures)
    assert "Asylum" in shown[0].plain() and "alone" in shown[0].plain()
    texts = [
        each.text for each in index.index(figures, council.context()) if isinstance(each, Text)
    ]
    assert any("by sex, age, ethnic group and asylum" in text for text in texts)


def test_a_change_may_be_put_down_to_its_groups():
    groups_then_and_now = [replace(each, breakdown=CODE) for each in (*BEFORE, *NOW)]
    text = said(of_quarters([whole(BEFORE), whole(NOW), *groups_then_and_now]))
    assert "A account for 10.0 of the 10.0 points" in text


def test_a_deep_dive_has_it(tmp_path):
    tables: dict[str, Any] = {
        **CHILDREN,
        "ssd_immigration_status": [{"immi_person_id": "Ann", "immi_immigration_status": "UASC"}],
    }
    found = dived(tmp_path, asked("2015/16", **tables), NEGLECT=NEGLECT)
    (tally,) = [each for each in found.groups if each.caption == "The children by asylum"]
    assert [each[0] for each in tally.rows] == ["All", "Seeking asylum alone", "All others"]
    assert tally.rows[1][1] == [1, 1]


def test_a_notebook_may_ask_for_it():
    context = council.context()
    report = Report(context, rows(), council.quality())
    (table,) = report.breakdown("ASM02", "asylum")
    assert table.columns[0] == "Asylum"
    assert [row[0] for row in table.rows] == ["All", "Seeking asylum alone", "All others"]
