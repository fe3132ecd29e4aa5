"""The files that a notebook reads: figures, data quality, context, quality assurance."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base import files
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.scope import TEAM, Scope
from litmus.run import agreement
from litmus.run.plan import Plan

if TYPE_CHECKING:
    from litmus.figures import Reported
    from litmus.intake.snapshot import Snapshot
    from litmus.intake.sources import Source
    from litmus.qa.collated import Evidence
    from litmus.report.feed import Context


def feed(
    plan: Plan,
    source: Source,
    snapshot: Snapshot,
    figures: Reported,
    collation: Evidence,
    folder: Path,
) -> None:
    """Write the files that the notebook reads into `folder`."""
    from litmus.figures import provisional
    from litmus.report.feed import write

    rows = provisional(figures.rows, plan.counted.end) if plan.is_cut_short else figures.rows
    write(folder, figures=rows, quality=snapshot.quality, collation=collation)
    listed = _list_files(plan, collation, folder)
    context = _context(plan, source, snapshot, figures)
    original = agreement.original(plan, folder)
    write(folder, context=replace(context, original=original, list_files=listed))


def _list_files(plan: Plan, collation: Evidence, folder: Path) -> bool:
    """Write the lists that are too long for a page as files of their own, and whether that was
    done: for the council's own managers alone, and not where a report lists the cases of a day."""
    from litmus.qa.collated import Collation
    from litmus.report.qa import list_files

    settings = plan.settings
    if settings.audience != "internal" or settings.worklists:
        return False
    found = list_files.contents(collation) if isinstance(collation, Collation) else {}
    for name, content in found.items():
        files.write_bytes(folder / name, content)
    return bool(found)


def _context(plan: Plan, source: Source, snapshot: Snapshot, figures: Reported) -> Context:
    """What the report is about, and of each indicator its words, comparisons and left out cases."""
    from litmus import indicators
    from litmus.figures import published_beside, read_steps
    from litmus.figures.benchmarks.councils import councils_beside
    from litmus.report.feed import Context, PeriodSpan, PlainWords

    declared = figures.indicators
    # Others publish of councils alone.
    codes = [] if plan.figures_of else [each.code for each in declared]
    found = published_beside(plan.project, codes, plan.period.end)
    by_group = plan.population_by_group
    return Context(
        report=plan.report,
        title=plan.heading,
        council=plan.council_name,
        period=PeriodSpan.of(plan.counted),
        previous=PeriodSpan.of(plan.period.previous()),
        year_before=PeriodSpan.of(plan.period.same_period_last_year()),
        source_title=source.title,
        source_kind=source.kind,
        data_to=snapshot.data_to,
        fingerprint=snapshot.fingerprint,
        litmus_version=version("litmus"),
        key_questions=KEY_QUESTIONS,
        declarations=tuple(indicators.in_words(each) for each in declared),
        notes=tuple(snapshot.notes),
        parameters=plan.parameters,
        published={code: tuple(said) for code, said in found.items() if said},
        left_out=figures.left_out,
        beside=tuple(plan.beside),
        scope=str(plan.figures_of),
        scope_name=plan.scope_name if plan.figures_of else "",
        team_names=team_names(snapshot),
        days={code: took for code, took in figures.days.items() if took},
        steps=read_steps(plan.project, (each.code for each in declared)),
        purpose=plan.settings.purpose,
        readers=plan.settings.readers,
        notice=plan.notice,
        population=by_group.groups if by_group else {},
        population_source=by_group.source if by_group else "",
        priorities=plan.priorities,
        councils=councils_beside(plan.project, codes, plan.period.end, plan.own_code),
        licence=plan.settings.licence,
        plain_words=tuple(
            PlainWords(code, **said.model_dump())
            for code, said in plan.settings.plain_words.items()
        ),
    )


def team_name(scope: Scope, snapshot: Snapshot) -> str:
    """What the council calls the team that a report is about; "" where it is about none, or the
    data do not say. The code is added where several teams are called the same."""
    if scope.kind != TEAM:
        return ""
    named = team_names(snapshot)
    name = named.get(scope.group, "")
    alike = sum(each == name for each in named.values()) > 1
    return f"{name} ({scope.group})" if name and alike else name


def team_names(snapshot: Snapshot) -> dict[str, str]:
    """What the council calls its teams, by code, where its data say so."""
    if "ssd_department" not in snapshot.provided:
        return {}
    with closing(snapshot.connect()) as connection:
        rows = connection.execute(
            "SELECT dept_team_id, dept_team_name FROM ssd_department"
            " WHERE dept_team_id IS NOT NULL AND dept_team_name IS NOT NULL"
        ).fetchall()
    return dict(rows)
