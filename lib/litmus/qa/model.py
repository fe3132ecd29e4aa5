"""What quality assurance hands on to reports: plain values, without a child's or worker's name.

Everything here is counted for one period. A share keeps its numerator and denominator; nothing is
rounded. `to_plain` turns any of it into what JSON can hold, `from_plain` back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

# What a column of a tally holds, and so how a report prints it. A share is [numerator,
# denominator], a mean [sum, number]; a grade is its code; a date is ISO text.
ColumnKind = Literal["text", "count", "share", "mean", "grade", "date", "days"]
MeasureKind = Literal["count", "share", "mean"]
Better = Literal["higher", "lower", "neutral"]


@dataclass(frozen=True)
class Measure:
    """One number of an activity, in this period and the one before.

    A count has its number in `numerator` and no denominator; a share and a mean have both. A
    denominator of 0 means that there was nothing to measure. `previous_numerator` is None where
    the period before is not known.
    """

    label: str
    kind: MeasureKind
    numerator: float
    denominator: float | None = None
    previous_numerator: float | None = None
    previous_denominator: float | None = None
    better: Better = "neutral"
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a tally: its heading and what its cells hold."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True)
class Tally:
    """A table of counted things; its first column heads the rows."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    note: str = ""


@dataclass(frozen=True)
class Quotation:
    """Something a child said, as given and anonymised; a report attributes it by stage alone."""

    text: str
    respondent: str
    stage: str


@dataclass(frozen=True)
class Activity:
    """One quality assurance activity in the period.

    key: its name in code, such as "complaints". framework: the paragraph that asks for it.
    absent: why there is nothing to count, in one sentence; "" where there is something.
    covers, covers_before: what it covers where that is not the report's period and the one before.
    """

    key: str
    title: str
    framework: str
    measures: Sequence[Measure] = ()
    tallies: Sequence[Tally] = ()
    quotations: Sequence[Quotation] = ()
    absent: str = ""
    note: str = ""
    covers: str = ""
    covers_before: str = ""


@dataclass(frozen=True)
class Finding:
    """One judgement of an activity. `reference` leads back to the form that it came from."""

    id: str
    reference: str
    day: date
    activity: str
    service: str
    key_question: str
    key_area: str
    theme: str
    polarity: Literal["STRENGTH", "CONCERN", "LEARNING"]
    text: str
    indicators: Sequence[str] = ()


def to_plain(value: Any) -> Any:
    """The value as dictionaries, lists, text and numbers; days as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[T], value: Any) -> T:
    """What `to_plain` made of a value of this kind, as that kind again.

    Raises KeyError, TypeError or ValueError where it is something else.
    """
    return cast(T, _restored(kind, value))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _restored(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _restored(hints[name], each) for name, each in value.items()})
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:  # "or None"
        return None if value is None else _restored(inner[0], value)
    if origin in (Sequence, tuple, list):
        return tuple(_restored(inner[0], each) for each in value)
    if origin is Mapping or origin is dict:
        return {key: _restored(inner[1], each) for key, each in value.items()}
    if kind is date:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
