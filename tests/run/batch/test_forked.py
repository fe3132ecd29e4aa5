"""A kernel forked from a warm server does what a fresh one does, and knows nothing of another."""

import os
from datetime import date

import pytest

from litmus.run.kernel import forked
from litmus.run.kernel.execute import execute
from litmus.run.kernel.forked import ForkedKernel, can_fork
from litmus.run.kernel.kernel import Kernel
from run.bench_of import cell

pytestmark = pytest.mark.slow
END = date(2016, 3, 31)
warm = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux alone")

PLACE = "import os, sys; print(os.getcwd(), os.environ['SOURCE_DATE_EPOCH'], hash('a'), __name__)"
PICTURE = "import matplotlib.pyplot as plt; _ = plt.plot([1, 2])"
LEAVES = "import sys, pandas; sys.left = pandas.left = 1; os.environ['LEFT'] = '1'; print('left')"
LOOKS = "print(hasattr(sys, 'left'), hasattr(pandas, 'left'), 'LEFT' in os.environ)"


def outputs(kernel: type[Kernel], folder, *sources: str) -> list[list]:
    folder.mkdir(exist_ok=True)
    cells = [cell("code", f"c{n}", source) for n, source in enumerate(sources)]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    with kernel(folder, END) as one:
        done = execute(book, {}, one, lambda _: None)
        os.kill(one.manager.provisioner.pid, 0)  # it is there
    return [[each.get("text") or sorted(each["data"]) for each in c["outputs"]]
            for c in done["cells"]]  # fmt: skip


@warm
def test_it_shows_what_a_fresh_one_shows(tmp_path) -> None:
    folder = tmp_path / "one"
    fresh = outputs(Kernel, folder, PLACE, PICTURE)
    assert outputs(ForkedKernel, folder, PLACE, PICTURE) == fresh
    assert fresh[0][0].startswith(str(folder))
    assert "image/png" in fresh[1][0]


@warm
def test_nothing_of_one_is_in_the_next(tmp_path) -> None:
    first = outputs(ForkedKernel, tmp_path / "one", PLACE, LEAVES)
    then = outputs(ForkedKernel, tmp_path / "two", "import os, sys, pandas", LOOKS)
    assert (first[1], then[1]) == (["left\n"], ["False False False\n"])


@warm
def test_the_server_that_is_forked_has_one_thread(tmp_path) -> None:
    threads = "import os; print(*[line for line in open(f'/proc/{os.getppid()}/status')])"
    said = outputs(ForkedKernel, tmp_path / "one", threads)[0][0]
    assert "Threads:\t1\n" in said


@warm
def test_it_is_gone_afterwards(tmp_path) -> None:
    with ForkedKernel(tmp_path, END) as kernel:
        kernel.start()
        running = kernel.manager.provisioner.process
        assert running.poll() is None
        assert running.pid != os.getpid()
    assert running.poll() is not None


def test_where_nothing_can_be_forked_it_is_a_fresh_one(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(forked, "can_fork", lambda: False)
    with ForkedKernel(tmp_path, END) as kernel:
        kernel.start()
        assert type(kernel.manager.provisioner.process).__name__ == "Popen"


@warm
def test_where_the_server_cannot_be_had_it_is_a_fresh_one(tmp_path, monkeypatch) -> None:
    def no_server(*_: object) -> None:
        raise EOFError

    monkeypatch.setattr(forked, "_fork", no_server)
    assert outputs(ForkedKernel, tmp_path / "one", "print('here')") == [["here\n"]]
