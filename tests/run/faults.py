"""What a report folder holds after a fault."""

import json

from litmus.base import digests


def state(folder):
    """The figures that a whole report shows, such as "789"; "" where there is no report.

    Fails where the files are not all of one run, as run.json knows them.
    """
    if not (folder / "run.json").exists():
        left = [path.name for path in folder.glob("quarterly.*")]
        assert not left, left
        return ""
    said = json.loads((folder / "run.json").read_text())
    now = {name: digests.of_file(folder / name) for name in said["files"]}
    assert now == said["files"]
    return said["snapshot"]["fingerprint"]
