"""What several folders of tests share: the sample council and its reports, made once."""

import os
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

import sample_council as sample
from litmus.base import notebook_files
from litmus.intake import opening
from litmus.intake.snapshot import Snapshot

notebook_files.library()  # before a test asks for it, which would take seconds in each process
PROJECT = Path(__file__).resolve().parents[1]
# Forms that somebody collected in this checkout change no test.
os.environ["LITMUS_RECORDS"] = str(PROJECT / "tests" / "no-forms-collected")
# No test cuts the power, and nothing else tells what was forced to the disk from what was written.
os.fsync = lambda _: None
# What `make test` says depends on the code alone: the same cases each time. `make search` draws
# others, to find what no run has tried. Nothing fails because the machine has other work.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.register_profile("few", derandomize=True, deadline=None, max_examples=20)
settings.load_profile("same")
# What many files of tests read and takes a minute to make: these tests are run one after the other,
# or a second process would wait for the first to make it.
SHARED = {"reports", "printed", "made", "gallery_notebooks"}
# Fixtures that take seconds: what stands on one is slow.
LONG = {*SHARED, "sample_folder", "frozen_folder", "council_made"}
# Slow, too, and first: Spark and PostgreSQL start once, in the process that begins with these, and
# the other processes take over from the other end.
ENGINES = "tests/indicators/engines/"


# With --few, so many cases of each test are tried: enough to see that nothing is broken.
FEW = 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--few", action="store_true", help=f"of each test at most {FEW} of its cases (test-fast)"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(ENGINES) or _stands_on(item, LONG):
            item.add_marker(pytest.mark.slow)
    if config.getoption("few"):
        items[:] = _few(items)
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = _in_order(items, processes)


def _stands_on(item: pytest.Item, fixtures: set[str]) -> bool:
    return not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


def _few(items: list[pytest.Item]) -> list[pytest.Item]:
    """The first cases of each test."""
    seen: Counter[str] = Counter()
    kept = []
    for item in items:
        name = item.nodeid.partition("[")[0]
        seen[name] += 1
        if seen[name] <= FEW:
            kept.append(item)
    return kept


def _in_order(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """The engines first; what stands on the sample's reports first of the second process, which
    makes them while the first one is at the engines: neither waits for the other."""
    engines, shared, others = [], [], []
    for item in items:
        if item.nodeid.startswith(ENGINES):
            engines.append(item)
        else:
            (shared if _stands_on(item, SHARED) else others).append(item)
    # Where worksteal cuts the list; all are given the same one.
    cut = max(len(items) // processes - len(engines), 0) if processes > 1 else 0
    return [*engines, *others[:cut], *shared, *others[cut:]]


# Fills the folder that it is given.
Make = Callable[[Path], object]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Make], Path]:
    """`once(name, make)` is a folder that `make` fills, in one process for all of them."""
    several = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if several else base

    def folder_of(name: str, make: Make) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a failed attempt left
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def sample_folder(once: Callable[..., Path]) -> Path:
    """The sample council's tables, as they are built. Nobody writes there."""
    return once("sample", lambda folder: sample.build(folder / "council")) / "council"


@pytest.fixture(scope="session")
def frozen_folder(once: Callable[..., Path], sample_folder: Path) -> Path:
    """A folder of outputs with the sample council, checked and frozen, and no report yet."""

    def freeze(outputs: Path) -> None:
        # Where a run would build it.
        shutil.copytree(sample_folder, outputs / ".cache" / "sample" / sample.VERSION)
        opening.snapshot_of("sample", outputs)

    return once("frozen", freeze)


@pytest.fixture(scope="session")
def frozen_sample(frozen_folder: Path) -> Snapshot:
    """The sample council, checked and frozen."""
    return opening.snapshot_of("sample", frozen_folder)


@pytest.fixture(scope="session")
def made(once: Callable[..., Path], frozen_folder: Path) -> Path:
    """The folder of the sample council's report of 2016Q1, as `litmus run` leaves it."""

    def run(outputs: Path) -> None:
        shutil.copytree(frozen_folder, outputs, dirs_exist_ok=True, symlinks=True)
        _litmus(outputs, "quarterly", "--period", "2016Q1")

    return once("made", run) / "2016Q1" / "quarterly"


@pytest.fixture(scope="session")
def reports(once: Callable[..., Path], frozen_folder: Path) -> Path:
    """A folder of outputs with every report of the sample in `sample_reports`. Nobody writes there.

    They are made together, once, for all the files of tests that read one of them.
    """
    import sample_reports  # loads what makes reports: a second that other tests need not wait

    def run(outputs: Path) -> None:
        shutil.copytree(frozen_folder, outputs, dirs_exist_ok=True, symlinks=True)
        sample_reports.make(outputs)

    return once("reports", run)


@pytest.fixture(scope="session")
def printed(reports: Path, made: Path) -> dict[str, Path]:
    """The page of each of these reports of the same days, by the report's name."""
    from sample_reports import file_of

    months = ("book", "audit_month", "safeguarding_unit", "priorities", "early_help")
    places = {name: f"2016-03/{name}" for name in months}
    places["themed"] = "2015-2016/themed-NEGLECT"
    places["early_help_partnership"] = "2016Q1/early_help_partnership"
    pages = {name: file_of(reports, place) for name, place in places.items()}
    return {"quarterly": made / "quarterly.html", **pages}


@pytest.fixture(scope="session")
def gallery_notebooks(once: Callable[..., Path]) -> dict[str, dict[str, Any]]:
    """The notebooks of the gallery, whose pictures take ten seconds to draw. Nobody changes them.

    They are kept as they are in memory: one that is drawn anew is to be compared with them.
    """
    from litmus.report.gallery import notebook

    def draw(folder: Path) -> None:
        folder.mkdir()
        (folder / "notebooks").write_bytes(pickle.dumps(notebook.notebooks()))

    found = once("gallery", draw) / "notebooks"
    drawn: dict[str, dict[str, Any]] = pickle.loads(found.read_bytes())
    return drawn


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are made by this process, in kernels that begin warm."""
    from warm import put_to_work

    put_to_work(monkeypatch)


def _litmus(outputs: Path, *asked: str) -> None:
    """Make a report as the command line does."""
    command = [Path(sys.executable).parent / "litmus", "run", *asked, "--outputs", outputs]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
