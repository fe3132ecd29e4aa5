"""Snapshots that the dashboard froze go once nobody needs them; everybody else's stay."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from litmus.publish.dashboard import old_snapshots

HOURS_AGO = time.time() - old_snapshots.KEPT_SECONDS - 60


@dataclass
class Frozen:
    folder: Path

    @property
    def key(self) -> str:
        return self.folder.name


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of outputs with a dashboard."""
    (tmp_path / "dashboard").mkdir()
    return tmp_path


def frozen(outputs: Path, key: str, when: float = HOURS_AGO, ours: bool = True) -> Frozen:
    """A snapshot; `ours`, of the dashboard, or of a report's run before it."""
    folder = outputs / ".cache" / "snapshots" / key
    before = old_snapshots.names(outputs)
    folder.mkdir(parents=True)
    (folder / "ssd_person.parquet").write_bytes(b"records")
    os.utime(folder, (when, when))
    made = Frozen(folder)
    old_snapshots.note(
        outputs / "dashboard", outputs, made, before if ours else old_snapshots.names(outputs)
    )
    return made


def remove(outputs: Path, current: str) -> list[str]:
    return old_snapshots.remove(outputs / "dashboard", outputs, current)


def test_what_the_dashboard_froze_hours_ago_goes_and_the_current_one_stays(place: Path) -> None:
    old, current = frozen(place, "aaaa"), frozen(place, "bbbb")
    assert remove(place, "bbbb") == ["aaaa"]
    assert not old.folder.exists() and current.folder.exists()
    assert remove(place, "bbbb") == []


def test_one_that_a_run_may_still_read_stays_until_it_is_old(place: Path) -> None:
    young = frozen(place, "aaaa", when=time.time())
    frozen(place, "bbbb")
    assert remove(place, "bbbb") == [] and young.folder.exists()
    os.utime(young.folder, (HOURS_AGO, HOURS_AGO))
    assert remove(place, "bbbb") == ["aaaa"]


def test_one_that_a_report_was_made_from_or_a_run_froze_stays(place: Path) -> None:
    report = place / "2016Q1" / "quarterly"
    report.mkdir(parents=True)
    (report / "run.json").write_text(json.dumps({"snapshot": {"key": "aaaa"}}))
    used, others = frozen(place, "aaaa"), frozen(place, "cccc", ours=False)
    frozen(place, "bbbb")
    assert remove(place, "bbbb") == []
    assert used.folder.exists() and others.folder.exists()


def test_a_list_that_somebody_damaged_removes_nothing_outside(place: Path) -> None:
    outside = place / ".cache" / "other"
    outside.mkdir(parents=True)
    for damaged in ('["../other"]', "{}", "[1, null]", "no list"):
        (place / "dashboard" / "snapshots.json").write_text(damaged)
        assert remove(place, "bbbb") == [] and outside.exists()
