"""What moved a priority since a year ago: the part of each team, and of each service.

The two windows share no day. The change of a share or mean is divided exactly: what a team adds
because its own figure changed, and what it adds because it had more or fewer of the cases
(`litmus.report.book.drivers`). A change of a count or rate is the sum of what each team adds.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from litmus.base import numbers
from litmus.base.breakdowns import BREAKDOWNS, Breakdown
from litmus.report import change, tables, wording
from litmus.report.book import analysis, drivers
from litmus.report.book.drivers import Part
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.change import Judged
from litmus.report.components import Folded
from litmus.report.feed import Declaration, Figure
from litmus.report.lookup import Figures
from litmus.report.priorities.course import Course

TEAM, SERVICE = "team", "service"
GROUPS = ("age_band", "ethnic_group", "sex", "disability")
MOST = 7  # parts with a row of their own
LEAST = Fraction(1, 50)  # of all movements together, below which a part is summed with others
# The services are the stages of a child's way: the front door, need, care, leaving care.
HEADINGS = {TEAM: "team", SERVICE: "service, the stage at which the work is done"}
SHARED = ("percentage", "mean")


def moved(course: Course, figures: Figures) -> list[Shown]:
    """What moved it: in sentences, then the parts of teams and of services; why not, where it
    cannot be said."""
    judged, declaration = course.judged, course.declaration
    before = judged.before
    if before is None or judged.word == change.CANNOT or judged.gap is None:
        known = before is not None and before.value is not None
        why = (judged.reason if known else "") or "there is no figure of a year ago"
        return [Text(f"What moved it cannot be said: {why}.")]
    found = {
        code: parts
        for code in (TEAM, SERVICE)
        if len(parts := _parts(declaration, before, judged.now, figures, code)) > 1
    }
    if not found:
        teams = figures.groups(declaration, TEAM, judged.now.window_end, judged.now.window)
        why = "some cases are in several teams at once, so that parts do not add up to the whole"
        if len(teams) < 2:
            why = "all its cases are of one team"
        return [Text(f"What moved it is not divided among teams: {why}.")]
    made = [_table(declaration, judged, BREAKDOWNS[code], parts, figures)
            for code, parts in found.items()]  # fmt: skip
    shown: list[Shown] = [Text(_lead(declaration, judged, found, figures))]
    if not judged.is_clear:
        return [*shown, Folded("The parts of teams and services all the same", made)]
    shown += made[:1]
    if made[1:]:
        shown.append(Folded(f"By {HEADINGS[SERVICE]}", made[1:]))
    return shown


def _parts(
    declaration: Declaration, before: Figure, now: Figure, figures: Figures, code: str
) -> list[Part]:
    groups = [
        figures.groups(declaration, code, each.window_end, each.window) for each in (before, now)
    ]
    return drivers.parts(declaration, before, now, *groups)


def _lead(
    declaration: Declaration, judged: Judged, found: dict[str, list[Part]], figures: Figures
) -> str:
    """The change, and where most of it lies: by team, by service, by group of children."""
    then = wording.when(declaration, judged.before or judged.now)
    if not judged.is_clear:
        return (
            f"No clear change from {then.partition(' ')[2]}: what teams add one way and the other "
            "is no more than chance explains."
        )
    said = [change.sentence(declaration, judged)]
    by_group = {
        code: _parts(declaration, judged.before, judged.now, figures, code)
        for code in GROUPS
        if judged.before is not None
    }
    for code, parts in {**found, **by_group}.items():
        ahead = drivers.leading(parts)
        if ahead and judged.gap is not None:
            account = analysis.account(
                declaration, BREAKDOWNS[code], parts, ahead, figures, judged.gap
            )
            said.append(f"By {BREAKDOWNS[code].label}: {account}.")
    if len(said) == 1:
        said.append("It is spread: no one or two teams or groups account for most of it.")
    return " ".join(said)


def _table(
    declaration: Declaration,
    judged: Judged,
    breakdown: Breakdown,
    parts: Sequence[Part],
    figures: Figures,
) -> TableCell:
    assert judged.before is not None
    then, now = judged.before, judged.now
    shown, rest = _split(parts)
    ends = [
        {g.group: g for g in figures.groups(declaration, breakdown.code, f.window_end, f.window)}
        for f in (then, now)
    ]
    lines = [
        (_name(breakdown, part.group, figures), [end.get(part.group) for end in ends], [part])
        for part in shown
    ]
    if rest:
        others = numbers.count_of(len(rest), f"other {breakdown.label}")
        lines.append((f"{others} together", [], rest))
    added = [_numbers(declaration, few) for _, _, few in lines]
    rows: list[list[Cell]] = [
        [name, *([_cell(declaration, end) for end in pair] or [nothing(""), nothing("")]), *adds]
        for (name, pair, _), adds in zip(lines, added, strict=True)
    ]
    every = _numbers(declaration, parts)
    rows.append(["All", *(_cell(declaration, end) for end in (then, now)), *every])
    columns = [breakdown.heading, *(wording.span(declaration, end) for end in (then, now))]
    columns += [*_how(declaration), "Adds to the change"]
    caption = f"What each {breakdown.label} adds to the change"
    note = _note(declaration, added, every)
    right = frozenset(range(1, len(columns)))
    return TableCell(caption, columns, rows, right=right, note=note, dense=True)


def _split(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """The parts with a row of their own, the largest first, and those that are summed: what is
    beyond so many rows, or hardly adds anything. To sum a single one would hide its name."""
    ranked = sorted(parts, key=lambda part: (-abs(part.total), part.group))
    every = sum((abs(part.total) for part in parts), Fraction(0))
    shown = [part for part in ranked[:MOST] if abs(part.total) >= LEAST * every]
    return (shown, ranked[len(shown) :]) if len(ranked) - len(shown) > 1 else (ranked, [])


def _how(declaration: Declaration) -> list[str]:
    if declaration.kind not in SHARED:
        return []
    return ["By its own figure", "By its part of the cases"]


def _note(declaration: Declaration, added: Sequence[list[Value]], every: list[Value]) -> str:
    said = []
    if declaration.kind in SHARED:
        said.append(
            "By its own figure: what it adds because its own figure changed. By its part of the "
            "cases: what it adds because it had more or fewer of all cases than a year ago, and "
            "its figure is above or below the others'."
        )
    said.append("The parts add up to the change exactly.")
    lines = [*added, every]
    across = any(len(e) > 1 and sum(map(_printed, e[:-1])) != _printed(e[-1]) for e in lines)
    down = sum(_printed(line[-1]) for line in added) != _printed(every[-1])
    if across or down:
        said.append("As printed, a sum may be 0.1 or 0.2 from its parts.")
    return " ".join(said)


def _printed(value: Value) -> Decimal:
    assert isinstance(value.value, float)
    return numbers.round_half_up(value.value, value.decimals)


def _numbers(declaration: Declaration, parts: Sequence[Part]) -> list[Value]:
    """What these parts add together: by their own, by the mix, and both; or both alone."""
    own, mix = (
        sum((getattr(part, name) for part in parts), Fraction(0)) for name in ("own", "mix")
    )
    sums = [own, mix, own + mix] if declaration.kind in SHARED else [own + mix]
    return [_signed(declaration, each) for each in sums]


def _signed(declaration: Declaration, part: Fraction) -> Value:
    """A part with its sign: "+3.1", "−0.4", "0.0"."""
    places = 0 if declaration.kind == "count" else 1
    shown = numbers.round_half_up(float(part), places)
    lead = "+" if shown > 0 else "−" if shown < 0 else ""
    return Value(float(part), "", places, lead=lead, unsigned=True)


def _cell(declaration: Declaration, figure: Figure | None) -> Cell:
    if figure is None:
        return nothing("no case")
    if declaration.kind in SHARED:
        return wording.with_basis(declaration, figure)
    return tables.count_cell(figure.numerator)


def _name(breakdown: Breakdown, group: str, figures: Figures) -> str:
    name = figures.name(breakdown.code, group)
    return f"{name[:1].upper()}{name[1:]}"
