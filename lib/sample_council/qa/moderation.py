"""Moderation: the QA Manager grades a third of the audits again, mostly a little less kindly."""

from sample_council.chance import Bands, Chance
from sample_council.days import day
from sample_council.qa.audit import Audit
from sample_council.qa.audit_outcomes import Judged
from sample_council.qa.course import later
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.grading import GRADES, LENIENT, SEVERE, error, grade
from sample_council.qa.staff import EXTERNAL
from sample_council.volumes import EXTRACT

# Per thousand audits; more of those who are known to grade unlike others.
_MODERATED, _MODERATED_OF_SOME = 390, 930
_AFTER = Bands((600, 3, 10), (400, 11, 22))  # working days after the form came in
_STRICTER, _UNSURE = 25, 110  # thousandths of the scale
# Per cent of the difference that the moderator lets pass: less where it is met every month.
_ANCHORED, _ANCHORED_BY_SOME = 45, 10
_AREAS = Bands((520, 0, 0), (260, 1, 1), (220, 2, 3))
_AREA_CHANGED = 620  # per thousand areas that are moderated
_PEERS_SINCE, _BY_PEERS = day("2017-01-01"), 90  # per thousand by an external moderator
_LOWER = (
    "The evidence given does not support the grade.",
    "Timescales were not kept, which the grade does not reflect.",
    "The child's voice is weaker than the audit says.",
    "Analysis is thin although the file is in good order.",
    "Management oversight is missing for part of the period.",
    "The grade describes effort; the difference made is not evident.",
)
_HIGHER = (
    "Good work with the family outweighs gaps in recording.",
    "The auditor looked at the record only; outcomes are better than it shows.",
    "Progress in recent months deserves more credit.",
    "The grade descriptors for good are met.",
)


def moderate(writing: Writing, audit: Audit, judged: Judged, chance: Chance) -> bool:
    """Moderates the audit, or not; says whether it did. Writes what was said, area by area."""
    some = audit.duty.auditor in (*LENIENT, *SEVERE)
    chosen = chance.happens(_MODERATED_OF_SOME if some else _MODERATED)
    if not chosen or not judged or audit.course.submitted is None:
        return False
    at = later(audit.course.submitted, chance.draw(_AFTER), chance)
    moderator = QA_MANAGER
    if at.day >= _PEERS_SINCE and chance.happens(_BY_PEERS):
        moderator = EXTERNAL
    if at.day > EXTRACT:
        return False
    again = audit.true - _STRICTER + error(chance, _UNSURE)
    again += (audit.score - again) * (_ANCHORED_BY_SOME if some else _ANCHORED) // 100
    grades: list[tuple[str | None, str, str]] = [(None, audit.grade, _near(audit.grade, again))]
    areas = list(judged)
    for _ in range(chance.draw(_AREAS)):
        area = areas.pop(chance.below(len(areas)))
        moved = 80 if again < audit.score else -80
        changed = chance.happens(_AREA_CHANGED)
        place = GRADES.index(judged[area]) + (0 if not changed else 1 if moved > 0 else -1)
        grades.append((area, judged[area], GRADES[max(0, min(3, place))]))
    for area_or_none, original, moderated in grades:
        agreed = original == moderated
        row = (
            *(writing.identifier("qa_audit_moderation", "MOD"), audit.id, moderator, at),
            *(area_or_none, original, moderated, "Y" if agreed else "N"),
            None if agreed else _reason(original, moderated, chance),
        )
        writing.add("qa_audit_moderation", *row, by=moderator, at=at)
    return True


def _near(original: str, score: int) -> str:
    """The moderator's grade: not more than one away from the auditor's."""
    was, now = GRADES.index(original), GRADES.index(grade(score))
    return GRADES[max(was - 1, min(was + 1, now))]


def _reason(original: str, moderated: str, chance: Chance) -> str:
    lower = GRADES.index(moderated) > GRADES.index(original)
    return chance.pick(_LOWER if lower else _HIGHER)
