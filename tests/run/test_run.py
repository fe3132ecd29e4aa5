"""A run makes a report, a second one keeps people's words, and nothing is done for nothing."""

import json
import threading

import pytest

from litmus.base import digests, exchange, notebook_files
from litmus.base.brand import NO_BRAND
from litmus.base.errors import LitmusError, UsageError
from litmus.run import confirm
from litmus.run import report_folder as desks
from litmus.run.kernel.execute import CellFailed
from run.bench_of import PERIOD


def test_the_first_run_writes_every_file_and_says_what_to_open(bench):
    result = bench.run()
    names = {path.name for path in bench.folder.iterdir()} - {".lock"}
    assert names == {
        *("quarterly.ipynb", "quarterly.html", "quarterly.pdf", "figures.csv"),
        *("quality.json", "context.json", "qa.json", "run.json"),
    }
    assert result.executed
    assert "quarterly.html" in result.message
    assert f'make lab PERIOD=2016Q1 OUTPUTS="{bench.outputs}"' in result.message


def test_run_json_says_what_was_made_from_what(bench):
    bench.run(parameters={"depth": "5"})
    said = json.loads((bench.folder / "run.json").read_text())
    assert said["report"] == "quarterly"
    assert said["period"]["title"] == "January to March 2016 (quarter 4 of 2015/16)"
    assert said["snapshot"]["fingerprint"] == "789"
    assert said["source"]["uri"] == "sample"
    assert said["parameters"] == {"depth": 5}
    assert said["files"]["figures.csv"] == digests.of_file(bench.folder / "figures.csv")
    assert said["files"]["quarterly.ipynb"] == digests.of_file(bench.notebook)
    assert said["commentary"] == {"kq1": "empty"}
    assert said["versions"]["litmus"]


def test_a_second_run_with_the_same_inputs_changes_no_file_and_starts_no_kernel(bench):
    bench.run()
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in bench.folder.iterdir()}
    result = bench.run()
    assert bench.done == ["render"]
    assert not result.executed
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in bench.folder.iterdir()} == before


def test_words_are_in_both_renderings_after_a_re_run_without_a_kernel(bench):
    bench.run()
    bench.write("Steady as she goes.\n")
    saved = bench.notebook.read_bytes()
    bench.run()
    assert bench.done == ["render"]
    assert b"Steady as she goes.\n" in (bench.folder / "quarterly.html").read_bytes()
    assert b"Steady as she goes.\n" in (bench.folder / "quarterly.pdf").read_bytes()
    # What is open in JupyterLab is not touched for nothing.
    assert bench.notebook.read_bytes() == saved


def test_changed_data_keep_the_words_byte_for_byte_and_mark_them(bench):
    bench.run()
    bench.write("Words \u00a0 with\ttabs\r\nand ends  \n\n")
    bench.value = 812
    result = bench.run()
    assert bench.done == ["freeze", "execute", "render"]
    assert bench.cell("commentary-kq1")["source"] == "Words \u00a0 with\ttabs\r\nand ends  \n\n"
    mark = bench.cell("mark-kq1")["source"]
    assert "was 78.9% (789 of 1000), now 81.2% (812 of 1000)" in mark
    assert result.stale == ["kq1"]
    assert "kq1" in result.message


def test_the_mark_counts_from_when_the_words_were_written_even_if_a_run_came_between(bench):
    bench.run()
    bench.write("Written beside 78.9%.")
    bench.run()  # nothing changed: the notebook was not touched
    bench.value = 812
    bench.run()
    bench.value = 900
    bench.run()
    assert "was 78.9% (789 of 1000), now 90.0%" in bench.cell("mark-kq1")["source"]


def test_confirm_takes_the_mark_away_without_a_kernel(bench):
    bench.run()
    bench.write("Steady.")
    bench.value = 812
    bench.run()
    assert "confirmed" in confirm("quarterly", PERIOD, bench.outputs, "kq1")
    bench.run()
    assert bench.done == ["render"]
    assert "mark-kq1" not in [c["id"] for c in bench.read()["cells"]]
    assert bench.cell("commentary-kq1")["source"] == "Steady."


def test_the_former_notebook_is_in_the_history(bench):
    bench.run()
    bench.write("First words.")
    saved = bench.notebook.read_bytes()
    bench.value = 812
    bench.run()
    assert [path.read_bytes() for path in bench.history()] == [saved]


