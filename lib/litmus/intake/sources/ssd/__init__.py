"""SSD tables as files: recognised here, without anything that is slow to load."""

from litmus.intake.sources import folders
from litmus.intake.sources.base import TABLE_PREFIXES, Place, SourceReading, table_name

PREFIX = "ssd_"


def recognises(place: Place) -> bool:
    """Whether a file is named as a table of the standard, or plainly is a copy of one."""
    named = any((table_name(path) or "").startswith(PREFIX) for path in place.paths)
    return named or folders.holds(place.folder, place.known, PREFIX)


def ask(place: Place) -> None:
    """Raise LitmusError where it is not certain which file is a table."""
    folders.ask(place, TABLE_PREFIXES)


def read(place: Place) -> SourceReading:
    """The tables, as `litmus.intake.sources.ssd.reader` reads them."""
    from litmus.intake.sources.ssd import reader

    return reader.read(place.folder, place.paths)
