"""The command line: what it prints, and the exit codes 0 (done), 1 (data said no), 2 (usage)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LITMUS = Path(sys.executable).parent / "litmus"


def litmus(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LITMUS), *map(str, words)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_environment_that_cannot_be_loaded_ends_with_1_and_no_traceback(tmp_path: Path):
    (tmp_path / "yaml.py").write_text("raise ImportError('a library is missing')\n")
    done = litmus("indicators", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "an error of its own (ImportError)" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "quarterly", "--period", "2016Q5"], "2016Q1"),
        (["figures", "--period", "2016Q1", "--out", "/dev/null"], "is a device of the computer"),
        (["figures", "--period", "2016Q1", "--out", "a.csv", "--last", "99999999999"], "1000"),
        (["run", "quaterly", "--period", "2016Q1"], "Reports: annual, audit_month, book"),
        (["run", "quarterly"], "--period"),
        (["run", "quarterly", "--period", "2016-02"], "is 2016Q1"),
        (["run", "quarterly", "--period", "2016Q1", "--param", "colour"], "name=value"),
        (["run", "quarterly", "--period", "2016Q1", "--param", "perod=1"], "no parameter 'perod'"),
        (["run", "quarterly", "--period", "2016Q1", "--source", "nowhere"], "nowhere"),
        (["indicators", "ASN02"], "ASM02"),
        (["indicators", "--why"], "litmus indicators ASM02 --period 2016Q1 --why"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(tmp_path: Path, words, says):
    outputs = ["--outputs", tmp_path] if words[0] == "run" else []
    done = litmus(*words, *outputs)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_data_that_cannot_be_used_end_with_1(tmp_path: Path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text("pers_person_id,pers_dob\nP1,2010-05-01\n")
    (folder / "ssd_cin_assessments.csv").write_text("cina_assessment_id\nA1\n")
    done = litmus("check", "--source", f"ssd:{folder}", "--outputs", tmp_path / "outputs")
    assert done.returncode == 1
    assert "ssd_cin_assessments" in done.stderr
    assert "cina_person_id" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_indicators_are_listed():
    done = litmus("indicators")
    assert done.returncode == 0
    assert "REF01" in done.stdout


def test_make_help_names_every_target():
    done = subprocess.run(
        ["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    targets = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("  make ")}
    assert {"setup", "quarterly", "lab", "check", "test", "bench"} <= targets
