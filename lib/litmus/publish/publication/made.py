"""A report as it lies in its folder, read once and whole, for the checks and for the candidate."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from litmus.base import files, notebook_files
from litmus.base.errors import LitmusError, UsageError
from litmus.base.notebook_files import Cell, Notebook
from litmus.base.periods import Period
from litmus.run import commentary, messages, record, report_folder
from litmus.run import plan as plans
from litmus.run.commentary import Beside, Harvest
from litmus.run.plan import Plan


@dataclass(frozen=True)
class Asked:
    """Which report it is, as the command names it; of the source that it was made of, where
    `source` is empty."""

    report: str
    period: Period
    outputs: Path
    parameters: Mapping[str, str]
    scope: str = ""
    source: str = ""


@dataclass(frozen=True)
class Made:
    """A report: its plan, its record (run.json), its working notebook and what people wrote there.

    `contents` are the files that the record names, and the record itself, by name; None for one
    that is not there. `found` is the harvest of the notebook; `beside` what its cells show.
    """

    plan: Plan
    record: Mapping[str, Any]
    notebook: Notebook
    contents: Mapping[str, bytes | None]
    found: Harvest
    beside: Beside

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self.plan.folder

    @property
    def again(self) -> str:
        """The command that makes it anew."""
        return messages.run_command(self.plan.name, self.plan.period, self.plan.outputs)

    @property
    def shown(self) -> Mapping[str, Mapping[str, Any]]:
        """The figures that it shows, by code (`Report.shown`)."""
        shown: Mapping[str, Mapping[str, Any]] = self.record.get("record", {}).get("shown") or {}
        return shown

    @cached_property
    def slots(self) -> Mapping[str, str]:
        """Each slot with where it stands: "under “What is life like?”"."""
        return {
            slot: messages.place(self.plan, slot)
            for slot in commentary.slots_of(self.plan.template)
        }

    def words(self) -> dict[str, list[Cell]]:
        """What people wrote, by the place where it stands."""
        return commentary.words(self.found, self.plan.template)

    def json(self, name: str) -> Any:
        """What a JSON file of the report holds; an empty mapping where there is none."""
        content = self.contents.get(name)
        try:
            return json.loads(content) if content else {}
        except ValueError:
            return {}


def plan_of(asked: Asked) -> Plan:
    """The plan of a report that is there. Raises UsageError for what cannot be asked, and
    LitmusError where nobody has made it, or it may not be published at all."""
    drawn = plans.make(
        asked.report,
        asked.period,
        asked.source,
        asked.outputs,
        asked.parameters,
        scope=asked.scope,
    )
    about = record.read(drawn.folder)
    if not about:
        raise LitmusError(messages.no_report_yet(drawn.name, asked.period, asked.outputs))
    uri = str(about.get("source", {}).get("uri", ""))
    if asked.source and asked.source != uri:
        raise UsageError(
            f"The report in {drawn.folder} was made of {uri or 'another source'}, not of "
            f"{asked.source}. Leave the source out, or make the report of {asked.source} first."
        )
    found = plans.make(
        asked.report,
        asked.period,
        uri,
        asked.outputs,
        asked.parameters,
        scope=asked.scope,
    ).as_made(about)
    if found.private:
        raise UsageError(
            f"The {found.report} report lists cases, child by child. Such a report is for the "
            "people named at its head and is never published, nor kept as published evidence."
        )
    return found


@contextmanager
def hold(plan: Plan) -> Iterator[Made]:
    """The report of a plan, while no run may change it. Raises LitmusError where one is at work, or
    where the notebook cannot be read."""
    with report_folder.hold(plan.folder, plan.private):
        yield _read(plan)


def _read(plan: Plan) -> Made:
    about = record.read(plan.folder)
    working = report_folder.load_working(plan.notebook)
    if working.notebook is None:
        raise LitmusError(messages.no_report_yet(plan.name, plan.period, plan.outputs))
    names = (*about.get("files", {}), record.NAME)
    contents = {name: files.content(plan.folder / name) for name in names}
    contents[plan.notebook.name] = working.content
    found = commentary.harvest(working.notebook, plan.template)
    shown = about.get("record", {}).get("shown") or {}
    return Made(
        plan.as_made(about),
        about,
        working.notebook,
        contents,
        found,
        Beside(shown, commentary.cells_of(found)),
    )


def code_digest(made: Made) -> str:
    """The digest of the code and the outputs of the working notebook."""
    return notebook_files.code_digest(made.notebook)
