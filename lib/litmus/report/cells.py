"""What a table holds in one place: words, a value, a small line, or a name that leads somewhere.

A value is a number (or a day, or nothing) with its unit, its decimals and what is said beside it.
It stays one until it is printed: its `text` is the only place where it becomes words, and its
machine form, from which a spreadsheet can take the number, is read back by `read`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from html import escape
from typing import Any, Literal

from litmus.base import json_files, numbers
from litmus.base.numbers import Number

WIDE, HIGH, MARGIN = 66, 14, 2.5
COLOUR = "#1d4f76"
TARGET = "#b5470f"
# A wobble must not look like a cliff: the line spans at least this share of its highest value.
LEAST = 0.15

# "" is a plain number. Percent and points are printed with the number, "per 10,000" and "days" are
# said by the table or in a note.
Unit = Literal["", "percent", "points", "per 10,000", "days", "day"]


@dataclass(frozen=True)
class Basis:
    """What a number rests on: "2,415 of 3,061", "3,535", "3,027 cases".

    `between` stands between numerator and denominator; `note` is written directly behind them.
    """

    numerator: Number | None = None
    denominator: Number | None = None
    between: str = "of"
    note: str = ""

    def __str__(self) -> str:
        known = [n for n in (self.numerator, self.denominator) if n is not None]
        return f" {self.between} ".join(map(numbers.amount, known)) + self.note


@dataclass(frozen=True)
class Value:
    """A number or a day as a table holds it; None where there is none, and `note` says why.

    `lower` and `upper` are an interval, of the number or in its place. `lead` and `note` are
    written directly in front of it and behind it, with their spaces. Where they say which way a
    difference goes, it is `unsigned`: -1.2 with the lead "down " is printed "down 1.2 points".

    >>> Value(78.895, "percent", 1, basis=Basis(2415, 3061)).text
    '78.9% (2,415 of 3,061)'
    >>> Value(-1.0, "points", 1, lead="down ", note=" (better)", unsigned=True).text
    'down 1.0 point (better)'
    >>> Value(None, "percent", 1, lower=77.4, upper=80.3).text
    '77.4% to 80.3%'
    >>> Value(date(2016, 3, 29), "day").text
    '29 Mar 2016'
    >>> nothing("no figure").text
    'no figure'
    """

    value: Number | date | None
    unit: Unit = ""
    decimals: int = 0
    lower: Number | None = None
    upper: Number | None = None
    basis: Basis | None = None
    lead: str = ""
    note: str = ""
    unsigned: bool = False

    @cached_property
    def text(self) -> str:
        """The value as it is printed."""
        parts = [] if self.value is None else [self._text_of(self.value)]
        if self.lower is not None and self.upper is not None:
            ends = f"{self._text_of(self.lower)} to {self._text_of(self.upper)}"
            parts.append(f"({ends})" if parts else ends)
        if self.basis:
            parts.append(f"({self.basis})")
        return f"{self.lead}{' '.join(parts)}{self.note}"

    def machine(self) -> dict[str, Any]:
        """The value as JSON, with its text; what is the default of `Value` is left out."""
        given = _fields(self)
        if isinstance(self.value, date):
            given["value"] = self.value.isoformat()
        if self.basis:
            given["basis"] = _fields(self.basis)
        return {"text": self.text, **given}

    def _text_of(self, value: Number | date) -> str:
        if isinstance(value, date):
            return f"{value.day} {value:%b %Y}"
        number = abs(value) if self.unsigned else value
        shown = numbers.decimal(number, self.decimals)
        if self.unit == "percent":
            return f"{shown}%"
        if self.unit == "points":
            one = abs(numbers.round_half_up(number, self.decimals)) == 1
            return f"{shown} point{'' if one else 's'}"
        return shown

    def __str__(self) -> str:
        return self.text


def _fields(value: Value | Basis) -> dict[str, Any]:
    pairs = ((each, getattr(value, each.name)) for each in fields(value))
    return {each.name: said for each, said in pairs if said != each.default}


def amount(value: Number, **more: Any) -> Value:
    """A numerator or denominator: whole where it is whole, else to one decimal (staff in FTE)."""
    return Value(value, decimals=0 if float(value).is_integer() else 1, **more)


def nothing(why: str) -> Value:
    """No value, and what is printed in its place: "no figure"."""
    return Value(None, note=why)


@dataclass(frozen=True)
class Reference:
    """The name of what a section of the report is about, which leads to the section.

    `section` is its heading, where that is not the name: a name may hold the number of a setting.
    """

    text: str
    section: str = ""

    def machine(self) -> dict[str, Any]:
        """The cell as JSON."""
        if not self.section or self.section == self.text:
            return {"section": self.text}
        return {"section": self.section, "text": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class PageLink:
    """The name of a service or a team, which leads to the page about it where there is one.

    `scope` is whom that page is about, such as "team:CIN-1". A report that is a file by itself has
    no other pages: there it is the name alone.
    """

    text: str
    scope: str

    def machine(self) -> dict[str, Any]:
        """The cell as JSON."""
        return {"page": self.scope, "text": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Sparkline:
    """Values over time as a line the size of a word; `text` says the same in words.

    A missing value is None and leaves a gap. `target` is a broken line, where there is one.
    """

    values: Sequence[float | None]
    text: str
    target: float | None = None

    def machine(self) -> dict[str, Any]:
        """The cell as JSON."""
        said: dict[str, Any] = {"line": list(self.values), "text": self.text}
        return said if self.target is None else said | {"target": self.target}

    def svg(self) -> str:
        """The line as SVG, with its words for those who cannot see it."""
        drawn = _broken(self._height(self.target)) if self._aims else ""
        drawn += "".join(_stroke(run) for run in _runs(self._places()))
        label = escape(self.text, quote=True)
        size = f'width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}" '
            f'fill="none" stroke="{COLOUR}" stroke-width="1.3">{drawn}</svg>'
        )

    @property
    def _aims(self) -> bool:
        return self.target is not None and any(value is not None for value in self.values)

    def _height(self, value: float | None) -> float:
        """Where a value stands, from the top."""
        known = [each for each in (*self.values, self.target) if each is not None]
        low, high = min(known), max(known)
        reach = max(high - low, LEAST * abs(high)) or 1.0
        middle, tall = (low + high) / 2, HIGH - 2 * MARGIN
        return HIGH / 2 - ((value or 0.0) - middle) / reach * tall

    def _places(self) -> list[tuple[float, float] | None]:
        step = (WIDE - 2 * MARGIN) / max(len(self.values) - 1, 1)
        return [
            None if value is None else (MARGIN + n * step, self._height(value))
            for n, value in enumerate(self.values)
        ]

    def __str__(self) -> str:
        return self.text


Cell = str | Value | Sparkline | Reference | PageLink


def machine(cell: Cell) -> Any:
    """A cell as JSON: words as they are, anything else with what it is."""
    return cell if isinstance(cell, str) else cell.machine()


def read(form: Any) -> Cell:
    """The cell of which `machine` gave this form; of a form of another kind its text.

    ValueError where the form is not as agreed, or has no text.
    """
    if isinstance(form, str):
        return form
    if not isinstance(form, Mapping):
        raise ValueError("a cell is neither words nor a form")
    known: Cell
    if "section" in form:
        text = form.get("text") or form["section"]
        section = form["section"] if form["section"] != text else ""
        known = json_files.adapter(Reference).validate_python({"text": text, "section": section})
    elif "page" in form:
        given = {"text": form.get("text"), "scope": form["page"]}
        known = json_files.adapter(PageLink).validate_python(given)
    elif "line" in form:
        known = json_files.adapter(Sparkline).validate_python({**form, "values": form["line"]})
    elif "value" in form:
        known = json_files.adapter(Value).validate_python(form)
    elif isinstance(form.get("text"), str):
        known = form["text"]
    else:
        raise ValueError("a cell has no text")
    return known


def _runs(places: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _broken(height: float) -> str:
    """The line of a target."""
    ends = f'x1="{MARGIN}" y1="{height:.1f}" x2="{WIDE - MARGIN}" y2="{height:.1f}"'
    return f'<line {ends} stroke="{TARGET}" stroke-width="0.9" stroke-dasharray="3 2"/>'


def _stroke(run: list[tuple[float, float]]) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    x, y = run[-1]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{COLOUR}" stroke="none"/>'
    return f'<polyline points="{line}"/>{dot}'
