"""Rows of the tables around audits, with what a test does not say filled in."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from litmus.qa.programme.requirements import AuditProgramme, Requirement, audit_programme

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = audit_programme(PROJECT)


def audit(id_: str, month: str, done: str | None, by: str = "TM-A", **more: Any) -> dict[str, Any]:
    """An audit for a month ("2016-04"), completed at a time ("2016-04-12 16:30") or not at all."""
    row = {
        "aud_id": id_,
        "aud_type": "CASE_FILE",
        "aud_period_month": date.fromisoformat(f"{month}-01"),
        "aud_auditor_id": by,
        "aud_auditor_role": "TM",
        "aud_service": "CIN",
        "aud_team_id": "A",
        "aud_person_id": f"child of {id_}",
        "aud_completed_at": datetime.fromisoformat(done) if done else None,
        "aud_overall_grade": "GOOD",
        "aud_status": "SUBMITTED" if done else "ALLOCATED",
    }
    return row | more


def team(id_: str, service: str = "CIN", since: str = "2000-01-01", **more: Any) -> dict[str, Any]:
    """A team in a service from a day on; its manager is TM-<team>."""
    row = {
        "rts_team_id": id_,
        "rts_service": service,
        "rts_team_manager_id": f"TM-{id_}",
        "rts_service_manager_id": f"SM-{service}",
        "rts_hos_id": f"HOS-{service}",
        "rts_valid_from": date.fromisoformat(since),
    }
    return row | more


def requirement(**more: Any) -> Requirement:
    """One audit of a case file a month by each team manager in CIN, always in force."""
    said: dict[str, Any] = {
        "id": "R",
        "roles": ["TM"],
        "services": ["CIN"],
        "activity": "CASE_FILE",
        "count": 1,
        "unit": "post",
        "period": "MONTH",
        "scope": "OWN_SERVICE",
        "active_from": "2015-01-01",
        "basis": "4.3",
        "seed_text": "1 case file a month",
    }
    return Requirement.model_validate(said | more)


def programme(*requirements: Requirement, **more: Any) -> AuditProgramme:
    """The shipped settings with these requirements."""
    return SHIPPED.model_copy(update={"requirements": requirements, "posts": {}, **more})
