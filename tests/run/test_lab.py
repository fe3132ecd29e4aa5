"""`litmus lab` opens the working notebook, or says how to make it."""

import subprocess
import sys

import pytest

from litmus.base.errors import LitmusError
from litmus.cli.lab import open_lab
from run.bench_of import PERIOD


def test_it_opens_jupyterlab_of_this_python_on_the_working_notebook(bench, monkeypatch):
    bench.run()
    started = []
    ended = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: started.append(command) or ended)
    open_lab("quarterly", PERIOD, bench.outputs)
    assert started[0][:3] == [sys.executable, "-m", "jupyterlab"]
    assert started[0][-1] == str(bench.notebook)


def test_without_a_report_it_says_how_to_make_one(bench):
    with pytest.raises(LitmusError, match="litmus run quarterly --period 2016Q1"):
        open_lab("quarterly", PERIOD, bench.outputs)
