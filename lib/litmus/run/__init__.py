"""Making a report: data, figures, words and outputs brought together in the working notebook.

A run reads everything first, works in a staging folder and exchanges what people see only when all
is done: notebook, renderings, figures and `run.json` together or not at all. If a cell fails, the
disk is full or the run is killed, the last good report stays as it was.
"""

import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from litmus.base import exchange, notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Notebook
from litmus.base.periods import Period
from litmus.run import commentary, desk, inputs, messages, plan, record, standing, words
from litmus.run.compose import Composed, compose, same
from litmus.run.desk import Saved
from litmus.run.feeding import FED, FIGURES, Data, open_data, prepare
from litmus.run.kernel import loading
from litmus.run.kernel.execute import CellFailed, Kernel, execute
from litmus.run.messages import RunResult
from litmus.run.plan import Plan

__all__ = ["RunResult", "Stages", "confirm", "run"]

Progress = Callable[[str], object]
Inputs = dict[str, dict[str, str]]
ATTEMPTS = 10  # to find a moment in which nobody else saves the notebook


def render(
    notebook: Notebook, title: str, meanwhile: Callable[[], object] = lambda: None
) -> dict[str, bytes]:
    """The renderings of an executed notebook, by file ending. `meanwhile` is called once Typst
    works, which takes longest and leaves Python free."""
    from litmus.render import document, html, pdf

    read = document.read(notebook, title)
    with pdf.laid(read, title=title) as folder, ThreadPoolExecutor() as beside:
        printed = beside.submit(pdf.printed, folder)
        meanwhile()
        return {"html": html.render(notebook, title=title, read=read), "pdf": printed.result()}


def shown(folder: Path) -> dict[str, Any]:
    """The figures that commentary is held against, by indicator."""
    from litmus.report.opened import open_report

    return open_report(folder).shown()


@dataclass(frozen=True)
class Stages:
    """The parts that a run joins, each replaceable by a caller that brings its own.

    `open_data(plan, progress)` finds the source; `prepare(plan, data, folder, progress, figured)`
    writes the files that the notebook reads, and says when the figures are there;
    `execute(notebook, parameters, kernel, progress)` returns it executed; `shown(folder)` reads the
    figures that commentary is held against; `render(notebook, title, meanwhile)` returns the
    renderings by file ending, leaves the notebook as it is and may call `meanwhile` as it waits.
    """

    open_data: Callable[[Plan, Progress], Data] = open_data
    prepare: Callable[[Plan, Data, Path, Progress, Callable[[], object]], dict[str, Any]] = prepare
    execute: Callable[[Notebook, dict[str, Any], Kernel, Progress], Notebook] = execute
    shown: Callable[[Path], dict[str, Any]] = shown
    render: Callable[[Notebook, str, Callable[[], object]], dict[str, bytes]] = render


def run(
    report: str,
    period: Period,
    source: str,
    outputs: Path,
    parameters: Mapping[str, str] | None = None,
    progress: Progress = lambda _: None,
    stages: Stages | None = None,
    afresh: bool = False,
    scope: str = "",
) -> RunResult:
    """Make a report, or bring it up to date, in `outputs`/PERIOD/REPORT.

    `scope` is whom it is about, such as "team:CIN-1" (`litmus.base.scope`); the whole council, or
    whom the report's settings name, when left out.
    `progress` is called with the name of each step. `afresh` says that a report may begin with an
    empty notebook although there was one that is missing now. Raises UsageError for what cannot be
    asked, LitmusError where data, the notebook or the folder do not allow a report; whatever was
    there before is then unchanged.
    """
    wanted = plan.make(report, period, source, outputs, parameters or {}, scope)
    before = standing.mark(wanted.folder)
    try:
        with (
            desk.held(wanted.folder),
            desk.staging(wanted.folder) as place,
            Kernel(place, period.end, notebook_files.draws_ahead(wanted.template)) as kernel,
        ):
            return _Run(wanted, stages or Stages(), place, kernel, progress, afresh).make()
    except (Exception, KeyboardInterrupt) as error:
        raise standing.told(error, wanted.folder, before) from None


