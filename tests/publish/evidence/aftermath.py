"""What holds of a folder of publications after a fault or a kill, and the next command."""

from datetime import UTC, datetime, timedelta

from litmus.publish.evidence import (
    audit,
    disposal,
    entries,
    folder_lock,
    holds,
    publishing,
    register,
    restricted,
    trust,
    verify,
)
from publish.evidence.made_up import PAYLOAD, PUBLISHED, publish_one

FIRST, SECOND = "2016Q1/quarterly/v1", "2016Q2/quarterly/v1"
AFTER = datetime(2022, 8, 1, 9, tzinfo=UTC)  # when the data may be destroyed
LATER = PUBLISHED + timedelta(days=90)
# Few files: each is some touches of the disk.
SMALL = {name: PAYLOAD[name] for name in ("report/figures.csv", "report/run.json")}


def publish_first(people, snapshot):
    return publish_one(people, snapshot, payload=SMALL)


def publish_second(people, snapshot, at=LATER):
    return publish_one(people, snapshot, at, payload=SMALL, folder="2016Q2", period="2016Q2")


def steps(people, snapshot):
    """What changes something in a folder of publications: each ready to be taken."""
    where, known = people.path.parent, people.trust
    return (
        lambda: publish_second(people, snapshot),
        lambda: disposal.dispose(where, known, people.assurer, at=AFTER),
        lambda: holds.lay(where, FIRST, "A review", known, people.approver, AFTER),
        lambda: trust.propose(where, trust.without(known, "Bo Quality", "left"), [people.analyst]),
    )


def check_whole(where, people, touch):
    """What was published before is whole, the register is a whole chain, and nothing half is taken
    for a publication or its data."""
    known = people.trust
    found = entries(where)
    assert register.faults(found, known) == [], touch
    assert found[0].place == FIRST
    for place in [FIRST, *([SECOND] if (where / SECOND).exists() else [])]:
        assert verify(where / place, known).is_whole, (touch, place)
        assert (where / restricted.FOLDER / place).is_dir(), (touch, place)
    assert restricted.faults_of(where / restricted.FOLDER / FIRST, found[0].said["data"]) == []


def go_on(where, people, snapshot, touch):
    """The next command: a publication that lies there comes into the register, else it is made."""
    known = people.trust
    with folder_lock.hold(where):
        publishing.recover(where, known)
    if len(entries(where)) == 1:
        publish_second(people, snapshot)
    check_whole(where, people, touch)
    assert [each.place for each in entries(where)] == [FIRST, SECOND], touch
    check_nothing_left(where, people, touch)


def check_data(where, people, touch):
    """The data of each publication are whole, on their way out, or gone with a certificate. Returns
    those that are gone."""
    gone = set()
    for data in disposal.every(where, people.trust):
        if data.certificate:
            disposal.certified(where, data.entry, people.trust)
            assert not data.folder.exists(), touch
            gone.add(data.entry.place)
        elif data.folder.exists():
            assert restricted.faults_of(data.folder, data.entry.said["data"]) == [], touch
        else:
            assert data.leaving.is_dir(), touch
    check_whole_bags(where, people, touch)
    return gone


def check_destroyed(where, people, touch):
    """All data are gone, each with a certificate; the publications are whole."""
    assert check_data(where, people, touch) == {FIRST, SECOND}, touch
    check_nothing_left(where, people, touch)


def check_whole_bags(where, people, touch):
    for place in (FIRST, SECOND):
        assert verify(where / place, people.trust).is_whole, (touch, place)


def check_nothing_left(where, people, touch):
    found = audit.audit(where, people.trust)
    assert found.is_whole, (touch, found.text)
    left = [path.name for path in where.rglob("*") if path.name.endswith((".tmp", ".disposing"))]
    assert not left, (touch, left)
