"""A deep dive into one theme: its children, the sample, how it was judged (framework 5).

The children that a theme is about are a query of `params/deep_dives.yml`. They are set beside all
other children in need of the period, their audits beside all other audits, and in each indicator
that counts children's cases, theirs beside the others'.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from litmus.base.breakdowns import BREAKDOWNS, Breakdown
from litmus.base.code_words import GOOD_GRADES, GRADES, LISTS, SERVICES
from litmus.base.windows import Window, window_ending
from litmus.indicators import Indicator, compose, find
from litmus.indicators.declaration import StateAt
from litmus.qa.activities.counting import words_for
from litmus.qa.activities.judgements import JUDGED, REPORTED
from litmus.qa.collated import Compared, DeepDive
from litmus.qa.collation import themes_in
from litmus.qa.deep_dive_children import Children, children, run, settings, with_dates
from litmus.qa.deep_dive_children import absent as absent_from
from litmus.qa.findings import Vocabulary
from litmus.qa.model import Column, Measure, Tally
from litmus.qa.programme.audits import Audit, audits, audits_between
from litmus.qa.query import Query
from litmus.qa.vocabulary import Theme

OTHERS = "Audited, but not among the theme's children"  # chosen by the theme, not by their plan
IN_NEED = """SELECT cine_person_id AS person FROM ssd_cin_episodes
    WHERE cine_referral_date <= :end AND (cine_close_date IS NULL OR cine_close_date >= :start)"""


def dive(
    asked: Query,
    theme: Theme,
    words: Vocabulary,
    project: Path,
    parameters: Mapping[str, Mapping[str, int]],
) -> DeepDive:
    """Everything that the period's tables say of the theme.

    `words` are all themes of the council, `parameters` its settings of indicators. Raises
    LitmusError where the query of the theme's children cannot be run.
    """
    entry = settings(project, words.themes).get(theme.code)
    absent = absent_from(asked, entry) if entry else ""
    entry = None if absent else entry
    listed = _theme_audits(asked, theme, words)
    ours, others = _samples(asked, {row[0] for row in listed})
    return DeepDive(
        theme=theme.code,
        title=theme.title,
        population=entry.words if entry else "",
        absent=absent,
        groups=_groups(asked, entry) if entry else (),
        programme=_programme(listed),
        sample=_sample(asked, entry, ours),
        by_service=_by_service(ours),
        judgements=_judgements(asked, ours, others, list(words.key_areas)),
        comparison=_comparison(asked, entry, parameters) if entry else (),
        grades=_grades(ours, others),
    )


def _groups(asked: Query, entry: Children) -> list[Tally]:
    """The theme's children among all children in need of the period, as a whole and by group."""
    if not asked.has("ssd_cin_episodes", "ssd_person"):
        return []
    base = with_dates(IN_NEED, asked)
    people = children(asked, entry)
    indicator = Indicator(
        code=entry.words,
        name=entry.words,
        theme="",
        services=(),
        kind="percentage",
        pattern="snapshot at period end",
        unit="child",
        window="month",
        polarity="neutral",
        key_questions=(),
        numerator=entry.words,
        source="params/deep_dives.yml",
        cases=StateAt(
            rows=f"snapshots s CROSS JOIN ({base} UNION {people}) b "
            f"LEFT JOIN (SELECT DISTINCT person FROM ({people}) q) p ON p.person = b.person",
            person="b.person",
            numerator="p.person IS NOT NULL",
        ),
    )
    month = window_ending("month", asked.end)
    rows = run(asked, compose.figures_sql(indicator, [month]), entry)
    known = {(row[1], row[2]) for row in rows}
    of_children = [each for each in BREAKDOWNS.values() if each.characteristic]
    shown = [
        each for each in of_children if not each.of_nobody or _has_disability_data(each, known)
    ]
    return [_group(rows, breakdown) for breakdown in (*shown, BREAKDOWNS["service"])]


def _has_disability_data(breakdown: Breakdown, known: Collection[tuple[str, str]]) -> bool:
    """Whether the data say of anybody in which group they are."""
    return any(code == breakdown.code and group != breakdown.unknown for code, group in known)


def _group(rows: Sequence[tuple[Any, ...]], breakdown: Breakdown) -> Tally:
    ours = [row for row in rows if row[1] == breakdown.code]
    whole = [["All", [int(row[4]), int(row[5])]] for row in rows if row[1] == "all"]
    first = {group: place for place, group in enumerate(breakdown.deep_dive_order)}
    ours.sort(key=lambda row: (first.get(row[2], len(first)), row[2]))
    groups = [[_name(breakdown, row[2]), [int(row[4]), int(row[5])]] for row in ours]
    columns = [Column(breakdown.heading, "text"), Column("Of all children in need", "share")]
    return Tally(f"The children by {breakdown.label}", columns, [*whole, *groups])


def _name(breakdown: Breakdown, group: str) -> str:
    return breakdown.of(group).in_deep_dive or breakdown.name(group)


def _programme(listed: Sequence[tuple[Any, ...]]) -> Tally:
    """The audits of the programme that name the theme."""
    columns = [
        Column("Audit", "text"), Column("Asked for by", "text"), Column("Cases", "count"),
        Column("Begun", "date"), Column("Report due", "date"), Column("Reported", "done"),
    ]  # fmt: skip
    rows = [
        [title, words_for(by, LISTS["themes_asked_by"]), cases, *map(_iso, days)]
        for _, title, by, cases, *days in listed
    ]
    return Tally("Themed audits of this theme", columns, rows)


