"""One at a time: a lock file that one process holds while others are told to wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litmus.base import files
from litmus.base.errors import LitmusError


@contextmanager
def hold(path: Path, refusal: str, mode: int | None = None) -> Iterator[None]:
    """Hold the lock file `path` during the block. Its folder must be there.

    Raises LitmusError with the sentence `refusal` where another process holds it. `mode` is who
    may read and write the lock file. A lock never outlives its process, however that ends.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path) if mode is None else FileLock(path, mode=mode)
    try:
        with files.naming(path):
            lock.acquire(timeout=0)
    except Timeout:
        raise LitmusError(refusal) from None
    try:
        yield
    finally:
        lock.release()


def is_held(path: Path) -> bool:
    """Whether a process holds the lock file `path` at this moment. None is made by asking."""
    if not path.exists():
        return False
    from filelock import FileLock, Timeout

    try:
        with FileLock(path).acquire(timeout=0):
            return False
    except Timeout:
        return True
