"""The collected forms laid beside a source's own tables, so that everything after sees one source.

A form's rows are added to the tables of quality assurance. Where the source has a row with the same
key, the form's stands in its place: the form is what somebody filled in and sent, the source's row
a copy of some earlier state. Forms of another council, or tried out on the sample, stay out.
What was said of actions in returned registers (litmus.intake.forms.action_log) stands over both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base import code_digest, digests
from litmus.base.council import Council
from litmus.base.numbers import count_of
from litmus.intake.forms import action_log, records
from litmus.intake.sources.base import Source, SourceReading
from litmus.intake.sources.kinds import SAMPLE

if TYPE_CHECKING:  # an unchanged re-run never reads
    import polars as pl

    from litmus.intake.contracts.model import Contract

# The code that decides how forms are laid beside the tables, below the library.
LAID_BY = ("intake/collected_forms.py", "intake/forms/action_log.py")
ACTIONS = "qa_action"


def with_forms(source: Source, folder: Path, council: Council, contracts: Path) -> Source:
    """`source` with the collected forms in `folder` that are of the council whose data it holds.

    The source itself where nothing was collected. `contracts` says which columns are a table's key.
    Raises LitmusError where the records have lost what was accepted
    (litmus.intake.forms.records.check).
    """
    records.check(folder)
    collected = (records.identity(folder), action_log.identity(folder))
    if not any(collected):
        return source
    what = "\n".join(each or "" for each in collected)
    return WithForms(source, folder, what, whose_data(source, council), contracts)


def whose_data(source: Source, council: Council) -> str | None:
    """The council (`records.council_key`) whose data a source holds; None where
    params/council.yml still speaks of the sample."""
    if source.kind == SAMPLE.name:
        return records.council_key(sample=True, la_code=council.la_code)
    if council.sample:
        return None
    return records.council_key(sample=False, la_code=council.la_code)


@dataclass(frozen=True)
class WithForms:
    """The source `base` with forms laid beside its tables: those in `records` of the council
    `whose` data it holds. `what` tells these forms from others; `rules` is the folder of the
    contracts."""

    base: Source
    records: Path
    what: str
    whose: str | None
    rules: Path

    @property
    def uri(self) -> str:
        """The source's."""
        return self.base.uri

    @property
    def kind(self) -> str:
        """The source's."""
        return self.base.kind

    @property
    def title(self) -> str:
        """The source's."""
        return self.base.title

    def identity(self) -> str:
        """SHA-256 over the source's identity, the forms, and the code that lays them beside."""
        parts = [self.base.identity(), self.what, self.whose or "", code_digest.of(*LAID_BY)]
        return digests.of_text("\n".join(parts))

    @cached_property
    def reading(self) -> SourceReading:
        """The source's, with the forms' rows and what was said of actions."""
        from litmus.intake.contracts import load

        rules = load(self.rules)
        found = list(records.current(self.records, self.whose)) if self.whose else []
        tables, replaced = add(self.base.reading.tables, found, rules)
        said = action_log.latest(self.records, self.whose) if self.whose else {}
        tables, unknown = follow_up(tables, said)
        notes = [*self.base.reading.notes, *_notes(len(found), replaced)]
        notes += _notes_of_actions(len(said), unknown)
        left_out = sum(records.councils(self.records).values()) - len(found)
        if left_out:
            notes.append(_left_out_note(left_out, self.whose))
        return replace(self.base.reading, tables=tables, notes=notes)


