"""What came of a step of a review, in the words in which the command says it."""

import os
from pathlib import Path

from litmus.base import numbers
from litmus.publish.evidence.register import Head
from litmus.publish.publication.faults import Found
from litmus.publish.publication.review import PAYLOAD, Review
from litmus.publish.publication.settings import ANALYST, ASSURER
from litmus.run.messages import asked_of
from litmus.run.plan import Plan

TITLES = {"analyst": "the analyst", "assurer": "the assurer (QA Manager)",
          "approver": "the approver"}  # fmt: skip


def prepared(review: Review, former: Review | None, found: Found) -> str:
    """After the analyst's step."""
    said = [f"{_title(review)} is in review. {_signed(review)}"]
    if former and (lapsed := _others(former)):
        said.append(f"The review begins anew: {lapsed} no longer counts, and is needed again.")
    if found.remarks:
        things = numbers.count_of(len(found.remarks), "thing that was", "things that were")
        said.append(f"The assurance statement names {things} waived or accepted.")
    return "\n\n".join([" ".join(said), _places(review), _next(review)])


def assured(review: Review) -> str:
    """After the assurer's step."""
    return "\n\n".join([f"{_title(review)}: {_signed(review)}", _places(review), _next(review)])


def unchanged(review: Review) -> str:
    """Where somebody has signed already, and nothing is new."""
    said = f"{_title(review)} is {review.state} already, with the same content. {_signed(review)}"
    return "\n\n".join([said, _places(review), _next(review)])


def published(review: Review, folder: Path, head: Head) -> str:
    """After the approver's step."""
    about = review.about
    corrects = (
        f" It takes the place of version {about.version - 1}, which stays where it is, superseded."
        if about.version > 1
        else ""
    )
    return (
        f"Published: {_title(review)}.{corrects} {_signed(review)}\n\n"
        f"  It lies in {_short(folder)} and is never changed again.\n"
        f"  The register has {numbers.count_of(head.count, 'publication')}; its head is\n"
        f"  {head}\n"
        "  Write the head down elsewhere: with it anybody can tell that none was taken out since."
    )


def not_prepared(plan: Plan, version: int = 0) -> str:
    """For an assurer or approver who comes before the analyst; `version` is the last that is
    published, 0 for none."""
    if version:
        return (
            f"{plan.title}, version {version}, is published, and nothing waits to be signed. To "
            f"correct it its analyst prepares version {version + 1}: "
            f'{command(plan.report, str(plan.period))} REASON="..."'
        )
    return (
        f"{plan.title} is not in review: nothing is there to be signed. Its analyst prepares it "
        f"first: {command(plan.name, str(plan.period))}"
    )


def command(name: str, period: str) -> str:
    """How the next person signs; `name` is what the report's folder is called."""
    report, parameter, scope = asked_of(name)
    which = f" PARAM={parameter}" if parameter else ""
    whose = f" SCOPE={scope}" if scope else ""
    return f'make publish REPORT={report} PERIOD={period}{which}{whose} BY="..."'


def _title(review: Review) -> str:
    return f"{review.about.title}, version {review.about.version}"


def _signed(review: Review) -> str:
    named = [f"{person} ({role})" for role, person in review.signers.items()]
    return f"Signed by {numbers.join(named)}."


def _others(former: Review) -> str:
    """The signatures that lapse: those of others than the analyst."""
    named = [f"{person} ({role})" for role, person in former.signers.items() if role != ANALYST]
    return f"the earlier signature of {numbers.join(named)}" if named else ""


def _places(review: Review) -> str:
    pages = sorted(
        (review.folder / PAYLOAD / name for name in review.about.files if _is_page(name)),
        key=lambda path: path.suffix,
    )
    read = "\n                 ".join(_short(path) for path in pages)
    statement = _short(review.folder / PAYLOAD / "assurance.md")
    return f"  Read it:       {read}\n  What limits it: {statement}"


def _is_page(name: str) -> bool:
    return name.startswith("report/") and name.endswith((".html", ".pdf", ".docx"))


def _next(review: Review) -> str:
    if not (role := review.waits_for):
        return "All have signed: the approver's command publishes it."
    who = "another person than the analyst" if role == ASSURER else "a third person"
    asked = command(review.about.name, review.about.period)
    return f"Next signs {TITLES[role]}, {who}:\n  {asked}"


def _short(path: Path) -> str:
    """A path as short as it can be typed from here."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)
    return near if not near.startswith("..") else str(path)
