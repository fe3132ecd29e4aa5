"""Whether the data behind a report can be kept with its publication, closed for those who may."""

from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.intake.opening import CACHE
from litmus.publish.evidence import settings
from litmus.publish.publication.faults import Fault, Found
from litmus.publish.publication.made import Made

SNAPSHOTS, MANIFEST = "snapshots", "manifest.json"


def snapshot_of(made: Made) -> Path:
    """The folder of the data that a report was made of."""
    key = str(made.record.get("snapshot", {}).get("key", ""))
    return made.plan.outputs / CACHE / SNAPSHOTS / key


def check(made: Made) -> Found:
    """What keeps the data from being kept."""
    faults = []
    try:
        _ = settings.read(made.plan.project).everybody
    except LitmusError as error:
        said = str(error).removeprefix(f"{settings.WHERE}: ")
        mend = f"write into {settings.WHERE} who may open the data, and who else if keys are lost."
        faults.append(Fault(f"The data could not be kept: {said}", settings.WHERE, mend))
    if not (snapshot_of(made) / MANIFEST).is_file():
        faults.append(
            Fault(
                "The checked data that the report was made of are not there any more.",
                f"{CACHE}/{SNAPSHOTS} of the outputs",
                f"run the report again: {made.again}",
            )
        )
    return Found(tuple(faults))
