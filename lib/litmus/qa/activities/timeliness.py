"""Deadlines in an activity's section: shares in time, by rule, team and role."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from litmus.base.code_words import ROLES
from litmus.qa.activities.counting import words_for
from litmus.qa.model import Column, Measure, Tally
from litmus.qa.programme.deadlines import CONCERN, Timed, Timeliness, by, by_rule, title
from litmus.qa.programme.posts import team_names
from litmus.qa.programme.requirements import Deadlines
from litmus.qa.query import Query


def timeliness_measures(
    rules: Sequence[str],
    now: Sequence[Timed],
    before: Sequence[Timed],
    limits: Deadlines,
    base: str,
) -> list[Measure]:
    """The share in time of each rule; what lacks its time stamp was not. `base`: of what."""
    found = {each.rule: each for each in by_rule(now)}
    was = {each.rule: each for each in by_rule(before)}
    nothing = Timeliness("", "", 0, 0, 0, 0)
    measures = []
    for rule in rules:
        one, other = found.get(rule, nothing), was.get(rule, nothing)
        measures.append(
            Measure(
                title(rule, limits),
                "share",
                one.met,
                one.due,
                other.met,
                other.due,
                "higher",
                "immediate concerns" if rule == CONCERN.key else base,
            )
        )
    return measures


def timeliness_tables(
    rules: Sequence[str], found: Sequence[Timed], limits: Deadlines, asked: Query
) -> list[Tally]:
    """In time, late and not recorded by rule; then the share in time by team and by role."""
    ours = [each for each in found if each.rule in rules]
    total = by_rule(ours)
    note = (
        "Not recorded: the deadline has passed and no time is written down; it counts as not in "
        f"time. Days are {limits.days} days, hours go by the clock."
    )
    overall = Tally(
        "Deadlines",
        [
            Column("Deadline", "text"),
            Column("In time", "share"),
            Column("Late", "count"),
            Column("Not recorded", "count"),
            Column("Not due yet", "count"),
        ],
        [
            [title(t.rule, limits), [t.met, t.due], t.late, t.not_recorded, t.not_yet_due]
            for t in total
        ],
        note,
    )
    teams, roles = team_names(asked), ROLES
    return [
        overall,
        _shares("Deadlines kept, by team", "Team", ours, lambda e: e.team, teams, rules, limits),
        _shares("Deadlines kept, by role", "Role", ours, lambda e: e.role, roles, rules, limits),
    ]


def _shares(
    caption: str,
    heading: str,
    found: Sequence[Timed],
    group: Callable[[Timed], str],
    names: Mapping[str, str],
    rules: Sequence[str],
    limits: Deadlines,
) -> Tally:
    """A row a group, a column a rule: the share in time."""
    counted = {(each.group, each.rule): each for each in by(group, found)}
    shown = [rule for rule in rules if any(rule == each.rule for each in counted.values())]
    groups = sorted({name for name, _ in counted}, key=lambda name: (not name, name))
    nothing = Timeliness("", "", 0, 0, 0, 0)
    rows = []
    for name in groups:
        cells = [counted.get((name, rule), nothing) for rule in shown]
        rows.append([words_for(name or None, names), *([each.met, each.due] for each in cells)])
    columns = [Column(heading, "text"), *(Column(title(r, limits), "share") for r in shown)]
    return Tally(caption, columns, rows)
