"""What a run hands to a notebook, and the files in which it lies.

Four are in every report's folder, written by a run and without any child's record:

- `figures.csv`: the figures, one row each (`litmus.figures.figure.Figure`);
- `quality.json`: the data quality report (`QualityReport`);
- `context.json`: what the report is about (`Context`);
- `qa.json`: what quality assurance says (`Collation`, or `Evidence` alone).

A report that lists cases has a fifth, `worklists.json` (`DayLists`): our own numbers of children
and workers. It lies in a folder that its owner alone may open, and nothing of it is in the others.

The JSON files are written and read by the types of their contents (`litmus.base.json_files`).
Plain dataclasses, so that a notebook's kernel starts fast: neither pandas nor a chart library is
needed to say a sentence.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from litmus.base import json_files, paths
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.base.priorities import Priority
from litmus.base.scope import COUNCIL
from litmus.figures import Comparison, DatedStep, DaysTaken, read_rows, write_rows
from litmus.figures.benchmarks.councils import NamedCouncil
from litmus.figures.figure import ALL, HELD, PROVISIONAL, Amount, Figure
from litmus.figures.worklists.mending import ToMend
from litmus.figures.worklists.rows import Worklists
from litmus.indicators import NOT_IN_SOURCE, DaysInWords, Declaration
from litmus.intake.contracts.quality import QualityReport
from litmus.qa.collated import Collation, Evidence
from litmus.qa.immediate import Concerns
from litmus.qa.meetings import FollowUp
from litmus.qa.programme.due import DueList
from litmus.report import ASSURANCE, CONTEXT, FIGURES, FOLLOW_UP, QUALITY, WORKLISTS

__all__ = [
    "ALL",
    "HELD",
    "NOT_IN_SOURCE",
    "PROVISIONAL",
    "Amount",
    "Comparison",
    "Context",
    "DatedStep",
    "DayLists",
    "DaysInWords",
    "DaysTaken",
    "Declaration",
    "Feed",
    "Figure",
    "Original",
    "PeriodSpan",
    "PlainWords",
    "read",
    "write",
]

T = TypeVar("T")


@dataclass(frozen=True)
class PeriodSpan:
    """A period in words: its notation ("2016Q1"), its printed title, first and last day."""

    notation: str
    title: str
    start: date
    end: date

    @classmethod
    def of(cls, period: Period) -> "PeriodSpan":
        """The words of a period."""
        return cls(str(period), period.title, period.start, period.end)

    @property
    def kind(self) -> str:
        """ "day", "week", "month", "quarter" or "year"."""
        return Period.parse(self.notation).kind

    @property
    def is_cut_short(self) -> bool:
        """Whether it is not over: its last day is that of the data."""
        return self.end < Period.parse(self.notation).end

    @property
    def short(self) -> str:
        """The title without its brackets: "January to March 2016"."""
        return self.title.partition(" (")[0]


@dataclass(frozen=True)
class Original:
    """The report that another one is an edition of: its printed `title`. `same` is whether it shows
    the same figures and quality assurance; None where it has not been made of the same period and
    scope. `fingerprint` and `data_to` are those of its data."""

    title: str
    same: bool | None = None
    fingerprint: str = ""
    data_to: date | None = None


@dataclass(frozen=True)
class PlainWords:
    """An indicator in the words of an edition for young people: its `code` and `name`, `who` it is
    about ("children and young people in care"), what so many of them `did`, in the past tense ("had
    their health check on time"), and what it `means` for the reader."""

    code: str
    name: str
    who: str
    did: str
    means: str


@dataclass(frozen=True)
class Context:
    """What a report is about.

    `report` is the report type ("quarterly"), `title` its printed title. `source_kind` is
    "sample", "ssd", "ssda903", ...; `source_title` its printed name; `data_to` the last day that
    the data cover. `fingerprint` is the snapshot's. `notes` are the importer's remarks in plain
    words. `declarations` are the report's indicators in the order in which they are printed.
    `published` are the figures that others published, by indicator; `left_out` says, by indicator
    and plain reason, how many cases its headline figure leaves out. `beside` are the codes of
    indicators that stand in tables alone. `scope` is whom the figures are about, such as
    "service:CIN" (`litmus.base.scope`), `scope_name` its printed name, "" for the whole council.
    `team_names` are what teams are called, by code; `steps` are the dated steps that people
    declared, by indicator; `days` say how long its cases took, in numbers of cases by band of days.
    `population` has the children aged 0-17 of each ethnic group, and `population_source` who
    published them; empty where nobody said so or the figures are of less than the council.
    `councils` are the published figures of named councils, of one year, by indicator.
    `purpose` and `readers` say what the report is for and for whom, `notice` what they have to know
    before all else, `licence` under which terms its data may be used; each is "" where its settings
    do not say. `original` is the report that this one is another edition of, None for most.
    `priorities` are the priority indicators with their agreed course, by code; `plain_words` those
    of an edition for young people, in their order. `list_files`: whether the lists that are too
    long for a page lie beside the report as files of their own (`litmus.report.LISTS`).
    """

    report: str
    title: str
    council: str
    period: PeriodSpan
    previous: PeriodSpan
    year_before: PeriodSpan
    source_title: str
    source_kind: str
    data_to: date | None
    fingerprint: str
    litmus_version: str
    key_questions: Mapping[str, str]
    declarations: tuple[Declaration, ...]
    notes: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    published: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    scope: str = COUNCIL
    scope_name: str = ""
    team_names: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, tuple[DatedStep, ...]] = field(default_factory=dict)
    purpose: str = ""
    readers: str = ""
    notice: str = ""
    original: Original | None = None
    days: Mapping[str, tuple[DaysTaken, ...]] = field(default_factory=dict)
    population: Mapping[str, int] = field(default_factory=dict)
    population_source: str = ""
    councils: Mapping[str, tuple[NamedCouncil, ...]] = field(default_factory=dict)
    licence: str = ""
    plain_words: tuple[PlainWords, ...] = ()
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    list_files: bool = False

    @property
    def is_provisional(self) -> bool:
        """Whether the period ends after the data do."""
        after = self.data_to is not None and self.data_to < self.period.end
        return after or self.period.is_cut_short

    @property
    def main(self) -> tuple[Declaration, ...]:
        """The indicators that the report speaks about: all but those in tables alone."""
        return tuple(d for d in self.declarations if d.code not in self.beside)


