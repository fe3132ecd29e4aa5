"""Publishing a report: three people, one command each, and the third puts it into the register.

The analyst's has everything checked and prepares the candidate; the assurer's and the approver's
sign that candidate, whatever became of the report since. Nothing published is ever changed: a
correction is a version of its own.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from litmus.base import digests
from litmus.base.errors import LitmusError, UsageError
from litmus.base.progress import Step
from litmus.publish.evidence import register, signatures, trust
from litmus.publish.evidence.candidate import content_of_listed, statement
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.keys import PublicKey, SigningKey
from litmus.publish.evidence.register import Entry
from litmus.publish.publication import candidate, messages, people, release, renderings, review
from litmus.publish.publication import made as reports
from litmus.publish.publication.candidate import Draft
from litmus.publish.publication.checks import data_kept, every
from litmus.publish.publication.checks.commentary_numbers import key_of
from litmus.publish.publication.faults import Found, refusal
from litmus.publish.publication.made import Asked, Made
from litmus.publish.publication.renderings import Render, Version
from litmus.publish.publication.review import About, Review
from litmus.publish.publication.settings import (
    ANALYST,
    APPROVER,
    Accepted,
    Publication,
    read_publication,
)
from litmus.render import formats
from litmus.run.plan import Plan

OpenKey = Callable[[str], SigningKey]


@dataclass(frozen=True)
class Request:
    """Who wants to publish what. `reason` is that of a correction; `answers` are reasons why
    numbers of the commentary are right, by slot and number; `open_key` opens a person's key."""

    asked: Asked
    by: str
    publications: Path
    open_key: OpenKey
    reason: str = ""
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    render: Render = formats.render


def publish(request: Request, progress: Step = lambda _: None) -> str:
    """Take the step that is this person's: prepare, assure, or approve and publish.

    Returns what was done and who comes next. Raises UsageError for what cannot be asked, and
    LitmusError with all that stands in the way; nothing was changed then.
    """
    plan = reports.plan_of(request.asked)
    settings = read_publication(plan.project)
    trusted = trust.read(request.publications / trust.NAME)
    key = people.key_of(request.by, trusted, settings)
    place = request.publications / plan.period.folder / plan.name
    if key.role == ANALYST:
        return _prepare(request, plan, settings, key, trusted, place, progress)
    if request.answers or request.reason:
        raise UsageError(
            "Numbers are accepted, and the reason of a correction is given, by the analyst who "
            f"prepares the candidate; {key.person} signs it as {key.role}. Leave them out."
        )
    return _sign(request, plan, key, trusted, place, progress)


def _prepare(
    request: Request,
    plan: Plan,
    settings: Publication,
    key: PublicKey,
    trusted: trust.Trust,
    place: Path,
    progress: Step,
) -> str:
    """The analyst's step: everything is checked, and what is to be published is collected."""
    version = _version(request, plan)
    with reports.hold(plan) as made:
        progress("Checking the report, and making its pages")
        found, pages = _check(made, version, settings, request)
        if found.faults:
            raise LitmusError(refusal(made.plan.title, found.faults, f"{made.again} --draft"))
        _check_answers(request, found)
        progress("Collecting what is to be published")
        payload = candidate.payload(Draft(made, version, pages, found, settings))
    listed = {name: digests.of_bytes(content) for name, content in payload.items()}
    about = _about(plan, made, version, listed, settings)
    with review.hold(place):
        _finish_earlier(request, trusted, place)
        former = _former(place)
        if former and former.about == about and _still_holds(former, trusted):
            return messages.unchanged(former)
        progress("Signing")
        envelope = _signature(request, about, key)
        review.begin(place, about, payload, ANALYST, envelope)
        prepared = review.read(place)
    assert prepared is not None
    return messages.prepared(prepared, former, found)


def _sign(
    request: Request,
    plan: Plan,
    key: PublicKey,
    trusted: trust.Trust,
    place: Path,
    progress: Step,
) -> str:
    """The step of the assurer or the approver, with whom the version is published."""
    if not place.is_dir():
        raise LitmusError(messages.not_prepared(plan))
    with review.hold(place):
        if done := _finish_earlier(request, trusted, place):
            return done
        under_way = review.read(place)
        if under_way is None:
            raise LitmusError(messages.not_prepared(plan, len(_published(request, plan))))
        payload = under_way.payload()
        people.check_order(under_way, key, trusted)
        if key.role in under_way.signatures and key.role != APPROVER:
            return messages.unchanged(under_way)
        if key.role == APPROVER:
            release.check(under_way.about, plan.project)
        progress("Signing")
        opened = _open(request, key)
        if key.role not in under_way.signatures:
            envelope = signatures.sign(_statement(under_way.about, key), opened)
            under_way = review.add(under_way, key.role, envelope)
        if key.role != APPROVER:
            return messages.assured(under_way)
        progress("Publishing")
        published = release.release(request.publications, under_way, payload, trusted, opened)
        review.end(under_way)
        return messages.published(under_way, published, register.head(request.publications))


