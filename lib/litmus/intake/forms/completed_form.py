"""What a completed form says, before and after it is checked, wherever it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from litmus.intake.forms.dates import Sign
from litmus.intake.forms.faults import excerpt
from litmus.intake.forms.grid import Value
from litmus.intake.forms.model import Form

Rows = dict[str, list[dict[str, str]]]  # by table: rows of column to text, nothing where no answer


@dataclass(frozen=True)
class Given:
    """What was given to one question: the answer (a code, a date as text, ...), where it stands,
    and what stands there. `sign` is what a date shows about who wrote it."""

    answer: str | None
    value: Value = None
    sheet: str = ""
    cell: str = ""
    sign: Sign = Sign.NONE

    @property
    def as_shown(self) -> str:
        """What stands in the cell, to be shown to whoever filled it in."""
        return "" if self.value is None else excerpt(self.value)


@dataclass(frozen=True)
class GivenRow:
    """One filled row of a table: its number as laid out, from 1, and what each field was given.

    `values` is what a fixed row fills without being asked.
    """

    number: int
    given: dict[str, Given]
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheetful:
    """Everything that one completed form was given: single answers and rows, by name.

    `number` and `replaces` are *Form number* and *Replaces form number*, where given;
    `may_be_empty` the required questions that this one may leave unanswered, being of an export.
    """

    form: Form
    version: str
    given: dict[str, Given]
    rows: dict[str, list[GivenRow]]
    number: str | None = None
    replaces: str | None = None
    saved_at: str | None = None
    may_be_empty: frozenset[str] = frozenset()

    @property
    def answers(self) -> dict[str, str]:
        """The single answers by field name, unanswered ones left out."""
        return answers_given(self.given)


@dataclass(frozen=True)
class Completed:
    """A completed form that passed every check, as the records keep it.

    `identity` is `litmus.intake.forms.identity.identity_key`; `corrects` says that it names the
    form that it replaces; `numbered` that it names its own number.
    """

    form: str
    version: str
    form_id: str
    identity: str
    tables: Rows
    saved_at: str | None = None
    corrects: bool = False
    numbered: bool = False
    row: int | None = None  # the row of an export

    def under(self, form_id: str) -> "Completed":
        """The same form under another number, in itself and in the ids of its rows."""

        def renamed(value: str) -> str:
            if value == self.form_id or value.startswith(f"{self.form_id}-"):
                return form_id + value[len(self.form_id) :]
            return value

        tables = {
            table: [{column: renamed(value) for column, value in row.items()} for row in rows]
            for table, rows in self.tables.items()
        }
        return replace(self, form_id=form_id, tables=tables)


def answers_given(given: Mapping[str, Given]) -> dict[str, str]:
    """The answers by field name, unanswered ones left out."""
    return {name: one.answer for name, one in given.items() if one.answer is not None}
