"""Making one report: a source becomes figures, the notebook that shows them, and what people read.

A run reads everything first, works in a staging folder and exchanges what people see only when all
is done: notebook, renderings, figures and `run.json` together or not at all. If a cell fails, the
disk is full or the run is killed, the last good report stays as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from litmus.base import notebook_files
from litmus.base.notebook_files import Notebook
from litmus.base.periods import Period
from litmus.base.progress import Step
from litmus.intake.snapshot import Snapshot
from litmus.intake.sources import Source
from litmus.report import FIGURES
from litmus.run import (
    agreement,
    failure,
    feeding,
    inputs,
    lost_words,
    messages,
    record,
    report_folder,
)
from litmus.run import plan as plans
from litmus.run.compose import Composed, compose
from litmus.run.former import Former
from litmus.run.inputs import Inputs
from litmus.run.kernel.execute import CellFailed
from litmus.run.messages import RunResult
from litmus.run.placing import Made, put_in_place
from litmus.run.plan import Plan
from litmus.run.stages import Stages


def run(
    report: str,
    period: Period,
    source: str,
    outputs: Path,
    parameters: Mapping[str, str] | None = None,
    progress: Step = lambda _: None,
    stages: Stages | None = None,
    afresh: bool = False,
    into: Sequence[str] = (),
    scope: str = "",
    draft: bool = False,
) -> RunResult:
    """Make a report, or bring it up to date, in `outputs`/PERIOD/REPORT.

    `progress` is called with the name of each step. `afresh` says that a report may begin with an
    empty notebook although there was one that is missing now. `into` names the formats to make, as
    `formats.select` reads them; what an earlier run made in others is removed. `scope` is whom it
    is about, such as "team:CIN-1" (`litmus.base.scope`); the whole council, or whom the report's
    settings name, when left out. A `draft` is marked as one on every page and shows what is still
    to be written. Raises UsageError for what cannot be asked, LitmusError where data, the notebook
    or the folder do not allow a report; whatever was there before is then unchanged.
    """
    plan = plans.make(report, period, source, outputs, parameters or {}, into, scope, draft)
    return carry_out(plan, progress, stages, afresh)


def carry_out(
    plan: Plan,
    progress: Step = lambda _: None,
    stages: Stages | None = None,
    afresh: bool = False,
) -> RunResult:
    """Make a report that is planned, or bring it up to date; as `run`, which plans it first.

    Raises LitmusError where data, the notebook or the folder do not allow a report.
    """
    before = failure.mark(plan.folder)
    try:
        with (
            report_folder.hold(plan.folder, plan.private),
            report_folder.staging(plan.folder) as place,
        ):
            return _make(plan, stages or Stages(), place, progress, afresh)
    except (Exception, KeyboardInterrupt) as error:
        raise failure.explain(error, plan.folder, before) from None


def _make(plan: Plan, stages: Stages, place: Path, progress: Step, afresh: bool) -> RunResult:
    """The report, step after step; its folder is held and `place` is the staging folder in it.

    What has not changed since the last run is not made again.
    """
    started = datetime.now(UTC)
    former = Former.of(plan)
    kept = lost_words.keep_before(
        plan, former.working.notebook, former.working.content, former.record, afresh
    )
    source = stages.open_source(plan, progress)
    now = inputs.of(plan, source.identity())
    if former.was_fed_by(now):
        former.copy_feed(place)
        plan = plan.as_made(former.record)
        frozen = former.record["snapshot"]
    else:
        snapshot = stages.freeze(plan, source, progress)
        plan = plan.with_data_to(snapshot.data_to, feeding.team_name(plan.scope, snapshot))
        figures = stages.compute(plan, snapshot, progress)
        collation = stages.collate(plan, snapshot, figures, progress)
        stages.feed(plan, source, snapshot, figures, collation, place)
        stages.list_cases(plan, snapshot, place, progress)
        frozen = _about_snapshot(snapshot, plan)
    laid = compose(plan, former.working.notebook, former.working.notebook, {}).notebook
    fresh = not former.shows(laid, now, place)
    executed = _execute(plan, laid, stages, place, progress) if fresh else former.notebook
    about = {
        "source": _about_source(source, now),
        "snapshot": frozen,
        "inputs": now,
        "code": notebook_files.code_digest(executed),
        "started": started.isoformat(timespec="seconds"),
    }
    shown = stages.shown(place) if fresh else former.shown or stages.shown(place)
    composed = put_in_place(
        plan, Made(executed, place, shown, fresh, about), former, stages, progress
    )
    return _result(plan, former, fresh, composed, kept.remarks(composed.found))


def _execute(
    plan: Plan, notebook: Notebook, stages: Stages, place: Path, progress: Step
) -> Notebook:
    """The notebook, executed. Where a cell fails, what was made up to there is kept, marked as
    incomplete, and Incomplete says so."""
    progress("Running the notebook")
    parameters = {"period": str(plan.period), "folder": ".", **plan.parameters}
    try:
        with stages.kernel(place, plan.period.end) as kernel:
            return stages.execute(notebook, parameters, kernel, progress)
    except CellFailed as failed:
        partial = messages.partial(plan)
        if partial.exists():
            report_folder.retire(partial)  # somebody may have written in it
        about = {**notebook_files.note(failed.notebook), "status": "incomplete"}
        failed.notebook["metadata"]["litmus"] = about
        notebook_files.write(partial, failed.notebook, plan.private)
        said = messages.incomplete(str(failed), partial, plan.notebook.is_file())
        raise failure.Incomplete(said, partial) from None


def _about_source(source: Source, now: Inputs) -> dict[str, str]:
    """What run.json says of the source."""
    return {
        "uri": source.uri,
        "kind": source.kind,
        "title": source.title,
        "identity": now["data"]["source"],
    }


def _about_snapshot(snapshot: Snapshot, plan: Plan) -> dict[str, Any]:
    """What run.json says of the snapshot."""
    named = {plans.TEAM_NAME: plan.team_name} if plan.team_name else {}
    return {
        **named,
        "key": snapshot.key,
        "fingerprint": snapshot.fingerprint,
        "data_to": snapshot.data_to.isoformat(),
        "filled_from": snapshot.filled_from,
    }


def _result(
    plan: Plan, former: Former, fresh: bool, composed: Composed, kept: list[str]
) -> RunResult:
    folder = plan.folder
    remarks = [*composed.found.remarks, *kept]
    if former.working.notebook is None and report_folder.newest_copy(folder):
        remarks.append(messages.missing(folder / report_folder.HISTORY))
    if messages.partial(plan).exists():
        remarks.append(messages.failed_notebook_place(report_folder.retire(messages.partial(plan))))
    remarks += agreement.remarks(plan)
    status = composed.review.status
    result = RunResult(
        folder=folder,
        notebook=plan.notebook,
        files=plan.renderings,
        figures=folder / FIGURES,
        run_json=folder / record.NAME,
        executed=fresh,
        stale=[slot for slot in status if status[slot] == "check"],
        set_aside=composed.found.orphan_slots,
        unwritten=composed.unwritten,
        remarks=remarks,
    )
    return replace(result, message=messages.success(plan, result))
