"""A year quarter by quarter: what was done, what was recommended and what became of it.

Everything is said as it stood on the year's last day. Only the programme of themed audits looks
ahead: to what is planned for the year that follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from litmus.base.periods import Period
from litmus.qa.actions.register import Action
from litmus.qa.actions.register import register as register_on
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.collated import Collation
from litmus.qa.collation import themes_in
from litmus.qa.model import Column, Tally
from litmus.qa.query import Query
from litmus.qa.recommendations import Recommendation
from litmus.qa.year import DoneBy, Said, Year

STATES = ("verified", "done", "open", "overdue", "cancelled")


def quarters_of(period: Period) -> list[Period]:
    """The quarters of a period, oldest first."""
    found = [Period.containing("quarter", period.end)]
    while found[0].start > period.start:
        found.insert(0, found[0].previous())
    return found


def year(asked: Query, quarters: Sequence[Period], found: Sequence[Collation]) -> Year:
    """What a year comes to, of the collations of its quarters."""
    titles = [each.title.partition(" (")[0] for each in quarters]
    register = _register(asked)
    return Year(
        titles,
        said(quarters, found, register, _audits(asked)),
        actions_of(register, quarters),
        activities_of(found),
        _programme(asked),
    )


def said(
    quarters: Sequence[Period],
    found: Sequence[Collation],
    register: Sequence[Action],
    audits: Sequence[tuple[set[str], str, date, date | None]],
) -> list[Said]:
    """Each recommendation once, in the order in which they were first made.

    `audits` are the themes, title, planned start and day of the report of each themed audit.
    """
    made: dict[tuple[str, str], list[tuple[int, Recommendation]]] = {}
    for place, each in enumerate(found):
        for one in each.recommendations:
            made.setdefault((one.kind, one.subject), []).append((place, one))
    states = {each.id: each.state for each in register}
    result = []
    for times in made.values():
        place, first = times[0]
        since = quarters[place].end
        audit, reported = _followed(first, since, quarters[-1].end, audits)
        became: Counter[str] = Counter(states[id_] for id_ in first.evidence if id_ in states)
        names = tuple(quarters[n].title.partition(" (")[0] for n, _ in times)
        result.append(Said(first, names, since, dict(became), audit, reported))
    return result


def _followed(
    one: Recommendation,
    since: date,
    end: date,
    audits: Sequence[tuple[set[str], str, date, date | None]],
) -> tuple[str, date | None]:
    """The audit of a theme that was begun, or reported, between two days."""
    for themes, title, start, reported in audits:
        known = reported if reported and reported <= end else None
        if one.subject in themes and (since < start <= end or (known and known > since)):
            return title, known
    return "", None


def actions_of(register: Sequence[Action], quarters: Sequence[Period]) -> Tally:
    """The actions raised in each quarter, by how they stand at the end of the last one."""
    columns = [
        Column("Raised in", "text"), Column("Raised", "count"), Column("Verified", "count"),
        Column("Done, to verify", "count"), Column("Open", "count"), Column("Overdue", "count"),
        Column("Cancelled", "count"),
    ]  # fmt: skip
    rows = []
    for each in quarters:
        ours = [a for a in register if each.start <= a.raised_on <= each.end]
        rows.append([each.title.partition(" (")[0], *_in_states(ours)])
    year = [a for a in register if quarters[0].start <= a.raised_on <= quarters[-1].end]
    rows.append(["The year", *_in_states(year)])
    return Tally("Actions raised in the year, and how they stand now", columns, rows)


def _in_states(actions: Sequence[Action]) -> list[int]:
    times = Counter(str(each.state) for each in actions)
    return [len(actions), *(times[state] for state in STATES)]


def activities_of(found: Sequence[Collation]) -> list[DoneBy]:
    """Each activity of the framework in each quarter."""
    by_key = [{each.key: each for each in one.activities} for one in found]
    result = []
    for activity in found[-1].activities:
        ours = [each.get(activity.key) for each in by_key]
        result.append(
            DoneBy(
                activity.title,
                activity.framework,
                [each.measures[0] if each and each.measures else None for each in ours],
                [
                    next((m for m in each.measures if m.label == IN_TIME and m.denominator), None)
                    if each
                    else None
                    for each in ours
                ],
            )
        )
    return result


def _register(asked: Query) -> list[Action]:
    if not asked.has("qa_action"):
        return []
    return [
        each
        for each in register_on(asked.connection, asked.end)
        if asked.service in ("", each.service) and asked.asks_of(each.activity)
    ]


def _audits(asked: Query) -> list[tuple[set[str], str, date, date | None]]:
    if not asked.has("qa_theme") or asked.words is None:
        return []
    rows = asked.everywhere().rows(
        """SELECT thm_title, thm_planned_start, thm_reported_on FROM qa_theme
        WHERE thm_title IS NOT NULL AND thm_planned_start IS NOT NULL
            AND COALESCE(thm_status, '') <> 'CANCELLED' ORDER BY thm_planned_start, thm_id"""
    )
    known = asked.words.themes
    return [(themes_in(title, known), title, start, reported) for title, start, reported in rows]


def _programme(asked: Query) -> Tally:
    """The themed audits that are planned to begin in the year that follows."""
    columns = [
        Column("Audit", "text"), Column("Cases", "count"), Column("Begins", "date"),
        Column("Report due", "date"),
    ]  # fmt: skip
    rows = []
    if asked.has("qa_theme"):
        after = asked.period.next()
        rows = asked.everywhere().rows(
            """SELECT thm_title, thm_sample_n, thm_planned_start, thm_planned_report FROM qa_theme
            WHERE thm_planned_start BETWEEN ? AND ? AND COALESCE(thm_status, '') <> 'CANCELLED'
            ORDER BY thm_planned_start, thm_id""",
            after.start,
            after.end,
        )
    plain = [[_iso(value) for value in row] for row in rows]
    return Tally("Themed audits planned for next year", columns, plain)


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
