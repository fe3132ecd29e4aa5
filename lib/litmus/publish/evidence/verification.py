"""Whether a publication is what was published: from its bag and the trust file alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from litmus.base import files
from litmus.base.errors import LitmusError
from litmus.base.numbers import count_of
from litmus.publish.evidence import bag, candidate, dsse, faults, keys, register, signatures
from litmus.publish.evidence.candidate import BEFORE, SIGNATURES
from litmus.publish.evidence.dsse import Envelope
from litmus.publish.evidence.faults import Fault
from litmus.publish.evidence.register import Entry
from litmus.publish.evidence.signatures import Signed
from litmus.publish.evidence.trust import Trust

ENTRY = "register-entry.json"
# The files of a bag beside its payload, as the entry calls their digests.
NAMED = {"manifest": bag.MANIFEST, "info": bag.INFO, "declaration": bag.DECLARATION_NAME}


@dataclass(frozen=True)
class Verification:
    """What was found: `faults`, none where the publication is whole; what its entry in the register
    says; who signed; and the trust file that it was held against."""

    bag: Path
    faults: tuple[Fault, ...]
    said: Mapping[str, Any] = field(default_factory=dict)
    signers: tuple[Signed, ...] = ()
    trust: Trust = field(default_factory=Trust)
    digest: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def text(self) -> str:
        """What was found, in words."""
        return "\n".join(map(faults.plain, _lines(self)))


def verify(folder: Path, trust: Trust) -> Verification:
    """Hold a publication's bag against its manifests, its signatures, the register's entries that
    it carries, and the trust file. Raises LitmusError where there is no bag."""
    held = faults.hold(folder)
    wrong = faults.faults_of(folder, held)
    if ENTRY not in held.files:
        if not any(each.name == ENTRY for each in wrong):
            wrong.append(Fault("missing", ENTRY, "nothing says that this was published"))
        return Verification(folder, tuple(wrong), trust=trust)
    try:
        entry = Entry.of(dsse.parse((folder / ENTRY).read_bytes()))
    except (OSError, LitmusError) as error:
        wrong.append(Fault("changed", ENTRY, f"it is no entry of a register ({error})"))
        return Verification(folder, tuple(wrong), trust=trust)
    wrong = _blame(wrong, entry, held.files) + _entry_faults(entry, held.files, trust)
    signed, of_signatures = _signatures(folder, held.files, entry, trust)
    wrong += [*of_signatures, *_chain_faults(folder, held.files, entry, trust)]
    return Verification(folder, tuple(wrong), entry.said, tuple(signed), trust, entry.digest)


def signature_faults(
    envelopes: Mapping[str, Envelope], said: Mapping[str, Any], trust: Trust
) -> tuple[list[Signed], list[Fault]]:
    """Who signed, and what is wrong with the signatures of a publication: three roles, three
    people, each of this publication with this content. `said` says which it is."""
    signed, wrong = [], []
    wanted = candidate.identity(said)
    for role in keys.ROLES:
        name = f"{SIGNATURES}/{role}.json"
        if role not in envelopes:
            wrong.append(Fault("signature", name, f"no {role} has signed"))
            continue
        try:
            found = signatures.verify(envelopes[role], trust)
        except LitmusError as error:
            wrong.append(Fault("signature", name, str(error)))
            continue
        if found.role != role:
            wrong.append(Fault("signature", name, f"{found.person} signed as {found.role}"))
        if candidate.identity(found.statement) != wanted:
            wrong.append(Fault("signature", name, f"{found.person} signed something else"))
        signed.append(found)
    pairs = combinations([each.person for each in signed], 2)
    if any(keys.same_person(*pair) for pair in pairs):
        wrong.append(Fault("signature", SIGNATURES, "one person signed in two roles"))
    return signed, wrong


def entry_of(folder: Path) -> Entry:
    """The register's entry that a bag carries. Raises LitmusError where it carries none."""
    content = files.content(folder / ENTRY)
    if content is None:
        raise LitmusError(f"{folder} is no publication of Litmus: it has no {ENTRY}.")
    return Entry.of(dsse.parse(content))


def entries_before(folder: Path) -> list[Entry]:
    """The entries of the register before a publication, as its bag carries them. Raises
    LitmusError where they are damaged."""
    content = (folder / bag.DATA / BEFORE).read_bytes()
    return [register.parse_line(line) for line in content.splitlines(keepends=True)]