def test_words_saved_while_the_notebook_runs_are_in_the_new_one(bench):
    bench.run()
    bench.value = 812

    def execute(notebook, parameters, kernel, progress):
        bench.write("Saved during the run.")
        return bench.execute(notebook, parameters, kernel, progress)

    bench.run(stages={"execute": execute})
    assert bench.cell("commentary-kq1")["source"] == "Saved during the run."
    assert "812" in bench.cell("kq1-asm02")["outputs"][0]["text"]
    assert b"Saved during the run." in (bench.folder / "quarterly.html").read_bytes()


def test_words_saved_while_rendering_are_merged_and_rendered_again(bench):
    bench.run()
    bench.value = 812
    times = []

    def render(notebook, title, formats, brand, folder):
        times.append(1)
        if len(times) == 1:
            bench.write("At the last moment.")
        return bench.render(notebook, title, formats, brand, folder)

    bench.run(stages={"render": render})
    assert bench.cell("commentary-kq1")["source"] == "At the last moment."
    assert b"At the last moment." in (bench.folder / "quarterly.html").read_bytes()


def test_a_save_in_the_very_moment_of_replacing_is_merged(bench, monkeypatch):
    """JupyterLab has the file open when it is replaced: it writes into the former one."""
    bench.run()
    bench.value = 812
    put = exchange._move_into_place

    def put_while_saving(folder, step):
        if step.name == "quarterly.ipynb":
            monkeypatch.setattr(exchange, "_move_into_place", put)
            bench.write("In the very moment.")
        put(folder, step)

    monkeypatch.setattr(exchange, "_move_into_place", put_while_saving)
    bench.run()
    assert bench.cell("commentary-kq1")["source"] == "In the very moment."
    # The history has what was there before and nothing of the exchange that was undone.
    assert ["In the very moment." in path.read_text() for path in bench.history()] == [True]
    assert "812" in bench.cell("kq1-asm02")["outputs"][0]["text"]


def test_a_half_written_save_is_waited_for(bench, monkeypatch):
    bench.run()
    bench.write("Whole.")
    whole = bench.notebook.read_bytes()
    bench.notebook.write_bytes(whole[: len(whole) // 2])
    monkeypatch.setattr(desks, "PAUSE_SECONDS", 0.05)
    timer = threading.Timer(0.1, bench.notebook.write_bytes, [whole])
    timer.start()
    bench.run()
    timer.join()
    assert bench.cell("commentary-kq1")["source"] == "Whole."


BOM = b"\xef\xbb\xbf"
DAMAGES = [
    *(b"", b"{", b'{"cells": [', b"[]", b"\xff\xfe", b'{"a": 1}', BOM, b"[" * 100_000),
    *(b'{"nbformat": 3, "worksheets": [{}]}', b'{"nbformat": 5, "cells": []}'),
    b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1]}',
]


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_a_damaged_notebook_is_left_alone_and_copied_once(bench, monkeypatch, damage):
    monkeypatch.setattr(desks, "PAUSE_SECONDS", 0)
    bench.run()
    bench.write("Words.")
    bench.value = 812
    bench.run()
    bench.notebook.write_bytes(damage)
    for _ in range(2):
        with pytest.raises(LitmusError, match="cannot be read") as stopped:
            bench.run()
    assert bench.notebook.read_bytes() == damage
    copies = [path for path in bench.history() if "unreadable" in path.name]
    assert [path.read_bytes() for path in copies] == [damage]
    whole = next(path for path in bench.history() if "unreadable" not in path.name)
    assert whole.name in str(stopped.value)
    # What the message proposes works.
    bench.notebook.write_bytes(whole.read_bytes())
    bench.run()
    assert bench.cell("commentary-kq1")["source"] == "Words."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_notebook_saved_in_another_encoding_is_read(bench, encoding):
    bench.run()
    bench.write("Words.")
    bench.notebook.write_bytes(bench.notebook.read_text(encoding="utf-8").encode(encoding))
    bench.value = 812
    bench.run()
    assert bench.cell("commentary-kq1")["source"] == "Words."


def test_a_notebook_in_an_old_format_is_taken_along(bench):
    """Format 3, as notebooks were saved until 2015: sheets, and cells without ids."""
    import nbformat

    bench.run()
    bench.write("Words.")
    old = nbformat.convert(nbformat.from_dict(bench.read()), 3)
    bench.notebook.write_text(nbformat.writes(old, version=3))
    bench.run()
    assert "Words." in bench.sources()


