"""A report that lists cases is for its owner alone: its folder, and every copy that a run makes."""

import os
import stat

import pytest

from litmus.base import exchange
from litmus.base.errors import LitmusError
from litmus.run import report_folder
from litmus.run.batch.batching import held
from litmus.run.kernel.execute import CellFailed

LISTS = "worklists.json"


@pytest.fixture(params=[0o002, 0o022], ids=["umask 002", "umask 022"])
def private(request, bench, monkeypatch):
    """A bench whose report lists cases, on a machine whose new files others may read."""
    monkeypatch.setattr(report_folder, "PAUSE_SECONDS", 0)
    _settings(bench, "audience: internal\nworklists: [ASM03]\n")
    former = os.umask(request.param)
    yield bench
    os.umask(former)


def _settings(bench, more):
    path = bench.project / "params" / "quarterly.yml"
    text = path.read_text().split("audience:")[0]
    path.write_text(text + more)


def make(bench, **stages):
    return bench.run(stages={"list_cases": _list_cases, **stages})


def _list_cases(plan, snapshot, folder, progress):
    if plan.settings.worklists:
        (folder / LISTS).write_text("{}")


def _fail(notebook, parameters, kernel, progress):
    raise CellFailed("The cell 'kq1-asm02' failed.", notebook)


def modes(folder):
    """The mode of a folder and of everything in it, by its place; locks, journals and all."""
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in (folder, *folder.rglob("*"))
    }


def open_to_others(folder):
    """What of a folder is not its owner's alone: folders of mode 700, files of mode 600."""
    return {
        name: f"{mode:o}"
        for name, mode in modes(folder).items()
        if mode != (0o700 if (folder / name).is_dir() else 0o600)
    }


def test_folder_and_files_are_the_owners_alone(private):
    make(private)
    assert {LISTS, ".lock", "quarterly.html", "run.json"} <= modes(private.folder).keys()
    assert not open_to_others(private.folder)


def test_what_is_said_of_a_batch_is_the_owners_alone_too(private, tmp_path):
    folder = tmp_path / "2016-W12" / "batches" / "weekly"
    with held(folder, "weekly reports", private=True):
        assert modes(folder).keys() == {".", ".lock"} and not open_to_others(folder)
    with held(folder.with_name("brief"), "brief reports", private=False):
        assert open_to_others(folder.with_name("brief"))


def test_a_folder_that_was_open_is_closed_with_all_that_is_in_it(private):
    make(private)
    private.write("Words.")
    private.value = 812
    make(private)
    for path in (private.folder, *private.folder.rglob("*")):
        path.chmod(0o775 if path.is_dir() else 0o664)
    make(private)
    assert private.history()
    assert not open_to_others(private.folder)


def test_a_link_is_closed_and_what_it_leads_to_is_not(private, tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("somebody's own")
    elsewhere.chmod(0o664)
    make(private)
    (private.folder / "link.txt").symlink_to(elsewhere)
    make(private)
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o664


def test_every_copy_in_the_history_is(private):
    make(private)
    private.write("Words.")
    (private.folder / "quarterly.html").write_text("edited by hand")
    private.value = 812
    make(private)
    private.write("Other words.")
    make(private)
    assert {path.suffix for path in private.history()} == {".ipynb", ".html"}
    assert not open_to_others(private.folder)


def test_the_copy_of_a_notebook_that_cannot_be_read_is(private):
    make(private)
    private.notebook.write_bytes(b'{"cells": [')
    private.notebook.chmod(0o664)
    with pytest.raises(LitmusError, match="cannot be read"):
        make(private)
    assert [path.name for path in private.history() if "unreadable" in path.name]
    assert not open_to_others(private.folder)


def test_the_notebook_of_a_failing_cell_is_and_so_is_its_copy(private):
    for _ in range(2):
        with pytest.raises(LitmusError, match="kq1-asm02"):
            make(private, execute=_fail)
    assert (private.folder / "quarterly.incomplete.ipynb").is_file()
    assert len(private.history()) == 1
    assert not open_to_others(private.folder)


def test_all_is_while_the_run_is_at_work(private):
    """So a run that is killed leaves nothing that others can read."""
    make(private)
    private.write("Words.")
    private.value, seen = 812, []

    def render(notebook, title, formats, brand, folder):
        seen.append(modes(private.folder)["."])
        staged = next(private.folder.glob(f"{report_folder.STAGING}*"))
        seen.append(modes(staged)["."])
        return private.render(notebook, title, formats, brand, folder)

    make(private, render=render)
    assert seen == [0o700, 0o700]


def test_a_copy_where_there_are_no_links_is_as_private_as_the_file(private, monkeypatch):
    make(private)
    private.write("Words.")
    private.value, copied = 812, []
    create = exchange.files.create

    def created(path, content, mode=0o666):
        create(path, content, mode)
        if path.parent.name == exchange.OLD or path.parent.name == report_folder.HISTORY:
            copied.append(stat.S_IMODE(path.stat().st_mode))

    def no_links(*given):
        raise OSError("no links here")

    monkeypatch.setattr(exchange.files, "create", created)
    monkeypatch.setattr(os, "link", no_links)
    make(private)
    assert copied and set(copied) == {0o600}


def test_the_lists_go_with_the_last_run_that_lists_and_the_history_stays_closed(private):
    make(private)
    private.value = 812
    make(private)
    assert (private.folder / LISTS).is_file()
    _settings(private, "")
    make(private)
    assert not (private.folder / LISTS).exists()
    assert private.history()
    assert modes(private.folder)["."] == 0o700


def test_the_folder_of_another_report_is_open_as_the_umask_says(bench):
    former = os.umask(0o022)
    try:
        bench.run()
    finally:
        os.umask(former)
    assert modes(bench.folder)["."] == 0o755
    assert modes(bench.folder)["quarterly.html"] == 0o644
