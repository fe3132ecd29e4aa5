"""From the published files to one comparison figure a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from litmus.base.errors import LitmusError, UsageError
from litmus.figures.benchmarks.explore import (
    LOCAL,
    NATIONAL,
    REGIONAL,
    Cell,
    PublishedTable,
    Record,
    read_folder,
)
from litmus.figures.benchmarks.measures import MEASURES, PublishedMeasure
from litmus.figures.benchmarks.neighbours import average, one_decimal
from litmus.figures.benchmarks.row import Row
from litmus.figures.benchmarks.secondary import SECONDARY
from litmus.figures.benchmarks.settings import GROUP_NAMES, StatisticalNeighbours

ENGLAND = (NATIONAL, "")
Place = tuple[str, str]


@dataclass(frozen=True)
class Published:
    """A figure with the row it stands in and the last year of that row's release."""

    cell: Cell
    record: Record
    release: int


Figures = dict[tuple[Place, int], Published]


def build(folder: Path, la_code: str, neighbours: StatisticalNeighbours) -> list[Row]:
    """England's, the council's region's and its neighbours' figures, from the files in `folder`.

    Rates are per 10,000 children aged 0 to 17, shares in per cent, as DfE prints them (one decimal
    place, looked-after children none); averages and shares worked out here have one decimal place.
    Of several releases the latest one's figure holds. Years are financial years: DfE's 2016 is
    2015/16. Figures known only at second hand complete the list. Raises LitmusError where the
    files cannot be understood, and UsageError where the neighbours are another council's.
    """
    if la_code != neighbours.la_code:
        raise UsageError(
            f"params/statistical_neighbours.yml lists the neighbours of {neighbours.la_code}, "
            f"not of {la_code}."
        )
    tables = read_folder(folder)
    rows = {
        row.key: row
        for measure in MEASURES
        if (figures := latest_figures(measure, tables))
        for row in _rows(measure, figures, la_code, neighbours)
    }
    if not rows:
        raise LitmusError(f"{folder} holds no file with figures that indicators are compared with.")
    for row in SECONDARY:
        rows.setdefault(row.key, row)
    return sorted(rows.values(), key=lambda row: (row.indicator, row.group, row.year))


def missing_indicators(rows: list[Row]) -> list[str]:
    """The indicators that DfE publishes a figure for, but of which no file was in the folder."""
    found = {(row.indicator, row.source.split()[0]) for row in rows}
    return [each.indicator for each in MEASURES if (each.indicator, each.source) not in found]


def latest_figures(measure: PublishedMeasure, tables: list[PublishedTable]) -> Figures:
    """Every place's and year's figure as last released, by ((level, code), year)."""
    having = [(table.release(), table) for table in tables if table.has(measure.columns)]
    found: Figures = {}
    for release, table in sorted(having, key=lambda pair: pair[0]):
        for record in table.records:
            if measure.covers(record):
                _lay(found, Published(measure.of(record), record, release), measure)
    return found


def _lay(found: Figures, figure: Published, measure: PublishedMeasure) -> None:
    """Put a figure in, over that of an older release; one release must not contradict itself."""
    record = figure.record
    key = record.place, record.year
    other = found.get(key)
    twice_in_file = other is not None and other.record.file == record.file
    if other and other.release == figure.release and (twice_in_file or other.cell != figure.cell):
        raise LitmusError(
            f"{record.file}, row {record.row}, column {measure.column}: found another figure for "
            f"the place and year of {other.record.file}, row {other.record.row}; expected one "
            "row per place and year. Keep one file of a release, with totals only."
        )
    found[key] = figure


def _rows(
    measure: PublishedMeasure, figures: Figures, la_code: str, neighbours: StatisticalNeighbours
) -> Iterator[Row]:
    region, group = _region(figures, la_code, measure)
    for (place, _), figure in figures.items():
        if place in (ENGLAND, region):
            yield _row(measure, figure, "ENGLAND" if place == ENGLAND else group)
    for year in sorted({year for (level, _), year in figures if level == LOCAL}):
        yield _neighbours_average(measure, figures, year, neighbours)


def _region(figures: Figures, la_code: str, measure: PublishedMeasure) -> tuple[Place, str]:
    """The council's region as a place, and as a group of the comparison figures."""
    own = [
        (year, figure.record)
        for (place, year), figure in figures.items()
        if place == (LOCAL, la_code)
    ]
    if not own:
        file = next(iter(figures.values())).record.file
        raise LitmusError(
            f"{file}, column old_la_code: no row for {la_code!r} ({measure.indicator}), expected "
            "the three digits of a local authority, such as 856."
        )
    record = max(own, key=lambda item: item[0])[1]
    group = record.text("region_name").upper().replace(" ", "_")
    if group not in GROUP_NAMES:
        raise record.wrong("region_name", "the name of an English region")
    return (REGIONAL, record.text("region_code")), group


def _row(measure: PublishedMeasure, figure: Published, group: str) -> Row:
    value, year = figure.cell.value, figure.record.year
    if measure.is_derived:
        status = "derived"
        value = None if value is None else one_decimal(value)
    else:  # a release restates the years before its own
        status = "published" if year == figure.release else "revised"
    return Row(
        measure.indicator,
        financial_year_to(year),
        group,
        value,
        None,
        f"{measure.source} {figure.release}",
        status,
        figure.cell.symbol,
    )


def _neighbours_average(
    measure: PublishedMeasure, figures: Figures, year: int, neighbours: StatisticalNeighbours
) -> Row:
    found = [figures.get(((LOCAL, code), year)) for code in neighbours.neighbours]
    mean = average([figure.cell if figure else Cell(None, "x") for figure in found])
    release = max(figure.release for (_, of), figure in figures.items() if of == year)
    return Row(
        measure.indicator,
        financial_year_to(year),
        "STAT_NEIGHBOURS",
        mean.value,
        mean.n,
        f"{measure.source} {release}; {neighbours.source}",
        "derived",
        mean.symbol,
    )


def financial_year_to(year: int) -> str:
    """The financial year that ends in `year`: 2015/16 for 2016."""
    return f"{year - 1}/{year % 100:02d}"
