"""Turn a contract's SQL rule, which counts the rows that break it, into a query that finds them.

A rule is written `SELECT COUNT(*) FROM <table> [alias] [joins] WHERE <offence>`, which any other
tool that reads the contract can run too. To list the rows, the count is swapped for the row's
number. That is only right for this one shape, so every other shape is refused.
"""

import re
from datetime import date

# Every checked table carries this column: the number of the row as it was read.
ROW = "_row_number"

_SHAPE = re.compile(
    r"SELECT COUNT\(\*\) (?P<rest>FROM (?P<table>\w+)"
    r"(?: (?:AS )?(?!(?:INNER|LEFT|CROSS|JOIN|WHERE)\b)(?P<alias>\w+))?"
    r"(?P<join> (?:INNER |LEFT |CROSS )?JOIN .+?)? WHERE (?P<condition>.+))",
    re.IGNORECASE,
)
_NEVER = re.compile(r";|\b(?:GROUP BY|HAVING|UNION|INTERSECT|EXCEPT|LIMIT|OFFSET)\b", re.IGNORECASE)
_SUBQUERY = re.compile(r"\bSELECT\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?P<left>\w+) *(?:[<>=]|!=)+ *:extract_date\b"
    r"|:extract_date *(?:[<>=]|!=)+ *(?:\w+\.)?(?P<right>\w+)"
)


def offending_rows(query: str, table: str, extract_date: date) -> str:
    """The query that lists the rows of `table` that `query` counts, each once.

    Raises ValueError saying what is expected where the query has another shape.
    """
    match = _parts(query, table)
    rest = _with_extract_date(match["rest"], extract_date)
    return f"SELECT DISTINCT {match['alias'] or table}.{ROW} {rest}"


def condition_on_row(query: str, table: str, extract_date: date) -> str:
    """What `query` asks of each row of `table` by itself; empty where it looks at other rows, too.

    Raises ValueError as `offending_rows` does.
    """
    match = _parts(query, table)
    alone = not (match["alias"] or match["join"] or _SUBQUERY.search(match["condition"]))
    return _with_extract_date(match["condition"], extract_date) if alone else ""


def _parts(query: str, table: str) -> re.Match[str]:
    text = " ".join(query.split())
    match = _SHAPE.fullmatch(text)
    if match is None or _NEVER.search(text) or match["table"].lower() != table:
        raise ValueError(
            f"a rule of {table} must be `SELECT COUNT(*) FROM {table} [alias] [joins] WHERE "
            "<offence>`, without grouping, set operations or limits"
        )
    return match


def _with_extract_date(text: str, extract_date: date) -> str:
    return re.sub(r":extract_date\b", f"DATE '{extract_date:%Y-%m-%d}'", text)


def words(query: str) -> set[str]:
    """The names that occur in a query: its tables and columns among them."""
    return set(re.findall(r"\w+", query))


def columns_beside_extract_date(query: str) -> set[str]:
    """The columns that a query compares, as they stand, with the day of the extract."""
    text = " ".join(query.split())
    return {match["left"] or match["right"] for match in _COMPARED.finditer(text)}
