"""nbval: the golden notebook, run again on fresh figures, gives every output it gave."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from litmus.base.notebook_files import source
from notebooks.shipped import whole

GOLDEN = Path(__file__).parent / "golden" / "quarterly.ipynb"
DRAWINGS = Path(__file__).parent / "drawings.cfg"
FED = ("figures.csv", "quality.json", "context.json", "qa.json")


def nbval(folder: Path) -> subprocess.CompletedProcess[str]:
    """Drawings alone are sanitised: the outputs hold no time, address or path."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider",
               "--nbval-sanitize-with", DRAWINGS]  # fmt: skip
    return subprocess.run(
        [*command, "--rootdir", folder, "-c", "/dev/null", folder / GOLDEN.name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    for name in FED:
        shutil.copyfile(made / name, tmp_path / name)
    shutil.copyfile(GOLDEN, tmp_path / GOLDEN.name)
    return tmp_path


def test_the_sample_report_is_the_golden_one(desk: Path):
    done = nbval(desk)
    assert done.returncode == 0, done.stdout[-6000:]


def test_a_changed_figure_is_noticed(desk: Path):
    """The check can fail: one more assessment in a numerator changes a sentence."""
    path = desk / "figures.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    window_end, value = columns.index("window_end"), columns.index("numerator")
    for number, line in enumerate(lines):
        cells = line.split(",")
        if (
            line.startswith("ASM02,R12M")
            and ",all,all," in line
            and cells[window_end] == "2016-03-31"
        ):
            cells[value] = str(int(cells[value]) + 1)
            lines[number] = ",".join(cells)
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    done = nbval(desk)
    assert done.returncode == 1
    failed = int(re.search(r"(\d+) failed", done.stdout)[1])
    assert 1 <= failed <= 6  # the cells that show this figure, and no other


def test_the_golden_notebook_has_the_cells_of_the_template():
    """And their ids, to which people's words are tied."""
    cells = json.loads(GOLDEN.read_text(encoding="utf-8"))["cells"]
    made = [(cell["id"], source(cell)) for cell in cells if cell["id"] != "injected-parameters"]
    assert made == [(cell["id"], source(cell)) for cell in whole("quarterly")["cells"]]


def test_the_golden_notebook_is_an_executed_one_without_pictures():
    cells = json.loads(GOLDEN.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in code)
    assert sum(len(cell["outputs"]) for cell in code) > 20
    outputs = [output for cell in code for output in cell["outputs"]]
    drawings = [output.get("data", {}).get("image/svg+xml", "<svg/>") for output in outputs]
    assert set(drawings) == {"<svg/>"}
