"""Whether the answers of a form agree with each other, and what becomes of them.

Everything here follows from the form's definition (litmus.intake.forms.model). Whether a child, a
person or a team is known is not asked here: the contracts ask it of the whole data.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from litmus.intake.forms import identity
from litmus.intake.forms.answers import expectation
from litmus.intake.forms.completed_form import (
    Completed,
    Given,
    GivenRow,
    Rows,
    Sheetful,
    answers_given,
)
from litmus.intake.forms.faults import FormFault, Refused
from litmus.intake.forms.model import DAY, Field, FormTable, RowTable

DATES = ("date", "datetime", "month")
MIDNIGHT = "T00:00:00"  # a time that nobody gave


def complete(sheetful: Sheetful) -> Completed:
    """The form as it is kept. Raises Refused with every answer that is missing or out of order."""
    form, answers = sheetful.form, sheetful.answers
    faults = list(_wrong(form.fields, sheetful.given, may_be_empty=sheetful.may_be_empty))
    for table in form.tables:
        rows = sheetful.rows.get(table.name, [])
        for row in rows:
            faults += _wrong(table.fields, row.given, f", row {row.number}")
        faults += _too_few(table, rows)
    if faults:
        raise Refused(faults)
    numbers = {
        identity.FORM_NUMBER: sheetful.number or "",
        identity.REPLACES: sheetful.replaces or "",
    }
    known = dict.fromkeys(sheetful.may_be_empty, "") | answers
    form_id = identity.form_id(form, known | numbers)
    return Completed(
        form.code,
        sheetful.version,
        form_id,
        identity.identity_key(form, known),
        tables(sheetful, form_id),
        sheetful.saved_at,
        corrects=bool(sheetful.replaces),
        numbered=bool(sheetful.number) and not sheetful.replaces,
    )


def tables(sheetful: Sheetful, form_id: str) -> Rows:
    """The rows that the answers become, by table. Columns without an answer are left out."""
    form, answers = sheetful.form, sheetful.answers
    found: Rows = {}
    if form.table and form.id_column:
        row = {form.id_column: form_id} | _row(form, form.fields, answers, answers, form_id, 0)
        found[form.table] = [row]
    for table in form.tables:
        for given in sheetful.rows.get(table.name, []):
            own = answers_given(given.given)
            row = _row(table, table.fields, own, answers, form_id, given.number)
            found.setdefault(table.table, []).append(dict(given.values) | row)
    return found


def _row(
    target: FormTable,
    fields: list[Field],
    own: Mapping[str, str],
    single: Mapping[str, str],
    form_id: str,
    number: int,
) -> dict[str, str]:
    """One row: what is constant, copied, derived and answered, the answers last."""
    row = {c: text.format(form=form_id, row=number) for c, text in target.constants.items()}
    for column, name in target.copied.items():
        if answer := single.get(name.removesuffix(DAY)):
            row[column] = answer[:10] if name.endswith(DAY) else answer
    for column, rule in target.derived.items():
        if follows := rule.by.get(own.get(rule.field, "")):
            row[column] = follows
    for field in fields:
        if field.column and field.name in own:
            row[field.column] = own[field.name]
    return row


def _wrong(
    fields: list[Field],
    given: Mapping[str, Given],
    where: str = "",
    may_be_empty: frozenset[str] = frozenset(),
) -> Iterator[FormFault]:
    answers = answers_given(given)
    known = {field.name: field for field in fields}
    for field in fields:
        one = given.get(field.name, Given(None))
        if one.answer is None:
            if field.is_required(answers) and field.name not in may_be_empty:
                wanted = f"an answer to {field.label!r}{where}: {expectation(field)}"
                yield FormFault(wanted, "(empty)", one.sheet, one.cell)
            continue
        yield from _ahead(field, one)
        for other, sooner, words in (
            (
                _nearest_answer(field.not_less_than, "not_less_than", known, answers),
                True,
                "not before" if field.type in DATES else "at least",
            ),
            (
                _nearest_answer(field.not_more_than, "not_more_than", known, answers),
                False,
                "not after" if field.type in DATES else "at most",
            ),
        ):
            if other:
                pair = (answers[other], one.answer) if sooner else (one.answer, answers[other])
                if not _in_order(field, known[other], *pair):
                    wanted = f"{words} {known[other].label!r} ({given[other].as_shown})"
                    yield FormFault(wanted, one.as_shown, one.sheet, one.cell)


def _ahead(field: Field, one: Given) -> Iterator[FormFault]:
    """A day that is still to come, where something has to have happened."""
    today = date.today()
    has_been = field.type in DATES and not field.may_be_ahead
    if has_been and one.answer and one.answer[:10] > today.isoformat():
        wanted = f"a day that is not in the future (today is {today:%d/%m/%Y})"
        yield FormFault(wanted, one.as_shown, one.sheet, one.cell)


def _nearest_answer(
    name: str | None, bound: str, known: Mapping[str, Field], answers: Mapping[str, str]
) -> str | None:
    """The field that another is held against: where it is not answered, the one before it."""
    seen: set[str] = set()
    while name and name not in answers and name not in seen:
        seen.add(name)
        name = getattr(known[name], bound)
    return name if name in answers else None


def _in_order(field: Field, other: Field, first: str, second: str) -> bool:
    """Whether two answers are in order. A day has no time: it is held against days alone."""
    if field.type not in DATES:
        return float(first) <= float(second)
    whole = field.type == other.type == "datetime" and not (
        first.endswith(MIDNIGHT) or second.endswith(MIDNIGHT)
    )
    cut: Callable[[str], Any] = (lambda text: text) if whole else (lambda text: text[:10])
    return bool(cut(first) <= cut(second))


def _too_few(table: RowTable, rows: list[GivenRow]) -> Iterator[FormFault]:
    if len(rows) < table.at_least:
        number = "one row" if table.at_least == 1 else f"{table.at_least} rows"
        yield FormFault(f"at least {number} of {table.name.replace('_', ' ')}", f"{len(rows)} rows")
