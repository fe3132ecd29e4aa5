"""SSD tables as files: one CSV or Parquet file a table, named as the table.

Local tables (`ext_`, `ref_`) and quality-assurance tables (`qa_`) lie beside them.
"""

from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.intake.sources import named_files
from litmus.intake.sources.base import SSD_TABLES, SourceReading, name_within, table_name
from litmus.intake.sources.ssd import repairs


def read(folder: Path, paths: list[Path]) -> SourceReading:
    """The tables of a folder of SSD files, older layouts and known extract faults put right.

    Raises LitmusError for two files of one table, for an unreadable file, and without ssd_person.
    """
    tables = named_files.tables(folder, paths)
    if "ssd_person" not in tables:
        raise LitmusError(
            "There is no ssd_person.csv or ssd_person.parquet among the files: "
            "without it nobody's age, sex or ethnicity is known. Add it and run again."
        )
    tables, notes = repairs.repair(tables)
    reasons = {
        table: f"there is no file {table}.csv or {table}.parquet among the files"
        for table in SSD_TABLES
        if table not in tables
    }
    return SourceReading(
        tables,
        reasons=reasons,
        notes=notes + _other_files(folder, paths),
        filled_from={t: [name_within(folder, p)] for p in paths if (t := table_name(p))},
    )


def _other_files(folder: Path, paths: list[Path]) -> list[str]:
    names = [name_within(folder, path) for path in paths if not table_name(path)]
    return [f"Not read, as the name is no standard table's: {', '.join(names)}."] if names else []
