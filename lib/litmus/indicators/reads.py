"""What a figure reads, found in its SQL: each `table.column` with the parts that it bears on.

DuckDB's own parser gives the tree of a query. Every name of a column in it is followed through
aliases, subqueries and `x.*` to the tables that it comes from, so that nothing has to be listed by
hand. A part of a declaration is one expression of a query over its rows; what decides which rows
there are (conditions, inner joins, groups) bears on the part `ROWS`. What a LEFT JOIN is made on
bears on what is taken from it, and on nothing else.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from litmus.base.errors import LitmusError

ROWS, EXCLUDED, NUMERATOR, DENOMINATOR = "rows", "excluded", "numerator", "denominator"
DAY, TEAM, PERSON = "day", "team", "person"
# The parts that a figure of the whole council stands on; the others decide its groups.
FIGURE = (ROWS, EXCLUDED, NUMERATOR, DENOMINATOR)

if TYPE_CHECKING:
    import duckdb

Names = frozenset[str]
NONE: Names = frozenset()
ASK = """SELECT json_serialize_sql(
    ?, skip_null := true, skip_empty := true, skip_default := true
)"""
PARAMETER = re.compile(r"(?<!:):[a-z]\w*")


@cache
def columns(sql: str) -> Mapping[str, Names]:
    """For each column that a query gives, the `table.column` that decide what it says, and under
    "" those that decide which rows it gives (a table of which only the rows count: `table.`).

    Raises LitmusError for SQL that cannot be read, or a name that cannot be followed.
    """
    found = _select(_tree(PARAMETER.sub("1", sql)), Namespace())
    return {**found.columns, "": found.rows}


def _tree(sql: str) -> dict[str, Any]:
    with _parser().cursor() as own:
        ((said,),) = own.execute(ASK, [sql]).fetchall()
    tree = json.loads(said)
    if tree.get("error"):
        raise LitmusError(f"SQL that cannot be read: {tree['error_message']}\n{sql}")
    node: dict[str, Any] = tree["statements"][0]["node"]
    return node


@cache
def _parser() -> "duckdb.DuckDBPyConnection":
    import duckdb

    return duckdb.connect()


@dataclass
class Relation:
    """What a table or query gives: `columns` by name, and `rows`: what decides which rows it has.

    `rest` are the relations whose other columns it passes on (`x.*`); a base table has a `table`.
    `joined` is what a LEFT JOIN brought it in by.
    """

    columns: dict[str, Names] = field(default_factory=dict)
    rows: Names = NONE
    rest: Sequence["Relation"] = ()
    table: str = ""
    joined: Names = NONE

    def get(self, name: str) -> Names | None:
        """What the column stands on; None where there is no such column."""
        if name in self.columns:
            return self.columns[name] | self.joined
        if self.table:
            return frozenset({f"{self.table}.{name}"}) | self.joined
        for each in self.rest:
            if (found := each.get(name)) is not None:
                return found | self.joined
        return None


@dataclass
class Namespace:
    """The names that an expression may use: its relations by alias, and those of queries around."""

    relations: dict[str, Relation] = field(default_factory=dict)
    queries: Mapping[str, Relation] = field(default_factory=dict)
    around: "Namespace | None" = None

    def follow(self, names: Sequence[str]) -> Names:
        """What a column stands on. Raises LitmusError for one that is nobody's."""
        *of, name = names
        scope: Namespace | None = self
        while scope:
            if of and of[-1] in scope.relations:
                found = scope.relations[of[-1]].get(name)
            elif not of:
                every = [r.get(name) for r in scope.relations.values()]
                found = next((each for each in every if each is not None), None)
            else:
                found = None
            if found is not None:
                return found
            scope = scope.around
        raise LitmusError(f"{'.'.join(names)} is no column of what the SQL reads.")


