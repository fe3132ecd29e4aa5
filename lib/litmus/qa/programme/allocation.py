"""Which cases are audited in a month, and by whom (framework 4.2, 4.3).

Every draw is a ranking: a case's place is the SHA-256 of the seed, the month, the audit and the
child's id. So the same data and seed give the same list on every machine, and a case more or less
changes nothing for the teams that it does not belong to. The seed is the council's
(`params/audit_programme.yml`).

Each team's cases are drawn from by themselves. No case comes twice, none that was audited lately,
and none on which the auditor works or ever worked (where a role is known and not the person, nobody
can say). Reviewing officers and chairs then get the case of a team manager's audit. A requirement
of several months is given out in one of them, always the same for a post, so that work is spread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.qa.programme.cases import Case, cases, recent_children
from litmus.qa.programme.posts import Organisation
from litmus.qa.programme.requirements import AuditProgramme, Emphasis, Role
from litmus.qa.programme.turns import Turn, turns
from litmus.qa.query import Query

# The kind of audit by service; CASE_FILE elsewhere.
KINDS = {
    "FOSTERING": "FOSTERING",
    "ADOPTION": "ADOPTION",
    "RESIDENTIAL": "RESIDENTIAL",
    "EARLY_HELP": "EARLY_HELP",
}
NO_CASE = "The data hold no case that can be audited: choose one by hand."
NO_PAIR = "No team manager's audit is left to pair with: choose one by hand."
NO_HOLDER = "Nobody is named as holding the post."


@dataclass(frozen=True)
class Allocated:
    """An audit to do. For those who audit: it has the child's id and the workers'.

    reference: the same for the same audit in every draw. pair: the reference of the audit of the
    same case by a team manager. due: the last day to complete it.
    """

    reference: str
    case: str
    team: str
    service: str
    worker: str
    auditor: str
    role: str
    kind: str
    due: date
    requirement: str
    pair: str = ""
    preferred: bool = False


@dataclass(frozen=True)
class Gap:
    """An audit that is due and for which no case could be drawn."""

    reference: str
    auditor: str
    role: str
    service: str
    team: str
    due: date
    requirement: str
    why: str


@dataclass(frozen=True)
class Allocation:
    """The audits of a month. left_out: cases not drawn from because they were audited lately."""

    month: str
    seed: str
    as_at: date
    theme: str
    cases: int
    left_out: int
    lines: Sequence[Allocated]
    gaps: Sequence[Gap]


@dataclass
class _Draw:
    """What has been drawn so far, from which cases."""

    seed: str
    month: Period
    by_team: dict[str, list[Case]]
    services: dict[str, str]
    taken: set[str] = field(default_factory=set)
    lines: list[Allocated] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def allocate(
    asked: Query, programme: AuditProgramme, theme: str = "", given_out: Collection[str] = ()
) -> Allocation:
    """The audits of the month that is asked of, as things stood on its first day.

    `theme` puts first, in each team, the cases that `emphasis` in the settings describes.
    `given_out` are cases of earlier allocations that the data do not show as audits yet. Raises
    UsageError for a period that is no month and for a theme without an emphasis.
    """
    check_request(programme, asked.period, theme)
    settings = programme.allocation
    day = min(asked.start, asked.data_to)
    found = cases(asked, day, _emphasis(programme, theme), settings.clusters)
    lately = recent_children(asked, asked.start, settings.not_again_months) | set(given_out)
    organisation = Organisation.of(asked, programme.posts)
    draw = _Draw(
        settings.seed,
        asked.period,
        _by_team(each for each in found if each.child not in lately),
        {team: service for service, team in organisation.teams(day, day)},
    )
    due = turns(programme, organisation, asked.period, settings)
    for turn in due:
        if not turn.paired:
            _give(draw, turn)
    _pair(draw, [turn for turn in due if turn.paired], found, settings.pairs_prefer)
    order = {turn.requirement: place for place, turn in enumerate(due)}
    return Allocation(
        month=str(asked.period),
        seed=settings.seed,
        as_at=day,
        theme=theme,
        cases=len(found),
        left_out=sum(each.child in lately for each in found),
        lines=tuple(sorted(draw.lines, key=lambda each: (order[each.requirement], each.reference))),
        gaps=tuple(sorted(draw.gaps, key=lambda each: (order[each.requirement], each.reference))),
    )


def check_request(programme: AuditProgramme, period: Period, theme: str) -> None:
    """Raises UsageError for a period that is no month and for a theme without an emphasis."""
    if period.kind != "month":
        raise UsageError(f"Cases are allocated for a month, such as 2016-04, not {period}.")
    _emphasis(programme, theme)


def rank(seed: str, month: Period, what: str, name: str) -> bytes:
    """The place of something in a draw: evenly spread, the same everywhere, tied to its name."""
    return hashlib.sha256("\x1f".join((seed, str(month), what, name)).encode()).digest()


def _emphasis(programme: AuditProgramme, theme: str) -> Emphasis | None:
    if not theme:
        return None
    if theme not in programme.emphasis:
        known = ", ".join(programme.emphasis) or "none"
        raise UsageError(
            f"params/audit_programme.yml says under emphasis nothing of {theme!r}. Themes: {known}."
        )
    return programme.emphasis[theme]


def _by_team(found: Iterable[Case]) -> dict[str, list[Case]]:
    teams: dict[str, list[Case]] = {}
    for case in found:
        teams.setdefault(case.team, []).append(case)
    return teams


def _give(draw: _Draw, turn: Turn) -> None:
    """Draws the cases of one post; each from another team as long as there are any."""
    if turn.vacant:
        _gap(draw, turn, turn.reference, NO_HOLDER)
        return
    teams = sorted(
        turn.teams or draw.by_team,
        key=lambda team: rank(draw.seed, draw.month, turn.reference, team),
    )
    for number in range(turn.count):
        reference = turn.audit_reference(number)
        case = None
        for place in range(len(teams)):
            team = teams[(number + place) % len(teams)]
            case = case or _first(draw, turn, reference, team)
        if case is None:
            _gap(draw, turn, reference, NO_CASE)
        else:
            draw.taken.add(case.child)
            draw.lines.append(_line(draw, turn, reference, case))


def _first(draw: _Draw, turn: Turn, reference: str, team: str) -> Case | None:
    """The case of a team that ranks first; cases of the theme before the others."""
    fit = [
        case
        for case in draw.by_team.get(team, ())
        if case.child not in draw.taken and turn.auditor not in case.workers
    ]
    return min(
        fit,
        key=lambda case: (
            not case.preferred,
            rank(draw.seed, draw.month, reference, case.child),
            case.child,
        ),
        default=None,
    )


def _pair(
    draw: _Draw, due: Sequence[Turn], found: Iterable[Case], prefer: Mapping[Role, Sequence[str]]
) -> None:
    """Gives each reviewing officer and chair the case of a team manager's audit of the month."""
    by_child = {case.child: case for case in found}
    free = [line for line in draw.lines if line.role == "TM"]
    for turn in sorted(due, key=lambda each: rank(draw.seed, draw.month, "pair", each.reference)):
        for number in range(turn.count):
            reference = turn.audit_reference(number)
            fit = [
                line
                for line in free
                if turn.auditor not in (by_child[line.case].workers | {line.auditor})
            ]
            first = prefer.get(turn.role, ())
            mate = min(
                fit,
                key=lambda line: (
                    line.service not in first,
                    rank(draw.seed, draw.month, reference, line.reference),
                ),
                default=None,
            )
            if mate is None:
                _gap(draw, turn, reference, NO_PAIR)
                continue
            free.remove(mate)
            line = _line(draw, turn, reference, by_child[mate.case])
            draw.lines.append(replace(line, pair=mate.reference))


def _line(draw: _Draw, turn: Turn, reference: str, case: Case) -> Allocated:
    service = draw.services.get(case.team, "")
    return Allocated(
        reference=reference,
        case=case.child,
        team=case.team,
        service=service,
        worker=case.worker,
        auditor=turn.auditor,
        role=turn.role,
        kind=KINDS.get(service, "CASE_FILE"),
        due=turn.due,
        requirement=turn.requirement,
        preferred=case.preferred,
    )


def _gap(draw: _Draw, turn: Turn, reference: str, why: str) -> None:
    draw.gaps.append(
        Gap(
            reference, turn.auditor, turn.role, " ".join(turn.services), " ".join(turn.teams),
            turn.due, turn.requirement, why,
        )
    )  # fmt: skip
