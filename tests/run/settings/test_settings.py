"""A setting that cannot be understood stops the run with the file, the entry and the reason."""

from datetime import date
from pathlib import Path

import pytest

from litmus.base.council import read_council
from litmus.base.errors import UsageError
from litmus.figures.benchmarks.settings import COLUMNS, read_benchmarks, read_neighbours
from litmus.figures.steps import DatedStep, read_steps
from litmus.figures.targets import read_targets
from litmus.indicators.parameters import read_parameters
from litmus.run.settings import read_report, report_names

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "params").mkdir()
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    (project / "params" / f"{name}.yml").write_text(text, encoding="utf-8")


def write_benchmarks(project: Path, *lines: str) -> None:
    write(project, "benchmark_sources", "{B1: {what: A, where: B}, SN: {what: A, where: B}}")
    header = ",".join(COLUMNS)
    text = "\n".join((header, *lines)) + "\n"
    (project / "params" / "benchmarks.csv").write_text(text, encoding="utf-8")


def test_the_shipped_settings_are_whole():
    assert read_council(PROJECT).sample
    every = [
        "annual", "audit_month", "book", "briefing", "corporate_parenting", "daily", "dashboard",
        "dashboard_early_help", "dashboard_safeguarding", "early_help", "early_help_partnership",
        "lscb", "meeting", "meeting_quality", "meeting_quarterly",
        "observatory", "priorities", "quarterly", "quarterly_members", "safeguarding_unit",
        "summary", "themed", "trust", "weekly", "young_people",
    ]  # fmt: skip
    assert report_names(PROJECT) == every
    assert "ASM02" in read_report(PROJECT, "quarterly").indicators
    assert read_targets(PROJECT)["ASM02", "2015/16"].value == 85.0
    assert all(benchmark.label for benchmark in read_benchmarks(PROJECT))
    assert read_parameters(PROJECT) == {}


def test_benchmarks_say_whose_figure_they_are():
    labels = {
        b.group: b.label
        for b in read_benchmarks(PROJECT)
        if (b.indicator, b.year) == ("ASM02", "2015/16")
    }
    assert labels == {
        "ENGLAND": "England 2015/16",
        "EAST_MIDLANDS": "East Midlands 2015/16",
        # the group in force in 2015/16 is not published any more: say which one it is
        "STAT_NEIGHBOURS": "statistical neighbours of April 2021 (mean of 10) 2015/16",
    }


def test_a_figure_of_another_day_than_31_march_says_so():
    [vacancies] = [
        b for b in read_benchmarks(PROJECT) if (b.indicator, b.year) == ("WFC03", "2015/16")
    ]
    assert vacancies.label == "England 2015/16, at 30 September 2016"


def test_a_line_without_a_figure_is_no_comparison(project: Path):
    write_benchmarks(
        project,
        "A,2015/16,ENGLAND,1,,B1 2024,published,",
        "A,2015/16,STAT_NEIGHBOURS,,6,B1 2024; SN 2021-04,derived,c",
    )
    assert [benchmark.value for benchmark in read_benchmarks(project)] == [1.0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("A,2015/16,EUROPE,1,,B1 2024,derived,", "benchmarks.csv, line 2: group"),
        ("A,Dec-11,ENGLAND,1,,B1 2024,derived,", "line 2: year"),  # Excel's reading of 2011/12
        ("A,2015/16,ENGLAND,,,B1 2024,derived,", "line 2: value"),
        ("A,2015/16,ENGLAND,1,,B9 2024,derived,", "line 2: source: expected codes of params/"),
        ("A,2015/16,ENGLAND,1,,,derived,", "line 2: source"),
        ("A,2015/16,ENGLAND,1,ten,B1 2024,derived,", "line 2: n"),
        ("A,2015/16,ENGLAND,1,,B1 2024", "line 2: expected 8 fields"),
        (
            "A,2015/16,ENGLAND,1,,B1 2024,revised,\nA,2015/16,ENGLAND,2,,B1 2024,revised,",
            "line 3: a second figure for A, 2015/16, ENGLAND",
        ),
    ],
)
def test_a_wrong_comparison_says_where_and_what(project: Path, line, says):
    write_benchmarks(project, line)
    with pytest.raises(UsageError) as error:
        read_benchmarks(project)
    assert says in str(error.value)


