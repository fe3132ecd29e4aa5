"""Two people at once, a clock that was set back, and files that a power cut has cut short: named,
nothing written over, and what to do said."""

import shutil
from datetime import timedelta

import pytest

from litmus.base.errors import LitmusError
from litmus.publish.evidence import (
    audit,
    disposal,
    entries,
    folder_lock,
    holds,
    register,
    trust,
    verify,
)
from publish.evidence import aftermath
from publish.evidence.aftermath import AFTER, FIRST, SECOND
from publish.evidence.made_up import PUBLISHED
from publish.evidence.people import BEGAN, key_of, public


@pytest.fixture
def where(people, snapshot):
    """The folder of publications with one in it."""
    aftermath.publish_first(people, snapshot)
    return people.path.parent


def test_two_at_once_the_second_is_told(where, people, snapshot):
    for does in aftermath.steps(people, snapshot):
        with folder_lock.hold(where), pytest.raises(LitmusError, match="Somebody else is publish"):
            does()
    assert (len(entries(where)), len(people.trust.versions)) == (1, 3)
    assert aftermath.publish_second(people, snapshot).is_dir()


def test_two_who_agree_at_once_both_count_and_a_second_change_waits(where, people):
    """Both read the change before either of them has signed it."""
    dee = key_of("Dee")
    asked = trust.with_key(people.trust, public(dee, "analyst", PUBLISHED))
    other = trust.without(people.trust, "Bo Quality", "has left", PUBLISHED)
    assert trust.propose(where, asked, [people.analyst]) is None
    with pytest.raises(LitmusError, match="Another change of the trust file waits"):
        trust.propose(where, other, [people.analyst])
    assert trust.propose(where, asked, [people.assurer]) is not None
    with pytest.raises(LitmusError, match=r"does not follow the version before it\. Throw it away"):
        trust.propose(where, other, [people.analyst])
    assert people.trust.find(dee.key_id)


def test_a_clock_that_was_set_back_breaks_no_register(where, people, snapshot):
    back = PUBLISHED - timedelta(hours=2)
    with pytest.raises(LitmusError) as refused:
        aftermath.publish_second(people, snapshot, at=back)
    said = str(refused.value)
    assert "clock of this computer says 21 April 2016 at 08:00:00 UTC" in said
    assert f"{FIRST} was published on 21 April 2016 at 10:00:00 UTC. Nothing was published." in said
    aftermath.check_whole(where, people, 0)
    assert not (where / SECOND).exists()
    aftermath.publish_second(people, snapshot, at=PUBLISHED)  # the same second will do
    assert audit.audit(where, people.trust).is_whole
    assert "The times are what the signers say" in verify(where / SECOND, people.trust).text
    with pytest.raises(LitmusError, match=r"The clock says 2016-01-04T09:01:30.*trust file was ch"):
        trust.with_key(
            people.trust, public(key_of("Dee"), "analyst", BEGAN + timedelta(seconds=90))
        )


def cut(path):
    """As a power cut may leave what was written last."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return content


@pytest.mark.parametrize("left", [0, 1])
def test_a_register_entry_that_was_cut_is_named_and_comes_back_from_the_bag(
    where, people, snapshot, left
):
    aftermath.publish_second(people, snapshot)
    path = register.file_of(where, 2)
    whole = cut(path)
    if not left:
        path.write_bytes(b"")
    for does in (
        lambda: aftermath.publish_second(people, snapshot),
        lambda: audit.audit(where, people.trust),
        lambda: disposal.dispose(where, people.trust, people.assurer, at=AFTER),
    ):
        with pytest.raises(LitmusError, match=r"register/000002\.json was damaged.*register-e"):
            does()
    assert len(path.read_bytes()) < len(whole)  # nothing wrote over it
    # As the message says.
    shutil.copy(where / SECOND / "register-entry.json", path)
    assert path.read_bytes() == whole
    assert audit.audit(where, people.trust).is_whole


def test_a_register_entry_that_is_gone_is_written_anew_from_the_bag(where, people, snapshot):
    aftermath.publish_second(people, snapshot)
    path = register.file_of(where, 2)
    whole = path.read_bytes()
    path.unlink()
    aftermath.go_on(where, people, snapshot, 0)
    assert path.read_bytes() == whole


def test_every_file_of_the_last_bags_when_cut_is_named(where, people, snapshot):
    """Published already, or before the register had its entry: nothing is written over it."""
    aftermath.publish_second(people, snapshot)
    entry = register.file_of(where, 2)
    for place in (where / SECOND, where / "restricted" / SECOND):
        for path in sorted(each for each in place.rglob("*") if each.is_file()):
            whole = cut(path)
            found = audit.audit(where, people.trust).faults
            name = path.relative_to(where).as_posix()
            assert any(each.name == name for each in found), name
            path.write_bytes(whole)
    assert audit.audit(where, people.trust).is_whole
    whole, of_entry = cut(where / SECOND / "data/report/figures.csv"), entry.read_bytes()
    entry.unlink()
    with pytest.raises(LitmusError) as refused:
        aftermath.publish_second(people, snapshot)
    assert "It is not whole: changed: data/report/figures.csv" in str(refused.value)
    assert "Move it away" in str(refused.value)
    assert len(entries(where)) == 1
    # As the message says.
    shutil.move(where / SECOND, where.with_name("moved-away"))
    aftermath.go_on(where, people, snapshot, 0)
    assert entry.read_bytes() != of_entry


def test_a_trust_file_a_waiting_change_a_hold_and_a_certificate_that_were_cut(
    where, people, snapshot
):
    now = people.trust
    asked = trust.with_key(now, public(key_of("Dee"), "analyst", PUBLISHED))
    trust.propose(where, asked, [people.analyst])
    whole = cut(where / trust.PROPOSED)
    for does in (
        lambda: trust.proposed(where),
        lambda: trust.propose(where, asked, [people.analyst]),
    ):
        with pytest.raises(LitmusError, match=r"trust-proposed.json is damaged.*keys withdraw"):
            does()
    (where / trust.PROPOSED).write_bytes(whole)
    whole = cut(people.path)
    for does in (
        lambda: people.trust,
        lambda: trust.propose(where, asked, [people.approver]),
        lambda: trust.proposed(where),
    ):
        with pytest.raises(LitmusError, match=r"trust.json is not to be trusted.*Get the file an"):
            does()
    assert len(people.path.read_bytes()) < len(whole)
    people.path.write_bytes(whole)
    disposal.dispose(where, now, people.assurer, at=AFTER)
    (certificate,) = (where / "register/disposals").glob("*.json")
    whole = cut(certificate)
    said = audit.audit(where, now).text
    assert "register/disposals/000001.json does not count: it is no signed envelope" in said
    certificate.write_bytes(whole)
    holds.lay(where, FIRST, "A review", now, people.approver, AFTER)
    cut(where / "register/holds/000001.json")
    with pytest.raises(LitmusError, match=r"000001\.json is not to be relied on.*Restore the fo"):
        disposal.dispose(where, now, people.assurer, at=AFTER)