@dataclass(frozen=True)
class DayLists:
    """The lists of a day or week, and the concerns and alerts that somebody has to act on.

    Of a week also what the audit programme still asks for, and what to put right in the records.
    """

    work: Worklists
    concerns: Concerns
    due: DueList | None = None
    to_mend: ToMend | None = None


@dataclass(frozen=True)
class Feed:
    """What a notebook has of a run; no `collation` and no `lists` where the run wrote none."""

    context: Context
    figures: list[Figure]
    quality: QualityReport
    collation: Evidence | None = None
    lists: DayLists | None = None


def write(
    folder: Path,
    *,
    figures: Iterable[Mapping[str, Any]] | None = None,
    quality: QualityReport | None = None,
    context: Context | None = None,
    collation: Evidence | None = None,
    lists: DayLists | None = None,
) -> None:
    """Write the files of what is given; `figures` are rows with the names of `Figure`."""
    if figures is not None:
        write_rows(figures, folder / FIGURES)
    given: dict[str, Any] = {QUALITY: quality, CONTEXT: context, ASSURANCE: collation}
    if isinstance(collation, Collation) and collation.follow_up:
        given |= {FOLLOW_UP: collation.follow_up, ASSURANCE: replace(collation, follow_up=None)}
    for name, content in given.items():
        if content is not None:
            json_files.write(folder / name, content)
    if lists is not None:
        json_files.write(folder / WORKLISTS, lists, private=True)


def read(folder: Path) -> Feed:
    """What the files in `folder` hold.

    Raises LitmusError, naming the file, where one is missing, damaged or of another version.
    """
    assurance, lists = folder / ASSURANCE, folder / WORKLISTS
    return Feed(
        context=_there(folder / CONTEXT, _json(Context)),
        quality=_there(folder / QUALITY, _json(QualityReport)),
        figures=_there(folder / FIGURES, read_rows),
        collation=_collation(assurance, folder / FOLLOW_UP) if assurance.exists() else None,
        lists=_json(DayLists)(lists) if lists.exists() else None,
    )


def _json(kind: type[T]) -> Callable[[Path], T]:
    return lambda path: json_files.read(path, kind)


def _collation(path: Path, follow_up: Path) -> Evidence:
    """The whole of quality assurance, with what became of what meetings agreed where the report is
    the pack of one; or the findings that a report asked for alone."""
    content = path.read_bytes()
    if b'"activities":' not in content:  # a key: in a text its quotes would be escaped
        return json_files.parse(content, Evidence, path.name)
    found = json_files.parse(content, Collation, path.name)
    agreed = json_files.read(follow_up, FollowUp) if follow_up.exists() else None
    return replace(found, follow_up=agreed)


def _there(path: Path, reader: Callable[[Path], T]) -> T:
    try:
        return reader(path)
    except FileNotFoundError:
        raise LitmusError(
            f"There is no {path.name} in {path.parent.resolve().name}: make the report first, for "
            f"example with: {paths.command(paths.checkout())} run quarterly --period 2016Q1"
        ) from None
