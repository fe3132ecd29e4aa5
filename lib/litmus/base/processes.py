"""Processes that work for another one: how they end with it, and how a person ends both."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Event, Thread, current_thread, main_thread

# Set where charts are to be drawn by the process itself: all processors have work already.
DRAWS_ALONE = "LITMUS_DRAWS_ALONE"


def end_with_caller() -> None:
    """Let this process end when the one that started it is gone, whatever it waits for."""
    Thread(target=_wait_and_end, daemon=True).start()


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """What says whether somebody pressed Ctrl-C during the block, which goes on; the second time it
    is interrupted as usual."""
    asked = Event()
    if current_thread() is not main_thread():
        yield asked.is_set
        return
    former = signal.getsignal(signal.SIGINT)

    def stop(*_: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, former)

    signal.signal(signal.SIGINT, stop)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, former)


def _wait_and_end() -> None:
    if caller := parent_process():
        caller.join()
        os.kill(os.getpid(), signal.SIGTERM)
