"""Opening a report in its folder, as a notebook's first cell does."""

from pathlib import Path

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.report import feed
from litmus.report.feed import Context
from litmus.report.report import Report


def open_report(folder: str | Path = ".", period: str | None = None) -> Report:
    """The report whose figures lie in `folder`.

    Raises LitmusError where a file is missing or damaged, UsageError where the figures are of
    another period than `period`.
    """
    folder = Path(folder)
    found = feed.read(folder)
    context = found.context
    if period and (asked := Period.parse(period)) != Period.parse(context.period.notation):
        raise UsageError(
            f"The figures in this folder are of {context.period.title}, not of {asked.title}. "
            f"Make them with: {paths.command(paths.checkout())} run {context.report} "
            f"--period {period}{_parameter_text(context)}"
        )
    return Report(context, found.figures, found.quality, found.collation, found.lists)


def _parameter_text(context: Context) -> str:
    """The parameters and the scope that the report was made with, as the command takes them."""
    scope = f" --scope {context.scope}" if context.scope_name else ""
    return scope + "".join(
        f" --param {name}={value}" for name, value in context.parameters.items() if value
    )
