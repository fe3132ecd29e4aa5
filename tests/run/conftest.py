import shutil
from pathlib import Path

import pytest

from run.bench_of import make_bench

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bench(tmp_path, monkeypatch):
    made = make_bench(tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(made.project))
    return made


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council's project: what is shipped, and a folder for its data."""
    home = tmp_path / "project"
    shutil.copytree(PROJECT / "params", home / "params")
    shutil.copytree(PROJECT / "notebooks", home / "notebooks")
    (home / "data_contracts").symlink_to(PROJECT / "data_contracts")
    (home / "data").mkdir()
    monkeypatch.setenv("LITMUS_HOME", str(home))
    return home
