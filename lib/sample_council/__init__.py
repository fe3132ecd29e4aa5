"""The sample council: an invented city of Leicester's size, whose records nobody ever had.

A simulation of children's journeys from contact to leaving care, from April 2012 to June 2017, as
tables of the Standard Safeguarding Dataset, with early help, social workers' posts, absence and
supervision beside them; from July 2015 on, with quality assurance. The same on every machine.
"""

import secrets
import shutil
from datetime import date
from pathlib import Path

from litmus.base import code_digest, folders

EXTRACT_DATE = date(2017, 6, 30)
# Contacts, visits and the like are held from this day on (`volumes.OPEN_FROM`): an earlier figure
# would count only what happens to be kept of that time.
FIGURES_FROM = date(2012, 4, 1)
SEED = "sample city 7"
_WHOLE = "complete"

__all__ = ["EXTRACT_DATE", "FIGURES_FROM", "VERSION", "build", "checksum"]


def _version() -> str:
    """A change of any module of the sample is another version, so that no cache outlives it."""
    here = Path(__file__).parent
    return code_digest.of_files(here.rglob("*.py"), here)[:12]


VERSION = _version()


def build(folder: Path) -> Path:
    """The sample council's tables in `folder`, as `<table>.parquet`; returns `folder`.

    Every column is text, as in a council's own extract: dates are ISO dates, what is not known is
    null, and fewer than one row in a hundred has a fault. Takes a few seconds the first time; a
    folder that this version has filled is left as it is. Anything else in it is replaced.
    """
    if _is_whole(folder):
        return folder
    from sample_council.records import records
    from sample_council.tables import write

    folder.parent.mkdir(parents=True, exist_ok=True)
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        write(records(SEED), building)
        (building / _WHOLE).write_text(VERSION)
        folders.move_into_place(building, folder, _is_whole)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return folder


def checksum(folder: Path) -> str:
    """SHA-256 over the values of every table in `folder`: the same on every machine.

    Raises LitmusError where a table is not in `folder`.
    """
    from sample_council.tables import checksum

    return checksum(folder)


def _is_whole(folder: Path) -> bool:
    mark = folder / _WHOLE
    return mark.is_file() and mark.read_text() == VERSION
