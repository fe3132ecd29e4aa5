"""A workbook as bytes: the same workbook always gives the same bytes.

An xlsx file is a zip of parts that says when each was packed, and its properties say when it was
saved. Both are set, so that a proforma written twice is one file and checksums mean something.
"""

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

WRITTEN = datetime(2016, 1, 1)  # of every proforma: what it is depends on its version alone
_PACKED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_CORE = "docProps/core.xml"


def pack(workbook: Workbook, saved_at: datetime = WRITTEN) -> bytes:
    """The xlsx file, as if it had been saved at `saved_at`."""
    workbook.properties.created = min(WRITTEN, saved_at)
    given = io.BytesIO()
    workbook.save(given)
    workbook.properties.modified = saved_at  # saving has put the clock's time there
    found = io.BytesIO()
    with zipfile.ZipFile(given) as parts, zipfile.ZipFile(found, "w") as packing:
        for name in parts.namelist():
            content = _core(workbook) if name == _CORE else parts.read(name)
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packing.writestr(entry, content)
    return found.getvalue()


def _core(workbook: Workbook) -> bytes:
    return bytes(tostring(workbook.properties.to_tree()))
