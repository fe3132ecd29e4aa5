"""What the last run of a report left, and what of it is still right."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import notebook_files
from litmus.base.notebook_files import Notebook
from litmus.report import FED, FOLLOW_UP, LISTS, WORKLISTS
from litmus.run import record, report_folder
from litmus.run.compose import EMPTY
from litmus.run.inputs import Inputs
from litmus.run.plan import Plan
from litmus.run.report_folder import Saved

FEEDS = (*FED, WORKLISTS, FOLLOW_UP, *LISTS)


@dataclass(frozen=True)
class Former:
    """The report as the last run made it: its record (run.json) and the working notebook as
    somebody saved it since; both empty where there is no report yet."""

    folder: Path
    record: Mapping[str, Any]
    working: Saved

    @classmethod
    def of(cls, plan: Plan) -> "Former":
        """Raises LitmusError for a working notebook that stays unreadable."""
        return cls(plan.folder, record.read(plan.folder), report_folder.load_working(plan.notebook))

    @property
    def notebook(self) -> Notebook:
        """The working notebook; an empty one where there is none."""
        return self.working.notebook or EMPTY

    @property
    def shown(self) -> dict[str, Any]:
        """The figures that it shows, as it knows them itself; empty where it does not."""
        return dict(notebook_files.note(self.notebook).get("shown") or {})

    def was_fed_by(self, now: Inputs) -> bool:
        """Whether the files that the notebook reads are whole and would be the same again."""
        fed = self.record.get("feed", {})
        return self._inputs("data") == now["data"] and record.hashes(self.folder, FEEDS) == fed

    def copy_feed(self, folder: Path) -> None:
        """Copy the files that the notebook reads into another folder."""
        for name in self.record["feed"]:
            shutil.copy(self.folder / name, folder / name)

    def shows(self, laid: Notebook, now: Inputs, fed: Path) -> bool:
        """Whether the working notebook shows what `laid` would if it were executed beside the
        files in the folder `fed`: then it need not be."""
        return (
            self.working.notebook is not None
            and self._inputs("notebook") == now["notebook"]
            and self.record.get("feed") == record.hashes(fed, FEEDS)
            and self.record.get("code") == notebook_files.code_digest(laid)
        )

    def _inputs(self, kind: str) -> Any:
        return self.record.get("inputs", {}).get(kind)
