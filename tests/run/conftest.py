import pytest

from run.bench_of import make_bench


@pytest.fixture
def bench(tmp_path, monkeypatch):
    made = make_bench(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(made.project))
    # No kernel is started ahead of time: these stages do without.
    monkeypatch.setattr(
        "litmus.run.kernel.execute.Kernel.start", lambda self: made.done.append("kernel")
    )
    return made
