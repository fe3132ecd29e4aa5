"""What several folders of tests share: the sample council and one report of it, made once."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import sample_council as sample
from litmus.intake import opening
from litmus.intake.snapshot import Snapshot

PROJECT = Path(__file__).resolve().parents[1]
# Forms that somebody collected in this checkout change no test.
os.environ["LITMUS_RECORDS"] = str(PROJECT / "tests" / "no-forms-collected")
# What `make test` says depends on the code alone: the same cases each time. `make search` draws
# others, to find what no run has tried. Nothing fails because the machine has other work.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.register_profile("few", derandomize=True, deadline=None, max_examples=20)
settings.load_profile("same")
# Fixtures that take seconds: what stands on one is slow.
LONG = {"made", "printed", "sample_folder", "frozen_folder", "council_made"}
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
        stands_on = getattr(item, "fixturenames", ())
        if item.nodeid.startswith(ENGINES) or not LONG.isdisjoint(stands_on):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: not item.nodeid.startswith(ENGINES))
    if config.getoption("few"):
        seen: Counter[str] = Counter()
        for item in list(items):
            name = item.nodeid.partition("[")[0]
            seen[name] += 1
            if seen[name] > FEW:
                items.remove(item)


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
def printed(once: Callable[..., Path], frozen_folder: Path, made: Path) -> dict[str, Path]:
    """The page of each of these reports of the same days, by the report's name."""
    months = ("book", "audit_month", "safeguarding_unit", "priorities", "early_help")

    def run(outputs: Path) -> None:
        shutil.copytree(frozen_folder, outputs, dirs_exist_ok=True, symlinks=True)
        for report in months:
            _litmus(outputs, report, "--period", "2016-03", "--formats", "html")
        theme = ("--param", "theme=neglect")
        _litmus(outputs, "themed", "--period", "2015/16", *theme, "--formats", "html")
        partners = ("early_help_partnership", "--period", "2016Q1", "--formats", "html")
        _litmus(outputs, *partners)

    others = once("printed", run)
    found = {name: next((others / "2016-03" / name).glob(f"{name}*.html")) for name in months}
    themed = next((others / "2015-2016").glob("themed*/*.html"))
    partners = "early_help_partnership"
    page = others / "2016Q1" / partners / f"{partners}-not-for-release.html"
    return {"quarterly": made / "quarterly.html", **found, "themed": themed, partners: page}


def _litmus(outputs: Path, *asked: str) -> None:
    """Make a report as the command line does."""
    command = [Path(sys.executable).parent / "litmus", "run", *asked, "--outputs", outputs]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
