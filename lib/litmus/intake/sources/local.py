"""A council's own tables alone, in a folder apart from its children's records."""

from litmus.intake.sources import folders
from litmus.intake.sources.base import LOCAL_PREFIXES, Place, Reading, files_of, name_within


def ask(place: Place) -> None:
    """Raise LitmusError where it is not certain which file is a table."""
    folders.ask(place, LOCAL_PREFIXES)


def read(place: Place) -> Reading:
    """The local tables and those of quality assurance, codes put for descriptions."""
    from litmus.intake.sources import codes, named_files

    found = named_files.local_tables(place.folder, place.paths)
    described = codes.from_descriptions(found)
    filled = files_of(found)
    used = {name for names in filled.values() for name in names}
    left = [name for path in place.paths if (name := name_within(place.folder, path)) not in used]
    notes = [f"Not read, as they are no local tables: {', '.join(left)}."] if left else []
    return Reading(found, filled_from=filled, notes=[*([described] if described else []), *notes])
