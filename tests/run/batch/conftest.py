import pytest

from run.batch.small import Small, make_small


@pytest.fixture
def small(tmp_path, monkeypatch) -> Small:
    made = make_small(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(made.project))
    return made
