"""Indicators and the evidence of practice, side by side: where they agree, where they contradict.

Framework 3.4.2 and 3.4.3. An indicator says how much is done and when, an audit how well. They are
tied by the key areas of the audit tool (params/key_areas.yml) and by whoever tied a finding to an
indicator. Each side is said to be good or poor only where it is clearly so; otherwise nothing is
concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from litmus.base.code_words import GOOD_GRADES, GRADES
from litmus.figures.statistics.intervals import wilson
from litmus.qa.activities.judgements import DONE, JUDGED, REPORTED
from litmus.qa.findings import Vocabulary
from litmus.qa.model import Finding
from litmus.qa.query import Query

FEWEST = 10  # judgements, or findings, below which practice is said to be neither good nor poor
HALF = 0.5

Side = Literal["good", "poor", "mixed", "not known"]
Verdict = Literal["agree", "contradict", "open"]


@dataclass(frozen=True)
class Crossing:
    """One indicator and the evidence of practice that belongs to it.

    indicator: by its target (green, red, amber) or, without one, by its comparison. practice: by
    the reported judgements of its key areas, or where they are few by its findings. judged, good:
    judgements, and how many of them are good or outstanding.
    """

    code: str
    key_questions: Sequence[str]
    key_areas: Sequence[str]
    indicator: Side
    by: Literal["target", "comparison", ""]
    practice: Side
    judged: int
    good: int
    strengths: int
    concerns: int
    findings: Sequence[str]

    @property
    def verdict(self) -> Verdict:
        """Whether both sides, where both are clear, say the same."""
        if self.indicator in ("mixed", "not known") or self.practice in ("mixed", "not known"):
            return "open"
        return "agree" if self.indicator == self.practice else "contradict"


def judgements(asked: Query) -> dict[str, dict[str, int]]:
    """How often each key area was given each grade, in audits completed in the period.

    Of one service, or of all. The reported grade: the moderated one where the key
    area was moderated (the latest, if it was more than once). Audits that were not done and key
    areas that were not applicable are left out.
    """
    rows = asked.rows(
        f"""SELECT auj_key_area, {REPORTED} AS grade, COUNT(*) FROM {JUDGED}
        WHERE CAST(aud_completed_at AS DATE) BETWEEN ? AND ?
            AND {DONE} AND ? IN ('', aud_service)
        GROUP BY 1, 2 ORDER BY 1, 2""",
        asked.start,
        asked.end,
        asked.service,
    )
    found: dict[str, dict[str, int]] = {}
    for area, grade, times in rows:
        if grade in GRADES:
            found.setdefault(area, {})[grade] = times
    return found


def standing(figure: Mapping[str, Any] | None, polarity: str) -> tuple[Side, str]:
    """Whether an indicator is good or poor, and by what: its target, else its comparison.

    `figure` has `value`, `rag`, `lower`, `upper` and `benchmark`. Without a target the comparison
    decides, and only where the whole interval lies on one side of it.
    """
    if not figure or figure["value"] is None:
        return "not known", ""
    if figure["rag"]:
        return {"green": "good", "red": "poor"}.get(figure["rag"], "mixed"), "target"  # type: ignore[return-value]
    other, lower, upper = figure["benchmark"], figure["lower"], figure["upper"]
    if polarity == "neutral" or other is None or lower is None or upper is None:
        return "not known", ""
    if lower <= other <= upper:
        return "mixed", "comparison"
    return ("good" if (lower > other) == (polarity == "higher") else "poor"), "comparison"


def practice(good: int, judged: int, strengths: int, concerns: int) -> Side:
    """Whether practice is good or poor: most judgements good, or most not, beyond chance.

    The 95% Wilson interval of the share has to lie above or below one half. Where fewer than ten
    judgements were made, the share of strengths among the findings stands for it.
    """
    share, n = (good, judged) if judged >= FEWEST else (strengths, strengths + concerns)
    if n < FEWEST:
        return "not known"
    lower, upper = wilson(share, n)
    if lower is not None and lower > HALF:
        return "good"
    return "poor" if upper is not None and upper < HALF else "mixed"


def cross(
    findings: Iterable[Finding],
    judged: Mapping[str, Mapping[str, int]],
    standings: Mapping[str, tuple[Side, str]],
    key_questions: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
) -> list[Crossing]:
    """Every indicator that a key area or a finding is tied to, in the order of `standings`.

    `standings` and `key_questions` are by indicator code.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        for code in finding.indicators:
            by_code.setdefault(code, []).append(finding)
    found = []
    for code, (side, by) in standings.items():
        areas = [name for name, area in vocabulary.key_areas.items() if code in area.indicators]
        ours = by_code.get(code, [])
        if areas or ours:
            found.append(_crossing(code, key_questions[code], areas, ours, judged, side, by))
    return found


def _crossing(
    code: str,
    questions: Sequence[str],
    areas: Sequence[str],
    findings: Sequence[Finding],
    judged: Mapping[str, Mapping[str, int]],
    side: Side,
    by: Any,
) -> Crossing:
    graded = [judged.get(area, {}) for area in areas]
    n = sum(sum(grades.values()) for grades in graded)
    good = sum(grades.get(grade, 0) for grades in graded for grade in GOOD_GRADES)
    strengths = sum(each.is_strength for each in findings)
    concerns = sum(each.is_concern for each in findings)
    return Crossing(
        code=code,
        key_questions=tuple(questions),
        key_areas=tuple(areas),
        indicator=side,
        by=by,
        practice=practice(good, n, strengths, concerns),
        judged=n,
        good=good,
        strengths=strengths,
        concerns=concerns,
        findings=tuple(each.id for each in findings),
    )
