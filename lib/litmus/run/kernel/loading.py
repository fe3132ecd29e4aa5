"""Loading what later steps of a run need, while the data are read and checked.

Those steps leave Python free half of the time: polars and DuckDB do the work. One module after the
other, in a thread of its own; a step that comes to its own module first waits for it, or loads it.
"""

from contextlib import suppress
from importlib import import_module
from threading import Thread

from litmus import render

LATER = (
    *("scipy.special", "litmus.figures"),  # figures
    *("litmus.qa.collation", "litmus.qa.deep_dive"),  # quality assurance
    *("papermill", "litmus.report.opened"),  # the notebook
)


def begin() -> None:
    """Begin to load; returns at once."""
    Thread(target=_load, daemon=True).start()


def _load() -> None:
    with suppress(Exception):  # the step that needs it will say what is wrong
        for name in LATER:
            import_module(name)
        render.load()