def _version(request: Request, plan: Plan) -> Version:
    """Which version comes next. Raises UsageError where a correction has no reason, or a first
    version one."""
    former = _published(request, plan)
    number = len(former) + 1
    if former and not request.reason.strip():
        raise UsageError(
            f"{plan.title} is published: version {number - 1}. It is never overwritten. To correct "
            f'it by version {number} say why, as readers will see it: REASON="..."'
        )
    if request.reason and not former:
        raise UsageError(
            f"{plan.title} is not published yet: version 1 corrects nothing. Leave REASON out."
        )
    return Version(number, " ".join(request.reason.split()), register.head(request.publications))


def _published(request: Request, plan: Plan) -> list[Entry]:
    """The versions of the report that are published."""
    entries = register.entries(request.publications)
    return register.versions(entries, plan.period.folder, plan.name)


def _check(
    made: Made, version: Version, settings: Publication, request: Request
) -> tuple[Found, Mapping[str, bytes]]:
    """What the checks came to, and the pages: Typst leaves Python free, so they are made beside the
    checks. Pages that cannot be made are no news where something else stands in the way."""
    with ThreadPoolExecutor() as aside:
        making = aside.submit(renderings.render, made, version, request.render)
        accepted = _accepted(made, settings, request)
        found = every.check(made, settings, accepted, date.today())
    try:
        pages = making.result()
    except LitmusError:
        if not found.faults:
            raise
        return found, {}
    return found + every.check_pages(pages), pages


def _check_answers(request: Request, found: Found) -> None:
    """Raises UsageError for an answer about a number that nobody asks about."""
    asked = {each.key for each in found.remarks}
    for slot, number in request.answers:
        if key_of(slot, number) not in asked:
            raise UsageError(
                f"--accept {slot}:{number}: no such number in that commentary is in doubt. Leave "
                "it out, so that the assurance statement names nothing that is not there."
            )


def _accepted(made: Made, settings: Publication, request: Request) -> list[Accepted]:
    """The numbers that somebody answers for: with the command, and in the settings."""
    report, period = made.plan.name, str(made.plan.period)
    given = [
        Accepted(report=report, period=period, slot=slot, number=number, reason=why, by=request.by)
        for (slot, number), why in request.answers.items()
    ]
    return [*given, *settings.accepted_in(report, period)]


def _about(
    plan: Plan, made: Made, version: Version, listed: Mapping[str, str], settings: Publication
) -> About:
    return About(
        report=plan.report,
        name=plan.name,
        title=plan.title,
        period=str(plan.period),
        period_folder=plan.period.folder,
        version=version.number,
        reason=version.reason,
        content=content_of_listed(listed),
        files=dict(listed),
        snapshot=str(data_kept.snapshot_of(made)),
        fingerprint=str(made.record.get("snapshot", {}).get("fingerprint", "")),
        scope=str(plan.scope) if plan.scope else "",
        licence=settings.licence,
        council=plan.council_name,
    )


def _former(place: Path) -> Review | None:
    """The review that was under way; none where it is damaged, as the new one takes its place."""
    try:
        return review.read(place)
    except LitmusError:
        return None


def _still_holds(former: Review, trusted: trust.Trust) -> bool:
    try:
        former.payload()
        return bool(people.signed_by(former, trusted))
    except LitmusError:
        return False


def _finish_earlier(request: Request, trusted: trust.Trust, place: Path) -> str:
    """Bring a publication that was cut off to its end: "", or what to say where that was all."""
    under_way = _former(place)
    if under_way is None or not release.is_done(request.publications, under_way.about, trusted):
        return ""
    about = under_way.about
    review.end(under_way)
    lies = register.place_of(about.period_folder, about.name, about.version)
    head = register.head(request.publications)
    return messages.published(under_way, request.publications / lies, head)


def _signature(request: Request, about: About, key: PublicKey) -> Envelope:
    return signatures.sign(_statement(about, key), _open(request, key))


def _open(request: Request, key: PublicKey) -> SigningKey:
    opened = request.open_key(key.person)
    people.check_key(opened, key)
    return opened


def _statement(about: About, key: PublicKey) -> dict[str, Any]:
    """What somebody signs."""
    return statement(
        about.report,
        about.name,
        about.period,
        about.version,
        about.content,
        key.role,
        key.person,
        people.SAYS[key.role],
    )
