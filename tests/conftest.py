"""What several folders of tests share: one real report, made once by the command itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
# Forms that somebody collected in this checkout change no test.
os.environ["LITMUS_RECORDS"] = str(PROJECT / "tests" / "no-forms-collected")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample council's report of 2016Q1, as `litmus run` leaves it."""
    outputs = tmp_path_factory.mktemp("made")
    command = [Path(sys.executable).parent / "litmus", "run", "quarterly", "--period", "2016Q1"]
    subprocess.run([*command, "--outputs", outputs], cwd=PROJECT, check=True, capture_output=True)
    return outputs / "2016Q1" / "quarterly"
