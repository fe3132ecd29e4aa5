"""The parts of making a report again: its environment, what differs, and what the cause is."""

import copy
import subprocess
import zipfile

import pytest

from litmus.base import files
from litmus.base.errors import LitmusError
from litmus.publish.reproduction import Fresh, installed
from litmus.publish.reproduction.causes import find
from litmus.publish.reproduction.comparing import compare
from run.bench_of import cell

FIGURES = "indicator,window,period,breakdown,group,value\n"


@pytest.fixture
def code(tmp_path):
    """The code folder of a publication."""
    folder = tmp_path / "code"
    folder.mkdir()
    with zipfile.ZipFile(folder / "library.zip", "w") as packed:
        packed.writestr("litmus/__init__.py", "")
    (folder / "requirements.lock").write_text("duckdb==2.0.0 --hash=sha256:00\n")
    (folder / "pyproject.toml").write_text('[project]\nname = "litmus"\nversion = "0.1.0"\n')
    return folder


def pip(*answers):
    """A stand-in for the processes that build an environment; keeps what was asked."""
    asked = []

    def run(words, **how):
        asked.append(words)
        code, stderr = answers[len(asked) - 1]
        return subprocess.CompletedProcess(words, code, "", stderr)

    return asked, run


def test_a_fresh_environment_has_what_the_lock_names_and_nothing_else(code, tmp_path):
    asked, run = pip((0, ""), (0, ""))
    made = Fresh(tmp_path / "wheels", run)(code, tmp_path, lambda text: None)
    create, install = asked
    assert create[1:] == ["-m", "venv", str(tmp_path / "environment")]
    assert install[0] == str(made.python)
    assert {"--require-hashes", "--no-deps", "--no-index"} <= set(install)
    assert install[install.index("--find-links") + 1] == str(tmp_path / "wheels")
    assert install[-2:] == ["-r", str(code / "requirements.lock")]
    assert (made.library / "litmus" / "__init__.py").is_file()


def test_a_package_that_cannot_be_had_is_named(code, tmp_path):
    said = "WARNING: old pip\nERROR: No matching distribution found for duckdb==2.0.0\n"
    _, run = pip((0, ""), (1, said))
    with pytest.raises(LitmusError) as refused:
        Fresh(None, run)(code, tmp_path, lambda text: None)
    assert "cannot be built: No matching distribution found for duckdb==2.0.0." in str(
        refused.value
    )
    assert "--wheels" in str(refused.value) and "--with installed" in str(refused.value)


def test_the_archived_library_knows_its_version_and_nothing_of_the_present(
    code, tmp_path, monkeypatch
):
    for name in ("PYTHONPATH", "LITMUS_HOME", "LITMUS_PASSPHRASE", "VIRTUAL_ENV", "PYTHONHOME"):
        monkeypatch.setenv(name, "present")
    made = installed(code, tmp_path, lambda text: None)
    variables = made.variables(tmp_path / "project")
    assert variables["PYTHONPATH"] == str(made.library)
    assert variables["LITMUS_HOME"] == str(tmp_path / "project")
    assert not {"LITMUS_PASSPHRASE", "VIRTUAL_ENV", "PYTHONHOME"} & variables.keys()
    asked = "import importlib.metadata as m; print(m.version('litmus'))"
    done = subprocess.run(
        [made.python, "-S", "-c", asked], env=variables, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0.1.0\n"


RECORD = {
    "snapshot": {"fingerprint": "f" * 64},
    "versions": {"python": "3.11.7", "scipy": "1.17.1"},
    "inputs": {
        "notebook": {"template": "t", "library": "l", "versions": "v", "period": "2016Q1"},
        "data": {"library": "l", "settings": "s", "contracts": "c", "council": "o"},
    },
}


def changed(**paths):
    made = copy.deepcopy(RECORD)
    for path, value in paths.items():
        *way, last = path.split("__")
        place = made
        for each in way:
            place = place[each]
        place[last] = value
    return made


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (changed(snapshot__fingerprint="0" * 64), "The cause is the data (fingerprint ffff"),
        (changed(inputs__notebook__library="m"), "The cause is the code (library)."),
        (changed(inputs__data__settings="r"), "The cause is the parameters (settings)."),
        (
            changed(inputs__notebook__versions="w", versions__scipy="1.18.1"),
            "The cause is the environment (scipy 1.17.1 → 1.18.1).",
        ),
        (
            changed(snapshot__fingerprint="0" * 64, inputs__notebook__library="m"),
            "The cause is one of, or several of: data",
        ),
        # Another library makes another template of the same one: that is no second cause.
        (
            changed(inputs__notebook__library="m", inputs__notebook__template="u"),
            "Data, parameters, environment: the same.",
        ),
        (RECORD, "lies outside of them"),
    ],
)
def test_the_cause_is_what_differed_in_the_making(now, said):
    assert said in find(RECORD, now).text


def report(folder, figures, table, words="78.9%"):
    """A report of one figure and one table, with words of somebody beside."""
    form = {"kind": "table", "caption": "Figures", "rows": table}
    show = cell("code", "kq1-asm02", "report.indicator('ASM02')")
    title = {"application/vnd.litmus+json": {"kind": "title", "facts": [words]}}
    outputs = [{"application/vnd.litmus+json": form}, title]
    show["outputs"] = [
        {"output_type": "display_data", "data": each, "metadata": {}} for each in outputs
    ]
    notebook = {"cells": [cell("markdown", "kq1", words), show], "metadata": {}}
    files.write_json(folder / "quarterly.ipynb", notebook | {"nbformat": 4, "nbformat_minor": 5})
    (folder / "figures.csv").write_text(FIGURES + figures)
    declared = [{"code": "ASM02", "name": "Timely", "numerator": words}]
    files.write_json(folder / "context.json", {"declarations": declared})
    return folder


def test_figures_and_tables_are_compared_to_the_last_digit(tmp_path):
    one = report(tmp_path / "one", "ASM02,quarter,2016Q1,all,all,78.9\n", [["a", 1]])
    two = report(tmp_path / "two", "ASM02,quarter,2016Q1,all,all,78.90000001\n", [["a", 2]])
    found = compare(one, two, "quarterly")
    assert found.figure_differences == ("ASM02 quarter 2016Q1 all all: value 78.9 → 78.90000001",)
    assert found.shown_differences == ("cell kq1-asm02, output 1: table 'Figures': rows 1 2 1 → 2",)
    assert compare(one, one, "quarterly").is_identical
    assert (found.figures, found.shown) == (1, 1)


def test_a_figure_that_is_gone_or_new_is_named(tmp_path):
    row = "ASM0{},quarter,2016Q1,team,{},78.9\n"
    one = report(tmp_path / "one", row.format(2, "A") + row.format(3, "B"), [])
    two = report(tmp_path / "two", row.format(2, "A") + row.format(2, "C"), [])
    assert compare(one, two, "quarterly").figure_differences == (
        "ASM03 quarter 2016Q1 team B: it is no longer there",
        "ASM02 quarter 2016Q1 team C: it was not there",
    )


def test_words_and_titles_are_not_figures_but_definitions_are_told(tmp_path):
    one = report(tmp_path / "one", "", [], "written then")
    two = report(tmp_path / "two", "", [], "written now")
    found = compare(one, two, "quarterly")
    assert found.is_identical
    assert found.definitions == ("ASM02: numerator",)
