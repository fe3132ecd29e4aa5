"""Findings of every activity in a period, their themes put into the words of the list of themes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litmus.qa.kinds import method_of
from litmus.qa.model import Finding

if TYPE_CHECKING:
    import duckdb

    from litmus.qa.vocabulary import KeyArea, Theme

NO_THEME = ""


@dataclass(frozen=True)
class Vocabulary:
    """The key areas and themes that the council knows (params/key_areas.yml, themes.yml)."""

    key_areas: Mapping[str, KeyArea]
    themes: Mapping[str, Theme]


@dataclass(frozen=True)
class UnknownTheme:
    """Words for a theme that the list of themes does not know, for somebody to decide on."""

    words: str
    findings: int
    activities: Sequence[str]


def read(
    connection: duckdb.DuckDBPyConnection, start: date, end: date, vocabulary: Vocabulary
) -> list[Finding]:
    """The findings dated from `start` to `end`, both included, by day and id.

    A theme in words that no synonym knows stays as it was written; `unknown` lists those. A
    finding without a key question takes its key area's, then its theme's. The indicators are those
    that somebody tied to the finding and those of its key area.
    """
    rows = connection.execute(
        """SELECT fin_id, fin_source_table, fin_source_id, fin_date, fin_service, fin_kq,
            fin_key_area, fin_theme, fin_polarity, fin_text
        FROM qa_finding WHERE fin_date BETWEEN ? AND ? ORDER BY fin_date, fin_id""",
        [start, end],
    ).fetchall()
    tied = _indicators_by_finding(connection)
    return [_finding(row, tied.get(row[0], ()), vocabulary) for row in rows]


def unknown(findings: Iterable[Finding], vocabulary: Vocabulary) -> list[UnknownTheme]:
    """The words for themes that the list of themes does not know, most frequent first."""
    times: Counter[str] = Counter()
    said: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.theme and finding.theme not in vocabulary.themes:
            times[finding.theme] += 1
            said[finding.theme].add(finding.activity)
    ordered = sorted(times, key=lambda words: (-times[words], words))
    return [UnknownTheme(words, times[words], tuple(sorted(said[words]))) for words in ordered]


def _finding(
    row: tuple[str, str, str, date, str, str, str, str, str, str],
    tied: Sequence[str],
    vocabulary: Vocabulary,
) -> Finding:
    from litmus.qa.vocabulary import normalise  # reports read findings without the lists

    id_, table, source, day, service, question, key_area, words, polarity, text = row
    theme = (normalise(words, vocabulary.themes) or words.strip()) if words else NO_THEME
    area = vocabulary.key_areas.get(key_area or "")
    known = vocabulary.themes.get(theme)
    if area is None and known is not None:
        key_area, area = known.key_area, vocabulary.key_areas.get(known.key_area)
    return Finding(
        id=id_,
        reference=source or "",
        day=day,
        activity=method_of(table).title,
        service=service or "",
        key_question=question or (area.key_question if area else ""),
        key_area=key_area or "",
        theme=theme,
        polarity=polarity,  # type: ignore[arg-type]  # the contract has seen to it
        text=text or "",
        indicators=tuple(dict.fromkeys([*tied, *(area.indicators if area else ())])),
    )


def _indicators_by_finding(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The indicators that somebody tied to a finding by hand, by finding."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = connection.execute(
        """SELECT xfi_fin_id, xfi_indicator_code FROM xref_finding_indicator
        ORDER BY xfi_fin_id, xfi_indicator_code"""
    ).fetchall()
    for finding, code in rows:
        found[finding].append(code)
    return found
