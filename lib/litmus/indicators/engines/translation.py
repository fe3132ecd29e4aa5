"""From DuckDB's dialect to another engine's, by sqlglot.

An engine other than DuckDB is somebody's server or cluster, where other tables lie and other people
work. So a query may only give totals, and reads nothing but the tables of its snapshot, under the
names that they were put there with.
"""

from collections.abc import Callable, Collection

import sqlglot
from sqlglot import ErrorLevel, exp

from litmus.base.errors import LitmusError

# Tables that say nothing of a person: these may be read row by row.
OF_NOBODY = frozenset({"ext_population", "ref_bank_holiday", "ref_calendar", "ref_team_service"})


def parse(query: str, known: Collection[str]) -> exp.Query:
    """The query as a tree.

    Raises LitmusError where it names a table that is not among the `known`, or would give rows
    about persons instead of totals.
    """
    tree = sqlglot.parse_one(query, dialect="duckdb")
    if not isinstance(tree, exp.Query):
        raise LitmusError("An engine other than DuckDB only takes queries, and no other statement.")
    read = tables(tree)
    if unknown := sorted(read - set(known)):
        raise LitmusError(f"The snapshot has no table {', '.join(unknown)}.")
    if not read <= OF_NOBODY and not _gives_totals(tree):
        raise LitmusError("This query gives rows about persons; only totals leave the engine.")
    return tree


def tables(tree: exp.Expr) -> set[str]:
    """The tables that a query reads, without those that it makes itself."""
    own = {step.alias for step in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - own


def write(tree: exp.Expr, dialect: str, named: Callable[[str], str] = str) -> str:
    """The query in an engine's dialect, its tables renamed by `named`.

    Raises sqlglot's UnsupportedError rather than write something that means less.
    """
    tree = tree.copy()
    read = tables(tree)
    for table in list(tree.find_all(exp.Table)):
        if table.name in read and named(table.name) != table.name:
            alias = table.alias or table.name
            table.replace(exp.to_table(named(table.name), alias=alias))
    if dialect == "tsql":
        tree = tree.transform(_without_interval).transform(_missing_last)
    # Some names are words of SQL Server's own: there, all are put in brackets.
    return tree.sql(dialect=dialect, identify=dialect == "tsql", unsupported_level=ErrorLevel.RAISE)


def _gives_totals(tree: exp.Query) -> bool:
    return isinstance(tree, exp.Select) and (
        tree.args.get("group") is not None
        or all(column.find(exp.AggFunc) for column in tree.expressions)
    )


def _without_interval(node: exp.Expr) -> exp.Expr:
    """SQL Server has no INTERVAL: `day - INTERVAL 12 MONTH` becomes DATEADD(MONTH, -12, day)."""
    if not isinstance(node, exp.Add | exp.Sub) or not isinstance(node.expression, exp.Interval):
        return node
    kind = exp.DateAdd if isinstance(node, exp.Add) else exp.DateSub
    interval = node.expression
    return kind(this=node.this, expression=interval.this, unit=interval.args["unit"])


def _missing_last(node: exp.Expr) -> exp.Expr:
    """SQL Server puts missing values first, and has no NULLS LAST: they need a key of their own."""
    if not isinstance(node, exp.Order):
        return node
    keys: list[exp.Expr] = []
    for key in node.expressions:
        if not key.args.get("desc"):
            missing = exp.case().when(key.this.is_(exp.null()), "1").else_("0")
            keys.append(exp.Ordered(this=missing, nulls_first=True))
            key.set("nulls_first", True)
        keys.append(key)
    node.set("expressions", keys)
    return node
