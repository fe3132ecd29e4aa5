"""From the name of a source to its checked, frozen data."""

from pathlib import Path

from litmus.base import paths
from litmus.base.council import read_council
from litmus.base.progress import Step
from litmus.intake import freezing
from litmus.intake.collected_forms import with_forms
from litmus.intake.snapshot import Snapshot
from litmus.intake.sources import Source, open_source

CACHE = ".cache"


def open_with_forms(
    uri: str, outputs: Path, progress: Step | None = None, records: Path | None = None
) -> Source:
    """The source that `uri` names, with the collected forms laid beside its tables.

    The forms are those in `records`; in the project's folder of them when left out. Nothing is
    read yet, but the sample council is built if need be. Raises UsageError for a source that
    cannot be understood.
    """
    project = paths.project()
    source = open_source(uri, project, outputs / CACHE, progress or (lambda _: None))
    contracts = project / "data_contracts"
    return with_forms(source, records or paths.records(), read_council(project), contracts)


def freeze(source: Source, outputs: Path, progress: Step | None = None) -> Snapshot:
    """The snapshot of a source, kept in the cache under `outputs`; read only if not there yet.

    Raises what the source's reader and the check raise: LitmusError for data that cannot be used.
    """
    contracts, kept = paths.project() / "data_contracts", outputs / CACHE / "snapshots"
    return freezing.freeze(source, contracts, kept, progress)


def snapshot_of(uri: str, outputs: Path, progress: Step | None = None) -> Snapshot:
    """The snapshot of the source that `uri` names: opened, then frozen."""
    return freeze(open_with_forms(uri, outputs, progress), outputs, progress)
