"""The lock of the folder of publications: one publishes, destroys, lays a hold or changes the trust
file at a time, because each reads what is there and goes on from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litmus.base import files, folders, locks

LOCK, REGISTER = ".lock", "register"


@contextmanager
def hold(publications: Path) -> Iterator[None]:
    """Hold the folder of publications during the block; what killed commands left half written of
    the register goes. Raises LitmusError where somebody else holds it."""
    files.private_folder(publications)
    refusal = (
        f"Somebody else is publishing, destroying data or changing keys in {publications} at this "
        "moment. Nothing was changed. Try again in a while."
    )
    with locks.hold(publications / LOCK, refusal, files.PRIVATE_FILE):
        for written in (publications / REGISTER, *(publications / REGISTER).glob("*/")):
            folders.sweep(written, seconds=0)
        yield
