"""`litmus calendar`: the shipped calendar is whole, and the command ends with 0."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from litmus.base.errors import UsageError
from litmus.cli.app import commands
from litmus.run.reporting_calendar.settings import read_calendar
from litmus.run.settings import report_names

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LITMUS_HOME", str(PROJECT))

    def run(*words: str):
        return CliRunner().invoke(commands, ["calendar", *words, "--outputs", str(tmp_path)])

    return run


def test_what_is_late_is_listed_and_the_command_ends_well(ask) -> None:
    done = ask("--date", "2016-04-15")
    assert done.exit_code == 0
    assert done.output.startswith("Reporting calendar on 15 April 2016")
    assert "Late: not made" in done.output and "1 working day late" in done.output
    said = json.loads(ask("--date", "2016-04-15", "--json").output)
    quarterly = next(row for row in said["reports"] if row["report"] == "quarterly")
    assert (quarterly["due"], quarterly["state"]) == ("2016-04-14", "late")


def test_a_report_cannot_be_asked_for_by_service_and_by_team_at_once(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "params", tmp_path / "params")
    (tmp_path / "params" / "calendar.yml").write_text(
        "reports:\n- {report: audit_month, which: [CIN], scopes: [teams], to: us, first: 2016-01,\n"
        "   due: {working_days_after: 1}}\n"
    )
    with pytest.raises(UsageError, match=r"audit_month\): expected scopes or which, not both"):
        read_calendar(tmp_path)


def test_today_is_asked_for_where_no_day_is_given(ask) -> None:
    done = ask()
    assert done.exit_code == 0 and done.output.startswith("Reporting calendar on ")


def test_the_shipped_calendar_knows_the_reports_of_the_framework() -> None:
    _, asked = read_calendar(PROJECT)
    named = {each.entry.report for each in asked if each.entry.report}
    regular = {"daily", "book", "priorities", "early_help", "audit_month", "safeguarding_unit"}
    assert named >= regular | {"quarterly", "quarterly_members", "early_help_partnership"}
    assert named <= set(report_names(PROJECT))
    partners = {"lscb", "trust", "corporate_parenting", "young_people", "observatory"}
    assert named >= partners | {"summary", "briefing", "annual", "themed"}


def test_daily_and_weekly_are_asked_for_of_every_manager_as_framework_2_3_says() -> None:
    _, asked = read_calendar(PROJECT)
    of_whom = {each.entry.report: each.entry.scopes for each in asked}
    assert of_whom["daily"] == of_whom["weekly"] == ["all"]
