"""The shipped templates: as they lie in notebooks/, and whole, as a run executes them."""

from functools import cache
from pathlib import Path

from litmus.base import notebook_files
from litmus.run import contents
from litmus.run.settings import ReportSettings, read_report, report_names
from litmus.run.template import expand, indicators_named

ROOT = Path(__file__).resolve().parents[2]
REPORTS = report_names(ROOT)


@cache
def template(report: str) -> dict:
    """The template of a report as an analyst opens it."""
    return notebook_files.read(ROOT / read_report(ROOT, report).notebook)


@cache
def listed(report: str) -> ReportSettings:
    """The settings of a report, with what `all` stands for."""
    return contents.complete(read_report(ROOT, report), report)


@cache
def settled(report: str) -> ReportSettings:
    """The settings with the indicators that cells of the template name, too."""
    return contents.with_named(listed(report), indicators_named(template(report)))


@cache
def whole(report: str) -> dict:
    """The template with its groups of cells repeated."""
    return expand(template(report), contents.contents(listed(report)), report)
