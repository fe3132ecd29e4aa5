"""A publication: its bag, what it says of itself, the register, and all of it or nothing."""

import json
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence import (
    Head,
    bag,
    dsse,
    entries,
    head,
    next_version,
    publish,
    publishing,
    register,
    signatures,
    verify,
)
from publish.evidence.made_up import (
    PAYLOAD,
    PUBLISHED,
    candidate,
    identities,
    publish_one,
    settings,
)


def test_a_publication_is_whole_and_says_who_signed_it(published, people):
    found = verify(published, people.trust)
    assert found.faults == ()
    assert [each.person for each in found.signers] == ["Ann Alys", "Bo Quality", "Cy Director"]
    assert "Whole, and signed: Quarterly report: Sample City" in found.text
    assert people.trust.fingerprint in found.text
    assert {path.name for path in published.iterdir()} == {
        *("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
        *("register-entry.json", "data"),
    }
    for name, content in PAYLOAD.items():
        assert (published / "data" / name).read_bytes() == content


def test_another_program_finds_the_manifests_right_and_the_bag_is_bagit_1_0(published, people):
    for folder in (published, people.path.parent / "restricted/2016Q1/quarterly/v1"):
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            subprocess.run(["sha256sum", "--check", "--strict", manifest], cwd=folder, check=True)
        declared = (folder / "bagit.txt").read_text()
        assert declared == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        said = dict(line.split(": ", 1) for line in (folder / "bag-info.txt").open())
        assert said["External-Description"] == "Publication 2016Q1/quarterly/v1\n"
        payload = [path for path in (folder / "data").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in payload)
        assert said["Payload-Oxum"] == f"{size}.{len(payload)}\n"


def test_bags_are_for_their_owner_alone(published, people):
    for path in [published, *people.path.parent.rglob("*")]:
        if path.name != "trust.json":
            assert path.stat().st_mode & 0o077 == 0, path


def test_the_crate_describes_every_file_and_the_run(published):
    crate = json.loads((published / "data" / "ro-crate-metadata.json").read_text())
    by_id = {each["@id"]: each for each in crate["@graph"]}
    assert crate["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
    root = by_id["./"]
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert {each["@id"] for each in root["hasPart"]} == set(PAYLOAD)
    assert set(PAYLOAD) <= by_id.keys()
    manifest = (published / "manifest-sha256.txt").read_text()
    for name in PAYLOAD:
        assert f"{by_id[name]['sha256']}  data/{name}\n" in manifest
    run = by_id["#run"]
    assert run["@type"] == "CreateAction"
    assert run["startTime"] == "2016-04-19T09:00:00+00:00"
    assert {each["@id"] for each in run["result"]} == {n for n in PAYLOAD if n[:6] == "report"}
    assert by_id[run["instrument"]["@id"]]["softwareVersion"] == "0.1.0"
    # Every @id that is referred to is described, or leads elsewhere.
    text = json.dumps(crate["@graph"])
    for each in by_id.values():
        for value in each.values():
            for reference in value if isinstance(value, list) else [value]:
                if isinstance(reference, dict):
                    assert reference["@id"] in by_id or "://" in reference["@id"], reference
    assert "4711" not in text


def test_publications_are_chained(people, snapshot):
    assert head(people.path.parent) == Head(0, "")
    first = publish_one(people, snapshot)
    later = PUBLISHED + timedelta(days=90)
    second = publish_one(people, snapshot, later, period="2016Q2", folder="2016Q2")
    one, two = entries(people.path.parent)
    assert (one.said["previous"], two.said["previous"]) == ("", one.digest)
    assert head(people.path.parent) == Head(2, two.digest)
    assert Head.parse(str(head(people.path.parent))) == Head(2, two.digest)
    assert Head.parse(f" 2:{two.digest[:30]}\n{two.digest[30:]}") == Head(2, two.digest)
    assert register.faults([one, two], people.trust) == []
    for each in (first, second):
        assert verify(each, people.trust).is_whole
    before = (second / "data" / "register-before.jsonl").read_bytes()
    assert len(before.splitlines()) == 1


def test_a_correction_is_the_next_version_and_says_why(people, snapshot, published):
    publications = people.path.parent
    assert next_version(publications, "2016Q1", "quarterly") == 2
    later = PUBLISHED + timedelta(days=3)
    with pytest.raises(LitmusError, match="say why version 2 corrects it"):
        publish_one(people, snapshot, later, version=2)
    with pytest.raises(LitmusError, match="signed as version 1; the next is 2"):
        publish_one(people, snapshot, later)
    second = publish_one(people, snapshot, later, version=2, reason="A team was left out")
    assert second.name == "v2"
    assert "corrects version 1: A team was left out" in verify(second, people.trust).text
    assert verify(published, people.trust).is_whole


def nothing(publications):
    names = {path.relative_to(publications).as_posix() for path in publications.rglob("*")}
    return {name for name in names if "v1" in name or "register" in name} == set()


def test_without_three_signatures_of_three_people_nothing_is_published(people, snapshot):
    whole, where = candidate(people, snapshot), people.path.parent
    lacking = replace(whole, envelopes={k: v for k, v in whole.envelopes.items() if k != "assurer"})
    other = replace(whole, payload={**PAYLOAD, "report/figures.csv": b"ASM02,790\n"})
    twice = replace(whole, envelopes={**whole.envelopes, "assurer": whole.envelopes["analyst"]})
    for wrong, said in [
        (lacking, "no assurer has signed"),
        (other, "Ann Alys signed something else"),
        (twice, "Ann Alys signed as analyst"),
    ]:
        with pytest.raises(LitmusError, match=said):
            publish(wrong, people.trust, people.approver, where, settings(), PUBLISHED)
    with pytest.raises(LitmusError, match="Cy Director approved it"):
        publish(whole, people.trust, people.assurer, where, settings(), PUBLISHED)
    assert nothing(where)


def test_data_that_one_lost_key_would_close_for_ever_are_not_published(people, snapshot):
    first, _ = identities()
    alone = settings().model_copy(update={"recovery": None})
    with pytest.raises(UsageError, match="recovery names nobody"):
        publish(
            candidate(people, snapshot), people.trust, people.approver, people.path.parent, alone
        )
    with pytest.raises(ValueError, match="recovery has to be another person"):
        type(alone)(
            recipients=[{"name": "Ann", "key": str(first.to_public())}],
            recovery={"name": "Ann", "key": str(identities()[1].to_public())},
            keep_data_years=6,
        )
    assert nothing(people.path.parent)


@pytest.mark.parametrize("at", ["restricted.write", "_write", "register.write"])
def test_a_failure_at_any_step_leaves_nothing_or_all(people, snapshot, monkeypatch, at):
    where = people.path.parent
    module, _, name = at.rpartition(".")
    holder = getattr(publishing, module) if module else publishing
    whole = getattr(holder, name)

    def stop(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(holder, name, stop)
    with pytest.raises(KeyboardInterrupt):
        publish_one(people, snapshot)
    monkeypatch.setattr(holder, name, whole)
    if at != "register.write":
        assert nothing(where)
        assert verify(publish_one(people, snapshot), people.trust).is_whole
        return
    # Both bags are there and signed: the next command gives the publication its entry.
    assert entries(where) == []
    assert publishing.recover(where, people.trust) == ["2016Q1/quarterly/v1"]
    assert [each.place for each in entries(where)] == ["2016Q1/quarterly/v1"]
    assert verify(where / "2016Q1/quarterly/v1", people.trust).is_whole


def test_a_restricted_bag_without_its_publication_goes(people, snapshot):
    where = people.path.parent
    left = where / "restricted/2016Q1/quarterly/v1"
    (left / "data").mkdir(parents=True)
    (where / "2016Q1/quarterly/.v1.abcd.tmp").mkdir(parents=True)
    publishing.recover(where, people.trust)
    assert not left.exists()
    assert not list(where.rglob(".v1*"))


def test_the_register_is_not_gone_on_with_once_it_is_damaged(people, snapshot, published):
    where = people.path.parent
    later = {"folder": "2016Q2", "period": "2016Q2", "at": PUBLISHED + timedelta(days=90)}
    path = register.file_of(where, 1)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"a", b"b", 1))
    with pytest.raises(LitmusError, match="damaged"):
        publish_one(people, snapshot, **later)
    path.write_bytes(content)
    path.rename(register.file_of(where, 2))
    with pytest.raises(LitmusError, match="an entry is missing, or was renamed"):
        publish_one(people, snapshot, **later)


def test_the_same_publication_has_the_same_bytes(people, snapshot, tmp_path):
    made = {}
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        bag.write(folder, PAYLOAD, {"Bagging-Date": "2016-04-21"})
        made[name] = {p.name: p.read_bytes() for p in folder.glob("*.txt")}
    assert made["one"] == made["two"]


@pytest.mark.parametrize(
    "name", ["a b.txt", "ä.txt", "../x", "/x", "a//b", "-x", ".hidden", "a/.."]
)
def test_a_name_that_not_every_system_can_hold_is_refused(tmp_path, name):
    with pytest.raises(LitmusError, match="cannot hold a file called"):
        bag.write(tmp_path, {name: b""}, {})
    with pytest.raises(LitmusError, match="cannot hold both"):
        bag.write(tmp_path, {"a.txt": b"", "A.txt": b""}, {})


@pytest.mark.parametrize(
    "changes",
    [
        {"data": {}},
        {"data": {"disposal": "some day"}},
        {"folder": ".."},
        {"name": "../../elsewhere"},
        {"name": ""},
        {"number": "1"},
    ],
)
def test_what_is_no_entry_is_named_even_where_the_approver_signed_it(published, people, changes):
    said = dict(register.entries(people.path.parent)[0].said)
    if "disposal" in changes.get("data", {}):
        changes = {"data": {**said["data"], **changes["data"]}}
    envelope = signatures.sign({**said, **changes}, people.approver)
    with pytest.raises(dsse.NoEnvelope, match="no entry of a register"):
        register.Entry.of(envelope)
    assert register.Entry.of(signatures.sign(said, people.approver)).said == said
