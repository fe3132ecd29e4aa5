"""Executing a notebook with papermill, in a kernel that starts while the data are prepared."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Thread
from typing import Any, Self

from litmus import render
from litmus.base import notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Cell, Notebook

# What every cell of a report needs and what takes longest to import, which is then never searched
# for garbage.
SELDOM = "import gc, litmus.base.memory; litmus.base.memory.search_seldom(); "
WARM_UP = SELDOM + "import litmus.report.opened, litmus.report.charts.drawing; gc.freeze()"
# The same where all charts are drawn in other processes; these begin first, they take longest.
WARM_UP_AHEAD = (
    SELDOM
    + "import litmus.report.opened; litmus.report.opened.ready(); import scipy.special; gc.freeze()"
)
DRAW_AHEAD = "import litmus.report.opened; litmus.report.opened.open_report().draw_ahead()"
NAME = "python3"  # as papermill knows it; there is no other kernel here
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


class Kernel:
    """A Python kernel that works in `folder`; it starts in the background.

    `day` becomes SOURCE_DATE_EPOCH, so that what a chart library writes of the time is the same
    in each run. `ahead` says that the notebook draws all its charts ahead. As a context manager it
    ends the kernel whatever happens.
    """

    def __init__(self, folder: Path, day: date, ahead: bool = False) -> None:
        self.folder = folder
        self.day = day
        self.ahead = ahead
        self.manager: Any = None
        self._warming: Any = None
        self._clients: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients:
            if not client.context.closed:  # as it is once a kernel ended before it answered
                client.stop_channels()
        if self.manager is not None and self.manager.has_kernel:
            # Ended and awaited here: the manager would look again only after a tenth of a second.
            self.end()
            self.manager.provisioner.process.wait()
            self.manager.shutdown_kernel(now=True)

    def end(self) -> None:
        """End the kernel, which has done its work, and give back its memory. Returns at once."""
        if self.manager is not None and self.manager.has_kernel:
            self.manager.provisioner.process.kill()

    @property
    def started(self) -> bool:
        """Whether a kernel was started."""
        return self.manager is not None

    def start(self) -> None:
        """Start the kernel, once, and let it import what reports need. Returns at once."""
        if self.started:
            return
        import zmq
        from jupyter_client.blocking.client import BlockingKernelClient
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import KernelManager

        # No folder is searched for kernels: a report runs in the Python that Litmus runs in.
        self.manager = KernelManager(
            kernel_name=NAME,
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            client_class="litmus.run.kernel.kernel_client.Connection",
            connection_file=str(self.folder / ".kernel.json"),
            transport_encryption="auto" if zmq.has("curve") else "disabled",
        )
        self.manager.start_kernel(
            cwd=str(self.folder),
            env=self._environment(),
            extra_arguments=["--HistoryManager.hist_file=:memory:"],
        )
        self._remember_clients()
        self._warming = BlockingKernelClient(context=self.manager.context)
        self._warming.load_connection_info(self.manager.get_connection_info())
        self._warming.start_channels(iopub=False, stdin=False, hb=False, control=False)
        self._clients.append(self._warming)
        self._silently(WARM_UP_AHEAD if self.ahead else WARM_UP)

    def draw_ahead(self) -> None:
        """Begin to draw what the notebook will show: its figures lie in the folder. At once."""
        if self.started and self.ahead:
            self._silently(DRAW_AHEAD)

    def _silently(self, code: str) -> None:
        """Let the kernel do this beside the notebook, which sees no name of it. Nothing depends on
        it but time: what fails here is done again by the cells, and said there."""
        self._warming.execute(f"exec({code!r}, {{}})", silent=True, store_history=False)

    def _remember_clients(self) -> None:
        """Papermill leaves open the connections to a kernel that it did not start itself."""
        connect = self.manager.client

        def client(**options: Any) -> Any:
            self._clients.append(connect(**options))
            return self._clients[-1]

        self.manager.client = client

    def _environment(self) -> dict[str, str]:
        midnight = datetime.combine(self.day, time(), tzinfo=UTC)
        return {
            **os.environ,
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
            "IPYTHONDIR": str(self.folder / ".ipython"),  # nobody's own start-up files
        }


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
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import raise_for_execution_errors

    kernel.start()
    Thread(target=render.load).start()  # unless it is loaded: this process will mostly wait now
    target = kernel.folder / "failed.ipynb"
    reached: list[str] = []

    def say(cell: Cell, **_: object) -> None:
        heading = notebook_files.section(cell)
        if heading and heading not in reached:
            reached.append(heading)
            progress(f"Running the notebook: {heading}")

    try:
        # The last step of papermill.execute_notebook, writing the file, is left out: the notebook
        # is written once it holds people's words.
        done = papermill_engines.execute_notebook_with_engine(
            None,
            _prepared(notebook, parameters),
            kernel_name=NAME,
            progress_bar=False,
            start_timeout=START_SECONDS,
            km=kernel.manager,
            on_cell_start=say,
        )
        raise_for_execution_errors(done, str(target))
    except PapermillExecutionError as error:
        raise _failed(f"{error.ename}: {error.evalue}", notebook_files.read(target)) from None
    except (DeadKernelError, RuntimeError) as error:
        raise LitmusError(
            f"The notebook's Python stopped ({type(error).__name__}), perhaps for lack of memory "
            "or of space on the disk. Close other programs, make room, and run the report again."
        ) from None
    if done["metadata"]["papermill"].get("exception"):  # papermill takes sys.exit() for an end
        raise _failed("it ended the notebook (SystemExit), and what follows was not made", done)
    _without_places(done)
    return dict(done)


def _prepared(notebook: Notebook, parameters: dict[str, Any]) -> Any:
    """A copy that has not been run, with a cell that sets the parameters."""
    import nbformat
    import papermill

    return papermill.execute_notebook(
        nbformat.from_dict(notebook_files.without_outputs(notebook)),
        None,
        parameters,
        kernel_name=NAME,
        language="python",
        prepare_only=True,
    )


def _failed(why: str, partial: Notebook) -> CellFailed:
    """The error in one line, with the cell's first words, the heading it stands under and no
    traceback; whoever wrote words in a code cell is told where to choose text."""
    _without_places(partial)
    cells = partial["cells"]
    position = next(
        n
        for n, cell in enumerate(cells)
        if any(output.get("output_type") == "error" for output in cell.get("outputs", []))
    )
    own = bool(notebook_files.note(cells[position]).get("added"))
    whose = "Your own code cell" if own else "The template's cell"
    said = f"{whose} {notebook_files.called(partial, position)} failed: {why}"
    if own and why.startswith(MISREAD):
        said += f". {AS_TEXT}"
    return CellFailed(said, partial)


def _without_places(notebook: Notebook) -> None:
    """Papermill notes where its files lay; they lay in a folder that is gone."""
    for name in ("input_path", "output_path"):
        notebook["metadata"].get("papermill", {}).pop(name, None)
