"""`make bench`: how long a quarterly report takes, against papermill plus nbconvert.

Everything is measured in one run, in turn, so that the ratios hold although the seconds differ
from machine to machine. Compared are

- cold: `litmus run quarterly` with the sample council's files there but nothing checked, frozen,
  computed or written yet. It checks the data, freezes the snapshot, computes the figures, executes
  the notebook and makes HTML and PDF;
- again: the same command after somebody edited a commentary;
- pair: the same notebook, its figures already computed, by `papermill` and `jupyter nbconvert`:
  executed, and rendered to HTML only.

Memory is the largest single process of each, as the operating system accounts for it.
"""

import argparse
import json
import os
import platform
import shutil
import tempfile
from pathlib import Path

from measuring import BIN, Cost, head, measured, row

from litmus.base import notebook_files
from litmus.base.periods import Period
from litmus.run import plan

PERIOD = "2016Q1"


def litmus(outputs: Path) -> Cost:
    return measured(BIN / "litmus", "run", "quarterly", "--period", PERIOD, "--outputs", outputs)


def cold(outputs: Path) -> Cost:
    shutil.rmtree(outputs / PERIOD, ignore_errors=True)
    shutil.rmtree(outputs / ".cache" / "snapshots", ignore_errors=True)
    return litmus(outputs)


def again(outputs: Path, number: int) -> Cost:
    """As if the QA Manager had written a paragraph and saved."""
    path = outputs / PERIOD / "quarterly" / "quarterly.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    slot = next(c for c in notebook["cells"] if "commentary" in c["metadata"].get("tags", []))
    slot["source"] = f"Timeliness improved again. *(Edit {number} of the benchmark.)*"
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return litmus(outputs)


def pair(outputs: Path, scratch: Path) -> Cost:
    report = outputs / PERIOD / "quarterly"
    executed = scratch / "executed.ipynb"
    template = scratch / "template.ipynb"
    planned = plan.make("quarterly", Period.parse(PERIOD), "sample", outputs, {})
    notebook_files.write(template, planned.template)  # with all the cells that a run executes
    return measured(
        BIN / "papermill", template, executed, "-p", "period", PERIOD, "-p", "folder", report
    ) + measured(BIN / "jupyter", "nbconvert", "--to", "html", executed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        outputs, scratch = Path(folder, "outputs"), Path(folder, "scratch")
        scratch.mkdir()
        first = litmus(outputs)
        colds, agains, pairs = [], [], []
        for number in range(runs):
            colds.append(cold(outputs))
            pairs.append(pair(outputs, scratch))
            agains.append(again(outputs, number))
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} processors; {runs} runs of each, in turn")
    print(f"First report of all, building the sample council too: {first.seconds:.1f} s\n")
    print(head())
    print(row("papermill + jupyter nbconvert", pairs, pairs))
    print(row("litmus, cold", colds, pairs))
    print(row("litmus, after a commentary edit", agains, pairs))


if __name__ == "__main__":
    main()
