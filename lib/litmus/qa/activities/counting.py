"""Counting rows of a quality assurance table in a period and in the one before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from litmus.base.code_words import GOOD_GRADES, GRADES
from litmus.qa.model import Better, Column, Measure, MeasureKind, Tally
from litmus.qa.query import Query

CODE = re.compile(r"[A-Z][A-Z_]+")
UNREADABLE = re.compile(r"[A-Z]+\d[A-Z\d_]*")
GOOD, GRADED = f"IN {GOOD_GRADES}", f"IN {tuple(GRADES)}"


@dataclass(frozen=True)
class RowsQuery:
    """The rows that an activity counts: a table (or joined tables), its day, perhaps its service.

    All three are SQL; `day` is a date or a timestamp. `{start}` and `{end}` in it are the days of
    the period that is asked of. `service` is "" where rows name none: such
    rows belong to the whole council and are left out where one service is asked for.
    """

    table: str
    day: str
    service: str = ""
    where: str = "TRUE"

    def only(self, where: str) -> RowsQuery:
        """Those of the rows that meet a condition."""
        return replace(self, where=f"({self.where}) AND ({where})")

    def quotable(self, table: str = "") -> RowsQuery:
        """Those of the rows whose words a report may show: of `table`, where there are several."""
        flag = f"{table}.restricted_yn" if table else "restricted_yn"
        return self.only(f"COALESCE({flag}, 'N') <> 'Y'")

    def sql(self, asked: Query, since: date | None = None) -> tuple[str, list[Any]]:
        """What stands after FROM, with the values of its question marks; perhaps from earlier."""
        text = f"{self.table} WHERE CAST({self.day} AS DATE) BETWEEN ? AND ? AND ({self.where})"
        values: list[Any] = [since or asked.start, asked.end]
        if asked.service:
            # DuckDB 2.0 fails where a CASE of one branch, as the boards have, can never be equal.
            text += f" AND COALESCE({self.service}, '') = ?" if self.service else " AND FALSE"
            values += [asked.service] if self.service else []
        return with_days(text, asked), values


def with_days(sql: str, asked: Query) -> str:
    """SQL with the period's days in the place of `{start}` and `{end}`.

    The end is the last day of what is known, where the data end before the period.
    """
    return sql.replace("{start}", f"DATE '{asked.start}'").replace("{end}", f"DATE '{asked.as_at}'")


def of_teams(asked: Query, table: str, day: str, team: str) -> RowsQuery:
    """The rows of a table that names teams alone: their service is that of the team, the last by
    the end of the period."""
    if not asked.has("ref_team_service"):
        return RowsQuery(table, day)
    services = """SELECT rts_team_id, MAX_BY(rts_service, rts_valid_from) AS service
        FROM ref_team_service GROUP BY 1"""
    joined = f"{table} LEFT JOIN ({services}) t ON t.rts_team_id = {team}"
    return RowsQuery(joined, day, "t.service")


def number(asked: Query, rows: RowsQuery, what: str = "*", where: str = "TRUE") -> int:
    """How many rows, or how many different values of an expression, meet a condition."""
    source, values = rows.sql(asked)
    sql = f"SELECT COUNT({what}) FILTER (WHERE {where}) FROM {source}"
    return int(asked.rows(sql, *values)[0][0])


def count(
    asked: Query, rows: RowsQuery, label: str, where: str = "TRUE", better: Better = "neutral"
) -> Measure:
    """How many rows there are, now and in the period before."""
    (now,), (before,) = _twice(asked, rows, [f"COUNT(*) FILTER (WHERE {where})"])
    return Measure(label, "count", now, previous_numerator=before, better=better)


def total(asked: Query, rows: RowsQuery, label: str, of: str) -> Measure:
    """The sum of an expression, now and in the period before: cases of all samples."""
    (now,), (before,) = _twice(asked, rows, [f"COALESCE(SUM({of}), 0)"])
    return Measure(label, "count", now, previous_numerator=before)


def share(
    asked: Query,
    rows: RowsQuery,
    label: str,
    of: str,
    among: str = "TRUE",
    better: Better = "higher",
    base: str = "",
) -> Measure:
    """The share of rows that meet `of` among those that meet `among`, now and before.

    In SQL, `{end}` is the last day of either period. `base` is what those are that meet `among`.
    """
    counts = [
        f"COUNT(*) FILTER (WHERE ({of}) AND ({among}))",
        f"COUNT(*) FILTER (WHERE {among})",
    ]
    (now, whole), (then, former) = _twice(asked, rows, counts)
    return Measure(label, "share", now, whole, then, former, better, base)


def ratio(
    asked: Query,
    rows: RowsQuery,
    label: str,
    part: str,
    whole: str,
    kind: str = "share",
    better: Better = "higher",
    base: str = "",
) -> Measure:
    """The sum of one expression in that of another: people of those invited, points of answers."""

    known = f"FILTER (WHERE ({part}) IS NOT NULL AND ({whole}) IS NOT NULL)"
    sums = [f"SUM({part}) {known}", f"SUM({whole}) {known}"]
    (now, among), (then, former) = _twice(asked, rows, sums)
    of: MeasureKind = "mean" if kind == "mean" else "share"
    return Measure(label, of, now, among, then, former, better, base)


def _twice(
    asked: Query, rows: RowsQuery, aggregates: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Aggregates now and in the period before, each as it was known at its own end."""
    return _once(asked, rows, aggregates), _once(asked.before(), rows, aggregates)


