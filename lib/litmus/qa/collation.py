"""Everything that quality assurance says of a period, brought together (framework 3.4.3, 19.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from litmus.base.key_questions import KEY_QUESTIONS
from litmus.qa import crossreference, findings, gravest, themes
from litmus.qa.actions import register as register_of
from litmus.qa.actions.register import Action
from litmus.qa.activities import EVERY, titles
from litmus.qa.activities.audits import audits
from litmus.qa.activities.observations import observations
from litmus.qa.collated import Balance, Collation, Evidence
from litmus.qa.crossreference import Side
from litmus.qa.findings import Vocabulary
from litmus.qa.gravest import Counted, Rule
from litmus.qa.kinds import METHODS
from litmus.qa.model import Finding
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.query import Query
from litmus.qa.recommendations import recommend
from litmus.qa.vocabulary import Theme, key_areas, normalise, plain
from litmus.qa.vocabulary import themes as listed_themes

FromActivity = TypeVar("FromActivity", Finding, Action)

PERIODS = 4  # that a theme's growth is judged against
YEAR = timedelta(days=365)


def vocabulary(project: Path) -> Vocabulary:
    """The key areas and themes of `params/`. Raises UsageError where they are wrong."""
    return Vocabulary(key_areas(project), listed_themes(project))


def collate(
    asked: Query,
    words: Vocabulary,
    programme: AuditProgramme,
    standings: Mapping[str, tuple[Side, str]],
    key_questions: Mapping[str, Sequence[str]],
    rules: Mapping[str, Rule] | None = None,
    without_worker: int | None = None,
) -> Collation:
    """All activities of the period, their findings, themes and actions, and what follows.

    `rules` find the gravest facts (`litmus.qa.gravest`); `without_worker` is the number of children
    in need whom no social worker has, where it is known.

    `programme` says what is due of whom, and by when.
    `standings` says of each indicator whether it is good or poor (`crossreference.standing`),
    `key_questions` which it speaks to, both by code.
    """
    asked = replace(asked, words=words)
    found = evidence(asked, words, standings, key_questions)
    now = found.findings
    before = [_findings(replace(asked, period=each), words) for each in asked.earlier(PERIODS)]
    kinds = {method.title: method.kind for method in METHODS.values()}
    counts = themes.count(now, before, words.themes, kinds)
    suggested = themes.suggestions(counts, audit_themes(asked.everywhere(), words))
    register, earlier = _registers(asked)
    activities = [
        audits(asked, programme, dict(words.key_areas)),
        observations(asked, programme),
        *(each(asked) for each in EVERY),
    ]
    ours = titles() if asked.activities is None else asked.activities
    activities = [each for each in activities if each.key in ours]
    others = {title for key, title in titles().items() if key not in ours}
    urgent = register_of.by_urgency(register)
    grave = gravest.find(Counted(asked, activities, urgent, rules or {}, without_worker))
    return Collation(
        **vars(found),
        activities=activities,
        balances=balances(now),
        themes=counts,
        unknown=findings.unknown(now, words),
        suggestions=suggested,
        action_measures=register_of.measures(register, earlier, asked.start, asked.end),
        overdue_actions=register_of.ageing(register),
        actions=urgent,
        gravest=[fact for fact in grave if fact.section not in others],
        recommendations=recommend(suggested, found.crossings, register),
    )


def evidence(
    asked: Query,
    words: Vocabulary,
    standings: Mapping[str, tuple[Side, str]],
    key_questions: Mapping[str, Sequence[str]],
) -> Evidence:
    """The findings of the period alone, and the indicators that they bear on; see `collate`."""
    found = _findings(asked, words)
    judged: Mapping[str, Mapping[str, int]] = {}
    if asked.has("qa_audit", "qa_audit_judgement"):
        judged = crossreference.judgements(asked.connection, asked.start, asked.end, asked.service)
    return Evidence(
        findings=found,
        crossings=crossreference.cross(found, judged, standings, key_questions, words),
        theme_titles={code: theme.title for code, theme in words.themes.items()},
        key_area_titles={code: area.title for code, area in words.key_areas.items()},
    )


def balances(found: Iterable[Finding]) -> list[Balance]:
    """The findings on each of the six key questions, in their order."""
    by_question: dict[str, list[Finding]] = {code: [] for code in KEY_QUESTIONS}
    for each in found:
        by_question.setdefault(each.key_question, []).append(each)
    return [
        Balance(
            code,
            sum(each.polarity == "STRENGTH" for each in ours),
            sum(each.polarity == "CONCERN" for each in ours),
            sum(each.polarity == "LEARNING" for each in ours),
            tuple(sorted({each.activity for each in ours})),
        )
        for code, ours in by_question.items()
        if code in KEY_QUESTIONS
    ]


def audit_themes(asked: Query, words: Vocabulary) -> set[str]:
    """The themes that an audit covers: planned for the year ahead, under way, or just reported.

    Just reported means within the year before the end of the period.
    """
    if not asked.has("qa_theme"):
        return set()
    rows = asked.rows(
        """SELECT thm_title FROM qa_theme
        WHERE thm_planned_start <= ? AND (thm_reported_on IS NULL OR thm_reported_on > ?)
            AND COALESCE(thm_status, '') <> 'CANCELLED'""",
        asked.end + YEAR,
        asked.end - YEAR,
    )
    return {theme for (title,) in rows if title for theme in themes_in(title, words.themes)}


def themes_in(title: str, listed: Mapping[str, Theme]) -> set[str]:
    """The themes whose code, title or synonym stands in the title of an audit.

    Words count once, for the longest name that they are part of: an audit of "risk assessment" is
    one of the analysis of risk, not one of assessments.
    """
    words = plain(title).split()
    found: set[str] = set()
    first = 0
    while first < len(words):
        ends = range(len(words), first, -1)
        named = ((end, normalise(" ".join(words[first:end]), listed)) for end in ends)
        end, code = next(((end, code) for end, code in named if code), (first + 1, None))
        found |= {code} if code else set()
        first = end
    return found


def _findings(asked: Query, words: Vocabulary) -> list[Finding]:
    if not asked.has("qa_finding"):
        return []
    found = findings.read(asked.connection, asked.start, asked.end, words)
    return _asked_of(found, asked)


def _registers(asked: Query) -> tuple[list[Action], list[Action]]:
    """The register on the last day of the period, and on the day before its first."""
    if not asked.has("qa_action"):
        return [], []
    return _register(asked, asked.end), _register(asked, asked.start - timedelta(days=1))


def _register(asked: Query, day: date) -> list[Action]:
    return _asked_of(register_of.register(asked.connection, day), asked)


def _asked_of(found: Iterable[FromActivity], asked: Query) -> list[FromActivity]:
    """Those of the service and of the activities that are asked of."""
    ours = [each for each in found if asked.service in ("", each.service)]
    return [each for each in ours if asked.asks_of(each.activity)]
