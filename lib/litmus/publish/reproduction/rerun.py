"""Making an archived report again, in a process of its own: `python -m` this module with a job.

It is run by the archived Python environment with the archived library, as it was then, and by
today's with today's. So what a job says, and where the results lie, stays the same from version to
version: `JOB` names its entries.
"""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import files
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.intake.snapshot import Snapshot
from litmus.intake.sources.base import SourceReading

JOB = ("report", "name", "period", "scope", "run", "published", "outputs", "snapshot", "rendered")
ORIGINAL = "original"
# What publishing noted in the notebook before it was printed, where the publication has it.
NOTED = "publication.json"


@dataclass(frozen=True)
class Archived:
    """The source of a report as its record names it; what it gave is in the snapshot."""

    uri: str
    kind: str
    title: str
    said: str

    def identity(self) -> str:
        """As the record says."""
        return self.said

    @property
    def reading(self) -> SourceReading:
        """Never asked for: the snapshot has all. Raises LitmusError."""
        raise LitmusError("The archived data are a snapshot; the source itself is not there.")


def main(job: Path) -> int:
    """Carry out a job; what goes wrong is said on the standard error."""
    try:
        said = json.loads(job.read_text(encoding="utf-8"))
        render(said)
        if said["snapshot"]:
            execute(said)
    except LitmusError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def execute(job: Mapping[str, Any]) -> None:
    """Count and execute anew, from the archived snapshot, into the folder of outputs."""
    from litmus.run.pipeline import carry_out
    from litmus.run.stages import Stages

    plan = _plan(job)
    source = job["run"]["source"]
    archived = Archived(source["uri"], source["kind"], source["title"], source["identity"])
    snapshot = Snapshot.open(Path(job["snapshot"]))
    stages = Stages(
        open_source=lambda *_: archived,
        freeze=lambda *_: snapshot,
        render=lambda *_: {},
    )
    plan.folder.mkdir(parents=True, exist_ok=True)
    # People's words and the cells that they added are part of what is executed.
    shutil.copy(Path(job["published"], f"{job['name']}.ipynb"), plan.notebook)
    _lay_original(job, plan.outputs)
    carry_out(plan, _say, stages)


def render(job: Mapping[str, Any]) -> None:
    """Print the archived notebook anew, in the formats that it was published in."""
    from litmus.base import notebook_files
    from litmus.render import formats
    from litmus.run import editions

    plan = _plan(job).as_made(job["run"])
    published = Path(job["published"])
    notebook = notebook_files.read(published / f"{job['name']}.ipynb")
    printed = editions.mark(
        notebook, plan.counted.end, plan.draft, plan.required, plan.is_cut_short
    )
    if content := files.content(published.parent / NOTED):
        noted = {**notebook_files.note(printed), "publication": json.loads(content)}
        printed = {**printed, "metadata": {**printed["metadata"], "litmus": noted}}
    names = [each for each in _printable() if (published / plan.rendered(each).name).is_file()]
    made = formats.render(printed, plan.title, names, plan.brand, published)
    for name, content in made.items():
        files.write_bytes(Path(job["rendered"]) / plan.rendered(name).name, content)


def _printable() -> list[str]:
    """The formats that can be made here: not that of a program that is not installed."""
    from litmus.render import formats

    found = []
    for each in formats.FORMATS:
        try:
            formats.select([each.name])
        except LitmusError:
            continue
        found.append(each.name)
    return found


def _plan(job: Mapping[str, Any]) -> Any:
    """The report as it was planned: of the archived settings, which LITMUS_HOME names."""
    from litmus.run import plan as plans

    said = job["run"]
    return plans.make(
        job["report"],
        Period.parse(job["period"]),
        said["source"]["uri"],
        Path(job["outputs"]),
        {name: str(value) for name, value in said["parameters"].items() if value is not None},
        ["html"],  # what is asked for has to be possible; what is printed is decided above
        job["scope"],
        said["draft"],
    )


def _lay_original(job: Mapping[str, Any], outputs: Path) -> None:
    """An edition says whether it has the figures of its report, which is not in the bag: what was
    found then is taken as it was said."""
    published = Path(job["published"])
    content = files.content(published / "context.json")
    said = (json.loads(content) or {}).get(ORIGINAL) if content else None
    if not said:
        return
    from litmus.run import record
    from litmus.run.agreement import SHOWN

    plan = _plan(job)
    shown = record.hashes(published, SHOWN) if said.get("same") else {}
    frozen = {key: said[key] for key in ("fingerprint", "data_to") if said.get(key)}
    place = outputs / plan.period.folder / plan.name.replace(plan.report, plan.settings.same_as, 1)
    if frozen:
        files.write_json(place / record.NAME, {"feed": shown, "snapshot": frozen})


def _say(text: str) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
