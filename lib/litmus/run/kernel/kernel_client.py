"""A connection to a kernel that is ready as soon as the kernel has answered."""

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

ASK_AGAIN_SECONDS = 1


class Connection(AsyncKernelClient):
    """jupyter_client's own asks the kernel who it is, and then waits until nothing more comes for
    two tenths of a second. Here both channels have to answer to one question, and have then said
    all."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns when the kernel has answered; raises RuntimeError where it ended or was silent
        for `timeout` seconds."""
        deadline = time.monotonic() + (timeout or float("inf"))
        while not await self._answered():
            if not await self.is_alive():
                raise RuntimeError("The kernel ended before it answered.")
            if time.monotonic() > deadline:
                raise RuntimeError(f"The kernel did not answer for {timeout} seconds.")

    async def _answered(self) -> bool:
        asked = self.kernel_info()
        try:
            self._handle_kernel_info_reply(
                await self._async_recv_reply(asked, timeout=ASK_AGAIN_SECONDS)
            )
            while not _ends(await self.get_iopub_msg(timeout=ASK_AGAIN_SECONDS), asked):
                pass
        except (Empty, TimeoutError):
            return False
        return True


def _ends(message: dict[str, Any], asked: str) -> bool:
    """Whether a message says that the kernel is done with what it was asked."""
    answers = message["parent_header"].get("msg_id") == asked
    return answers and message["content"].get("execution_state") == "idle"
