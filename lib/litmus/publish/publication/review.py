"""A review: a candidate on its way to publication, in a folder of its own, with its signatures.

    PERIOD/NAME/in-review/
        review.json          what it is, and the digest of each of its files
        payload/             what is to be published
        signatures/ROLE.json

It is put in place whole, or not at all. What is done to the report afterwards does not change it.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from litmus.base import digests, files, folders, json_files, locks
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.publish.evidence import dsse
from litmus.publish.evidence.candidate import RUN, content_of_listed
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.register import IN_REVIEW
from litmus.publish.publication.settings import APPROVER, ROLES

FOLDER, ABOUT, PAYLOAD, SIGNATURES = IN_REVIEW, "review.json", "payload", "signatures"
FORMER, BUILDING, LOCK = ".in-review.former", ".candidate-", ".review.lock"
DRAFT, IN_REVIEW, APPROVED = "draft", "in review", "approved"
PUBLISHED, SUPERSEDED = "published", "superseded"
# The record of the publication, by which its pages are printed again (litmus.publish.reproduction).
NOTED = "publication.json"


@dataclass(frozen=True)
class About:
    """What a review is of. `files` has the digest of each file, `content` the one over all of them;
    `scope` is whom it is about, "" for the council. `snapshot` is the folder of the data that the
    report was made of, and `fingerprint` theirs."""

    report: str
    name: str
    title: str
    period: str
    period_folder: str
    version: int
    reason: str
    content: str
    files: dict[str, str]
    snapshot: str
    fingerprint: str
    scope: str = ""
    licence: str = ""
    council: str = ""


@dataclass(frozen=True)
class Review:
    """A candidate, and the envelopes that people have signed, by role."""

    folder: Path
    about: About
    signatures: Mapping[str, Envelope]

    @property
    def state(self) -> str:
        """In review, or approved by all and on its way into the register."""
        return APPROVED if APPROVER in self.signatures else IN_REVIEW

    @property
    def signers(self) -> dict[str, str]:
        """Who signed, by role, in the order of the roles; what they say of themselves."""
        said = {role: dsse.statement(each) for role, each in self.signatures.items()}
        return {role: str(said[role].get("person")) for role in ROLES if role in said}

    @property
    def waits_for(self) -> str:
        """The role whose signature is next; "" where all have signed."""
        return next((role for role in ROLES if role not in self.signatures), "")

    def payload(self) -> dict[str, bytes]:
        """The files of the candidate. Raises LitmusError where one is not as it was prepared."""
        place = self.folder / PAYLOAD
        there = {p.relative_to(place).as_posix(): p for p in place.rglob("*") if p.is_file()}
        found = {name: path.read_bytes() for name, path in there.items()}
        now = {name: digests.of_bytes(content) for name, content in found.items()}
        listed = self.about.files
        changed = sorted(n for n in {*now, *listed} if now.get(n) != listed.get(n))
        if changed or content_of_listed(now) != self.about.content or not self._is_of(found):
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            named = ", ".join(changed[:3]) or ABOUT
            raise LitmusError(
                f"The candidate in {self.folder} is not as it was prepared: {named}{more} changed, "
                "went or came. No signature counts for it. The analyst prepares it anew: nothing "
                "else is lost."
            )
        return found

    def _is_of(self, files_signed: Mapping[str, bytes]) -> bool:
        """Whether `about`, which nobody signs, says what the files say, which people do: it is by
        `about` that the approver's signature goes into the register."""
        about = self.about
        try:
            run, noted = (json.loads(files_signed[name]) for name in (RUN, NOTED))
            folders = {
                Period.parse(each).folder for each in (about.period, run["period"]["notation"])
            }
            said = (run["report"], run["title"], run["scope"], run["snapshot"]["fingerprint"])
            version = (noted["version"], noted["correction"])
        except (LitmusError, KeyError, TypeError, ValueError):
            return False
        return (
            said == (about.report, about.title, about.scope, about.fingerprint)
            and version == (about.version, about.reason)
            and folders == {about.period_folder}
            and f"report/{about.name}.ipynb" in files_signed
        )


@contextmanager
def hold(place: Path) -> Iterator[None]:
    """Hold the folder of a report's publications for one step of a review; what a killed step left
    in it is put right. Raises LitmusError where another person takes a step at this moment."""
    place.mkdir(parents=True, exist_ok=True)
    refusal = (
        f"Somebody else takes a step in the review in {place} at this moment. Try again in a while."
    )
    with locks.hold(place / LOCK, refusal):
        former, current = place / FORMER, place / FOLDER
        if former.is_dir() and not current.exists():
            former.rename(current)
        shutil.rmtree(former, ignore_errors=True)
        for left in place.glob(f"{BUILDING}*"):
            shutil.rmtree(left, ignore_errors=True)
        for written in (current, current / SIGNATURES):
            folders.sweep(written, seconds=0)
        yield


def read(place: Path) -> Review | None:
    """The review that is under way in the folder of a report's publications; None for none.

    Raises LitmusError where it is damaged.
    """
    folder = place / FOLDER
    content = files.content(folder / ABOUT)
    if content is None:
        return None
    name, signed = ABOUT, {}
    try:
        about = json_files.parse(content, About, ABOUT)
        for role in ROLES:
            name = f"{SIGNATURES}/{role}.json"
            if (found := files.content(folder / name)) is not None:
                signed[role] = dsse.parse(found)
    except (LitmusError, ValueError):
        raise LitmusError(
            f"The candidate in {folder} is damaged: {name} is not as Litmus writes it. The analyst "
            "prepares it anew: nothing else is lost."
        ) from None
    return Review(folder, about, signed)


def begin(
    place: Path, about: About, payload: Mapping[str, bytes], role: str, envelope: Envelope
) -> None:
    """Put a candidate in place with its first signature; a former one goes. `place` is held."""
    current, former = place / FOLDER, place / FORMER
    made = Path(tempfile.mkdtemp(prefix=BUILDING, dir=place))
    try:
        for name, content in payload.items():
            path = made / PAYLOAD / name
            with files.naming(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                files.create(path, content)
        _put_signature(made, role, envelope)
        json_files.write(made / ABOUT, about)
        made.chmod(place.stat().st_mode & 0o777)  # others sign it: it is as open as its place
        files.sync_folder(made)
        if current.exists():
            current.rename(former)
        try:
            made.rename(current)
        except OSError:
            if former.is_dir():
                former.rename(current)
            raise
        files.sync_folder(place)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def add(review: Review, role: str, envelope: Envelope) -> Review:
    """The review with a further signature, kept. Its folder is held."""
    _put_signature(review.folder, role, envelope)
    return Review(review.folder, review.about, {**review.signatures, role: envelope})


def end(review: Review) -> None:
    """Take the candidate away: it is published. Its folder is held."""
    ended = review.folder.with_name(f"{BUILDING}ended")  # a kill: `hold` takes the rest away
    review.folder.rename(ended)
    shutil.rmtree(ended, ignore_errors=True)


def _put_signature(folder: Path, role: str, envelope: Envelope) -> None:
    files.write_bytes(folder / SIGNATURES / f"{role}.json", dsse.to_bytes(envelope))
