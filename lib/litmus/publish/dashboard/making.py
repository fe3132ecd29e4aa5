"""The pages made: each the report of a scope, as `litmus run` makes it, within a page's frame.

The data are read and frozen once, and figures and lists of all scopes are found together, as in a
batch. Reports are made in a private folder that is gone afterwards. Nothing is made where nothing
has changed that the pages say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from litmus.base import digests, files, folders, json_files, locks, paths
from litmus.base.brand import Brand
from litmus.base.notebook_files import Notebook
from litmus.base.periods import Period
from litmus.base.progress import Step
from litmus.base.scope import Scope
from litmus.intake import opening
from litmus.intake.snapshot import Snapshot
from litmus.publish.dashboard import calendar, old_snapshots, pages, pageset
from litmus.publish.dashboard.frame import frame
from litmus.publish.dashboard.pages import Page
from litmus.publish.dashboard.pageset import About, Made
from litmus.publish.dashboard.settings import Live, read_live
from litmus.run import inputs, record
from litmus.run import plan as plans
from litmus.run.batch.task import KnownSource, Task
from litmus.run.feeding import team_names
from litmus.run.pipeline import carry_out
from litmus.run.plan import Plan

BUSY = (
    "The pages of the live dashboard in {folder} are being made at this moment by another process. "
    "Wait until it has ended."
)
FORMAT = "html"
# What the head of a report says and a page does not: what is remade every few minutes is never
# final, whom it is about is its title, and those who look each hour know what for.
SAID = ("Status", "About", "Purpose")


@dataclass(frozen=True)
class Outcome:
    """What came of a making: the set of pages, and whether it is a new one."""

    about: About
    fresh: bool


def make(
    source: str,
    outputs: Path,
    progress: Step = lambda _: None,
    today: Callable[[], date] = date.today,
) -> Outcome:
    """Make the pages of a source where anything has changed since they were made last.

    They speak of the last day that the data cover, or of today where the data go beyond it; for the
    sample council, which lives in the past, today is the day that the settings say. Raises
    UsageError for settings that cannot be, LitmusError where the data do not allow the pages or
    another making is at work; the pages of before are then as they were.
    """
    project = paths.project()
    live = read_live(project)
    # One day for the whole making, also where it goes on past midnight.
    day = (live.sample_day if source == plans.SAMPLE else None) or today()
    named = pageset.name_of(source)
    progress("Looking at the data")
    opened = opening.open_with_forms(source, outputs, progress)
    folder = files.private_folder(pageset.folder(outputs))
    with locks.hold(pageset.lock(outputs), BUSY.format(folder=folder), files.PRIVATE_FILE):
        folders.sweep(folder, seconds=0)  # nobody else is at work here
        known = KnownSource.of(opened)
        former = pageset.read_about(outputs)
        marks = former and (named, _made_from(live, former.data_to, known, outputs, day))
        if former and marks == (former.source, former.made_from):
            outcome = Outcome(former, fresh=False)
        else:
            before = old_snapshots.names(outputs)
            snapshot = opening.freeze(opened, outputs, progress)
            old_snapshots.note(folder, outputs, snapshot, before)
            # Found out before they are made: what is changed meanwhile is made the next time.
            made_from = _made_from(live, snapshot.data_to, known, outputs, day)
            with folders.building(folder / "reports") as place:
                about, content = _make(live, known, snapshot, place, progress, day)
            about = replace(about, source=named, made_from=made_from)
            pageset.write(outputs, about, content)
            old_snapshots.remove(folder, outputs, snapshot.key)
            outcome = Outcome(about, fresh=True)
        calendar.write(outputs, calendar.find(project, outputs, day))
        return outcome


def _make(
    live: Live,
    known: KnownSource,
    snapshot: Snapshot,
    place: Path,
    progress: Step,
    today: date,
) -> tuple[About, dict[str, Made]]:
    """The pages, and what they are of but for the name and the marks of the data."""
    day = Period.containing("day", min(snapshot.data_to, today))
    found = _pages(live, snapshot, day)
    content: dict[str, Made] = {}
    council = ""
    for report in dict.fromkeys(each.report for each in found):
        own = [each for each in found if each.report == report]
        for page, task in _tasks(own, known, snapshot, day, place, progress):
            progress(f"Making page {len(content) + 1} of {len(found)}")
            content[page.name] = _page(page, found, task)
            council = task.plan.council_name
    about = About(
        day=day.end,
        data_to=snapshot.data_to,
        made=datetime.now().astimezone().replace(microsecond=0),
        source="",
        made_from="",
        version=digests.of_text(" ".join(digests.of_bytes(each.page) for each in content.values())),
        council=council,
        pages=tuple(found),
    )
    return about, content


def _made_from(live: Live, data_to: date, known: KnownSource, outputs: Path, today: date) -> str:
    """A hash of all that decides what the pages of this source say today."""
    day = Period.containing("day", min(data_to, today))
    said: list[Any] = [json_files.plain(live)]
    for report in dict.fromkeys([live.report, *live.own_reports.values()]):
        plan = _plan(report, day, known, outputs)
        said += [inputs.of(plan, known.identity()), record.look(plan.brand), plan.title]
    return digests.of_bytes(files.as_json(said))


def _plan(
    report: str, day: Period, known: KnownSource, outputs: Path, scope: Scope | None = None
) -> Plan:
    scope_text = str(scope) if scope else ""
    return plans.make(report, day, known.uri, outputs, {}, [FORMAT], scope_text)


def _pages(live: Live, snapshot: Snapshot, day: Period) -> list[Page]:
    from litmus.figures.worklists import teams

    with snapshot.connect() as connection:
        services = teams.services(connection, snapshot.provided, day.end)
    return pages.every(live, services, team_names(snapshot))


def _tasks(
    own: Sequence[Page],
    known: KnownSource,
    snapshot: Snapshot,
    day: Period,
    place: Path,
    progress: Step,
) -> list[tuple[Page, Task]]:
    """What is needed to make each page of one report: its plan, figures and lists."""
    from litmus import figures
    from litmus.figures import worklists

    made = [_plan(own[0].report, day, known, place, page.scope) for page in own]
    wanted, scopes = made[0].settings, [plan.scope for plan in made]
    project = made[0].project
    progress("Computing the figures")
    counted = figures.for_scopes(
        snapshot,
        day,
        wanted.indicators,
        project,
        scopes,
        wanted.history,
        made[0].beside,
        wanted.by,
    )
    progress("Listing the cases")
    listed = worklists.for_scopes(snapshot, day, wanted.worklists, project, scopes)
    return [
        (page, Task(plan, known, snapshot, counted[plan.scope], listed[plan.scope]))
        for page, plan in zip(own, made, strict=True)
    ]


def _page(page: Page, among: Sequence[Page], task: Task) -> Made:
    """The page of a report, made by a run of it."""
    made: list[Made] = []

    def render(
        notebook: Notebook, title: str, names: Sequence[str], brand: Brand, _: Path
    ) -> dict[str, bytes]:
        made.append(_rendered(notebook, title, brand, page, among))
        return dict.fromkeys(names, made[-1].page)

    carry_out(task.plan, stages=replace(task.stages, render=render))
    return made[-1]


def _rendered(
    notebook: Notebook, title: str, brand: Brand, page: Page, among: Sequence[Page]
) -> Made:
    from litmus.render import document, html, workbook

    found = replace(document.read(notebook, title), brand=brand)
    head = tuple((name, value) for name, value in found.head if name not in SAID)
    shown = replace(found, head=head)
    return Made(
        html.render(notebook, title=title, read=shown, frame=frame(page, among)),
        workbook.render(notebook, title=title, read=found),
    )
