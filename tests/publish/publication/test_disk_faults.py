"""Whatever stops a step towards a publication, and whenever: no signature and no publication is
lost, and the same command again ends well."""

import os
import shutil

import pytest

from disk_faults import Faults, disk_fault, killed_apart, needs_fork, no_space, only_read
from litmus.base import files, system_errors
from litmus.base.errors import LitmusError
from litmus.publish import evidence
from litmus.publish.publication import candidate, review
from litmus.publish.publication.listing import listing
from publish.publication.publication_bench import ANN, BO, CY
from publish.publication.steps import few, steps_of
from run.bench_of import read_settings_once

pytestmark = pytest.mark.slow

KINDS = [(no_space, False), (disk_fault, True)]


@pytest.fixture
def steps(bench, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)  # nothing here shows what a disk really has
    monkeypatch.setattr(candidate, "payload", few)
    read_settings_once(monkeypatch)
    return steps_of(bench)


def fails(step, patch, make, at=1, lasting=True):
    with Faults(step.where, make, at, lasting).at_work(patch):
        try:
            step.does()
        except (LitmusError, OSError) as error:
            said = str(error) if isinstance(error, LitmusError) else system_errors.in_words(error)
            assert "rrno" not in said and "of its own" not in said and ".tmp" not in said
            assert str(step.where) in said, said
            return said
    return ""


@pytest.mark.parametrize("who", [ANN, BO, CY])
def test_a_fault_anywhere_in_a_step_loses_nothing(steps, monkeypatch, who):
    step = steps[who]
    step.afresh()
    with Faults(step.where, no_space).at_work(monkeypatch) as counted:
        step.does()
    assert counted.count > 6
    last = counted.count + 1
    begin = last - 24 if who == CY else 1  # tests/publish/evidence has every touch of a bag
    for at in (*range(1, begin, 5), *range(begin, last)):
        # A fault for once and one that lasts, by turns: the disk is touched alike file by file.
        make, lasting = KINDS[at % 2]
        step.afresh()
        fails(step, monkeypatch, make, at, lasting)
        step.check(at)
        step.check_next(at)


@pytest.mark.parametrize("who", [ANN, BO, CY])
def test_a_folder_that_may_only_be_read(steps, monkeypatch, who):
    step = steps[who]
    step.afresh()
    assert "may only be read" in fails(step, monkeypatch, only_read)
    with Faults(step.where, only_read).at_work(monkeypatch) as counted:
        assert "in review" in listing(step.where, step.bench.outputs).text
    assert counted.count == 0
    step.check(0)


def test_two_steps_at_once_the_second_is_told(steps):
    for step in steps.values():
        step.afresh()
        other = pytest.raises(LitmusError, match="Somebody else takes a step in the review")
        with review.hold(step.bench.place), other:
            step.does()
        step.check_next(0)


def test_every_file_of_a_review_when_cut_is_named_and_nothing_is_signed(steps):
    """As a power cut may leave what was written last."""
    step = steps[CY]
    step.afresh()
    folder = step.bench.place / review.FOLDER
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        with pytest.raises(LitmusError) as refused:
            step.does()
        said = str(refused.value)
        assert str(folder) in said and "prepares it anew" in said, said
        assert path.relative_to(folder).name in said, said
        assert len(path.read_bytes()) == len(content) // 2
        assert len(evidence.entries(step.where)) == 1
        path.write_bytes(content)
    step.check_next(0)


def test_a_review_that_a_kill_left_beside_its_publication_is_not_published_again(steps):
    """The approver's step was over, all but the review's end."""
    step = steps[CY]
    step.afresh()
    kept = step.start / "2016Q1/quarterly/in-review"
    step.does()
    shutil.copytree(kept, step.bench.place / review.FOLDER)
    step.check_next(0)


def test_a_bag_that_a_fault_left_half_is_named_and_the_review_stays(steps):
    step = steps[CY]
    step.afresh()
    half = step.bench.place / "v2"
    files.write_bytes(half / "data/report/quarterly.html", b"half")
    with pytest.raises(LitmusError) as refused:
        step.does()
    said = str(refused.value)
    assert f"{half} lies where this publication is to go" in said and "Move it away" in said
    shutil.move(half, step.bench.project / "moved away")
    step.check_next(0)


@needs_fork
@pytest.mark.parametrize(("who", "at_least"), [(ANN, 20), (BO, 5), (CY, 30)])
def test_a_kill_at_each_touch_of_the_review_loses_nothing(tmp_path, who, at_least):
    assert killed_apart("publish/publication/kill_at_every_touch.py", tmp_path, who) > at_least
