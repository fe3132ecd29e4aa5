"""A report's web page made anew from the working notebook: its words, and nothing else.

No data are read and no code is run, so that it takes a second. Marks on words stay as they are in
the notebook: whether words still hold is for a run to say. So is what the other formats show.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litmus.base import digests, exchange, files, notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Notebook, note
from litmus.run import again, commentary, editions, kept_copies, messages, record, report_folder
from litmus.run.plan import Plan

PAGE = "html"
ABOUT = ("report", "period", "status")  # what a page is made with of what a notebook notes
ATTEMPTS = 10  # to find a moment in which nobody saves the notebook


def render(folder: Path) -> str:
    """Make the web page of the report in a folder anew; returns what was made.

    What it was is kept in the history where it was edited by hand. Raises LitmusError where there
    is no report, or where its notebook does not show what the last run made in it.
    """
    plan = again.plan_of(folder)
    with report_folder.hold(folder, plan.private):
        for _ in range(ATTEMPTS):
            working = report_folder.load_working(plan.notebook)
            said = record.read(folder)
            page = _page(plan, _printed(plan, working.notebook, said))
            path = plan.rendered(PAGE)
            kept = kept_copies.keep_edited_rendering(path, said)
            about = {**said, "files": {**said["files"], path.name: digests.of_bytes(page)}}
            new = {path.name: page, record.NAME: files.as_json(about)}
            try:
                report_folder.put(plan.notebook, new, working.content, plan.private)
            except exchange.Changed:
                continue  # it was saved meanwhile
            made = plan.renderings.values()
            others = [each.name for each in made if each != path and each.is_file()]
            return messages.page_made(path, others, kept, messages.run_of(plan))
    raise LitmusError(messages.saved_again_and_again(plan.notebook))


def _printed(plan: Plan, working: Notebook | None, said: Mapping[str, Any]) -> Notebook:
    """The notebook as it is printed: the template with the words and marks of the working one."""
    if working is None:
        raise LitmusError(messages.no_report_yet(plan.name, plan.period, plan.outputs))
    if said.get("code") != notebook_files.code_digest(working):
        raise LitmusError(
            f"{plan.notebook} does not show what the last run made in it: code was added or "
            f"changed, or outputs were cleared. Nothing was changed. Run the report: "
            f"{messages.run_of(plan)}"
        )
    found = commentary.harvest(working, plan.template)
    about = {name: note(working)[name] for name in ABOUT if name in note(working)}
    laid = commentary.lay(plan.template, found, commentary.marks_of(working), about)
    whole = commentary.restore(laid, found)
    return editions.mark(whole, plan.counted.end, plan.draft, plan.required, plan.is_cut_short)


def _page(plan: Plan, printed: Notebook) -> bytes:
    from litmus.render import formats

    return formats.render(printed, plan.title, [PAGE], plan.brand)[PAGE]
