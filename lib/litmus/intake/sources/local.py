"""A council's own tables alone, in a folder apart from its children's records."""

from litmus.intake.sources import folders
from litmus.intake.sources.base import LOCAL_PREFIXES, Place, SourceReading, name_within, table_name


def ask(place: Place) -> None:
    """Raise LitmusError where it is not certain which file is a table."""
    folders.ask(place, LOCAL_PREFIXES)


def read(place: Place) -> SourceReading:
    """The local tables and those of quality assurance, codes put for descriptions."""
    from litmus.intake.sources import codes, named_files

    found = named_files.local_tables(place.folder, place.paths)
    described = codes.from_descriptions(found)
    names = {path: name_within(place.folder, path) for path in place.paths}
    left = [name for path, name in names.items() if table_name(path) not in found]
    notes = [f"Not read, as they are no local tables: {', '.join(left)}."] if left else []
    return SourceReading(
        found,
        filled_from={t: [name] for path, name in names.items() if (t := table_name(path)) in found},
        notes=[*([described] if described else []), *notes],
    )
