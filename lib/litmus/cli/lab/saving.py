"""The part of JupyterLab's server that reads and saves a working notebook.

What a run left in it, JupyterLab may show as it is: charts are drawn. Any other output it treats as
it does a notebook that came by e-mail.

Somebody may have saved the notebook since a tab read it: another tab, another person, a run. Where
JupyterLab is told to overwrite it, what is overwritten goes into the report's history first.
"""

import json
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from litmus.base import digests, files, notebook_files
from litmus.base.notebook_files import Cell, Notebook, note, source
from litmus.run import kept_copies, record
from litmus.run.commentary.places import VERSIONS


class Contents(AsyncLargeFileManager):
    """Notebook files, of which the outputs that a run left are trusted, and none is overwritten
    without a copy that whoever saves has not seen."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._ours: dict[Path, str] = {}  # what this server saved last
        self.register_pre_save_hook(self._keep)
        self.register_post_save_hook(self._note)

    def mark_trusted_cells(self, nb: Notebook, path: str = "") -> None:
        """Note in each cell whether its outputs may be shown as they are: where a run left them."""
        made = record.read(self._place(path).parent).get("code")
        self.notary.mark_cells(nb, made == notebook_files.code_digest(nb))

    def _place(self, path: str) -> Path:
        return Path(self.root_dir) / path.strip("/")

    def _keep(self, model: dict[str, Any], path: str, **_: Any) -> None:
        """Keep what is about to be overwritten, unless this server saved it and whoever saves now
        has read all words in it."""
        place = self._place(path)
        found = files.content(place) if model.get("type") == "notebook" else None
        if found is None:
            return
        if digests.of_bytes(found) != self._ours.get(place) or has_unseen_words(found, model):
            kept_copies.keep_version(place, found, {})

    def _note(self, model: dict[str, Any], os_path: str, **_: Any) -> None:
        place = Path(os_path)
        if model.get("type") == "notebook":
            self._ours[place] = digests.of_bytes(place.read_bytes())


def has_unseen_words(found: bytes, model: dict[str, Any]) -> bool:
    """Whether words of a notebook that this server saved were never seen where `model` is saved
    from: other words stand there, and neither their version nor a later one of its sitting."""
    here = {cell.get("id"): cell for cell in model.get("content", {}).get("cells", [])}
    return any(
        not _is_known(cell, here.get(cell.get("id")))
        for cell in json.loads(found)["cells"]
        if _holds_words(cell)
    )


def _holds_words(cell: Cell) -> bool:
    about = note(cell)
    words = source(cell).strip()
    place = "slot" in about or not about.get("cell")
    return (
        cell["cell_type"] != "code" and place and words not in ("", about.get("laid", "").strip())
    )


def _is_known(theirs: Cell, ours: Cell | None) -> bool:
    if ours is None:
        return False
    if source(theirs) == source(ours):
        return True
    last, every = note(theirs).get(VERSIONS, [])[-1:], note(ours).get(VERSIONS, [])
    if not last or not every:
        return False
    goes_on = every[-1].get("sitting") == last[0].get("sitting") is not None
    return last[0] in every or (goes_on and every[-1].get("at", "") >= last[0].get("at", ""))
