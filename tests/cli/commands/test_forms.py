"""`litmus forms`: what it writes, what it says, and when it will not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).resolve().parents[3]
LITMUS = Path(sys.executable).parent / "litmus"


def litmus(*words: object, project: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LITMUS), *map(str, words)], cwd=project, capture_output=True, text=True, check=False
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A project of a council that is not the sample."""
    for name in ("params", "data_contracts"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    council = tmp_path / "params" / "council.yml"
    text = council.read_text()
    assert "\nsample: true" in text
    council.write_text(text.replace("\nsample: true", "\nsample: false"))
    return tmp_path


def test_forms_are_written_and_the_next_step_is_said(tmp_path: Path) -> None:
    done = litmus("forms", "visit", "observation", "--outputs", tmp_path)

    assert done.returncode == 0, done.stderr
    assert "2 forms in" in done.stdout
    assert "make collate" in done.stdout
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == [
        "observation.xlsx",
        "visit.xlsx",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["visits"], "There is no form 'visits'. Forms: audit_moderation,"),
        (["--mistakes", "1"], "go with --filled"),
        (["--filled", "2", "--mistakes", "3"], "no more than the 2 filled forms"),
        (["--filled", "2", "--period", "2016Q5"], "2016Q1"),
    ],
)
def test_wrong_usage_ends_with_2(words: list[str], says: str, tmp_path: Path) -> None:
    done = litmus("forms", *words, "--outputs", tmp_path)

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_invented_forms_are_never_made_for_a_real_council(own: Path) -> None:
    done = litmus("forms", "--filled", "2", project=own)

    assert done.returncode == 2
    assert "they would be counted among your own" in done.stderr
    assert not (own / "inbox").exists()
