"""Which actions a register has, and where its workbook lies.

A register that lies there may have been filled in and not taken back yet: it is never written over,
but given a number and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base import files
from litmus.qa.actions.register import Action, by_urgency, register
from litmus.qa.actions.register_workbook import workbook
from litmus.qa.actions.states import standings

if TYPE_CHECKING:
    import duckdb

    from litmus.base.periods import Period

FOLDER, NAME = "actions", "register"


def select(
    connection: duckdb.DuckDBPyConnection,
    day: date,
    service: str = "",
    state: str = "",
    all_of_them: bool = False,
) -> list[Action]:
    """The outstanding actions on a day by urgency; of one service, in one state, if asked. All,
    the settled ones last, if asked for all or for a state."""
    everything = register(connection, day)
    found = by_urgency(everything)
    if all_of_them or state:
        found += [each for each in everything if each.settled]
    return [
        each
        for each in found
        if (not service or each.service == service) and (not state or each.state == state)
    ]


def place(outputs: Path, period: Period, service: str, state: str, all_of_them: bool) -> Path:
    """Where the register of a period is; one of some actions alone says so in its name."""
    parts = [NAME, service, state, "all" if all_of_them else ""]
    return outputs / period.folder / FOLDER / f"{'-'.join(p for p in parts if p)}.xlsx"


def write(
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    actions: Sequence[Action],
    day: date,
    council: str,
    name: str,
) -> tuple[Path, Path | None]:
    """Writes the register. Returns where, and where another that lay there is now."""
    title = f"Actions on {day:%d/%m/%Y}: {name}"
    content = workbook(actions, standings(connection), day, council, title)
    there, former = files.content(path), None
    if not path.parent.exists():
        files.private_folder(path.parent)
    if there is not None and there != content:
        former = files.write_bytes(_aside(path), there, files.PRIVATE_FILE)
    files.write_bytes(path, content, files.PRIVATE_FILE)
    return path, former


def _aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return aside
