"""Making reports: `run` makes one or brings it up to date, `confirm` ticks a commentary's mark."""

from litmus.run.confirming import confirm
from litmus.run.messages import RunResult
from litmus.run.pipeline import run
from litmus.run.stages import Stages

__all__ = ["RunResult", "Stages", "confirm", "run"]
