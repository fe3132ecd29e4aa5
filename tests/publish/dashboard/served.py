"""A server in a process of its own, whose pages a small script makes or fails to make."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from publish.dashboard.board import settings

TESTS = Path(__file__).resolve().parents[2]
SERVE = """
import sys
from pathlib import Path
from litmus.publish.dashboard import serving
port, folder, every = int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
command = [sys.executable, str(folder / "maker.py")]
serving.LOOK = 0.2
say = lambda text: print("SAID", text, flush=True)
access = folder / "access.yml"
serving.serve(
    serving.Asked(command, "ssd:data", folder, every, "127.0.0.1", port, access, say)
)
"""
# Does what the file `order` says: makes a set of that name, fails with words, goes on for ever, or
# does nothing.
MAKER = f"""
import sys, time
from pathlib import Path
here = Path(__file__).parent
with open(here / "began", "a") as began:
    began.write("x")
order = (here / "order").read_text()
if order == "hang":
    time.sleep(600)
if order.startswith("fail"):
    sys.exit("The data of ssd_person are missing.")
if order:
    sys.path[:0] = [{str(TESTS)!r}]
    from publish.dashboard.board import put_pages
    put_pages(here, order)
"""


class Served:
    """A running server; `said` is what it printed, once it has ended."""

    def __init__(self, folder: Path, port: int, process: subprocess.Popen[str]) -> None:
        self.folder, self.port, self.process = folder, port, process

    def order(self, what: str) -> None:
        """What the next making does."""
        (self.folder / "order").write_text(what)

    def makings(self) -> int:
        """How many makings began."""
        place = self.folder / "began"
        return len(place.read_text()) if place.exists() else 0

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for an address, written as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers or {})
            found = connection.getresponse()
            return found.status, found.read().decode(errors="replace")
        finally:
            connection.close()

    def raw(self, sent: bytes) -> bytes:
        """Send these bytes and return what comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(sent)
            found = b""
            with contextlib.suppress(ConnectionResetError):
                while part := line.recv(65536):
                    found += part
            return found

    def until(self, path: str, words: str, headers: dict[str, str], seconds: float = 20) -> str:
        """The page once it has these words."""
        ends = time.monotonic() + seconds
        while True:
            _, text = self.get(path, headers)
            if words in text:
                return text
            assert time.monotonic() < ends, f"{words!r} did not come: {text[-500:]}"
            time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGINT) -> str:
        """End it as Ctrl-C or a service manager does; what it printed."""
        self.process.send_signal(how)
        return self.process.communicate(timeout=20)[0]

    def log(self) -> list[dict[str, str]]:
        place = self.folder / "dashboard" / "refused.log"
        return [json.loads(line) for line in place.read_text().splitlines()]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(
    folder: Path, order: str = "first", every: float = 0.5, users: dict[str, Any] | None = None
) -> Iterator[Served]:
    """A server for these users, or those of `board`, and pages made as `order` says."""
    access = {"users": users} if users else settings()
    (folder / "access.yml").write_text(yaml.safe_dump(access))
    (folder / "maker.py").write_text(MAKER)
    (folder / "order").write_text(order)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port), str(folder), str(every)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    found = Served(folder, port, process)
    try:
        ends = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError):
                found.get("/")
                break
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < ends, "the server did not begin"
            time.sleep(0.05)
        yield found
    finally:
        process.kill()
        process.wait()
