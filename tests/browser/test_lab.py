"""Writing in the JupyterLab that `litmus lab` opens, with a real mouse and a real keyboard."""

import json
import time

import pytest

from browser.browser import CHROMIUM, chromium
from browser.lab import jupyterlab
from litmus.base import notebook_files
from run.bench_of import cell, make_bench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
LETTERS = "abmyrxvddzAMZ00ii 12"  # what JupyterLab would take for commands
BOX = "document.querySelector('.litmus-slot')"
RENDERED = "document.querySelector('.litmus-slot .jp-RenderedMarkdown')"
CELLS = "document.querySelectorAll('.jp-Notebook .jp-Cell').length"
CARET = "document.activeElement.matches('.litmus-slot .cm-content')"
BANNER = "document.querySelector('.litmus-banner').innerText"
SAVED = "!document.querySelector('.litmus-unsaved')"
WORD = (
    "Three things went well:\n·\tVisits were on time\no\tin all teams\n·\tPlans are clearer\n"
    "Much is left to do."
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """A report whose words were written a quarter ago and stand beside other figures now."""
    made = make_bench(tmp_path_factory.mktemp("lab"))
    settings = made.project / "params" / "quarterly.yml"
    settings.write_text(f"{settings.read_text()}required_commentary: [kq1]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LITMUS_HOME", str(made.project))
        made.run()
        made.write("Visits were late.")
        made.run()
        former = made.outputs / "2015Q4" / "quarterly"
        former.mkdir(parents=True)
        (former / "quarterly.ipynb").write_bytes(made.notebook.read_bytes())
        made.write("Visits are late.")
        made.run()
        made.value = 900
        made.run()
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory, bench):
    with jupyterlab(tmp_path_factory.mktemp("place"), bench.notebook, "A. Khan") as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory, address):
    with chromium(tmp_path_factory.mktemp("chromium")) as found:
        found.visit(address, 1440)
        found.wait(f"{RENDERED}?.textContent.includes('late')")
        yield found


def open_box(page):
    page.wait(f"{RENDERED} !== null")
    page.click(RENDERED, times=2)
    page.wait(CARET)
    page.ask("new Promise(told => setTimeout(told, 50))")  # no hand is faster


def save(page):
    page.ask("new Promise(told => setTimeout(told, 50))")  # what was typed is in the notebook
    page.act("s", 83, modifiers=2)
    page.wait(SAVED)


def on_disk(bench, identity="commentary-kq1"):
    return bench.cell(identity)["source"]


def test_nothing_but_the_page_its_contents_and_three_buttons_is_there(page, bench):
    shown = page.ask("document.body.innerText")
    assert "What is life like?" in shown and "1 to read again" in shown
    for foreign in ("Launcher", "run.json", "history", "Kernel", "JupyterLab news", "pathlib.Path"):
        assert foreign not in shown
    assert page.ask("document.querySelectorAll('.jp-Dialog').length") == 0
    assert "What was written here for October to December 2015" in shown
    assert "Visits were late." in page.ask(f"{BOX}.querySelector('.litmus-before').textContent")
    sessions = page.ask("fetch('/api/kernels').then(answer => answer.json())")
    assert sessions == []


def test_a_tick_in_the_mark_is_saved(page, bench):
    page.click("document.querySelector('.litmus-answer input')")
    page.wait(SAVED)
    page.wait("document.querySelector('.litmus-status').textContent.startsWith('Saved')")
    assert "- [x] These words still hold" in on_disk(bench, "mark-kq1")
    versions = notebook_files.note(bench.cell("commentary-kq1"))["versions"]
    assert [(each["by"], each["again"]) for each in versions] == [("A. Khan", True)]


def test_200_letters_typed_after_a_double_click_are_200_letters(page, bench):
    before, cells = on_disk(bench), page.ask(CELLS)
    open_box(page)
    page.type(LETTERS * 10)
    save(page)
    assert on_disk(bench) == before + LETTERS * 10
    assert page.ask(CELLS) == cells == len(bench.read()["cells"])
    assert notebook_files.note(bench.cell("commentary-kq1"))["versions"][-1]["by"] == "A. Khan"
    page.act("Escape", 27)


def test_letters_and_keys_outside_of_a_box_do_nothing(page, bench):
    before = bench.sources()
    page.click("[...document.querySelectorAll('.jp-RenderedHTMLCommon h2')].at(-1)", times=2)
    page.type(LETTERS)
    for key, code, held in (("x", 88, 2), ("d", 68, 2), ("Enter", 13, 8), ("ArrowUp", 38, 10)):
        page.act(key, code, modifiers=held)
    page.drag("document.querySelector('.litmus-slot')", 300)
    page.act("z", 90, modifiers=2)
    time.sleep(1)  # a browser takes words back by itself, and later
    save(page)
    assert bench.sources() == before


