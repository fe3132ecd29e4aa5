"""`make bench`: the live dashboard, with fifty viewers at once.

Measured are

- made: `litmus dashboard make` for the sample council, from nothing but its tables;
- made again: the same where nothing has changed;
- first view: Chromium, with nothing kept, opens the council's page of a server that runs: until it
  is loaded (the middle of seven);
- at once: fifty viewers, each with a token and a connection of their own, ask for a page at the
  same moment, twenty times;
- clicking: the same fifty go from page to page for half a minute, a click in one to three seconds;
- memory: the most that the server has used, after all of that, and its processor seconds.

Every answer has to be whole, and of the page that was asked for; any error ends the run with 1, and
so does a promise that is not kept: the first view in a second, 95 of 100 answers in 0.2 seconds,
100 MB.
"""

import argparse
import asyncio
import contextlib
import gzip
import html
import os
import platform
import random
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measuring import BIN, PROJECT, head, measured, row

from litmus.publish.dashboard import pageset, tokens

sys.path.insert(0, str(PROJECT / "tests"))

VIEWERS, ROUNDS, CLICKING = 50, 20, 30.0
PROMISED = {"first view": 1.0, "at once": 0.2, "clicking": 0.2}  # seconds
MOST_MEMORY = 100.0  # megabytes


class Wrong(Exception):
    """An answer is not what was asked for."""


@dataclass
class Server:
    """A server that runs, and whose tokens it knows."""

    port: int
    process: subprocess.Popen[bytes]
    tokens: list[str]

    def used(self) -> tuple[float, float]:
        """The most megabytes that it had, and its processor seconds, as Linux accounts them."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        spent = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
        return int(line.split()[1]) / 1000 * 1.024, spent


@contextlib.contextmanager
def serving(outputs: Path, folder: Path) -> Iterator[Server]:
    """The server of the pages in `outputs`, for fifty directors."""
    known = [secrets.token_urlsafe(32) for _ in range(VIEWERS)]
    lines = [
        f"  u{n}: {{role: DIV_DIRECTOR, token: '{tokens.digest(each)}'}}"
        for n, each in enumerate(known)
    ]
    access = folder / "access.yml"
    access.write_text("\n".join(["users:", *lines]))
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = (BIN / "litmus", "dashboard", "--port", port, "--access", access, "--every", "1h",
               "--source", "sample", "--outputs", outputs)  # fmt: skip
    process = subprocess.Popen(
        [str(part) for part in command], cwd=PROJECT, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(400):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        else:
            raise SystemExit("The server did not begin.")
        time.sleep(10)  # its own look at the data is over
        yield Server(port, process, known)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


class Viewer:
    """Somebody with a connection and a token."""

    def __init__(self, server: Server, number: int) -> None:
        self._port, self._token = server.port, server.tokens[number]
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def open(self, name: str, title: str) -> "Answer":
        """Ask for a page, and wait until all of it is there."""
        begun = time.perf_counter()
        if self._line is None:
            self._line = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._line
        writer.write(
            f"GET /pages/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
            f"Authorization: Bearer {self._token}\r\n\r\n".encode()
        )
        headers = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(headers.partition("content-length:")[2].split()[0])
        body = await reader.readexactly(length)
        return Answer(time.perf_counter() - begun, title, headers, body)


@dataclass(frozen=True)
class Answer:
    """What came for a page of this title, after so many seconds."""

    seconds: float
    title: str
    headers: str
    body: bytes

    def checked(self) -> float:
        """The seconds; raises Wrong where it is not the whole of that page."""
        said = f'aria-current="page">{self.title}</li>'
        shown = html.unescape(gzip.decompress(self.body).decode())
        if not self.headers.startswith("http/1.1 200") or said not in shown:
            raise Wrong(f"An answer is not {self.title}: {self.headers.splitlines()[0]}")
        return self.seconds


async def at_once(viewers: list[Viewer], names: list[tuple[str, str]]) -> list[float]:
    """All ask at the same moment, again and again."""
    found: list[float] = []
    for _ in range(ROUNDS):
        asked = (each.open(*random.choice(names)) for each in viewers)
        found += [each.checked() for each in await asyncio.gather(*asked)]
    return found


async def clicking(viewers: list[Viewer], names: list[tuple[str, str]]) -> list[float]:
    """All go from page to page, each at their own speed."""
    ends = time.perf_counter() + CLICKING

    async def one(viewer: Viewer) -> list[float]:
        found = []
        await asyncio.sleep(random.uniform(0, 2))
        while time.perf_counter() < ends:
            found.append((await viewer.open(*random.choice(names))).checked())
            await asyncio.sleep(random.uniform(1, 3))
        return found

    every = await asyncio.gather(*(one(each) for each in viewers))
    return [each for found in every for each in found]


def first_views(server: Server, folder: Path) -> list[float]:
    """Seconds until Chromium has loaded the council's page; none where it is not installed."""
    from browser.browser import CHROMIUM, chromium

    if CHROMIUM is None:
        return []
    found = []
    with chromium(folder / "chromium") as page:
        authorization = {"Authorization": f"Bearer {server.tokens[0]}"}
        page.call("Network.setExtraHTTPHeaders", headers=authorization)
        page.call("Network.setCacheDisabled", cacheDisabled=True)
        for _ in range(7):
            begun = time.perf_counter()
            page.visit(f"http://127.0.0.1:{server.port}/")
            found.append(time.perf_counter() - begun)
            assert page.ask("document.querySelectorAll('main table').length") > 3
    return found


