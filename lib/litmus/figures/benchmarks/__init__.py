"""Published comparisons: from DfE's data files to params/benchmarks.csv.

`build` reads the files that DfE publishes on Explore Education Statistics, `update` puts what it
found into the file that reports read. Nothing here is needed to run a report.
"""

from litmus.figures.benchmarks.building import build, missing_indicators
from litmus.figures.benchmarks.measures import MEASURES
from litmus.figures.benchmarks.neighbours import read_list
from litmus.figures.benchmarks.row import Row, update
from litmus.figures.benchmarks.secondary import SECONDARY

COVERED = frozenset(each.indicator for each in (*MEASURES, *SECONDARY))
"""The indicators that the published files, or figures known at second hand, can be laid beside."""

__all__ = ["COVERED", "Row", "build", "missing_indicators", "read_list", "update"]