def _blame(wrong: list[Fault], entry: Entry, here: Mapping[str, str]) -> list[Fault]:
    """Where all tag files are as the signed entry names them, it is the list of them that was
    changed, and not they."""
    beside = {name for name in here if not name.startswith(f"{bag.DATA}/")}
    alike = all(entry.said.get(key) == here.get(name) for key, name in NAMED.items())
    if not alike or beside != {*NAMED.values(), ENTRY, bag.TAGS}:
        return wrong
    others = [each for each in wrong if not each.said.endswith(faults.by(bag.TAGS))]
    if len(others) == len(wrong):
        return wrong
    return [*others, Fault("changed", bag.TAGS, "it does not list the files as they are")]


def _entry_faults(entry: Entry, here: Mapping[str, str], trust: Trust) -> list[Fault]:
    """Whether the entry is signed, and stands for the files that are here."""
    wrong = []
    try:
        register.signed_at(entry, trust)
        register.check_trust(entry, trust)
    except LitmusError as error:
        wrong.append(Fault("signature", ENTRY, str(error)))
    for key, name in NAMED.items():
        if name in here and entry.said.get(key) != here[name]:
            wrong.append(Fault("signature", name, "it is not what the register's entry names"))
    payload = {
        name.removeprefix(f"{bag.DATA}/"): digest
        for name, digest in here.items()
        if name.startswith(f"{bag.DATA}/")
    }
    if candidate.content_of_listed(payload) != entry.said.get("content"):
        wrong.append(Fault("signature", bag.DATA, "the content is not what people signed"))
    return wrong


def _signatures(
    folder: Path, here: Mapping[str, str], entry: Entry, trust: Trust
) -> tuple[list[Signed], list[Fault]]:
    """Who signed, by the files of the bag."""
    envelopes, wrong = {}, []
    for role in keys.ROLES:
        name = f"{bag.DATA}/{SIGNATURES}/{role}.json"
        try:
            if name in here:
                envelopes[role] = dsse.parse((folder / name).read_bytes())
        except (OSError, LitmusError) as error:
            wrong.append(Fault("signature", name, str(error)))
    signed, of_signatures = signature_faults(envelopes, entry.said, trust)
    names = {each.role: each.person for each in signed}
    if len(names) == len(keys.ROLES) and names != entry.said["signers"]:
        wrong.append(Fault("signature", ENTRY, "it names other people than have signed"))
    published = _time(entry.said["at"])
    for each in signed:
        if published is not None and each.at > published:
            name = f"{SIGNATURES}/{each.role}.json"
            wrong.append(Fault("signature", name, f"{each.person} signed after it was published"))
    return signed, [*wrong, *of_signatures]


def _time(text: str) -> datetime | None:
    """When it was, as an entry says; None for what says no time, which its signature tells of."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _chain_faults(folder: Path, here: Mapping[str, str], entry: Entry, trust: Trust) -> list[Fault]:
    """Whether the entries before follow each other up to this one."""
    name = f"{bag.DATA}/{BEFORE}"
    if name not in here:
        return [Fault("broken chain", name, "the entries before are not there")]
    try:
        before = entries_before(folder)
    except (OSError, LitmusError) as error:
        return [Fault("broken chain", name, str(error))]
    return register.faults([*before, entry], trust, name)


def _lines(found: Verification) -> Sequence[str]:
    said = found.said
    which = f"{said['title']}, version {said['version']}" if "title" in said else str(found.bag)
    if found.faults:
        return [
            f"NOT what was published: {which}",
            f"{count_of(len(found.faults), 'fault')} in {found.bag}:",
            *(f"  {each}" for each in found.faults),
        ]
    people = [
        f"  {e.role}: {e.person}, {e.at:%d %B %Y} ({e.statement.get('says', '')})"
        for e in found.signers
    ]
    corrects = said.get("corrects")
    return [
        f"Whole, and signed: {which}",
        *people,
        f"  entry {said['number']} of the register, on {said['at'][:10]}: {found.digest}",
        *([f"  corrects version {corrects}: {said['reason']}"] if corrects else []),
        "Held against the trust file with fingerprint",
        f"  {found.trust.fingerprint}",
        "Compare it with one that you were given another way. The times are what the signers say;",
        "docs/evidence.md says what else is not proven.",
    ]


def as_json(found: Verification) -> str:
    """What was found, for machines."""
    return json.dumps(
        {
            "bag": str(found.bag),
            "whole": found.is_whole,
            "faults": [{"kind": e.kind, "name": e.name, "said": e.said} for e in found.faults],
            "entry": dict(found.said),
            "signers": [{"person": e.person, "role": e.role} for e in found.signers],
            "trust": found.trust.fingerprint,
        },
        indent=1,
    )
