"""A setting that cannot be understood stops the run with the file, the entry and the reason."""

from pathlib import Path

import pytest

from litmus import settings
from litmus.errors import UsageError

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "params").mkdir()
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    (project / "params" / f"{name}.yml").write_text(text, encoding="utf-8")


def test_the_shipped_settings_are_whole():
    assert settings.council(PROJECT).sample
    assert settings.reports(PROJECT) == ["quarterly"]
    assert "ASM02" in settings.report(PROJECT, "quarterly").indicators
    assert settings.targets(PROJECT)["ASM02", "2015/16"].value == 85.0
    assert all(benchmark.label for benchmark in settings.benchmarks(PROJECT))
    assert settings.indicator_parameters(PROJECT) == {}


def test_benchmarks_say_whose_figure_they_are():
    labels = {b.group: b.label for b in settings.benchmarks(PROJECT) if b.indicator == "ASM02"}
    assert labels == {
        "ENGLAND": "England 2015/16",
        "STAT_NEIGHBOURS": "statistical neighbours (mean of 10) 2015/16",
    }


@pytest.mark.parametrize(
    ("name", "text", "read", "says"),
    [
        ("council", "name: [", settings.council, "params/council.yml, line 1 is not valid YAML"),
        ("council", "nmae: A\n", settings.council, "params/council.yml"),
        (
            "council",
            "{name: A, sample: true, la_code: X, source: sample, provisional_days: soon}",
            settings.council,
            "provisional_days",
        ),
        (
            "targets",
            "ASM02: {'2015/17': {value: 1, green_at: 1, amber_at: 1, approved_by: A,"
            " approved_on: 2015-01-01}}",
            settings.targets,
            "params/targets.yml, ASM02: '2015/17' is not a financial year such as 2015/16",
        ),
        (
            "targets",
            "ASM02: {2015/16: {value: 1, green_at: 1, approved_by: A, approved_on: 2015-01-01}}",
            settings.targets,
            "params/targets.yml, ASM02, 2015/16: amber_at: Field required",
        ),
        (
            "benchmarks",
            "- {indicator: A, year: 2015/16, group: EUROPE, value: 1, source: B, status: derived}",
            settings.benchmarks,
            "params/benchmarks.yml, entry 1: group",
        ),
        (
            "indicators",
            "CPP05: {days: ten}",
            settings.indicator_parameters,
            "params/indicators.yml, CPP05, days: expected a whole number, found 'ten'",
        ),
    ],
)
def test_a_wrong_setting_says_where_and_what(project: Path, name, text, read, says):
    write(project, name, text)
    with pytest.raises(UsageError) as error:
        read(project)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(project: Path):
    with pytest.raises(UsageError, match=r"params/council\.yml is missing"):
        settings.council(project)


def test_an_unknown_report_lists_the_reports(project: Path):
    write(project, "monthly", "notebook: notebooks/monthly.ipynb\n")
    with pytest.raises(UsageError, match=r"There is no report 'mothly'\. Reports: monthly"):
        settings.report(project, "mothly")
