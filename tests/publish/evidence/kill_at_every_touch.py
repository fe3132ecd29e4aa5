"""Kills what publishes, destroys or changes the trust file at each thing that it does to the disk.

Run by test_disk_faults.py in a process of its own, because it forks: a folder, and which of them.
"""

import shutil
import sys
from pathlib import Path

from disk_faults import kill_at_each
from litmus.publish.evidence import disposal, trust
from publish.evidence import aftermath
from publish.evidence.aftermath import AFTER
from publish.evidence.made_up import PUBLISHED, make_snapshot
from publish.evidence.people import key_of, make_people, public


class Publish:
    """The second publication."""

    def __init__(self, people, snapshot):
        self.people, self.snapshot, self.where = people, snapshot, people.path.parent
        aftermath.publish_first(people, snapshot)

    def does(self):
        aftermath.publish_second(self.people, self.snapshot)

    def check(self, touch):
        aftermath.check_whole(self.where, self.people, touch)
        aftermath.go_on(self.where, self.people, self.snapshot, touch)


class Dispose(Publish):
    """The data of two publications."""

    def __init__(self, people, snapshot):
        super().__init__(people, snapshot)
        aftermath.publish_second(people, snapshot)

    def does(self):
        disposal.dispose(self.where, self.people.trust, self.people.assurer, at=AFTER)

    def check(self, touch):
        aftermath.check_data(self.where, self.people, touch)
        self.does()
        aftermath.check_destroyed(self.where, self.people, touch)


class ChangeTrust(Publish):
    """The last signature of a change of the trust file."""

    def __init__(self, people, snapshot):
        super().__init__(people, snapshot)
        self.new = public(key_of("Dee"), "analyst", PUBLISHED)
        trust.propose(self.where, trust.with_key(people.trust, self.new), [people.analyst])

    def does(self):
        trust.propose(self.where, trust.proposed(self.where), [self.people.approver])

    def check(self, touch):
        if trust.proposed(self.where) is not None:
            assert self.people.trust.find(self.new.key_id) is None, touch
            self.does()
        assert self.people.trust.find(self.new.key_id) is not None, touch
        assert trust.proposed(self.where) is None, touch


def main(folder: Path, what: str) -> None:
    people = make_people(folder / "publications" / "trust.json")
    case = {"publish": Publish, "dispose": Dispose, "trust": ChangeTrust}[what](
        people, make_snapshot(folder / "snapshot")
    )
    start = folder / "start"
    shutil.copytree(case.where, start)

    def afresh() -> None:
        shutil.rmtree(case.where)
        shutil.copytree(start, case.where)

    kill_at_each(afresh, case.where, case.does, case.check)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
