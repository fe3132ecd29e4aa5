"""Case file audits as they were done: who audited which case, the grade, and what became of it.

The reported grade is the moderated one where the audit was moderated, else the auditor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from litmus.base.code_words import GRADES
from litmus.qa.query import Query

BEST_FIRST = tuple(GRADES)
# The audits of a case file: the services call theirs by their own names.
FULL_AUDITS = frozenset({"CASE_FILE", "RESIDENTIAL", "FOSTERING", "ADOPTION", "EARLY_HELP"})
NOT_DONE = "NOT_DONE"


@dataclass(frozen=True)
class Audit:
    """An audit of one case. Text that was left empty is ""; `grade` is the auditor's overall grade.

    month: the first day of the month of the programme that it is for. moderated: the overall grade
    after moderation, "" where nobody has moderated it. joint: "Y" or "N", whether it was done
    together with the worker. paired_with: the audit of the same case
    that it goes with. concern: whether it found one that somebody had to be told of at once.
    restricted: whether nobody may be named.
    """

    id: str
    kind: str
    status: str
    month: date | None = None
    person: str = ""
    team: str = ""
    service: str = ""
    worker: str = ""
    joint: str = ""
    auditor: str = ""
    role: str = ""
    paired_with: str = ""
    theme: str = ""
    allocated: date | None = None
    completed: datetime | None = None
    grade: str = ""
    concern: bool = False
    concern_fed_back: datetime | None = None
    summary_sent: datetime | None = None
    on_file: datetime | None = None
    submitted: datetime | None = None
    moderated: str = ""
    restricted: bool = False

    @property
    def done_on(self) -> date | None:
        """The day it was completed, else submitted; None where it is not done, or not yet."""
        at = self.completed or self.submitted
        return at.date() if at and self.status != NOT_DONE else None

    @property
    def final_grade(self) -> str:
        """The grade that counts: the moderated one where there is one."""
        return self.moderated or self.grade


def steps(better: str, worse: str) -> int | None:
    """How many steps the first grade lies above the second: negative where it is below.

    None where either is no grade. A step is the distance between neighbours.
    """
    if better not in GRADES or worse not in GRADES:
        return None
    return BEST_FIRST.index(worse) - BEST_FIRST.index(better)


def audits(asked: Query) -> Sequence[Audit]:
    """Every audit that the data hold, of any period, by id, as it was known at the end of the one
    asked about; none where there is no such table.

    Where one service is asked for, the audits of its cases.
    """
    return asked.once(("audits", asked.service, asked.as_at), lambda: _audits(asked))


def immediate_concerns(asked: Query) -> list[Audit]:
    """The audits of every kind finished in the period that found an immediate concern."""
    done = audits_between(audits(asked), asked.start, asked.end)
    return [each for each in done if each.concern]


def _audits(asked: Query) -> list[Audit]:
    if not asked.has("qa_audit"):
        return []
    moderated = _moderated_grades(asked)
    rows = asked.dictionaries(
        """SELECT aud_id AS id, COALESCE(aud_type, '') AS kind, COALESCE(aud_status, '') AS status,
            aud_period_month AS month, COALESCE(aud_person_id, '') AS person,
            COALESCE(aud_team_id, '') AS team, COALESCE(aud_service, '') AS service,
            COALESCE(aud_worker_id, '') AS worker,
            COALESCE(aud_joint_with_worker_yn, '') AS joint,
            COALESCE(aud_auditor_id, '') AS auditor,
            COALESCE(aud_auditor_role, '') AS role,
            COALESCE(aud_paired_audit_id, '') AS paired_with,
            COALESCE(aud_theme_id, '') AS theme, aud_allocated_on AS allocated,
            aud_completed_at AS completed, COALESCE(aud_overall_grade, '') AS grade,
            COALESCE(aud_immediate_concern_yn = 'Y', FALSE) AS concern,
            aud_concern_fed_back_at AS concern_fed_back, aud_summary_sent_at AS summary_sent,
            aud_on_case_file_at AS on_file, aud_form_submitted_at AS submitted,
            COALESCE(restricted_yn = 'Y', FALSE) AS restricted
        FROM qa_audit WHERE ? IN ('', aud_service) ORDER BY aud_id""",
        asked.service,
    )
    return [Audit(**row, moderated=moderated.get(row["id"], "")) for row in rows]


def audits_between(found: Iterable[Audit], start: date, end: date) -> list[Audit]:
    """The audits that were finished from `start` to `end`, both included."""
    return [each for each in found if each.done_on and start <= each.done_on <= end]


def _moderated_grades(asked: Query) -> dict[str, str]:
    """The overall grade after moderation, by audit: what the last moderator said.

    A moderator who agrees need not write the grade again.
    """
    if not asked.has("qa_audit_moderation"):
        return {}
    rows = asked.rows(
        """SELECT aum_aud_id, COALESCE(
                aum_moderated_grade,
                CASE WHEN aum_agreed_yn = 'Y'
                    THEN COALESCE(aum_original_grade, aud_overall_grade) END
            )
        FROM qa_audit_moderation
        JOIN qa_audit ON aud_id = aum_aud_id
        WHERE COALESCE(aum_key_area, '') = ''
        ORDER BY aum_at NULLS FIRST, aum_id"""
    )
    return {audit: grade for audit, grade in rows if grade}
