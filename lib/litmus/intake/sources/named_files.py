"""Files that are named as the tables that they hold: `ssd_person.csv`, `qa_audit.parquet`."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from litmus.base.errors import LitmusError
from litmus.intake.sources import textfile
from litmus.intake.sources.base import LOCAL_PREFIXES, TABLE_PREFIXES, name_within, table_name


def tables(
    folder: Path, paths: Iterable[Path], prefixes: tuple[str, ...] = TABLE_PREFIXES
) -> dict[str, pl.DataFrame]:
    """The tables whose names begin with `prefixes`, read as they stand.

    Raises LitmusError for two files of one table, and for a file that cannot be read.
    """
    found: dict[str, Path] = {}
    for path in paths:
        table = table_name(path)
        if table is None or not table.startswith(prefixes):
            continue
        if table in found:
            both = f"{name_within(folder, found[table])} and {name_within(folder, path)}"
            raise LitmusError(f"{both} are both the table {table}. Keep one of them.")
        found[table] = path
    return {table: textfile.read(path, folder) for table, path in found.items()}


def local_tables(folder: Path, paths: Iterable[Path]) -> dict[str, pl.DataFrame]:
    """The tables of a council's own (`ext_`, `ref_`, `qa_`, `xref_`), as `tables` reads them."""
    return tables(folder, paths, LOCAL_PREFIXES)
