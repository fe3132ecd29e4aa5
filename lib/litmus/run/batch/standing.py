"""What of a report is there already, so that a batch makes only what is missing or has changed."""

from litmus.base import exchange
from litmus.run import record
from litmus.run.former import FEEDS
from litmus.run.inputs import Inputs
from litmus.run.plan import Plan


def is_current(plan: Plan, now: Inputs) -> bool:
    """Whether a run would leave every file of the report as it is: it was made from the same, in
    the same formats and with the same look, and nobody has written in it since."""
    said = record.read(plan.folder)
    plan, files = plan.as_made(said), said.get("files", {})
    ours = {path.name for path in plan.renderings.values()}
    return (
        said.get("inputs") == now
        and (said.get("draft"), said.get("look")) == (plan.draft, record.look(plan.brand))
        and ours <= set(files)
        and not plan.stale_renderings(said)
        and plan.notebook.name in files
        and record.hashes(plan.folder, files) == files
        and [path.name for path in plan.folder.glob("*.ipynb")] == [plan.notebook.name]
        and not exchange.is_interrupted(plan.folder)
    )


def is_fed(plan: Plan, now: Inputs) -> bool:
    """Whether the figures of the last run are still right, so that none have to be computed."""
    said = record.read(plan.folder)
    same = said.get("inputs", {}).get("data") == now["data"]
    return same and record.hashes(plan.folder, FEEDS) == said.get("feed")
