"""From the name of a source to its checked, frozen data."""

from collections.abc import Callable
from pathlib import Path

from litmus import paths, snapshot
from litmus.snapshot import Snapshot
from litmus.sources import open_source

CACHE = ".cache"


def frozen(uri: str, outputs: Path, progress: Callable[[str], object] | None = None) -> Snapshot:
    """The snapshot of the source that `uri` names, kept in the cache under `outputs`.

    Where it is there already, nothing is read. Raises what the source's reader and the check
    raise: UsageError for a source that cannot be understood, LitmusError for data that cannot be
    used.
    """
    project, cache = paths.project(), outputs / CACHE
    if progress and uri == "sample" and not (cache / "sample").is_dir():
        progress("Building the sample council (once)")
    source = open_source(uri, project, cache)
    return snapshot.freeze(source, project / "data_contracts", cache / "snapshots", progress)