def _select(node: Mapping[str, Any], scope: Namespace) -> Relation:
    """What a query gives."""
    queries = dict(scope.queries)
    for entry in node.get("cte_map", {}).get("map", []):
        inner = Namespace(queries=queries, around=scope.around)
        said = entry["value"]
        query = said.get("query_node") or said["query"]["node"]
        queries[entry["key"].lower()] = _select(query, inner)
    scope = Namespace(scope.relations, queries, scope.around)
    if node["type"] == "SET_OPERATION_NODE":
        return _together(node, scope)
    if node["type"] != "SELECT_NODE":
        raise LitmusError(f"What a query reads cannot be followed through {node['type']}.")
    own = Namespace(queries=queries, around=scope.around)
    decide = _from(node["from_table"], own)
    for part in ("where_clause", "having", "qualify", "group_expressions"):
        decide |= _names(node.get(part), own)
    given, rest = _scope_names(node["select_list"], own)
    if any(each["type"] == "DISTINCT_MODIFIER" for each in node.get("modifiers", [])):
        decide = decide.union(*given.values())
    return Relation(given, decide, rest)


def _together(node: Mapping[str, Any], scope: Namespace) -> Relation:
    """Two queries or more, one after the other: columns by place, named as in the first."""
    parts = [_select(each.get("node", each), scope) for each in _parts(node)]
    given = {
        name: frozenset().union(*(list(part.columns.values())[place] for part in parts))
        for place, name in enumerate(parts[0].columns)
    }
    decide = frozenset().union(*(part.rows for part in parts))
    if not node.get("setop_all", True):  # of equal rows one stays
        decide = decide.union(*given.values())
    return Relation(given, decide)


def _parts(node: Mapping[str, Any]) -> list[Any]:
    return node.get("children") or [node["left"], node["right"]]


def _scope_names(items: Iterable[Any], scope: Namespace) -> tuple[dict[str, Names], list[Relation]]:
    given: dict[str, Names] = {}
    rest: list[Relation] = []
    for place, item in enumerate(items):
        if item["type"] == "STAR":
            of = item.get("relation_name")
            rest += [scope.relations[of]] if of else list(scope.relations.values())
            for each in [scope.relations[of]] if of else scope.relations.values():
                given |= {name: each.get(name) or NONE for name in each.columns}
        else:
            called = item.get("alias") or (item.get("column_names") or [f"column {place}"])[-1]
            given[called] = _names(item, scope)
    return given, rest


def _from(node: Mapping[str, Any], scope: Namespace) -> Names:
    """Puts the relations of a FROM clause into `scope`; gives what decides which rows there are."""
    kind = node["type"]
    if kind == "JOIN":
        decide = _from(node["left"], scope)
        before = set(scope.relations)
        right = _from(node["right"], scope)
        on = _names(node.get("condition"), scope)
        if node.get("join_type") != "LEFT":
            return decide | right | on
        for alias in set(scope.relations) - before:
            scope.relations[alias].joined |= right | on
        return decide
    if kind == "BASE_TABLE":
        name = node["table_name"].lower()
        read = scope.queries.get(name)
        found = (
            Relation(table=name, rows=frozenset({f"{name}."}))
            if read is None
            else Relation(read.columns, read.rows, read.rest, read.table)
        )
        scope.relations[node.get("alias") or name] = found
        return found.rows
    if kind == "SUBQUERY":
        inner = Namespace(queries=scope.queries, around=scope)
        found = _select(node["subquery"]["node"], inner)
        scope.relations[node["alias"]] = found
        return found.rows
    if kind == "EMPTY":
        return NONE
    raise LitmusError(f"What a query reads cannot be followed through {kind}.")


def _names(node: Any, scope: Namespace) -> Names:
    """What an expression, or a list of them, stands on."""
    if isinstance(node, list):
        return NONE.union(*(_names(each, scope) for each in node)) if node else NONE
    if not isinstance(node, dict):
        return NONE
    if node.get("class") == "COLUMN_REF":
        return scope.follow(node["column_names"])
    if node.get("class") == "SUBQUERY":
        found = _select(node["subquery"]["node"], Namespace(queries=scope.queries, around=scope))
        asked = found.rows.union(*found.columns.values())
        return asked | _names(node.get("child"), scope)
    return NONE.union(*(_names(each, scope) for each in node.values()))
