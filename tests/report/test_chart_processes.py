"""Charts that other processes draw while a report goes on."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from litmus.report import wording
from litmus.report.charts import chart_processes, kinds
from litmus.report.charts.chart_processes import Pictures
from litmus.report.charts.line import ChartLine, ChartPoint
from report import council


def line(*values: float) -> ChartLine:
    printed = partial(wording.value, council.BY_CODE["ASM02"])
    return ChartLine(
        [ChartPoint(n, f"m{n}", v) for n, v in enumerate(values)], printed, ceiling=100.0
    )


LINES = {"A": line(70, 75, 80), "B": line(60, 50), "C": line(1, 2, 99), "D": line(9, 8)}


def drawn_here() -> dict[str, tuple[str, str]]:
    return {name: kinds.draw(each) for name, each in LINES.items()}


@pytest.mark.slow
def test_each_picture_is_the_one_that_would_be_drawn_here_and_all_processes_end():
    pictures = Pictures(LINES)
    assert {name: pictures.of(name) for name in LINES} == drawn_here()
    assert pictures.of("B") == kinds.draw(LINES["B"])  # a second time, too
    ends_soon(lambda: not multiprocessing.active_children())


def test_an_unknown_line_is_left_to_the_caller():
    assert Pictures({}).of("A") is None
    assert Pictures({"A": LINES["A"]}).of("B") is None


def test_no_process_to_be_had_leaves_all_to_the_caller(monkeypatch):
    def none_left(self):
        raise OSError("out of processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", none_left)
    assert Pictures(LINES).of("A") is None


def test_where_the_caller_is_to_draw_alone_no_process_is_started(monkeypatch):
    started: list[object] = []
    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", started.append)
    monkeypatch.setenv("LITMUS_DRAWS_ALONE", "1")
    assert Pictures(LINES).of("A") is None
    assert not started


@pytest.mark.slow
def test_a_process_that_does_not_get_on_leaves_its_lines_to_the_caller(monkeypatch):
    monkeypatch.setattr(chart_processes, "PATIENCE", 1)
    pictures = Pictures(LINES)
    assert multiprocessing.active_children()
    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGSTOP)
    start = time.monotonic()
    assert [pictures.of(name) for name in LINES] == [None] * len(LINES)
    assert time.monotonic() - start < len(LINES)  # waited for once, not for each
    for child in multiprocessing.active_children():
        child.kill()
        child.join(10)


def test_what_was_not_drawn_before_it_was_ended_is_left_to_the_caller():
    pictures = Pictures(LINES)
    assert multiprocessing.active_children()
    for child in multiprocessing.active_children():
        child.kill()
    assert [pictures.of(name) for name in LINES] == [None] * len(LINES)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the processes in /proc")
def test_no_process_outlives_a_caller_that_is_killed():
    mark = f"litmus-test-{os.getpid()}"
    code = (
        "import time; from report.test_chart_processes import LINES, Pictures\n"
        "pictures = Pictures({str(n): LINES['A'] for n in range(400)}); pictures.of('0')\n"
        "print('there', flush=True); time.sleep(60)"
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


def ends_soon(ended) -> None:
    deadline = time.monotonic() + 20
    while not ended() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ended()
