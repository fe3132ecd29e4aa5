"""A workbook as bytes: the same workbook always gives the same bytes.

An xlsx file is a zip of parts that says when each was packed, and its properties say when it was
saved. Both are set, so that a proforma written twice is one file and checksums mean something.
"""

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

from litmus.base import zip_files

WRITTEN = datetime(2016, 1, 1)  # of every proforma: what it is depends on its version alone
_CORE = "docProps/core.xml"


def pack(workbook: Workbook, saved_at: datetime = WRITTEN) -> bytes:
    """The xlsx file, as if it had been saved at `saved_at`."""
    workbook.properties.created = min(WRITTEN, saved_at)
    given = io.BytesIO()
    workbook.save(given)
    workbook.properties.modified = saved_at  # saving has put the clock's time there
    return zip_files.pack({**zip_files.parts(given.getvalue()), _CORE: _core(workbook)})


def _core(workbook: Workbook) -> bytes:
    return bytes(tostring(workbook.properties.to_tree()))
