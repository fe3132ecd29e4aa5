"""The audit programme as the council sets it: `params/audit_programme.yml`, typed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from litmus.base.code_words import ROLES, SERVICES
from litmus.base.errors import UsageError
from litmus.base.params import Day, Setting, like, one_of, read, validate

FILE = "audit_programme"

Role = Annotated[str, one_of(ROLES)]
Service = Annotated[str, one_of(SERVICES)]
# What is done; `litmus.qa.programme.work_done` says which rows count as which.
ActivityCode = Literal[
    "CASE_FILE", "QA_OF_AUDIT", "SUPERVISED_IRO", "LADO", "OBSERVATION", "CONFERENCE_OBSERVATION",
    "DUTY_OBSERVATION", "DIP_SAMPLE", "CASE_TRACKING", "UNANNOUNCED", "FRONT_LINE",
    "INSPECTION_OWN", "VALIDATION", "CHILDRENS_HOME", "HALF_DAY",
]  # fmt: skip
PeriodCode = Literal["MONTH", "TWO_MONTHS", "QUARTER", "HALF_YEAR", "YEAR", "UNSPECIFIED"]
Unit = Literal["post", "team", "cluster", "service", "worker", "audit"]
Days = Literal["working", "calendar"]
Stage = Literal["STAGE1", "STAGE2", "STAGE3"]


class Requirement(Setting):
    """What a role must do: a row of the framework's table.

    count: how many in each period; None where the framework gives no number. unit: who owes it.
    services: the services whose posts (or teams) owe it; "ALL" for every one. active_from and
    active_to: the first and the last day on which it holds. seed_text: the framework's words,
    its abbreviations written out.
    """

    id: str
    roles: tuple[Role, ...] = Field(min_length=1)
    services: tuple[Service, ...] | Literal["ALL"]
    activity: ActivityCode
    count: int | None = Field(default=None, ge=1)
    unit: Unit
    period: PeriodCode
    scope: Literal["OWN_TEAM", "OWN_SERVICE", "ANY"]
    paired_with_role: Role | None = None
    active_from: Day
    active_to: Day | None = None
    basis: str
    seed_text: str
    note: str = ""

    @model_validator(mode="after")
    def _check_countable(self) -> Self:
        if self.is_scored and (self.count is None or self.unit == "audit"):
            raise ValueError("a requirement with a period needs a count and a unit that owes it")
        if self.active_to and self.active_to < self.active_from:
            raise ValueError("active_to is before active_from")
        return self

    @property
    def is_scored(self) -> bool:
        """Whether the framework says how often; what it leaves open is listed, never scored."""
        return self.period != "UNSPECIFIED"

    def covers(self, service: str) -> bool:
        """Whether the posts of a service owe it."""
        return self.services == "ALL" or service in self.services


class StageLimit(Setting):
    """Days to respond to a complaint, and the longest that they can be extended to."""

    days: int = Field(ge=1)
    longest: int = Field(ge=1)


class Deadlines(Setting):
    """The limits of 4.6, 10.3 and 13.1. `days` says what "5 days" counts."""

    days: Days = "working"
    complaint_days: Days = "working"
    summary_hours: int = Field(default=48, ge=1)
    form_days: int = Field(default=5, ge=0)
    observation_days: int = Field(default=5, ge=0)
    complaints: Mapping[Stage, StageLimit]


class ModerationSettings(Setting):
    """How moderation is judged, and what is chosen for it."""

    months: int = Field(default=24, ge=1)
    fewest: int = Field(default=8, ge=2)
    new_auditor_audits: int = Field(default=3, ge=0)
    random_one_in: int = Field(default=10, ge=0)


class AllocationSettings(Setting):
    """How cases are drawn.

    own_cases: what an auditor may not audit: cases `held`, or those of the own `team` as well.
    pairs_prefer: the services whose cases a reviewing officer or chair gets first. clusters: the
    team of each early help cluster, whose cases are known by their assessment alone.
    """

    seed: str
    not_again_months: int = Field(default=12, ge=0)
    own_cases: Literal["held", "team"] = "team"
    pairs_prefer: Mapping[Role, tuple[Service, ...]] = Field(default_factory=dict)
    clusters: Mapping[str, str] = Field(default_factory=dict)


class Emphasis(Setting):
    """The cases that a themed audit looks at first."""

    plan_categories: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    looked_after: bool = False


class AuditProgramme(Setting):
    """Everything in `params/audit_programme.yml`."""

    deadlines: Deadlines
    moderation: ModerationSettings
    allocation: AllocationSettings
    emphasis: Mapping[str, Emphasis] = Field(default_factory=dict)
    posts: Mapping[Role, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    requirements: tuple[Requirement, ...]


def audit_programme(project: Path) -> AuditProgramme:
    """The council's audit programme. Raises UsageError where the file is missing or wrong."""
    where = f"params/{FILE}.yml"
    given = read(project, FILE)
    if not isinstance(given, dict) or not isinstance(given.get("requirements"), list):
        raise UsageError(f"{where}: expected settings and a list called requirements.")
    # One by one, so that an error names the requirement and not its number.
    requirements = tuple(
        validate(Requirement, entry, f"{where}, {_name(entry, place)}")
        for place, entry in enumerate(given["requirements"], 1)
    )
    _no_id_twice(requirements, where)
    whole = like(given, {**given, "requirements": requirements})
    return validate(AuditProgramme, whole, where)


def _name(entry: object, place: int) -> str:
    named = entry.get("id") if isinstance(entry, dict) else None
    return str(named) if isinstance(named, str | int) and named else f"requirement {place}"


def _no_id_twice(requirements: tuple[Requirement, ...], where: str) -> None:
    seen: set[str] = set()
    for each in requirements:
        if each.id in seen:
            raise UsageError(f"{where}, {each.id}: a second requirement of that id; expected one.")
        seen.add(each.id)
