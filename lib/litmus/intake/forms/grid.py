"""What stands in the cells of a workbook, with what the values alone do not tell.

Values are read by python-calamine, twenty times faster than openpyxl. It gives a formula's last
result as if somebody had typed it, leaves out errors, and takes room for every cell up to the
farthest one: so each sheet is first read through for formulas, errors, merged cells and its extent.
"""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from litmus.intake.forms import safety, sheet_xml
from litmus.intake.forms.attachments import Attached, attachments
from litmus.intake.forms.cells import CellArea, Position
from litmus.intake.forms.faults import refuse

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = str | float | int | bool | date | datetime | time | timedelta | None

MOST_CELLS = 2_000_000  # what the farthest cell of each sheet spans, in all


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet. `formulas` has the text of each, `errors` such as #N/A."""

    name: str
    values: list[list[Value]] = field(repr=False)
    formulas: dict[Position, str] = field(repr=False)
    errors: dict[Position, str] = field(repr=False)
    merged: list[CellArea] = field(repr=False)

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell; None where nothing does or the sheet does not reach."""
        try:
            found = self.values[row - 1][column - 1]
        except IndexError:
            return None
        return None if found == "" else found

    def merger(self, row: int, column: int) -> CellArea | None:
        """The merged cells that a cell is part of, if it is."""
        return next((area for area in self.merged if (row, column) in area), None)


class Grid:
    """A workbook's sheets by name, the cells that have names, and the document's properties."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused for a file that may not be opened or cannot be read."""
        found = safety.parts(content)
        self._parts = {name.lower(): part for name, part in found.items()}
        self._packed = safety.repack(found)
        outline = sheet_xml.SheetOutline()
        sheet_xml.read(self._part("xl/workbook.xml"), outline)
        targets = sheet_xml.RelationParts()
        sheet_xml.read(self._part("xl/_rels/workbook.xml.rels"), targets)
        self._files = {name: _path(targets.found.get(key, "")) for name, key in outline.sheets}
        self.sheet_names = [name for name, _ in outline.sheets]
        self.names = outline.areas
        self._scans = {name: self._scan(path) for name, path in self._files.items() if path}
        if sum(scan.rows * scan.columns for scan in self._scans.values()) > MOST_CELLS:
            raise sheet_xml.too_far()
        self._sheets: dict[str, Sheet] = {}
        self._workbook: CalamineWorkbook | None = None

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name, whatever the case; None where there is none."""
        for known in self._scans:
            if known.casefold() == name.casefold():
                if known not in self._sheets:
                    self._sheets[known] = self._read(known)
                return self._sheets[known]
        return None

    def attachments(self, name: str) -> list[Attached]:
        """What is attached to a sheet beside its cells."""
        return list(attachments(self._files[name], self._scans[name], self._parts))

    def is_of_cells(self, name: str) -> bool:
        """Whether a sheet has cells; one that is a chart has none."""
        return self._files[name].lower().startswith("xl/worksheets/")

    @cached_property
    def properties(self) -> dict[str, str]:
        """The custom properties of the document."""
        found = sheet_xml.Properties()
        sheet_xml.read(self._parts.get("docprops/custom.xml", b""), found)
        return found.found

    @cached_property
    def save_time(self) -> str | None:
        """When the workbook was last saved, as its program wrote it: 2016-03-29T14:05:00Z."""
        found = sheet_xml.Core()
        sheet_xml.read(self._parts.get("docprops/core.xml", b""), found)
        return found.modified.strip() or None

    def _part(self, name: str) -> bytes:
        if name not in self._parts:
            raise refuse(safety.NOT_A_WORKBOOK)
        return self._parts[name]

    def _scan(self, path: str) -> sheet_xml.Scan:
        scan = sheet_xml.Scan()
        sheet_xml.read(self._parts.get(path.lower(), b""), scan)
        return scan

    def _read(self, name: str) -> Sheet:
        scan = self._scans[name]
        rows = self._values(name) if scan.rows else []
        return Sheet(name, rows, scan.formulas, scan.errors, scan.merged)

    def _values(self, name: str) -> list[list[Any]]:
        from python_calamine import CalamineWorkbook

        try:
            if self._workbook is None:
                self._workbook = CalamineWorkbook.from_filelike(io.BytesIO(self._packed))
            return self._workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException:  # an error of the Rust library is no Exception
            raise refuse(safety.NOT_A_WORKBOOK) from None


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
