"""Kills a step towards a publication at each thing that it does to the folder of the review.

Run by test_disk_faults.py in a process of its own, because it forks: a folder, and whose step.
What is done to the register and the data is killed by tests/publish/evidence.
"""

import os
import sys
from pathlib import Path

import pytest

from disk_faults import kill_at_each
from litmus.publish.publication import candidate
from publish.publication.publication_bench import make_publication_bench
from publish.publication.steps import few, steps_of
from run.bench_of import read_settings_once


def main(folder: Path, who: str) -> None:
    candidate.payload = few
    bench = make_publication_bench(folder)
    os.environ["LITMUS_HOME"] = str(bench.project)
    read_settings_once(pytest.MonkeyPatch())
    step = steps_of(bench)[who]

    def check(touch: int) -> None:
        step.check(touch)
        step.check_next(touch)

    kill_at_each(step.afresh, bench.place, step.does, check)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
