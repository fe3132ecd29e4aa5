"""The next working notebook: the template, people's words and an executed notebook's outputs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litmus.base import notebook_files
from litmus.base.notebook_files import Notebook
from litmus.run import commentary
from litmus.run.commentary import Harvest, Review
from litmus.run.plan import Plan

EMPTY: Notebook = {"cells": [], "metadata": {}}
RECORD = ("written", "seen")
COMPARED = ("id", "cell_type", "source", "attachments", "outputs")


@dataclass(frozen=True)
class Composed:
    """A notebook ready to be the working one, and what is to be said of its commentary.

    `unwritten` are the slots whose required words its rendering lacks, each with the heading that
    it stands under there."""

    notebook: Notebook
    found: Harvest
    review: Review
    unwritten: Mapping[str, str] = field(default_factory=dict)


def compose(
    plan: Plan,
    working: Notebook | None,
    executed: Notebook | None,
    shown: Mapping[str, Any],
    former: Mapping[str, Any] | None = None,
) -> Composed:
    """Lay the words of `working` into the template, with the outputs of `executed`.

    `shown` are the figures that the report shows, by indicator; `former` is a copy of the record
    of what words were written beside, for a notebook that lost its own.
    """
    found = commentary.harvest(working or EMPTY, plan.template)
    done = found if executed is working else commentary.harvest(executed or EMPTY, plan.template)
    now = commentary.Beside(shown, commentary.cells_of(done))
    reviewed = commentary.review(found, plan.template, now, former)
    about = {"report": plan.report, "period": str(plan.period), "status": "complete"}
    laid = commentary.lay(plan.template, found, reviewed.marks, {**about, **reviewed.record})
    if executed:
        laid = commentary.restore(laid, done)
    return Composed(laid, found, reviewed)


def same(one: Notebook, other: Notebook | None) -> bool:
    """Whether two working notebooks show the same.

    The record of when words were written is not compared: as long as the figures are those that
    it says are shown, it can be made up later. So a notebook that is open in JupyterLab is not
    touched for nothing.
    """
    return other is not None and _shows(one) == _shows(other)


def _shows(notebook: Notebook) -> tuple[Any, ...]:
    about = {
        key: value for key, value in notebook_files.note(notebook).items() if key not in RECORD
    }
    cells = [
        (
            {name: cell.get(name) for name in COMPARED},
            notebook_files.note(cell),
            notebook_files.tags(cell),
        )
        for cell in notebook["cells"]
    ]
    return (about, cells)
