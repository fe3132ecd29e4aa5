"""Case tracking: directors and heads of service audit each stage of a child's journey as it ends.

The Divisional Director allocates the cases; the stages are those of the child's own record.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working, day, on_or_after
from sample_council.qa.caseload import SERVICE
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import Writing
from sample_council.qa.grading import auditor_score, grade
from sample_council.qa.phrases import finding_text
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.staff import DIVISIONAL_DIRECTOR, STRATEGIC_DIRECTOR, role_of
from sample_council.qa.turns import theme_of
from sample_council.tables import COLUMNS, Tables
from sample_council.volumes import EXTRACT

TRACKERS = (
    *("HOS-DAS", "HOS-CIN", "HOS-LAC", "HOS-EARLY_HELP", "HOS-CP_SAFEGUARDING"),
    *(DIVISIONAL_DIRECTOR, STRATEGIC_DIRECTOR),
)
_BEGAN = day("2015-11-02")
_NEXT_AFTER = Bands((500, 70, 120), (350, 121, 180), (150, 181, 270))  # days
_TRACKED_FOR = Bands((300, 120, 200), (500, 201, 330), (200, 331, 450))
_LOOKED_BACK, _FEWEST, _MOST_OF_A_KIND = 21, 4, 2
_AUDITED_AFTER = Weights({1: 15, 2: 20, 3: 20, 5: 20, 8: 12, 14: 8, None: 5})  # working days
_CLOSED_AFTER = 14
_FOUND, _ACTS = 430, 600  # per thousand stages; concerns
_AREA = {
    "CONTACT": "REFERRAL_DECISION", "REFERRAL": "REFERRAL_DECISION", "ASSESSMENT": "ASSESSMENT",
    "STRATEGY_S47": "RISK_ANALYSIS", "ICPC": "MULTI_AGENCY", "CIN_PLAN": "PLAN_SMART",
    "CP_PLAN": "PLAN_SMART", "CARE_PLAN": "PLAN_SMART", "PLACEMENT": "IMPACT_OUTCOMES",
    "REVIEW": "REVIEWS", "PERMANENCE": "PERMANENCE", "LEAVING_CARE": "PLAN_SMART",
    "CLOSURE": "IMPACT_OUTCOMES",
}  # fmt: skip


Row = dict[str, Any]
Events = dict[str, list[tuple[int, str]]]


def _always(row: Row) -> bool:  # noqa: ARG001
    return True


class Origin(NamedTuple):
    """Where the record says that a stage was completed: the column of the child and of the day.

    `counts`: whether the row is such a stage at all.
    """

    stage: str
    table: str
    child: str
    day: str
    counts: Callable[[Row], bool] = _always


_SOURCES = (
    Origin("CONTACT", "ssd_contacts", "cont_person_id", "cont_contact_date"),
    Origin(
        "REFERRAL", "ssd_cin_episodes", "cine_person_id", "cine_referral_date",
        lambda row: row["cine_referral_nfa"] == "N",
    ),
    Origin("ASSESSMENT", "ssd_cin_assessments", "cina_person_id", "cina_assessment_auth_date"),
    Origin("STRATEGY_S47", "ssd_s47_enquiry", "s47e_person_id", "s47e_s47_end_date"),
    Origin("ICPC", "ssd_initial_cp_conference", "icpc_person_id", "icpc_icpc_date"),
    Origin("CIN_PLAN", "ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_start_date"),
    Origin("CP_PLAN", "ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date"),
    Origin("REVIEW", "ssd_cp_reviews", "cppr_person_id", "cppr_cp_review_date"),
    Origin(
        "REVIEW", "ssd_cla_reviews", "clar_cla_person_id", "clar_cla_review_date",
        lambda row: row["clar_cla_review_cancelled"] == "N",
    ),
    Origin(
        "CARE_PLAN", "ssd_cla_episodes", "clae_person_id", "clae_cla_episode_start_date",
        lambda row: row["clae_cla_episode_start_reason"] == "S",
    ),
    Origin("PLACEMENT", "ssd_cla_placement", "clap_person_id", "clap_cla_placement_start_date"),
    Origin("PERMANENCE", "ssd_permanence", "perm_person_id", "perm_adm_decision_date"),
    Origin("CLOSURE", "ssd_cin_episodes", "cine_person_id", "cine_close_date"),
)  # fmt: skip


def record(writing: Writing, seed: str) -> None:
    """Writes the cases tracked, their stages, and findings of some of these."""
    chance = Chance(f"{seed}/qa/case tracking")
    remarks = Remarks(writing, "qa_case_tracking", seed)
    events = _events(writing.tables)
    begun = _children_by_day(events)
    taken: set[str] = set()
    for allocated, tracker in _allocations(chance):
        child = _choose(events, begun, allocated, tracker, taken, chance)
        if child is not None:
            taken.add(child)
            _track(writing, remarks, child, events[child], allocated, tracker, chance)


def _events(tables: Tables) -> Events:
    """The stages that were completed, by child, the earliest first."""
    found: Events = defaultdict(list)
    for source in _SOURCES:
        names = COLUMNS[source.table]
        child, when = names.index(source.child), names.index(source.day)
        for row in tables.rows[source.table]:
            on = row[when]
            if on is None or not _BEGAN - _LOOKED_BACK <= on <= EXTRACT:
                continue
            if source.counts(dict(zip(names, row, strict=True))):
                found[row[child]].append((on, source.stage))
    for stages in found.values():
        stages.sort()
    return found


def _children_by_day(events: Events) -> dict[int, list[str]]:
    """The children whose referral was on a day."""
    found: dict[int, list[str]] = defaultdict(list)
    for child, stages in events.items():
        for on, stage in stages:
            if stage == "REFERRAL":
                found[on].append(child)
    return found


def _allocations(chance: Chance) -> Iterator[tuple[int, str]]:
    """When a tracker is given a case, one tracker after the other."""
    for tracker in TRACKERS:
        when = _BEGAN + chance.between(0, 90)
        while when < EXTRACT - 30:
            yield on_or_after(when), tracker
            when += chance.draw(_NEXT_AFTER)


def _choose(
    events: Events,
    begun: dict[int, list[str]],
    allocated: int,
    tracker: str,
    taken: set[str],
    chance: Chance,
) -> str | None:
    """A child referred lately with a journey ahead: into care for those who head that service."""
    lately = [
        child
        for on in range(allocated - _LOOKED_BACK, allocated + 1)
        for child in begun.get(on, ())
        if child not in taken
    ]
    ahead = {child: {stage for on, stage in events[child] if on >= allocated} for child in lately}
    wanted = "CARE_PLAN" if tracker == "HOS-LAC" else None
    fewest = _FEWEST if allocated < EXTRACT - 120 else 2
    found = [child for child in lately if len(ahead[child]) >= fewest]
    found = [child for child in found if wanted in ahead[child]] or found
    return chance.pick(found) if found else None


def _track(
    writing: Writing,
    remarks: Remarks,
    child: str,
    events: list[tuple[int, str]],
    allocated: int,
    tracker: str,
    chance: Chance,
) -> None:
    one = writing.identifier("qa_case_tracking", "TRK")
    end = allocated + chance.draw(_TRACKED_FOR)
    number: dict[str, int] = defaultdict(int)
    for on, stage in dict.fromkeys(events):  # once, though there may be two of a day
        if on < allocated - _LOOKED_BACK or on > end or number[stage] == _MOST_OF_A_KIND:
            continue
        number[stage] += 1
        _stage(writing, remarks, one, child, stage, on, max(on, allocated), tracker, chance)
        if stage == "CLOSURE":
            end = min(end, on + _CLOSED_AFTER)
    closed = end if end <= EXTRACT else None
    row = one, child, DIVISIONAL_DIRECTOR, tracker, allocated, closed
    at = ClockMoment(allocated, 11 * 60)
    writing.add("qa_case_tracking", *row, by="QA-1", at=at, source="MANUAL")


def _stage(
    writing: Writing,
    remarks: Remarks,
    one: str,
    child: str,
    stage: str,
    on: int,
    seen: int,
    tracker: str,
    chance: Chance,
) -> None:
    """What the tracker says of a stage, soon after it was completed; now and then nothing yet."""
    after = chance.choose(_AUDITED_AFTER)
    audited = None if after is None else add_working(seen, after)
    graded = said = None
    held = writing.caseload.team_and_worker(child, on)
    team = held[0] if held else "DAS-A"
    if audited is not None and audited <= EXTRACT:
        score = writing.practice.score(child, team, on)
        graded = grade(auditor_score(tracker, role_of(tracker), score, chance))
        service = SERVICE[team]
        area, good = _AREA[stage], graded in ("OUTSTANDING", "GOOD")
        theme = theme_of(area, service, on, chance)
        said = finding_text(theme, "STRENGTH" if good else "CONCERN", service, chance, brief=True)
        if chance.happens(_FOUND):
            remarks.write(
                *(one, audited, service, area, good),
                theme=theme,
                acts=_ACTS,
                owner=Owner(f"TM-{team}", "TM"),
                person=child,
            )
    else:
        audited = None
    at = ClockMoment(audited or on, 16 * 60)
    row = one, stage, on, audited, graded, said
    writing.add("qa_case_tracking_stage", *row, by=tracker, at=at)
