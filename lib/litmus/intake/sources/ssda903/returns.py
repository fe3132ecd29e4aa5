"""The yearly returns of a folder: which file belongs to which year, oldest first.

A return speaks for a financial year and holds every episode that was open at some time in it. The
year is read from the episodes' dates. File names (or a YEAR column) only say which files belong
together.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from litmus.base.errors import LitmusError
from litmus.base.text_values import dates, numbers, words
from litmus.intake.sources import codes, textfile
from litmus.intake.sources.base import name_within
from litmus.intake.sources.ssda903 import layout
from litmus.intake.sources.ssda903.notes import Notes, Row

# Columns of codes, in capitals, with the codes that a description may begin with ("V4 - ...").
NEEDS = codes.CODED["ssd_cla_episodes", "clae_cla_primary_need_code"]
REVERSED = codes.CODED["ssd_permanence", "perm_decision_reversed_reason"]
CODES = {
    "rne": "S L P T B U",
    "ls": codes.LEGAL_STATUS,
    "cin": NEEDS,
    "place": codes.PLACEMENT,
    "place_provider": "PR0 PR1 PR2 PR3 PR4 PR5",
    "rec": codes.CEASED,
    "review_code": codes.PARTICIPATION,
    "reason_placed_ceased": REVERSED,
    "activ": codes.CODED["ssd_care_leavers", "clea_care_leaver_activity"],
    "missing": "M A",
    **dict.fromkeys(("reason_place_change", "sex", "ethnic", "in_touch", "accom"), ""),
}
YEAR_IN_NAME = re.compile(r"(?:19|20)\d\d(?:\D?\d\d(?!\d))?")  # 2018, 2017-18, 2017_18
STRAY = 20  # a year that has fewer than one in twenty of the dates comes from slips of the pen

Label = tuple[str, str]  # folder, year as named


@dataclass(frozen=True)
class ReturnFile:
    """The records of one file of a return (Header, Episodes, ...) and where they lie."""

    label: Label
    file: str
    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Return:
    """One year's return: its records by file (Header, Episodes, ...). 2017 is 2017/18."""

    year: int
    files: dict[str, list[Row]]

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March."""
        return date(self.year + 1, 3, 31)

    @property
    def name(self) -> str:
        """The financial year, such as 2017/18."""
        return financial_year(self.year)


def financial_year(year: int) -> str:
    """The name of the year that begins on 1 April of `year`."""
    return f"{year}/{(year + 1) % 100:02d}"


def collect(folder: Path, paths: list[Path], notes: Notes) -> list[Return]:
    """The returns among the files, oldest first; placeholders are empty, and noted.

    Raises LitmusError where there are no episodes or no people, where the year of a file cannot be
    told, or where two returns are for the same year.
    """
    parts = [part for path in paths for part in _parts(path, folder, notes)]
    returns = [_return_with_year(files) for files in _together(parts)]
    if not any("Header" in one.files for one in returns):
        raise LitmusError(
            "No file has the columns of the Header file of an SSDA903 return (CHILD, SEX, DOB, "
            "ETHNIC): without it nobody's age, sex or ethnicity is known. Add it."
        )
    for year, count in Counter(one.year for one in returns).items():
        if count > 1:
            raise LitmusError(
                f"{count} SSDA903 returns in {folder.name} are for {financial_year(year)}, by the "
                "dates of their episodes. Keep the latest of them in the folder."
            )
    return sorted(returns, key=lambda one: one.year)


def latest(
    returns: list[Return],
    file: str,
    key: Callable[[Row], tuple[object, ...]],
    compared: tuple[str, ...],
    notes: Notes,
) -> list[Row]:
    """One file's records from all returns; of a key in several returns, those of the last.

    Records that say the same twice within a return count once. A value in `compared` that was
    filled and is another in a later return is noted.
    """
    kept: dict[tuple[object, ...], list[Row]] = {}
    for one in returns:
        now: dict[tuple[object, ...], list[Row]] = {}
        for row in _distinct(one.files.get(file, []), file, notes):
            now.setdefault(key(row), []).append(row)
        for its_key, rows in now.items():
            if its_key in kept and _differ(kept[its_key][0], rows[0], compared):
                notes.add(
                    f"{file} records that a later return changed (the later one holds)", rows[0]
                )
        kept.update(now)
    return [row for rows in kept.values() for row in rows]


def _parts(path: Path, folder: Path, notes: Notes) -> Iterator[ReturnFile]:
    """A file of the return, cut up by its YEAR column where it has one."""
    its_layout = layout.recognise(path, folder)
    if not its_layout:
        return
    frame = _tidy(textfile.as_text(textfile.read(path, folder)), notes)
    inside, name = path.parent.relative_to(folder).as_posix(), name_within(folder, path)
    if "year" in frame.columns:
        for (year,), part in frame.partition_by("year", as_dict=True, maintain_order=True).items():
            yield ReturnFile((inside, str(year)), its_layout.name, name, part.rows(named=True))
    else:
        named = YEAR_IN_NAME.search(path.stem)
        label = inside, re.sub(r"\D", "", named[0]) if named else ""
        yield ReturnFile(label, its_layout.name, name, frame.rows(named=True))


def _tidy(frame: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Text trimmed, placeholders emptied, ids without a point, codes in capitals and alone, as the
    return's guidance has them."""
    names = [name for name in frame.columns if not name.startswith("_")]
    text = frame.with_columns(
        pl.col(names).str.replace_all("\u00a0", " ").str.strip_chars().replace("", None)
    )
    text = _empty_placeholders(text, names, notes)
    ids = [numbers.identifier(pl.col(name)) for name in ("child", "urn") if name in names]
    capitals = [pl.col(name).str.to_uppercase() for name in names if name in CODES]
    text = text.with_columns(*ids, *capitals)
    return text.with_columns(
        text[name].replace(_codes_of(text[name], CODES[name])) for name in names if CODES.get(name)
    )


