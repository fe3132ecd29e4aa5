"""`litmus confirm`: to say that words still hold although their figures have changed."""

from pathlib import Path

from litmus.base import exchange, notebook_files
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.run import commentary, desk, messages, plan


def confirm(report: str, period: Period, outputs: Path, slot: str) -> str:
    """Say that a commentary still holds although its figures changed: tick its mark.

    Returns what to do next. Raises LitmusError where there is no report or no such mark.
    """
    path = plan.working_notebook(report, period, outputs)
    if not path.is_file():
        raise LitmusError(messages.not_made(report, period, outputs))
    with desk.held(path.parent):
        working = desk.saved(path)
        ticked = notebook_files.serialise(commentary.tick(working.notebook or {}, slot))
        try:
            desk.put(path, {path.name: ticked}, working.content)
        except exchange.Changed:
            raise LitmusError("The notebook was being saved at this moment. Try again.") from None
    return messages.confirmed(report, period, outputs, slot)
