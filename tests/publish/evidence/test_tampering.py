"""Whoever tampers with anything in the folder of publications is found out by the audit: bags,
data, register, holds, certificates and the trust file."""

import shutil
from datetime import UTC, datetime

import pytest

from litmus.base.errors import LitmusError
from litmus.publish.evidence import audit, disposal, folder_lock, holds, trust
from publish.evidence import aftermath
from publish.evidence.aftermath import SECOND

pytestmark = pytest.mark.slow

AFTER = datetime(2022, 5, 1, 9, tzinfo=UTC)  # the first one's day has come, and not the second's
REGIONS = 4


@pytest.fixture
def where(people, snapshot):
    """Two publications: the data of the first are destroyed, those of the second are held."""
    aftermath.publish_first(people, snapshot)
    aftermath.publish_second(people, snapshot)
    folder = people.path.parent
    disposal.dispose(folder, people.trust, people.assurer, at=AFTER)
    for does, reason in ((holds.lay, "A review"), (holds.lift, "It has ended"), (holds.lay, "B")):
        does(folder, SECOND, reason, people.trust, people.approver, AFTER)
    return folder


def files_of(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.name != folder_lock.LOCK)


def said(where):
    """What the audit finds; "" for nothing. It compares the holds with where they stood before,
    as whoever noted it can: nothing in a folder knows what was taken off its end."""
    try:
        found = audit.audit(where, trust.read(where / trust.NAME))
    except LitmusError as error:
        return str(error)
    return "" if found.is_whole and found.held.count == 3 else found.text


def test_a_flipped_byte_in_any_region_of_any_file_is_found_and_named(where):
    tried, detected = 0, 0
    for path in files_of(where):
        whole = path.read_bytes()
        for region in range(min(REGIONS, len(whole))):
            place = region * (len(whole) - 1) // (REGIONS - 1)
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            tried += 1
            detected += path.name in said(where)
        path.write_bytes(whole)
    assert tried > 100
    assert detected == tried, (detected, tried)
    assert said(where) == ""


def test_a_file_removed_cut_added_or_swapped_is_found(where, tmp_path):
    tried, missed, paths, aside = 0, [], files_of(where), tmp_path / "aside"

    def found(path, how):
        nonlocal tried
        tried += 1
        if not said(where):
            missed.append((how, path.relative_to(where).as_posix()))

    for number, path in enumerate(paths):
        other = paths[number - 1]
        path.rename(aside)
        found(path, "removed")
        aside.rename(path)
        whole = path.read_bytes()
        if whole:
            path.write_bytes(whole[: len(whole) // 2])
            found(path, "cut")
            path.write_bytes(whole)
        if whole != other.read_bytes():  # the declaration is the same in each bag
            path.rename(aside), other.rename(path), aside.rename(other)
            found(path, "swapped")
            path.rename(aside), other.rename(path), aside.rename(other)
        if path.parent != where:
            shutil.copy(path, path.with_name("added.json"))
            found(path, "added")
            path.with_name("added.json").unlink()
    assert tried > 100
    assert not missed, "; ".join(map(str, missed))
    assert said(where) == ""
