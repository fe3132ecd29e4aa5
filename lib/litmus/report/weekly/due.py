"""What managers still owe of audits, observations and samples, and what is to be put right in the
records."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from litmus.base import numbers
from litmus.base.code_words import LISTS, ROLES, SERVICES
from litmus.figures.worklists.mending import NOBODY, RecordFault, ToMend
from litmus.qa.programme.due import OF_A_TEAM, DueList, DueWork
from litmus.report import notes, wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, amount, nothing
from litmus.report.components import Folded, Point, Statement
from litmus.report.daily.lists import Naming

SECTION = "Audits, observations and samples due"
BY_CAUSE = "Rows to put right, by cause"
MOST_CAUSES = 10  # rows of a table; all of them wait behind a fold
MOST_PLACES = 4  # named in a row


def points(found: DueList | None) -> list[Point]:
    """How much is missed, and how much is left to do, on the first page."""
    if found is None:
        return []
    said = []
    missed = sum(each.left for each in found.work if each.missed)
    left = sum(each.left for each in found.work if not each.missed)
    if missed:
        text = "audits, observations or samples of before, not made good yet."
        said.append(Point(f"{numbers.whole(missed)} missed:", text, SECTION))
    if left:
        last = max(each.by for each in found.work if not each.missed and each.left)
        text = f"audits, observations or samples by {wording.day(last)}."
        said.append(Point(f"{numbers.whole(left)} to do:", text, SECTION))
    return said


def due(found: DueList | None, naming: Naming) -> list[Shown]:
    """What is asked for, done and left, by activity and role; and workers to be observed."""
    if found is None:
        return []
    parts: list[Shown] = [NoticeCell(said) for said in found.absent]
    if found.work:
        parts = [Statement(_message(found)), *parts, _table(found, naming)]
    elif not found.absent:
        parts.append(Text("The programme asks for no audit, observation or sample here."))
    if found.workers:
        seen, workers = numbers.whole(found.observed), numbers.count_of(found.workers, "worker")
        parts.append(
            Text(
                f"Observed at home and in a meeting in the last 12 months, as each worker is to "
                f"be: {seen} of {workers}."
            )
        )
    return parts


def _message(found: DueList) -> str:
    missed = sum(each.left for each in found.work if each.missed)
    running = [each for each in found.work if not each.missed]
    left, done = sum(each.left for each in running), sum(each.done for each in running)
    said = f"{numbers.whole(done)} of {sum(each.asked for each in running)} done so far"
    said += f", {numbers.whole(left)} to do" if left else ""
    return f"{said}; {numbers.whole(missed)} missed before." if missed else f"{said}."


def _table(found: DueList, naming: Naming) -> TableCell:
    """A row an activity, role and day; who owes what is left, where those are several."""
    rows: list[list[Cell]] = []
    for (missed, by, activity, role), same in groupby(found.work, key=_key):
        ours = list(same)
        left = [each for each in ours if each.left]
        rows.append(
            [
                LISTS["programme"].get(activity, activity),
                ROLES.get(role, role),
                Value(by, "day", note=", over" if missed else ""),
                amount(sum(each.asked for each in ours)),
                amount(sum(each.done for each in ours)),
                amount(sum(each.left for each in ours)),
                *([] if naming.of_team else [_places(left, naming) or nothing("nobody")]),
            ]
        )
    who = () if naming.of_team else ("Who owes it",)
    columns = ("What", "By whom", "By", "Asked for", "Done", "Left", *who)
    note = (
        "Of the month, two months or quarter that holds the last day of the week; and of the one "
        "before, what was missed then and not made good since."
    )
    return TableCell(SECTION, columns, rows, frozenset({3, 4, 5}), note, dense=True)


def _key(each: DueWork) -> tuple[bool, date, str, str]:
    return each.missed, each.by, each.activity, each.role


def _places(left: Sequence[DueWork], naming: Naming) -> str:
    """Where something is left to do: the teams, else the services."""
    named = []
    for each in left:
        if each.teams and each.role == OF_A_TEAM:
            named += [naming.team(team) for team in each.teams]
        else:
            named += [SERVICES.get(service, service) for service in each.services] or ["all"]
    names = sorted(dict.fromkeys(named))
    if len(names) <= MOST_PLACES:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_PLACES])} and {len(names) - MOST_PLACES} more"


def to_mend(found: ToMend | None, naming: Naming) -> list[Shown]:
    """Rows with a fault by cause, as counts; of the council also whose they are."""
    if found is None:
        return []
    if found.why_not:
        return [NoticeCell(f"It is not known which records are their own: {found.why_not}.")]
    if not found.faults:
        return [Text("No fault was found in these records.")]
    aside = sum(each.rows for each in found.faults if each.set_aside)
    rows = sum(each.rows for each in found.faults)
    said = f"{numbers.count_of(rows, 'row')} to put right"
    said += f", {numbers.whole(aside)} of them in no figure until then" if aside else ""
    parts: list[Shown] = [Statement(f"{said}."), _causes(found.faults[:MOST_CAUSES])]
    if len(found.faults) > MOST_CAUSES:
        title = f"All {len(found.faults)} causes"
        parts.append(Folded(title, [_causes(found.faults, title)]))
    if len(found.teams) > 1:
        parts.append(_by_team(found, naming))
    return parts


def _causes(found: Sequence[RecordFault], caption: str = BY_CAUSE) -> TableCell:
    rows: list[list[Cell]] = [
        [
            notes.finding(each.found),
            numbers.join([*each.tables]),
            amount(each.rows),
            "in no figure" if each.set_aside else "used",
            notes.finding(each.to_do),
        ]
        for each in found
    ]
    columns = ("What is wrong", "Records", "Rows", "Until then", "What to do")
    return TableCell(caption, columns, rows, frozenset({2}), dense=True)


def _by_team(found: ToMend, naming: Naming) -> TableCell:
    order = sorted(found.teams, key=lambda team: (team == NOBODY, -found.teams[team], team))
    rows: list[list[Cell]] = [
        [naming.team(team) if team else "No team works with them now", amount(found.teams[team])]
        for team in order
    ]
    return TableCell("Whose they are", ("Team", "Rows"), rows, frozenset({1}), dense=True)
