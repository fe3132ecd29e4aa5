"""`litmus render`: the page from the words as they stand now; `litmus watch`: again and again."""

import asyncio
import json

import pytest

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.cli import watching
from litmus.run import rendering


@pytest.fixture
def made(bench):
    bench.run()
    return bench


def ask(application, path):
    """What a browser gets: the status and the text."""
    sent = []

    async def receive():
        await asyncio.Event().wait()  # the browser sends nothing more and stays

    async def send(message):
        sent.append(message)

    asked = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    asyncio.run(application(asked, receive, send))
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:]).decode()


def page(bench):
    return (bench.folder / "quarterly.html").read_text()


def test_words_are_in_the_page_and_nothing_is_read_or_run(made):
    made.write("Words of today.")
    made.done.clear()
    pdf, notebook = (made.folder / "quarterly.pdf").read_bytes(), made.notebook.read_bytes()
    said = rendering.render(made.folder)
    assert "Words of today." in page(made) and made.done == []
    assert "As the last run left it: quarterly.pdf" in said
    assert (made.folder / "quarterly.pdf").read_bytes() == pdf
    assert made.notebook.read_bytes() == notebook
    assert made.run().remarks == []  # the page is not taken for one that was edited by hand


def test_a_mark_stays_as_it_is_whatever_is_ticked_or_edited(made):
    made.write("Words.")
    made.run()
    made.value = 650
    made.run()
    made.write("Other words.")
    rendering.render(made.folder)
    assert "Written when" in page(made) and "Other words." in page(made)


def test_a_page_that_was_edited_by_hand_is_kept(made):
    (made.folder / "quarterly.html").write_text("By hand.")
    said = rendering.render(made.folder)
    assert "edited by hand" in said
    assert b"By hand." in [path.read_bytes() for path in made.history()]


def test_a_notebook_without_its_outputs_is_not_made_a_page_of(made):
    working = made.read()
    for cell in working["cells"]:
        cell.pop("outputs", None)
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    made.notebook.write_bytes(notebook_files.serialise(working))
    before = page(made)
    with pytest.raises(LitmusError, match="outputs were cleared"):
        rendering.render(made.folder)
    assert page(made) == before


def test_without_a_report_it_says_so(bench):
    with pytest.raises(LitmusError, match="holds no report"):
        rendering.render(bench.folder)


def test_the_watch_makes_the_page_anew_when_the_notebook_is_saved(made):
    watch = watching.Watch(made.folder)
    served = watching.application(watch, "word")
    watch.look()
    before = ask(served, "/word/state")
    assert not watch.look()
    made.write("Words of today.")
    assert watch.look()
    assert ask(served, "/word/state") != before
    assert "Words of today." in ask(served, "/word/page")[1]
    assert "iframe" in ask(served, "/word/")[1]
    assert ask(served, "/page")[0] == 404


def test_the_watch_says_what_is_wrong_and_shows_the_last_good_page(made):
    said = []
    watch = watching.Watch(made.folder, said.append)
    watch.look()
    good = page(made)
    made.notebook.write_text("{ cut short")
    watch.look()
    assert "cannot be read" in watch.state()["problem"] and said == [watch.problem]
    assert page(made) == good


def test_only_what_is_there_is_said_to_be_as_the_last_run_left_it(made):
    said = rendering.render(made.folder)
    assert "quarterly.pdf" in said
    (made.folder / "quarterly.pdf").unlink()
    assert "quarterly.pdf" not in rendering.render(made.folder)


@pytest.mark.parametrize(
    "change",
    [
        {"scope": 3}, {"inputs": "none"}, {"record": {"written": "text"}}, {"files": []},
        {"parameters": None}, {"title": "\ud83d"},
    ],
    ids=str,
)  # fmt: skip
def test_a_record_that_was_damaged_is_none_and_the_next_run_keeps_the_words(made, change):
    made.write("Words of today.")
    place = made.folder / "run.json"
    place.write_text(json.dumps({**json.loads(place.read_text()), **change}))
    with pytest.raises(LitmusError, match="is damaged, or of another version"):
        rendering.render(made.folder)
    made.run()
    assert "Words of today." in made.cell("commentary-kq1")["source"]


@pytest.mark.parametrize("part", ["report", "period", "source", "parameters", "files"])
def test_a_record_without_what_is_needed_says_so(made, part):
    place = made.folder / "run.json"
    about = json.loads(place.read_text())
    del about[part]
    place.write_text(json.dumps(about))
    with pytest.raises(LitmusError, match=f"does not say {part}. Run the report again"):
        rendering.render(made.folder)


def test_a_notebook_whose_notes_were_changed_by_hand_is_rendered(made):
    """By a program that knows nothing of them."""
    found = made.read()
    for cell in found["cells"]:
        if "litmus" in cell["metadata"]:
            cell["metadata"]["litmus"]["cell"] = [1]
    made.notebook.write_text(json.dumps(found))
    assert rendering.render(made.folder)
    del found["nbformat_minor"]
    made.notebook.write_text(json.dumps(found))
    assert rendering.render(made.folder)
