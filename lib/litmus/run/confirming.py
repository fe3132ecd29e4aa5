"""`litmus confirm`: to say that words still hold although their figures have changed."""

from pathlib import Path

from litmus.base import exchange, notebook_files
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.run import commentary, messages, plan, report_folder


def confirm(report: str, period: Period, outputs: Path, slot: str) -> str:
    """Say that a commentary still holds although its figures changed: tick its mark.

    Returns what to do next. Raises LitmusError where there is no report or no such mark.
    """
    path = plan.working_notebook(report, period, outputs)
    if not path.is_file():
        raise LitmusError(messages.no_report_yet(report, period, outputs))
    with report_folder.hold(path.parent):
        working = report_folder.load_working(path)
        ticked = notebook_files.serialise(commentary.tick(working.notebook or {}, slot))
        try:
            report_folder.put(path, {path.name: ticked}, working.content)
        except exchange.Changed:
            raise LitmusError(messages.saved_at_this_moment()) from None
    return messages.confirmation(report, period, outputs, slot)
