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
from litmus.base.params import Code, Setting, one_of, read, validate
from litmus.base.priorities import PrioritySetting

ALL = "all"


# Codes; or `all`, as a list of that one word.
Codes = Annotated[list[str], BeforeValidator(lambda given: [given] if given == ALL else given)]


class PartOfFramework(Setting):
    """A part of the framework of the body that a report is for, and what is recorded of it: the
    rows of an `activity` of quality assurance, all or those of some `kinds`, by their codes."""

    name: str
    activity: str
    kinds: list[str] = Field(default_factory=list)


class PlainWordsOf(Setting):
    """An indicator in the words of an edition for young people: `litmus.report.feed.PlainWords`."""

    name: str
    who: str
    did: str
    means: str


class ReportSettings(Setting):
    """One report type (params/REPORT.yml): its template, what it covers and what it shows.

    `indicators` are shown with their history and groups, `all` of the catalogue or those listed.
    `activities` are those of quality assurance, by the section of the template that shows them;
    `all` in a section are those that no other section lists. `variant` names the parameter whose
    values make reports of their own in one period, such as the service: each has its own folder and
    its own commentary. `beside` are indicators that stand in tables alone: without their history,
    and without groups. `drilldowns`: whether those of its indicators stand beside them.
    `assurance`: the whole of the period's quality assurance, that of the `activities` listed, or
    findings alone, with the indicators that they bear on; or the whole of a year's and, quarter by
    quarter, what was done and said and what became of it. `scope`: whom the report is about where
    the command does not say, such as service:CIN. `by`: the breakdowns that its figures have; all
    but the worker group where nothing is said. `audience`: for whom it is written, which decides
    whether it may list cases and whom it may be sent to (`litmus.base.audience`). `purpose` and
    `readers`: what the report is for and for whom, as its first page says; `notice`: what they have
    to know before all else.
    `required_commentary`: the slots without whose words the report says that they are still to be
    written. `same_as` names the report of whose figures, quality assurance and scope this one is
    another edition: it lists none of its own. `worklists`: the indicators whose cases it lists, of
    a day; for the council's managers alone. `formats`: those that it is made in where the command
    names none. `priorities`: the first of its indicators, each with why it is one and its agreed
    course (`litmus.base.priorities`). `assurance_service`: the service whose quality assurance,
    concerns and alerts it shows where its figures are those of the whole council. `licence`: the
    terms under which its data may be used, the address of a licence or words; data that go with it
    say so. `parts` are those of the framework of the body that it is for: of each it says what is
    recorded. `plain_words`: what an edition for young people calls its indicators, by their codes.
    `meeting`: the kind of meeting that it is the pack of, and what became of whose actions it says.
    `council_figures`: the services whose work is counted in no team of theirs; a report of one of
    them has the whole council's figures.
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
    assurance: Literal["whole", "listed", "findings", "by_quarter"] = "whole"
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
    priorities: dict[Code, PrioritySetting] = Field(default_factory=dict)
    assurance_service: Annotated[str, one_of(["", *SERVICES])] = ""
    licence: str = ""
    parts: list[PartOfFramework] = Field(default_factory=list)
    plain_words: dict[str, PlainWordsOf] = Field(default_factory=dict)
    meeting: Annotated[str, one_of(["", *LISTS["meetings"]])] = ""
    council_figures: list[Annotated[str, one_of(SERVICES)]] = Field(default_factory=list)


def report_names(project: Path) -> list[str]:
    """The report types there are: the params files that name a notebook."""
    return _saying(project, "notebook:")


def editions_of(project: Path, name: str) -> list[str]:
    """The report types that are other editions of this one (`same_as`)."""
    return _saying(project, rf"same_as:\s*['\"]?{re.escape(name)}['\"]?\s*(#|$)")


def _saying(project: Path, line: str) -> list[str]:
    """The files of params/ with a line that begins so. What is wrong in them is another matter."""
    found = sorted((project / "params").glob("*.yml"))
    texts = {path.stem: plain_text.read(path, f"params/{path.name}") for path in found}
    return [name for name, text in texts.items() if re.search(f"^{line}", text, re.MULTILINE)]


def read_report(project: Path, name: str) -> ReportSettings:
    """One report type. Raises UsageError that lists the report types for an unknown name."""
    if name not in report_names(project):
        known = ", ".join(report_names(project))
        raise UsageError(f"There is no report {name!r}. Reports: {known}.")
    return validate(ReportSettings, read(project, name), f"params/{name}.yml")
