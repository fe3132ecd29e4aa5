"""Charts drawn ahead, in processes of their own, while a report goes on.

Drawing is most of what a long report takes, and each chart is drawn by itself. The library that
draws takes as long to load as five charts, so one process loads it and, on Linux, those that draw
are copies of that one. They are never copies of the caller, whose threads may hold a lock.
"""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any

from litmus.base import memory
from litmus.report.charts.line import Line

MOST = 4  # processes that draw: each holds the library in memory
# macOS lends libraries that do not work in a copy.
COPIED = sys.platform == "linux"
PATIENCE = 60  # seconds for one chart, a hundred times what it takes


def ready() -> None:
    """Begin to load what drawing needs, before it is known what there is to draw."""
    if not _waiting:
        _waiting.append(Ahead())


def drawn(lines: Mapping[str, Line]) -> "Ahead":
    """What draws these lines: it began when they were asked for first."""
    said = repr(lines)
    if said not in _begun:
        ahead = _waiting.pop() if _waiting else Ahead()
        ahead.draw(lines)
        _begun.clear()
        _begun[said] = ahead
    return _begun[said]


class Ahead:
    """Lines that are drawn, by name, in the order in which they will be shown.

    What draws them starts to load at once, and draws when it is told what. It ends by itself: when
    all is drawn, or when the caller is gone. On a machine with one processor nothing starts.
    """

    def __init__(self) -> None:
        self._pictures: dict[str, Future[bytes | None]] = {}
        self._patience = PATIENCE
        self._receiving, self._counting = 0, Lock()
        several = min(os.cpu_count() or 1, MOST)
        # How many lines they have taken, all together; kept here, because it ends with its maker.
        self._taken = _counter() if several > 1 else None
        self._drawing = _all_started(several, self._taken) if self._taken else []

    def draw(self, lines: Mapping[str, Line]) -> None:
        """Begin to draw; to be called once."""
        self._pictures = {name: Future() for name in lines}
        self._receiving = sum(len(pictures) for _, pictures in self._drawing)
        if not self._receiving:
            self._leave_rest()
        for told, pictures in self._drawing:
            for each in pictures:
                Thread(target=self._receive, args=(each,), daemon=True).start()
            Thread(target=_tell, args=(told, lines), daemon=True).start()

    def png(self, name: str) -> bytes | None:
        """The picture of a line, as soon as it is drawn; None where the caller is to draw it."""
        picture = self._pictures.get(name)
        try:
            return picture.result(timeout=self._patience) if picture else None
        except TimeoutError:  # what draws it lives, and does not get on: nobody waits a second time
            self._patience = 0
            return None

    def _receive(self, pictures: Connection) -> None:
        """Take each picture as it comes, so that what draws does not have to wait."""
        with suppress(EOFError, OSError):  # it ended: all is drawn, or nobody draws here any more
            while True:
                name, picture = pictures.recv()
                self._pictures[name].set_result(picture)
        with self._counting:
            self._receiving -= 1
            last = not self._receiving
        if last:
            self._leave_rest()

    def _leave_rest(self) -> None:
        """Leave to the caller what nobody has drawn."""
        for picture in self._pictures.values():
            if not picture.done():
                picture.set_result(None)


Drawing = tuple[Connection, list[Connection]]  # where to tell it the lines; whence pictures come


def _counter() -> Any:
    """A number that processes share; None on a machine that lends no memory to be shared."""
    try:
        return get_context("spawn").Value("i", 0)
    except (ImportError, OSError):
        return None


def _all_started(several: int, taken: Any) -> list[Drawing]:
    """So many that draw, in one process or in as many: those that are to be had."""
    copies = [several] if COPIED else [1] * several
    return [each for each in (_started(number, taken) for number in copies) if each]


def _started(copies: int, taken: Any) -> Drawing | None:
    """A process that will draw as so many; None where no process is left to be had."""
    context, pipes = get_context("spawn"), []
    try:
        pipes = [context.Pipe(duplex=False) for _ in range(1 + copies)]
        (orders, told), *pictures = pipes
        sending = [each for _, each in pictures]
        context.Process(target=_draw, args=(orders, sending, taken), daemon=True).start()
    except OSError:
        for end in (end for pipe in pipes for end in pipe):
            end.close()
        return None
    for theirs in (orders, *sending):  # so that they close when the process ends
        theirs.close()
    return told, [receiving for receiving, _ in pictures]


def _tell(told: Connection, lines: Mapping[str, Line]) -> None:
    """Tell a process the lines; it may have to load its library first, and nobody waits for it."""
    with suppress(OSError):  # it has ended, and who waits for its pictures sees that
        told.send(lines)


def _draw(orders: Connection, sending: Sequence[Connection], taken: Any) -> None:
    """Load the library, wait for the lines, draw in as many copies as there are pipes, one here.

    What goes wrong is not said here: the caller draws what is missing, and says it.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    memory.search_seldom()
    from litmus.report.charts.drawing import draw

    try:
        lines: Mapping[str, Line] = orders.recv()
    except EOFError:  # nothing was to be drawn
        return
    gc.freeze()  # what is loaded stays, and copies share it as long as none searches it
    drawn = ((name, draw(lines[name])) for name in _next(list(lines), taken))
    copies = []
    for place in range(1, len(sending)):
        if (copy := os.fork()) == 0:
            try:
                _send(drawn, sending, place)
            finally:
                os._exit(0)
        copies.append(copy)
    _send(drawn, sending, 0)
    for copy in copies:
        os.waitpid(copy, 0)


def _next(names: Sequence[str], taken: Any) -> Iterator[str]:
    """The names that nobody has taken before: whoever has drawn one takes the next."""
    while True:
        with taken.get_lock():
            place = taken.value
            taken.value += 1
        if place >= len(names):
            return
        yield names[place]


def _send(pictures: Iterable[tuple[str, bytes]], sending: Sequence[Connection], place: int) -> None:
    """Send the pictures by the pipe of this place; the others belong to other copies."""
    for other in (*sending[:place], *sending[place + 1 :]):
        other.close()
    with suppress(BrokenPipeError):  # nobody is there any more
        for picture in pictures:
            sending[place].send(picture)
    sending[place].close()


_waiting: list[Ahead] = []
_begun: dict[str, Ahead] = {}
