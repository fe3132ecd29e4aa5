"""The data behind a publication: encrypted, opened by either key, held, and destroyed in time."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.evidence import (
    audit,
    disposal,
    entries,
    faults,
    holds,
    identities,
    register,
    restricted,
)
from litmus.publish.evidence.trust import NotTrusted
from publish.evidence.made_up import PUBLISHED, publish_one, settings
from publish.evidence.made_up import identities as people_who_open

PLACE = "2016Q1/quarterly/v1"
AFTER = datetime(2022, 5, 1, 9, tzinfo=UTC)
SECRET = b"child 4711"


@pytest.fixture
def where(people, published):
    return people.path.parent


@pytest.fixture
def data(where):
    return where / "restricted" / PLACE


def test_no_childs_record_is_readable_in_either_bag(where):
    read = [path.read_bytes() for path in where.rglob("*") if path.is_file()]
    assert len(read) > 15
    assert not any(SECRET in each or b"4711" in each for each in read)


@pytest.mark.parametrize("who", [0, 1])
def test_either_key_opens_the_data_and_nothing_stays_behind(data, snapshot, who):
    identity = str(people_who_open()[who]).encode()
    with restricted.unpack(data, identity) as (found, digest):
        same = {p.name: p.read_bytes() for p in snapshot.rglob("*") if p.is_file()}
        assert {p.name: p.read_bytes() for p in found.folder.rglob("*") if p.is_file()} == same
        assert found.fingerprint == "f" * 64
        assert all(p.stat().st_mode & 0o077 == 0 for p in found.folder.rglob("*"))
        assert not (found.folder.parent / "snapshot.tar").exists()
    assert not found.folder.exists()
    assert len(digest) == 64


def test_another_key_says_whose_would_open_them(data):
    import pyrage

    other = str(pyrage.x25519.Identity.generate()).encode()
    with pytest.raises(LitmusError) as refused, restricted.unpack(data, other):
        pass
    assert "closed for Ann Alys, Rey Cover" in str(refused.value)
    assert "If all of those keys are lost" in str(refused.value)
    none = pytest.raises(LitmusError, match="holds no key that opens data")
    with none, restricted.unpack(data, b"no key\n"):
        pass


def test_data_that_were_changed_are_not_used(data):
    packed = data / "data" / restricted.PACKED
    whole = packed.read_bytes()
    packed.write_bytes(whole[:-20] + b"x" + whole[-19:])
    damaged = pytest.raises(LitmusError, match="does not open the data, or they are damaged")
    with damaged, restricted.unpack(data, str(people_who_open()[0]).encode()):
        pass
    assert [(f.kind, f.name) for f in faults.faults(data)] == [("changed", "data/snapshot.tar.age")]


def test_the_register_binds_the_data_and_their_day(where, data):
    said = entries(where)[0].said["data"]
    assert said["disposal"] == "2022-04-21"
    assert "Disposal-Date: 2022-04-21" in (data / "bag-info.txt").read_text()
    with restricted.unpack(data, str(people_who_open()[0]).encode()) as (found, digest):
        assert (said["packed"], said["fingerprint"]) == (digest, found.fingerprint)


def test_days_follow_the_report_and_the_calendar():
    wanted = settings(keep_data_years_of={"annual": 10})
    assert wanted.disposal("quarterly", datetime(2016, 2, 29).date()).isoformat() == "2022-02-28"
    assert wanted.disposal("annual", datetime(2016, 4, 20).date()).isoformat() == "2026-04-20"


@pytest.mark.slow  # age itself takes its time to close a key with a passphrase
def test_a_key_for_data_needs_its_passphrase(tmp_path):
    public = identities.create("Ann Alys", "four words nobody guesses", tmp_path)
    path = identities.path_of("Ann Alys", tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    (found,) = identities.parse(identities.load(path, "four words nobody guesses"))
    assert str(found.to_public()) == public
    with pytest.raises(LitmusError, match="another recipient's key opens the same data"):
        identities.load(path, "another four words")
    with pytest.raises(LitmusError, match="already"):
        identities.create("Ann Alys", "four words nobody guesses", tmp_path)


def test_data_are_destroyed_after_their_day_with_a_signed_certificate(where, data, people):
    trust = people.trust
    (gone,) = disposal.dispose(where, trust, people.assurer, at=AFTER)
    assert not data.exists() and not gone.leaving.exists()
    (now,) = disposal.every(where, trust)
    said = disposal.certified(where, now.entry, trust)
    assert (said["person"], said["place"]) == ("Bo Quality", PLACE)
    assert said["data"] == now.entry.said["data"]
    # The publication itself stays whole, and the audit knows why the data are gone.
    assert audit.audit(where, trust).is_whole
    assert disposal.dispose(where, trust, people.assurer, at=AFTER) == []
    with pytest.raises(LitmusError, match="were destroyed"):
        disposal.dispose(where, trust, people.assurer, [PLACE], AFTER)


def test_data_are_kept_until_their_day(where, data, people):
    before = datetime(2022, 4, 20, 23, tzinfo=UTC)
    assert disposal.dispose(where, people.trust, people.assurer, at=before) == []
    with pytest.raises(LitmusError, match="are kept until 2022-04-21"):
        disposal.dispose(where, people.trust, people.assurer, [PLACE], before)
    with pytest.raises(LitmusError, match="There is no publication 2016Q1/book/v1"):
        disposal.dispose(where, people.trust, people.assurer, ["2016Q1/book/v1"], AFTER)
    assert data.is_dir()


def test_an_earlier_day_in_the_bag_itself_destroys_nothing(where, data, people):
    path = data / "bag-info.txt"
    path.write_text(path.read_text().replace("2022-04-21", "2016-05-01"))
    assert disposal.dispose(where, people.trust, people.assurer, at=AFTER.replace(year=2017)) == []
    assert data.is_dir()
    assert not audit.audit(where, people.trust).is_whole


def test_what_is_held_is_not_destroyed_until_the_hold_is_lifted(where, data, people):
    trust = people.trust
    holds.lay(where, PLACE, "Serious case review", trust, people.approver, AFTER)
    assert disposal.dispose(where, trust, people.assurer, at=AFTER) == []
    with pytest.raises(LitmusError, match="are held: Serious case review"):
        disposal.dispose(where, trust, people.assurer, [PLACE], AFTER)
    with pytest.raises(UsageError, match="reason is empty"):
        holds.lift(where, PLACE, " ", trust, people.approver, AFTER)
    holds.lift(where, PLACE, "The review has ended", trust, people.approver, AFTER)
    with pytest.raises(LitmusError, match="no hold on"):
        holds.lift(where, PLACE, "Again", trust, people.approver, AFTER)
    assert len(disposal.dispose(where, trust, people.assurer, at=AFTER)) == 1


def test_a_hold_that_somebody_takes_out_or_changes_stops_all(where, data, people):
    trust = people.trust
    for reason in ("one", "two"):
        holds.lay(where, PLACE, reason, trust, people.approver, AFTER)
    folder = where / "register" / "holds"
    first = (folder / "000001.json").read_bytes()
    (folder / "000001.json").write_bytes(first.replace(b"a", b"b", 1))
    with pytest.raises(LitmusError, match="nothing is destroyed"):
        disposal.dispose(where, trust, people.assurer, at=AFTER)
    (folder / "000001.json").unlink()
    with pytest.raises(LitmusError, match="does not follow the one before"):
        disposal.dispose(where, trust, people.assurer, at=AFTER)
    assert not audit.audit(where, trust).is_whole
    assert data.is_dir()


def test_a_kill_while_data_are_destroyed_is_made_good(where, data, people, monkeypatch):
    whole = disposal.files.write_bytes

    def stop(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(disposal.files, "write_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        disposal.dispose(where, people.trust, people.assurer, at=AFTER)
    assert not data.exists()  # and nothing is left that looks whole
    assert not audit.audit(where, people.trust).is_whole
    monkeypatch.setattr(disposal.files, "write_bytes", whole)
    assert len(disposal.dispose(where, people.trust, people.assurer, at=AFTER)) == 1
    assert audit.audit(where, people.trust).is_whole


def test_the_audit_names_what_is_wrong_anywhere(where, data, people, snapshot):
    later = PUBLISHED + timedelta(days=90)
    publish_one(people, snapshot, later, folder="2016Q2", period="2016Q2")
    trust = people.trust
    whole = audit.audit(where, trust)
    assert (whole.count, whole.faults, whole.with_data) == (2, (), 2)
    assert str(whole.head) in whole.text
    assert audit.audit(where, trust, whole.head).is_whole

    packed = where / "restricted/2016Q2/quarterly/v1/data/snapshot.tar.age"
    packed.write_bytes(packed.read_bytes()[:-1] + b"x")
    figures = where / PLACE / "data/report/figures.csv"
    figures.write_text("other")
    shutil.copytree(where / PLACE, where / "2016Q1/quarterly/v2")
    shutil.rmtree(data)
    said = audit.audit(where, trust).text
    for each in (
        "2 publications, ",
        "changed: 2016Q1/quarterly/v1/data/report/figures.csv",
        "changed: restricted/2016Q2/quarterly/v1/data/snapshot.tar.age",
        "missing: restricted/2016Q1/quarterly/v1: no certificate",
        "added: 2016Q1/quarterly/v2: the register has no entry of it",
    ):
        assert each in said


def test_a_register_whose_end_was_cut_off_shows_beside_a_printed_head(where, people, snapshot):
    later = PUBLISHED + timedelta(days=90)
    publish_one(people, snapshot, later, folder="2016Q2", period="2016Q2")
    printed = audit.audit(where, people.trust).head
    (where / "register/000002.json").unlink()
    for place in ("2016Q2", "restricted/2016Q2"):
        shutil.rmtree(where / place)
    # By itself what is left is whole: nothing in it can know of more.
    assert audit.audit(where, people.trust).is_whole
    found = audit.audit(where, people.trust, printed)
    assert [each.kind for each in found.faults] == ["broken chain"]
    assert "entry 2 is gone" in found.text


def test_data_stay_held_while_one_of_several_holds_stands(where, data, people):
    trust = people.trust
    for reason in ("Public inquiry", "Complaint 7"):
        holds.lay(where, PLACE, reason, trust, people.approver, AFTER)
    with pytest.raises(LitmusError, match=r"--hold which one is over.*1: Public inquiry; 2: C"):
        holds.lift(where, PLACE, "Closed", trust, people.approver, AFTER)
    holds.lift(where, PLACE, "Closed", trust, people.approver, AFTER, number=2)
    with pytest.raises(LitmusError, match="are held: Public inquiry"):
        disposal.dispose(where, trust, people.assurer, [PLACE], AFTER)
    holds.lift(where, PLACE, "It has reported", trust, people.approver, AFTER)
    assert len(disposal.dispose(where, trust, people.assurer, at=AFTER)) == 1


def test_an_entry_of_the_register_passes_for_no_hold(where, data, people):
    folder = where / "register" / "holds"
    folder.mkdir()
    shutil.copy(where / "register" / "000001.json", folder / "000001.json")
    with pytest.raises(LitmusError, match="says nothing of a hold"):
        disposal.dispose(where, people.trust, people.assurer, at=AFTER)
    assert not audit.audit(where, people.trust).is_whole


def test_what_lies_behind_a_link_in_the_place_of_the_data_is_not_destroyed(
    where, data, people, tmp_path
):
    elsewhere = tmp_path / "elsewhere"
    data.rename(elsewhere)
    data.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(LitmusError, match="is a link to another place"):
        disposal.dispose(where, people.trust, people.assurer, at=AFTER)
    assert any(elsewhere.rglob(restricted.PACKED))
    assert not (where / "register" / "disposals").exists()


@pytest.mark.parametrize("left", ["nothing", "another file"])
def test_no_certificate_is_signed_of_other_things_than_the_data(where, data, people, left):
    packed = next(data.rglob(restricted.PACKED))
    if left == "nothing":
        shutil.rmtree(data)
        data.mkdir()
    else:
        packed.write_bytes(b"x")
    with pytest.raises(LitmusError, match="does not hold the data that were published"):
        disposal.dispose(where, people.trust, people.assurer, at=AFTER)
    assert data.is_dir() and not (where / "register" / "disposals").exists()


def test_a_trust_file_that_was_cut_since_is_found_by_what_was_published_beside_it(
    where, published, people
):
    """As by somebody whose key was revoked in its last version."""
    (entry,) = entries(where)
    whole = people.trust
    register.check_trust(entry, whole)
    cut = replace(whole, versions=whole.versions[:-1])
    with pytest.raises(NotTrusted, match="that this one does not have"):
        register.check_trust(entry, cut)
    assert any("does not have" in each.said for each in register.faults([entry], cut))


@pytest.mark.parametrize(
    "place",
    [
        "2016Q1/quarterly/quarterly.pdf", "2016Q1/quarterly/V1", "2016Q1/quarterly/final",
        "2016Q1/quarterly/more/v9", "restricted/2016Q1/quarterly/v2", "register/notes.txt",
    ],
)  # fmt: skip
def test_what_lies_among_the_publications_and_is_none_is_said(where, data, people, place):
    assert audit.audit(where, people.trust).is_whole
    path = where / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("forged")
    (wrong,) = audit.audit(where, people.trust).faults
    assert place.startswith(wrong.name) and wrong.kind == "added"


@pytest.mark.parametrize("place", [PLACE, f"restricted/{PLACE}"])
def test_a_link_in_the_place_of_a_bag_is_said(where, data, people, tmp_path, place):
    (where / place).rename(tmp_path / "elsewhere")
    (where / place).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert any("a link to another" in each.said for each in audit.audit(where, people.trust).faults)


def test_what_is_being_signed_or_destroyed_is_no_stray(where, data, people):
    (where / "2016Q1" / "quarterly" / "in-review").mkdir()
    (where / "2016Q1" / "quarterly" / ".review.lock").touch()
    data.rename(data.with_name("v1.disposing"))
    kinds = {each.kind for each in audit.audit(where, people.trust).faults}
    assert kinds == {"missing"}


def test_a_certificate_of_a_day_to_come_does_not_count(where, data, people):
    late = datetime(2090, 1, 1, 9, tzinfo=UTC)
    disposal.dispose(where, people.trust, people.assurer, at=late)
    (wrong,) = audit.audit(where, people.trust).faults
    assert "is of 1 January 2090, a day that is still to come" in wrong.said