def add(
    tables: dict[str, pl.DataFrame],
    forms: list[records.Collected],
    contracts: Mapping[str, Contract],
) -> tuple[dict[str, pl.DataFrame], int]:
    """The tables with the forms' rows, and how many rows of theirs the forms stand in for.

    Added rows have text alone, `_file` says which form and `_row` which of its rows. A table that
    comes from forms alone has every column of its contract: what nobody answered is empty, which is
    something else than a column that an extract forgot.
    """
    import polars as pl

    rows: dict[str, list[dict[str, str | int]]] = defaultdict(list)
    for form in forms:
        for table, said in form.tables.items():
            for number, row in enumerate(said, 1):
                rows[table].append(_whole(row, form, number))
    found, replaced = dict(tables), 0
    for table, added_rows in rows.items():
        columns = list(dict.fromkeys(column for row in added_rows for column in row))
        types = {name: pl.Int64 if name == "_row" else pl.String for name in columns}
        new = pl.DataFrame(added_rows, schema=types)
        if table in tables:
            old = _as_text(tables[table])
            kept = _without(old, new, contracts[table].key if table in contracts else ())
            replaced += len(old) - len(kept)
            new = pl.concat([kept, new], how="diagonal")
        elif table in contracts:
            empty = [name for name in contracts[table].columns if name not in new.columns]
            new = new.with_columns(pl.lit(None, pl.String).alias(name) for name in empty)
        found[table] = new
    return found, replaced


def follow_up(
    tables: dict[str, pl.DataFrame], said: Mapping[str, action_log.Values]
) -> tuple[dict[str, pl.DataFrame], int]:
    """The tables with what was said of actions, by action, and how many of those they do not have.

    Only the columns of which something was said change. They are text, as contracts read it.
    """
    import polars as pl

    if not said or ACTIONS not in tables:
        return tables, len(said)
    found = _as_text(tables[ACTIONS])
    key = pl.col("act_id").str.strip_chars()
    known = set(found.select(key).to_series().to_list())
    for column in action_log.FOLLOWED:
        new = {action: values[column] for action, values in said.items() if column in values}
        if new:
            before = pl.col(column) if column in found.columns else pl.lit(None, pl.String)
            text = key.replace_strict(new, default=None, return_dtype=pl.String)
            told = pl.when(key.is_in(list(new))).then(text).otherwise(before)
            found = found.with_columns(told.alias(column))
    return {**tables, ACTIONS: found}, len(set(said) - known)


def _without(old: pl.DataFrame, new: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """The rows of `old` whose key no row of `new` has."""
    if not key or not set(key) <= {*old.columns} & {*new.columns}:
        return old
    return old.join(new, on=list(key), how="anti")


def _whole(row: Mapping[str, str], form: records.Collected, number: int) -> dict[str, str | int]:
    """A row with where it came from; what the form itself says of that stands."""
    about: dict[str, str | int] = {
        "source": "IMPORT" if form.is_row_of_export else "FORM",
        "created_at": form.accepted_at[:19],
        "_file": f"form {form.form_id}",
        "_row": number,
    }
    return {**about, **row}


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """A table of a Parquet file may have types; a form's rows are text, as contracts read it."""
    import polars as pl

    def text(name: str, kind: pl.DataType) -> pl.Expr:
        if isinstance(kind, pl.Datetime):
            return pl.col(name).dt.strftime("%Y-%m-%dT%H:%M:%S")
        return pl.col(name).cast(pl.String)

    typed = {n: k for n, k in frame.schema.items() if k != pl.String and n != "_row"}
    return frame.with_columns(
        *(text(name, kind) for name, kind in typed.items()), pl.col("_row").cast(pl.Int64)
    )


def _notes(forms: int, replaced: int) -> list[str]:
    notes = [
        count_of(
            forms,
            "form collected with `make collate` is part of the data.",
            "forms collected with `make collate` are part of the data.",
        )
    ]
    if replaced:
        notes.append(
            f"A form stands in for {count_of(replaced, 'row')} of the source with the same key."
        )
    return notes if forms else []


def _notes_of_actions(actions: int, unknown: int) -> list[str]:
    if not actions:
        return []
    notes = [f"{_actions(actions)} as last updated with `litmus actions update`."]
    if unknown:
        notes.append(f"{_actions(unknown)} updated so, and not in the data any more.")
    return notes


def _actions(number: int) -> str:
    return count_of(number, "action is", "actions are")


def _left_out_note(forms: int, whose: str | None) -> str:
    why = (
        "params/council.yml still speaks of the sample council"
        if whose is None
        else "they were collected for another council or for the sample council"
    )
    return f"{count_of(forms, 'form is', 'forms are')} left out: {why}."
