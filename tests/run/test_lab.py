"""`litmus lab` opens the working notebook, or says how to make it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from litmus.base.errors import LitmusError
from litmus.cli.lab import configuration, open_lab, opening
from run.bench_of import PERIOD


@pytest.mark.slow
def test_it_opens_jupyterlab_of_this_python_on_the_working_notebook(bench, monkeypatch):
    bench.run()
    started = []
    ended = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: started.append(command) or ended)
    open_lab("quarterly", PERIOD, bench.outputs)
    assert started[0][:3] == [sys.executable, "-m", "jupyterlab"]
    assert started[0][-1] == str(bench.notebook)


def test_nothing_of_the_users_is_read_or_changed(bench, tmp_path):
    bench.run()
    ours = opening.prepare(tmp_path, bench.notebook, "A. Khan")
    assert {name for name in ours if not ours[name].startswith(str(tmp_path))} == {
        "JUPYTER_PATH",
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_NO_CONFIG",
    }
    assert (Path(ours["JUPYTER_PATH"]) / "labextensions" / "litmus" / "package.json").is_file()


def test_the_keys_that_are_commands_do_nothing():
    off = configuration.settings()["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    keys = {" ".join(each["keys"]) for each in off}
    assert keys >= {*"ABMYRXVZ", "D D", "0 0", "I I", "Shift M", "Ctrl Shift ArrowUp"}
    assert all(each["disabled"] for each in off)


def test_it_is_told_who_writes_and_what_each_place_is_for(bench, tmp_path):
    settings = bench.project / "params" / "quarterly.yml"
    settings.write_text(f"{settings.read_text()}required_commentary: [kq1]\n")
    bench.run()
    former = bench.outputs / "2015Q4" / "quarterly" / "quarterly.ipynb"
    bench.write("As it was.")
    former.parent.mkdir(parents=True)
    former.write_bytes(bench.notebook.read_bytes())
    opening.prepare(tmp_path, bench.notebook, "A. Khan")
    page = json.loads((tmp_path / "config" / "labconfig" / "page_config.json").read_text())
    told = json.loads(page["litmus"])
    assert told["author"] == "A. Khan"
    assert told["slots"] == [
        {
            "name": "kq1",
            "kind": "required",
            "heading": "What is life like?",
            "before": "As it was.",
            "when": "October to December 2015 (quarter 3 of 2015/16)",
        }
    ]


def test_code_opens_the_users_own_jupyterlab(bench, monkeypatch):
    bench.run()
    given = []
    ended = subprocess.CompletedProcess([], 0)
    monkeypatch.setattr(subprocess, "run", lambda _, env, **__: given.append(env) or ended)
    open_lab("quarterly", PERIOD, bench.outputs, with_code=True)
    assert given == [dict(os.environ)]


def test_without_a_report_it_says_how_to_make_one(bench):
    with pytest.raises(LitmusError, match="litmus run quarterly --period 2016Q1"):
        open_lab("quarterly", PERIOD, bench.outputs)