def _empty_placeholders(text: pl.DataFrame, names: list[str], notes: Notes) -> pl.DataFrame:
    """The table with an empty cell for each placeholder."""
    for name in names:
        nothing = text.filter(words.stands_for_nothing(pl.col(name), days=True))
        for row in nothing.select("_file", "_row").iter_rows(named=True):
            notes.add(f"Placeholders (NULL, 1900-01-01 ...) in {name.upper()}, read as empty", row)
        if not nothing.is_empty():
            kept = pl.when(~words.stands_for_nothing(pl.col(name), days=True)).then(pl.col(name))
            text = text.with_columns(kept.alias(name))
    return text


def _codes_of(values: pl.Series, allowed: str) -> dict[str, str]:
    """The code that each description in a column begins with."""
    known = set(allowed.split())
    found = {
        value: codes.code_of(value, known, {}, begins=True)
        for value in values.drop_nulls().unique()
        if value not in known
    }
    return {value: code for value, code in found.items() if code}


def _together(parts: list[ReturnFile]) -> list[dict[str, list[Row]]]:
    """Records by file, for each return. Where there is one return, files without a year are its."""
    labels = {part.label for part in parts if part.file == "Episodes" and part.rows}
    if not labels:
        raise LitmusError(
            "No file has the columns of the Episodes file of an SSDA903 return "
            "(CHILD, DECOM, RNE, LS, CIN, PLACE, DEC, REC), or it has no records. Add it."
        )
    found: dict[Label, dict[str, ReturnFile]] = {label: {} for label in sorted(labels)}
    for part in parts:
        if part.label not in found and len(found) > 1 and part.rows:
            raise LitmusError(
                f"{part.name} cannot be matched to a year's Episodes file. Give the files of one "
                "return the same year in their names, or a folder of their own."
            )
        files = found.get(part.label, next(iter(found.values())))
        if part.file in files and part.rows:
            raise LitmusError(
                f"{files[part.file].name} and {part.name} are both the {part.file} file of one "
                "SSDA903 return. Keep one; if they are of different years, begin their names with "
                "the year or put each year's files in a folder of its own."
            )
        files.setdefault(part.file, part)
    return [{file: part.rows for file, part in files.items()} for files in found.values()]


def _return_with_year(files: dict[str, list[Row]]) -> Return:
    year = _year(files["Episodes"])
    for rows in files.values():
        for row in rows:
            row["_year"] = year
    return Return(year, files)


def _year(episodes: list[Row]) -> int:
    """The last financial year that holds a fair share of the episodes' dates, none of them after
    today: what is, is a slip of the pen."""
    today = date.today()
    days = [dates.day(row[column]) for row in episodes for column in ("decom", "dec")]
    years = Counter(day.year - (day.month < 4) for day in days if day and day <= today)
    if not years:
        raise LitmusError(
            f"{episodes[0]['_file']}: no DECOM or DEC can be read as a date. "
            "Expected dates such as 31/03/2018."
        )
    return max(year for year, count in years.items() if count * STRAY >= years.total())


def _distinct(rows: list[Row], file: str, notes: Notes) -> Iterator[Row]:
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        content = tuple(value for name, value in row.items() if name not in {"_file", "_row"})
        if content in seen:
            notes.add(f"{file} records that repeat another word for word (counted once)", row)
        else:
            seen.add(content)
            yield row


def _differ(earlier: Row, later: Row, compared: tuple[str, ...]) -> bool:
    return any(earlier.get(name) and earlier[name] != later.get(name) for name in compared)
