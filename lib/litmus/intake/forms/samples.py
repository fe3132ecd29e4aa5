"""Filled forms to try things out with, made from forms that the sample council has.

Each is a new form beside those that the sample already holds: the same judgements about another
child of the same team, a week later. So collecting them adds to the sample and repeats nothing.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from litmus.intake.forms.checks import complete
from litmus.intake.forms.completed_form import Given, GivenRow, Sheetful
from litmus.intake.forms.extraction import Tables, extract
from litmus.intake.forms.faults import Refused
from litmus.intake.forms.filled_form import Filled, cell_value
from litmus.intake.forms.identity import identity_key
from litmus.intake.forms.model import DAY, Field, Form

LATER = timedelta(days=7)
_CASE = ("child", "worker", "team", "service")  # what belongs to the case that a form is about
_OF_ANOTHER = ("paired", "meeting_id")  # leads to other records of the case: left out
_SEED = "filled forms"
_DATES = ("date", "datetime", "month")


@dataclass(frozen=True)
class Sample:
    """A filled form and its number among the samples of the same form, from 1."""

    form: Form
    filled: Filled
    number: int


def samples(
    forms: Mapping[str, Form], tables: Tables, start: date, end: date, wanted: int
) -> list[Sample]:
    """As many filled forms as `wanted`, dated from `start` to `end`, both included.

    One of each form in turn, so that there is some of everything; the same ones each time. Fewer
    where the tables do not hold enough; a form that would be the same as one of the sample's own
    is never among them.
    """
    kinds = [_of_form(form, tables, start, end, wanted) for form in forms.values()]
    in_turn = [each for turn in zip_longest(*kinds) for each in turn if each is not None]
    return in_turn[:wanted]


def with_mistake(sample: Sample) -> Sample:
    """The sample without one answer that is required: it will be refused, and told why."""
    missing = next(
        field
        for field in reversed(sample.form.fields)
        if field.required and field.name in sample.filled.single
    )
    single = {name: a for name, a in sample.filled.single.items() if name != missing.name}
    return replace(sample, filled=replace(sample.filled, single=single))


def _of_form(form: Form, tables: Tables, start: date, end: date, most: int) -> list[Sample]:
    found = [filled for filled in extract(form, tables) if _passes(form, filled)]
    random.Random(f"{_SEED}/{form.code}").shuffle(found)
    known = {identity_key(form, filled.single) for filled in found}
    new: list[Sample] = []
    for place, filled in enumerate(found):
        another = _about_another(form, filled, found[place + 1 :] + found[:place])
        day = _day(form, another)
        if day is None or not start <= day <= end or not _passes(form, another):
            continue
        if (key := identity_key(form, another.single)) not in known:
            known.add(key)
            saved_at = datetime.combine(day, time(16, 30))
            new.append(Sample(form, replace(another, saved_at=saved_at), len(new) + 1))
        if len(new) == most:
            break
    return new


def _about_another(form: Form, filled: Filled, others: Sequence[Filled]) -> Filled:
    """The same form a week later, about another child of the same team where it is about one."""
    single = {name: a for name, a in filled.single.items() if name not in _OF_ANOTHER}
    for other in others:
        same_team = other.single.get("team") == single.get("team")
        same_service = other.single.get("service") == single.get("service")
        if "child" in single and same_team and same_service:
            case = {name: other.single.get(name) for name in _CASE}
            if case["child"] and case["child"] != single["child"]:
                single |= {name: a for name, a in case.items() if a and name in single}
                break
    rows = {
        table.name: {n: _later(table.fields, row) for n, row in filled.rows[table.name].items()}
        for table in form.tables
    }
    return Filled(_later(form.fields, single), rows)


def _later(fields: Sequence[Field], answers: Mapping[str, str]) -> dict[str, str]:
    dated = {field.name for field in fields if field.type in _DATES}
    return {name: _shift(a) if name in dated else a for name, a in answers.items()}


def _shift(answer: str) -> str:
    if "T" in answer:
        return (datetime.fromisoformat(answer) + LATER).isoformat()
    return (date.fromisoformat(answer) + LATER).isoformat()


def _passes(form: Form, filled: Filled) -> bool:
    """Whether a form filled so would be accepted."""
    try:
        for field, answer in _all_answers(form, filled):
            cell_value(field, answer)
            if field.options and field.code(answer) is None:
                return False
        complete(_sheetful(form, filled))
    except (Refused, ValueError):
        return False
    return True


def _all_answers(form: Form, filled: Filled) -> Iterator[tuple[Field, str]]:
    yield from (
        (field, filled.single[field.name]) for field in form.fields if field.name in filled.single
    )
    for table in form.tables:
        for row in filled.rows[table.name].values():
            yield from ((field, row[field.name]) for field in table.fields if field.name in row)


def _sheetful(form: Form, filled: Filled) -> Sheetful:
    rows = {
        table.name: [
            GivenRow(number, _givens(row), table.rows[number - 1].values if table.rows else {})
            for number, row in filled.rows[table.name].items()
        ]
        for table in form.tables
    }
    for table in form.tables:
        there = filled.rows[table.name]
        rows[table.name] += [
            GivenRow(number, {}, fixed.values)
            for number, fixed in enumerate(table.rows, 1)
            if fixed.required and number not in there
        ]
    return Sheetful(form, form.version, _givens(filled.single), rows)


def _givens(answers: Mapping[str, str]) -> dict[str, Given]:
    return {name: Given(answer, answer) for name, answer in answers.items()}


def _day(form: Form, filled: Filled) -> date | None:
    """The day that the form's findings are dated."""
    findings = next(table for table in form.tables if table.table == "qa_finding")
    answer = filled.single.get(findings.copied["fin_date"].removesuffix(DAY))
    return date.fromisoformat(answer[:10]) if answer else None
