"""Whatever the disk refuses, and whenever: the report is the old one or the new one, and whole."""

import json
import os
import shutil

import pytest

from disk_faults import Faults, disk_fault, no_permission, no_space
from litmus.base import digests, exchange
from litmus.base.errors import LitmusError, Stopped
from litmus.run import failure, report_folder
from run.bench_of import read_settings_once
from run.faults import state

pytestmark = pytest.mark.slow

OLD, NEW, WORDS = "789", "812", "Words that nobody may lose."


@pytest.fixture(autouse=True)
def no_power_cut(monkeypatch):
    """Nothing here shows whether the disk really has what it was given: no time for it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    read_settings_once(monkeypatch)


@pytest.fixture
def written(bench):
    """A bench with a whole report in which somebody wrote, kept in `start`; new figures came."""
    bench.run()
    bench.write(WORDS)
    bench.run()
    start = bench.project / "start"
    shutil.copytree(bench.outputs, start)
    bench.value = int(NEW)

    def afresh():
        shutil.rmtree(bench.outputs)
        shutil.copytree(start, bench.outputs)

    bench.afresh = afresh
    return bench


def touches(bench, monkeypatch):
    with Faults(bench.outputs, no_space).at_work(monkeypatch) as counted:
        bench.run()
    return counted.count


def fails(bench, monkeypatch, make, at, lasting):
    """Run with a fault; what was said, or None where the run did not mind."""
    with Faults(bench.outputs, make, at, lasting).at_work(monkeypatch):
        try:
            bench.run()
        except LitmusError as error:
            return error
    return None


@pytest.mark.parametrize("make", [no_space, no_permission, KeyboardInterrupt])
def test_one_fault_anywhere_leaves_a_whole_report_and_a_true_sentence(written, monkeypatch, make):
    number = touches(written, monkeypatch)
    assert number > 40
    for at in range(1, number + 1):
        written.afresh()
        seen = written.notebook.read_bytes()
        said = fails(written, monkeypatch, make, at, lasting=False)
        now = state(written.folder)
        assert WORDS in "".join(written.sources()), at
        if said is None:
            assert now == NEW, at
            continue
        assert (failure.OLD in str(said)) == (now == OLD), (at, said)
        assert (failure.NEW in str(said)) == (now == NEW), (at, said)
        assert isinstance(said, Stopped) == (make is KeyboardInterrupt)
        assert "rrno" not in str(said)
        # The one version that the run has seen; where it was cut short perhaps also linked aside.
        kept = {path.read_bytes() for path in written.history()}
        assert kept == {seen} if now == NEW else kept <= {seen}, at


def test_a_fault_that_lasts_is_put_right_by_the_next_command(written, monkeypatch):
    number = touches(written, monkeypatch)
    half = 0
    for at in range(1, number + 1):
        written.afresh()
        said = fails(written, monkeypatch, disk_fault, at, lasting=True)
        if said is not None and failure.HALF in str(said):
            half += 1
        elif said is not None:
            assert state(written.folder) == (OLD if failure.OLD in str(said) else NEW), (at, said)
        report_folder.settle(written.folder)  # as `litmus lab` does
        assert state(written.folder) in (OLD, NEW), at
        assert WORDS in "".join(written.sources()), at
        written.run()
        assert state(written.folder) == NEW, at
        assert not (written.folder / exchange.PLACE).exists()
    assert half


def test_a_first_report_is_whole_or_not_there(bench, monkeypatch):
    number = touches(bench, monkeypatch)
    for at in range(1, number + 1):
        shutil.rmtree(bench.outputs, ignore_errors=True)
        said = fails(bench, monkeypatch, no_space, at, lasting=False)
        now = state(bench.folder) if bench.folder.exists() else ""
        assert now == (OLD if said is None or failure.NEW in str(said) else ""), (at, said)
        assert said is None or now or failure.NONE in str(said), at


def test_words_saved_after_a_run_was_cut_off_stay(written, monkeypatch):
    """The exchange is undone around them, or completed around them."""
    for name in ("quarterly.html", "run.json"):
        written.afresh()
        put = exchange._move_into_place

        def cut(folder, step, name=name, put=put):
            if step.name == name:
                raise SystemExit  # as a kill, in that nothing is undone
            put(folder, step)

        with monkeypatch.context() as patched:
            patched.setattr(exchange, "_move_into_place", cut)
            patched.setattr(exchange, "_undo", lambda *_: None)
            with pytest.raises(SystemExit):
                written.run()
        assert exchange.is_interrupted(written.folder)
        written.write("Saved after the power came back.")
        report_folder.settle(written.folder)
        assert "Saved after the power came back." in written.sources()
        written.run()
        assert "Saved after the power came back." in written.sources()
        assert state(written.folder) == NEW


def test_a_file_that_is_open_in_another_program_leaves_all_as_it_was(written, monkeypatch):
    """Windows refuses to replace it."""
    error = PermissionError(13, "Access is denied")
    error.winerror = 5
    real = exchange._move_into_place

    def put(folder, step):
        if step.name.endswith(".pdf"):
            error.filename = str(folder / step.name)
            raise error
        real(folder, step)

    monkeypatch.setattr(exchange, "_move_into_place", put)
    with pytest.raises(LitmusError, match=r"quarterly\.pdf cannot be replaced: it is open in"):
        written.run()
    assert state(written.folder) == OLD


def test_a_folder_where_a_file_should_be_is_named(written):
    (written.folder / "quarterly.html").unlink()
    (written.folder / "quarterly.html").mkdir()
    with pytest.raises(LitmusError, match=r"quarterly\.html is a folder where a file is expected"):
        written.run()


def test_a_lock_that_a_killed_run_left_holds_nobody_up(written):
    (written.folder / ".lock").write_text("4711")
    assert written.run().executed


def test_any_file_cut_short_after_a_run_costs_no_word_and_is_made_again_or_named(bench):
    """As a power cut may leave what was written in the last second."""
    bench.run()
    bench.write("Words that were saved.")
    bench.run()
    whole = {path: path.read_bytes() for path in bench.folder.rglob("*") if path.is_file()}
    cut = [path for path, content in whole.items() if content]
    assert {path.name for path in cut} >= {"quarterly.ipynb", "quarterly.html", "run.json"}
    for path in cut:
        for each, content in whole.items():
            each.write_bytes(content)
        path.write_bytes(whole[path][: len(whole[path]) // 2])
        if path == bench.notebook:  # people's words: it is named, and where the last whole one is
            with pytest.raises(LitmusError, match="cannot be read") as refused:
                bench.run()
            assert "put the newest whole one" in str(refused.value)
            assert path.read_bytes() == whole[path][: len(whole[path]) // 2]
            continue
        bench.run()
        assert bench.cell("commentary-kq1")["source"] == "Words that were saved.", path
        former = json.loads(whole[bench.notebook])["cells"]
        assert bench.sources() == ["".join(each["source"]) for each in former], path
        for name in ("quarterly.html", "figures.csv"):
            assert (bench.folder / name).read_bytes() == whole[bench.folder / name], path
        said = json.loads((bench.folder / "run.json").read_text())["files"]
        now = {name: digests.of_file(bench.folder / name) for name in said}
        assert said == now, path  # so that nothing is made once more for what was cut