def test_words_from_word_keep_paragraphs_and_lists(page, bench):
    open_box(page)
    page.act("Enter", 13)
    page.act("Enter", 13)
    page.ask(
        "(t => document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: "
        "(d => (d.setData('text/plain', t), d))(new DataTransfer()), bubbles: true, "
        f"cancelable: true}})))({json.dumps(WORD)})"
    )
    page.act("Escape", 27)
    page.wait(f"{BOX}.querySelectorAll('.jp-RenderedMarkdown li').length == 3")
    save(page)
    assert on_disk(bench).endswith(
        "\n\nThree things went well:\n\n- Visits were on time\n  - in all teams\n"
        "- Plans are clearer\n\nMuch is left to do."
    )


def test_a_run_while_it_is_open_is_shown_and_its_words_are_kept(page, bench):
    """With nothing unsaved the new version comes by itself; unsaved words are put into it."""
    bench.value = 700
    bench.run()
    page.wait(f"{BANNER}.includes('This is the new version')")
    open_box(page)
    page.type(" Unsaved words.")
    bench.value = 650
    bench.run()
    page.type(" And more.")
    page.wait(f"{BANNER}.includes('your words in it')")
    page.type(" To the end.")
    save(page)
    assert on_disk(bench).endswith(" Unsaved words. And more. To the end.")
    assert bench.read()["metadata"]["litmus"]["shown"]["ASM02"]["value"] == 65.0
    page.act("Escape", 27)


def test_what_two_people_write_in_one_place_is_kept_both(page, bench):
    open_box(page)
    page.type(" Mine.")
    bench.write("Theirs.")
    page.wait(f"{BANNER}.includes('Both texts')")
    save(page)
    assert on_disk(bench).startswith("Theirs.\n\n") and on_disk(bench).endswith(" Mine.")
    page.act("Escape", 27)


def test_a_text_of_ones_own_is_added_and_stays_through_a_new_template(page, bench):
    page.wait(f"{RENDERED} !== null")
    page.click(RENDERED)
    page.click("[...document.querySelectorAll('.litmus-bar button')][1]")
    page.wait("document.activeElement.matches('.litmus-own .cm-content')")
    page.type("A dip sample of my own.")
    save(page)
    bench.template(lambda cells: cells.insert(1, cell("markdown", "new", "## New")))
    bench.run()
    texts = bench.sources()
    assert texts.index("A dip sample of my own.") == texts.index(on_disk(bench)) + 1


def test_what_one_tab_saves_is_kept_once_and_not_at_each_save(page, bench):
    """Whoever writes for an hour saves some hundred times."""
    open_box(page)
    page.type(" One.")
    save(page)
    kept = len(bench.history())
    for words in (" Two.", " Three."):
        page.type(words)
        save(page)
    page.act("Escape", 27)
    assert on_disk(bench).endswith(" One. Two. Three.")
    assert len(bench.history()) == kept


# Two tabs that save within a moment: the file changes between our look at it and JupyterLab's own,
# which asks for a hash, too. While this tab is `blind`, the file is to us as it was before.
LATE = """(() => {
    const ask = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await ask(...asked);
        const address = asked[0].url ?? String(asked[0]);
        if (!address.includes('content=0') || address.includes('hash=1')) return answer;
        const body = await answer.json();
        if (window.blind) body.last_modified = window.known;
        window.known = body.last_modified;
        return new Response(JSON.stringify(body), {status: 200, headers: answer.headers});
    };
})()"""
DIALOG = "document.querySelector('.jp-Dialog')"


@pytest.fixture
def second(address, tmp_path):
    """Another tab with the same notebook, of somebody else or of the same person."""
    with chromium(tmp_path) as found:
        found.call("Page.addScriptToEvaluateOnNewDocument", source=LATE)
        found.visit(address, 1440)
        found.wait(f"{RENDERED} !== null")
        yield found


@pytest.mark.parametrize("answer", ["Overwrite", "Revert"])
def test_whatever_a_dialog_is_answered_with_both_tabs_words_are_kept(page, bench, second, answer):
    second.wait("window.known !== undefined")
    second.ask("window.blind = true")
    open_box(second)
    second.type(" Of the second tab.")
    open_box(page)
    page.type(" Of the first tab.")
    save(page)
    page.act("Escape", 27)
    second.act("s", 83, modifiers=2)
    second.wait(f"{DIALOG}?.innerText.includes('has changed on disk')")
    second.ask("window.blind = false")
    second.click(f"[...{DIALOG}.querySelectorAll('button')].find(b => b.innerText === '{answer}')")
    second.wait(f"{DIALOG} === null && {SAVED}")
    in_time = on_disk(bench), *(path.read_text() for path in bench.history())
    assert " Of the second tab." in in_time[0]
    assert any(" Of the first tab." in text for text in in_time)
    assert " Of the first tab." in in_time[0] or answer == "Overwrite"
