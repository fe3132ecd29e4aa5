"""A Python environment as a publication had it: its packages by the archived lock, its library."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.base.progress import Step

LIBRARY, LOCK, ABOUT = "library.zip", "requirements.lock", "pyproject.toml"
# What could lead the archived library astray, or into somebody's present project.
FOREIGN = re.compile(r"PYTHON.*|LITMUS_.*|VIRTUAL_ENV|PIP_.*TARGET")


@dataclass(frozen=True)
class Environment:
    """What executes the report: a Python, and the folder with the library (None: as installed)."""

    python: Path
    library: Path | None = None
    said: str = ""

    def variables(self, project: Path) -> dict[str, str]:
        """The environment variables of a process in it, whose project is the archived one."""
        ours = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
        where = {"PYTHONPATH": str(self.library)} if self.library else {}
        return {**ours, **where, "LITMUS_HOME": str(project), "PYTHONDONTWRITEBYTECODE": "1"}


# Makes the environment of the archived code in `code` within a folder.
Build = Callable[[Path, Path, Step], Environment]


@dataclass(frozen=True)
class Fresh:
    """Builds an environment of nothing but what the lock names, each package held to its hash:
    from the folder of `wheels`, without a network, or else from where pip gets its packages."""

    wheels: Path | None = None
    run: Callable[..., "subprocess.CompletedProcess[str]"] = field(default=subprocess.run)

    def __call__(self, code: Path, folder: Path, say: Step) -> Environment:
        """As `Build`. Raises LitmusError that says which package could not be had."""
        place = folder / "environment"
        say("Building the archived environment (a minute or two)")
        python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        where = ["--no-index", "--find-links", str(self.wheels)] if self.wheels else []
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        install += ["--require-hashes", "--no-deps", *where, "-r", code / LOCK]
        for asked in ([sys.executable, "-m", "venv", place], install):
            words = [str(each) for each in asked]
            done = self.run(words, capture_output=True, text=True, check=False)
            if done.returncode:
                raise LitmusError(_failure(done.stderr))
        said = "an environment built of the archived lock"
        return Environment(python, unpack(code, folder), said)


def _failure(stderr: str) -> str:
    """What to say where the environment cannot be built."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    why = (errors or lines or ["pip failed"])[-1].removeprefix("ERROR: ").rstrip(".")
    return (
        f"The archived environment cannot be built: {why}. Give a folder with the packages "
        "(--wheels), try the Python version that environment.json names, or use the packages that "
        "are installed here (--with installed)."
    )


def installed(code: Path, folder: Path, say: Step) -> Environment:  # noqa: ARG001
    """The archived library with the packages that are installed here."""
    said = "the archived library with the packages that are installed here"
    return Environment(Path(sys.executable), unpack(code, folder), said)


def current(code: Path, folder: Path, say: Step) -> Environment:  # noqa: ARG001
    """Today's library with today's packages."""
    library = Path(__file__).resolve().parents[3]
    return Environment(Path(sys.executable), library, "today's library and packages")


WITH: Mapping[str, Build] = {"archived": Fresh(), "installed": installed, "current": current}


def unpack(code: Path, folder: Path) -> Path:
    """Unpack the archived library. Returns the folder to import it from. Raises LitmusError."""
    target = folder / "library"
    with zipfile.ZipFile(code / LIBRARY) as packed:
        packed.extractall(target)
    found = next((path.parents[1] for path in target.rglob("litmus/__init__.py")), None)
    if found is None:
        raise LitmusError(f"{LIBRARY} of the publication does not hold the library litmus.")
    if (code / ABOUT).is_file():  # so that it knows its own version
        number = tomllib.loads((code / ABOUT).read_text(encoding="utf-8"))["project"]["version"]
        about = found / f"litmus-{number}.dist-info"
        about.mkdir(exist_ok=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: litmus\nVersion: {number}\n")
    return found
