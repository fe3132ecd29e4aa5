"""The renderings of a publication: those of the report, with the record of the publication in them.

They are made when the analyst signs, of the notebook as it lies there, so that all sign the very
bytes that are published.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import notebook_files, numbers
from litmus.base.brand import Brand
from litmus.base.notebook_files import Notebook
from litmus.publish.evidence import Head
from litmus.publish.publication.made import Made
from litmus.render import formats
from litmus.render.formats import FORMATS
from litmus.run import editions

Render = Callable[[Notebook, str, Sequence[str], Brand, Path], dict[str, bytes]]
SIGNED_BY = (
    "its analyst, its assurer (QA Manager) and its approver: three people, each with their own "
    "key. Who they are, and whether anything was changed since, can be verified."
)


@dataclass(frozen=True)
class Version:
    """Which version a publication is: 1, or a higher one that corrects the one before for a
    `reason`. `before` is where the register stands as it is prepared."""

    number: int
    reason: str
    before: Head

    @property
    def record(self) -> list[tuple[str, str]]:
        """What the last page says of it, by name."""
        corrects = [("Corrects", f"version {self.number - 1}, because: {self.reason}")]
        many = numbers.count_of(self.before.count, "publication")
        before = f"{many}; its head is {self.before}" if self.before.count else "none"
        return [
            ("Version", str(self.number)),
            *(corrects if self.reason else []),
            ("Signed by", SIGNED_BY),
            ("In the register before it", before),
        ]

    @property
    def note(self) -> dict[str, Any]:
        """What the renderers find noted in the notebook."""
        record = [list(each) for each in self.record]
        return {"version": self.number, "correction": self.reason, "record": record}


def notebook_of(made: Made, version: Version) -> Notebook:
    """The notebook as it is rendered for a publication; the working notebook stays as it is."""
    plan = made.plan
    marked = editions.mark(made.notebook, plan.counted.end, False, plan.required, plan.is_cut_short)
    noted = {**notebook_files.note(marked), "publication": version.note}
    return {**marked, "metadata": {**marked["metadata"], "litmus": noted}}


def formats_of(made: Made) -> list[str]:
    """The formats that the last run made, by name."""
    known = made.record.get("files", {})
    return [each.name for each in FORMATS if made.plan.rendered(each.name).name in known]


def render(made: Made, version: Version, make: Render = formats.render) -> Mapping[str, bytes]:
    """The renderings, by the name of their files. Raises LitmusError where one cannot be made."""
    plan = made.plan
    printed = notebook_of(made, version)
    contents = make(printed, plan.title, formats_of(made), plan.brand, made.folder)
    return {plan.rendered(each).name: content for each, content in contents.items()}
