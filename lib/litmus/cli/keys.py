"""`litmus keys`: the keys that people sign with, and the trust file that says whose they are."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litmus.base import paths
from litmus.base.errors import LitmusError, UsageError
from litmus.cli.options import file

if TYPE_CHECKING:  # to import the keys' library takes most of a second
    from litmus.publish.evidence.keys import PublicKey, SigningKey
    from litmus.publish.evidence.trust import Trust

keys = typer.Typer(
    help="Keys of the people who sign publications, and whose are trusted.", no_args_is_help=True
)

PersonOption = Annotated[str, typer.Option("--person", help='Whose key it is, such as "A. Name".')]
RoleOption = Annotated[
    str, typer.Option("--role", help="What the person signs as: analyst, assurer or approver.")
]
ByOption = Annotated[
    str, typer.Option("--by", help="Who signs this, with a key that is trusted already.")
]


@keys.command()
def create(person: PersonOption, role: RoleOption) -> None:
    """Make a person's key, and ask for it to be trusted. The first key of all is so at once."""
    from litmus.publish.evidence import keys as private
    from litmus.publish.evidence import trust

    private.check_role(role)
    private.path_of(person, paths.keys())
    publications = paths.publications()
    before = _trust_to_change(publications)
    words = ask_passphrase(f"Passphrase for the new key of {person}", twice=True)
    made, former = private.ready(person, role, words, paths.keys(), before.keys)
    by = [] if before.versions else [private.load(person, paths.keys(), words)]
    version = trust.with_key(before, made)
    after = trust.propose(publications, version, by)
    typer.echo(f"The key of {person} is in {private.path_of(person, paths.keys())}.")
    if former is not None:
        typer.echo(f"The one that was there, which nobody trusts now, is in {former}.")
    _say_outcome(after, made)


@keys.command()
def rotate(person: PersonOption) -> None:
    """Make a new key in place of a person's: the former one counts for what it has signed."""
    from litmus.publish.evidence import keys as private
    from litmus.publish.evidence import trust

    private.path_of(person, paths.keys())
    publications = paths.publications()
    before = _trust_to_change(publications)
    former = before.key_of(person)
    words = ask_passphrase(f"Passphrase of the key of {person}")
    old = private.load(person, paths.keys(), words)
    if before.find(old.key_id) is None:
        # The new key was made, and then the disk was full, or the change was thrown away.
        made = private.public_part(old, former.role)
        words = ask_passphrase(f"Passphrase of the former key of {person}")
        old = private.load_former(person, paths.keys(), words)
    else:
        words = ask_passphrase("Passphrase for the new key", twice=True)
        made = private.rotate(person, former.role, words, paths.keys())
    after = trust.propose(publications, trust.with_key(before, made), [old])
    typer.echo(f"The new key of {person} is in {private.path_of(person, paths.keys())}.")
    _say_outcome(after, made)


@keys.command()
def revoke(
    person: PersonOption,
    reason: Annotated[str, typer.Option("--reason", help="Why, as it is to be read later.")],
    by: ByOption,
) -> None:
    """Say that what a person's key signs from now on does not count."""
    from litmus.publish.evidence import trust

    if not reason.strip():
        raise UsageError("--reason is empty: say why the key is revoked.")
    publications = paths.publications()
    before = _trust_to_change(publications)
    version = trust.without(before, person, reason.strip())
    before.key_of(by)
    after = trust.propose(publications, version, [key_of(by)])
    _say_outcome(after, *trust.changes(before, version))


@keys.command()
def agree(by: ByOption) -> None:
    """Sign the change of the trust file that waits, once you have made sure of it yourself."""
    from litmus.publish.evidence import keys as private
    from litmus.publish.evidence import trust

    private.path_of(by, paths.keys())
    publications = paths.publications()
    before = trust.read(publications / trust.NAME)
    version = trust.proposed(publications)
    if version is None:
        raise LitmusError("No change of the trust file waits for signatures.")
    before.key_of(by)
    (changed, *_) = trust.changes(before, version)[::-1]
    typer.echo(f"Waiting: {_in_words(changed)}")
    after = trust.propose(publications, version, [key_of(by)])
    _say_outcome(after, changed)


@keys.command()
def withdraw() -> None:
    """Throw away the change of the trust file that waits."""
    from litmus.publish.evidence import trust

    waiting = paths.publications() / trust.PROPOSED
    if not waiting.exists():
        raise LitmusError("No change of the trust file waits for signatures.")
    waiting.unlink()
    typer.echo("The change is thrown away. A key that was made for it stays where it is.")


