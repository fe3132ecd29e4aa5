"""Executing a notebook with papermill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Cell, Notebook
from litmus.run.kernel.kernel import NAME, Kernel

EXECUTED = "executed.ipynb"
REMARK = "papermill-error-cell-tag"
START_SECONDS = 120
# How Python takes words for code, and what to do about it.
MISREAD = ("SyntaxError", "IndentationError", "NameError")
AS_TEXT = (
    "If it holds words and no code: choose Markdown for it in the list above the notebook where it "
    "says Code, save, and run the report again."
)


class CellFailed(LitmusError):
    """A cell ended with an error. `notebook` is what was made up to there."""

    def __init__(self, message: str, notebook: Notebook) -> None:
        super().__init__(message)
        self.notebook = notebook


def execute(
    notebook: Notebook,
    parameters: dict[str, Any],
    kernel: Kernel,
    progress: Callable[[str], object],
) -> Notebook:
    """The notebook, executed from top to bottom with `parameters`; the one given stays as it is.

    Raises CellFailed, which names the cell and the error, and LitmusError where the kernel itself
    ends or does not start.
    """
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    kernel.start()
    given, words = notebook_files.without_half_characters(notebook)
    try:
        done = _execute(given, parameters, kernel, progress)
    except PapermillExecutionError as error:
        partial = notebook_files.read(kernel.folder / EXECUTED)
        _put_back(words, partial)
        raise _failure(f"{error.ename}: {error.evalue}", partial) from None
    except (DeadKernelError, RuntimeError) as error:
        raise LitmusError(
            f"The notebook's Python stopped ({type(error).__name__}), perhaps for lack of memory "
            "or of space on the disk. Close other programs, make room, and run the report again."
        ) from None
    if done["metadata"]["papermill"].get("exception"):  # papermill takes sys.exit() for an end
        raise _failure("it ended the notebook (SystemExit), and what follows was not made", done)
    _forget_places(done)
    _put_back(words, done)
    return done


def _put_back(words: Mapping[str, Cell], notebook: Notebook) -> None:
    """The words and notes of cells as they were, where papermill got others for them."""
    for cell in notebook["cells"]:
        if former := words.get(cell.get("id", "")):
            cell["source"] = former["source"]
            cell["metadata"] = {**notebook_files.metadata(cell), **notebook_files.metadata(former)}


def _execute(
    notebook: Notebook,
    parameters: dict[str, Any],
    kernel: Kernel,
    progress: Callable[[str], object],
) -> Notebook:
    """What papermill makes of a copy of the notebook; it raises what papermill raises."""
    import nbformat
    import papermill

    return dict(
        papermill.execute_notebook(
            nbformat.from_dict(notebook_files.without_outputs(notebook)),
            # Papermill fills parameters into the braces of a file's name.
            str(kernel.folder / EXECUTED).replace("{", "{{").replace("}", "}}"),
            parameters,
            kernel_name=NAME,
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            start_timeout=START_SECONDS,
            km=kernel.manager,
            on_cell_start=_sections(progress),
        )
    )


def _sections(progress: Callable[[str], object]) -> Callable[..., None]:
    """What tells `progress` of each section of the report when its first cell is reached."""
    reached: set[str] = set()

    def say(cell: Cell, **_: object) -> None:
        heading = notebook_files.section(cell)
        if heading and heading not in reached:
            reached.add(heading)
            progress(f"Running the notebook: {heading}")

    return say


def _failure(why: str, partial: Notebook) -> CellFailed:
    """The error in one line, with the cell's first words, the heading it stands under and no
    traceback; whoever wrote words in a code cell is told where to choose text."""
    _forget_places(partial)
    # Papermill's own remarks would be taken for a person's words by the next run.
    cells = [each for each in partial["cells"] if REMARK not in notebook_files.tags(each)]
    partial["cells"] = cells
    position = next(
        n
        for n, cell in enumerate(cells)
        if any(output.get("output_type") == "error" for output in cell.get("outputs", []))
    )
    own = bool(notebook_files.note(cells[position]).get("added"))
    whose = "Your own code cell" if own else "The template's cell"
    said = f"{whose} {notebook_files.name_of_cell(partial, position)} failed: {why}"
    if own and why.startswith(MISREAD):
        said += f". {AS_TEXT}"
    return CellFailed(said, partial)


def _forget_places(notebook: Notebook) -> None:
    """Papermill notes where its files lay; they lay in a folder that is gone."""
    for name in ("input_path", "output_path"):
        notebook["metadata"].get("papermill", {}).pop(name, None)
