"""The committed handbook says what the declarations say."""

from pathlib import Path

from typer.testing import CliRunner

from litmus.cli.app import commands
from litmus.cli.handbook import handbook
from litmus.indicators import catalogue

PROJECT = Path(__file__).resolve().parents[3]


def test_the_committed_handbook_is_current():
    committed = (PROJECT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert committed == handbook(), "make handbook, then read the difference"


def test_every_indicator_has_its_entry_with_its_definition():
    text = handbook()
    for indicator in catalogue().values():
        entry = text.split(f"### {indicator.code}\n")[1].split("\n### ")[0]
        assert indicator.name in entry
        assert indicator.numerator.replace("|", "\\|") in entry
        assert "```sql\n-- cases\nFROM " in entry


def test_the_command_writes_it_where_it_belongs(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(commands, ["handbook"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "docs" / "indicators.md").read_text(encoding="utf-8") == handbook()
