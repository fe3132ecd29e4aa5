"""What a publication holds so that it can be made again: code, settings, and what they ran on.

The same code and settings give the same bytes: no time and no path of a machine is in them.
"""

import platform
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from litmus.base import code_digest, files, paths, zip_files
from litmus.publish.publication.made import Made
from litmus.run.settings import read_report

# Who is sent what and who may see what are matters of today, with people's addresses in them; no
# report reads them.
LEFT_OUT = ("access.yml", "delivery.yml", "live.yml")
PACKAGES = ("litmus", "sample_council")
LOCKS = ("requirements.lock", "pyproject.toml", "environment.yml")
UNWANTED = {"__pycache__", ".mypy_cache", ".ruff_cache"}


def contents(made: Made) -> dict[str, bytes]:
    """The files, by their names in the publication."""
    found = dict(_project(made))
    found["code/library.zip"] = library()
    for name in LOCKS:
        if (content := files.content(paths.checkout() / name)) is not None:
            found[f"code/{name}"] = content
    found["environment.json"] = files.as_json(environment())
    return found


def _project(made: Made) -> Iterator[tuple[str, bytes]]:
    project = made.plan.project
    for folder in ("params", "data_contracts"):
        for path in sorted((project / folder).rglob("*")):
            name = path.relative_to(project).as_posix()
            if path.is_file() and path.name not in LEFT_OUT and not path.name.startswith("."):
                yield f"project/{name}", path.read_bytes()
    templates = [made.plan.settings.notebook]
    if made.plan.settings.same_as:
        templates.append(read_report(project, made.plan.settings.same_as).notebook)
    for name in templates:
        yield f"project/{Path(name).as_posix()}", (project / name).read_bytes()


@cache
def library() -> bytes:
    """The sources of Litmus as a zip, the same bytes for the same sources."""
    within = code_digest.LIBRARY.parent
    places = sorted(
        path
        for package in PACKAGES
        for path in (within / package).rglob("*")
        if path.is_file() and UNWANTED.isdisjoint(path.parts) and path.suffix != ".pyc"
    )
    return zip_files.pack({p.relative_to(within).as_posix(): p.read_bytes() for p in places})


@cache
def environment() -> dict[str, Any]:
    """On what the report was published: Python, the system, every package, and the commit where
    the code lies in a git checkout."""
    packages = dict(filter(None, map(_package, distributions())))
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "machine": platform.machine(),
        "packages": dict(sorted(packages.items(), key=lambda each: each[0].lower())),
        **_commit(paths.checkout()),
    }


def _package(one: Distribution) -> tuple[str, str] | None:
    """Name and version. To have the whole of every package's description read takes seconds."""
    text = one.read_text("METADATA") or ""
    found = [re.search(rf"^{name}: *(\S+)", text, re.MULTILINE) for name in ("Name", "Version")]
    return (found[0][1], found[1][1]) if found[0] and found[1] else None


def _commit(checkout: Path) -> dict[str, Any]:
    if not (checkout / ".git").exists():
        return {}
    commit, changed = (_git(checkout, *asked) for asked in (
        ("rev-parse", "HEAD"), ("status", "--porcelain", "--untracked-files=no")))  # fmt: skip
    if commit is None or changed is None:
        return {}
    return {"commit": commit, "changed_since_commit": bool(changed)}


def _git(checkout: Path, *asked: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", checkout, *asked], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