@keys.command("list")
def list_keys() -> None:
    """List whose keys are trusted, as what, since when and until when; and what waits."""
    from litmus.publish.evidence import trust

    publications = paths.publications()
    found = trust.read(publications / trust.NAME)
    if not found.versions:
        command = f"{paths.command()} keys create --person NAME --role ROLE"
        typer.echo(f"Nobody's key is trusted yet: {command}")
        return
    for key in found.keys:
        typer.echo(_in_words(key))
    waiting = trust.proposed(publications)
    if waiting is not None:
        for key in trust.changes(found, waiting):
            typer.echo(f"Waiting for signatures: {_in_words(key)}")
    _say_fingerprint(found)


@keys.command()
def publish(
    out: Annotated[Path, typer.Option("--out", parser=file, help="The file to write.")],
) -> None:
    """Write the trust file, to be given to whoever verifies; it holds no secret."""
    from litmus.publish.evidence import trust

    found = trust.read(paths.publications() / trust.NAME)
    if not found.versions:
        raise LitmusError("Nobody's key is trusted yet: there is no trust file to give away.")
    trust.write(out, found)
    typer.echo(f"The trust file is in {out}.")
    _say_fingerprint(found)


@keys.command()
def recipient(person: PersonOption) -> None:
    """Make a key that opens the data behind publications, and print the line for the settings."""
    from litmus.publish.evidence import identities

    words = ask_passphrase(f"Passphrase for the key of {person}", twice=True)
    public = identities.create(person, words, paths.keys())
    typer.echo(f"The key is in {identities.path_of(person, paths.keys())}. Keep a copy elsewhere.")
    typer.echo("For params/evidence.yml, under recipients or recovery:")
    name = json.dumps(person, ensure_ascii=False)  # a name may have a comma, or a colon
    typer.echo(f"  {{name: {name}, key: {public}}}")


def ask_passphrase(what: str, twice: bool = False) -> str:
    """The passphrase from the environment, a file, or typed unseen."""
    from litmus.publish.evidence import passphrase

    return passphrase.find(
        lambda: str(typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True))
    )


def key_of(person: str) -> "SigningKey":
    """A person's key, opened with the passphrase that is asked for."""
    from litmus.publish.evidence import keys as private

    return private.load(person, paths.keys(), ask_passphrase(f"Passphrase of the key of {person}"))


def _trust_to_change(publications: Path) -> "Trust":
    """The trust file. Raises LitmusError while another change waits."""
    from litmus.publish.evidence import trust

    if trust.proposed(publications) is not None:
        raise LitmusError(trust.another_waits())
    return trust.read(publications / trust.NAME)


def _say_outcome(after: "Trust | None", changed: "PublicKey") -> None:
    """What became of a change of the trust file, and who does what next."""
    from litmus.publish.evidence import keys as private
    from litmus.publish.evidence import trust

    if after is None:
        publications = paths.publications()
        waiting = trust.proposed(publications)
        if waiting is None:  # somebody signed, or threw it away, at this very moment
            return
        found = trust.agreement(trust.read(publications / trust.NAME), waiting)
        typer.echo(
            f"The change about {changed.person} waits for others: {found.text}. Next sign, each "
            f"for themselves: {' or '.join(found.asked)}\n"
            f'  {paths.command()} keys agree --by "NAME"'
        )
        return
    typer.echo(f"The trust file has: {_in_words(changed)}")
    _say_fingerprint(after)
    roles = {key.role for key in after.valid(private.now())}
    for role in [each for each in private.ROLES if each not in roles][:1]:
        typer.echo(
            f"Nobody is trusted as {role} yet. Next:\n"
            f'  {paths.command()} keys create --person "NAME" --role {role}'
        )


def _say_fingerprint(found: "Trust") -> None:
    typer.echo(f"Fingerprint of the trust file, version {len(found.versions)}: {found.fingerprint}")


def _in_words(key: "PublicKey") -> str:
    until = f" to {key.valid_to[:10]}" if key.valid_to else ""
    gone = f", revoked on {key.revoked[:10]} ({key.reason})" if key.revoked else ""
    return f"{key.person}, {key.role}, from {key.valid_from[:10]}{until}{gone}, {key.key_id[:16]}"
