import pytest

from publish.publication.publication_bench import make_publication_bench


@pytest.fixture
def bench(tmp_path, monkeypatch):
    made = make_publication_bench(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(made.project))
    return made
