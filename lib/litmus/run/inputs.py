"""What feeds a report: a hash of each thing whose change makes another report."""

import hashlib
import json
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from litmus.base import code_digest, files
from litmus.run.plan import Plan

PACKAGES = (
    *("litmus", "duckdb", "ipykernel", "matplotlib", "nbconvert", "numpy", "pandas", "papermill"),
    *("polars", "scipy", "seaborn", "typst"),
)
PARAMS = {".yml", ".csv"}


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


def of_notebook(plan: Plan) -> dict[str, str]:
    """What decides how the notebook runs, apart from the data."""
    return {
        "template": files.sha256(plan.template_path),
        "library": code_digest.library(),
        "versions": _text(json.dumps(versions(), sort_keys=True)),
        "period": str(plan.period),
        "parameters": _text(json.dumps(plan.parameters, sort_keys=True, default=str)),
    }


def of_data(plan: Plan, identity: str) -> dict[str, str]:
    """What decides the figures and the collation: the source's bytes, the contracts, the council's
    settings, which service or theme is asked for, and how Litmus counts."""
    return {
        "library": code_digest.library(),
        "about": f"{plan.variant} {plan.scope}" if plan.scope else str(plan.variant),
        "source": identity,
        "contracts": digest((plan.project / "data_contracts").rglob("*.yaml")),
        "settings": digest(
            path for path in (plan.project / "params").iterdir() if path.suffix in PARAMS
        ),
    }


def digest(paths: Iterable[Path]) -> str:
    """One SHA-256 over the names and bytes of files."""
    lines = [f"{path.name} {files.sha256(path)}" for path in sorted(paths) if path.is_file()]
    return _text("\n".join(lines))


def _text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
