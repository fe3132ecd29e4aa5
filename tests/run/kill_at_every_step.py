"""Kills a run at each thing that it does to its folder, one after the other.

Run by test_kill.py in a process of its own, because it forks. For each number n a run is started
that kills itself (SIGKILL) when it touches the report's folder for the nth time; until a run ends
before its nth touch. After each kill the words are looked for, and a further run has to end well.
"""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from disk_faults import Killer, kill_at_each
from litmus.base import digests, notebook_files
from litmus.run import report_folder
from run.bench_of import make_bench, read_settings_once

BEFORE, DURING = "Words saved before the run.", "Words saved during the run."


def main(folder: Path) -> None:
    bench = make_bench(folder)
    os.environ["LITMUS_HOME"] = str(bench.project)
    read_settings_once(pytest.MonkeyPatch())
    bench.run()
    bench.write(BEFORE)
    bench.run()
    start = folder / "start"
    shutil.copytree(bench.outputs, start)
    bench.value = 812

    def afresh():
        shutil.rmtree(bench.outputs)
        shutil.copytree(start, bench.outputs)
        (folder / "was-saved").unlink(missing_ok=True)

    def does():
        bench.run(stages={"execute": lambda *given: execute_and_save(bench, folder, *given)})

    def check(touch):
        check_words(bench, folder, touch)
        report_folder.settle(bench.folder)  # as `litmus lab` does; a run does it, too
        check_whole(bench, folder, touch)
        bench.run()
        check_words(bench, folder, touch)
        check_good(bench, touch)

    kill_at_each(afresh, bench.outputs, does, check)


def execute_and_save(bench, folder, *given):
    """Somebody saves in JupyterLab while the notebook runs; that program is not killed."""
    Killer.resting = True
    bench.write(f"{BEFORE}\n\n{DURING}")
    (folder / "was-saved").touch()
    Killer.resting = False
    return bench.execute(*given)


def check_words(bench, folder, touch):
    """Every word is in the working notebook or, if not there, in the history."""
    words = {BEFORE} | ({DURING} if (folder / "was-saved").exists() else set())
    found = "".join(bench.sources())
    assert all(word in found for word in words), f"touch {touch}: {words} not in {found!r}"


def check_whole(bench, folder, touch):
    """All files are of one run; the notebook may have been saved since."""
    said = json.loads((bench.folder / "run.json").read_text())["files"]
    if (folder / "was-saved").exists():
        del said["quarterly.ipynb"]
    now = {name: digests.of_file(bench.folder / name) for name in said}
    assert now == said, (touch, now, said)


def check_good(bench, touch):
    text = (bench.folder / "quarterly.html").read_text()
    assert BEFORE in text, touch
    assert "now 81.2%" in text, touch
    assert "812" in (bench.folder / "figures.csv").read_text(), touch
    assert "812" in bench.cell("kq1-asm02")["outputs"][0]["text"], touch
    assert notebook_files.note(bench.read())["status"] == "complete", touch
    left = [path.name for path in bench.folder.iterdir() if path.name.endswith(".tmp")]
    left += [path.name for path in bench.folder.glob(".run-*")]
    assert not left, (touch, left)
    for kept in (path for path in bench.history() if path.suffix == ".ipynb"):
        notebook_files.read(kept)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
