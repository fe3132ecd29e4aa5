"""Quarto as a command of its own: its version, one call, and whether it did what was asked."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from litmus.base.errors import LitmusError, UsageError

COMMAND, WANTED = "quarto", ">=1.9"
PATIENCE = 300  # seconds for one format
LOG = "quarto.log"
ABSENT = (
    f"Quarto is not installed: there is no command {COMMAND} on the PATH. Install Quarto 1.9 or "
    "newer (quarto.org), or leave out RENDER=quarto: HTML, PDF, Word and Excel need nothing else."
)


def check() -> None:
    """Raises UsageError where Quarto is not there."""
    if shutil.which(COMMAND) is None:
        raise UsageError(ABSENT)


def call(folder: Path, source: str, made: str, options: list[str]) -> bytes:
    """What Quarto makes of the file `source` in `folder`, as the file `made`.

    Raises UsageError where Quarto is not there, LitmusError with what it said where it fails, does
    not end, or says that it is done and made nothing.
    """
    check()
    words = [COMMAND, "render", source, "--output", made, "--no-execute", "--log", LOG,
             "--log-format", "json-stream", *options]  # fmt: skip
    process = subprocess.Popen(
        words,
        cwd=folder,
        env=_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it starts others, which have to end with it
    )
    try:
        code = process.wait(PATIENCE)
    except BaseException as error:
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise LitmusError(f"Quarto did not end within {PATIENCE} seconds.") from None
        raise
    path = folder / made
    if code != 0 or not path.is_file() or not path.stat().st_size:
        raise LitmusError(f"Quarto could not make the report: {_said(folder / LOG)}")
    return path.read_bytes()


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """What Quarto may know of ours, and the version that it has to have."""
    kept = {name: value for name, value in given.items() if not name.startswith("QUARTO_")}
    return {**kept, "QUARTO_VERSION_REQUIREMENT": WANTED}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _said(log: Path) -> str:
    """What its log says went wrong, in its own words; else that it said nothing."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    said = []
    for line in filter(str.strip, lines):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and record.get("levelName") in ("ERROR", "CRITICAL"):
            said.append(str(record.get("msg", "")).strip())
    return " ".join(filter(None, said)) or "it gave no reason, and made no file."
