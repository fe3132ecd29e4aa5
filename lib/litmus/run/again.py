"""A report that was made: its plan as the run had it that made it, and its places for words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Cell, source
from litmus.base.periods import Period
from litmus.run import commentary, record, report_folder
from litmus.run import plan as plans
from litmus.run.file_names import scope_of_name
from litmus.run.plan import Plan

NEEDED = ("report", "period", "source", "parameters", "files")  # of a record, to plan by it
REQUIRED, OPTIONAL, OF_INDICATOR = "required", "optional", "indicator"


@dataclass(frozen=True)
class Slot:
    """A place for words, as a person is told of it.

    `kind`: "required" (the report says so while it is empty), "indicator" (about one indicator) or
    "optional". `before`: the words of the report before, "" for none; `when`: the period of that.
    """

    name: str
    kind: str
    heading: str
    before: str = ""
    when: str = ""

    @property
    def about(self) -> dict[str, str]:
        """The same as JSON can hold it."""
        return {**vars(self)}


def plan_of(folder: Path) -> Plan:
    """The plan of the report in a folder, with what its record says of source, parameters and
    scope. Raises LitmusError where there is none, or where the settings do not allow it any more.
    """
    said = record.read(folder)
    if not said and (folder / record.NAME).exists():
        raise LitmusError(
            f"{folder / record.NAME} is damaged, or of another version of Litmus. Run the report "
            "again: your words stay."
        )
    if not said:
        raise LitmusError(
            f"{folder} holds no report: there is no {record.NAME} in it. Make the report first."
        )
    if damaged := [name for name in NEEDED if name not in said]:
        raise LitmusError(
            f"{folder / record.NAME} is damaged, or of another version of Litmus: it does not say "
            f"{damaged[0]}. Run the report again."
        )
    made = plans.make(
        said["report"],
        Period.parse(said["period"]["notation"]),
        said["source"]["uri"],
        folder.parent.parent,
        {name: str(value) for name, value in said["parameters"].items()},
        scope=said.get("scope", scope_of_name(folder.name)),
        draft=bool(said.get("draft")),
    )
    return made.as_made(said)


def slots(folder: Path) -> list[Slot]:
    """The places for words of the report in a folder, in its order; none where its settings cannot
    be read: somebody may want to write all the same."""
    try:
        plan = plan_of(folder)
        before = _words_before(plan)
    except LitmusError:
        return []
    when = plan.period.previous().title
    cells = plan.template["cells"]
    found = []
    for number, cell in enumerate(cells):
        if name := notebook_files.note(cell).get("slot"):
            said = before.get(name, "")
            heading = notebook_files.heading_above(plan.template, number)
            found.append(Slot(name, _kind(plan, cell, name), heading, said, when if said else ""))
    return found


def _kind(plan: Plan, cell: Cell, name: str) -> str:
    if name in plan.required:
        return REQUIRED
    return OF_INDICATOR if notebook_files.note(cell).get("about") == "indicator" else OPTIONAL


def _words_before(plan: Plan) -> dict[str, str]:
    """What was written in the report of the period before, by slot; nothing where there is none in
    the same outputs, or none that can be read."""
    path = plans.working_notebook(plan.name, plan.period.previous(), plan.outputs)
    if not path.is_file():
        return {}
    try:
        former: Any = report_folder.load_working(path).notebook
    except LitmusError:
        return {}
    found = commentary.harvest(former, plan.template)
    every = commentary.words(found, plan.template)
    return {slot: "\n\n".join(map(source, cells)) for slot, cells in every.items()}
