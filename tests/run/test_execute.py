"""A notebook is executed in a kernel of its own, and a failing cell is named."""

from datetime import date

import pytest

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.run.kernel.execute import CellFailed, Kernel, execute
from run.bench_of import DEFAULTS, cell

pytestmark = pytest.mark.slow

END = date(2016, 3, 31)


def notebook(*sources):
    cells = [cell("code", "parameters", DEFAULTS, tags=["parameters"])]
    cells.append(cell("markdown", "kq1", "## What is life like?"))
    cells += [cell("code", f"cell-{n}", source) for n, source in enumerate(sources, 1)]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def run(folder, *sources, heard=None):
    with Kernel(folder, END) as kernel:
        return execute(
            notebook(*sources),
            {"period": "2016Q1"},
            kernel,
            (heard if heard is not None else []).append,
        )


def texts(executed):
    return [
        output["text"]
        for each in executed["cells"]
        for output in each.get("outputs", [])
        if output["output_type"] == "stream"
    ]


def test_it_runs_in_its_folder_with_its_parameters_and_a_fixed_day(tmp_path):
    (tmp_path / "figures.csv").write_text("789")
    heard = []
    executed = run(
        tmp_path,
        "print(period, open('figures.csv').read())",
        # 31 March 2016, midnight UTC: 16 891 days of 86 400 seconds after 1 January 1970.
        "import os; print(os.environ['SOURCE_DATE_EPOCH'], os.environ['PYTHONHASHSEED'])",
        heard=heard,
    )
    assert texts(executed) == ["2016Q1 789\n", "1459382400 0\n"]
    assert heard == ["Running the notebook: What is life like?"]
    assert str(tmp_path) not in notebook_files.serialise(executed).decode()


def test_a_failing_cell_is_named_with_its_heading_and_its_error(tmp_path):
    with pytest.raises(CellFailed) as failed:
        run(tmp_path, "print('so far')", "1 / 0", "print('never')")
    assert str(failed.value) == (
        "The template's cell “1 / 0” (under “What is life like?”) failed: "
        "ZeroDivisionError: division by zero"
    )
    assert texts(failed.value.notebook) == ["so far\n"]
    # Nothing is in it that the next run would take for somebody's words.
    kinds = [each["cell_type"] for each in failed.value.notebook["cells"]]
    assert kinds.count("markdown") == 1


def test_words_in_a_code_cell_are_quoted_back_with_what_to_do(tmp_path):
    cells = notebook("print('so far')", "Figures are = better")
    cells["cells"][-1]["metadata"] = {"litmus": {"added": True}}
    with Kernel(tmp_path, END) as kernel, pytest.raises(CellFailed) as failed:
        execute(cells, {"period": "2016Q1"}, kernel, [].append)
    said = str(failed.value)
    assert said.startswith("Your own code cell “Figures are = better” (under “What is life like?”)")
    assert "choose Markdown for it in the list above the notebook where it says Code" in said


@pytest.mark.parametrize("ending", ["sys.exit()", "sys.exit(0)", "sys.exit(3)"])
def test_a_cell_that_ends_the_notebook_is_a_cell_that_failed(tmp_path, ending):
    with pytest.raises(CellFailed, match=r"sys\.exit.*SystemExit") as failed:
        run(tmp_path, "print('first')", f"import sys; {ending}", "print('never')")
    assert texts(failed.value.notebook)[0] == "first\n"
    assert "never\n" not in texts(failed.value.notebook)
    assert str(tmp_path) not in notebook_files.serialise(failed.value.notebook).decode()


def test_a_kernel_that_dies_is_said_plainly(tmp_path):
    with pytest.raises(LitmusError, match="Python stopped"):
        run(tmp_path, "import os; os._exit(1)")


class Killed(Kernel):
    """One that is killed, as for lack of memory, before it can answer."""

    def start(self) -> None:
        super().start()
        self.manager.provisioner.process.kill()
        self.manager.provisioner.process.wait()


def test_a_kernel_that_ended_before_it_answered_is_said_plainly(tmp_path):
    with Killed(tmp_path, END) as kernel, pytest.raises(LitmusError, match="Python stopped"):
        execute(notebook("print(1)"), {}, kernel, [].append)


def test_every_output_of_the_first_cells_arrives(tmp_path):
    """The connection is used as soon as the kernel has answered: nothing may be missed then."""
    for _ in range(3):
        assert texts(run(tmp_path, *(f"print({n})" for n in range(5)))) == [
            f"{n}\n" for n in range(5)
        ]


def test_the_kernel_is_gone_afterwards(tmp_path):
    with Kernel(tmp_path, END) as kernel:
        kernel.start()
        process = kernel.manager.provisioner.process
        assert process.poll() is None
    assert process.poll() is not None


def test_half_of_a_character_in_somebodys_words_stops_nothing_and_is_kept(tmp_path):
    """A browser can save it; papermill can write no such text."""
    given = notebook("print('made')")
    given["cells"].insert(2, cell("markdown", "words", "Half \ud83d here.", by="A. \ud83d"))
    with Kernel(tmp_path, END) as kernel:
        done = execute(given, {"period": "2016Q1"}, kernel, lambda _: None)
    words = next(each for each in done["cells"] if each["id"] == "words")
    assert (words["source"], words["metadata"]["by"]) == ("Half \ud83d here.", "A. \ud83d")
    assert texts(done) == ["made\n"]
    assert given["cells"][2]["source"] == "Half \ud83d here."
