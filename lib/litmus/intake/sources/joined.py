"""Several sources read as one: each table comes from exactly one of them.

SOURCE names them one after the other, `ssd:extract;ssda903:returns`. Where two have a table, it is
asked which is meant and never chosen: `ssda903:returns#ssd_missing,ssd_cla_episodes` says that this
source gives these tables, and no others; another that has them, too, stands back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from litmus.base import digests, letters
from litmus.base.errors import LitmusError
from litmus.intake.sources.base import CODE_MAP, TABLE_PREFIXES, Source, SourceReading

if TYPE_CHECKING:  # an unchanged re-run never reads
    import polars as pl

SEPARATOR, TABLES = ";", "#"
SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """One source as SOURCE names it, and the `tables` that it is to give; empty: all it has."""

    uri: str
    tables: tuple[str, ...] = ()


def parts_of(uri: str) -> list[Asked]:
    """The sources that `uri` names.

    >>> parts_of("ssd:a; ssda903:b#ssd_missing,ssd_cla_episodes")
    [Asked(uri='ssd:a', tables=()), \
Asked(uri='ssda903:b', tables=('ssd_missing', 'ssd_cla_episodes'))]
    """
    return [_part(part.strip()) for part in uri.split(SEPARATOR) if part.strip()] or [Asked(uri)]


def _part(text: str) -> Asked:
    uri, _, names = text.rpartition(TABLES)
    if not uri or not names.strip().startswith(TABLE_PREFIXES):
        return Asked(text)  # a folder may have such a sign in its name
    return Asked(uri.strip(), tuple(re.split(r"[\s,]+", names.strip(" ,"))))


@dataclass(frozen=True)
class Joined:
    """Several sources as one. `parts` are each with the tables that it is to give; empty: all."""

    parts: tuple[tuple[Source, tuple[str, ...]], ...]

    @property
    def uri(self) -> str:
        """As SOURCE names them."""
        return SEPARATOR.join(_uri(source, tables) for source, tables in self.parts)

    @property
    def kind(self) -> str:
        """The kinds, such as "ssd+ssda903", whatever their order."""
        return "+".join(sorted({source.kind for source, _ in self.parts}))

    @property
    def title(self) -> str:
        """The titles: "the SSD tables in a and the SSDA903 return in b"."""
        *others, last = (source.title for source, _ in self.parts)
        return f"{', '.join(others)} and {last}" if others else last

    def identity(self) -> str:
        """SHA-256 over the sources' identities and the tables asked of each, in any order."""
        said = sorted(f"{source.identity()} {sorted(tables)}" for source, tables in self.parts)
        return digests.of_text("\n".join(said))

    @cached_property
    def reading(self) -> SourceReading:
        """The tables of all. Raises LitmusError where two sources give one, or where one does not
        have a table that it is asked for."""
        readings = [source.reading for source, _ in self.parts]
        for (source, tables), found in zip(self.parts, readings, strict=True):
            _check_has(source, tables, found)
        claimed = {table for _, tables in self.parts for table in tables}
        given = [
            _share_of(source, tables, claimed, found)
            for (source, tables), found in zip(self.parts, readings, strict=True)
        ]
        _ask_which([source for source, _ in self.parts], given)
        return _together(dict(zip(self._names(), given, strict=True)))

    def _names(self) -> list[str]:
        """What notes call each source: its title, and how it was asked for where two have one."""
        titles = [source.title for source, _ in self.parts]
        asked_for = [_uri(source, tables) for source, tables in self.parts]
        return [
            title if titles.count(title) == 1 else f"{title} ({uri})"
            for title, uri in zip(titles, asked_for, strict=True)
        ]


def _uri(source: Source, tables: tuple[str, ...]) -> str:
    return f"{source.uri}{TABLES}{','.join(tables)}" if tables else source.uri


def _check_has(source: Source, tables: tuple[str, ...], found: SourceReading) -> None:
    missing = [table for table in tables if table not in found.tables]
    if missing:
        raise LitmusError(
            f"{letters.begin(source.title)}: {', '.join(missing)} was asked for, and is not among "
            f"its tables. It has {', '.join(sorted(found.tables))}."
        )


def _share_of(
    source: Source, tables: tuple[str, ...], claimed: set[str], found: SourceReading
) -> SourceReading:
    """What of a source's reading is taken: what it was asked for, else what no other was."""
    kept, notes = {}, list(found.notes)
    for name, frame in found.tables.items():
        if name == CODE_MAP:  # its own reader has used it
            continue
        if name in tables or not (tables or name in claimed):
            kept[name] = _with_source(frame, source)
        elif name in claimed:
            notes.append(f"{name} of {source.title} is not used: another source was named for it.")
    reasons = found.reasons
    if tables:
        left = set(found.tables) - set(tables) - {CODE_MAP}
        reasons = reasons | dict.fromkeys(left, f"{source.title} was not asked for it")
    files = {table: [_lying(source, each) for each in found.filled_from[table]] for table in kept}
    return replace(found, tables=kept, reasons=reasons, notes=notes, filled_from=files)


def _ask_which(sources: list[Source], given: list[SourceReading]) -> None:
    """Raise LitmusError where two sources give one table: all such tables at once."""
    having: dict[str, list[Source]] = defaultdict(list)
    for source, found in zip(sources, given, strict=True):
        for table in found.tables:
            having[table].append(source)
    doubts = {table: of for table, of in sorted(having.items()) if len(of) > 1}
    if not doubts:
        return
    lines = [
        f"  {table}: {' and '.join(source.title for source in of)}." for table, of in doubts.items()
    ]
    more = [f"  and {len(lines) - SHOWN} more tables"] if len(lines) > SHOWN else []
    table, of = next(iter(doubts.items()))
    raise LitmusError(
        "These tables are in several of the sources:\n"
        + "\n".join([*lines[:SHOWN], *more])
        + "\nLitmus does not choose between sources. Say behind one of them which tables it is to "
        f"give, with commas: {_uri(of[-1], (table,))}. It then gives these alone, and the others "
        "all the rest."
    )


def _together(parts: dict[str, SourceReading]) -> SourceReading:
    """The readings of several sources, by what notes call them, as one."""
    given = list(parts.values())
    tables = {name: frame for found in given for name, frame in found.tables.items()}
    begun = [found.data_from for found in given if found.data_from]
    return SourceReading(
        tables,
        data_from=max(begun, default=None),
        reasons=_reasons(given, set(tables)),
        notes=[note for found in given for note in found.notes],
        filled_from={name: names for found in given for name, names in found.filled_from.items()},
        parts=parts,
    )


def _reasons(given: list[SourceReading], tables: set[str]) -> dict[str, str]:
    """Why tables that no source gives are not there, and columns of those that one gives."""
    said: dict[str, list[str]] = defaultdict(list)
    for found in given:
        for name, why in found.reasons.items():
            table, _, column = name.partition(".")
            wanted = table in found.tables if column else table not in tables
            if wanted and why not in said[name]:
                said[name].append(why)
    return {name: "; ".join(whys) for name, whys in said.items()}


def _with_source(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """A table whose `_file` names the source, too: two folders may have files of one name."""
    import polars as pl

    if "_file" not in frame.columns:
        return frame
    return frame.with_columns(pl.lit(_lying(source, "")).add(pl.col("_file")).alias("_file"))


def _lying(source: Source, file: str) -> str:
    return f"{source.uri}/{file}"
