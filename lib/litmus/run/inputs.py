"""What feeds a report: a hash of each thing whose change makes another report."""

import json
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from litmus.base import code_digest, digests
from litmus.run import agreement
from litmus.run.plan import Plan
from litmus.run.settings import read_report, report_names

Inputs = dict[str, dict[str, str]]
SETTINGS = {".yml", ".csv"}
# Settings of which no report says anything.
OTHERS = ("council", "calendar", "delivery", "live", "access", "evidence", "publication")

PACKAGES = (
    *("litmus", "duckdb", "ipykernel", "matplotlib", "nbconvert", "numpy", "pandas", "papermill"),
    *("polars", "scipy", "seaborn", "typst"),
)


@cache
def versions() -> dict[str, str]:
    """The versions of Python, Litmus and the packages that decide what a report shows."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def of(plan: Plan, source: str) -> Inputs:
    """What decides how the notebook runs ("notebook"), and what it then reads ("data"): the bytes
    of the source, by their hash `source`, the contracts, the settings, which service or theme is
    asked for, how Litmus counts, and what the report that it is an edition of shows."""
    library = code_digest.library()
    edition = {"original": agreement.identity(plan)} if plan.settings.same_as else {}
    return {
        "notebook": {
            # As the run makes it whole, with the lists of the settings.
            "template": _digest(json.dumps(plan.template, sort_keys=True)),
            "library": library,
            "versions": _digest(json.dumps(versions(), sort_keys=True)),
            "period": str(plan.period),
            "parameters": _digest(json.dumps(plan.parameters, sort_keys=True, default=str)),
        },
        "data": {
            "library": library,
            "about": f"{plan.variant} {plan.scope}" if plan.scope else str(plan.variant),
            "source": source,
            "contracts": _of_files((plan.project / "data_contracts").rglob("*.yaml"), plan.project),
            "settings": _of_files(settings_read(plan), plan.project),
            "council": _digest(plan.council.substance),
            **edition,
        },
    }


def settings_read(plan: Plan) -> list[Path]:
    """The files that can decide what a report says: those of params/ but those that are another
    report's own, when reports are due, who the council is, of which the look decides nothing, who
    gets which report, how reports are published and kept; and of the report that it is an edition
    of the template, which names indicators."""
    folder = plan.project / "params"
    others = {folder / f"{name}.yml" for name in report_names(plan.project)}
    ours = (plan.report, plan.settings.same_as)
    others -= {folder / f"{name}.yml" for name in ours}
    others |= {folder / f"{name}.yml" for name in OTHERS}
    found = [path for path in folder.rglob("*") if path.suffix in SETTINGS and path not in others]
    if plan.settings.same_as:
        found.append(plan.project / read_report(plan.project, plan.settings.same_as).notebook)
    return found


def _of_files(paths: Iterable[Path], project: Path) -> str:
    """One SHA-256 over the places and bytes of files."""
    places = {path.relative_to(project).as_posix(): path for path in paths}
    return _digest(
        "\n".join(f"{place} {digests.of_file(places[place])}" for place in sorted(places))
    )


def _digest(text: str) -> str:
    return digests.of_text(text)
