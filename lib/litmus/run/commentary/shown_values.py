"""What the cells of a notebook show, by cell: the machine forms of their outputs."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from litmus.base import digests
from litmus.base.notebook_files import Cell, first_words, source
from litmus.report.bundle import LITMUS
from litmus.run.commentary.harvest import Harvest

OWN = "+"  # after the id of a template cell: the code cells that people put after it
LEFT_OUT = ("title",)  # it says of which data the report is, not what they say
ADDRESS = re.compile(r"0x[0-9a-f]+")
# The best form of an output that is not Litmus' own.
FOREIGN = ("text/html", "image/png", "image/jpeg", "image/svg+xml", "text/markdown", "text/plain")

Form = dict[str, Any]


@dataclass(frozen=True)
class Beside:
    """What stands beside words. `figures`: the indicators and activities, by code (see
    `Report.shown`). `cells`: the forms that each cell shows, by the cell's id. `named`: the codes
    that count whatever the cells show, from a record of an earlier Litmus."""

    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    cells: Mapping[str, list[Form]] = field(default_factory=dict)
    named: tuple[str, ...] = ()

    def of(self, ids: Iterable[str]) -> "Beside":
        """The part that some cells, and people's own after them, show."""
        keys = [key for each in ids for key in (each, f"{each}{OWN}") if key in self.cells]
        return Beside(self.figures, {key: self.cells[key] for key in keys})


def cells_of(found: Harvest) -> dict[str, list[Form]]:
    """What the cells of a harvested notebook show; a cell that shows nothing is left out."""
    own = {cell["id"] for added in found.added.values() for cell in added}
    shown = {place: _forms(cell) for place, cell in found.code.items() if place not in own}
    for place, added in found.added.items():
        codes = [cell for cell in added if cell["cell_type"] == "code"]
        shown[f"{place}{OWN}"] = [form for cell in codes for form in _forms(cell)]
    return {key: forms for key, forms in shown.items() if forms}


def digest(value: Any) -> str:
    """A short name for what a cell shows."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return digests.of_text(text)[:24]


def _forms(cell: Cell) -> list[Form]:
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if LITMUS in data:
            if data[LITMUS].get("kind") not in LEFT_OUT:
                found.append(data[LITMUS])
        elif said := _foreign(output, data):
            found.append({"kind": "own", "cell": first_words(source(cell)), "shows": digest(said)})
    return found


def _foreign(output: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    if output.get("output_type") == "stream":
        best: Any = output.get("text", "") if output.get("name") == "stdout" else ""
    else:
        best = next((data[kind] for kind in FOREIGN if kind in data), "")
    text = best if isinstance(best, str) else "".join(map(str, best))
    return ADDRESS.sub("", text).strip()
