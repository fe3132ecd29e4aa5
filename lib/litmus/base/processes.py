"""Processes that work for another one, and are not to outlive it."""

import os
import signal
from multiprocessing import parent_process
from threading import Thread


def end_with_caller() -> None:
    """Let this process end when the one that started it is gone, whatever it waits for."""
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    if caller := parent_process():
        caller.join()
        os.kill(os.getpid(), signal.SIGTERM)
