"""Published words never vanish without a copy and a remark, whatever was done to their notebook."""

import copy
import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.run.commentary import harvest, slots_of
from run.bench_of import cell, make_bench, template
from run.commentary.notebook_of import disturbed, marked_words

WORDS = "Steady as she goes."


@pytest.fixture
def published(bench):
    """A report whose words were published by a run that changed nothing else."""
    bench.run()
    bench.write(WORDS)
    bench.run()
    assert WORDS.encode() in (bench.folder / "quarterly.html").read_bytes()
    return bench


def save(bench, change):
    working = bench.read()
    change(working["cells"])
    bench.notebook.write_bytes(notebook_files.serialise(working))


def slot_of(cells):
    return next(each for each in cells if each["id"] == "commentary-kq1")


def kept_words(bench):
    """The copies in the history that hold the words."""
    return [path.name for path in bench.history() if WORDS in path.read_text()]


VANISH = {
    "deleted": lambda cells: cells.remove(slot_of(cells)),
    "emptied": lambda cells: slot_of(cells).update(source=""),
    "cut to spaces": lambda cells: slot_of(cells).update(source=" \n\u00a0\u200b"),
    "back to the placeholder": lambda cells: slot_of(cells).update(
        source="*Commentary: write here.*"
    ),
    "the placeholder twice": lambda cells: slot_of(cells).update(
        source="*Commentary: write here.*\n\n*Commentary: write here.*"
    ),
    "only a comment left": lambda cells: slot_of(cells).update(source="<!-- to do -->\n&nbsp;"),
    "only the sign of a heading left": lambda cells: slot_of(cells).update(source="## "),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", VANISH)
def test_words_that_vanish_are_said_and_the_copy_is_named(published, how):
    save(published, VANISH[how])
    result = published.run()
    (name,) = kept_words(published)
    assert "Words under “What is life like?” that were in the last report" in result.message
    assert name in result.message
    # It is said once: the report that is the last one now has none.
    assert "not in the notebook any more" not in published.run().message


def test_a_cell_of_ones_own_that_vanishes_is_said_too(bench):
    bench.run()
    own = cell("markdown", "mine", WORDS)
    save(bench, lambda cells: cells.insert(2, own))
    bench.run()
    save(bench, lambda cells: cells.remove(next(c for c in cells if c["id"] == "mine")))
    message = bench.run().message
    assert "Words in a cell of your own under “What is life like?” that were" in message
    assert kept_words(bench)[0] in message


def test_editing_or_moving_words_is_no_loss(published):
    save(published, lambda cells: slot_of(cells).update(source="Better: " + WORDS))
    assert "not in the notebook any more" not in published.run().message
    save(published, lambda cells: cells.append(cells.pop(cells.index(slot_of(cells)))))
    assert "not in the notebook any more" not in published.run().message


@pytest.mark.parametrize("kind", ["code", "raw"])
def test_a_slot_of_another_kind_keeps_its_words(published, kind):
    def change(cells):
        slot = slot_of(cells)
        slot["cell_type"] = kind
        slot.update({"outputs": [], "execution_count": None} if kind == "code" else {})

    save(published, change)
    published.run()
    assert published.cell("commentary-kq1")["source"] == WORDS
    assert published.cell("commentary-kq1")["cell_type"] == "markdown"


def test_every_version_that_was_published_is_kept(bench):
    bench.run()
    for text in ("One.", "Two.", "Three."):
        bench.write(text)
        bench.run()
    kept = "".join(path.read_text() for path in bench.history())
    assert all(text in kept for text in ("One.", "Two.", "Three."))
    assert len(bench.history()) == 3
    bench.run()
    assert len(bench.history()) == 3


def test_an_older_copy_put_in_its_place_is_said(bench):
    bench.run()
    bench.write("Old words.")
    bench.run()
    old = bench.notebook.read_bytes()
    bench.write(WORDS)
    bench.run()
    bench.notebook.write_bytes(old)
    message = bench.run().message
    assert "The words under “What is life like?” are those of an earlier version" in message
    assert kept_words(bench)[0] in message


def test_a_notebook_without_words_put_in_its_place_is_said(bench):
    bench.run()
    empty = bench.notebook.read_bytes()
    bench.write(WORDS)
    bench.run()
    bench.notebook.write_bytes(empty)
    assert kept_words(bench)[0] in bench.run().message


def test_words_set_aside_and_then_deleted_are_said(published):
    published.template(lambda cells: cells.pop(3))
    published.run()
    save(published, lambda cells: cells.pop())
    message = published.run().message
    assert "Words of “kq1” that were in the last report are not in the notebook" in message


def test_words_of_a_report_that_an_earlier_litmus_made_are_looked_for_too(published):
    """Its run.json tells which slots had words, and its history may not hold them."""
    path = published.folder / "run.json"
    said = json.loads(path.read_text())
    del said["record"]
    path.write_text(json.dumps(said))
    shutil.rmtree(published.folder / "history")
    save(published, VANISH["deleted"])
    message = published.run().message
    assert "No notebook in the history holds them; the web page and PDF" in message
    kept = {path.name.rpartition("-")[2] for path in published.history() if
            WORDS in path.read_text()}  # fmt: skip
    assert kept >= {"quarterly.html", "quarterly.pdf"}


def test_a_merged_slot_says_so_and_loses_nothing(bench):
    second = cell("markdown", "commentary-kq1-more", "*More: write here.*", tags=["commentary"],
                  litmus={"slot": "kq1-more", "heading": "More"})  # fmt: skip
    bench.template(lambda cells: cells.insert(4, second))
    bench.run()
    bench.write(WORDS)
    bench.write("And more of it.", "commentary-kq1-more")
    bench.run()

    def merge(cells):
        at = cells.index(slot_of(cells))
        both = copy.deepcopy(cells[at]) | {"id": "merged"}
        both["source"] = f"{WORDS}\n\nAnd more of it."
        cells[at : at + 2] = [both]

    save(bench, merge)
    message = bench.run().message
    assert "The words (More) under “What is life like?” stand in another cell now" in message
    assert bench.cell("commentary-kq1")["source"] == f"{WORDS}\n\nAnd more of it."


def test_a_working_notebook_that_is_missing_is_asked_for(published):
    html = (published.folder / "quarterly.html").read_bytes()
    published.notebook.unlink()
    with pytest.raises(LitmusError, match=r"There is no quarterly\.ipynb") as asked:
        published.run()
    assert asked.value.exit_code == 1
    assert kept_words(published)[0] in str(asked.value)
    assert "--afresh" in str(asked.value)
    assert (published.folder / "quarterly.html").read_bytes() == html
    result = published.run(afresh=True)
    assert result.executed
    assert WORDS not in published.notebook.read_text()
    assert "history" in result.message


def test_a_notebook_without_words_that_is_missing_is_made_again(bench):
    bench.run()
    bench.notebook.unlink()
    assert bench.run().executed


@pytest.mark.parametrize("name", ["quarterly-Copy1.ipynb", "report final.ipynb", "Bericht.bak"])
def test_a_renamed_notebook_is_named(published, name):
    published.notebook.rename(published.folder / name)
    with pytest.raises(LitmusError) as asked:
        published.run()
    assert f"Beside it lies {name}: give it the name quarterly.ipynb again" in str(asked.value)


@pytest.mark.parametrize("where", ["drafts", ".."])
def test_a_notebook_that_was_moved_is_named_and_not_an_older_copy(published, where):
    place = published.folder / where
    place.mkdir(exist_ok=True)
    moved = published.notebook.rename(place.resolve() / "mine.ipynb")
    with pytest.raises(LitmusError) as asked:
        published.run()
    assert f"there is {moved}: if it was moved there, move it back" in str(asked.value)
    assert "history" not in str(asked.value)


@pytest.mark.parametrize("name", ["quarterly-Copy1.ipynb", "report final.ipynb", "Bericht.bak"])
def test_a_copy_with_words_that_the_notebook_lacks_is_named_and_asked_about(published, name):
    other = published.folder / name
    shutil.copyfile(published.notebook, other)
    published.run()  # a copy that says the same is no matter
    other.write_text(other.read_text().replace(WORDS, "Written in the copy."))
    before = published.notebook.read_bytes()
    with pytest.raises(LitmusError) as asked:
        published.run()
    assert f"{name} holds words that quarterly.ipynb lacks: “Written in the copy.”" in str(
        asked.value
    )
    assert published.notebook.read_bytes() == before
    published.write(WORDS + "\n\nWritten in the copy.")
    published.run()


def test_a_backup_of_words_that_were_since_changed_is_no_matter(published):
    shutil.copyfile(published.notebook, published.folder / "quarterly-Copy1.ipynb")
    published.write("Changed since.")
    assert published.run().executed is False


def test_an_analysts_own_notebook_in_the_folder_is_no_matter(published):
    own = {"cells": [cell("markdown", "a", "My scratch pad.")], "metadata": {}}
    own |= {"nbformat": 4, "nbformat_minor": 5}
    (published.folder / "scratch.ipynb").write_bytes(notebook_files.serialise(own))
    (published.folder / "broken.ipynb").write_text("{")
    published.run()


def test_a_notebook_of_a_first_run_that_failed_is_no_matter(bench):
    from litmus.run.kernel.execute import CellFailed

    def execute(notebook, parameters, kernel, progress):
        raise CellFailed("It failed.", notebook)

    with pytest.raises(LitmusError, match="It failed"):
        bench.run(stages={"execute": execute})
    assert bench.run().executed


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_rendering_edited_by_hand_is_kept_aside_and_said(published, ending):
    path = published.folder / f"quarterly.{ending}"
    path.write_bytes(b"Edited by hand.")
    message = published.run().message
    (kept,) = [each for each in published.history() if each.name.endswith(path.name)]
    assert kept.read_bytes() == b"Edited by hand."
    assert kept.name in message
    assert WORDS.encode() in path.read_bytes()
    assert "edited by hand" not in published.run().message


def test_metadata_and_ids_lost_keep_words_and_marks(published):
    """As a tool leaves it that saves text and outputs, and nothing else."""

    def forget(cells):
        for number, each in enumerate(cells):
            each |= {"id": f"other-{number}", "metadata": {}}

    published.value = 812
    published.run()
    working = published.read()
    forget(working["cells"])
    working["metadata"] = {}
    published.notebook.write_bytes(notebook_files.serialise(working))
    published.value = 900
    result = published.run()
    assert result.stale == ["kq1"]
    assert "was 78.9% (789 of 1000), now 90.0%" in published.cell("mark-kq1")["source"]
    assert published.cell("commentary-kq1")["source"] == WORDS
    found = harvest(published.read(), {"cells": [], "metadata": {}})
    assert published.sources().count(WORDS) == 1
    assert not [text for text in published.sources() if text.count("Check these words") > 1]
    assert found is not None


def test_what_has_changed_is_named_by_its_heading(published):
    published.value = 812
    assert "have changed since: kq1 (under “What is life like?”)" in published.run().message


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_whatever_is_done_and_run_no_word_is_lost_and_a_slot_that_lost_its_words_is_said(
    tmp_path_factory, monkeypatch, data
):
    """Writing, splitting, merging, moving, copying, deleting, other kinds, ids and metadata lost;
    and runs between, with the same figures or others."""
    bench = make_bench(tmp_path_factory.mktemp("any"))
    monkeypatch.setenv("LITMUS_HOME", str(bench.project))
    bench.run()
    written = set()
    for step in range(1, data.draw(st.integers(2, 4))):
        before = _slot_words(bench)
        working = disturbed(data.draw, bench.read(), 100 * step)
        bench.notebook.write_bytes(notebook_files.serialise(working))
        written |= marked_words(working)
        bench.value += data.draw(st.integers(0, 1))
        message = bench.run().message
        kept = [bench.read(), *map(notebook_files.read, bench.history())]
        assert set().union(*map(marked_words, kept)) >= written
        # a slot that holds other words, were it code that was merged into it, has not lost them all
        empty = not harvest(bench.read(), template()).slots
        if before and empty and not before & marked_words(bench.read()):
            assert "that were in the last report are not in the notebook" in message


def _slot_words(bench):
    found = harvest(bench.read(), template())
    assert found.slots.keys() <= slots_of(template()).keys()
    return marked_words({"cells": list(found.slots.values())})
