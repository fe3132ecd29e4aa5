"""Where a council's data comes from. Each source yields standard tables and nothing else.

`kinds` has a row for each kind of source. A reader is imported only when it reads, so that a run
whose data did not change reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from litmus.base.errors import UsageError
from litmus.intake.sources import joined, kinds
from litmus.intake.sources.base import FileSource, Place, Source, SourceReading, Surroundings
from litmus.intake.sources.kinds import SAMPLE, Kind, source_sentences

__all__ = ["Source", "SourceReading", "open_source"]


def open_source(
    uri: str, project: Path, cache: Path, say: Callable[[str], object] = lambda _: None
) -> Source:
    """The source that `uri` names, or several, joined (`litmus.intake.sources.joined`).

    A folder's name is taken from where the command runs, else from the `project` folder. `say` is
    called with what takes a while. Raises UsageError for a name that cannot be understood, a folder
    that is not there or one that holds no source, and LitmusError where it is not certain which
    file is a table. Nothing is read yet.
    """
    around = Surroundings(project, cache, say)
    asked = joined.parts_of(uri)
    if uri.strip() != SAMPLE.written and SAMPLE.written in (each.uri for each in asked):
        raise UsageError(
            "The sample council is invented: it is read whole, and never together with other data. "
            f"Write {SAMPLE.written} alone, or leave it out."
        )
    opened = [_open(each.uri, around) for each in asked]
    _check_records([kind for kind, _ in opened], uri)
    sources = [source for _, source in opened]
    if len(sources) == 1 and not asked[0].tables:
        return sources[0]
    return joined.Joined(tuple(zip(sources, (each.tables for each in asked), strict=True)))


def _open(uri: str, around: Surroundings) -> tuple[Kind, Source]:
    """One source, and its kind."""
    kind, place = _find(uri, around)
    kind.ask(place)
    if not place.paths:
        raise UsageError(
            f"{place.given} holds no file that is read: expected {kind.holds}. {source_sentences()}"
        )
    title = kind.title.format(place=place.name)
    return kind, FileSource(uri, kind.name, title, place, kind.read)


def _find(uri: str, around: Surroundings) -> tuple[Kind, Place]:
    """The kind that is named or recognised, and the place of its files."""
    before, _, name = uri.partition(":")
    for kind in kinds.KINDS:
        alone, with_name = uri == kind.written, before == kind.name and bool(name)
        if (alone or with_name) and (place := kind.find(uri if alone else name, around)):
            return kind, place
        if with_name:
            raise _not_there(name, around)
    places = {find: find(uri, around) for find in dict.fromkeys(k.find for k in kinds.KINDS)}
    found = [(kind, place) for kind in kinds.KINDS if (place := places[kind.find])]
    if not found:
        raise _not_there(uri, around)
    return _recognise(found)


def _recognise(found: list[tuple[Kind, Place]]) -> tuple[Kind, Place]:
    """The one kind, of those that find a place of the name, that recognises what is there."""
    fitting = [(kind, place) for kind, place in found if kind.recognises(place)]
    if len(fitting) == 1:
        return fitting[0]
    given = found[0][1].given
    if fitting:
        held = " and ".join(kind.known_by for kind, _ in fitting)
        said = " or ".join(f"{kind.name}:{given}" for kind, _ in fitting)
        raise UsageError(f"{given} holds {held}. Say which to read: {said}.")
    looked = " and for ".join(kind.known_by for kind in kinds.KINDS if kind.known_by)
    names = [path.name for path in sorted({path for _, place in found for path in place.paths})]
    raise UsageError(
        f"{given} is no source that Litmus knows. Looked for {looked}; found "
        f"{', '.join(names[:5]) or 'no CSV or Parquet file'}. {source_sentences()}"
    )


def _check_records(opened: list[Kind], uri: str) -> None:
    """Raise UsageError for sources that hold no children's records, and may not be read alone."""
    if all(kind.only_beside for kind in opened):
        raise UsageError(
            f"{uri} holds no children's records. Name the source of those, too: "
            f'--source ssd:FOLDER --source "{uri}".'
        )


def _not_there(name: str, around: Surroundings) -> UsageError:
    for path in (Path(name).expanduser(), around.project / name):
        if path.is_file():
            return UsageError(
                f"{name} is a file: expected a folder, or a zip archive of one. Name the folder "
                f"that the file lies in. {source_sentences()}"
            )
    return UsageError(f"There is no folder or zip archive {name}. {source_sentences()}")