def confirm(report: str, period: Period, outputs: Path, slot: str) -> str:
    """Say that a commentary still holds although its figures changed: tick its mark.

    Returns what to do next. Raises LitmusError where there is no report or no such mark.
    """
    path = plan.working_notebook(report, period, outputs)
    if not path.is_file():
        raise LitmusError(messages.not_made(report, period, outputs))
    with desk.held(path.parent):
        working = desk.saved(path)
        ticked = notebook_files.serialise(commentary.tick(working.notebook or {}, slot))
        try:
            desk.put(path, {path.name: ticked}, working.content)
        except exchange.Changed:
            raise LitmusError("The notebook was being saved at this moment. Try again.") from None
    return messages.confirmed(report, period, outputs, slot)


@dataclass
class _Run:
    """One run, from the plan to the result; the folder is held."""

    plan: Plan
    stages: Stages
    place: Path
    kernel: Kernel
    progress: Progress
    afresh: bool = False
    before: Mapping[str, Any] = field(default_factory=dict)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def make(self) -> RunResult:
        before, working = record.read(self.plan.folder), desk.saved(self.plan.notebook)
        self.before = before
        kept = words.kept_before(self.plan, working.notebook, working.content, before, self.afresh)
        data = self.stages.open_data(self.plan, self.progress)
        now = {
            "notebook": inputs.of_notebook(self.plan),
            "data": inputs.of_data(self.plan, data.identity),
        }
        snapshot = self._feed(data, now, before)
        executed, shown = self._executed(working, now, before)
        fresh = executed is not working.notebook
        about = {
            "source": data.facts,
            "snapshot": snapshot,
            "inputs": now,
            "code": notebook_files.code_digest(executed),
        }
        composed = self._settle(executed, working, shown, fresh, about)
        return self._result(composed, fresh, working, kept.remarks(composed.found))

    def _feed(self, data: Data, now: Inputs, before: Mapping[str, Any]) -> dict[str, Any]:
        """Bring the files that the notebook reads into the staging folder, old or new."""
        was, fed = before.get("inputs", {}), before.get("feed", {})
        if was.get("notebook") != now["notebook"]:
            self.kernel.start()  # it will be needed, and starts while the data are prepared
            loading.begin()
        if was.get("data") == now["data"] and record.hashes(self.plan.folder, FED) == fed:
            for name in FED:
                shutil.copyfile(self.plan.folder / name, self.place / name)
            self.kernel.draw_ahead()
            return dict(before["snapshot"])
        return self.stages.prepare(
            self.plan, data, self.place, self.progress, self.kernel.draw_ahead
        )

    def _executed(
        self, working: Saved, now: Inputs, before: Mapping[str, Any]
    ) -> tuple[Notebook, Mapping[str, Any]]:
        """The working notebook itself if it is still right, else one freshly executed; and the
        figures that it shows."""
        laid = compose(self.plan, working.notebook, working.notebook, {}).notebook
        if (
            working.notebook
            and before.get("inputs", {}).get("notebook") == now["notebook"]
            and before.get("feed") == record.hashes(self.place, FED)
            and before.get("code") == notebook_files.code_digest(laid)
        ):
            shown = notebook_files.note(working.notebook).get("shown")
            return working.notebook, shown or self.stages.shown(self.place)
        parameters = {"period": str(self.plan.period), "folder": ".", **self.plan.parameters}
        self.progress("Running the notebook")
        with ThreadPoolExecutor() as beside:  # this process does little but wait for the kernel
            reading = beside.submit(self.stages.shown, self.place)
            try:
                done = self.stages.execute(laid, parameters, self.kernel, self.progress)
            except CellFailed as failed:
                raise LitmusError(self._keep_partial(failed, working)) from None
            self.kernel.end()
        return done, reading.result()

    def _keep_partial(self, failed: CellFailed, working: Saved) -> str:
        """Keep what a failed run made, marked as incomplete; returns what to say."""
        if self._partial.exists():
            desk.retire(self._partial)  # somebody may have written in it
        about = {**notebook_files.note(failed.notebook), "status": "incomplete"}
        failed.notebook["metadata"]["litmus"] = about
        notebook_files.write(self._partial, failed.notebook)
        return messages.incomplete(str(failed), self._partial, working.notebook is not None)

    def _settle(
        self,
        executed: Notebook,
        working: Saved,
        shown: Mapping[str, Any],
        fresh: bool,
        about: Mapping[str, Any],
    ) -> Composed:
        """Put the new report in place, with the words as they are in that moment.

        Somebody may save while this runs: what was saved is then merged and rendered again.
        """
        notebook = self.plan.notebook
        for _ in range(ATTEMPTS):
            composed = compose(
                self.plan, working.notebook, executed, shown, self.before.get("record")
            )
            content = cache(partial(notebook_files.serialise, composed.notebook))
            self.progress("Making HTML and PDF")
            renderings = self.stages.render(composed.notebook, self.plan.title, content)
            new = {name: (self.place / name).read_bytes() for name in FED}
            new |= {f"{self.plan.name}.{ending}": made for ending, made in renderings.items()}
            # A notebook that shows the same is left alone: it may be open in JupyterLab.
            alike = not fresh and same(composed.notebook, working.notebook)
            words = {notebook.name: content() if not alike else working.content or b""}
            said = self._record(about, {**new, **words}, composed)
            try:
                desk.put(notebook, {**new, **({} if alike else words), **said}, working.content)
                return composed
            except exchange.Changed:
                working = desk.saved(notebook)
        raise LitmusError(
            f"{notebook} is being saved again and again by another program. Close it "
            "there and run the report again. Nothing that was written is lost."
        )

    def _record(
        self, about: Mapping[str, Any], contents: Mapping[str, bytes], composed: Composed
    ) -> dict[str, bytes]:
        """run.json, by its name: what the report was made from, and the checksum of each file."""
        plan, period = self.plan, self.plan.period
        said = {
            "report": plan.report,
            "title": plan.title,
            "period": {
                "notation": str(period),
                "title": period.title,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
            },
            "parameters": plan.parameters,
            "versions": inputs.versions(),
            **about,
            "feed": record.hashes(self.place, FED),
            "files": record.of_bytes(contents),
            "commentary": composed.review.status,
            "record": composed.review.copy,
            "set_aside": composed.found.set_aside,
            "started": self.started.isoformat(timespec="seconds"),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        return {record.NAME: record.written(plan.folder, said)}

    def _result(
        self, composed: Composed, fresh: bool, working: Saved, kept: list[str]
    ) -> RunResult:
        folder, report = self.plan.folder, self.plan.name
        remarks = [*composed.found.remarks, *kept]
        if working.notebook is None and desk.newest_kept(folder):
            remarks.append(messages.missing(folder / desk.HISTORY))
        if self._partial.exists():
            remarks.append(messages.retired(desk.retire(self._partial)))
        status = composed.review.status
        result = RunResult(
            folder=folder,
            notebook=self.plan.notebook,
            html=folder / f"{report}.html",
            pdf=folder / f"{report}.pdf",
            figures=folder / FIGURES,
            run_json=folder / record.NAME,
            executed=fresh,
            stale=[slot for slot in status if status[slot] == "check"],
            set_aside=composed.found.set_aside,
            remarks=remarks,
        )
        return replace(result, message=messages.finished(self.plan, result))

    @property
    def _partial(self) -> Path:
        return self.plan.folder / f"{self.plan.name}.incomplete.ipynb"
