"""A JupyterLab on a notebook, as `litmus lab` starts it, without a browser of its own."""

import contextlib
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from litmus.cli.lab import opening

TOKEN = "only-for-this-test"


@contextlib.contextmanager
def jupyterlab(place: Path, notebook: Path, author: str) -> Iterator[str]:
    """The address of the notebook in JupyterLab, which ends when the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = opening.prepare(place, notebook, author)
    more = ["--no-browser", "--allow-root", f"--ServerApp.port={port}"]
    more += [f"--IdentityProvider.token={TOKEN}"]
    with (place / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*opening.command(notebook), *more], env={**os.environ, **ours}, stdout=log, stderr=log
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status?token={TOKEN}", server)
        yield f"http://127.0.0.1:{port}/lab/tree/{notebook.name}?token={TOKEN}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:  # ended amid a save, it may wait for a thread of its own
            server.kill()
            server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "JupyterLab ended"
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address).close()
            return
        time.sleep(0.2)
    raise AssertionError("JupyterLab did not start")