def _theme_audits(asked: Query, theme: Theme, words: Vocabulary) -> list[tuple[Any, ...]]:
    """The audits of the programme that name the theme, begun by the end of the period."""
    if not asked.has("qa_theme"):
        return []
    found = asked.rows(
        """SELECT thm_id, thm_title, thm_requested_by, thm_sample_n, thm_planned_start,
            thm_planned_report, thm_reported_on
        FROM qa_theme WHERE thm_planned_start <= ? ORDER BY thm_planned_start, thm_id""",
        asked.end,
    )
    return [row for row in found if row[1] and theme.code in themes_in(row[1], words.themes)]


def _samples(asked: Query, ids: Collection[str]) -> tuple[list[Audit], list[Audit]]:
    """The audits of the period that belong to these themed audits, and all others."""
    if not asked.has("qa_audit"):
        return [], []
    done = audits_between(audits(asked), asked.start, asked.end)
    return [a for a in done if a.theme in ids], [a for a in done if a.theme not in ids]


def _sample(asked: Query, entry: Children | None, ours: Sequence[Audit]) -> list[Measure]:
    cases = {audit.person for audit in ours if audit.person}
    measures = [
        Measure("Audits of the theme completed", "count", len(ours)),
        Measure("Children whose case was audited", "count", len(cases)),
    ]
    if entry:
        query = f"SELECT DISTINCT person FROM ({children(asked, entry)}) q"
        people = {row[0] for row in run(asked, query, entry) if row[0] is not None}
        share = Measure(
            "Of the theme's children, audited", "share", len(people & cases), len(people)
        )
        beyond = Measure(OTHERS, "count", len(cases - people))
        measures = [Measure("Children the theme is about", "count", len(people)), *measures]
        measures += [share, beyond]
    return measures


def _by_service(ours: Sequence[Audit]) -> Tally:
    services = sorted({audit.service for audit in ours})
    rows = [
        [
            SERVICES.get(service, service or "Not recorded"),
            sum(a.service == service for a in ours),
            _good([a.final_grade for a in ours if a.service == service]),
        ]
        for service in services
    ]
    columns = [
        Column("Service", "text"), Column("Audits", "count"), Column("Good or better", "share"),
    ]  # fmt: skip
    return Tally("Audits of the theme by service", columns, rows)


def _grades(ours: Sequence[Audit], others: Sequence[Audit]) -> Tally:
    rows = [
        [
            words,
            sum(a.final_grade == code for a in ours),
            sum(a.final_grade == code for a in others),
        ]
        for code, words in GRADES.items()
    ]
    columns = [
        Column("Overall grade", "text"), Column("Theme", "count"), Column("Other audits", "count"),
    ]  # fmt: skip
    return Tally("Overall grades, after moderation", columns, rows)


def _judgements(
    asked: Query, ours: Sequence[Audit], others: Sequence[Audit], order: Sequence[str]
) -> Tally:
    """Each key area's judgements good or better: in the theme's audits and in all others.

    They are the reported ones: moderated where the key area was moderated. `order` is that of the
    key areas in print.
    """
    columns = [
        Column("Key area", "text"),
        Column("Audits of the theme", "share"),
        Column("Other audits", "share"),
    ]
    if not asked.has("qa_audit_judgement") or not ours:
        return Tally("Judgements good or better", columns, ())
    found = asked.rows(f"SELECT auj_aud_id, auj_key_area, {REPORTED} FROM {JUDGED}")
    theme, rest = {audit.id for audit in ours}, {audit.id for audit in others}
    place = {area: n for n, area in enumerate(order)}
    judged = {area for audit, area, _ in found if audit in theme}
    areas = sorted(judged, key=lambda area: (place.get(area, len(place)), area))
    rows = [
        [
            area,
            _good([g for a, of, g in found if of == area and a in theme]),
            _good([g for a, of, g in found if of == area and a in rest]),
        ]
        for area in areas
    ]
    return Tally("Judgements good or better", columns, rows)


def _good(grades: Sequence[str]) -> list[int]:
    graded = [grade for grade in grades if grade in GRADES]
    return [sum(grade in GOOD_GRADES for grade in graded), len(graded)]


def _comparison(
    asked: Query, entry: Children, parameters: Mapping[str, Mapping[str, int]]
) -> list[Compared]:
    """Each indicator of the theme's children and of all others.

    Shares and means of children's cases only: a rate of part of the population is none.
    """
    found: list[Compared] = []
    for code in entry.indicators:
        indicator = find(code, parameters)
        if indicator.kind not in ("percentage", "mean") or not asked.has(*indicator.needs):
            continue
        window: Window = window_ending(indicator.window, asked.end)
        sql = compose.membership_sql(indicator, window, children(asked, entry))
        totals = {
            row[0]: (float(row[2] or 0), float(row[3] or 0)) for row in run(asked, sql, entry)
        }
        found.append(Compared(code, indicator.kind, totals.get(1, (0, 0)), totals.get(0, (0, 0))))
    return found


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
