"""The numbers that a report shows, as commentary is held against them.

Of a subject (an indicator or an activity) there are those of `now`, its figures of the period;
those from `elsewhere`: other periods, targets and comparators; and those of its `groups`. The last
two may be named only where a sentence says that it is about such a thing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from litmus.base.numbers import round_half_up
from litmus.base.periods import add_months
from litmus.figures.figure import ALL, Figure
from litmus.publish.publication.checks import written_numbers as numbers
from litmus.publish.publication.checks.written_numbers import Written

ROUGH_POINTS = 2.5  # by how much "about 80%" may be off
ROUGH_PART = 0.05  # the same of a count or a rate, as a part of it
OVER_POINTS = 5.0  # how far "over 75%" may lie below what it speaks of
FRACTION_POINTS = 5.0  # by how much "a third of" may be off
OVER_FRACTION_POINTS = 15.0  # how far "over half of" may lie below: up to the next fraction
FOLDED, CHART = "folded", "chart"
PARTS = ("numerator", "denominator")


@dataclass(frozen=True)
class Known:
    """A number that is shown: unrounded where `decimals` is None, else as it is printed."""

    kind: str
    value: float
    base: float = 0
    decimals: int | None = None


@dataclass
class Numbers:
    """The numbers of a subject, or of a section."""

    now: set[Known] = field(default_factory=set)
    elsewhere: set[Known] = field(default_factory=set)
    groups: set[Known] = field(default_factory=set)

    def has(self, number: Written, beyond: bool, groups: bool = False) -> bool:
        """Whether one of them is what was written; those from elsewhere where `beyond`, and those
        of groups as well where `groups`."""
        known = [self.now]
        known += [self.elsewhere] if beyond or groups else []
        known += [self.groups] if groups else []
        return any(agrees(number, each) for each in chain.from_iterable(known))

    def add(self, other: "Numbers") -> None:
        """Take in others, each where it belongs."""
        self.now |= other.now
        self.elsewhere |= other.elsewhere
        self.groups |= other.groups

    def closest(self, number: Written) -> str:
        """The number of now that it was probably meant to be, as printed; "" where none is."""
        kind = _kind(number.kind)
        same = [each for each in self.now if each.kind == kind]
        if number.kind == numbers.SHARE:
            same = [each for each in self.now if each.kind == numbers.PERCENT]
        if not same:
            return ""
        aim = 100 * number.value / number.base if number.kind == numbers.SHARE else number.value
        return printed(min(same, key=lambda each: (abs(each.value - aim), each.value)))


def printed(known: Known) -> str:
    """A number as pages have it."""
    places = 0 if float(known.value).is_integer() else 1
    value = f"{round_half_up(known.value, places):,}"
    if known.kind == numbers.PAIR:
        return f"{value} of {round_half_up(known.base):,}"
    if known.kind == numbers.PERCENT:
        return f"{round_half_up(known.value, 1)}%"
    return f"{value} points" if known.kind == numbers.POINTS else value


def agrees(number: Written, known: Known) -> bool:
    """Whether a written number is a known one: rounded as it is written, or as rough as it says."""
    if number.kind == numbers.SHARE:
        if known.kind == numbers.PAIR:
            return (number.value, number.base) == (known.value, known.base)
        tenths = known.value / 100 * number.base
        return known.kind == numbers.PERCENT and abs(tenths - number.value) <= 0.5
    if _kind(number.kind) != known.kind:
        return False
    if known.kind == numbers.PAIR:
        return _same(number, known.value, known) and round(known.base) == round(number.base)
    if number.rough or number.kind == numbers.FRACTION:
        return _is_about(number, known)
    return _same(number, known.value, known)


def _kind(kind: str) -> str:
    same = {numbers.RATE: numbers.COUNT, numbers.DAYS: numbers.COUNT}
    return {**same, numbers.FRACTION: numbers.PERCENT}.get(kind, kind)


def _same(number: Written, value: float, known: Known) -> bool:
    written = round_half_up(number.value, number.decimals)
    if round_half_up(value, number.decimals) == written:
        return True
    if known.decimals is None or number.decimals >= known.decimals:
        return False
    # Printed 78.5% may have been 78.46: 78% is then right, too.
    half = 0.5 * 10**-known.decimals
    return written in {round_half_up(value + part, number.decimals) for part in (-half, half / 2)}


def _is_about(number: Written, known: Known) -> bool:
    percent = known.kind in (numbers.PERCENT, numbers.POINTS)
    part = number.kind == numbers.FRACTION
    near = FRACTION_POINTS if part else ROUGH_POINTS
    allowed = near if percent else ROUGH_PART * abs(known.value)
    if number.rough not in ("over", "under"):
        return abs(known.value - number.value) <= allowed
    beyond = OVER_FRACTION_POINTS if part else OVER_POINTS
    allowed = beyond if percent else 2 * allowed
    off = known.value - number.value if number.rough == "over" else number.value - known.value
    return 0 <= off <= allowed


def of_text(text: str) -> Iterator[Known]:
    """The numbers that a text has."""
    for each in numbers.written(text):
        if each.kind in (numbers.FRACTION, numbers.DAYS):
            continue  # limits and medians: no share, and no figure in days
        kind = numbers.PAIR if each.kind == numbers.SHARE else _kind(each.kind)
        yield Known(kind, each.value, each.base, each.decimals)
        if kind == numbers.PAIR:
            yield from _counts(each.value, each.base)


def of_figures(rows: Iterable[Figure], end: date, percent: bool) -> Numbers:
    """The numbers of one indicator, of a report whose period ends on `end`."""
    found, listed = Numbers(), list(rows)
    for row in listed:
        now = row.breakdown == ALL and row.window_end == end
        place = found.now if now else found.elsewhere if row.breakdown == ALL else found.groups
        place |= set(_of_row(row, percent))
        if now:
            kind = numbers.PERCENT if percent else numbers.COUNT
            beside = [
                each for each in (row.target, row.benchmark, row.previous) if each is not None
            ]
            found.elsewhere |= {Known(kind, each) for each in beside}
            if row.value is not None:
                earlier = [each for each in listed if _is_year_before(each, row)]
                beside += [each.value for each in earlier if each.value is not None]
                for each in beside:
                    found.now |= set(_changes(row.value, each, percent))
    return found


def _is_year_before(one: Figure, row: Figure) -> bool:
    """Whether a row is the same figure of the same days a year earlier."""
    same = (one.window, one.breakdown, one.group) == (row.window, row.breakdown, row.group)
    return same and one.window_end == add_months(row.window_end, -12)


def _changes(value: float, before: float, percent: bool) -> Iterator[Known]:
    """By how much a figure is more, or less, than another: percentages by points, and what is
    counted by a number and by a part of what it was."""
    off = abs(value - before)
    yield Known(numbers.POINTS, off)
    if not percent:
        yield Known(numbers.COUNT, off)
        if before:
            yield Known(numbers.PERCENT, 100 * off / abs(before))


def of_shown(figure: Mapping[str, Any]) -> Numbers:
    """The numbers of one subject as `Report.shown` has them."""
    text = str(figure.get("text") or "")
    found = Numbers(set(of_text(text)))
    value, top, base = (figure.get(each) for each in ("value", "numerator", "denominator"))
    percent = "%" in text
    if value is not None:
        found.now.add(Known(numbers.PERCENT if percent else numbers.COUNT, float(value)))
    if top is not None and base is not None:
        found.now.add(Known(numbers.PAIR, float(top), float(base)))
    found.now |= {Known(numbers.COUNT, float(each)) for each in (top, base) if each is not None}
    for key in ("target", "comparison"):
        found.elsewhere |= set(of_text(str(figure.get(key) or "")))
    return found


def of_form(form: Any, folded: bool = False) -> Numbers:
    """The numbers that an output shows. What waits behind a fold, and the points of a chart, are
    from elsewhere: nobody sees them beside the words at once."""
    found = Numbers()
    _gather(form, found, folded)
    return found


def _gather(form: Any, found: Numbers, behind: bool) -> None:
    if isinstance(form, Mapping):
        behind = behind or form.get("kind") in (FOLDED, CHART)
        for key, each in form.items():
            if key not in ("line", "columns", "kind", "section"):
                _gather(each, found, behind)
        if isinstance(form.get("value"), int | float) and not isinstance(form["value"], bool):
            kind = numbers.PERCENT if form.get("unit") == "percent" else numbers.COUNT
            (found.elsewhere if behind else found.now).add(Known(kind, float(form["value"])))
        basis = form.get("basis")
        told = [basis.get(each) for each in PARTS] if isinstance(basis, Mapping) else []
        parts = [float(each) for each in told if isinstance(each, int | float)]
        if len(parts) == len(PARTS):
            pair = Known(numbers.PAIR, parts[0], parts[1])
            (found.elsewhere if behind else found.now).add(pair)
    elif isinstance(form, list | tuple):
        for each in form:
            _gather(each, found, behind)
    elif isinstance(form, str):
        (found.elsewhere if behind else found.now).update(of_text(form))


def _of_row(row: Figure, percent: bool) -> Iterator[Known]:
    if row.value is not None:
        yield Known(numbers.PERCENT if percent else numbers.COUNT, float(row.value))
    if row.change is not None:
        yield Known(numbers.POINTS, abs(row.change))
    if row.numerator is not None and row.denominator is not None:
        yield Known(numbers.PAIR, float(row.numerator), float(row.denominator))
        yield from _counts(row.numerator, row.denominator)


def _counts(*values: float) -> Iterator[Known]:
    for each in values:
        yield Known(numbers.COUNT, float(each))