def told(name: str, taken: list[float], share: float) -> bool:
    """Print a line of a measurement; whether what was promised of it is kept."""
    taken = sorted(taken)
    value = taken[min(int(len(taken) * share), len(taken) - 1)]
    print(f"{name:<14}{len(taken):>7}{statistics.median(taken) * 1000:>10.0f}"
          f"{value * 1000:>10.0f}{taken[-1] * 1000:>10.0f}")  # fmt: skip
    return value <= PROMISED[name]


def made(outputs: Path) -> None:
    """Make the pages, and once more, and print what it took."""
    make = (BIN / "litmus", "dashboard", "make", "--source", "sample", "--outputs", outputs)
    first, again = measured(*make), measured(*make)
    print("\n".join([head(), row("made", [first], [first]), row("made again", [again], [first])]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=Path, help="outputs whose pages are made already")
    given = parser.parse_args()
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors\n"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        outputs = given.pages or folder / "outputs"
        if given.pages is None:
            made(outputs)
        found = pageset.read(outputs)
        assert found
        about, content = found
        sizes = [len(each.page) for each in content.values()]
        print(f"\n{len(sizes)} pages, {statistics.median(sizes) / 1000:.0f} kB each\n")
        names = [(page.name, page.title) for page in about.pages]
        random.seed(1)
        with serving(outputs, folder) as server:
            try:
                kept = measure(server, folder, names)
            except Wrong as error:
                raise SystemExit(str(error)) from None
            most, spent = server.used()
        print(f"\nserver: {most:.0f} MB at most, {spent:.1f} processor seconds")
    if not kept or most > MOST_MEMORY:
        raise SystemExit("A promise is not kept.")


def measure(server: Server, folder: Path, names: list[tuple[str, str]]) -> bool:
    """Print what viewers wait; whether what was promised is kept."""
    print(f"{'':<14}{'answers':>7}{'median ms':>10}{'95% ms':>10}{'most ms':>10}")
    views = first_views(server, folder)
    kept = [told("first view", views, 0.5)] if views else []

    async def viewers() -> tuple[list[float], list[float]]:
        every = [Viewer(server, number) for number in range(VIEWERS)]
        return await at_once(every, names), await clicking(every, names)

    once, clicked = asyncio.run(viewers())
    return all([*kept, told("at once", once, 0.95), told("clicking", clicked, 0.95)])


if __name__ == "__main__":
    main()
