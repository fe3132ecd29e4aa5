"""Charts drawn ahead, in a second process, while the notebook goes on.

Drawing is most of what a long report takes. The second process draws the last chart first and the
caller, page after page, the first one first; where they meet, all are drawn.
"""

import os
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection

from litmus.present.line import Line

NONE_LEFT = -1


class Ahead:
    """Lines that a second process draws, by name in the order in which they will be shown.

    It ends by itself: when all are drawn, when the caller has met it, or when the caller is gone.
    """

    def __init__(self, lines: Mapping[str, Line]) -> None:
        self._places = {name: place for place, name in enumerate(lines)}
        self._drawn: dict[str, bytes] = {}
        self._at = len(lines) - 1  # the place of the line that it draws now
        last_first = list(lines.items())[::-1]
        # Spawned, so that it takes over nothing of this one, whose threads may hold a lock.
        context = get_context("spawn")
        self._from, to = context.Pipe(duplex=False)
        self._process = context.Process(target=_draw, args=(to, last_first), daemon=True)
        if (os.cpu_count() or 1) == 1:
            self._at = NONE_LEFT
            return
        try:
            self._process.start()
        except OSError:  # no process is left to be had: the caller draws all
            self._at = NONE_LEFT
        to.close()

    def png(self, name: str) -> bytes | None:
        """The picture of a line; None where the caller is to draw it."""
        place = self._places.get(name, NONE_LEFT)
        while self._at > NONE_LEFT and (self._at == place or self._from.poll()):
            self._receive()
        if NONE_LEFT < self._at < place:
            self._process.terminate()  # what it would draw now has been shown
            self._process.join()
            self._at = NONE_LEFT
        return self._drawn.get(name)

    def _receive(self) -> None:
        try:
            name, png = self._from.recv()
        except (EOFError, OSError):  # it ended: the caller draws what is missing
            self._at = NONE_LEFT
            return
        self._drawn[name] = png
        self._at -= 1


def _draw(to: Connection, lines: Sequence[tuple[str, Line]]) -> None:
    from litmus.present.charts import draw

    try:
        for name, line in lines:
            to.send((name, draw(line)))
    except BrokenPipeError:  # nobody is there any more
        pass
