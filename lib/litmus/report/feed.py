"""What the presentation reads: figures, the words of their indicators, and the report's context.

Plain dataclasses, so that a notebook kernel starts fast: neither pandas nor a chart library is
needed to say a sentence. The columns of a figure are `litmus.figures.table.COLUMNS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL
from litmus.base.spreadsheets import plain

Amount = int | float
ALL = "all"
HELD = "held for data quality"
PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Figure:
    """One computed value: a row of figures.csv. Percentages are 0 to 100, nothing is rounded.

    `value` is None where the denominator is zero or the source cannot feed the indicator;
    `reason` then says why. `change` is `value` less `previous`, in the value's own unit. `scope` is
    whose figure it is, such as "team:CIN-1"; None for the whole council, whose table lacks it.
    """

    indicator: str
    window: str
    window_start: date
    window_end: date
    breakdown: str = ALL
    group: str = ALL
    numerator: Amount | None = None
    denominator: Amount | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    rag: str | None = None
    benchmark: float | None = None
    benchmark_label: str | None = None
    previous: float | None = None
    change: float | None = None
    signal: str | None = None
    status: str | None = None
    reason: str | None = None
    excluded: int | None = None
    scope: str | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> "Figure":
        """A figure from one row of text; an empty cell is None. ValueError names the column."""
        values: dict[str, Any] = {}
        for name, read in READERS.items():
            text = row.get(name) or ""
            try:
                values[name] = read(text) if text else None
            except ValueError as error:
                raise ValueError(f"column {name}: {error}") from None
        for name in KEY:
            if values[name] is None:
                raise ValueError(f"column {name}: no value")
        return cls(**values)

    @classmethod
    def from_rows(cls, names: Sequence[str], rows: Sequence[Sequence[str]]) -> "list[Figure]":
        """The figures that `from_row` gives of these rows, read by column, each text once.

        `names` head the columns. ValueError where a row cannot be read; `from_row` says which.
        """
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        if any("" in columns.get(name, ("",)) for name in KEY):
            raise ValueError("a row does not say which figure it is")
        found = []
        for each in fields(cls):
            column = columns.get(each.name, ("",) * len(rows))
            read = READERS[each.name]
            values = {text: read(text) for text in set(column) if text}
            found.append([values.get(text) for text in column])
        return [cls(*values) for values in zip(*found, strict=True)]

    @property
    def held(self) -> bool:
        """The data behind it have to be checked before the figure may be used."""
        return self.status == HELD

    @property
    def usable(self) -> bool:
        """It has a value that may be read as a finding."""
        return self.value is not None and not self.held


def _amount(text: str) -> Amount:
    number = float(text)
    return int(number) if number.is_integer() else number


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _lower(text: str) -> str:
    return plain(text).lower()


KEY = ("indicator", "window", "window_start", "window_end", "breakdown", "group")
READERS: dict[str, Callable[[str], Any]] = {
    "indicator": plain,
    "window": plain,
    "window_start": _day,
    "window_end": _day,
    "breakdown": plain,
    "group": plain,
    "numerator": _amount,
    "denominator": _amount,
    "value": float,
    "lower": float,
    "upper": float,
    "target": float,
    "rag": _lower,
    "benchmark": float,
    "benchmark_label": plain,
    "previous": float,
    "change": float,
    "signal": plain,
    "status": _lower,
    "reason": plain,
    "excluded": _amount,
    "scope": plain,
}


@dataclass(frozen=True)
class Declaration:
    """An indicator in words: what a report needs to print it.

    kind: "count", "percentage", "rate" (per 10,000 children), "mean" or "median".
    pattern: "events", "snapshot" or "cohort". window: "month", "quarter", "R12M", "FYTD", "R36M";
    in a report of a week or a day also "week" or "day".
    polarity: "higher" or "lower" is better, or "neutral".
    numerator, denominator: what is counted, and out of what (empty for a count), in words.
    source: whose definition it is. of: the indicator that it is a drill-down of, or "".
    heading: its name without the numbers of settings, which heads its section.
    """

    code: str
    name: str
    kind: str
    pattern: str
    window: str
    polarity: str
    numerator: str
    denominator: str = ""
    unit: str = ""
    theme: str = ""
    source: str = ""
    key_questions: tuple[str, ...] = ()
    of: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Comparison:
    """A published figure of the same kind: whose and of when ("England 2015/16"), and its value."""

    label: str
    value: float


@dataclass(frozen=True)
class Span:
    """A period in words: its notation ("2016Q1"), its printed title, first and last day."""

    notation: str
    title: str
    start: date
    end: date

    @classmethod
    def of(cls, period: Any) -> "Span":
        """From a `litmus.base.periods.Period`."""
        return cls(str(period), period.title, period.start, period.end)

    @property
    def kind(self) -> str:
        """ "day", "week", "month", "quarter" or "year"."""
        return Period.parse(self.notation).kind

    @property
    def short(self) -> str:
        """The title without its brackets: "January to March 2016"."""
        return self.title.partition(" (")[0]


@dataclass(frozen=True)
class Context:
    """What a report is about: the contents of context.json, which a run writes with `to_dict`.

    `report` is the report type ("quarterly"), `title` its printed title. `source_kind` is
    "sample", "ssd", "ssda903", ...; `source_title` its printed name; `data_to` the last day that
    the data cover. `fingerprint` is the snapshot's. `notes` are the importer's remarks in plain
    words. `declarations` are the report's indicators in the order in which they are printed.
    `published` are the figures that others published, by indicator; `left_out` says, by indicator
    and plain reason, how many cases its headline figure leaves out. `beside` are the codes of
    indicators that stand in tables alone. `scope` is whom the figures are about, such as
    "service:CIN" (`litmus.base.scope`), `scope_name` its printed name, "" for the whole council.
    """

    report: str
    title: str
    council: str
    period: Span
    previous: Span
    year_before: Span
    source_title: str
    source_kind: str
    data_to: date | None
    fingerprint: str
    litmus_version: str
    key_questions: Mapping[str, str]
    declarations: tuple[Declaration, ...]
    notes: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    published: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    scope: str = COUNCIL
    scope_name: str = ""

    @property
    def main(self) -> tuple[Declaration, ...]:
        """The indicators that the report speaks about: all but those in tables alone."""
        return tuple(d for d in self.declarations if d.code not in self.beside)

    def to_dict(self) -> dict[str, Any]:
        """The same as JSON can hold: dates are ISO text, tuples are lists."""
        return _plain(asdict(self))

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Context":
        """The inverse of `to_dict`. LitmusError names what is missing."""
        missing = [f.name for f in fields(cls) if f.name not in content and f.name in REQUIRED]
        if missing:
            raise LitmusError(
                f"context.json lacks {', '.join(missing)}: it was written by another version of "
                "Litmus. Run the report again."
            )
        known = {f.name: content[f.name] for f in fields(cls) if f.name in content}
        for name in ("period", "previous", "year_before"):
            known[name] = _span(known[name])
        known["data_to"] = known["data_to"] and date.fromisoformat(known["data_to"])
        known["declarations"] = tuple(_declaration(d) for d in known["declarations"])
        known["notes"] = tuple(known.get("notes", ()))
        known["beside"] = tuple(known.get("beside", ()))
        known["published"] = {
            code: tuple(Comparison(**each) for each in found)
            for code, found in known.get("published", {}).items()
        }
        return cls(**known)


REQUIRED = {f.name for f in fields(Context)} - {
    *("notes", "parameters", "published", "left_out", "beside", "scope", "scope_name"),
}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _span(content: Mapping[str, str]) -> Span:
    start, end = (date.fromisoformat(content[name]) for name in ("start", "end"))
    return Span(content["notation"], content["title"], start, end)


def _declaration(content: Mapping[str, Any]) -> Declaration:
    known = {f.name: content[f.name] for f in fields(Declaration) if f.name in content}
    return Declaration(**{**known, "key_questions": tuple(known.get("key_questions", ()))})
