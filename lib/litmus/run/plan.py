"""What a run is to do: everything that can be known, and refused, before anything starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from litmus.base import paths
from litmus.base.audience import file_mark, handling
from litmus.base.brand import NO_BRAND, Brand
from litmus.base.council import Council, PopulationByGroup, read_council
from litmus.base.errors import UsageError
from litmus.base.notebook_files import Notebook
from litmus.base.periods import Period
from litmus.base.priorities import Priority
from litmus.base.scope import COUNCIL_WIDE, SERVICE, Scope
from litmus.render import formats
from litmus.run import parameters as named
from litmus.run import variants
from litmus.run.complete_settings import edition_of
from litmus.run.file_names import scope_in_name, slug
from litmus.run.settings import ReportSettings, read_report

SAMPLE = "sample"
# A report of a week is a snapshot, and may be made while it still runs: its title and its files say
# so. Of other periods the figures themselves do.
AS_IT_RUNS = "week"
PROVISIONAL = "provisional"
TEAM_NAME = "team_name"  # in a run's record


@dataclass(frozen=True)
class Plan:
    """One report, one period, one source, one folder.

    The template is whole: its groups of cells are repeated for what the settings list. `data_to`,
    the last day of the data, and `team_name`, what the council calls the team that it is about, are
    known once the data are read.
    """

    report: str
    period: Period
    source: str
    outputs: Path
    project: Path
    settings: ReportSettings
    council: Council
    template: Notebook
    parameters: dict[str, Any]
    formats: tuple[str, ...]
    scope: Scope = COUNCIL_WIDE
    brand: Brand = NO_BRAND
    draft: bool = False
    data_to: date | None = None
    team_name: str = ""

    def with_data_to(self, day: date, team_name: str = "") -> "Plan":
        """The same plan once it is known on which day the data end, and its team's name in them."""
        return replace(self, data_to=day, team_name=team_name)

    def as_made(self, said: Mapping[str, Any]) -> "Plan":
        """The same as the run had it whose record says this; as it is where there is no record."""
        frozen = said.get("snapshot", {})
        if not (day := frozen.get("data_to")):
            return self
        return self.with_data_to(date.fromisoformat(day), frozen.get(TEAM_NAME, ""))

    @property
    def is_provisional(self) -> bool:
        """Whether the period ends after the data do, so that what it shows is not complete."""
        return self.data_to is not None and self.data_to < self.period.end

    @property
    def is_cut_short(self) -> bool:
        """Whether it is of a week that the data begin and do not end: its figures and lists are
        then of the days that there are."""
        began = self.data_to is not None and self.period.start <= self.data_to
        return self.period.kind == AS_IT_RUNS and began and self.is_provisional

    @property
    def counted(self) -> Period:
        """The days that its figures count."""
        if self.data_to is None or not self.is_cut_short:
            return self.period
        return replace(self.period, end=self.data_to)

    @property
    def variant(self) -> str:
        """Which of the period's reports of this type it is, such as "CIN"; "" where one is all."""
        return str(self.parameters.get(self.settings.variant) or "")

    @property
    def name(self) -> str:
        """What its folder and files are called: "quarterly", "audit_month-CIN", and of less than
        the whole council "weekly-team-CIN-1"."""
        parts = [self.report, slug(self.variant), *scope_in_name(self.scope)]
        return "-".join(part for part in parts if part)

    @property
    def figures_of(self) -> Scope:
        """Whose cases its figures count: the scope's, but the whole council's for a service whose
        work is counted in no team of its own."""
        council = self.scope.kind == SERVICE and self.scope.group in self.settings.council_figures
        return COUNCIL_WIDE if council else self.scope

    @property
    def folder(self) -> Path:
        """Where the report lies."""
        return report_folder(self.name, self.period, self.outputs)

    @property
    def notebook(self) -> Path:
        """The working notebook."""
        return working_notebook(self.name, self.period, self.outputs)

    @property
    def renderings(self) -> dict[str, Path]:
        """Where the report lies in each of its formats."""
        return {each: self.rendered(each) for each in self.formats}

    def rendered(self, format_name: str) -> Path:
        """Where it lies in a format: the name says what it may not be taken for, such as
        "quarterly_members-provisional-not-for-release.html"."""
        marks = [PROVISIONAL] if self.is_provisional else []
        named = "-".join([self.name, *marks, *filter(None, [file_mark(self.settings.audience)])])
        return self.folder / f"{named}.{formats.ending(format_name)}"

    def stale_renderings(self, before: Mapping[str, Any]) -> list[Path]:
        """The renderings of the run of which `before` is the record that have another name now: in
        formats that are not asked for, or of a period that was not over. Beside the new report they
        would look like its own."""
        now = {path.name for path in self.renderings.values()}
        endings = tuple(f".{formats.ending(each.name)}" for each in formats.FORMATS)
        known = [name for name in before.get("files", {}) if name.endswith(endings)]
        return [self.folder / name for name in known if name not in now]

    @property
    def private(self) -> bool:
        """Whether its files are for their owner alone: it lists cases."""
        return bool(self.settings.worklists)

    @property
    def notice(self) -> str:
        """What readers have to know before all else; "" for nothing."""
        said = (handling(self.settings.audience, self.private), self.settings.notice)
        return " ".join(each for each in said if each)

    @property
    def beside(self) -> list[str]:
        """The indicators and drill-downs that stand in tables alone."""
        from litmus.indicators import drilldowns  # an unchanged report needs no catalogue

        within = self.settings.indicators if self.settings.drilldowns else ()
        return [*self.settings.beside, *(each for code in within for each in drilldowns(code))]

    @property
    def required(self) -> Sequence[str]:
        """The slots of which the report says so while nobody has written in them."""
        return self.settings.required_commentary

    @property
    def heading(self) -> str:
        """What the report is called: "Deep dive: Neglect"."""
        which = variants.title_of(self.settings.variant, self.variant, self.project)
        return ": ".join(each for each in (self.settings.title, which, self.scope_name) if each)

    @property
    def assurance_scope(self) -> Scope:
        """Whose quality assurance it shows: of its parameter's or its settings' service, where that
        is said, though its figures are the whole council's."""
        if self.settings.variant == SERVICE and self.variant:
            return Scope(SERVICE, self.variant)
        if self.settings.assurance_service and not self.scope:
            return Scope(SERVICE, self.settings.assurance_service)
        return self.scope

    @property
    def scope_name(self) -> str:
        """Whom it is about: "Children in Need", a team by its name in the data, or "team CIN-1"
        where they name none; "" for the whole council."""
        return self.team_name or variants.scope_name(self.scope, self.project)

    @property
    def title(self) -> str:
        """The title of the document: report, council and period, and whether that is not over."""
        provisional = f", {PROVISIONAL}" if self.is_provisional else ""
        return f"{self.heading}: {self.council_name}, {self.counted.title}{provisional}"

    @property
    def priorities(self) -> dict[str, Priority]:
        """The priority indicators; without a course where the settings are another council's, as
        their targets are not laid beside anybody else's figures."""
        ours = _is_theirs(self.council, self.source)
        given = self.settings.priorities.items()
        return {code: each.priority if ours else Priority() for code, each in given}

    @property
    def council_name(self) -> str:
        """Whose figures these are. The sample's settings name nobody else, nor a council's the
        sample."""
        if _is_theirs(self.council, self.source):
            return self.council.name
        return "Sample council" if self.source == SAMPLE else "Council not named"

    @property
    def own_code(self) -> str:
        """The code by which others publish of the council; "" of an invented one."""
        ours = _is_theirs(self.council, self.source) and not self.council.sample
        return self.council.la_code if ours else ""

    @property
    def population_by_group(self) -> PopulationByGroup | None:
        """The children of each ethnic group; None for less than the whole council, and where the
        settings are another's."""
        if self.scope or not _is_theirs(self.council, self.source):
            return None
        return self.council.population_by_ethnic_group


