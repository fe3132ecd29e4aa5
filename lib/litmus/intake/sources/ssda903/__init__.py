"""SSDA903 returns, known by their column names, as tables of looked-after children.

Recognised here, without anything that is slow to load.
"""

from litmus.base.errors import LitmusError
from litmus.intake.sources import folders
from litmus.intake.sources.base import LOCAL_PREFIXES, Place, SourceReading


def recognises(place: Place) -> bool:
    """Whether a file has the columns by which one of a return is known, wherever it lies."""
    from litmus.intake.sources.ssda903 import layout

    every = [*place.paths, *folders.further_down(place.folder)]
    return any(layout.its_columns(path) for path in every)


def ask(place: Place) -> None:
    """Raise LitmusError where it is not certain which file is a local table, or where a file of
    the return lies where it is not read."""
    from litmus.intake.sources.ssda903 import layout

    folders.ask(place, LOCAL_PREFIXES)
    deep = [path for path in folders.further_down(place.folder) if layout.its_columns(path)]
    if deep:
        names = ", ".join(path.relative_to(place.folder).as_posix() for path in deep[:5])
        raise LitmusError(
            f"{names} look like files of an SSDA903 return, but lie too far down in {place.given} "
            "to be read. Give the folder that they lie in, or move them: the files of one return "
            "belong in the folder itself or in one folder a year."
        )


def read(place: Place) -> SourceReading:
    """The tables, as `litmus.intake.sources.ssda903.reader` reads them."""
    from litmus.intake.sources.ssda903 import reader

    return reader.read(place.folder, place.paths)