def test_the_latest_list_of_neighbours_is_the_one_in_use(project: Path):
    entry = "council: A, said_by: B, where: C, la_code: '1', neighbours: {'2': D}"
    write(
        project,
        "statistical_neighbours",
        f"[{{as_at: 2025-03-01, {entry}}}, {{as_at: 2021-04-01, {entry}}}]",
    )
    assert read_neighbours(project).source == "SN 2025-03"
    write(project, "statistical_neighbours", "[]")
    with pytest.raises(UsageError, match="no list; expected at least one, with its date"):
        read_neighbours(project)


def read_every_step(project: Path):
    return read_steps(project, ["ASM02"])


@pytest.mark.parametrize(
    ("name", "text", "read", "says"),
    [
        ("council", "name: [", read_council, "params/council.yml, line 1 is not valid YAML"),
        ("council", "nmae: A\n", read_council, "params/council.yml"),
        (
            "council",
            "{name: A, sample: true, la_code: X, source: sample, provisional_days: soon}",
            read_council,
            "provisional_days",
        ),
        (
            "council",
            "{name: A, sample: true, la_code: X, source: sample, population_by_ethnic_group:"
            " {source: ONS, groups: {White: 1, Welsh: 2}}}",
            read_council,
            "no group 'Welsh': expected White, Mixed, Asian, Black, Other",
        ),
        (
            "targets",
            "ASM02: {'2015/17': {value: 1, green_at: 1, amber_at: 1, approved_by: A,"
            " approved_on: 2015-01-01}}",
            read_targets,
            "params/targets.yml, ASM02: '2015/17' is not a financial year such as 2015/16",
        ),
        (
            "targets",
            "ASM02: {2015/16: {value: 1, green_at: 1, approved_by: A, approved_on: 2015-01-01}}",
            read_targets,
            "params/targets.yml, ASM02, 2015/16: amber_at: Field required",
        ),
        ("steps", "ASM02: []\nASM20: []\n", read_every_step, "params/steps.yml, line 2: "),
        (
            "steps",
            "ASM02:\n  - {date: soon, label: A, reason: B}\n",
            read_every_step,
            "params/steps.yml, ASM02, step 1: date: expected a date such as 2016-03-17 "
            "(found 'soon', line 2)",
        ),
        (
            "steps",
            "ASM02: [{date: 2015-10-01, label: A, why: B}]",
            read_every_step,
            "params/steps.yml, ASM02, step 1: ",
        ),
        (
            "steps",
            "ASM02: [{date: 2015-10-01, label: A, reason: B}, "
            "{date: 2015-10-01, label: C, reason: D}]",
            read_every_step,
            "two steps on 2015-10-01",
        ),
        (
            "statistical_neighbours",
            "[{as_at: then, council: A, said_by: B, where: C, la_code: '1', neighbours: {}}]",
            read_neighbours,
            "params/statistical_neighbours.yml, list 1: as_at",
        ),
        (
            "indicators",
            "CPP05: {days: ten}",
            read_parameters,
            "CPP05, days: expected a whole number, true or false, found 'ten'",
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
        read_council(project)


def test_an_unknown_report_lists_the_reports(project: Path):
    write(project, "monthly", "notebook: notebooks/monthly.ipynb\n")
    with pytest.raises(UsageError, match=r"There is no report 'mothly'\. Reports: monthly"):
        read_report(project, "mothly")


def test_declared_steps_are_read_in_order_and_of_the_indicators_asked_for(project: Path):
    assert read_steps(project, ["ASM02"]) == {}
    later, first = (
        f"{{date: {day}, label: {label}, reason: The duty team was split.}}"
        for day, label in (("2015-10-01", "New team"), ("2014-07-01", "New form"))
    )
    write(project, "steps", f"ASM02: [{later}, {first}]\nICP01: [{first}]\nREF02:\n")
    found = read_steps(project, ["ASM02", "REF02"])
    assert list(found) == ["ASM02"]
    assert [step.label for step in found["ASM02"]] == ["New form", "New team"]
    assert found["ASM02"][1] == DatedStep(date(2015, 10, 1), "New team", "The duty team was split.")
