"""What quality assurance says of a report's period, beside its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from litmus.run.plan import Plan

if TYPE_CHECKING:
    from datetime import date

    from litmus.figures import Row
    from litmus.indicators import Indicator
    from litmus.intake.snapshot import Snapshot
    from litmus.qa.collated import Evidence
    from litmus.qa.crossreference import Side

# What makes a report one of several in its period (`ReportSettings.variant`), beside a service.
THEME = "theme"
# What a report wants of it (`ReportSettings.assurance`): findings alone, of the activities those
# that its settings list, or the whole and what became of it quarter by quarter.
FINDINGS, LISTED, BY_QUARTER = "findings", "listed", "by_quarter"
SMALL = ("qa_", "ref_", "xref_")
NO_WORKER = "WFC01.1"  # children in need who are allocated to no social worker


def collate(
    plan: Plan, snapshot: Snapshot, indicators: Sequence[Indicator], figures: Sequence[Row]
) -> Evidence:
    """The collation of the period (`litmus.qa.collated.Collation`), or its `Evidence` alone where
    the report wants no more."""
    from litmus.indicators.parameters import read_parameters
    from litmus.qa import by_quarter, deep_dive, gravest, meetings, parts
    from litmus.qa.collation import collate, evidence, vocabulary
    from litmus.qa.narrowing import narrow
    from litmus.qa.programme.requirements import audit_programme
    from litmus.qa.query import Query

    words = vocabulary(plan.project)
    whole = plan.settings.assurance != FINDINGS
    small = [table for table in snapshot.manifest["tables"] if table.startswith(SMALL)]
    # Of the whole hundreds of questions are asked, of findings a few.
    with closing(snapshot.connect(held=small if whole else ())) as connection:
        asked = narrow(Query.of(connection, snapshot, plan.period), plan.assurance_scope)
        if plan.settings.assurance == LISTED:
            keys = (key for section in plan.settings.activities.values() for key in section)
            asked = replace(asked, activities=frozenset(keys))
        said = standings(indicators, figures, plan)
        questions = {each.code: each.key_questions for each in indicators}
        if not whole:
            return evidence(asked, words, said, questions)
        rules = gravest.read_rules(plan.project)
        alone = _without_worker(figures, plan)
        programme = audit_programme(plan.project)
        found = collate(asked, words, programme, said, questions, rules, alone)
        if plan.settings.parts:
            named = ((each.name, each.activity, each.kinds) for each in plan.settings.parts)
            found = replace(found, parts=[parts.part(asked, *each) for each in named])
        if plan.settings.variant == THEME:
            theme = words.themes[plan.variant]
            parameters = read_parameters(plan.project)
            dive = deep_dive.dive(asked, theme, words, plan.project, parameters)
            found = replace(found, deep_dive=dive)
        if plan.settings.assurance == BY_QUARTER:
            quarters = by_quarter.quarters_of(plan.period)
            each = [
                collate(
                    replace(asked, period=quarter), words, programme,
                    standings(indicators, figures, plan, quarter.end), questions,
                )
                for quarter in quarters
            ]  # fmt: skip
            about = by_quarter.year(replace(asked, words=words), quarters, each)
            found = replace(found, year=about)
        if plan.settings.meeting:
            found = replace(found, follow_up=meetings.follow_up(asked, plan.settings.meeting))
    return found


def standings(
    indicators: Sequence[Indicator], figures: Sequence[Row], plan: Plan, end: date | None = None
) -> dict[str, tuple[Side, str]]:
    """Whether each indicator's headline figure is good or poor, and by what; by code.

    On the last day of the report's period, or on an earlier `end` of those that have a figure then.
    Of a figure whose data have to be checked before it may be used, nothing is known.
    """
    from litmus.figures import headlines
    from litmus.qa.crossreference import standing
    from litmus.report.feed import HELD

    last = end or plan.counted.end
    known = {
        (row["indicator"], row["window"])
        for row in figures
        if row["breakdown"] == "all" and row["window_end"] == last
    }
    if end is not None:
        indicators = [each for each in indicators if (each.code, each.window) in known]
    rows = headlines(figures, indicators, last)
    found = {}
    for indicator in indicators:
        row = rows[indicator.code]
        found[indicator.code] = standing(None if row["status"] == HELD else row, indicator.polarity)
    return found


def _without_worker(figures: Sequence[Row], plan: Plan) -> int | None:
    """How many children in need no social worker has, where the report counts that figure."""
    from litmus.figures.figure import ALL, HELD

    for row in figures:
        ours = row["indicator"] == NO_WORKER and row["breakdown"] == ALL
        if ours and row["window_end"] == plan.counted.end and row["window"] == "month":
            known = row["status"] != HELD and row["numerator"] is not None
            return int(row["numerator"]) if known else None
    return None
