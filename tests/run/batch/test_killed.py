"""A batch that is killed in the middle leaves no process behind, and goes on when begun again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]
LITMUS = Path(sys.executable).parent / "litmus"
PATIENCE = 120


def begin(small) -> subprocess.Popen:
    """The batch, by one process after the other, which waits in the notebook of the second team."""
    small.tell("waits", "team:T2")
    command = [LITMUS, "batch", "brief", "--period", "2016-03", "--source", small.source]
    command += ["--outputs", small.outputs, "--jobs", "1"]
    return subprocess.Popen(
        [*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for(what) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


def is_at_second(small) -> bool:
    begun = small.place.joinpath("batch.json").exists() and small.states()["team:T1"] == "done"
    return begun and any(small.folder("team:T2").glob(".run-*/.kernel.json"))


def processes(small) -> list[str]:
    """The processes that work somewhere in the project's outputs, or were started by its batch."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            where = str((folder / "cwd").readlink())
            home = f"LITMUS_HOME={small.project}".encode() in (folder / "environ").read_bytes()
        except OSError:
            continue
        if where.startswith(str(small.outputs)) or (home and int(folder.name) != os.getpid()):
            found.append(folder.name)
    return found


@pytest.mark.usefixtures("warm")
def test_a_killed_batch_goes_on_where_it_was(small) -> None:
    batch = begin(small)
    wait_for(lambda: is_at_second(small))
    batch.kill()
    batch.wait()
    wait_for(lambda: not processes(small))
    assert small.states() == {"team:T1": "done", "team:T2": "waiting", "team:T3": "waiting"}
    assert not small.said()["finished"]
    (small.project / "data" / "waits").unlink()
    again = small.batch()
    assert [each.state for each in again.entries] == ["unchanged", "done", "done"]
    assert not list(small.outputs.glob("2016-03/brief-*/.run-*"))


def test_ctrl_c_lets_the_report_be_done_that_was_begun(small) -> None:
    batch = begin(small)
    wait_for(lambda: is_at_second(small))
    batch.send_signal(signal.SIGINT)
    time.sleep(0.5)
    (small.project / "data" / "waits").unlink()
    _, said = batch.communicate(timeout=PATIENCE)
    assert batch.returncode == 130, said
    assert "Stopped. Assessments in brief, March 2016: 3 reports, 2 made, 1 not begun." in said
    assert small.states() == {"team:T1": "done", "team:T2": "done", "team:T3": "waiting"}
    assert "Traceback" not in said
