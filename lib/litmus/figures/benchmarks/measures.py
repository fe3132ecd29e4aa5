"""Which published figure is compared with which indicator.

Only figures that count the same thing the same way are here; why each may be laid beside ours is
in indicators.yml's definitions (the DfE measure is named there). Indicators that are not here
follow a local standard, or none of these publications has them.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from litmus.figures.benchmarks.explore import Cell, Record


@dataclass(frozen=True)
class PublishedMeasure:
    """A column of a published table, or the share (per cent) of some columns in another.

    `only` picks the rows where a table holds several figures; years that end before `since` do
    not count the same thing.
    """

    indicator: str
    source: str
    column: str
    unit: Literal["rate", "percent", "mean"]
    parts: tuple[str, ...] = ()
    only: dict[str, str] = field(default_factory=dict)
    since: int = 0

    @property
    def is_derived(self) -> bool:
        """Whether the figure is worked out from published counts instead of printed as such."""
        return bool(self.parts)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that a file must have to hold this figure."""
        return (self.column, *self.parts, *self.only)

    def covers(self, record: Record) -> bool:
        """Whether the row holds this figure, and for a year that can be compared."""
        return record.year >= self.since and all(
            record.text(name) == wanted for name, wanted in self.only.items()
        )

    def of(self, record: Record) -> Cell:
        """The row's figure, unrounded. Raises LitmusError where it cannot be one."""
        cell = self._share(record) if self.parts else record.number(self.column)
        highest = 100 if self.unit == "percent" else None
        if cell.value is not None and (
            cell.value < 0 or (highest is not None and cell.value > highest)
        ):
            expected = "a percentage from 0 to 100" if highest else "0 or more"
            columns = f" (from {', '.join(self.parts)})" if self.parts else ""
            raise record.wrong(self.column, f"{expected} for {self.indicator}{columns}")
        return cell

    def _share(self, record: Record) -> Cell:
        cells = [record.number(column) for column in (self.column, *self.parts)]
        values = [cell.value for cell in cells if cell.value is not None]
        if len(values) < len(cells):
            return Cell(None, symbols(cells))
        whole, *parts = values
        return Cell(100 * sum(parts, Decimal(0)) / whole) if whole else Cell(None, "z")


def symbols(cells: list[Cell]) -> str:
    """The symbols of the missing ones, each once, such as "c x"."""
    return " ".join(sorted({cell.symbol for cell in cells if cell.value is None and cell.symbol}))


CARE_GROUP = "cla_group"
STABILITY = "placement_stability"
# In 2013/14 councils went over from initial and core assessments to the single assessment: that
# year's file counts the new ones alone (England 152.8 per 10,000, then 477.5).
SINGLE_ASSESSMENTS = 2015

MEASURES = (
    PublishedMeasure("REF01", "B1", "Referrals_rate", "rate"),
    PublishedMeasure("REF02", "B1", "Re_referrals_percent", "percent"),
    PublishedMeasure("REF03", "B1", "No_Further_Action_percent", "percent"),
    PublishedMeasure("ASM01", "B1", "Assessments_completed_rate", "rate", since=SINGLE_ASSESSMENTS),
    PublishedMeasure(
        "ASM02",
        "B1",
        "Assessments_completed",
        "percent",
        parts=(
            "Same_day",
            "1-10_days",
            "11-20_days",
            "21-30_days",
            "31-40_days",
            "41-45_days",
        ),
        since=SINGLE_ASSESSMENTS,
    ),
    PublishedMeasure("S4701", "B1", "Section47_rate", "rate"),
    PublishedMeasure(
        "ICP01",
        "B1",
        "ICPC",
        "percent",
        parts=("Duration_0-10_days", "Duration_11-15_days"),
    ),
    PublishedMeasure("CIN01", "B1", "At31_episodes_rate", "rate"),
    PublishedMeasure("CIN03", "B1", "2years+_percent", "percent"),
    PublishedMeasure("CPP01", "B1", "CPP_At31_rate", "rate"),
    PublishedMeasure("CPP02", "B1", "CPP_subsequent_percent", "percent"),
    PublishedMeasure("CPP03", "B1", "2_years_or_more_percent", "percent"),
    PublishedMeasure("CPP04", "B1", "Reviewed_within_timescales_percent", "percent"),
    PublishedMeasure(
        "LAC01",
        "B7",
        "rate_per_10000",
        "rate",
        only={"population_type": "Children looked after on 31 March each year"},
    ),
    PublishedMeasure(
        "LAC02",
        "B7",
        "children_percent",
        "percent",
        only={
            CARE_GROUP: "CLA on 31 March",
            STABILITY: "With 3 or more placements during the year",
        },
    ),
    PublishedMeasure(
        "LAC03",
        "B7",
        "children_percent",
        "percent",
        only={
            CARE_GROUP: "Children looked after continuously for at least 2.5 years on 31 March "
            "aged under 16 years",
            STABILITY: "Living with the same carer for at least 2 years",
        },
    ),
    PublishedMeasure("WFC01", "B6", "caseload_fte", "mean"),
    PublishedMeasure("WFC02", "B6", "agency_rate_fte", "percent"),
    PublishedMeasure("WFC03", "B6", "vacancy_rate_fte", "percent"),
)
