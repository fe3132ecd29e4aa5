"""Kills a step towards a publication at each thing that it does to the folder of the review.

Run by test_disk_faults.py in a process of its own, because it forks: a folder, and whose step.
What is done to the register and the data is killed by tests/publish/evidence.
"""

import os
import sys
from pathlib import Path

from disk_faults import killed
from litmus.publish.publication import candidate
from publish.publication.publication_bench import make_publication_bench
from publish.publication.steps import few, steps_of

MOST = 200


def main(folder: Path, who: str) -> None:
    candidate.payload = few
    os.fsync = lambda _: None  # a kill takes nothing from the disk that was written
    bench = make_publication_bench(folder)
    os.environ["LITMUS_HOME"] = str(bench.project)
    step = steps_of(bench)[who]
    for touch in range(1, MOST):
        step.afresh()
        died = killed(bench.place, touch, step.does)
        step.check(touch)
        step.check_next(touch)
        if not died:
            print(f"killed at {touch - 1} touches")
            return
    raise SystemExit(f"it touches its folder more than {MOST} times")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
