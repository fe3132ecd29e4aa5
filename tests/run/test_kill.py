"""A kill at any moment of a run loses no word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to kill runs by the dozen")
def test_a_run_killed_at_each_thing_it_does_loses_no_word_and_the_next_ends_well(tmp_path):
    folders = os.pathsep.join([str(TESTS), str(TESTS.parent / "lib")])
    done = subprocess.run(
        [sys.executable, TESTS / "run" / "kill_at_every_step.py", tmp_path],
        env={**os.environ, "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("killed at ")
