"""Making reports: `run` makes one or brings it up to date, `confirm` ticks a commentary's mark.

Each is loaded when it is asked for: a page made anew from words alone needs no pipeline.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litmus.run.confirming import confirm
    from litmus.run.messages import RunResult
    from litmus.run.pipeline import run
    from litmus.run.stages import Stages

__all__ = ["RunResult", "Stages", "confirm", "run"]
PLACES = {"RunResult": "messages", "Stages": "stages", "confirm": "confirming", "run": "pipeline"}


def __getattr__(name: str) -> Any:
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{PLACES[name]}"), name)
