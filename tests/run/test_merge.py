"""`litmus merge` and `litmus render`, on a report that was made."""

import json

import pytest
from typer.testing import CliRunner

from litmus.base.errors import LitmusError
from litmus.cli.app import commands
from litmus.run import merging
from litmus.run.commentary.merging import by_versions, short_name
from run.bench_of import PLACEHOLDER, cell


@pytest.fixture
def copies(bench, tmp_path):
    """The working notebook, and a copy of it that came by e-mail; both had words in one place."""
    bench.write("As it was.")
    bench.run()
    sent = tmp_path / "from-ann.ipynb"
    sent.write_bytes(bench.notebook.read_bytes())
    return bench.notebook, sent


@pytest.fixture
def bench(bench):
    bench.run()
    return bench


def write(bench, path, text):
    kept = bench.notebook.read_bytes()
    bench.write(text)
    path.write_bytes(bench.notebook.read_bytes())
    if path != bench.notebook:
        bench.notebook.write_bytes(kept)


def litmus(bench, *typed, given=None):
    return CliRunner().invoke(
        commands, [*map(str, typed), "--outputs", str(bench.outputs)], input=given
    )


def test_words_of_a_copy_that_came_by_e_mail_are_in_the_notebook_and_in_the_page(bench, copies):
    working, sent = copies
    write(bench, sent, "As Ann sees it.")
    done = litmus(bench, "merge", working, sent)
    assert done.exit_code == 0, done.output
    assert "kq1" in done.output and "Run the report" in done.output
    assert bench.cell("commentary-kq1")["source"] == "As Ann sees it."
    bench.run()
    assert "As Ann sees it." in (bench.folder / "quarterly.html").read_text()


@pytest.mark.parametrize("turned", [False, True])
def test_where_both_changed_it_refuses_and_changes_nothing_without_an_answer(bench, copies, turned):
    working, sent = copies
    write(bench, sent, "As Ann sees it.")
    write(bench, working, "As Ben sees it.")
    before = working.read_bytes()
    pair = (sent, working) if turned else (working, sent)
    done = litmus(bench, "merge", *pair)
    assert isinstance(done.exception, LitmusError)
    assert "kq1 (under “What is life like?”)" in str(done.exception)
    assert "--take A" in str(done.exception)
    assert working.read_bytes() == before
    assert litmus(bench, "merge", *pair, "--take", "A").exit_code == 0
    expected = "As Ann sees it." if turned else "As Ben sees it."
    assert bench.cell("commentary-kq1")["source"] == expected
    kept = [path.read_bytes() for path in bench.history()]
    assert before in kept and sent.read_bytes() in kept


def test_both_stand_there_one_under_the_other(bench, copies):
    working, sent = copies
    write(bench, sent, "As Ann sees it.")
    write(bench, working, "As Ben sees it.")
    litmus(bench, "merge", working, sent, "--take", "both")
    assert bench.cell("commentary-kq1")["source"] == "As Ben sees it.\n\nAs Ann sees it."


def test_a_third_notebook_in_its_place_is_not_overwritten(bench, copies, tmp_path):
    working, sent = copies
    other = tmp_path / "from-ben.ipynb"
    write(bench, sent, "As Ann sees it.")
    write(bench, other, "As Ben sees it.")
    write(bench, working, "A third.")
    with pytest.raises(LitmusError, match="is neither of the two"):
        merging.merge(sent, other, bench.outputs, lambda found, _: ["both"])
    assert bench.cell("commentary-kq1")["source"] == "A third."


def test_a_file_that_is_no_working_notebook_is_named(bench, copies, tmp_path):
    other = tmp_path / "other.ipynb"
    other.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    done = litmus(bench, "merge", copies[0], other)
    assert "other.ipynb is no working notebook" in str(done.exception)
    missing = litmus(bench, "merge", copies[0], tmp_path / "missing.ipynb")
    assert "missing.ipynb" in str(missing.exception)


def change(path, text, identity="commentary-kq1"):
    """Somebody writes in a copy of the notebook."""
    found = json.loads(path.read_text())
    (cell,) = [each for each in found["cells"] if each["id"] == identity]
    cell["source"] = text
    path.write_text(json.dumps(found))


@pytest.mark.parametrize("run", [False, True], ids=["not run between", "run between"])
def test_two_copies_one_after_the_other_lose_nobodys_words(bench, tmp_path, run):
    more = cell("markdown", "commentary-more", PLACEHOLDER, litmus={"slot": "more"})
    bench.template(lambda cells: cells.append(more))
    bench.write("As it was.")
    bench.run()
    working, ann, bo = bench.notebook, tmp_path / "from-ann.ipynb", tmp_path / "from-bo.ipynb"
    change(working, "More as it was.", "commentary-more")
    bench.run()
    for each in (ann, bo):
        each.write_bytes(working.read_bytes())
    change(ann, "As Ann sees it.")
    change(bo, "More as Bo sees it.", "commentary-more")
    assert litmus(bench, "merge", working, ann).exit_code == 0
    if run:
        bench.run()
    assert litmus(bench, "merge", working, bo).exit_code == 0
    assert bench.cell("commentary-kq1")["source"] == "As Ann sees it."
    assert bench.cell("commentary-more")["source"] == "More as Bo sees it."


@pytest.mark.parametrize("run", [False, True], ids=["not run between", "run between"])
def test_where_the_second_copy_changed_what_the_first_did_somebody_is_asked(
    bench, copies, tmp_path, run
):
    working, ann = copies
    bo = tmp_path / "from-bo.ipynb"
    bo.write_bytes(ann.read_bytes())
    change(ann, "As Ann sees it.")
    change(bo, "As Bo sees it.")
    litmus(bench, "merge", working, ann)
    if run:
        bench.run()
    done = litmus(bench, "merge", working, bo)
    assert isinstance(done.exception, LitmusError) and "--take A" in str(done.exception)
    assert bench.cell("commentary-kq1")["source"] == "As Ann sees it."
    assert litmus(bench, "merge", working, bo, "--take", "B").exit_code == 0
    assert bench.cell("commentary-kq1")["source"] == "As Bo sees it."


def version(text, by, sitting, at):
    return {"by": by, "at": at, "text": short_name(text), "sitting": sitting}


@pytest.mark.parametrize(
    ("ours", "theirs", "newer"),
    [
        (["base"], ["base", "bo"], "B"),
        (["base", "ann"], ["base"], "A"),
        (["base", "ann"], ["base", "bo"], ""),
        (["ann"], ["bo"], ""),
        (["base", "ann"], ["base", "later"], "B"),  # the same sitting went on
    ],
)
def test_who_wrote_on_top_of_whom_is_known_by_the_versions_of_the_words(ours, theirs, newer):
    every = {
        "base": version("base", "Ann", "s0", "2016-04-01T09:00"),
        "ann": version("ann", "Ann", "s1", "2016-04-02T09:00"),
        "later": version("later", "Ann", "s1", "2016-04-02T09:05"),
        "bo": version("bo", "Bo", "s2", "2016-04-02T08:00"),
    }
    one, other = (
        cell("markdown", "kq1", names[-1], litmus={"versions": [every[name] for name in names]})
        for names in (ours, theirs)
    )
    assert by_versions(one, other) == newer
    elsewhere = cell("markdown", "kq1", "changed elsewhere", litmus=other["metadata"]["litmus"])
    assert by_versions(one, elsewhere) is None
