"""The server: one process that answers, and begins the making of pages in others that end.

It listens on this computer alone unless told otherwise, and believes no header of where a request
comes from. A making that fails leaves the pages as they are, with their time, and is said on them.
"""

import asyncio
import os
import shutil
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from litmus.base import locks, system_errors
from litmus.base.errors import LitmusError, UsageError
from litmus.publish.dashboard import guard, pageset, words
from litmus.publish.dashboard.access import Viewer, read_access
from litmus.publish.dashboard.access_file import AccessFile
from litmus.publish.dashboard.application import Dashboard
from litmus.publish.dashboard.refusals import Refusals
from litmus.publish.dashboard.store import Store

LOOK = 2.0  # seconds between two looks at whether there are newer pages
LONGEST, TIMES = 3600, 4  # a making may take this many seconds, or so many times what lies between
NICENESS = "10"  # viewers come first
GOES_ON = 5  # seconds for viewers' requests to be answered when the server is stopped
KEPT_OPEN = 30  # seconds for which a connection without a request is kept


@dataclass(frozen=True)
class Asked:
    """What is to be served: `command` makes the pages in `outputs`, `every` so many seconds; where
    to listen, the file that says who may see what, and `guests` who are let in while it names
    nobody. `say` tells whoever runs the server what is wrong, `tell` what is done."""

    command: Sequence[str]
    outputs: Path
    every: int
    host: str
    port: int
    access: Path
    say: Callable[[str], object]
    guests: Mapping[str, Viewer] = field(default_factory=dict)
    tell: Callable[[str], object] = lambda _: None


def serve(asked: Asked, ready: Callable[[], object] = lambda: None) -> None:
    """Serve until somebody stops it; `ready` is called once the port is ours. Raises LitmusError
    where that cannot be had, UsageError where the access settings cannot be understood."""
    import uvicorn

    read_access(asked.access)
    listening = _listen(asked.host, asked.port)
    with listening:
        store = Store(asked.outputs, asked.say)
        store.refresh()
        board = Dashboard(
            store,
            AccessFile(asked.access, asked.say, asked.guests),
            Refusals(pageset.folder(asked.outputs)),
            names=(*guard.LOCAL, asked.host.lower()),
            say=asked.say,
        )
        ready()
        config = uvicorn.Config(
            board.application(_meanwhile(asked, store)),
            http="h11",
            ws="none",
            lifespan="on",
            loop="asyncio",
            proxy_headers=False,  # or X-Forwarded-For would say who asks
            server_header=False,
            access_log=False,  # addresses that people type are not ours to keep
            log_level="warning",
            limit_concurrency=500,
            timeout_keep_alive=KEPT_OPEN,
            timeout_graceful_shutdown=GOES_ON,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError for a host that is none, LitmusError where the port
    is not to be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise UsageError(f"--host {host!r} is no address of this computer.") from None
    listening = socket.socket(found[0], found[1])
    if os.name == "posix":  # elsewhere two servers could have one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(found[4])
        listening.listen()
    except OSError as error:
        listening.close()
        why = error.strerror or "no reason given"
        raise LitmusError(
            f"The dashboard cannot listen on {host}, port {port} ({why}). Stop what uses the port, "
            "or name another with --port."
        ) from None
    listening.set_inheritable(False)
    return listening


def _meanwhile(asked: Asked, store: Store) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What goes on while the server runs: looking for newer pages, and making them."""

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_look(store)), asyncio.create_task(_remake(asked, store))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    return lifespan


async def _look(store: Store) -> None:
    while True:
        await asyncio.to_thread(store.refresh)
        await asyncio.sleep(LOOK)


async def _remake(asked: Asked, store: Store) -> None:
    """Make the pages now, and again after each interval; while somebody else makes them, wait."""
    lock, told = pageset.lock(asked.outputs), ""
    if store.held is None:
        asked.tell("The first pages are being made, which takes some minutes.")
    while True:
        begun = asyncio.get_running_loop().time()
        while await asyncio.to_thread(locks.is_held, lock):
            await asyncio.sleep(LOOK)
        failed = await _make(asked)
        store.failed = datetime.now().astimezone() if failed else None
        if failed:
            asked.say(f"The pages could not be made anew. {failed}")
        await asyncio.to_thread(store.refresh)
        if store.held and store.held.about.version != told:
            told = store.held.about.version
            asked.tell(f"Pages are there. {words.age(store.held.about)}")
        spent = asyncio.get_running_loop().time() - begun
        await asyncio.sleep(max(asked.every - spent, LOOK))


async def _make(asked: Asked) -> str:
    """Make the pages once in a process of its own; what it said where it failed, else ""."""
    nice = ["nice", "-n", NICENESS] if shutil.which("nice") else []
    try:
        process = await asyncio.create_subprocess_exec(
            *nice, *asked.command, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=PIPE, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return system_errors.in_words(error)
    longest = max(LONGEST, TIMES * asked.every)
    try:
        _, said = await asyncio.wait_for(process.communicate(), longest)
    except TimeoutError:
        return f"The making of the pages took more than {longest} seconds and was stopped."
    finally:
        _end(process)
    if process.returncode == 0:
        return ""
    return said.decode(errors="replace").strip() or f"It ended with {process.returncode}."


def _end(process: Process) -> None:
    """End a process and those that it started, if it goes on."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        if os.name == "nt":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)


def command(*options: str) -> list[str]:
    """The command that makes the pages, by this Python: as `litmus dashboard make`."""
    return [sys.executable, "-c", "from litmus.cli.command import app; app()",
            "dashboard", "make", "--quiet", *options]  # fmt: skip
