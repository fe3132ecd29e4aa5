"""Make filled forms from rows of the tables: the answers that would have given those rows.

Where a row leaves open what was answered (the key area of an action, of which only the key question
is kept), an answer that leads to the same row is taken: one that the form gives elsewhere, if any.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from litmus.intake.forms.filled_form import Filled
from litmus.intake.forms.model import DAY, Field, Form, FormTable, RowTable

Row = Mapping[str, str | None]
Tables = Mapping[str, Sequence[Row]]
Answers = dict[str, str]
FORM_TOKEN = "{form}"


def extract(form: Form, tables: Tables) -> Iterator[Filled]:
    """Each form that the tables hold, as it would have been filled in, in the tables' order.

    A form with more rows than it has room for is left out. Nothing is checked.
    """
    related = {table.name: _rows_by_form(form, table, tables) for table in form.tables}
    for key, own in _own(form, tables):
        single = _single(form, own)
        rows: dict[str, dict[int, Answers]] = {}
        for table in form.tables:
            found = related[table.name].get(key, [])
            if len(found) > table.length:
                break
            rows[table.name] = _rows(table, found, _all_answers(rows))
            for row in found:
                _copy_back(table, row, single)
        else:
            yield Filled(single, rows)


def _own(form: Form, tables: Tables) -> Iterator[tuple[str, Row]]:
    """The rows that single answers come from, each with what its other rows know it by."""
    if form.table and form.id_column:
        for row in tables.get(form.table, ()):
            yield str(row[form.id_column]), row
        return
    main = form.tables[0]
    seen: set[str] = set()
    for row in tables.get(main.table, ()):
        if (key := _group(main, row)) not in seen:
            seen.add(key)
            yield key, {}


def _rows_by_form(form: Form, table: RowTable, tables: Tables) -> dict[str, list[Row]]:
    """The rows of a row table, by the form that they belong to."""
    found: dict[str, list[Row]] = defaultdict(list)
    keys = [column for column, text in table.constants.items() if text == FORM_TOKEN]
    fixed = {
        column: text
        for column, text in table.constants.items()
        if "{" not in text and column.endswith("_source_table")
    }
    for row in tables.get(table.table, ()):
        if all(row.get(column) == text for column, text in fixed.items()):
            if keys:
                found[str(row.get(keys[0]))].append(row)
            elif form.table is None and table is form.tables[0]:
                found[_group(table, row)].append(row)
    return found


def _group(table: RowTable, row: Row) -> str:
    return "/".join(row.get(column) or "" for column in table.copied)


def _all_answers(rows: Mapping[str, Mapping[int, Answers]]) -> set[str]:
    """Every answer in the rows so far."""
    return {said for table in rows.values() for row in table.values() for said in row.values()}


def _single(form: Form, own: Row) -> Answers:
    single = _answers(form, form.fields, own)
    _copy_back(form, own, single)
    return single


def _copy_back(target: FormTable, row: Row, single: Answers) -> None:
    for column, name in target.copied.items():
        if not name.endswith(DAY) and (value := row.get(column)):
            single.setdefault(name, value)


def _answers(
    target: FormTable, fields: Sequence[Field], row: Row, said: Set[str] = frozenset()
) -> Answers:
    found: Answers = {}
    for field in fields:
        if field.column and (value := row.get(field.column)):
            found[field.name] = (field.code(value) or value) if field.options else value
    for column, rule in target.derived.items():
        follows = [code for code, result in rule.by.items() if result == row.get(column)]
        if follows and rule.field not in found:
            found[rule.field] = next((code for code in follows if code in said), follows[0])
    return found


def _rows(table: RowTable, found: Sequence[Row], said: Set[str]) -> dict[int, Answers]:
    if not table.rows:
        return {n: _answers(table, table.fields, row, said) for n, row in enumerate(found, 1)}
    rows: dict[int, Answers] = {}
    for row in found:
        if number := _row_number(table, row):
            rows[number] = _answers(table, table.fields, row, said)
    return rows


def _row_number(table: RowTable, row: Row) -> int | None:
    """The number of the fixed row that a row came from: the first of its values decides.

    A fixed row without values, such as the overall judgement, is where none of them is filled.
    """
    columns = {column for fixed in table.rows for column in fixed.values}
    bare = all(row.get(column) is None for column in columns)
    for number, fixed in enumerate(table.rows, 1):
        first = next(iter(fixed.values.items()), None)
        if (first is None and bare) or (first and row.get(first[0]) == first[1]):
            return number
    return None
