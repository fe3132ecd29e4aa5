"""What a run is to do: everything that can be known, and refused, before anything starts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litmus.base import notebook_files, paths
from litmus.base import settings as settings_of
from litmus.base.errors import UsageError
from litmus.base.notebook_files import Notebook, UnreadableNotebook
from litmus.base.periods import Period
from litmus.base.settings import Council, ReportSettings
from litmus.render import formats
from litmus.run import parameters as named
from litmus.run import variants

SAMPLE = "sample"


@dataclass(frozen=True)
class Plan:
    """One report, one period, one source, one folder."""

    report: str
    period: Period
    source: str
    outputs: Path
    project: Path
    settings: ReportSettings
    council: Council
    template_path: Path
    template: Notebook
    parameters: dict[str, Any]
    formats: tuple[str, ...]

    @property
    def variant(self) -> str:
        """Which of the period's reports of this type it is, such as "CIN"; "" where one is all."""
        return str(self.parameters.get(self.settings.variant) or "")

    @property
    def name(self) -> str:
        """What its folder and files are called: "quarterly", "audit_month-CIN"."""
        return f"{self.report}-{slug(self.variant)}" if self.variant else self.report

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
        return {each: self.folder / f"{self.name}.{each}" for each in self.formats}

    def not_made(self, before: Mapping[str, Any]) -> list[Path]:
        """The renderings of the run of which `before` is the record in formats that are not asked
        for now. Beside the new report they would look like its own."""
        others = (
            f"{self.name}.{each.name}" for each in formats.FORMATS if each.name not in self.formats
        )
        return [self.folder / name for name in others if name in before.get("files", {})]

    @property
    def beside(self) -> list[str]:
        """The indicators and drill-downs that stand in tables alone."""
        from litmus.indicators import drilldowns  # an unchanged report needs no catalogue

        within = self.settings.indicators if self.settings.drilldowns else ()
        return [*self.settings.beside, *(each for code in within for each in drilldowns(code))]

    @property
    def heading(self) -> str:
        """What the report is called: "Deep dive: Neglect"."""
        which = variants.said(self.settings.variant, self.variant, self.project)
        return f"{self.settings.title}: {which}" if which else self.settings.title

    @property
    def title(self) -> str:
        """The title of the document: report, council and period."""
        return f"{self.heading}: {self.council_name}, {self.period.title}"

    @property
    def council_name(self) -> str:
        """Whose figures these are. The sample's settings name nobody else, nor a council's the
        sample."""
        if self.council.sample == (self.source == SAMPLE):
            return self.council.name
        return "Sample council" if self.source == SAMPLE else "Council not named"


def slug(text: str) -> str:
    """A value as part of a file's name: letters, digits and underscores, joined by hyphens."""
    return "-".join(re.findall(r"\w+", text))


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
) -> Plan:
    """Check what was asked for; `into` are formats, as `formats.chosen` reads them.

    Raises UsageError that says what there is instead.
    """
    wanted_formats = tuple(each.name for each in formats.chosen(into))
    project = paths.project()
    wanted = settings_of.report(project, report)
    if period.kind != wanted.period:
        raise UsageError(
            f"The {report} report covers a {wanted.period}; {period} is a {period.kind}. The "
            f"{wanted.period} that it ends in is {Period.containing(wanted.period, period.end)}."
        )
    path, template = _template(project, report, wanted)
    typed = named.typed(parameters, template, wanted.parameters)
    return Plan(
        report,
        period,
        source,
        outputs,
        project,
        wanted,
        settings_of.council(project),
        path,
        template,
        variants.settled(wanted.variant, typed, project),
        wanted_formats,
    )


def _template(project: Path, report: str, wanted: ReportSettings) -> tuple[Path, Notebook]:
    """The template that a report's settings name. Raises UsageError where it cannot be read."""
    path = project / wanted.notebook
    if not path.is_file():
        raise UsageError(
            f"params/{report}.yml names the notebook {wanted.notebook}: it is missing."
        )
    try:
        return path, notebook_files.read(path)
    except UnreadableNotebook as error:
        raise UsageError(
            f"The template {wanted.notebook} cannot be read ({error}). Put it back as it was "
            "delivered."
        ) from None
