"""Figures: the one table that every report, chart and sentence reads.

A figure is one computed value: an indicator in a window, for the whole council, a service, a team
or a worker group, or for a group of theirs, with what it has to be compared with and how far it can
be trusted.
"""

from litmus.figures.computing import Reported, for_report, for_scopes, indicators
from litmus.figures.csv_file import read_csv, read_rows, write_csv, write_rows
from litmus.figures.days import DaysTaken
from litmus.figures.explanation import why
from litmus.figures.figure import COLUMNS, Figure
from litmus.figures.judging import Comparison, published_beside
from litmus.figures.steps import DatedStep, read_steps
from litmus.figures.table import Row, headline, headlines, history, provisional

__all__ = [
    "COLUMNS",
    "Comparison",
    "DatedStep",
    "DaysTaken",
    "Figure",
    "Reported",
    "Row",
    "for_report",
    "for_scopes",
    "headline",
    "headlines",
    "history",
    "indicators",
    "provisional",
    "published_beside",
    "read_csv",
    "read_rows",
    "read_steps",
    "why",
    "write_csv",
    "write_rows",
]
