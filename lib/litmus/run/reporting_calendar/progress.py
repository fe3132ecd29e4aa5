"""What of a report is done: whether it is made, and what still waits for words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import digests, notebook_files
from litmus.base.notebook_files import UnreadableNotebook
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.run import commentary, plan, record, scope_words
from litmus.run.file_names import scope_in_name, slug
from litmus.run.plan import Plan
from litmus.run.reporting_calendar.due import Due
from litmus.run.reporting_calendar.sign_off import NOBODY, SignOff, SignOffs

DATA = (".ipynb", ".csv", ".json")
EARLY = "made when the data did not reach the end of the period"
SOURCE = "sample"  # a plan needs one; where the data are decides nothing here


@dataclass(frozen=True)
class Progress:
    """What of one report is done.

    `is_ours`: whether Litmus makes it. `made`: whether it lies in its folder. `waiting`: where
    words that it has to have are missing, by heading. `empty`: how many other places are. `check`:
    how many words stand beside figures that changed. `again`: why it has to be made again; "" where
    it has not. `many`: of what is asked of several teams or services, how many are there; of whom
    else it is asked, the data alone would know. `sign_off`: how far it has come; None where nobody
    has to sign, or it was not looked up.
    """

    is_ours: bool
    made: bool = False
    waiting: tuple[str, ...] = ()
    empty: int = 0
    check: int = 0
    again: str = ""
    files: tuple[str, ...] = ()
    many: int = 0
    sign_off: SignOff | None = None


def of(due: Due, outputs: Path, signed: SignOffs | None = None) -> Progress:
    """What is done of a report that is asked for; `signed` is what is known of sign-offs."""
    entry, settings = due.asked.entry, due.asked.settings
    if settings is None:
        return Progress(is_ours=False)
    if entry.scopes:
        return _of_many(due, outputs)
    scope = due.which if due.asked.is_by_scope else ""
    parameters = {settings.variant: due.which} if due.which and not scope else {}
    folder = folder_of(due, outputs)
    said = record.read(folder)
    if not said:
        return Progress(is_ours=True)
    made = plan.make(entry.report, due.period, SOURCE, outputs, parameters, scope=scope)
    files = _readable(folder, said)
    found = _slots(made)
    waiting = [slot for slot in made.required if slot not in found]
    status = said.get("commentary", {})
    empty = [slot for slot in commentary.slots_of(made.template) if slot not in found]
    return Progress(
        is_ours=True,
        made=bool(files),
        waiting=tuple(_heading(made, slot) for slot in waiting),
        empty=len(empty) - len(waiting),
        check=sum(each == "check" for each in status.values()),
        again=_again(made, said, due.period),
        files=tuple(str(folder / name) for name in files),
        sign_off=_sign_off(due, folder, signed),
    )


def _sign_off(due: Due, folder: Path, signed: SignOffs | None) -> SignOff | None:
    if signed is None or not due.asked.entry.sign_off:
        return None
    return signed.get((folder.parent.name, folder.name), NOBODY)


def _of_many(due: Due, outputs: Path) -> Progress:
    """What is done of a report that is asked of several teams or services."""
    every = _of_whom(folder_of(due, outputs), due.asked.entry.scopes)
    found = {folder: said for folder in every if (said := record.read(folder))}
    files = [folder / name for folder, said in found.items() for name in _readable(folder, said)]
    status = [each for said in found.values() for each in said.get("commentary", {}).values()]
    early = sum(_ended_early(said, due.period) for said in found.values())
    were = f"{early} of them {'was' if early == 1 else 'were'}"
    return Progress(
        is_ours=True,
        made=bool(files),
        check=status.count("check"),
        again=f"{were} {EARLY}" if early else "",
        files=tuple(map(str, files)),
        many=len(found),
    )


def _of_whom(own: Path, asked: Sequence[str]) -> list[Path]:
    """The folders that there are of whom a report is asked; `own` is that of the council's."""
    found: list[Path] = []
    for each in scope_words.parse(asked):
        if isinstance(each, Scope):
            found.append(own.with_name("-".join([own.name, *scope_in_name(each)])))
            continue
        found += [own] if each == scope_words.ALL else []
        for kind in scope_words.MANY[each]:
            found += sorted(own.parent.glob(f"{own.name}-{kind}-*"))
    return list(dict.fromkeys(found))


def _readable(folder: Path, said: dict[str, Any]) -> list[str]:
    """The files of a report that people read."""
    names = (name for name in said.get("files", {}) if not name.endswith(DATA))
    return [name for name in names if (folder / name).is_file()]


def folder_of(due: Due, outputs: Path) -> Path:
    """Where a report lies, without opening its template."""
    if due.asked.is_by_scope:
        parts = [due.asked.entry.report, *scope_in_name(Scope.parse(due.which))]
    else:
        parts = [due.asked.entry.report, slug(due.which.upper())]  # codes are in capitals
    name = "-".join(part for part in parts if part)
    return plan.report_folder(name, due.period, outputs)


def _slots(made: Plan) -> set[str]:
    """The places in which somebody has written, as the working notebook was last saved."""
    try:
        working = notebook_files.read(made.notebook)
    except (OSError, UnreadableNotebook):
        return set()
    return set(commentary.harvest(working, made.template).slots)


def _heading(made: Plan, slot: str) -> str:
    """The heading above a place for words."""
    cells = made.template["cells"]
    names = {notebook_files.note(cell).get("slot"): n for n, cell in enumerate(cells)}
    return notebook_files.heading_above(made.template, names[slot]) or slot


def _again(made: Plan, said: dict[str, Any], period: Period) -> str:
    """Why a report that lies there has to be made again."""
    if _ended_early(said, period):
        return f"it was {EARLY}"
    known = said.get("files", {}).get(made.notebook.name)
    if not made.notebook.is_file():
        return f"its working notebook, {made.notebook.name}, is missing"
    changed = known and digests.of_file(made.notebook) != known
    return "its notebook was saved since it was made" if changed else ""


def _ended_early(said: dict[str, Any], period: Period) -> bool:
    """Whether the data of a run ended before the period did."""
    ended = said.get("snapshot", {}).get("data_to", "")
    return bool(ended) and ended < period.end.isoformat()
