"""A review that three people have signed becomes a publication: a bag, and a register entry."""

from collections.abc import Mapping
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.intake.snapshot import Snapshot
from litmus.publish import evidence
from litmus.publish.evidence import folder_lock, publishing, register, settings
from litmus.publish.evidence.keys import SigningKey
from litmus.publish.evidence.trust import Trust
from litmus.publish.publication.review import About, Review


def check(about: About, project: Path) -> None:
    """Hold what is needed beside the signatures, before the last one is given. Raises UsageError
    where the settings name nobody who may open the data, LitmusError where these are others."""
    _ = settings.read(project).everybody
    found = Snapshot.open(Path(about.snapshot))
    if found.fingerprint != about.fingerprint:
        raise LitmusError(
            f"The data in {about.snapshot} are not those that the report was made of. The analyst "
            "runs the report again and prepares it anew."
        )


def release(
    publications: Path, review: Review, payload: Mapping[str, bytes], trust: Trust, key: SigningKey
) -> Path:
    """Publish what is in review, with the approver's `key`. Returns where it lies. Raises
    LitmusError where it may not be published; the review stays as it is then."""
    about = review.about
    return evidence.publish(
        evidence.Candidate(
            about.report,
            about.name,
            about.period,
            about.period_folder,
            about.title,
            about.version,
            payload,
            review.signatures,
            Path(about.snapshot),
            about.scope,
            about.reason,
            about.licence,
            about.council,
        ),
        trust,
        key,
        publications,
    )


def is_done(publications: Path, about: About, trust: Trust) -> bool:
    """Whether a version is in the register. One whose bag lies in its place already, as a kill left
    it, comes into the register first."""
    lies = publications / register.place_of(about.period_folder, about.name, about.version)
    if lies.exists():
        with folder_lock.hold(publications):
            publishing.recover(publications, trust)
    entries = register.entries(publications)
    return about.version <= len(register.versions(entries, about.period_folder, about.name))
