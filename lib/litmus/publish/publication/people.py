"""Who signs a publication: three different people, each in the role that the trust file gives."""

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence.keys import PublicKey, SigningKey, now, same_person
from litmus.publish.evidence.signatures import Signed, verify
from litmus.publish.evidence.trust import Trust
from litmus.publish.publication.review import Review
from litmus.publish.publication.settings import ROLES, WHERE, Publication

SAYS = {
    "analyst": "I made this analysis, checked it, and answer for it.",
    "assurer": "I checked this analysis and its known limitations, and did not make it.",
    "approver": "I approve that this version is published.",
}


def key_of(person: str, trust: Trust, settings: Publication) -> PublicKey:
    """The key of somebody who wants to sign: it says in which role.

    Raises NotTrusted where nobody trusts one, UsageError where the settings name others.
    """
    if not person.strip():
        raise UsageError('Say who signs: BY="A. Name", as the trust file has the name.')
    key = trust.key_of(person)
    if settings.people:
        role = settings.people.get(person)
        if role is None:
            named = ", ".join(f"{each} ({of})" for each, of in settings.people.items())
            raise UsageError(
                f"{person} signs no publications, as {WHERE} says under `people`: {named}."
            )
        if role != key.role:
            raise UsageError(
                f"{person} is {role} in {WHERE} and {key.role} in the trust file. Bring the two "
                "together before anybody signs."
            )
    return key


def check_key(key: SigningKey, trusted: PublicKey) -> None:
    """Raises LitmusError where the key of somebody is not the one that is trusted."""
    if key.key_id != trusted.key_id:
        raise LitmusError(
            f"The key of {trusted.person} in this account's folder of keys is not the one in the "
            "trust file. Sign with that one, or have the new one admitted: litmus keys list."
        )


def check_order(review: Review, key: PublicKey, trust: Trust) -> None:
    """Hold a signature to come in its turn, of somebody who has not signed in another role.

    Raises LitmusError that says who comes first, and NotTrusted where an earlier signature does
    not count any more.
    """
    before = list(ROLES)[: list(ROLES).index(key.role)]
    missing = [role for role in before if role not in review.signatures]
    if missing:
        raise LitmusError(
            f"{review.about.title}, version {review.about.version}: the {missing[0]} signs before "
            f"the {key.role}. Ask for that signature first."
        )
    for signed in signed_by(review, trust):
        if signed.role != key.role and (
            same_person(signed.person, key.person) or signed.key_id == key.key_id
        ):
            raise LitmusError(
                f"{key.person} signed this version as its {signed.role}. Analyst, assurer and "
                f"approver are three different people: somebody else signs as {key.role}."
            )


def signed_by(review: Review, trust: Trust) -> list[Signed]:
    """The signatures of a review, each held to be of its role, of this very content and to count
    still. Raises NotTrusted, or LitmusError where one is of something else."""
    found = []
    for role, envelope in review.signatures.items():
        signed = verify(envelope, trust)
        verify(envelope, trust, now())  # a key revoked meanwhile signs nothing any more
        said = (signed.role, signed.statement.get("content"), signed.statement.get("version"))
        if said != (role, review.about.content, review.about.version):
            raise LitmusError(
                f"The signature of the {role} in {review.folder} is of something else. The "
                "analyst prepares the candidate anew; nothing else is lost."
            )
        found.append(signed)
    return found