def _once(asked: Query, rows: RowsQuery, aggregates: Sequence[str]) -> list[float]:
    source, values = rows.sql(asked)
    wanted = with_days(", ".join(aggregates), asked)
    return [_number(each) for each in asked.rows(f"SELECT {wanted} FROM {source}", *values)[0]]


def by_group(
    asked: Query,
    rows: RowsQuery,
    caption: str,
    group: str,
    heading: str,
    columns: Mapping[str, str | tuple[str, str]],
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Tally:
    """A row for each value of `group`; a column each condition, a share for a pair of them.

    `names` gives the words for codes and the order; values that it does not know come last. Rows
    without a value are "Not recorded".
    """
    parts = []
    for condition in columns.values():
        for each in (condition,) if isinstance(condition, str) else _pair(condition):
            parts.append(f"COUNT(*) FILTER (WHERE {each})")
    source, values = rows.sql(asked)
    counted = with_days(", ".join(parts), asked)
    found = asked.rows(f"SELECT {group}, {counted} FROM {source} GROUP BY 1", *values)
    known = names or {}
    order = {code: place for place, code in enumerate(known)}
    found.sort(key=lambda row: (row[0] is None, order.get(row[0], len(order)), str(row[0])))
    kinds = ["count" if isinstance(each, str) else "share" for each in columns.values()]
    return Tally(
        caption,
        [
            Column(heading, "text"),
            *(Column(name, kind) for name, kind in zip(columns, kinds, strict=True)),  # type: ignore[arg-type]
        ],
        [[words_for(row[0], known), *_cells(row[1:], kinds)] for row in found],
        note,
    )


def grades(
    asked: Query, rows: RowsQuery, caption: str, group: str, heading: str, grade: str, **more: Any
) -> Tally:
    """A row for each value of `group`: how many of each grade, and the share good or better."""
    columns: dict[str, str | tuple[str, str]] = {
        words: f"{grade} = '{code}'" for code, words in GRADES.items()
    }
    columns["Good or better"] = (f"{grade} {GOOD}", f"{grade} {GRADED}")
    return by_group(asked, rows, caption, group, heading, columns, **more)


def list_rows(
    asked: Query,
    rows: RowsQuery,
    caption: str,
    columns: Mapping[str, tuple[str, str]],
    order: str,
    note: str = "",
) -> Tally:
    """The rows themselves; a column is a heading with its SQL and what it holds (`ColumnKind`)."""
    source, values = rows.sql(asked)
    wanted = ", ".join(sql for sql, _ in columns.values())
    found = asked.rows(f"SELECT {wanted} FROM {source} ORDER BY {order}", *values)
    heads = [Column(name, kind) for name, (_, kind) in columns.items()]  # type: ignore[arg-type]
    return Tally(caption, heads, [[_plain(cell) for cell in row] for row in found], note)


def words_for(code: Any, names: Mapping[str, str]) -> str:
    """The words for a code; a code without words in plain letters, and one that is no word said to
    be unknown.

    >>> words_for("GOOD", GRADES), words_for("QUITE_GOOD", GRADES), words_for("PN9", GRADES)
    ('Good', 'Quite good', 'A code that is not known')
    """
    if code is None:
        return "Not recorded"
    if code not in names and UNREADABLE.fullmatch(str(code)):
        return "A code that is not known"
    if code in names or not CODE.fullmatch(str(code)):
        return names.get(code, str(code))
    return str(code).replace("_", " ").capitalize()


def case(column: str, names: Mapping[str, str]) -> str:
    """SQL that puts words in the place of codes."""
    cases = " ".join(f"WHEN '{code}' THEN '{_sql_text(words)}'" for code, words in names.items())
    return f"CASE {column} {cases} ELSE {column} END"


def _pair(condition: tuple[str, str]) -> tuple[str, str]:
    of, among = condition
    return f"({of}) AND ({among})", among


def _cells(found: Sequence[Any], kinds: Sequence[str]) -> list[Any]:
    rest = list(found)
    return [rest.pop(0) if kind == "count" else [rest.pop(0), rest.pop(0)] for kind in kinds]


def _plain(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def _number(value: Any) -> float:
    return 0 if value is None else int(value) if float(value).is_integer() else float(value)


def _sql_text(words: str) -> str:
    return words.replace("'", "''")
