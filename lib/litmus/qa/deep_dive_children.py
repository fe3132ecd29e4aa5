"""Which children a theme is about: a query of `params/deep_dives.yml`, and how it is run."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from litmus.base.errors import LitmusError, UsageError
from litmus.base.params import Setting, mapping, read, validate
from litmus.indicators import find
from litmus.qa.query import Query

TABLE = re.compile(r"\b(?:ssd|ext|ref)_\w+")
PLACE = re.compile(r"(?<!:):(start|end)\b")


class Children(Setting):
    """Which children a theme is about (`params/deep_dives.yml`)."""

    words: str
    children: str
    indicators: tuple[str, ...] = ()

    @property
    def tables(self) -> list[str]:
        """The standard tables that the query names."""
        return sorted(set(TABLE.findall(self.children)))


def settings(project: Path, themes: Collection[str]) -> dict[str, Children]:
    """The themes with a population, by code.

    Raises UsageError for an entry that is wrong, and for a theme that is none of `themes`.
    """
    where = "params/deep_dives.yml"
    expected = "the code of a theme, and under it its children"
    entries = mapping(read(project, "deep_dives"), where, expected)
    for code in entries:
        if code not in themes:
            raise UsageError(f"{where}: there is no theme {code}. Themes: {', '.join(themes)}.")
    found = {code: validate(Children, each, f"{where}, {code}") for code, each in entries.items()}
    for name, entry in found.items():
        for code in entry.indicators:
            try:
                find(code)
            except UsageError as error:
                raise UsageError(f"{where}, {name}: {error}") from None
    return found


def children(asked: Query, entry: Children) -> str:
    """The query of the theme's children, with the period's days in it."""
    return with_dates(entry.children, asked)


def absent(asked: Query, entry: Children) -> str:
    """Why nobody can say which children these are, where the data lack a table; else ""."""
    lacking = [table for table in entry.tables if not asked.has(table)]
    return f"The data have no table {' and '.join(lacking)}." if lacking else ""


def with_dates(sql: str, asked: Query) -> str:
    days = {"start": asked.start, "end": asked.end}
    return PLACE.sub(lambda found: f"CAST('{days[found[1]]}' AS DATE)", sql)


def run(asked: Query, sql: str, entry: Children) -> list[tuple[Any, ...]]:
    import duckdb

    about_query = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)
    try:
        # An indicator says itself what of the days after the period it looks at.
        return asked.connection.execute(sql).fetchall()
    except duckdb.Error as error:
        # What else the engine says may name a value of a record.
        said = f": {str(error).splitlines()[0]}" if isinstance(error, about_query) else "."
        raise LitmusError(
            f"params/deep_dives.yml: the query of children ({entry.words}) cannot be run{said}"
        ) from None
