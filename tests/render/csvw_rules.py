"""What the W3C's rules on CSV with metadata (CSV on the Web) ask of a zip: its faults, in words.

The rules are those of "Metadata Vocabulary for Tabular Data" and "Model for Tabular Data and
Metadata on the Web" that a table like ours can break.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date

from litmus.base import zip_files

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.]*")
COMMON = re.compile(r"(dc|dcat|schema|rdfs|skos|owl|prov|foaf):\w+")
GROUP = {"@context", "notes", "tables"}
TABLE = {"url", "dialect", "tableSchema", "notes"}
SCHEMA = {"columns", "primaryKey", "foreignKeys"}
COLUMN = {"name", "titles", "datatype", "null", "required"}
DIALECT = {"encoding", "header"}


def _number(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) is not None


def _date(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None and bool(date.fromisoformat(text))


DATATYPES = {
    "string": lambda text: True,
    "date": _date,
    "number": _number,
    "integer": lambda text: re.fullmatch(r"[+-]?\d+", text) is not None,
}


def faults(content: bytes) -> list[str]:
    """Everything that is wrong with the zip, the worst first; nothing for one that is as agreed."""
    parts = zip_files.parts(content)
    if "csv-metadata.json" not in parts:
        return ["there is no csv-metadata.json"]
    metadata = json.loads(parts["csv-metadata.json"])
    given = {name: _read(text) for name, text in parts.items() if name != "csv-metadata.json"}
    return list(_of_group(metadata, given))


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def _of_group(metadata: dict, given: dict[str, list[list[str]]]) -> Iterator[str]:
    context = metadata.get("@context")
    if context != ["http://www.w3.org/ns/csvw", {"@language": "en"}]:
        yield f"the context is {context!r}"
    yield from _unknown(metadata, GROUP, "the group")
    if not all(isinstance(each, dict) for each in metadata.get("notes", [])):
        yield "a note is no object"
    tables = {table.get("url"): table for table in metadata["tables"]}
    if tables.keys() != given.keys():
        yield f"described are {sorted(tables)}, there are {sorted(given)}"
        return
    for url, table in tables.items():
        yield from _of_table(url, table, given[url])
        for key in table["tableSchema"].get("foreignKeys", []):
            yield from _of_reference(url, key, tables, given)


def _unknown(described: dict, known: set[str], where: str) -> Iterator[str]:
    for name in described.keys() - known:
        if not COMMON.fullmatch(name):
            yield f"{where} has {name!r}, which CSVW does not know"


def _of_table(url: str, table: dict, rows: list[list[str]]) -> Iterator[str]:
    yield from _unknown(table, TABLE, url)
    yield from _unknown(table["tableSchema"], SCHEMA, f"{url}, tableSchema")
    yield from _unknown(table.get("dialect", {}), DIALECT, f"{url}, dialect")
    columns, head = table["tableSchema"]["columns"], rows[0]
    names = [column["name"] for column in columns]
    if len(set(names)) < len(names):
        yield f"{url}: two columns have one name"
    for n, column in enumerate(columns):
        where = f"{url}, column {column['name']}"
        yield from _unknown(column, COLUMN, where)
        if not NAME.fullmatch(column["name"]):
            yield f"{where}: the name is none of CSVW"
        if n >= len(head) or head[n] not in column["titles"]:
            yield f"{where}: no title is what heads the column"
        yield from _of_cells(where, column, [row[n] for row in rows[1:] if n < len(row)])
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            yield f"{url}, line {number}: {len(row)} cells for {len(names)} columns"
    key = [names.index(name) for name in table["tableSchema"]["primaryKey"]]
    if len({tuple(row[n] for n in key) for row in rows[1:]}) < len(rows) - 1:
        yield f"{url}: two rows have one primary key"


def _of_cells(where: str, column: dict, cells: list[str]) -> Iterator[str]:
    fits = DATATYPES.get(column["datatype"])
    if fits is None:
        yield f"{where}: the datatype {column['datatype']!r} is not known"
        return
    for cell in cells:
        if cell == column["null"]:
            if column.get("required"):
                yield f"{where}: a required cell is empty"
        elif not fits(cell):
            yield f"{where}: {cell!r} is no {column['datatype']}"


def _of_reference(
    url: str, key: dict, tables: dict[str, dict], given: dict[str, list[list[str]]]
) -> Iterator[str]:
    there, column = key["reference"]["resource"], key["reference"]["columnReference"]
    known = _column(tables, given, there, column)
    for value in set(_column(tables, given, url, key["columnReference"])) - set(known):
        yield f"{url}: {value!r} is no {column} of {there}"


def _column(
    tables: dict[str, dict], given: dict[str, list[list[str]]], url: str, name: str
) -> list[str]:
    n = [column["name"] for column in tables[url]["tableSchema"]["columns"]].index(name)
    return [row[n] for row in given[url][1:]]
