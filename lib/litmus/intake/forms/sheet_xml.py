"""Read the XML parts of a workbook as a stream, without building a tree of any part.

Only what the values alone do not tell: where sheets and named cells are, formulas, errors, merged
cells, how far a sheet reaches, and the document's properties.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from litmus.intake.forms import safety
from litmus.intake.forms.cells import CellArea, Position, area, position
from litmus.intake.forms.faults import Refused, refuse

_HEADERS = {f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")}
MOST_ROWS, MOST_COLUMNS = 50_000, 1_000
_NAMED = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?"
)


def too_far() -> Refused:
    """The refusal of a sheet that reaches farther than any form or export."""
    return refuse(
        "a sheet of ordinary size. Something stands far away from the rest, perhaps a single "
        "space: copy the answers into a fresh proforma"
    )


class Listener:
    """Hears the elements of an XML part as they come, names without their prefix."""

    def starts(self, name: str, attributes: dict[str, str], /) -> None: ...
    def says(self, text: str, /) -> None: ...
    def ends(self, name: str, /) -> None: ...


def read(part: bytes, listener: Listener) -> None:
    """Read a part through. Raises Refused for one that is not XML or declares entities."""
    if not part:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: listener.starts(_local(name), found)
    parser.EndElementHandler = lambda name: listener.ends(_local(name))
    parser.CharacterDataHandler = listener.says
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError):
        raise refuse(safety.NOT_A_WORKBOOK) from None


def _no_doctype(*_: object) -> None:
    """Entities can grow without end, and name files of this machine: no workbook has them."""
    raise refuse(safety.NOT_A_WORKBOOK)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class SheetOutline(Listener):
    """xl/workbook.xml: the sheets and the cells that have names."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.areas: dict[str, tuple[str, CellArea]] = {}
        self._name: str | None = None
        self._text: list[str] = []

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            key = next((v for k, v in attributes.items() if _local(k) == "id" and ":" in k), "")
            self.sheets.append((attributes.get("name", ""), key))
        elif name == "definedName" and "localSheetId" not in attributes:
            self._name, self._text = attributes.get("name"), []

    def says(self, text: str) -> None:
        if self._name:
            self._text.append(text)

    def ends(self, name: str) -> None:
        if name == "definedName" and self._name:
            match = _NAMED.fullmatch("".join(self._text).strip())
            found = area(match[3], match[4]) if match else None
            if match and found:
                sheet = (match[1] or match[2]).replace("''", "'")
                self.areas[self._name] = (sheet, found)
            self._name = None


class RelationParts(Listener):
    """A .rels part: targets by id, and what kind of thing each target is."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.kinds: list[tuple[str, str]] = []

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            self.found[attributes.get("Id", "")] = target
            self.kinds.append((attributes.get("Type", "").rpartition("/")[2], target))


class Properties(Listener):
    """docProps/custom.xml: texts by name."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name: str | None = None

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        if name == "property":
            self._name = attributes.get("name")

    def says(self, text: str) -> None:
        if self._name and text.strip():
            self.found[self._name] = self.found.get(self._name, "") + text.strip()

    def ends(self, name: str) -> None:
        if name == "property":
            self._name = None


class Core(Listener):
    """docProps/core.xml: when the workbook was last saved."""

    def __init__(self) -> None:
        self.modified = ""
        self._inside = False

    def starts(self, name: str, _: dict[str, str]) -> None:
        self._inside = name == "modified"

    def says(self, text: str) -> None:
        if self._inside:
            self.modified += text

    def ends(self, _: str) -> None:
        self._inside = False


class Scan(Listener):
    """One sheet: formulas, errors, merged cells, page headers, and how far it reaches."""

    def __init__(self) -> None:
        self.formulas: dict[Position, str] = {}
        self.errors: dict[Position, str] = {}
        self.merged: list[CellArea] = []
        self.headers: list[str] = []
        self.rows = self.columns = 0
        self._cell: Position = (0, 0)
        self._collect: Callable[[str], None] | None = None
        self._is_error = False

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._cell = (int(attributes.get("r") or self._cell[0] + 1), 0)
        elif name == "f":
            self.formulas[self._cell] = "="
            self._collect = self._formula
        elif name == "v" and self._is_error:
            self.errors[self._cell] = ""
            self._collect = self._error
        elif name in _HEADERS:
            self.headers.append("")
            self._collect = self._header
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            if found := area(first, last or None):
                self.merged.append(found)

    def says(self, text: str) -> None:
        if self._collect:
            self._collect(text)

    def ends(self, name: str) -> None:
        if name in ("f", "v") or name in _HEADERS:
            self._collect = None

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        row, column = self._cell
        self._cell = position(attributes.get("r", "")) or (max(row, 1), column + 1)
        self._is_error = attributes.get("t") == "e"
        self.rows, self.columns = max(self.rows, self._cell[0]), max(self.columns, self._cell[1])
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS:
            raise too_far()

    def _header(self, text: str) -> None:
        self.headers[-1] += text

    def _formula(self, text: str) -> None:
        self.formulas[self._cell] += text

    def _error(self, text: str) -> None:
        self.errors[self._cell] += text