def test_a_template_that_is_damaged_is_named(bench):
    (bench.project / "notebooks" / "quarterly.ipynb").write_bytes(b"{")
    with pytest.raises(UsageError, match=r"template notebooks/quarterly\.ipynb cannot be read"):
        bench.run()


@pytest.mark.parametrize(
    "change",
    [
        lambda cells: cells.insert(2, cells[0] | {"id": "mine", "source": "1 + 1", "metadata": {}}),
        lambda cells: next(c for c in cells if c["id"] == "kq1-asm02").update(outputs=[]),
        lambda cells: next(c for c in cells if c["id"] == "kq1-asm02").update(source="2"),
    ],
    ids=["a code cell added", "outputs cleared", "template code changed"],
)
def test_code_that_has_not_been_run_as_it_stands_is_run(bench, change):
    bench.run()
    working = bench.read()
    change(working["cells"])
    bench.notebook.write_bytes(notebook_files.serialise(working))
    assert bench.run().executed
    assert bench.cell("kq1-asm02")["source"].startswith("import pathlib")
    assert bench.cell("kq1-asm02")["outputs"]
    assert not bench.run().executed


def test_a_save_by_jupyterlab_that_changes_nothing_starts_no_kernel(bench):
    bench.run()
    working = json.loads(bench.notebook.read_text())
    working["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    for cell in working["cells"]:
        cell["metadata"]["editable"] = True
    bench.notebook.write_text(json.dumps(working))
    bench.run()
    assert bench.done == ["render"]


def test_words_saved_by_jupyterlabs_own_server_start_no_kernel(bench):
    from jupyter_server.services.contents.filemanager import FileContentsManager

    bench.run()
    server = FileContentsManager(root_dir=str(bench.folder))
    model = json.loads(json.dumps(server.get("quarterly.ipynb"), default=str))
    slot = next(c for c in model["content"]["cells"] if c["id"] == "commentary-kq1")
    slot["source"] = "Words from the browser.\n"
    server.save({"type": "notebook", "content": model["content"]}, "quarterly.ipynb")
    bench.run()
    assert bench.done == ["render"]
    assert bench.cell("commentary-kq1")["source"] == "Words from the browser.\n"


FED = ["figures.csv", "quality.json", "context.json", "qa.json", "run.json"]


@pytest.mark.parametrize("name", FED)
def test_a_file_that_was_lost_or_changed_is_made_again(bench, name):
    bench.run()
    good = (bench.folder / "figures.csv").read_bytes()
    (bench.folder / name).write_text("other")
    bench.run()
    assert (bench.folder / "figures.csv").read_bytes() == good
    assert json.loads((bench.folder / "run.json").read_text())["report"] == "quarterly"


def test_the_same_figures_from_other_files_start_no_kernel(bench):
    bench.run()
    other = {"open_source": lambda *given: _renamed(bench.open_source(*given))}
    bench.run(stages=other)
    assert bench.done == ["freeze", "render"]


def _renamed(source):
    source.identity = lambda: "other bytes, same rows"
    return source


def test_figures_that_cannot_be_computed_leave_the_last_report_as_it_was(bench):
    bench.run()
    before = {path.name: path.read_bytes() for path in bench.folder.iterdir() if path.is_file()}
    bench.value = 812

    def compute(plan, snapshot, progress):
        raise LitmusError("there is no such target")

    with pytest.raises(LitmusError, match="no such target"):
        bench.run(stages={"compute": compute})
    assert bench.done == ["freeze"]
    assert len(before) > 7
    assert before == {p.name: p.read_bytes() for p in bench.folder.iterdir() if p.is_file()}


@pytest.mark.parametrize(
    ("changed", "done"),
    [
        ("book.yml", ["render"]),  # another report's own settings
        ("quarterly.yml", ["freeze", "execute", "render"]),
        ("targets.yml", ["freeze", "execute", "render"]),
        ("forms/visit.yml", ["freeze", "execute", "render"]),
    ],
)
def test_a_run_depends_on_the_settings_that_it_reads(bench, changed, done):
    params = bench.project / "params"
    own = (params / "quarterly.yml").read_text()
    (params / "book.yml").write_text(own.replace("period: quarter", "period: month"))
    (params / "targets.yml").write_text("")
    (params / "forms").mkdir()
    (params / "forms" / "visit.yml").write_text("")

    def compute(*_):
        return sum(len(path.read_text()) for path in params.rglob("*.yml"))

    bench.run(stages={"compute": compute})
    (params / changed).write_text((params / changed).read_text() + "# changed\n")
    bench.run(stages={"compute": compute})
    assert bench.done == done


def test_another_look_renders_anew_and_needs_no_figures(bench):
    bench.run()
    council = bench.project / "params" / "council.yml"
    council.write_text(council.read_text() + 'colours:\n  accent: "#0b5d3b"\n')
    bench.run()
    assert bench.done == ["render"]
    assert bench.brand.accent.light == "#0b5d3b"
    council.write_text(council.read_text() + "provisional_days: 3\n")
    bench.run()
    assert bench.done == ["freeze", "execute", "render"] or bench.done == ["freeze", "render"]


def test_a_council_s_look_is_not_lent_to_the_sample(bench):
    council = bench.project / "params" / "council.yml"
    council.write_text('name: A\nsample: false\nla_code: "856"\nsource: sample\n'
                       'colours: {accent: "#0b5d3b"}\n')  # fmt: skip
    bench.run()
    assert bench.brand == NO_BRAND


def test_a_new_template_takes_the_words_along(bench):
    bench.run()
    bench.write("Words.")
    bench.template(lambda cells: cells[1].update(source="## Life"))
    assert bench.run().executed
    assert bench.cell("kq1")["source"] == "## Life"
    assert bench.cell("commentary-kq1")["source"] == "Words."


def test_a_slot_without_a_place_is_set_aside_and_reported(bench):
    bench.run()
    bench.write("Words.")
    bench.template(lambda cells: cells.pop(3))
    result = bench.run()
    assert result.set_aside == ["kq1"]
    assert "Set aside: kq1" in result.message
    assert bench.sources()[-1] == "Words."


def test_a_failing_cell_leaves_the_last_good_report_and_a_marked_partial_one(bench):
    bench.run()
    bench.write("Words.")
    good = {p: p.read_bytes() for p in bench.folder.iterdir() if p.is_file()}
    bench.value = 812

    def execute(notebook, parameters, kernel, progress):
        raise CellFailed("The cell 'kq1-asm02' failed: KeyError: 'x'", notebook)

    for _ in range(2):
        with pytest.raises(LitmusError, match=r"kq1-asm02.*KeyError") as stopped:
            bench.run(stages={"execute": execute})
    assert "Traceback" not in str(stopped.value)
    partial = bench.folder / "quarterly.incomplete.ipynb"
    assert notebook_files.note(notebook_files.read(partial))["status"] == "incomplete"
    assert {path: path.read_bytes() for path in good} == good
    # The partial notebook of the first failure was kept: somebody may have written in it.
    kept = [path for path in bench.history() if path.name.endswith("-incomplete.ipynb")]
    assert len(kept) == 1
    bench.run()
    assert not partial.exists()
    assert len([p for p in bench.history() if p.name.endswith("-incomplete.ipynb")]) == 2


def test_a_second_run_at_the_same_time_stops_with_a_clear_message(bench):
    def execute(*given):
        with pytest.raises(LitmusError, match="Another run is making the report"):
            bench.run()
        return bench.execute(*given)

    bench.run(stages={"execute": execute})


def test_what_a_killed_run_left_is_swept_up(bench):
    bench.run()
    (bench.folder / ".run-dead").mkdir()
    (bench.folder / ".quarterly.html.ab12.tmp").write_text("half")
    bench.run()
    assert not [p for p in bench.folder.iterdir() if p.name.startswith((".run-", ".quarterly"))]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"deph": "3"}, "no parameter 'deph'. Did you mean depth?"),
        ({"period": "2015Q1"}, "set by --period"),
        ({"depth": "three"}, "expected a value of kind int, such as 3"),
    ],
)
def test_a_wrong_parameter_stops_before_anything_starts(bench, given, says):
    with pytest.raises(UsageError, match=says):
        bench.run(parameters=given)
    assert bench.done == []
    assert not bench.outputs.exists()


def test_an_unknown_report_names_those_there_are(bench):
    from litmus.run import run

    with pytest.raises(UsageError, match="quarterly"):
        run("quartely", PERIOD, "sample", bench.outputs)


def test_equal_periods_share_a_folder_and_a_notebook(bench):
    from litmus.base.periods import Period
    from litmus.run.plan import report_folder

    financial = Period.parse("2015/16Q4")
    assert report_folder("quarterly", financial, bench.outputs) == bench.folder
