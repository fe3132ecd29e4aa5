import pytest

from run.bench_of import make_bench


@pytest.fixture
def bench(tmp_path, monkeypatch):
    made = make_bench(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(made.project))
    return made
