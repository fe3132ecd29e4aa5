"""Contracts read once for all tests of a process, whose commands would read them each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from litmus.intake.contracts import loading
from litmus.intake.contracts.model import Contract


@pytest.fixture(scope="session", autouse=True)
def contracts_read_once() -> Iterator[None]:
    """Each contract file is read once while its words are the same, whichever folder it is in.

    Reading a council's contracts is much of what a command of these tests does. A file that is
    refused is read anew each time, and what files say of each other is always checked.
    """
    read = loading._contract
    known: dict[tuple[str, bytes], Contract] = {}

    def contract(path: Path) -> Contract:
        key = path.name, path.read_bytes()
        if key not in known:
            known[key] = read(path)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_contract", contract)
        yield