def _is_theirs(council: Council, source: str) -> bool:
    """Whether the settings are of those whose data these are."""
    return council.sample == (source == SAMPLE)


def report_folder(report: str, period: Period, outputs: Path) -> Path:
    """The folder of one report of one period."""
    return outputs / period.folder / report


def working_notebook(report: str, period: Period, outputs: Path) -> Path:
    """The notebook in which people write."""
    return report_folder(report, period, outputs) / f"{report}.ipynb"


def make(
    report: str,
    period: Period,
    source: str,
    outputs: Path,
    parameters: Mapping[str, str],
    into: Sequence[str] = (),
    scope: str = "",
    draft: bool = False,
) -> Plan:
    """Check what was asked for; `into` are formats, as `formats.select` reads them.

    Raises UsageError that says what there is instead.
    """
    formats.select(into)  # what is asked for in vain is said before anything else
    project = paths.project()
    wanted = read_report(project, report)
    wanted_formats = tuple(each.name for each in formats.select(into or wanted.formats))
    if period.kind != wanted.period:
        raise UsageError(
            f"The {report} report covers a {wanted.period}; {period} is a {period.kind}. The "
            f"{wanted.period} that it ends in is {Period.containing(wanted.period, period.end)}."
        )
    wanted, template = edition_of(report, wanted, project)
    typed = named.convert(parameters, template, wanted.parameters)
    council = read_council(project)
    brand = council.brand(project)
    return Plan(
        report,
        period,
        source,
        outputs,
        project,
        wanted,
        council,
        template,
        variants.with_code(wanted.variant, typed, project),
        wanted_formats,
        variants.scope_of(scope or wanted.scope, wanted.variant, typed, project),
        brand if _is_theirs(council, source) else NO_BRAND,
        draft,
    )
