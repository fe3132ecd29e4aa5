"""The settings of the reporting calendar: params/calendar.yml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from litmus.base import params
from litmus.base.errors import UsageError
from litmus.base.params import Day, Setting, read, validate
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.base.spelling import did_you_mean
from litmus.run import scope_words
from litmus.run.settings import ReportSettings, read_report, report_names

NAME = "calendar"
WHERE = "params/calendar.yml"
Days = Annotated[int, Field(ge=0, le=120)]


class DueRule(Setting):
    """When a report is due: so many working days after its period ends, or before the meeting."""

    working_days_after: Days | None = None
    working_days_before_meeting: Days | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "DueRule":
        if (self.working_days_after is None) == (self.working_days_before_meeting is None):
            raise ValueError("expected either working_days_after or working_days_before_meeting")
        return self


class Entry(Setting):
    """One line of the calendar.

    `report` is one that Litmus makes, `title` what somebody makes by other means; `covers` is then
    what one of it covers. `to` and `meeting` say for whom and for which meeting. `first` is the
    first period that is asked for; `every` 2 asks for each second one from there. `which` are the
    values that make reports of their own, such as services; of a report that has no such values
    the scopes that have one each, such as service:CIN. `scopes` is of whom one is asked for, as a
    batch is told, such as teams: of the whole council where nothing is said. `sign_off` says that
    three people have to sign it before it is published.
    """

    report: str = ""
    title: str = ""
    covers: Literal["day", "week", "month", "quarter", "year"] | None = None
    to: str = Field(min_length=1)
    meeting: str = ""
    due: DueRule
    first: str = Field(min_length=1)
    every: int = Field(default=1, ge=1, le=12)
    which: list[str] = Field(default_factory=list)
    scopes: list[str] = Field(default_factory=list)
    sign_off: bool = False


class CalendarSettings(Setting):
    """The whole calendar: the days of `meetings`, and the `reports`."""

    meetings: dict[str, list[Day]] = Field(default_factory=dict)
    reports: list[Entry] = Field(default_factory=list)


class Asked(Setting):
    """An entry as the calendar uses it: what it is called, and its first period."""

    entry: Entry
    title: str
    kind: str
    first: Any
    settings: ReportSettings | None = None

    @property
    def is_by_scope(self) -> bool:
        """Whether `which` are scopes, and no values of the report's own."""
        return bool(self.entry.which and self.settings and not self.settings.variant)


def read_calendar(project: Path) -> tuple[CalendarSettings, list[Asked]]:
    """The calendar, with each entry whole.

    Raises UsageError, with the entry and the line, for a report that there is not, a first period
    of another kind than its own, a meeting without a day where the due day depends on it, and an
    entry that is there twice.
    """
    found = validate(CalendarSettings, params.mapping(read(project, NAME), WHERE, EXPECTED), WHERE)
    asked = [_whole(entry, number, found, project) for number, entry in enumerate(found.reports, 1)]
    _check_once(asked)
    return found, asked


EXPECTED = "meetings with their days, and a list of reports"


def _whole(entry: Entry, number: int, calendar: CalendarSettings, project: Path) -> Asked:
    where = f"{WHERE}, reports, {number} ({entry.report or entry.title or 'no name'})"
    if bool(entry.report) == bool(entry.title):
        raise UsageError(
            f"{where}: expected either report, for one that Litmus makes, or title, for what is "
            "made by other means."
        )
    settings = _settings(entry, where, project)
    kind = settings.period if settings else entry.covers
    if kind is None:
        raise UsageError(f"{where}: covers is missing: day, week, month, quarter or year.")
    if settings and entry.covers not in (None, kind):
        raise UsageError(f"{where}: the report covers a {kind}; leave out covers.")
    _check_which(entry, settings, where)
    _check_scopes(entry, where)
    _check_sign_off(entry, settings, where)
    try:
        first = Period.parse(entry.first)
    except UsageError as error:
        raise UsageError(f"{where}, first: {error}") from None
    if first.kind != kind:
        raise UsageError(
            f"{where}, first: expected a {kind} (found {entry.first}, a {first.kind})."
        )
    if entry.due.working_days_before_meeting is not None and not calendar.meetings.get(
        entry.meeting
    ):
        raise UsageError(
            f"{where}: it is due before a meeting, and meetings has no day of "
            f"{entry.meeting or 'one'}. Add its days, or write working_days_after."
        )
    title = settings.title if settings else entry.title
    return Asked(entry=entry, title=title, kind=kind, first=first, settings=settings)


def _settings(entry: Entry, where: str, project: Path) -> ReportSettings | None:
    if not entry.report:
        return None
    known = report_names(project)
    if entry.report not in known:
        hint = did_you_mean(entry.report, known)
        raise UsageError(
            f"{where}: there is no report {entry.report!r}.{hint} Reports: {', '.join(known)}. For "
            "what is made by other means write title."
        )
    return read_report(project, entry.report)


def _check_which(entry: Entry, settings: ReportSettings | None, where: str) -> None:
    if not entry.which or (settings and settings.variant):
        return
    if not settings or not all(":" in each for each in entry.which):
        raise UsageError(
            f"{where}, which: the report is one in its period; leave out which, name a report that "
            "is several, or the scopes that have one each, such as service:CIN."
        )
    for each in entry.which:
        try:
            Scope.parse(each)
        except UsageError as error:
            raise UsageError(f"{where}, which: {error}") from None


def _check_scopes(entry: Entry, where: str) -> None:
    if not entry.scopes:
        return
    if not entry.report:
        raise UsageError(f"{where}, scopes: leave it out of what is made by other means.")
    if entry.which:
        raise UsageError(f"{where}: expected scopes or which, not both (found both).")
    try:
        scope_words.parse(entry.scopes)
    except UsageError as error:
        raise UsageError(f"{where}, scopes: {error}") from None


def _check_sign_off(entry: Entry, settings: ReportSettings | None, where: str) -> None:
    if not entry.sign_off:
        return
    if settings is None or settings.worklists:
        raise UsageError(
            f"{where}, sign_off: leave it out of what Litmus does not publish: what is made by "
            "other means, and reports that list cases."
        )
    if entry.scopes:
        raise UsageError(f"{where}: expected sign_off or scopes, not both (found both).")


def _check_once(asked: list[Asked]) -> None:
    seen: set[str] = set()
    for each in asked:
        for name in _names(each):
            if name in seen:
                raise UsageError(f"{WHERE}, reports: {name} is there twice; expected once.")
            seen.add(name)


def _names(asked: Asked) -> Iterator[str]:
    name = asked.entry.report or asked.entry.title
    yield from (f"{name} ({value})" for value in asked.entry.which)
    if not asked.entry.which:
        yield name
