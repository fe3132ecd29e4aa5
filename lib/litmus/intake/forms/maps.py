"""Exports of surveys (Microsoft Forms and others) as forms: which heading is which question.

A file `params/form_maps/NAME.yml` is one map. It also says what the export has that is not kept:
who answered is never read.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import Field as Entry

from litmus.base import params
from litmus.base.errors import UsageError
from litmus.base.params import Setting
from litmus.intake.forms.dates import Order
from litmus.intake.forms.model import Field, Form, RowTable

FOLDER = "form_maps"


class FormMap(Setting):
    """One export.

    form: the code of the form whose questions the export answers.
    response_id: the heading of the number that the survey gave the response; without one, a
    response is known by what it says.
    changed_at: the heading of the time at which a response was last changed; an export may come
    without it.
    columns: heading to field; a field of a table of rows is written TABLE.ROW.FIELD, rows from 1.
    answers: field to (the survey's words to the code); words that are already the form's own
    labels or codes need no entry.
    always: field to the answer that every response has.
    may_be_empty: fields that the form requires but the survey does not.
    never_kept: headings of what says who answered. not_used: other headings that are left out.
    A heading that the map does not name at all refuses the file: no answer is lost unseen.
    date_order: how the export writes dates in numbers.
    """

    name: str
    form: str
    title: str
    response_id: str | None = None
    changed_at: str | None = None
    columns: dict[str, str] = Entry(min_length=1)
    answers: dict[str, dict[str, str]] = Entry(default_factory=dict)
    always: dict[str, str] = Entry(default_factory=dict)
    may_be_empty: list[str] = Entry(default_factory=list)
    never_kept: list[str] = Entry(default_factory=list)
    not_used: list[str] = Entry(default_factory=list)
    date_order: Order = Order.DAY_FIRST

    @property
    def needs(self) -> set[str]:
        """The headings by which the export is known, as `heading` writes them."""
        own = [self.response_id] if self.response_id else []
        return {heading(name) for name in [*self.columns, *own]}

    @property
    def headings(self) -> set[str]:
        """Every heading that the map names."""
        own = [self.changed_at] if self.changed_at else []
        more = [*self.never_kept, *self.not_used, *own]
        return self.needs | {heading(name) for name in more}


def heading(text: object) -> str:
    """A heading as it is compared: surveys put hard spaces and line ends into them."""
    return " ".join(str(text).split()).casefold()


def load(project: Path, forms: Mapping[str, Form]) -> list[FormMap]:
    """Every map. Raises UsageError where one is wrong or names what its form does not ask."""
    found = []
    for path in sorted((project / "params" / FOLDER).glob("*.yml")):
        where = f"params/{FOLDER}/{path.stem}.yml"
        given = params.read(project, f"{FOLDER}/{path.stem}")
        entry = params.mapping(given, where, "the entries of a map")
        one = params.validate(FormMap, params.like(given, {"name": path.stem, **entry}), where)
        if one.form not in forms:
            raise UsageError(f"{where}: form: there is no form {one.form!r}.")
        _check(one, forms[one.form], where)
        found.append(one)
    return found


def recognise(maps: Iterable[FormMap], headings: set[str]) -> FormMap | None:
    """The map whose headings an export has all of; of several the one that names most."""
    fitting = [one for one in maps if one.needs <= headings]
    return max(fitting, key=lambda one: len(one.needs), default=None)


def place(name: str, form: Form) -> tuple[RowTable | None, int, Field] | None:
    """The field that a map's entry names, with its table and row (0 for a single answer)."""
    if "." not in name:
        single = next((field for field in form.fields if field.name == name), None)
        return (None, 0, single) if single else None
    table_name, row, field_name = (*name.split("."), "", "")[:3]
    table = next((table for table in form.tables if table.name == table_name), None)
    if table is None or not row.isdecimal() or not 1 <= int(row) <= table.length:
        return None
    found = next((field for field in table.fields if field.name == field_name), None)
    return (table, int(row), found) if found else None


def _check(one: FormMap, form: Form, where: str) -> None:
    named = {
        "columns": one.columns.values(),
        "always": one.always,
        "answers": one.answers,
        "may_be_empty": one.may_be_empty,
    }
    for entry, names in named.items():
        for name in names:
            if place(name, form) is None:
                raise UsageError(f"{where}: {entry}: the form {form.code} asks no {name!r}.")
    filled = [*one.columns.values(), *one.always]
    if twice := {name for name in filled if filled.count(name) > 1}:
        raise UsageError(f"{where}: {min(twice)} is filled twice.")
    for name, words in one.answers.items():
        found = place(name, form)
        if found and (wrong := [code for code in words.values() if found[2].code(code) is None]):
            raise UsageError(f"{where}: answers: {name}: {wrong[0]!r} is no answer to it.")
    missing = [name for name in form.identity if name not in filled]
    if missing:
        raise UsageError(
            f"{where}: nothing fills {missing[0]!r}, which the form cannot be without."
        )
    if shared := one.needs & {heading(name) for name in one.never_kept}:
        raise UsageError(f"{where}: never_kept: {min(shared)!r} is named elsewhere as kept.")
