"""What the indicators ask of a database."""

from __future__ import annotations

from typing import Any, Protocol


class Rows(Protocol):
    """What a query gave."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All its rows."""
        ...


class Connection(Protocol):
    """Whatever takes the composed SQL, in DuckDB's dialect, over the tables of a snapshot.

    A DuckDB connection is one as it is; for other engines see `litmus.indicators.engines`.
    """

    def execute(self, query: str, /) -> Rows:
        """Run a query and give its rows."""
        ...
