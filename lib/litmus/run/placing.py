"""Putting a new report in place: all its files together, with the words of that moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from litmus.base import exchange, files, notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Notebook
from litmus.base.progress import Step
from litmus.render import formats
from litmus.report import LISTS, WORKLISTS
from litmus.run import editions, inputs, messages, record, report_folder
from litmus.run.compose import Composed, compose, same
from litmus.run.former import FEEDS, Former
from litmus.run.plan import Plan
from litmus.run.stages import Stages

ATTEMPTS = 10  # to find a moment in which nobody else saves the notebook


@dataclass(frozen=True)
class Made:
    """What a run has made.

    `fed` is the folder with the files that the notebook reads; `shown` are the figures that
    commentary is held against; `fresh` says that the notebook was executed anew; `about` is what
    run.json says of where all this comes from.
    """

    executed: Notebook
    fed: Path
    shown: Mapping[str, Any]
    fresh: bool
    about: Mapping[str, Any]


def put_in_place(
    plan: Plan, made: Made, former: Former, stages: Stages, progress: Step
) -> Composed:
    """Render what was made and exchange the report's files, all or none.

    Somebody may save while this runs: what was saved is then merged and rendered again. Raises
    LitmusError where another program saves the notebook again and again.
    """
    working = former.working
    for _ in range(ATTEMPTS):
        composed = compose(
            plan, working.notebook, made.executed, made.shown, former.record.get("record")
        )
        progress(f"Making {formats.titles(plan.formats)}")
        printed = editions.mark(
            composed.notebook, plan.counted.end, plan.draft, plan.required, plan.is_cut_short
        )
        renderings = stages.render(printed, plan.title, plan.formats, plan.brand, made.fed)
        new = {name: content for name in FEEDS if (content := files.content(made.fed / name))}
        new |= {plan.renderings[each].name: content for each, content in renderings.items()}
        # A notebook that shows the same is left alone: it may be open in JupyterLab.
        alike = not made.fresh and same(composed.notebook, working.notebook)
        words = working.content or b"" if alike else notebook_files.serialise(composed.notebook)
        said = _record(plan, made, composed, {**new, plan.notebook.name: words})
        if not alike:
            new[plan.notebook.name] = words
        try:
            gone: dict[str, bytes | None] = dict.fromkeys(
                path.name for path in plan.stale_renderings(former.record)
            )
            if not plan.private:
                gone[WORKLISTS] = None  # of a report that listed cases once
            fed = former.record.get("feed", {})  # lists that a former run wrote, and this one not
            gone |= {name: None for name in LISTS if name in fed and name not in new}
            named = {**new, record.NAME: said, **gone}
            report_folder.put(plan.notebook, named, working.content, plan.private)
            return replace(composed, unwritten=editions.unwritten(printed, plan.title))
        except exchange.Changed:
            working = report_folder.load_working(plan.notebook)
    raise LitmusError(messages.saved_again_and_again(plan.notebook))


def _record(plan: Plan, made: Made, composed: Composed, contents: Mapping[str, bytes]) -> bytes:
    """run.json: what the report was made from, and the checksum of each file."""
    period = plan.period
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
        "scope": str(plan.scope) if plan.scope else "",
        "draft": plan.draft,
        "look": record.look(plan.brand),
        "versions": inputs.versions(),
        **made.about,
        "feed": record.hashes(made.fed, FEEDS),
        "files": record.of_bytes(contents),
        "commentary": composed.review.status,
        "record": composed.review.copy,
        "set_aside": composed.found.orphan_slots,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return record.to_bytes(plan.folder, said)
