"""What the server of `litmus lab` keeps before a save overwrites it, as its settings make it."""

import asyncio
import copy

import pytest
from traitlets.config import PyFileConfigLoader

from litmus.base.notebook_files import note
from litmus.cli.lab import configuration

CELL = "commentary-kq1"


@pytest.fixture
def server(bench, tmp_path):
    """The server of the files, made by its settings as JupyterLab makes it."""
    bench.run()
    configuration.write(tmp_path / "lab", {})
    config = PyFileConfigLoader("jupyter_server_config.py", str(tmp_path / "lab" / "config"))
    made = copy.deepcopy(config.load_config())
    return made.ServerApp.contents_manager_class(root_dir=str(bench.folder), config=made)


def save(server, content):
    model = {"type": "notebook", "format": "json", "content": copy.deepcopy(content)}
    asyncio.run(server.save(model, "quarterly.ipynb"))


def written(content, words, sitting, at, former=()):
    """A notebook in which somebody wrote, as the place to write notes it."""
    found = copy.deepcopy(content)
    (cell,) = [each for each in found["cells"] if each["id"] == CELL]
    cell["source"] = words
    entry = {"by": "A. Khan", "at": at, "text": "0", "sitting": sitting}
    cell["metadata"]["litmus"] = {**note(cell), "versions": [*former, entry]}
    return found


def entries(content):
    (cell,) = [each for each in content["cells"] if each["id"] == CELL]
    return note(cell)["versions"]


def kept(bench):
    return [path.read_text() for path in bench.history()]


def test_what_somebody_else_wrote_is_kept_before_it_is_overwritten(server, bench):
    former = bench.read()
    bench.write("Saved by somebody else.")
    theirs = bench.notebook.read_text()
    save(server, former)
    assert theirs in kept(bench)
    before = len(kept(bench))
    save(server, former)
    assert len(kept(bench)) == before


def test_one_tab_that_writes_on_keeps_no_copy_of_each_save(server, bench):
    content = bench.read()
    save(server, written(content, "One.", "tab", "2016-04-01T09:00"))
    before = len(kept(bench))
    save(server, written(content, "One. Two.", "tab", "2016-04-01T09:01"))
    save(server, written(content, "Two.", "tab", "2016-04-01T09:02"))
    assert len(kept(bench)) == before


def test_words_of_another_tab_that_were_read_are_not_kept_again(server, bench):
    content = bench.read()
    first = written(content, "One.", "first", "2016-04-01T09:00")
    save(server, first)
    before = len(kept(bench))
    save(server, written(content, "One and two.", "second", "2016-04-01T09:01", entries(first)))
    assert len(kept(bench)) == before


@pytest.mark.parametrize(
    ("sitting", "at"), [("second", "2016-04-01T09:05"), ("first", "2016-04-01T08:55")]
)
def test_words_of_another_tab_that_were_not_read_are_kept(server, bench, sitting, at):
    """Also where this tab has read an earlier version of that sitting."""
    content = bench.read()
    save(server, written(content, "Unseen.", "first", "2016-04-01T09:00"))
    save(server, written(content, "Mine alone.", sitting, at))
    assert any("Unseen." in text for text in kept(bench))


def test_a_text_of_ones_own_that_is_gone_is_kept(server, bench):
    content = bench.read()
    own = {"cell_type": "markdown", "id": "own", "metadata": {}, "source": "A sample of my own."}
    save(server, {**content, "cells": [*content["cells"], own]})
    save(server, content)
    assert any("A sample of my own." in text for text in kept(bench))
