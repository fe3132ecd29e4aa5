"""Charts drawn by other processes while a report goes on.

Drawing is most of what a long report takes, and each chart is drawn by itself. A chart that is not
to be had from here is drawn by whoever shows it: the same picture, later.
"""

import os
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from multiprocessing import get_context

from litmus.base.processes import DRAWS_ALONE, end_with_caller
from litmus.report.charts import kinds
from litmus.report.charts.kinds import Drawable
from litmus.report.charts.line import ChartPictures

MOST = 4  # processes: each holds the library that draws in memory
PATIENCE = 60  # seconds for one chart, a hundred times what it takes


class Pictures:
    """The pictures of what is drawn, by name: they are drawn from the first moment on.

    The processes are new ones, no copies of the caller, whose threads may hold a lock. They end by
    themselves, when all is drawn or when the caller is gone.
    """

    def __init__(self, lines: Mapping[str, Drawable]) -> None:
        self._pictures: dict[str, Future[ChartPictures]] = {}
        if os.environ.get(DRAWS_ALONE):
            return
        pool = ProcessPoolExecutor(
            min(os.cpu_count() or 1, MOST), get_context("spawn"), initializer=end_with_caller
        )
        try:
            self._pictures = {name: pool.submit(draw_one, line) for name, line in lines.items()}
        except OSError:  # no process is to be had
            pass
        finally:
            pool.shutdown(wait=False)

    def of(self, name: str) -> ChartPictures | None:
        """The pictures of a line, as soon as they are drawn; None where the caller is to draw."""
        picture = self._pictures.get(name)
        try:
            return picture.result(timeout=PATIENCE) if picture else None
        except (BrokenExecutor, CancelledError):  # what drew it has ended
            return None
        except TimeoutError:  # what draws it does not get on: nobody waits a second time
            self._pictures.clear()
            return None


def draw_one(picture: Drawable) -> ChartPictures:
    """The drawings of what is drawn, for a page and for a phone."""
    return kinds.draw(picture)
