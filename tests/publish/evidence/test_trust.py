"""Whose signatures count: keys, the trust file, and what it refuses."""

import json
import subprocess
from base64 import b64encode
from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence import dsse, keys, signatures, trust
from litmus.publish.evidence.trust import NotTrusted
from publish.evidence.people import BEGAN, SIGNED, key_of, public

WORDS = "four words nobody guesses"


def statement(person="Ann Alys", role="analyst", at=SIGNED):
    return {"person": person, "role": role, "at": at.isoformat(), "content": "ab"}


@pytest.mark.slow
def test_a_key_is_private_needs_its_passphrase_and_openssl_reads_it(tmp_path):
    folder = tmp_path / "keys"
    made = keys.create("Ann Alys", "analyst", WORDS, folder)
    path = folder / "ann-alys.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    opened = keys.load("Ann Alys", folder, WORDS)
    assert (opened.key_id, opened.public) == (made.key_id, made.public)
    command = ["openssl", "pkey", "-in", path, "-passin", "env:WORDS", "-pubout"]
    done = subprocess.run(command, env={"WORDS": WORDS}, capture_output=True, text=True)
    assert done.stdout == made.public
    with pytest.raises(LitmusError, match="does not open the key of Ann Alys"):
        keys.load("Ann Alys", folder, "another four words")
    with pytest.raises(LitmusError, match="has a key already"):
        keys.create("Ann Alys", "analyst", WORDS, folder)
    path.chmod(0o644)
    with pytest.raises(LitmusError, match="Others may read"):
        keys.load("Ann Alys", folder, WORDS)


def test_a_key_prints_no_secret(people):
    assert "PRIVATE" not in repr(people.analyst)
    assert repr(people.analyst.private) not in repr(people.analyst)


@pytest.mark.parametrize(
    ("person", "role", "words", "said"),
    [
        ("Ann", "boss", WORDS, "no role 'boss'"),
        ("--", "analyst", WORDS, "no name of a person"),
        ("Ann  Alys ", "analyst", WORDS, "no name of a person"),
        ("Ann\x1b[2J", "analyst", WORDS, "no name of a person"),
        ("Ann", "analyst", "short", "too short: expected 12"),
    ],
)
def test_a_key_that_cannot_be_made_is_refused(tmp_path, person, role, words, said):
    with pytest.raises(UsageError, match=said) as refused:
        keys.create(person, role, words, tmp_path)
    assert WORDS not in str(refused.value) and "short'" not in str(refused.value)
    assert not list(tmp_path.glob("*"))


def test_a_missing_key_says_how_to_make_one(tmp_path):
    with pytest.raises(LitmusError, match="litmus keys create"):
        keys.load("Ann Alys", tmp_path, WORDS)


@pytest.mark.slow
def test_a_rotated_key_takes_over_and_the_former_one_ends(tmp_path, people):
    folder = tmp_path / "keys"
    keys.create("Dee", "analyst", WORDS, folder)
    new = keys.rotate("Dee", "analyst", WORDS, folder)
    assert keys.load("Dee", folder, WORDS).key_id == new.key_id
    assert (folder / "dee.former.pem").is_file()


def test_a_signature_says_who_in_which_role_and_when(people):
    envelope = signatures.sign(statement(), people.analyst)
    signed = signatures.verify(envelope, people.trust)
    assert (signed.person, signed.role, signed.at) == ("Ann Alys", "analyst", SIGNED)
    assert signed.statement["content"] == "ab"


def test_a_signature_of_another_name_role_or_text_does_not_count(people):
    for wrong in (statement(person="Bo Quality"), statement(role="approver")):
        with pytest.raises(NotTrusted, match="the key is that of Ann Alys, analyst"):
            signatures.verify(signatures.sign(wrong, people.analyst), people.trust)
    envelope = signatures.sign(statement(), people.analyst)
    other = {**envelope, "payload": dsse.seal(statement() | {"content": "cd"})["payload"]}
    with pytest.raises(NotTrusted, match="does not hold"):
        signatures.verify(other, people.trust)
    with pytest.raises(NotTrusted, match="has no key"):
        signatures.verify(signatures.sign(statement(), key_of("Ann Alys")), people.trust)


def test_a_signature_before_or_after_its_key_does_not_count(people):
    early = statement(at=BEGAN - timedelta(days=1))
    with pytest.raises(NotTrusted, match="counts from 2016-01-04; the signature says 2016-01-03"):
        signatures.verify(signatures.sign(early, people.analyst), people.trust)
    revoked = SIGNED - timedelta(days=1)
    by = [people.assurer, people.approver]
    trust.revoke(people.path, "Ann Alys", "left", by, revoked)
    with pytest.raises(NotTrusted, match="was revoked on 2016-04-19"):
        signatures.verify(signatures.sign(statement(), people.analyst), people.trust)
    before = signatures.sign(statement(at=revoked - timedelta(days=1)), people.analyst)
    assert signatures.verify(before, people.trust).person == "Ann Alys"


def test_one_person_alone_changes_nothing_once_there_are_three(people):
    mallory = public(key_of("Mal Lory"), "approver", SIGNED)
    with pytest.raises(NotTrusted, match="this is signed by Ann Alys"):
        trust.add(people.path, mallory, [people.analyst])
    with pytest.raises(NotTrusted, match="this is signed by none of them"):
        trust.add(people.path, mallory, [key_of("Mal Lory")])
    with pytest.raises(NotTrusted):
        trust.revoke(people.path, "Bo Quality", "a grudge", [people.analyst], SIGNED)
    assert [key.person for key in people.trust.keys] == ["Ann Alys", "Bo Quality", "Cy Director"]


