"""The Python process that executes a notebook."""

from __future__ import annotations

import asyncio
import os
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Self

NAME = "python3"  # as Jupyter knows it; there is no other kernel here
HASH_SEED = {"PYTHONHASHSEED": "0"}  # the same order of sets in each run


class Kernel:
    """A Python kernel that works in `folder`: a context manager, which ends it whatever happens.

    `day` becomes SOURCE_DATE_EPOCH, so that what a chart library writes of the time is the same
    in each run. `manager` is jupyter_client's, through which the kernel is spoken to.
    """

    def __init__(self, folder: Path, day: date) -> None:
        self.folder = folder
        self.day = day
        self.manager: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.manager is not None:
            asyncio.run(self.manager.shutdown_kernel(now=True))

    def start(self) -> None:
        """Start the kernel: from then on `manager` is there."""
        self.manager = self._manage()
        asyncio.run(
            self.manager.start_kernel(
                cwd=str(self.folder),
                env=self._environment(),
                extra_arguments=["--HistoryManager.hist_file=:memory:"],
                # What its threads say there is no cell's output, and no sentence for a reader.
                stderr=None if os.environ.get("LITMUS_DEBUG") else subprocess.DEVNULL,
            )
        )

    def _manage(self) -> Any:
        """What starts the kernel and speaks to it; nothing is started yet."""
        import zmq
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager

        # No folder is searched for kernels: a report runs in the Python that Litmus runs in.
        return AsyncKernelManager(
            kernel_name=NAME,
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            connection_file=str(self.folder / ".kernel.json"),
            transport_encryption="auto" if zmq.has("curve") else "disabled",
        )

    def _environment(self) -> dict[str, str]:
        midnight = datetime.combine(self.day, time(), tzinfo=UTC)
        return {
            **os.environ,
            **HASH_SEED,
            "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
            "IPYTHONDIR": str(self.folder / ".ipython"),  # nobody's own start-up files
        }
