"""Whatever the disk refuses, and whenever, while something is published, destroyed, held or
trusted: what was published before is whole, and the next command goes on from there."""

import os
import shutil

import pytest

from disk_faults import Faults, disk_fault, killed_apart, needs_fork, no_space, only_read
from litmus.base import system_errors
from litmus.base.errors import LitmusError
from litmus.publish.evidence import audit, disposal, entries, holds, keys, trust, verify
from publish.evidence import aftermath
from publish.evidence.aftermath import AFTER, FIRST, SECOND
from publish.evidence.made_up import PUBLISHED
from publish.evidence.people import key_of, public

pytestmark = pytest.mark.slow

KINDS = [(no_space, False), (disk_fault, True)]
each_kind = pytest.mark.parametrize(("make", "lasting"), KINDS, ids=["once", "from then on"])


@pytest.fixture(autouse=True)
def no_power_cut(monkeypatch):
    """Nothing here shows whether the disk really has what it was given: no time for it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def where(people, snapshot):
    """The folder of publications with one in it, and a copy of that, to begin each time anew."""
    aftermath.publish_first(people, snapshot)
    shutil.copytree(people.path.parent, people.path.parent.with_name("start"))
    return people.path.parent


def whole(where):
    return list((where / "restricted").glob("*/*/v1"))


def afresh(where):
    shutil.rmtree(where)
    shutil.copytree(where.with_name("start"), where)


def each_touch(where, patch, does, make=None, lasting=False):
    """Let `does` fail at each touch of the folder, one after the other: the number of the touch,
    and what was said, "" where the fault did not matter. The kinds by turns without `make`."""
    with Faults(where, no_space).at_work(patch) as counted:
        does()
    assert counted.count > 5
    for at in range(1, counted.count + 1):
        afresh(where)
        kind = (make, lasting) if make else KINDS[at % 2]
        yield at, fails(where, patch, does, kind[0], at, kind[1])


def fails(where, patch, does, make, at=1, lasting=True):
    with Faults(where, make, at, lasting).at_work(patch):
        try:
            does()
        except (LitmusError, OSError) as error:
            said = str(error) if isinstance(error, LitmusError) else system_errors.in_words(error)
            assert "rrno" not in said and "of its own" not in said
            assert ".tmp" not in said
            assert str(where) in said, said
            return said
    return ""


def test_a_fault_anywhere_while_publishing(where, people, snapshot, monkeypatch):
    def does():
        aftermath.publish_second(people, snapshot)

    for at, said in each_touch(where, monkeypatch, does):
        aftermath.check_whole(where, people, at)
        assert said or len(entries(where)) == 2, at
        aftermath.go_on(where, people, snapshot, at)


@each_kind
def test_a_fault_anywhere_while_data_are_destroyed(
    where, people, snapshot, monkeypatch, make, lasting
):
    aftermath.publish_second(people, snapshot)
    shutil.rmtree(where.with_name("start"))
    shutil.copytree(where, where.with_name("start"))

    def does():
        disposal.dispose(where, people.trust, people.assurer, at=AFTER)

    for at, said in each_touch(where, monkeypatch, does, make, lasting):
        gone = aftermath.check_data(where, people, at)
        assert said or gone == {FIRST, SECOND}, at
        if "Data destroyed with a certificate: " in said:
            named = said.partition("certificate: ")[2].partition(";")[0].partition(". ")[0]
            assert gone == set(named.split(", ")) - {"none"}, (at, said)
            half = len(whole(where)) + len(gone) < 2
            assert ("have no certificate yet" in said) == half, (at, said)
        does()
        aftermath.check_destroyed(where, people, at)


@each_kind
def test_a_fault_anywhere_while_a_hold_is_laid(where, people, monkeypatch, make, lasting):
    def does():
        holds.lay(where, FIRST, "A review", people.trust, people.approver, AFTER)

    for at, said in each_touch(where, monkeypatch, does, make, lasting):
        standing = holds.standing(where, people.trust)
        assert said or FIRST in standing, at
        does()
        assert FIRST in holds.standing(where, people.trust), at
        assert audit.audit(where, people.trust).is_whole


@each_kind
def test_a_fault_anywhere_while_the_trust_file_is_changed(
    where, people, monkeypatch, make, lasting
):
    new = public(key_of("Dee"), "analyst", PUBLISHED)
    before = people.trust
    assert trust.propose(where, trust.with_key(before, new), [people.analyst]) is None
    shutil.rmtree(where.with_name("start"))
    shutil.copytree(where, where.with_name("start"))

    def does():
        trust.propose(where, trust.proposed(where), [people.approver])

    for at, said in each_touch(where, monkeypatch, does, make, lasting):
        waiting, now = trust.proposed(where), people.trust
        assert now.find(new.key_id) if waiting is None else now == before, (at, said)
        if waiting is not None:
            does()
        assert people.trust.find(new.key_id), at
        assert trust.proposed(where) is None, at
        other = trust.without(people.trust, "Dee", "has left", PUBLISHED)
        assert trust.propose(where, other, [people.analyst]) is None  # nothing holds it up
        assert audit.audit(where, people.trust).is_whole


@each_kind
def test_a_fault_anywhere_while_a_key_is_replaced(tmp_path, monkeypatch, make, lasting):
    words, where = "four words nobody guesses", tmp_path / "keys"
    monkeypatch.setattr(keys.pkcs8, "to_pem", cheap(keys.pkcs8.to_pem))
    old = keys.create("Dee", "analyst", words, where)
    shutil.copytree(where, where.with_name("start"))

    def does():
        keys.rotate("Dee", "analyst", words, where)

    for at, said in each_touch(where, monkeypatch, does, make, lasting):
        now = keys.load("Dee", where, words)
        if now.key_id != old.key_id:
            now = keys.load_former("Dee", where, words)
        else:
            assert said, at
        assert now.key_id == old.key_id, at


def cheap(real):
    return lambda private, passphrase: real(private, passphrase, cost=2)


def test_a_folder_that_may_only_be_read(where, people, snapshot, monkeypatch):
    def read():
        with Faults(where, only_read).at_work(monkeypatch) as counted:
            assert audit.audit(where, people.trust).is_whole
            assert verify(where / FIRST, people.trust).is_whole
            assert disposal.every(where, people.trust)
        return counted.count

    assert read() == 0  # nothing is written to look at what is there
    for does in aftermath.steps(people, snapshot):
        assert "may only be read" in fails(where, monkeypatch, does, only_read)
    aftermath.check_whole(where, people, 0)
    assert len(entries(where)) == 1


@needs_fork
@pytest.mark.parametrize(("what", "at_least"), [("publish", 40), ("dispose", 20), ("trust", 5)])
def test_a_kill_at_each_touch(tmp_path, what, at_least):
    assert killed_apart("publish/evidence/kill_at_every_touch.py", tmp_path, what) > at_least