def test_a_change_waits_until_a_second_person_agrees(people):
    folder = people.path.parent
    wanted = public(key_of("Dee New"), "analyst", SIGNED)
    assert trust.propose(folder, trust.with_key(people.trust, wanted), [people.analyst]) is None
    assert people.trust.find(wanted.key_id) is None
    waiting = trust.proposed(folder)
    assert [key.person for key in trust.changes(people.trust, waiting)] == ["Dee New"]
    assert trust.propose(folder, waiting, [people.approver]).find(wanted.key_id) == wanted
    assert people.trust.find(wanted.key_id) == wanted
    assert trust.proposed(folder) is None


def test_a_second_key_of_a_person_ends_the_first(people):
    new = public(key_of("Ann Alys"), "analyst", SIGNED)
    now = trust.add(people.path, new, [people.analyst, people.assurer])
    assert now.find(people.analyst.key_id).valid_to == SIGNED.isoformat()
    assert now.key_of("Ann Alys").key_id == new.key_id


def test_every_byte_of_the_trust_file_counts(people):
    whole = people.path.read_bytes()
    tried = detected = 0
    for place in range(0, len(whole), 41):
        people.path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        tried += 1
        try:
            detected += people.trust.keys == ()
        except NotTrusted:
            detected += 1
    assert tried > 60
    assert detected == tried


def test_versions_of_the_trust_file_cannot_be_dropped_or_swapped(people):
    lines = people.path.read_bytes().splitlines(keepends=True)
    for wrong in (lines[1:], [lines[0], lines[2]], [lines[1], lines[0], lines[2]], []):
        people.path.write_bytes(b"".join(wrong))
        with pytest.raises(NotTrusted):
            trust.read(people.path)


def test_nobody_rewrites_what_was_said_of_a_key(people):
    before = people.trust
    for change in ({"role": "approver"}, {"valid_from": "2015-01-01T00:00:00+00:00"}):
        keys_then = [replace(before.keys[0], **change), *before.keys[1:]]
        version = trust._version(before, keys_then, SIGNED.isoformat())
        with pytest.raises(NotTrusted, match="changes what is said of the key of Ann Alys"):
            trust._change(people.path, version, [people.assurer, people.approver])
    version = trust._version(before, before.keys[:2], SIGNED.isoformat())
    with pytest.raises(NotTrusted, match="more, or less, than one change"):
        trust._change(people.path, version, [people.assurer, people.approver])


def test_an_envelope_is_dsse_that_openssl_verifies(people, tmp_path):
    envelope = signatures.sign(statement(), people.analyst)
    assert set(envelope) == {"payload", "payloadType", "signatures"}
    said = json.loads(dsse.payload(envelope))
    assert said == statement()
    again = dsse.parse(dsse.to_bytes(envelope))
    assert again == envelope
    with pytest.raises(dsse.NoEnvelope):
        dsse.parse(dsse.to_bytes(envelope) + b" ")


def test_brackets_without_end_are_no_trust_file(tmp_path, people):
    envelope = {**people.trust.versions[0], "payload": b64encode(b"[" * 100_000).decode()}
    path = tmp_path / "trust.json"
    path.write_bytes(dsse.to_line(envelope))
    with pytest.raises(NotTrusted, match="it holds no statement"):
        trust.read(path)


def test_a_name_is_the_same_in_other_capitals():
    assert keys.same_person("Ann Alys", "ann  ALYS")
    assert not keys.same_person("Ann Alys", "Anna Alys")


def appended(people, by, made, accomplice="Mal One"):
    """A version more in the file, as somebody writes it who makes up its day."""
    before = people.trust
    key = public(key_of(accomplice), "approver", BEGAN)
    said = {
        "number": len(before.versions) + 1, "previous": before.fingerprint, "made": made,
        "keys": [asdict(each) for each in (*before.keys, key)],
    }  # fmt: skip
    envelope = dsse.sign_also(dsse.seal(said), [by])
    people.path.write_bytes(people.path.read_bytes() + dsse.to_line(envelope))


@pytest.mark.parametrize("revoked", [True, False])
def test_nobody_admits_an_accomplice_alone_by_a_day_when_theirs_was_the_only_key(people, revoked):
    if revoked:
        trust.revoke(people.path, "Ann Alys", "Lost", [people.assurer, people.approver])
    appended(people, people.analyst, BEGAN.isoformat())
    with pytest.raises(NotTrusted, match="before the version that it follows"):
        trust.read(people.path)


def test_a_version_says_in_which_time_zone_it_was_made(people):
    appended(people, people.analyst, "2030-01-01T09:00:00")
    with pytest.raises(NotTrusted, match="in which time zone"):
        trust.read(people.path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key_id": "0" * 64}, "is not the one that its name is of"),
        ({"person": "ANN  ALYS"}, "under a name written otherwise"),
    ],
)
def test_one_key_and_one_person_stand_there_once(people, change, said):
    key = replace(public(key_of("Dee Else"), "analyst", SIGNED), **change)
    with pytest.raises(NotTrusted, match=said):
        trust.add(people.path, key, [people.assurer, people.approver])


@pytest.mark.slow
def test_a_key_of_a_name_written_otherwise_displaces_nobodys(tmp_path):
    folder = tmp_path / "keys"
    ann = keys.create("Ann Alys", "analyst", WORDS, folder)
    with pytest.raises(LitmusError, match="has a key already"):
        keys.ready("ANN ALYS", "assurer", WORDS, folder, [ann])
    assert keys.load("Ann Alys", folder, WORDS).key_id == ann.key_id
