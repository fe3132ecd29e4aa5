"""What JupyterLab's server does when a working notebook is read and saved.

What a run left in it, JupyterLab may show as it is: charts are drawn. Any other output it treats as
it does a notebook that came by e-mail.

Somebody may have saved the notebook since a tab read it: another tab, another person, a run. Where
JupyterLab is told to overwrite it, what is overwritten goes into the report's history first.
"""

from pathlib import Path
from typing import Any

from litmus.base import digests, files, notebook_files
from litmus.run import kept_copies, record


def trust(manager: Any, notebook: Any, path: str) -> None:
    """Note in each cell whether its outputs may be shown as they are: where a run left them."""
    folder = (Path(manager.root_dir) / path.strip("/")).parent
    made = record.read(folder).get("code")
    manager.notary.mark_cells(notebook, made == notebook_files.code_digest(notebook))


class Saving:
    """Knows what this server itself saved last; all else is kept before it is overwritten."""

    def __init__(self) -> None:
        self._ours: dict[Path, str] = {}

    def before(self, model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
        """Keep what is about to be overwritten, unless this server saved it."""
        place = Path(contents_manager.root_dir) / path.strip("/")
        found = files.content(place) if model.get("type") == "notebook" else None
        if found is not None and digests.of_bytes(found) != self._ours.get(place):
            kept_copies.keep_version(place, found, {})

    def after(self, model: dict[str, Any], os_path: str, **_: Any) -> None:
        """Note what was saved."""
        place = Path(os_path)
        if model.get("type") == "notebook":
            self._ours[place] = digests.of_bytes(place.read_bytes())
