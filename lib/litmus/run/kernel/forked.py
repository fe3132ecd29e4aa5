"""Kernels that begin warm: each a new process, forked from one that has loaded what reports need.

Python and the libraries of a report take longer to load than a short report takes to run. So where
many are made, a server process loads them once (`multiprocessing`'s fork server) and is forked for
each notebook. The server itself runs no notebook and has one thread: every kernel begins in the
 same
state, nothing of one gets into another, and no lock is held by a thread that a fork leaves behind.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import current_process, get_context
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from litmus.base.processes import DRAWS_ALONE, end_with_caller
from litmus.run.kernel.kernel import HASH_SEED, Kernel

LAUNCHER = "ipykernel_launcher"
# What a report's first cells would load.
LOADED = ("ipykernel.kernelapp", "litmus.report.opening", "pandas", "seaborn")
# What is decided when the server starts, and cannot be when a kernel does.
DECIDED = {
    **HASH_SEED,
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as a kernel chooses it
    "OPENBLAS_NUM_THREADS": "1",  # or the server would have threads
}


def can_fork() -> bool:
    """Whether kernels can be forked here: on Linux (elsewhere a fork is not safe, or not there), by
    a process that may have children."""
    return sys.platform == "linux" and not current_process().daemon


class ForkedKernel(Kernel):
    """A kernel forked from a warm server where that can be, and a fresh one elsewhere."""

    def _manage(self) -> AsyncKernelManager:
        manager = super()._manage()
        if can_fork():
            manager.provisioner = ForkedProvisioner(
                kernel_id=str(uuid4()), kernel_spec=manager.kernel_spec, parent=manager
            )
        return manager

    def _environment(self) -> dict[str, str]:
        # What draws is loaded in a forked kernel: other processes would have to load it first.
        return {**super()._environment(), **({DRAWS_ALONE: "1"} if can_fork() else {})}


class ForkedProvisioner(LocalProvisioner):
    """Starts kernels by forking; all else about them is as with any other kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel that the command line `cmd` would start, or start it where there is no
        server to be had; returns how to connect to it."""
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        try:
            running: Any = _Running(_fork(kwargs["cwd"], kwargs["env"], arguments))
        except (OSError, EOFError):
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid = running, running.pid
        self.cwd = kwargs["cwd"]
        return self.connection_info


class _Running:
    """A process of `multiprocessing` as a provisioner speaks to one of `subprocess`."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        """How the process ended; None while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait until it has ended; how it did."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None and self.pid is not None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


def _fork(folder: str, environment: Mapping[str, str], arguments: Sequence[str]) -> BaseProcess:
    """A new kernel that works in `folder`; the first one starts the server."""
    context = get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    process = context.Process(target=_serve, args=(folder, dict(environment), list(arguments)))
    former = {name: os.environ.get(name) for name in DECIDED}
    os.environ.update(DECIDED)
    try:
        process.start()
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    return process


def _serve(folder: str, environment: dict[str, str], arguments: list[str]) -> None:
    """Be a kernel, in the forked process, until somebody ends it."""
    from ipykernel.kernelapp import IPKernelApp

    end_with_caller()
    os.setsid()  # Ctrl-C at the terminal is for whoever asked for the notebook
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
