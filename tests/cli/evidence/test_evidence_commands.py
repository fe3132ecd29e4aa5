"""The commands about evidence, as people type them: keys, verify, audit-all, dispose."""

import errno
import json
import os
import re

import pytest
import yaml
from typer.testing import CliRunner

from litmus.base.errors import LitmusError
from litmus.cli.app import commands
from litmus.publish.evidence import pkcs8
from publish.evidence.made_up import make_snapshot, publish_one
from publish.evidence.people import make_people

WORDS = "four words nobody guesses"
PLACE = "2016Q1/quarterly/v1"
PROJECT_FILES = ("data_contracts", "params")


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    """Keys whose passphrase is quick to try: how dear that is stands in the file of each key, and
    is the business of tests/publish/evidence."""
    real = pkcs8.to_pem
    monkeypatch.setattr(pkcs8, "to_pem", lambda private, words: real(private, words, cost=2))


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty project, and folders of its own for keys and publications."""
    for name in PROJECT_FILES:
        (tmp_path / "project" / name).mkdir(parents=True)
    monkeypatch.setenv("LITMUS_HOME", str(tmp_path / "project"))
    monkeypatch.setenv("LITMUS_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("LITMUS_PUBLICATIONS", str(tmp_path / "publications"))
    monkeypatch.setenv("LITMUS_PASSPHRASE", WORDS)
    return tmp_path


def ask(*typed, code=0, **given):
    """What a command says; an error of ours as the command line would print it."""
    done = CliRunner().invoke(commands, [str(each) for each in typed], **given)
    if isinstance(done.exception, LitmusError):
        assert done.exception.exit_code == code, done.exception
        return str(done.exception)
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.slow
def test_three_people_get_keys_and_the_trust_file_is_given_away(here):
    create = ("keys", "create", "--role")
    assert "Nobody's key is trusted yet" in ask("keys", "list")
    assert "version 1" in ask(*create, "analyst", "--person", "Ann Alys")
    assert "waits for others" in ask(*create, "assurer", "--person", "Bo Quality")
    assert "Another change" in ask(*create, "approver", "--person", "Cy Director", code=1)
    said = ask("keys", "agree", "--by", "Ann Alys")
    assert "Waiting: Bo Quality, assurer" in said and "version 2" in said
    ask(*create, "approver", "--person", "Cy Director")
    said = ask("keys", "agree", "--by", "Ann Alys")
    assert "waits for others: a change is signed by 2 of Ann Alys, Bo Quality; " in said
    assert "this is signed by Ann Alys. Next sign, each for themselves: Bo Quality\n" in said
    assert "no key of Cy Director" in ask("keys", "agree", "--by", "Cy Director", code=1)
    assert "version 3" in ask("keys", "agree", "--by", "Bo Quality")
    ask("keys", "rotate", "--person", "Ann Alys")
    assert "version 4" in ask("keys", "agree", "--by", "Bo Quality")
    ask("keys", "revoke", "--person", "Cy Director", "--reason", "has left", "--by", "Bo Quality")
    assert "thrown away" in ask("keys", "withdraw")
    ask("keys", "revoke", "--person", "Cy Director", "--reason", "has left", "--by", "Bo Quality")
    ask("keys", "agree", "--by", "Ann Alys")
    said = ask("keys", "list")
    assert re.search(r"Cy Director, approver, from [-\d]+, revoked on [-\d]+ \(has left\)", said)
    assert said.count("Ann Alys") == 2
    ask("keys", "publish", "--out", here / "trust.json")
    kept = (here / "publications" / "trust.json").read_bytes()
    assert (here / "trust.json").read_bytes() == kept
    assert b"PRIVATE" not in kept and WORDS.encode() not in kept


@pytest.mark.slow
def test_a_key_that_was_made_before_the_disk_was_full_is_asked_for_again(here, monkeypatch):
    """And a key that was replaced, and never came into the trust file, is not replaced again."""
    from litmus.publish.evidence import keys, trust

    ask("keys", "create", "--role", "analyst", "--person", "Ann Alys")
    real, create = trust.propose, ("keys", "create", "--role", "assurer", "--person", "Bo Quality")
    for typed, agrees in ((create, True), (("keys", "rotate", "--person", "Bo Quality"), False)):
        monkeypatch.setattr(trust, "propose", no_disk)
        ask(*typed, code=1)
        made = keys.load("Bo Quality", here / "keys", WORDS).key_id
        monkeypatch.setattr(trust, "propose", real)
        ask(*typed)
        if agrees:
            ask("keys", "agree", "--by", "Ann Alys")
        assert keys.load("Bo Quality", here / "keys", WORDS).key_id == made
        assert made[:16] in ask("keys", "list")
    ask("keys", "create", "--role", "assurer", "--person", "Bo Quality", code=1)


def no_disk(*given):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("typed", ["", " "])
def test_a_bag_that_is_not_named_is_asked_for(here, typed):
    assert "name is missing" in ask("verify", typed, code=2)


@pytest.mark.slow
@pytest.mark.parametrize("head", ["²:", "12:9f86d0…", "-1:", "0:" + "a" * 64, "3:"])
def test_a_head_that_is_none_says_what_is_expected(here, head):
    ask("keys", "create", "--person", "Ann Alys", "--role", "analyst")
    assert "64 digits and letters" in ask("audit-all", "--head", head, code=2)
    assert ask("audit-all", "--head", "0:") == "Nothing is published yet.\n"


def test_a_name_with_a_comma_is_one_name_in_the_settings(here, monkeypatch):
    monkeypatch.setattr("litmus.publish.evidence.identities.create", lambda *_: "age1x")
    line = ask("keys", "recipient", "--person", "Shah, Priya").splitlines()[-1]
    assert yaml.safe_load(line) == {"name": "Shah, Priya", "key": "age1x"}


@pytest.mark.slow
def test_whoever_begins_is_told_who_comes_next(here):
    said = ask("keys", "create", "--person", "Ann Alys", "--role", "analyst")
    assert "The trust file has: Ann Alys, analyst, " in said
    assert 'keys create --person "NAME" --role assurer' in said


@pytest.mark.slow
def test_a_key_whose_change_was_thrown_away_is_asked_for_again(here):
    ask("keys", "create", "--person", "Ann Alys", "--role", "analyst")
    create = ("keys", "create", "--person", "Bo Quality", "--role", "assurer")
    ask(*create)
    made = (here / "keys" / "bo-quality.pem").read_bytes()
    ask("keys", "withdraw")
    ask(*create)
    assert (here / "keys" / "bo-quality.pem").read_bytes() == made
    assert "Bo Quality, assurer" in ask("keys", "agree", "--by", "Ann Alys")
    assert "keys rotate --person" in ask(*create, code=1)


@pytest.mark.slow
def test_a_person_whose_passphrase_is_lost_gets_another_key(here, monkeypatch):
    for person, role in (("Ann Alys", "analyst"), ("Bo Quality", "assurer")):
        ask("keys", "create", "--person", person, "--role", role)
    ask("keys", "agree", "--by", "Ann Alys")
    ask("keys", "revoke", "--person", "Bo Quality", "--reason", "lost", "--by", "Ann Alys")
    monkeypatch.setenv("LITMUS_PASSPHRASE", "some other words of mine")
    said = ask("keys", "create", "--person", "Bo Quality", "--role", "assurer")
    assert "bo-quality.former.pem" in said
    assert (here / "keys" / "bo-quality.former.pem").is_file()
    monkeypatch.setenv("LITMUS_PASSPHRASE", WORDS)
    ask("keys", "agree", "--by", "Ann Alys")
    said = ask("keys", "list")
    assert said.count("Bo Quality, assurer") == 2 and said.count("revoked on") == 1


@pytest.mark.slow
def test_no_key_is_ever_written_over(here):
    ask("keys", "create", "--person", "Ann Alys", "--role", "analyst")
    kept = [(here / "keys" / "ann-alys.pem").read_bytes()]
    for _ in range(2):
        ask("keys", "rotate", "--person", "Ann Alys")
        kept.append((here / "keys" / "ann-alys.pem").read_bytes())
    names = ("ann-alys.former.pem", "ann-alys.former-2.pem", "ann-alys.pem")
    assert [(here / "keys" / name).read_bytes() for name in names] == kept


@pytest.mark.slow  # age itself takes its time to close a key with a passphrase
def test_a_key_for_data_prints_the_line_for_the_settings(here):
    said = ask("keys", "recipient", "--person", "Ann Alys")
    assert re.search(r'\{name: "Ann Alys", key: age1[a-z0-9]{58}\}', said)
    assert "SECRET" not in said


@pytest.mark.slow
def test_a_passphrase_comes_from_a_private_file_or_is_typed_twice_unseen(here, monkeypatch):
    monkeypatch.delenv("LITMUS_PASSPHRASE")
    create = ("keys", "create", "--role", "analyst", "--person", "Ann Alys")
    said = ask(*create, input=f"{WORDS}\n{WORDS}\n")
    assert WORDS not in said
    kept = here / "passphrase"
    kept.write_text(f"{WORDS}\n")
    monkeypatch.setenv("LITMUS_PASSPHRASE_FILE", str(kept))
    rotate = ("keys", "rotate", "--person", "Ann Alys")
    kept.chmod(0o644)
    assert "Others may read" in ask(*rotate, code=1)
    kept.chmod(0o600)
    assert "version 2" in ask(*rotate)
    kept.write_text("another four words\n")
    said = ask(
        "keys", "revoke", "--person", "Ann Alys", "--reason", "x", "--by", "Ann Alys", code=1
    )
    assert "A passphrase that is lost cannot be found again" in said
    assert "another four" not in said
    monkeypatch.setenv("LITMUS_PASSPHRASE_FILE", str(here / "nothing"))
    assert "is not there" in ask(*rotate, code=2)


@pytest.fixture
def people(here):
    return make_people(here / "publications" / "trust.json")


@pytest.fixture
def published(here, people):
    return publish_one(people, make_snapshot(here / "snapshot"))


def test_verify_needs_the_bag_and_the_trust_file_alone(here, published, monkeypatch):
    trust = here / "publications" / "trust.json"
    for name in ("LITMUS_HOME", "LITMUS_PUBLICATIONS", "LITMUS_KEYS"):
        monkeypatch.delenv(name)
    monkeypatch.chdir(here)
    assert "Whole, and signed" in ask("verify", published, "--trust", trust)
    assert json.loads(ask("verify", published, "--trust", trust, "--json"))["whole"] is True
    (published / "data" / "README.txt").write_text("other")
    said = ask("verify", published, "--trust", trust, code=1)
    assert "NOT what was published" in said
    assert "changed: data/README.txt" in said
    assert json.loads(ask("verify", published, "--trust", trust, "--json", code=1))["faults"]


def test_the_audit_ends_with_1_where_anything_is_wrong(here, published):
    said = ask("audit-all")
    assert said.startswith("1 publication, all whole and signed, with their data.")
    (head,) = re.findall(r"1:[0-9a-f]{64}", said)
    ask("audit-all", "--head", head)
    assert "entry 2 is gone" in ask("audit-all", "--head", f"2:{'0' * 64}", code=1)
    (published / "data" / "more.txt").write_text("")
    assert f"added: {PLACE}/data/more.txt" in ask("audit-all", code=1)


def test_data_are_held_and_destroyed_by_command(here, people, published, monkeypatch):
    from litmus.publish.evidence import keys

    monkeypatch.setattr(keys, "load", lambda person, *_: people.assurer)
    by = ("--by", "Bo Quality")
    data = here / "publications" / "restricted" / PLACE
    assert ask("dispose", "list").startswith(f"{PLACE}: due since 2022-04-21")
    ask("dispose", "hold", PLACE, "--reason", "Inquiry", *by)
    assert "held (Inquiry)" in ask("dispose", "list")
    assert "Nothing is destroyed: no data are due" in ask("dispose", "due", *by)
    assert "are held: Inquiry" in ask("dispose", "due", PLACE, *by, code=1)
    assert data.is_dir()
    ask("dispose", "lift", PLACE, "--reason", "It has ended", *by)
    assert "The data of 1 publication are destroyed" in ask("dispose", "due", *by)
    assert not data.exists()
    assert "destroyed, with a certificate" in ask("dispose", "list")
    assert "signed; the data of 1 were destroyed in their time." in ask("audit-all")


def test_data_are_not_destroyed_by_somebody_who_is_not_trusted(here, published, monkeypatch):
    from litmus.publish.evidence import keys

    others = make_people(here / "other" / "trust.json")
    monkeypatch.setattr(keys, "load", lambda *_: others.assurer)
    assert "has no key" in ask("dispose", "due", "--by", "Bo Quality", code=1)
    assert (here / "publications" / "restricted" / PLACE / "data" / "snapshot.tar.age").is_file()
