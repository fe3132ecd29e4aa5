"""The reports that are sent: as they lie in their folders, made only where there is none.

What people have read and what is sent is one and the same. So nothing is sent that a run did not
leave as it is: a draft, files of another run or edited by hand, words that no rendering shows yet.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import digests, files, json_files, notebook_files, paths
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Notebook
from litmus.base.periods import Period
from litmus.base.progress import Step
from litmus.base.scope import COUNCIL_WIDE, SERVICE, Scope
from litmus.intake.sources import joined
from litmus.render.formats import FORMATS
from litmus.report import CONTEXT, WORKLISTS
from litmus.report.feed import DayLists
from litmus.run import editions, plan, record, report_folder, run
from litmus.run.messages import run_command
from litmus.run.plan import Plan
from litmus.run.settings import read_report


@dataclass(frozen=True)
class Asked:
    """What is to be delivered: a report of a period, made of a source, in the folder `outputs`;
    `parameters` of its notebook. `remake`: bring it up to date first where it is there."""

    report: str
    period: Period
    source: str
    outputs: Path
    parameters: Mapping[str, str]
    remake: bool = False

    def plan(self, scope: str) -> Plan:
        """The run that makes the report for somebody with this scope.

        A report that is made by service is that of the service, as `make audits SERVICE=CIN` makes
        it, with the words that people wrote there. Raises UsageError.
        """
        whose, parameters = Scope.parse(scope), dict(self.parameters)
        by_service = read_report(paths.project(), self.report).variant == SERVICE
        if by_service and whose.kind == SERVICE and SERVICE not in parameters:
            parameters[SERVICE], whose = whose.group, COUNCIL_WIDE
        return plan.make(
            self.report,
            self.period,
            self.source,
            self.outputs,
            parameters,
            scope=str(whose) if whose else "",
        )


@dataclass(frozen=True)
class Report:
    """A report as it lies in its folder.

    `notebook` is as it is rendered, `files` its renderings by format, `lists` the cases that it
    lists, None of one that lists none.
    """

    plan: Plan
    title: str
    notebook: Notebook
    files: Mapping[str, bytes]
    lists: DayLists | None


def is_made(wanted: Plan) -> bool:
    """Whether there is such a report already."""
    return bool(record.read(wanted.folder))


def ready(asked: Asked, wanted: Plan, formats: Sequence[str], progress: Step) -> Report:
    """The report of a plan with its renderings in these formats, made where there is none.

    Raises LitmusError where it cannot be made, and where what is there may not be sent: what to do
    is said.
    """
    there = record.read(wanted.folder)
    if not there or (asked.remake and not there.get("draft")):
        _make(asked, wanted, {*formats, *_formats_of(wanted, there)}, progress)
    # In turn with runs: a report is read whole, or not while it is being exchanged.
    with report_folder.hold(wanted.folder, wanted.private):
        return _read(wanted, formats)


def _make(asked: Asked, wanted: Plan, formats: set[str], progress: Step) -> None:
    by_service = wanted.settings.variant == SERVICE and wanted.variant
    run(
        wanted.report,
        wanted.period,
        wanted.source,
        wanted.outputs,
        {**asked.parameters, **({SERVICE: wanted.variant} if by_service else {})},
        progress,
        into=sorted({*wanted.formats, *formats}),
        scope=str(wanted.scope) if wanted.scope else "",
    )


def _formats_of(wanted: Plan, there: Mapping[str, Any]) -> set[str]:
    """The formats that the last run made."""
    made, files = wanted.as_made(there), there.get("files", {})
    return {each.name for each in FORMATS if made.rendered(each.name).name in files}


def _read(wanted: Plan, formats: Sequence[str]) -> Report:
    about = record.read(wanted.folder)
    wanted = wanted.as_made(about)
    _check_record(wanted, about)
    content = _whole(wanted, about, wanted.notebook.name, "saved")
    notebook = notebook_files.parse(content)
    if about.get("code") != notebook_files.code_digest(notebook):
        raise LitmusError(f"{wanted.notebook} is not as a run left it. {_again(wanted)}")
    _check_scope(wanted, _whole(wanted, about, CONTEXT, "changed"))
    lists = _whole(wanted, about, WORKLISTS, "changed") if wanted.private else None
    names = {each: wanted.rendered(each).name for each in formats}
    return Report(
        wanted,
        about["title"],
        editions.mark(notebook, wanted.period.end, False, wanted.required),
        {each: _whole(wanted, about, name, "changed") for each, name in names.items()},
        json_files.parse(lists, DayLists, WORKLISTS) if lists else None,
    )


def _check_record(wanted: Plan, about: Mapping[str, Any]) -> None:
    """Hold the report to be final, and made of what is asked for."""
    if about.get("draft"):
        raise LitmusError(
            f"{wanted.folder} holds a draft, and drafts are not sent. Make it without DRAFT "
            f"first: {_command(wanted)}"
        )
    made_of = str(about.get("source", {}).get("uri", ""))
    if joined.parts_of(made_of) != joined.parts_of(wanted.source):
        raise LitmusError(
            f"The report in {wanted.folder} was made of {made_of or 'another source'}, and what is "
            f"asked for is of {wanted.source}. Deliver what is there by naming its source, or "
            "bring it up to date with --remake."
        )


def _check_scope(wanted: Plan, context: bytes) -> None:
    """Hold the report to be about whom its folder says: nobody is sent another team's."""
    found = json.loads(context)
    same = json.loads(files.as_json(wanted.parameters)) == found["parameters"]
    if found["scope"] != str(wanted.scope) or not same:
        raise LitmusError(
            f"The report in {wanted.folder} is not about {wanted.scope_name or 'the council'}, as "
            f"its folder says. Move that folder away. {_again(wanted)}"
        )


def _whole(wanted: Plan, about: Mapping[str, Any], name: str, became: str) -> bytes:
    """A file of the report as the last run left it. Raises LitmusError for any other."""
    content = files.content(wanted.folder / name)
    digest = about.get("files", {}).get(name)
    if content is None or digest is None:
        raise LitmusError(f"There is no {name} in {wanted.folder}. {_again(wanted)}")
    if digests.of_bytes(content) != digest:
        raise LitmusError(
            f"{wanted.folder / name} was {became} since the report was made, and what is sent "
            f"would lack that. {_again(wanted)}"
        )
    return content


def _again(wanted: Plan) -> str:
    return f"Make the report again ({_command(wanted)}), or deliver it with --remake."


def _command(wanted: Plan) -> str:
    return run_command(wanted.name, wanted.period, wanted.outputs)
