"""Which reports there are, and the settings of one: params/REPORT.yml."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from litmus.base import plain_text
from litmus.base.audience import WIDEST, Audience
from litmus.base.code_words import LISTS, SERVICES
from litmus.base.errors import UsageError
from litmus.base.history import History
from litmus.base.params import Setting, one_of, read, validate

ALL = "all"


# Codes; or `all`, as a list of that one word.
Codes = Annotated[list[str], BeforeValidator(lambda given: [given] if given == ALL else given)]


class ReportSettings(Setting):
    """One report type (params/REPORT.yml): its template, what it covers and what it shows.

    `indicators` are shown with their history and groups, `all` of the catalogue or those listed.
    `activities` are those of quality assurance, by the section of the template that shows them;
    `all` in a section are those that no other section lists.
    `variant` names the parameter whose values make reports of their own in one period, such as
    the service: each has its own folder and its own commentary. `beside` are indicators that stand
    in tables alone: without their history, and without groups. `drilldowns`: whether those of its
    indicators stand beside them. `assurance`: the whole of the period's quality assurance, or its
    findings alone, with the indicators that they bear on. `scope`: whom the report is about where
    the command does not say, such as service:CIN. `by`: the breakdowns that its figures have; all
    but the worker group where nothing is said. `audience`: who may read it; anybody, unless it
    says less, and then it shows nothing that only some may see. `purpose` and `readers`: what the
    report is for and for whom, as its first page says; `notice`: what they have to know before all
    else. `required_commentary`: the slots without whose words the report says that they are still
    to be written. `same_as` names the report of whose figures and quality assurance this one is
    another edition: it lists none of its own. `worklists`: the indicators whose cases it lists, of
    a day; for the council's managers alone. `formats`: those that it is made in where the command
    names none. `meeting`: the kind of meeting that it is the pack of, and what became of whose
    actions it says. `council_figures`: the services whose work is counted in no team of theirs; a
    report of one of them has the whole council's figures.
    """

    title: str
    notebook: str
    period: Literal["day", "week", "month", "quarter", "year"]
    indicators: Codes = Field(default_factory=list)
    beside: list[str] = Field(default_factory=list)
    activities: dict[str, Codes] = Field(default_factory=dict)
    drilldowns: bool = False
    history: History = History()
    parameters: dict[str, Any] = Field(default_factory=dict)
    variant: str = ""
    assurance: Literal["whole", "findings"] = "whole"
    scope: str = ""
    by: list[str] | None = None
    audience: Audience = WIDEST
    purpose: str = ""
    readers: str = ""
    notice: str = ""
    required_commentary: list[str] = Field(default_factory=list)
    same_as: str = ""
    worklists: list[str] = Field(default_factory=list)
    formats: list[str] = Field(default_factory=list)
    meeting: Annotated[str, one_of(["", *LISTS["meetings"]])] = ""
    council_figures: list[Annotated[str, one_of(SERVICES)]] = Field(default_factory=list)


def report_names(project: Path) -> list[str]:
    """The report types there are: the params files that name a notebook."""
    found = sorted((project / "params").glob("*.yml"))
    texts = {path.stem: plain_text.read(path, f"params/{path.name}") for path in found}
    return [name for name, text in texts.items() if re.search(r"^notebook:", text, re.MULTILINE)]


def read_report(project: Path, name: str) -> ReportSettings:
    """One report type. Raises UsageError that lists the report types for an unknown name."""
    if name not in report_names(project):
        known = ", ".join(report_names(project))
        raise UsageError(f"There is no report {name!r}. Reports: {known}.")
    return validate(ReportSettings, read(project, name), f"params/{name}.yml")
