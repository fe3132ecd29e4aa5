"""Charts that other processes draw while a report goes on."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from litmus.report import wording
from litmus.report.charts import chart_processes
from litmus.report.charts.chart_processes import Ahead
from litmus.report.charts.drawing import draw
from litmus.report.charts.line import Line, Point
from report import council

pytestmark = pytest.mark.slow


def line(*values: float) -> Line:
    printed = partial(wording.value, council.BY_CODE["ASM02"])
    return Line([Point(n, f"m{n}", v) for n, v in enumerate(values)], printed, ceiling=100.0)


LINES = {"A": line(70, 75, 80), "B": line(60, 50), "C": line(1, 2, 99), "D": line(9, 8)}
needs_two = pytest.mark.skipif(os.cpu_count() == 1, reason="one processor: the caller draws all")


def drawing(lines: dict[str, Line]) -> Ahead:
    begun = Ahead()
    begun.draw(lines)
    return begun


@needs_two
@pytest.mark.parametrize("processors", [2, 3, 64])
def test_each_picture_is_the_one_that_would_be_drawn_here(processors, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    begun = drawing(LINES)
    assert {name: begun.png(name) for name in LINES} == {n: draw(each) for n, each in LINES.items()}
    assert begun.png("B") == draw(LINES["B"])  # a second time, too


@needs_two
def test_without_copies_each_process_loads_the_library_and_the_pictures_are_the_same(monkeypatch):
    monkeypatch.setattr(chart_processes, "COPIED", False)  # as on macOS
    begun = drawing(LINES)
    assert {name: begun.png(name) for name in LINES} == {n: draw(each) for n, each in LINES.items()}


def test_an_unknown_line_is_left_to_the_caller():
    assert drawing({}).png("A") is None
    assert drawing({"A": LINES["A"]}).png("B") is None


def test_one_processor_leaves_all_to_the_caller(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert drawing(LINES).png("A") is None


def test_no_process_to_be_had_leaves_all_to_the_caller(monkeypatch):
    def none_left(self):
        raise OSError("out of processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", none_left)
    assert drawing(LINES).png("A") is None


def test_no_pipe_to_be_had_leaves_all_to_the_caller(monkeypatch):
    def none_left(self, duplex):
        raise OSError("too many open files")

    monkeypatch.setattr("multiprocessing.context.BaseContext.Pipe", none_left)
    assert drawing(LINES).png("A") is None


def test_no_memory_to_be_shared_leaves_all_to_the_caller(monkeypatch):
    def none_lent(self, *_):
        raise OSError("no shared memory")

    monkeypatch.setattr("multiprocessing.context.BaseContext.Value", none_lent)
    assert drawing(LINES).png("A") is None


@needs_two
def test_a_process_that_does_not_get_on_leaves_its_lines_to_the_caller(monkeypatch):
    monkeypatch.setattr(chart_processes, "PATIENCE", 2)
    begun = Ahead()
    for child in multiprocessing_children():
        os.kill(child.pid, signal.SIGSTOP)
    begun.draw(LINES)
    start = time.monotonic()
    assert [begun.png(name) for name in LINES] == [None] * len(LINES)
    assert time.monotonic() - start < 2 * len(LINES)  # waited for once, not for each
    for child in multiprocessing_children():
        child.kill()


@needs_two
def test_what_was_not_drawn_before_it_was_ended_is_left_to_the_caller():
    begun = Ahead()
    for child in multiprocessing_children():
        child.kill()
        child.join(10)
    begun.draw(LINES)
    assert [begun.png(name) for name in LINES] == [None] * len(LINES)


@needs_two
def test_all_processes_end_when_all_is_drawn():
    begun = drawing(LINES)
    for name in LINES:
        begun.png(name)
    ends_soon(lambda: not multiprocessing_children())


def test_the_same_lines_are_drawn_once():
    first = chart_processes.drawn(LINES)
    assert chart_processes.drawn(dict(LINES.items())) is first
    assert chart_processes.drawn({"A": LINES["A"]}) is not first


@needs_two
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the processes in /proc")
@pytest.mark.parametrize("when", ["before it draws", "while it draws"])
def test_no_process_outlives_a_caller_that_is_killed(when, tmp_path):
    mark = f"litmus-test-{os.getpid()}-{when[:2]}"
    code = (
        "import sys, time; from report.test_ahead import LINES, drawing, Ahead\n"
        + ("begun = drawing({str(n): LINES['A'] for n in range(400)}); begun.png('0')\n")
        * (when == "while it draws")
        + "begun = Ahead()\n" * (when != "while it draws")
        + "print('there', flush=True); time.sleep(60)"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "LITMUS_TEST_MARK": mark},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert caller.stdout.readline() == "there\n"
    assert marked(mark) > 2  # the caller, multiprocessing's own helper, and what draws
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    ends_soon(lambda: not marked(mark))


def marked(mark: str) -> int:
    """How many living processes were started with this mark in their environment."""
    found = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            living = "State:\tZ" not in (place / "status").read_text()
            found += living and mark.encode() in (place / "environ").read_bytes()
        except OSError:  # it ended in this moment
            pass
    return found


def multiprocessing_children() -> list:
    import multiprocessing

    return multiprocessing.active_children()


def ends_soon(ended) -> None:
    deadline = time.monotonic() + 20
    while not ended() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ended()
