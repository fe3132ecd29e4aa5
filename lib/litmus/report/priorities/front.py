"""The first page: every priority in words, then in a table: agreed, is, gap, heading."""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.periods import Period
from litmus.base.windows import change_windows
from litmus.report import sentences, tables, wording
from litmus.report.bundle import NoticeCell, Shown, TableCell
from litmus.report.cells import Cell, nothing
from litmus.report.components import Block, Blocks, Point
from litmus.report.feed import Context
from litmus.report.priorities import course as courses
from litmus.report.priorities.course import BEHIND, OFF, ON, UNKNOWN, Course

COLUMNS = ("Priority", "Agreed", "Is", "Gap", "Since a year ago", "Heading", "Owner")
NONE = "There are no priorities in the settings of this report."
NOT_OURS = "nothing is agreed for these figures."
UNKNOWN_YET = "Nothing can be said yet of how the priorities stand."


def sentence(found: Sequence[Course]) -> str:
    """The whole in a sentence: how many are on course, and what is furthest behind."""
    if not found:
        return NONE
    sides = courses.grouped(found)
    if len(sides[UNKNOWN]) == len(found):
        return UNKNOWN_YET
    counted = {
        "on the agreed course or better": len(sides[ON]),
        "behind it": len(sides[BEHIND]),
        "off it, where neither way is better": len(sides[OFF]),
        "without a figure that may be used, or an agreed value": len(sides[UNKNOWN]),
    }
    parts = [f"{number} {'is' if number == 1 else 'are'} {what}"
             for what, number in counted.items() if number or what.startswith("on")]  # fmt: skip
    said = f"Of {numbers.count_of(len(found), 'priority', 'priorities')} {numbers.join(parts)}."
    behind = [*sides[BEHIND], *sides[OFF]]
    if not behind:
        return said
    worst = behind[0]
    name = letters.within(worst.declaration.brief)
    return f"{said} Furthest from it: {name}, {courses.beside(worst)}."


def blocks(found: Sequence[Course]) -> list[Shown]:
    """The priorities in words, those behind first."""
    if not found:
        return []
    sides = courses.grouped(found)
    made = []
    if sides[BEHIND] or sides[ON]:
        made += [
            Block("Behind the agreed course", "bad", _points(sides[BEHIND]), "None is behind."),
            Block("On course or better", "good", _points(sides[ON]), "None is on course."),
        ]
    if sides[OFF]:
        made.append(Block("Off course, neither way better", "neutral", _points(sides[OFF])))
    if sides[UNKNOWN]:
        made.append(Block("Nothing can be said", "neutral", _unknown(sides[UNKNOWN])))
    return [Blocks(made)]


def table(found: Sequence[Course], context: Context) -> list[Shown]:
    """One row a priority."""
    if not found:
        return []
    over = change_windows(Period.parse(context.period.notation), True, "quarter")[0]
    note = (
        f"Is: {over.title}, or as things stood on the last day. "
        "Agreed: for that day, on a straight line between the agreed days; after the last of them "
        "that value holds. Gap: is less agreed. Since a year ago: better or worse only where it is "
        "more than chance explains. Heading: the forecast six months on with its 95% range, and "
        "what is agreed for then."
    )
    rows = [_row(each) for each in found]
    caption = f"Priorities, {context.period.short}"
    return [TableCell(caption, COLUMNS, rows, right=frozenset({1, 2}), note=note, dense=True)]


def notices(found: Sequence[Course]) -> list[Shown]:
    """Which figures late recording may still change."""
    names = [letters.within(e.declaration.brief) for e in found if e.is_provisional]
    if not names:
        return []
    return [NoticeCell(f"Provisional, late recording may still change it: {numbers.join(names)}.")]


def _points(found: Sequence[Course]) -> list[Point]:
    return [
        Point(
            f"{each.declaration.brief}:",
            f"{courses.beside(each)}{_chance(each)}. {_ahead(each)}{_owner(each)}".strip(),
            each.declaration.heading or each.declaration.name,
        )
        for each in found
    ]


def _owner(course: Course) -> str:
    return f"Owner: {course.priority.owner}." if course.priority.owner else ""


def _chance(course: Course) -> str:
    gap = course.gap is not None and course.gap.way
    return " (may be chance)" if gap and course.may_be_chance else ""


def _ahead(course: Course) -> str:
    """The forecast in half a sentence; without one what is needed of those that are behind."""
    if not course.ahead.points:
        need = courses.needed(course) if course.side in (BEHIND, OFF) else ""
        return f"{need} " if need else ""
    end, _ = course.ahead.points[-1]
    verdict = course.verdict(len(course.ahead.points) - 1)
    agreed = course.priority.at(end)
    if not verdict or agreed is None:
        return ""
    value = wording.value(course.declaration, agreed)
    return f"If the past went on, it {verdict} ({value} by {end:%B %Y}). "


def _unknown(found: Sequence[Course]) -> list[Point]:
    return [
        Point(
            f"{each.declaration.brief}:",
            f"{_why_unknown(each)} {_owner(each)}".strip(),
            each.declaration.heading or each.declaration.name,
        )
        for each in found
    ]


def _why_unknown(course: Course) -> str:
    if course.figure.usable and not course.priority.agreed:
        return NOT_OURS
    if course.figure.usable:
        day = wording.day(course.figure.window_end)
        return f"nothing is agreed for {day}; it starts on {_start(course)}."
    if course.figure.is_held:
        return letters.within(sentences.hold_text(course.declaration, course.figure))
    return letters.within(sentences.missing(course.declaration, course.figure))


def _start(course: Course) -> str:
    return wording.day(course.priority.agreed[0].day)


def _row(course: Course) -> list[Cell]:
    declaration, figure = course.declaration, course.figure
    agreed = course.agreed
    return [
        tables.reference(declaration),
        nothing("none") if agreed is None else wording.value_of_kind(declaration, agreed),
        wording.value_of_kind(declaration, figure.value or 0, note=tables.status(figure))
        if figure.value is not None
        else nothing(wording.NOT_AVAILABLE),
        _gap(course),
        tables.judged_cell(course.judged),
        courses.ahead_cell(course),
        course.priority.owner,
    ]


def _gap(course: Course) -> Cell:
    if course.gap is None:
        return nothing("not known")
    if course.gap.way == 0:
        return "none"
    side = "above" if course.gap.way > 0 else "below"
    chance = ", may be chance" if course.may_be_chance else ""
    word = {ON: "▲ better, ", BEHIND: "▼ behind, "}.get(course.side, "")
    return course.gap.cell(lead=word, note=f" {side}{chance}")
